"""Hours in which a gas meter sent nothing."""
