"""The parsers that are fuzzed, each by the module of that name."""

PARSERS = ("yaml", "markdown", "dates", "anchoring", "references", "files")
