"""Hours in which the grid carried more than it should."""
