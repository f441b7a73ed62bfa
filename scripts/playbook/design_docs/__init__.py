"""Design documents: laid out from templates, checked, moved to newer versions, listed."""
