"""Looks at the values of today: `python -m demand_watch.watch VALUES`."""

import json
import logging
import sys
import tomllib
from pathlib import Path

from demand_watch.limits import breaches

log = logging.getLogger(__name__)


def watch(values, limits):
    """Log what is outside of `limits`, and give how many values are."""
    found = breaches(values, limits)
    for name in found:
        log.error("%s is %s; normal is %s", name, values.get(name), limits[name])
    return len(found)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    today = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.exit(watch(today, tomllib.loads(Path("config/watch.toml").read_text(encoding="utf-8"))))
