"""A book that is large in every way at once, and how large what is made of it may be."""

from collections.abc import Iterator, Mapping

from tests.books import Files, write_book

PAGE, SEARCHED = 400_000, 64_000
"""Bytes that a page, and a file of the search, may have, however large the book."""


def write_large_book(count: int, articles: int = 10) -> Files:
    """Return a book with ``count`` of everything.

    One actor speaks ``count`` times in one month, on one issue and as one source has it; all
    articles attest one event; there are so many actors, sources, terms, relations, claims.
    """
    numbers = range(count)
    others: dict[str, str | bytes] = {
        "briefings/b/index.md": "---\ntitle: B\ndate: 2023-05-01\n---\nAll of it.\n"
    }
    for at in range(articles):
        own = range(at, count, articles)
        others[f"briefings/b/talks-{at}.md"] = write_article(at, own)
        others[f"briefings/b/talks-{at}.yaml"] = write_sidecar(own)
    return write_book(
        actors="star: {name: The Star}\n"
        + "".join(f"a{n}: {{name: Delegate {n:05}, role: Envoy}}\n" for n in numbers),
        issues="trade: {name: Trade, scale: ['no', 'yes']}\n"
        + "".join(f"i{n}: {{name: Question {n:05}}}\n" for n in numbers),
        sources="wire: {title: The wire}\n"
        + "".join(f"s{n}: {{title: Paper {n:05}}}\n" for n in numbers),
        glossary="".join(
            f"t{n}: {{term: Term {n:05}, definition: Means {n}.}}\n" for n in numbers
        ),
        events="fire: {name: The fire, date: 2023-05-02}\n",
        others=others,
    )


def write_article(at: int, own: range) -> str:
    """Return an article in which the star says something for each number."""
    said = "\n\n".join(f"Delegate {n:05} and the Star: word{n} and claim{n}." for n in own)
    return f"---\ntitle: Talks {at}\ndate: 2023-05-03\nsource: wire\n---\n{said}\n"


def write_sidecar(own: range) -> str:
    """Return what is noted on such an article."""
    quotes = (
        f"  q{n}: {{speaker: star, addressee: star, exact: word{n}, issues: [trade]}}"
        for n in own
    )
    events = (
        f"  e{n}: {{name: Event {n:05}, date: 2023-05-02, actors: [star], exact: claim{n}}}"
        for n in own
    )
    claims = (f"  c{n}: {{text: Claim {n}., asserted_by: star, evidence: q{n}}}" for n in own)
    held = (
        f"  - {{actor: a{n}, issue: trade, stance: 'yes', evidence: [q{n}]}}\n"
        f"  - {{actor: star, issue: i{n}, stance: 'unclear', evidence: [q{n}]}}"
        for n in own
    )
    ties = (f"  - [a{n}, meets, star, q{n}]" for n in own)
    fire = f"  fire: {{exact: word{own[0]}}}"
    parts = {"quotes": quotes, "claims": claims, "positions": held, "relations": ties}
    lists = "\n".join(f"{name}:\n" + "\n".join(each) for name, each in parts.items())
    return f"{lists}\nevents:\n{fire}\n" + "\n".join(events) + "\n"


def list_over(files: Mapping[str, bytes]) -> Iterator[tuple[str, int]]:
    """Yield the pages and files of the search that are too large, with their sizes."""
    for address, data in files.items():
        limit = SEARCHED if address.startswith("search/") else PAGE
        if address.endswith((".html", ".js")) and len(data) > limit:
            yield address, len(data)
