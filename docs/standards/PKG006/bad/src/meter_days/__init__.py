"""Readings of gas meters, day by day."""
