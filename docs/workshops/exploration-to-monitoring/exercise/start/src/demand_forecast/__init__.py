"""Tomorrow's demand, hour by hour."""
