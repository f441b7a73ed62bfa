"""How much heat a district will take."""
