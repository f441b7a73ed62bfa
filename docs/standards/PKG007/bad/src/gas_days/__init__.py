"""Days, sorted by the gas that they need."""
