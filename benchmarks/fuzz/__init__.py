"""Whatever the parsers are given: problems come of it, or values that keep their laws."""
