"""Proof in a real browser; a package, so that its browser is shut before other tests."""
