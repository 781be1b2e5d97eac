"""A book whose pictures are crowded: a hundred events in a year, sixty actors on one scale.

Twelve articles, one a month; what everybody says stands in them word for word.
"""

from collections.abc import Iterator
from random import Random

from tests.books import Files

GIVEN = ("Adan", "Bela", "Coro", "Dima", "Enzo", "Fenna", "Goran", "Hedda", "Ilko", "Jorun")
FAMILY = ("Karsten", "Lombard", "Mireaux", "Norling", "Ostrava", "Pellworm")
BODY = "Standing Committee on Trade, Fisheries and Foreign Relations"
SCALES = {
    "border": ("closed", "open"),
    "trade": (
        "not raised",
        "raised with conditions",
        "free",
        "free and promoted",
        "ours alone",
    ),
    "treaty": (
        "reject outright",
        "oppose",
        "oppose with conditions",
        "wait and see",
        "accept",
        "support",
        "champion openly",
    ),
}
VERBS = ("urges", "criticises", "meets", "condemns", "advises", "sanctions")
ACTORS, EVENTS, TIES = 60, 100, 48


def make_book() -> Files:
    """Return the files of the book; the same at every call."""
    files: Files = {"config.yaml": "title: A crowded book\n"}
    files["briefings/actors.yaml"] = "\n".join(map(write_actor, range(ACTORS))) + "\n"
    files["briefings/issues.yaml"] = "\n".join(map(write_issue, SCALES)) + "\n"
    for month in range(1, 13):
        lines, sidecar = write_month(month, Random(month))
        stem = f"briefings/month-{month:02}"
        files[f"{stem}.md"] = (
            f"---\ndate: 2023-{month:02}-28\n---\n# Month {month}\n\n{lines}\n"
        )
        files[f"{stem}.yaml"] = sidecar
    return files


def write_actor(number: int) -> str:
    return f"a{number}: {{name: '{name_actor(number)}'}}"


def name_actor(number: int) -> str:
    name = f"{GIVEN[number % 10]} {FAMILY[number // 10]}"
    return f"{BODY} {number}" if number % 9 == 4 else name


def write_issue(issue: str) -> str:
    scale = ", ".join(label.replace(" ", "-") for label in SCALES[issue])
    return f"{issue}: {{name: The {issue}, scale: [{scale}]}}"


def write_month(month: int, dice: Random) -> tuple[str, str]:
    """Return a month's text and its annotations."""
    said = [
        f"{name_actor(speaker(month, n))} said that line {n} of month {month} stands here."
        for n in range(24)
    ]
    happened = [f"Event number {n} of the year took place." for n in events_of(month)]
    sidecar = ("quotes:", *write_quotes(month, dice), "positions:", *write_spans(month, dice))
    more = ("events:", *write_events(month, dice), "relations:", *write_ties(dice))
    return "\n\n".join(said + happened), "\n".join((*sidecar, *more)) + "\n"


def speaker(month: int, n: int) -> int:
    return (n * 5 + month * 7) % ACTORS if n > 3 else n % 2


def events_of(month: int) -> range:
    return range((month - 1) * EVENTS // 12, month * EVENTS // 12)


def write_quotes(month: int, dice: Random) -> Iterator[str]:
    for n in range(24):
        who = speaker(month, n)
        issue = ("treaty", "treaty", "trade", "border")[n % 4]
        labels = [label.replace(" ", "-") for label in SCALES[issue]]
        stance = dice.choice(labels * 3 + ["unclear", "silent", "mixed"])
        day = dice.choice((f"2023-{month:02}-{dice.randint(1, 28):02}", f"2023-{month:02}~"))
        doubt = ", confidence: low" if dice.random() < 0.2 else ""
        words = f"line {n} of month {month} stands here"
        yield (
            f"  q{n}: {{speaker: a{who}, exact: {words}, date: {day}{doubt},"
            f" stance: {{{issue}: {stance}}}}}"
        )


def write_spans(month: int, dice: Random) -> Iterator[str]:
    labels = [label.replace(" ", "-") for label in SCALES["treaty"]]
    for n in range(2):
        low = dice.randint(0, 4)
        stance = f"[{labels[low]}, {labels[low + dice.randint(1, 2)]}]"
        who = (30 + month * 2 + n) % ACTORS
        yield f"  - {{actor: a{who}, issue: treaty, stance: {stance}, evidence: [q{n + 4}]}}"


def write_events(month: int, dice: Random) -> Iterator[str]:
    for n in events_of(month):
        day = dice.choice((dice.randint(1, 28), 12))
        date = dice.choice((f"2023-{month:02}-{day:02}",) * 4 + (f"2023-{month:02}",))
        name = f"Event {n}" + ", which has a long name that goes on and on" * (n % 6 == 0)
        exact = f"Event number {n} of"
        yield f"  e{n}: {{name: '{name}', date: {date}, type: visit, exact: {exact}}}"


def write_ties(dice: Random) -> Iterator[str]:
    for n in range(TIES // 12):
        source, target = dice.sample(range(24), 2)
        yield f"  - [a{source}, {dice.choice(VERBS)}, a{target}, q{n}]"
