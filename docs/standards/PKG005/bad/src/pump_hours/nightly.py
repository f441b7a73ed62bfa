"""What runs each night."""

import sys

import pandas as pd

from pump_hours.running import running_hours


def main():
    """Read the pump log from the first file, and write the hours of each pump into the second."""
    source, target = sys.argv[1:]
    running_hours(pd.read_csv(source)).to_csv(target)


if __name__ == "__main__":
    main()
