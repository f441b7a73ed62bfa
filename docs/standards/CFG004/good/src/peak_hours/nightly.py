"""What runs each night."""

import csv
import logging
import sys

from peak_hours.peaks import peaks
from peak_hours.settings import load

log = logging.getLogger(__name__)


def main():
    """Log the peaks: first the file of parameters, then the file of loads."""
    logging.basicConfig(level=logging.INFO)
    settings = load(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        rows = [(hour, float(megawatts)) for hour, megawatts in csv.reader(file)]
    log.info("%d peaks", len(peaks(rows, settings)))
