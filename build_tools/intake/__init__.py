"""How an article comes in: read, described, compared with what is there, written as a seed pair."""
