"""How pumps are used."""
