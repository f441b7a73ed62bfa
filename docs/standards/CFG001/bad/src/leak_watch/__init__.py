"""Gas meters that never come to rest at night."""
