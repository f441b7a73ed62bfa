"""How long the pumps of the heat network ran."""
