"""Pressure readings of the gas network, cleaned."""
