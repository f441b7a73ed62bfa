"""Gas readings, day by day."""
