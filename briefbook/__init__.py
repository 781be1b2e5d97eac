"""Briefbook turns articles and YAML annotations into a cross-linked briefing site."""

__version__ = "0.1.0"
