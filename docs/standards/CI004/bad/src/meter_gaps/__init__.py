"""Hours without a reading."""
