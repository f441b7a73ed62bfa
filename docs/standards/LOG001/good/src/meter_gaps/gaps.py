"""Gaps in the readings of a meter."""

import logging

log = logging.getLogger(__name__)


def gaps(meter, hours):
    """Give the hours that are missing between the first and the last of `hours`."""
    missing = sorted(set(range(min(hours), max(hours) + 1)) - set(hours))
    log.debug("%s: hours %s", meter, hours)
    if missing:
        log.warning("%s: %d of %d hours missing", meter, len(missing), len(hours) + len(missing))
    return missing
