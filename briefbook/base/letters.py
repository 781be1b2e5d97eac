"""The letter under which a name stands in an A–Z index."""

import unicodedata


def first_letter(name: str) -> str:
    """Return the base letter (``É`` → ``e``), ``0`` for digits, ``_`` for other scripts."""
    for character in unicodedata.normalize("NFKD", name).casefold():
        if character.isdigit():
            return "0"
        if character.isalpha():
            return character if "a" <= character <= "z" else "_"
    return "_"


def letter_heading(letter: str) -> str:
    """Return the heading of a letter's part of an index."""
    return {"0": "0–9", "_": "Other scripts"}.get(letter, letter.upper())


def sort_name(name: str) -> tuple[str, str]:
    """Return a key that sorts names without regard to case and accents, ties by the name."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c)), name
