"""Whether the forecast of demand can be believed."""
