"""From the corpus to files: the only part that knows HTML, URLs and templates."""
