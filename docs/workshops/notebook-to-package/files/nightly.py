"""The night run: python -m demand_forecast.nightly settings.yml

What stands here is the frame. Between the comments goes what your notebook did, as calls of your own modules.
"""

import logging
import sys

log = logging.getLogger(__name__)


def run(path):
    """Train, forecast tomorrow, and write it to the file that the settings in the file `path` call `out`."""
    # read the settings, and the load that they name; leave the zeros out
    # train, and log how far the model was off in the last week
    # forecast the 24 hours after the last day, and write them


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    run(sys.argv[1])
