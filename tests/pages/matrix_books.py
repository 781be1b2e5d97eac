"""Books whose matrix is as large as one likes, with every kind of cell in it."""

from itertools import product

from tests.books import Files, write_book

FIRST = ("Ada", "Ben", "Cleo", "Dora", "Egon", "Fay", "Gus", "Hana")
LAST = ("Abel", "Brook", "Carver", "Dale", "Eaton", "Frost", "Grant", "Hale", "Ives", "Jarvis")
MATTERS = ("Tariffs on", "Exports of", "Inspection of", "Aid for", "Ownership of")
THINGS = ("steel", "grain", "vaccines", "harbours", "satellites", "rare earths", "timber")
SCALE = ("oppose", "doubt", "wait-and-see", "accept", "support")
OFF_SCALE = ("unclear", "mixed", "deferred", "silent")


def make_matrix_book(actors: int, issues: int, filled: int = 100) -> Files:
    """Return a book in which ``filled`` per cent of the cells of the matrix are known."""
    names = [f"{first} {last}" for first, last in product(FIRST, LAST)][:actors]
    matters = [f"{matter} {thing}" for thing, matter in product(THINGS, MATTERS)][:issues]
    others = {}
    for row, name in enumerate(names):
        known = [n for n in range(issues) if (row * 31 + n * 17) % 100 < filled]
        said = [(row * issues + n, n, matters[n]) for n in known]
        others[f"briefings/talks-{row}.md"] = write_text(name, said)
        others[f"briefings/talks-{row}.yaml"] = write_sidecar(row, said)
    return write_book(
        others=others,
        actors="\n".join(write_actor(row, name) for row, name in enumerate(names)),
        issues="\n".join(write_issue(n, matter) for n, matter in enumerate(matters)),
        sources="wire: {type: article-newspaper, title: Morning wire}",
    )


def write_actor(row: int, name: str) -> str:
    """Return an actor: every fourth is a body."""
    kind = "type: organization" if row % 4 == 3 else "role: Minister for foreign trade"
    return f"actor-{row}: {{name: {name}, {kind}, summary: Known for plain words.}}"


def write_issue(number: int, name: str) -> str:
    """Return an issue."""
    scale = ", ".join(SCALE)
    return f"issue-{number}: {{name: {name}, question: What of it?, scale: [{scale}]}}"


def write_text(name: str, said: list[tuple[int, int, str]]) -> str:
    """Return an article with two quotes on each matter."""
    paragraphs = [
        f"On {matter.lower()} the answer was this time that “{words_of(n, 'again')}”, which"
        f" nobody had expected. Long before, it had been “{words_of(n, 'once')}”."
        for n, _, matter in said
    ]
    head = "---\ndate: 2023-08-30\nsource: wire\n---"
    return "\n\n".join([head, f"{name} spoke.", *paragraphs])


def words_of(number: int, when: str) -> str:
    """Return the words of a quote, which stand nowhere else."""
    return f"we have said {when} in paper {number} what we think"


def write_sidecar(row: int, said: list[tuple[int, int, str]]) -> str:
    """Return the quotes of an article; every fifth cell has an earlier position."""
    lines = [write_quote(row, n, column, 0) for n, column, _ in said]
    lines += [write_quote(row, n, column, 2) for n, column, _ in said if n % 5 == 0]
    return "\n".join(["quotes:", *lines]) + "\n" if lines else ""


def write_quote(row: int, number: int, column: int, back: int) -> str:
    """Return a quote that makes a position: every seventh is off the scale."""
    when = "once" if back else "again"
    label = OFF_SCALE[number % 4] if number % 7 == 6 else SCALE[(row + column + back) % 5]
    date = "2022-11" if back else f"2023-08-{1 + number % 28:02}"
    words = words_of(number, when)
    sure = ", confidence: low" if number % 8 == 1 else ""
    reported = ", basis: reported" if number % 3 == 1 else ""
    stance = f"stance: {{issue-{column}: {label}}}"
    return (
        f"  {when}-{number}: {{speaker: actor-{row}, date: {date}, exact: {words},"
        f" {stance}{sure}{reported}}}"
    )
