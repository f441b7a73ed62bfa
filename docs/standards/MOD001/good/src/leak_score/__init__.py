"""How probably a water main leaks."""
