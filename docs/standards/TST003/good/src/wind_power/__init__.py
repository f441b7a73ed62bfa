"""What a wind park delivers."""
