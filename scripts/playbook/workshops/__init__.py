"""Running a workshop: its plan for a day and a length, what earlier runs took, and the exercise of a hands-on kit."""
