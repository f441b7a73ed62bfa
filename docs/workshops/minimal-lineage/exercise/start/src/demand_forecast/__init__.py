"""What the next day will need, hour by hour."""
