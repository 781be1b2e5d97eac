"""Handouts: paper for a meeting, out of the same notes. Content by kind, form by format."""
