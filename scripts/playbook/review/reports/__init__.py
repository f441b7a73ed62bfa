"""What a review found, told in each format: one file a format; safe.py makes the repository's text harmless for all."""
