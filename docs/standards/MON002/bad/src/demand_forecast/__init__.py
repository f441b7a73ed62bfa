"""Tomorrow's demand for gas."""
