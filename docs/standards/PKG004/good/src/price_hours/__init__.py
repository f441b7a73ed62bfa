"""Prices of the power exchange, hour by hour."""
