"""The quote lock, ``NAME.anchors.json``: what was verified, and what stood around it.

It tells when a passage changes around words that still stand, and vouches for quotes of a
text that is not there (licensed, and never committed). Dates come from the caller.

The file is one JSON object with a line per quote, sorted, and a last line for the version,
so that two people's new quotes merge as lines do. Where rights restrict, the words around
a quote are kept as hashes too: they tell of a change but cannot be read.
"""

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, product
from typing import Any, Literal, NamedTuple

from briefbook.base.addresses import name_places
from briefbook.base.folding import Folded, fold_words, refold, spell_ends
from briefbook.base.problems import Locus, Problem, Span, problem

_CONTEXT = 32
"""Characters kept on either side of a quote."""

_SPELLINGS = 64
"""Ways to end the parts of a quotation in dots that are tried at most: three parts have all."""

_VERSION = 1
_VERSION_KEY = "~version"
_BASES = ("quoted", "partly-quoted", "reported")
Comparison = Literal["same", "context-changed", "words-changed"]


class Lock(NamedTuple):
    """One verified quote.

    ``words`` is the hash of its folded words, ``before`` and ``after`` the folded text on
    either side (hashes of it if ``hashed``), ``paragraph`` the number, from 1, of the one
    where it begins, ``paragraph_hash`` that of all the paragraphs it touches, ``verified``
    the day (``2023-08-30``). ``basis`` is what the quotation marks around the words told,
    "" if nobody asked.
    """

    words: str
    before: str
    after: str
    paragraph: int
    paragraph_hash: str
    verified: str
    hashed: bool = False
    basis: str = ""


def make_lock(
    folded: Folded,
    spans: Sequence[Span],
    paragraphs: Sequence[Span],
    verified: str,
    hashed: bool = False,
) -> Lock:
    """Return the lock of a quote that stands at ``spans``: one per part, in order.

    ``paragraphs`` are those of the text, in order; spans are offsets in the original.
    """
    parts = [refold(folded, *span) for span in spans]
    first = _find_paragraph(paragraphs, spans[0].start)
    last = _find_paragraph(paragraphs, spans[-1].end - 1)
    passage = refold(folded, paragraphs[first].start, paragraphs[last].end)
    before = folded.text[max(0, parts[0][0] - _CONTEXT) : parts[0][0]]
    after = folded.text[parts[-1][1] : parts[-1][1] + _CONTEXT]
    return Lock(
        words=_hash("\n".join(folded.text[slice(*part)] for part in parts)),
        before=_hash(before) if hashed else before,
        after=_hash(after) if hashed else after,
        paragraph=first + 1,
        paragraph_hash=_hash(folded.text[slice(*passage)].strip()),
        verified=verified,
        hashed=hashed,
    )


def compare_lock(
    entry: Lock, folded: Folded, spans: Sequence[Span], paragraphs: Sequence[Span]
) -> Comparison:
    """Return what became of a verified quote that now stands at ``spans``.

    That its paragraph has another number, since one was put in before, is no change.
    """
    now = make_lock(folded, spans, paragraphs, entry.verified, entry.hashed)
    if now.words != entry.words:
        return "words-changed"
    now = now._replace(paragraph=entry.paragraph, basis=entry.basis)
    return "same" if now == entry else "context-changed"


def vouches_for(entry: Lock, exact: Sequence[str]) -> bool:
    """Tell whether these words, the parts of ``exact``, are those that were verified."""
    # How the words may stand in a text that has them.
    spelled = product(*((one, *spell_ends(one)) for one in map(fold_words, exact)))
    return any(entry.words == _hash("\n".join(one)) for one in islice(spelled, _SPELLINGS))


def dump_lock(locks: Mapping[str, Lock]) -> str:
    """Return the text of a quote lock: the same entries give the same bytes."""
    lines = [f"{_to_json(name)}: {_to_json(_to_dict(locks[name]))}," for name in sorted(locks)]
    return "\n".join(("{", *lines, f"{_to_json(_VERSION_KEY)}: {_VERSION}", "}", ""))


def read_lock(text: str, path: str) -> tuple[dict[str, Lock], tuple[Problem, ...]]:
    """Return the entries of a quote lock, by id, and what is wrong with the others."""
    try:
        pairs = json.loads(text, object_pairs_hook=_JsonPairs)
    except json.JSONDecodeError as error:
        span = Span(error.pos, min(error.pos + 1, len(text)))
        return {}, (_complain(Locus(path, span=span), _name_fault(text, error.msg)),)
    except (ValueError, RecursionError):
        return {}, (_complain(Locus(path), "it holds what no quote lock holds"),)
    return _read_entries(pairs, path)


def explain_change(entry: Lock, now: Lock, words: str, locus: Locus, text_path: str) -> Problem:
    """Return the warning that a passage changed: ``now`` is its lock as the text stands."""
    facts = {"words": words, "text": text_path, "verified": entry.verified}
    return problem("context-changed", locus, "\n".join(_list_changes(entry, now)), (), **facts)


def explain_missing(
    entry: Lock | None, words: str, locus: Locus, places: Sequence[str]
) -> Problem:
    """Return the error that a quote can be checked against nothing.

    ``places`` are the paths at which its capture was looked for.
    """
    reason = "the quote lock does not have it"
    if entry:
        reason = f"its words have changed since they were verified on {entry.verified}"
    looked = name_places(places)
    return problem("capture-missing", locus, words=words, looked=looked, reason=reason)


def _find_paragraph(paragraphs: Sequence[Span], at: int) -> int:
    """Return the rank of the last paragraph that begins at or before ``at``."""
    return max(0, bisect_right(paragraphs, at, key=lambda paragraph: paragraph.start) - 1)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _list_changes(entry: Lock, now: Lock) -> Iterator[str]:
    sides = (("before it", entry.before, now.before), ("after it", entry.after, now.after))
    for side, then, there in sides:
        if then != there and entry.hashed:
            yield f"what stands {side} has changed"
        elif then != there:
            yield f'{side} stood "{then.strip()}", now "{there.strip()}"'
    if (entry.before, entry.after) == (now.before, now.after):
        yield f"paragraph {now.paragraph} has changed further away from it"
    yield "read the passage again; if it still says the same, run `briefbook lock`"


# The file

_HASH = re.compile(r"[0-9a-f]{32}")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class _JsonPairs(tuple[tuple[str, Any], ...]):
    """The keys and values of a JSON object, in order, those that stand twice included."""

    __slots__ = ()


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _to_dict(entry: Lock) -> dict[str, str | int]:
    suffix = "_hash" if entry.hashed else ""
    return {
        "words": entry.words,
        f"before{suffix}": entry.before,
        f"after{suffix}": entry.after,
        "paragraph": entry.paragraph,
        "paragraph_hash": entry.paragraph_hash,
        "verified": entry.verified,
        **({"basis": entry.basis} if entry.basis else {}),
    }


def _name_fault(text: str, message: str) -> str:
    if re.search(r"^(?:<<<<<<<|=======|>>>>>>>)", text, re.MULTILINE):
        return "a merge left both versions in it"
    return f"it is not JSON ({message})"


def _complain(locus: Locus, reason: str) -> Problem:
    return problem("unreadable-lock", locus, reason=reason)


def _read_entries(pairs: object, path: str) -> tuple[dict[str, Lock], tuple[Problem, ...]]:
    if not isinstance(pairs, _JsonPairs) or (_VERSION_KEY, _VERSION) not in pairs:
        reason = f"it is no quote lock of version {_VERSION}"
        return {}, (_complain(Locus(path), reason),)
    locks: dict[str, Lock] = {}
    problems: list[Problem] = []
    for name, value in pairs:
        if name != _VERSION_KEY:
            fault = "stands twice" if name in locks else _find_fault(value)
            if fault:
                problems.append(_complain(Locus(path, (name,)), f"{name} {fault}"))
            else:
                locks[name] = _to_lock(dict(value))
    return locks, tuple(problems)


def _find_fault(value: object) -> str:
    if not isinstance(value, _JsonPairs):
        return "is not an object"
    fields = dict(value)
    checks = _HASHED_FIELDS if "before_hash" in fields else _READABLE_FIELDS
    names = sorted(name for name, _ in value if name != "basis")
    if names != sorted(checks) or fields.get("basis", "quoted") not in _BASES:
        return "has other fields than a verified quote"
    wrong = [name for name, is_sound in checks.items() if not is_sound(fields[name])]
    return f"has no proper {wrong[0]}" if wrong else ""


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _SURROGATE.search(value)


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_FIELDS: dict[str, Callable[[object], bool]] = {
    "words": _is_hash,
    "paragraph": lambda value: type(value) is int and value > 0,
    "paragraph_hash": _is_hash,
    "verified": _is_date,
}
_READABLE_FIELDS = _FIELDS | {"before": _is_text, "after": _is_text}
_HASHED_FIELDS = _FIELDS | {"before_hash": _is_hash, "after_hash": _is_hash}


def _to_lock(fields: dict[str, Any]) -> Lock:
    plain = {name.removesuffix("_hash"): value for name, value in fields.items()}
    return Lock(
        words=fields["words"],
        before=plain["before"],
        after=plain["after"],
        paragraph=fields["paragraph"],
        paragraph_hash=fields["paragraph_hash"],
        verified=fields["verified"],
        hashed="before_hash" in fields,
        basis=fields.get("basis", ""),
    )
