"""Sourcebook: annotates news articles and writes the pages of an annotated reader."""
