"""What runs each morning at six."""

import csv
import io
import logging
from pathlib import Path
from urllib.request import urlopen

from leak_watch.suspects import suspects

log = logging.getLogger(__name__)


def main():
    """Log the suspect meters of last night."""
    logging.basicConfig(level=logging.INFO)
    left_out = Path("/home/network/leaks/left-out.txt").read_text().split()
    with urlopen("https://flow.energy.internal/meters/last-night.csv") as answer:
        rows = csv.reader(io.TextIOWrapper(answer, "utf-8"))
        found = suspects([(meter, float(litres)) for meter, litres in rows], left_out)
    log.info("%d suspect meters: %s", len(found), ", ".join(found))
