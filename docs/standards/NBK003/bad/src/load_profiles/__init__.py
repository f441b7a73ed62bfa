"""The typical day of a household."""
