"""What is made from an onboarding path for other tools: issues, a calendar file, rows of a table."""
