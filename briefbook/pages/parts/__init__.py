"""Parts that several pages (and later handouts) show in the same words."""
