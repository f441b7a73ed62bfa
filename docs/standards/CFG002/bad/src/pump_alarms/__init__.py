"""Pumps of the heat network whose pressure was too high."""
