"""Features of gas meters."""
