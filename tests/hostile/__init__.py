"""Hostile words in every field, and a look for what they might have become."""
