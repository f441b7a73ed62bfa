"""The load of tomorrow, hour by hour."""
