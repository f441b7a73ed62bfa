"""What runs each night."""

import csv
import logging
import sys
from collections import defaultdict

from meter_gaps.gaps import gaps


def main():
    """Look for gaps in the file of readings: a meter and an hour a line."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    hours = defaultdict(list)
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        for meter, hour in csv.reader(file):
            hours[meter].append(int(hour))
    for meter, seen in hours.items():
        gaps(meter, seen)
