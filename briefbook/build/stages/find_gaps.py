"""What is missing in the book, as the highest edition sees it, and for that edition alone.

Three kinds of tasks: what each unit tells, for the others to ask; the gaps of each unit; those
in the positions of each actor. None is there where no edition shows gaps.
"""

from collections.abc import Iterable

from briefbook.base.addresses import list_places
from briefbook.base.problems import Problem
from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site
from briefbook.checks.rights import words_allowed
from briefbook.gaps import find_actor_gaps, find_unit_gaps
from briefbook.gaps.gap import INDEX, Gap, UnitContext, make_actor_context
from briefbook.gaps.quotations import list_unnoted
from briefbook.gaps.speakers import find_speakers
from briefbook.gaps.texts import ReadText, read_body, read_original
from briefbook.gaps.uses import HELD, list_uses
from briefbook.index.editions import is_visible, shows_gaps
from briefbook.index.ledger import FullView, TaskResult
from briefbook.index.rows import Row
from briefbook.kinds.internal import TEAM
from briefbook.syntax.text import ARTICLE_LIMIT, decode
from briefbook.units.anchoring_entries import text_of_capture
from briefbook.units.resolving import Contribution

USES, UNITS, ACTORS = "gap-uses", "gaps", "actor-gaps"
ALL = (USES, UNITS, ACTORS)


def mark_gaps(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Have the units looked at whose files changed, where gaps are shown; forget them else."""
    before = site.last.has_gaps
    if shows_gaps(inputs.edition):
        mark_units(site, is_first=not before)
    elif before:
        forget_gaps(site)
    return ()


def mark_units(site: Site, *, is_first: bool) -> None:
    """Have units looked at: those that changed, all of them if nobody has done so yet."""
    ledger = site.ledger
    changed = (*site.done("read").ran, *site.done("contribute").changed)
    paths = ledger.list_keys("read") if is_first else changed
    for stage in (USES, UNITS):
        ledger.mark(stage, paths, "its unit")
    site.last = site.last._replace(has_gaps=True)


def forget_gaps(site: Site) -> None:
    """Forget what was found for an edition that shows it no more."""
    for stage in ALL:
        site.ledger.forget(stage, site.ledger.list_keys(stage))
    site.ledger.take_born(HELD)
    site.last = site.last._replace(has_gaps=False)


def find_gaps(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Bring the gaps up to date, where they are shown."""
    if site.last.has_gaps:
        run_all(site, inputs)
    return ()


def list_gaps(site: Site, inputs: Inputs) -> list[Gap]:
    """Return all that is missing in a book that was just understood, whoever is shown it."""
    mark_units(site, is_first=True)
    run_all(site, inputs)
    values = (some for stage in ALL[1:] for _, some in site.ledger.stage_values(stage))
    return [gap for some in values for gap in some]


def run_all(site: Site, inputs: Inputs) -> None:
    """Do the tasks that are due, with the eyes of the edition that is built."""
    ledger = site.ledger

    def tell(path: str, view: FullView) -> TaskResult:
        seen = see_unit(site, path, view)
        return TaskResult(None, tuple(list_uses(seen, view)) if seen else ())

    def search(path: str, view: FullView) -> TaskResult:
        seen = see_unit(site, path, view)
        return make_result(find_unit_gaps(open_unit(seen, inputs, view)) if seen else ())

    def judge(actor: str, view: FullView) -> TaskResult:
        return make_result(find_actor_gaps(make_actor_context(actor, view)))

    site.deltas[USES] = ledger.run_over(USES, inputs.edition, tell)
    follow_actors(site)
    site.deltas[UNITS] = ledger.run_over(UNITS, inputs.edition, search)
    site.deltas[ACTORS] = ledger.run_over(ACTORS, inputs.edition, judge)


def follow_actors(site: Site) -> None:
    """Have actors looked at who hold something now, and those forgotten who do no more."""
    ledger = site.ledger
    for actor in ledger.take_born(HELD):
        if ledger.store.open_key((HELD, actor)).by_task:
            ledger.mark(ACTORS, [actor], "a position")
        else:
            ledger.forget(ACTORS, [actor])


def make_result(gaps: Iterable[Gap]) -> TaskResult:
    """Return gaps as what a task gives: whole, and in rows as pages show them."""
    found = tuple(gaps)
    return TaskResult(found, tuple(Row(INDEX, gap.listed, gap.show(), TEAM) for gap in found))


def see_unit(site: Site, path: str, view: FullView) -> Contribution | None:
    """Return a unit as an edition sees it: None where it is withheld, else what is not."""
    known: Contribution = site.ledger.value("contribute", path)
    unit = site.ledger.value("read", path)
    if not (is_visible(view.edition, known.access) and is_visible(view.edition, unit.access)):
        return None
    entries = tuple(one for one in known.entries if is_visible(view.edition, one.access))
    return known._replace(unit=unit, entries=entries)


def open_unit(known: Contribution, inputs: Inputs, view: FullView) -> UnitContext:
    """Return a unit with its text, and who speaks there."""
    text = open_text(known, inputs, view) if known.unit.kind == "article" else None
    speakers = tuple(find_speakers(text, known, view)) if text else ()
    unnoted = tuple(list_unnoted(text, speakers)) if text else ()
    return UnitContext(known, view, text, speakers, unnoted)


def open_text(known: Contribution, inputs: Inputs, view: FullView) -> ReadText | None:
    """Return the text in which an article's quotes stand, None where it is not there."""
    unit, capture = known.unit, inputs.captures.get(known.unit.path, "")
    if not capture:
        body = view.one("body", unit.article)
        return read_body(unit, body) if body else None
    places = list_places(unit.path, capture)
    path = next((place for place in places if place in inputs.files), "")
    text, problems = decode(path, inputs.load(path), ARTICLE_LIMIT) if path else ("", ())
    if not path or problems:
        return None
    limit = words_allowed(known.context.source, view)
    return read_original(unit, text_of_capture(text, path), limit)
