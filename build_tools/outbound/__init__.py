"""The links that lead away from the built site: whether what they lead to is still there."""
