"""Hard cases for the eye: thirty notes on one paragraph, and words in other scripts."""

from tests.books import Files

NOTES = 30
BODIES = (
    "Short.",
    "The agency’s summary, not his own words.",
    "Nobody else who was in the room is quoted, and the report does not say when it was said.",
)
FOREIGN = """---
title: Foreign names
date: 2024-05-02
---

President Tsai Ing-wen (蔡英文) spoke of Uyghurs (ئۇيغۇر) that day.
Her words were “we are here”.
"""
FOREIGN_NOTES = """
events:
  speech: {name: 蔡英文 speaks of ئۇيغۇر, date: 2024-05-02, exact: spoke of Uyghurs}
quotes:
  here: {speaker: tsai, exact: we are here, translation: {text: 我們在這裡, language: zh-Hant}}
"""


ACTORS = """
ann: Ann Lee
tsai: {name: Tsai Ing-wen, aliases: [蔡英文]}
"""


def write_crowd() -> Files:
    """Return a briefing with both articles and the registry that they need."""
    folder = "briefings/crowd"
    return {
        f"{folder}/index.md": "---\ntitle: The crowd\ndate: 2024-05-03\n---\nTwo hard cases.\n",
        f"{folder}/actors.yaml": ACTORS,
        f"{folder}/crowded.md": write_crowded(),
        f"{folder}/crowded.yaml": write_notes(),
        f"{folder}/foreign.md": FOREIGN,
        f"{folder}/foreign.yaml": FOREIGN_NOTES,
    }


def write_crowded() -> str:
    """Return an article whose midst is one paragraph with all the notes."""
    sentences = (f"Here she said word{at} of hers, and nothing more." for at in range(NOTES))
    head = "---\ntitle: Thirty notes\ndate: 2024-05-03\n---"
    return f"{head}\n\nBefore it.\n\n{' '.join(sentences)}\n\nAfter it.\n"


def write_notes() -> str:
    """Return its annotations: quotes and remarks of several lengths by turns."""
    quotes = (f"  q{at}: {{speaker: ann, exact: word{at}}}" for at in range(0, NOTES, 3))
    remarks = (
        f'  n{at}: {{exact: word{at}, body: "{BODIES[at // 3 % 3]}"}}'
        for at in range(NOTES)
        if at % 3
    )
    return "\n".join(("quotes:", *quotes, "notes:", *remarks, ""))
