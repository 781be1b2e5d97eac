"""Bytes to values: texts, located YAML, Markdown, dates and captures."""
