"""Pictures made at build time: pure functions from plain values to the text of an SVG."""
