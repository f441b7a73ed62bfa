"""Files as data: each reader turns one kind of file into what the checks ask of it, or raises UnreadError."""
