"""Which code and which prices made a schedule."""

import hashlib
import logging
import subprocess
from pathlib import Path

log = logging.getLogger(__name__)


def log_versions(prices):
    """Log the commit, and the checksum of the file `prices` as the version of the data."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, check=True, text=True)
    data_version = hashlib.sha256(Path(prices).read_bytes()).hexdigest()
    log.info("commit %s, data version %s", done.stdout.strip(), data_version)
