"""All articles together: who says what about whom, through whom, and what stands in several."""
