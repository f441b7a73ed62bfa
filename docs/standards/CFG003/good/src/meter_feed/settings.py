"""Where the readings lie; the environment says it. boto3 takes its key from there too."""

import os


def bucket():
    """Give the name of the bucket."""
    return os.environ["METER_BUCKET"]
