"""Where handouts stand on the site."""


def handout_address(kind: str, key: str, name: str = "html") -> str:
    """Return the address of a handout in a format (``a/b`` → ``handouts/KIND-a.b.html``)."""
    return f"handouts/{kind}-{key.replace('/', '.')}.{name}"
