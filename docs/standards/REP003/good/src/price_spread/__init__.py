"""Spreads of power prices."""
