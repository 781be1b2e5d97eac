"""One file for each format: bytes → a document."""
