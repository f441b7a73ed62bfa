"""Pumps that will probably fail within a week."""
