"""What runs each morning at six."""

import csv
import io
import logging
import sys
from urllib.request import urlopen

from leak_watch.settings import load
from leak_watch.suspects import suspects

log = logging.getLogger(__name__)


def main():
    """Log the suspect meters of last night."""
    logging.basicConfig(level=logging.INFO)
    settings = load(sys.argv[1])
    with urlopen(settings.flow) as answer:
        rows = csv.reader(io.TextIOWrapper(answer, "utf-8"))
        found = suspects([(meter, float(litres)) for meter, litres in rows], settings)
    log.info("%d suspect meters: %s", len(found), ", ".join(found))
