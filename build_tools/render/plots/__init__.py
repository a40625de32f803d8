"""Plots as inline SVG, drawn when the site is built: no script, every mark a link."""
