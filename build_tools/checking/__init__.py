"""Checks of a project: its seeds, its built site, and its ids against those that are published."""
