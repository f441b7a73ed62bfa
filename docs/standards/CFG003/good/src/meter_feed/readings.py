"""Readings of a day."""

import csv
import io

import boto3

from meter_feed.settings import bucket


def readings(day):
    """Give the rows (meter, cubic metres) of `day`, such as 2026-10-04."""
    answer = boto3.client("s3").get_object(Bucket=bucket(), Key=f"{day}.csv")
    return rows(answer["Body"].read().decode("utf-8"))


def rows(text):
    """Give the rows of a file of readings."""
    return [(meter, float(volume)) for meter, volume in csv.reader(io.StringIO(text))]
