"""What runs each night."""

import csv
import logging
import sys

from pump_alarms import settings
from pump_alarms.alarms import alarms

log = logging.getLogger(__name__)


def main():
    """Log the alarms: first the folder of parameters, then the file of readings."""
    logging.basicConfig(level=logging.INFO)
    folder, readings = sys.argv[1:]
    with open(readings, encoding="utf-8", newline="") as file:
        rows = [(pump, float(bar)) for pump, bar in csv.reader(file)]
    for alarm in alarms(rows, settings.limits(folder), settings.sites(folder)):
        log.warning("pressure too high: %s", alarm)
