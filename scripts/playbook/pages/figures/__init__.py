"""Static figures, drawn from records: classes, never colours; a title, a description, and a table beside them."""
