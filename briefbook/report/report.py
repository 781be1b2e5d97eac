"""Problems as people and programs read them: text for terminals, JSON, SARIF.

Lines and columns are those that an editor shows: from 1, in code points.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from briefbook.base.codes import CODES
from briefbook.base.problems import Locus, Problem
from briefbook.report.places import (
    ProblemSource,
    Spot,
    Texts,
    clean,
    clean_line,
    find_spot,
    make_excerpt,
    open_sources,
)

SHORT_HINT = 60
"""Characters of a hint that may follow the message on its line."""

PLACES = 3
"""Related places that are named to people; programs are told all."""

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

_COLOURS = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "place": "1",
    "gutter": "34",
    "see": "2",
}
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_COUNTED = {"error": "error", "warning": "warning", "info": "info message"}

Paint = Callable[[str, str], str]
"""Returns a text in the colour of a role."""


class PlacedProblem(NamedTuple):
    """A problem with the place that was found for it, and for each related one."""

    problem: Problem
    spot: Spot | None
    related: tuple[Spot | None, ...]


def report_text(problems: Iterable[Problem], texts: Texts, colour: bool) -> str:
    """Return the problems as text, sorted by place, without a line end after the last line.

    ``texts`` gives the decoded text of a file. A code's own cure is printed with the first
    problem of the code that has no cure of its own.
    """
    known = tuple(problems)
    sources = open_sources(known, texts)
    found = arrange_problems(known, sources)
    bare = {one.problem.code: one for one in reversed(found) if not one.problem.hint}
    paint = _paint if colour else _leave
    entries = (
        _write_entry(one, sources, one is bare.get(one.problem.code), paint) for one in found
    )
    return "\n".join(line for entry in entries for line in entry)


def report_json(
    problems: Iterable[Problem], texts: Texts, more: Mapping[str, object] | None = None
) -> str:
    """Return the problems, and ``more``, as JSON: places are null where there is none."""
    known = tuple(problems)
    found = arrange_problems(known, open_sources(known, texts))
    listed = [_describe(one) for one in found]
    told = {"problems": listed, "summary": count(known), **(more or {})}
    return json.dumps(told, indent=2)


def report_sarif(problems: Iterable[Problem], texts: Texts) -> str:
    """Return the problems as SARIF 2.1.0, with every code as a rule."""
    known = tuple(problems)
    results = [_make_result(one) for one in arrange_problems(known, open_sources(known, texts))]
    driver = {"name": "Briefbook", "rules": [_make_rule(name) for name in CODES]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def summarise(problems: Iterable[Problem]) -> str:
    """Return how many problems there are of each severity: "2 errors, 1 warning"."""
    counted = ((number, _COUNTED[name]) for name, number in count(problems).items() if number)
    words = [f"{number:,} {noun}{'s' * (number > 1)}" for number, noun in counted]
    return ", ".join(words) or "no problems"


def count(problems: Iterable[Problem]) -> dict[str, int]:
    """Return how many problems there are of each severity, the gravest first."""
    counts = Counter(CODES[found.code].severity for found in problems)
    return {name: counts[name] for name in ("error", "warning", "info")}


def arrange_problems(
    problems: Iterable[Problem], sources: Mapping[str, ProblemSource]
) -> list[PlacedProblem]:
    """Return the problems with their places, sorted by path, place and code."""
    found = [_find(one, sources) for one in problems]
    return sorted(found, key=_rank)


def write_message(found: Problem) -> str:
    """Return what a problem says, its words filled in, and how often it is there."""
    code = CODES[found.code]
    times = f" ({1 + len(found.related):,} times)" if code.merged and found.related else ""
    return code.says.format(**dict(found.data)) + times


def _say_related(found: Problem) -> str:
    """Return why the places related to a problem are worth a look."""
    return CODES[found.code].see.format(**dict(found.data))


def _write_entry(
    found: PlacedProblem, sources: Mapping[str, ProblemSource], with_cure: bool, paint: Paint
) -> list[str]:
    first, _, rest = found.problem.hint.partition("\n")
    inline = f"; {clean(first)}" if _goes_on(first, rest) else ""
    whole = CODES[found.problem.code].cure if with_cure else found.problem.hint
    return [
        _write_head(found, paint) + inline,
        *_write_excerpt(found, sources, paint),
        *_write_hint(rest if inline else whole, paint),
        *_write_related(found, paint),
    ]


def _find(found: Problem, sources: Mapping[str, ProblemSource]) -> PlacedProblem:
    """Return a problem with its places; of a merged one, the first in the text leads."""
    loci = (found.locus, *found.related)
    places = [(locus, find_spot(sources.get(locus.path), locus)) for locus in loci]
    if CODES[found.code].merged:
        places.sort(key=_rank_place)
    (locus, spot), *others = places
    related = tuple(each for each, _ in others)
    return PlacedProblem(
        found._replace(locus=locus, related=related), spot, tuple(spot for _, spot in others)
    )


def _rank(found: PlacedProblem) -> tuple[object, ...]:
    one = found.problem
    return *_rank_place((one.locus, found.spot)), one.code, one.data, one.hint


def _rank_place(place: tuple[Locus, Spot | None]) -> tuple[str, tuple[int, int]]:
    locus, spot = place
    return locus.path, spot.span if spot else (-1, -1)


def _goes_on(first: str, rest: str) -> bool:
    """Tell whether the first line of a hint goes on from the message: "…; did you mean …?"."""
    stands_alone = not rest or first.endswith("?")
    return first[:1].islower() and len(first) <= SHORT_HINT and stands_alone


def _write_head(found: PlacedProblem, paint: Paint) -> str:
    code = CODES[found.problem.code]
    place = paint("place", _write_place(found.problem.locus, found.spot))
    label = paint(code.severity, f"{code.severity}[{code.name}]")
    return f"{place}: {label}: {clean_line(write_message(found.problem))}"


def _write_place(locus: Locus, spot: Spot | None) -> str:
    position = f":{spot.first.line}:{spot.first.column}" if spot else ""
    return clean_line(locus.path) + position


def _write_excerpt(
    found: PlacedProblem, sources: Mapping[str, ProblemSource], paint: Paint
) -> list[str]:
    if found.spot is None:
        return []
    excerpt = make_excerpt(sources[found.problem.locus.path], found.spot)
    mark = paint(CODES[found.problem.code].severity, "^" * excerpt.marked)
    number, blank = (paint("gutter", f"{words:>5} |") for words in (found.spot.first.line, ""))
    return [f"{number} {excerpt.line}".rstrip(), f"{blank} {' ' * excerpt.before}{mark}"]


def _write_hint(hint: str, paint: Paint) -> list[str]:
    """Return the cure beneath the excerpt; diffs and patches keep their lines."""
    first, *rest = clean(hint).split("\n")
    lines = [f"      {paint('gutter', '=')} {first}", *(f"        {line}" for line in rest)]
    return [line.rstrip() for line in lines] if hint else []


def _write_related(found: PlacedProblem, paint: Paint) -> list[str]:
    words = _say_related(found.problem)
    places = list(zip(found.problem.related, found.related, strict=True))
    lines = [f"{_write_place(locus, spot)}: {words}" for locus, spot in places[:PLACES]]
    if more := len(places) - len(lines):
        lines.append(f"and in {more:,} more place{'s' * (more > 1)}")
    return [paint("see", line) for line in lines]


def _paint(role: str, text: str) -> str:
    return f"\x1b[{_COLOURS[role]}m{text}\x1b[0m"


def _leave(_: str, text: str) -> str:
    return text


def _describe(found: PlacedProblem) -> dict[str, object]:
    one, code = found.problem, CODES[found.problem.code]
    places = zip(one.related, found.related, strict=True)
    return {
        **_place(one.locus, found.spot),
        "pointer": list(one.locus.pointer),
        "severity": code.severity,
        "code": one.code,
        "message": write_message(one),
        "hint": one.hint or code.cure,
        "related": [
            _place(locus, spot) | {"message": _say_related(one)} for locus, spot in places
        ],
    }


def _place(locus: Locus, spot: Spot | None) -> dict[str, object]:
    return {
        "path": locus.path,
        "line": spot.first.line if spot else None,
        "column": spot.first.column if spot else None,
        "end_line": spot.last.line if spot else None,
        "end_column": spot.last.column if spot else None,
    }


def _make_rule(name: str) -> dict[str, object]:
    code = CODES[name]
    return {
        "id": code.name,
        "shortDescription": {"text": code.meaning.split(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": code.meaning},
        "help": {"text": code.cure},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _make_result(found: PlacedProblem) -> dict[str, object]:
    one = found.problem
    words = (write_message(one), one.hint or CODES[one.code].cure)
    places = zip(one.related, found.related, strict=True)
    see = {"message": {"text": _say_related(one)}}
    related = {(locus.path, spot): _locate(locus, spot) | see for locus, spot in places}
    return {
        "ruleId": one.code,
        "level": _LEVELS[CODES[one.code].severity],
        "message": {"text": "\n".join(words)},
        "locations": [_locate(one.locus, found.spot)],
        "relatedLocations": list(related.values()),
    }


def _locate(locus: Locus, spot: Spot | None) -> dict[str, Any]:
    address = quote(locus.path, errors="surrogateescape")
    place: dict[str, Any] = {"artifactLocation": {"uri": address}}
    if spot:
        place["region"] = _make_region(spot)
    return {"physicalLocation": place}


def _make_region(spot: Spot) -> dict[str, int]:
    return {
        "startLine": spot.first.line,
        "startColumn": spot.first.column,
        "endLine": spot.last.line,
        "endColumn": spot.last.column,
    }
