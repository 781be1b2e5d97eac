"""Measurements: how long builds take, and the corpus that they are measured on."""
