"""One article at a time: from its text to mentions, statements, dates and epithets."""
