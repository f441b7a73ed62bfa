"""What to work on first: ballots, ranking, agreement, before and after, and how often a team deploys."""
