"""What the edits put into fields: mostly what fits, now and then what does not."""

from typing import Any

NOBODY = "nobody"
ACTORS = ("mara-velk", "toren-velk", "ostra-council", "league", "quiet-source", NOBODY)
ISSUES = ("tolls", "pilots", NOBODY)
EVENTS = ("spring-flood", "toll-promise", "harbour-talks", NOBODY)
QUOTES = ("frozen", "share", "harbour/talks#frozen", "reply#paid", "visit#closed", NOBODY)
DATES = (
    *("2020", "2020-04", "2021-03-04", "2021-03~", "2021-05-01", "2022-01-09", "spring"),
    *("../2021", "[..2021-05]", "[2020-04..2021-03-04]"),
)
WORDS = ("Short words.", "Other words.", "Mara Velk and the Council.")
PROSE = (
    *WORDS,
    "See [[tolls]] and [[league|them]].",
    "As she said.[^harbour/talks#frozen]",
    "See [[nobody]].",
    "Nothing [links](https://example.org/) here.",
    "See [the talks](harbour/talks.md#frozen) and ![the quay](harbour/quay.png).",
    "See [the reply](reply.md), [them](talks.md) or [it](../harbour/talks.md).",
    'It\'s a "word" -- or two...',
    "Words <!-- for colleagues: [[tolls]] --> of ours.",
    "Words.[^1]\n\n[^1]: See [[tolls]] and ![[harbour/quay.png|40]].",
)
NAMES = ("Mara Velk", "Velk", "Council", "Ostra", "Pilots", "draught", "Elin Marsh")
NAME_LISTS = ((), ("Velk",), ("Council", "Velk"), ("border",), ("the talks", "Ostra"))
EXACTS = ("frozen for a year", "frozen", "We have paid", "the gate is closed", "tolls", "Velk")
YES_NO = ("true", "false")

AROUND = {"nth": ("1", "last"), "prefix": ("is", "for"), "suffix": (".", "for a year")}
"""What tells words from the same words elsewhere in a text."""

COMMON = {
    "access": ("public", "team", "nobody"),
    "comment": WORDS,
    "was": (("old-name",), ("older-name", "old-name"), ("tolls",)),
}
ROLE = {
    "role": ("Minister", "Envoy"),
    "organization": ACTORS,
    "as_of": DATES,
    "start": DATES,
    "end": DATES,
}
HEAD = {
    "title": ("Talks", "Other talks", "The harbour"),
    "date": DATES,
    "summary": WORDS,
    "draft": YES_NO,
    "publish": ("2020-01-01", "2021-05-01", "2022-01-01"),
    "picture": (
        {"file": "quay.png", "alt": "The quay"},
        {"file": "briefings/harbour/crane.png", "alt": "A crane"},
        {"file": "gone.png", "alt": ""},
    ),
}

FIELDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "actors": {
        **ROLE,
        "roles": (
            ({"role": "Envoy", "start": "2020", "end": "2021-04"},),
            (
                {"role": "Chair", "organization": "league", "as_of": "2021-03-04"},
                {
                    "role": "Minister",
                    "organization": "ostra-council",
                    "evidence": ["visit#closed"],
                },
            ),
        ),
        "name": NAMES,
        "type": ("person", "organization", "place", "group", "thing"),
        "aliases": NAME_LISTS,
        "never_link": NAME_LISTS,
        "part_of": ACTORS,
        "members": (("mara-velk",), ("league", "ostra-council")),
        "summary": PROSE,
        "pronunciation": ("MAH-ra",),
        "form_of_address": ("Madam Speaker",),
        "unnamed": YES_NO,
        "public_name": ("an official", "somebody"),
        "links": ({"Page": "https://example.org/a"}, {"Page": "javascript:alert(1)"}),
        "wikidata": ("Q1",),
    },
    "issues": {
        "name": NAMES,
        "question": WORDS,
        "summary": PROSE,
        "scale": (("abolish", "freeze", "raise"), ("raise", "freeze"), ("local", "shared")),
        "line": PROSE,
        "aliases": NAME_LISTS,
    },
    "glossary": {
        "term": NAMES,
        "definition": PROSE,
        "aliases": NAME_LISTS,
        "see": (ISSUES[:1], ("draught", "league"), (NOBODY,)),
    },
    "sources": {
        "type": ("report", "letter"),
        "title": ("Gazette", "Minutes"),
        "publisher": ("Ostra Press",),
        "author": (("A. Writer",), ("A. Writer", {"family": "Reader", "given": "B."})),
        "language": ("en", "de"),
        "accessed": (*DATES, {"date-parts": [["2021", "3", "4"]]}),
        "archive_url": ("https://example.org/kept",),
        "issued": (*DATES, {"literal": "Michaelmas term"}),
        "container-title": ("The Gazette",),
        "DOI": ("10.1234/gazette.1",),
        "editor": ({"family": "Reader", "given": "B."}, "The Desk"),
        "event-date": DATES,
        "URL": ("https://example.org/text",),
        "transcript": YES_NO,
        "max_quote_words": ("1", "30"),
        "via": ("gazette", "minutes", NOBODY),
        "rights": ("all-rights-reserved",),
    },
    "events": {
        "name": NAMES,
        "date": DATES,
        "type": ("meeting", "consult", "flood"),
        "status": ("happened", "planned", "cancelled"),
        "due": ("next year",),
        "place": WORDS,
        "actors": (ACTORS[:1], ACTORS[2:4], (NOBODY,)),
        "targets": (ACTORS[1:2], ACTORS[3:5], (NOBODY,)),
        "summary": PROSE,
        "votes": ({"aye": "3", "no": "2", "by": {"aye": ["league"], "no": ["mara-velk"]}},),
        "after": EVENTS,
        "before": EVENTS,
        "part_of": EVENTS,
        "year_inferred": YES_NO,
        "exact": EXACTS,
        "evidence": QUOTES,
        **AROUND,
    },
    "quotes": {
        "speaker": ACTORS,
        "exact": EXACTS,
        **AROUND,
        "addressee": (*ACTORS, {"text": "the press"}),
        "on_behalf_of": ACTORS,
        "according_to": ACTORS,
        "date": DATES,
        "place": WORDS,
        "source": ("gazette", "letter", NOBODY),
        "issues": (ISSUES[:1], ISSUES[:2]),
        "basis": ("reported", "described", "quoted"),
        "confidence": ("low", "medium"),
        "best": YES_NO,
        "translation": ("In other words.", {"text": "In other words.", "by": "us"}),
        "stance": ({"tolls": "raise"}, {"pilots": "shared", "tolls": "silent"}),
        "locator": ("p. 3",),
    },
    "positions": {
        "actor": (*ACTORS, ("league", "mara-velk")),
        "issue": ISSUES,
        "stance": ("freeze", "shared", "unclear", ("abolish", "freeze")),
        "condition": WORDS,
        "date": DATES,
        "evidence": QUOTES,
        "exact": EXACTS,
        "summary": PROSE,
        "confidence": ("low", "medium"),
        "basis": ("inferred", "voted", "quoted"),
        "rank": ("deprecated", "normal"),
        **AROUND,
    },
    "claims": {
        "text": WORDS,
        "asserted_by": ACTORS,
        "evidence": QUOTES,
        "disputed_by": ({"league": ["frozen"]}, {"toren-velk": [], "league": ["share"]}),
        "status": ("corroborated", "refuted"),
    },
    "relations": {
        "from": ACTORS,
        "type": ("urges", "meets"),
        "to": ACTORS,
        "evidence": QUOTES,
        "date": DATES,
    },
    "mentions": {"id": (*ACTORS, "none"), "exact": EXACTS, "all": YES_NO, **AROUND},
    "notes": {"exact": EXACTS, "body": PROSE, **AROUND},
    "meetings": {
        "title": ("Second talks", "Third talks"),
        "date": DATES,
        "place": WORDS,
        "attendees": (ACTORS[:2], ACTORS[2:3]),
        "delegation": (("Elin Marsh",),),
        "purpose": PROSE,
        "points": ((PROSE[3],), (PROSE[4], WORDS[0])),
        "objectives": ((PROSE[3],), (WORDS[1], PROSE[4])),
        "background": PROSE,
        "outcome": PROSE,
        "contact": ("the desk",),
        "reference": ("A/1",),
        "if_raised": (({"issue": "pilots", "line": WORDS[0]},), ({"issue": "tolls"},)),
        "background_private": PROSE,
        "bottom_line": PROSE,
        "asks": ((PROSE[3],), (PROSE[4], WORDS[0])),
        "our_asks": ((PROSE[3],), (WORDS[1], PROSE[4])),
        "red_lines": ((PROSE[4],), (PROSE[3], WORDS[0])),
        "last_contact": PROSE,
        "further_reading": ((PROSE[3],), (PROSE[4], WORDS[1])),
        "drafter": ("the desk",),
        "cleared_by": ("Elin Marsh",),
        "drafted": DATES,
        "follows": ("second-talks", NOBODY),
        "briefing": ("harbour", "border", NOBODY),
    },
    "article": {
        **HEAD,
        "source": ("gazette", "minutes", NOBODY),
        "language": ("en", "de"),
        "capture": ("captures/visit.txt", "captures/gone.txt"),
        "text": ("ours", "source"),
        "nolink": (("Mara Velk",), ("The … end",)),
        "tags": (("Tolls", "the river"), ("tolls",), ("Index", "Émigrés"), ("?",)),
        "author": ("Elin Marsh", ("Elin Marsh", "Mara Velk")),
    },
    "briefing": {
        **HEAD,
        "key_points": ((PROSE[3],), (PROSE[4], WORDS[0])),
        "disputed": ((PROSE[4],), (WORDS[0],)),
        "unknown": ((PROSE[3],),),
        "order": (("reply", "talks"), ("visit",), (NOBODY,)),
        "handouts": (("two-pager",), {"briefing-paper": ["html"]}),
    },
}
"""What may stand in the fields of an entry, by the section or file that it stands in."""

SEEN_FROM = {name: HEAD[name] for name in ("draft", "publish")}
SIGHT = {
    kind: {
        "access": ("public", "team"),
        **(SEEN_FROM if kind in ("article", "briefing") else {}),
    }
    for kind in FIELDS
}
"""The fields that decide who may see an entry, and from when."""

TITLES = {
    "actors": "name",
    "issues": "name",
    "glossary": "term",
    "sources": "title",
    "events": "name",
    "claims": "text",
    "meetings": "title",
    "article": "title",
    "briefing": "title",
}
"""The field by which others call an entry."""

BEARABLE = {
    "aliases": (
        ("Velk",),
        ("border", "Ostra"),
        ("Council", "gate", "of"),
        ("the talks", "of"),
        (),
    ),
}

REFERENCES: dict[str, dict[str, tuple[Any, ...]]] = {
    "actors": {"organization": ACTORS[:4], "part_of": ACTORS[:4], "members": (ACTORS[:2],)},
    "glossary": {"see": (("pilots",), ("league",), ())},
    "sources": {"via": ("gazette", "minutes")},
    "events": {
        "actors": (ACTORS[:2], ACTORS[1:4]),
        "targets": (ACTORS[:1], ACTORS[2:4]),
        "part_of": EVENTS[:2],
    },
    "quotes": {"speaker": ACTORS[:4], "on_behalf_of": ACTORS[:4], "issues": (ISSUES[:2],)},
    "positions": {"actor": ACTORS[:4], "evidence": QUOTES[2:5]},
    "claims": {"asserted_by": ACTORS[:4], "evidence": QUOTES[2:5]},
    "mentions": {"id": ACTORS[:2]},
    "meetings": {"attendees": (ACTORS[:1], ACTORS[1:3])},
    "article": {"source": ("gazette", "minutes")},
}
"""The fields that refer to others, with what there is at the start."""

SPARE: dict[str, tuple[str, Any]] = {
    "actors": ("elin-marsh", {"name": "Elin Marsh", "aliases": ["Marsh"]}),
    "issues": ("border", {"name": "The border", "scale": ["open", "closed"]}),
    "glossary": ("gate", {"term": "gate", "definition": "It is closed."}),
    "sources": ("diary", {"title": "A diary"}),
    "events": ("autumn-flood", {"name": "Autumn flood", "date": "2022-10"}),
    "quotes": ("later", {"speaker": "league", "exact": "the"}),
    "positions": ("", {"actor": "mara-velk", "issue": "tolls", "stance": "mixed"}),
    "claims": ("wet", {"text": "It is wet.", "asserted_by": "league", "evidence": []}),
    "relations": ("", ["toren-velk", "warns", "ostra-council", []]),
    "mentions": ("", {"exact": "Council", "nth": "1", "id": "none"}),
    "notes": ("odd", {"exact": "border", "body": "Odd."}),
    "meetings": ("first-talks", {"title": "First talks", "date": "2021-01-02"}),
}
"""An entry of each kind that nobody refers to."""

PARAGRAPHS = (
    "The Council met in Ostra, and Toren Velk spoke of the Spring flood.",
    "## What was said",
    "Nothing was said of pilots.[^harbour/talks#frozen]",
    "See [[tolls]], [[harbour-talks]] and [them](harbour/talks.md#what-was-said).",
    "A line with [[nobody]] in it, and [[-|Mara Velk]].",
    "![The quay](quay.png)",
    "| Council | Velk |\n|---|---|\n| one | two |",
    "So it was.[^1]",
    "[^1]: Mara Velk said so, of the tolls.[^harbour/talks#frozen]",
    "- [x] Ask the Council of the tolls.\n- [ ] Ask [[league]].",
    "> [!note] The tolls\n> The Council is silent.[^1]",
    "![[quay.png|The quay|200]] and ![[gone.png]]",
)
WORD_PAIRS = (
    ("tolls", "gates"),
    ("Velk", "Vela"),
    ("the", "all"),
    ("was", "is"),
    ("ships", "boats"),
    ("Council", "council"),
    ("frozen", "molten"),
    ("closed", "opened"),
)
"""Words and what takes their place; most have the same length."""

CONFIG: dict[str, tuple[Any, ...]] = {
    "title": ("Oracle", "Another title"),
    "tagline": ("A small book", ""),
    "marking": ({"public": "Open", "team": "Team only"}, "Marked", {}),
    "base_url": ("https://example.org/book", "https://example.org/other"),
    "data": ([], ["book", "feeds", "annotations"], ["csv", "calendar", "sources", "sitemap"]),
    "editions": (("public", "team"), ("public", "partner", "team")),
    "typography": ("true", "false"),
    "autolink": ("first", "section", "off"),
    "language": ("en", "en-GB"),
    "contact": ("the desk", "nobody"),
    "vocabulary": ({"events": ["flood"]}, {"stances": {"freeze": "F"}}),
    "handouts": (
        {},
        {"read-ahead": ["html"], "actor-note": ["html"]},
        {"two-pager": ["html"], "briefing-paper": ["html"], "position-sheet": ["html"]},
    ),
    "number": ("7", "8"),
    "organization": ("The desk", ""),
    "paper": ("a4", "letter"),
    "thresholds": ({"stale": "30"}, {"stale": "365", "paper": "40"}, {"paper": "0"}),
}
DAYS = ("2020-01-01", "2021-04-30", "2021-05-01", "2021-06-01", "2022-02-01")
NOISE = (("# noise\n", ""), ("\n", ""), ("", "# more\n"), ("", "x: [\n"), ("\u202e", ""))
"""What is put before and after a YAML file: comments, blank lines, what breaks it."""
