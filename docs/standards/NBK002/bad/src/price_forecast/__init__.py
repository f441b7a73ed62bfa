"""Tomorrow's prices of power."""
