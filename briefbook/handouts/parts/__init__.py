"""What several kinds of handouts say in the same words."""
