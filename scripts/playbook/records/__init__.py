"""The model: typed records, read from front matter and YAML, checked once. Imports nothing of the other rooms."""
