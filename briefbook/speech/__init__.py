"""Who says what in a text, by patterns alone: for `import`, for `quote` and for the gaps."""
