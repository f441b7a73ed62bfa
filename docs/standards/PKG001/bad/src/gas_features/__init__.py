"""Features of gas demand."""
