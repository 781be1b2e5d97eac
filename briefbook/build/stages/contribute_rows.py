"""Units → rows: what each unit tells the site.

An entry's rows come from its own unit and four small things around it: the accesses of the
folders it lies in, the date of its source, whether its source is a transcript, and what its
words for other entries mean.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any
from urllib.parse import unquote

from briefbook.base.addresses import (
    encode_address,
    is_picture,
    name_from,
    resolve_path,
    split_target,
)
from briefbook.base.problems import Problem
from briefbook.build.as_of import (
    IsLate,
    hold_back,
    hold_marks,
    hold_text,
    late_finder,
    prune_document,
    see_entries,
)
from briefbook.build.inputs import Inputs
from briefbook.build.memory import WATCHED, Site
from briefbook.exports.annotations import annotation_rows
from briefbook.exports.records import record_rows
from briefbook.index.editions import top
from briefbook.index.jump import INDEX as JUMPS
from briefbook.index.jump import jump_rows
from briefbook.index.ledger import FullView, TaskResult
from briefbook.index.rows import OPEN, Access, Row, join_access
from briefbook.kinds import BY_NAME
from briefbook.kinds.fields import MARKDOWN
from briefbook.kinds.internal import access_within, part_entry, part_rows
from briefbook.kinds.kind import Context, Entry
from briefbook.kinds.references import Pointer, Replace, find_prose, replace_references
from briefbook.syntax.markdown.document import Address, Citation, TextReference
from briefbook.syntax.markdown.parser import drop_comments, read_text
from briefbook.syntax.markdown.sources import rewrite_references
from briefbook.units.files import ROOT, folder_of, folders_above
from briefbook.units.resolving import Contribution, Scope, find_file, resolve, resolve_target
from briefbook.units.unit import Body, Unit

REFERRING = (TextReference, Citation)

ELSEWHERE = Unit("", "")
"""Stands for the unit within its contribution: it is kept once, by the stage that read it."""


def contribute(unit: Unit, view: FullView, as_of: str = "") -> TaskResult:
    """Return the contribution of a unit, and the rows of what is not later than a day."""
    unit = settle_pictures(unit, view)
    scope = Scope(unit.article, frozenset(unit.local_ids))
    access = folder_access(unit, view)
    is_late = late_finder(view, as_of) if as_of else never
    place = make_context(unit, scope, view, is_late)
    settle_word = word_settler(unit.path, scope, view)
    entries = tuple(settle_entry(entry, settle_word, access) for entry in unit.entries)
    context = place._replace(transcripts=find_transcripts(entries, place.source, view))
    seen = entries
    if as_of:
        entries = tuple(hold_back(entry, context, view, as_of) for entry in entries)
        seen = see_entries(entries, as_of, is_late)
        unit = hold_marks(hold_text(unit, context, as_of), entries)
    here = context._replace(source="") if is_late(context.source) else context
    rows = [*entry_rows(seen, here), *told_rows(seen, here, view), *picture_rows(seen)]
    text = unit_rows(unit, here._replace(transcripts=()), access, scope, view)
    rows += prune_rows(text, unit, is_late) if as_of else text
    rows += access_rows({row.access for row in rows if row.access != OPEN})
    return TaskResult(Contribution(unit, entries, context, scope, access), tuple(rows))


def never(_: str) -> bool:
    """Tell that nothing is too late: the book is shown as it is now."""
    return False


def access_rows(accesses: set[Access]) -> Iterator[Row]:
    """Yield which accesses there are, and the days on which one of them opens."""
    for day in sorted({access.publish for access in accesses if access.publish}):
        yield Row("publish-day", day, True)
    yield from (Row("access", repr(access), access) for access in sorted(accesses))


def prune_rows(rows: Iterable[Row], unit: Unit, is_late: IsLate) -> Iterator[Row]:
    """Yield the rows of a text without what leads to later things."""
    for row in rows:
        value: Any = row.value
        if row.index == "body":
            document = prune_document(value.document, unit.path, is_late)
            yield row._replace(value=value._replace(document=document))
        elif row.index != "settled" or not is_late(value.who):
            yield row


def word_settler(path: str, scope: Scope, view: FullView) -> Replace:
    """Return what puts a site-wide reference in the place of a word or of those in a text."""

    def settle_word(word: str, to: str, _: Pointer) -> str:
        if to == MARKDOWN:
            return settle_links(settle_text(drop_comments(word), scope, view), path, view)
        return resolve(word, to, scope, view)

    return settle_word


def settle_entry(entry: Entry, settle_word: Replace, access: Access) -> Entry:
    """Return the entry with its references resolved, and the accesses of its folders."""
    fact = replace_references(entry.fact, settle_word)
    if fact is entry.fact and access == OPEN:
        return entry
    return entry._replace(fact=fact, access=join_access(entry.access, access))


def settle_pictures(unit: Unit, view: FullView) -> Unit:
    """Return a unit whose pictures are named from its folder, wherever they were found."""
    if unit.body is None:
        return unit
    entries = tuple(settle_head(entry, view) for entry in unit.entries)
    document = unit.body.document
    pieces = tuple(
        piece._replace(address=settle_link(unit.path, piece.address, view))
        if isinstance(piece, Address)
        else piece
        for piece in document.pieces
    )
    body = unit.body._replace(document=document._replace(pieces=pieces))
    return unit._replace(entries=entries, body=body)


def settle_head(entry: Entry, view: FullView) -> Entry:
    """Return an entry with its own picture named from the folder of its file."""
    picture = getattr(entry.fact, "picture", None)
    if picture is None:
        return entry
    file = find_file(entry.path, picture.file, view)
    if file == resolve_path(entry.path, picture.file):
        return entry
    settled = picture._replace(file=name_from(entry.path, file))
    return entry._replace(fact=entry.fact._replace(picture=settled))


def settle_link(path: str, address: str, view: FullView) -> str:
    """Return the address of a link; that of a picture leads from the folder of its article."""
    target = split_target(address)[0]
    file = find_file(path, target, view)
    is_beside = file == resolve_path(path, target)
    return address if is_beside else encode_address(name_from(path, file))


def settle_text(text: str, scope: Scope, view: FullView) -> str:
    """Return Markdown with its references made site-wide."""
    return rewrite_references(
        text, lambda target, cited: resolve_target(target, cited, scope, view)
    )


def settle_links(text: str, path: str, view: FullView) -> str:
    """Return Markdown of a field whose relative links lead from the top of the workspace.

    Whoever shows a field knows no file that it stands in.
    """
    for piece in read_text(text).pieces if "](" in text or "![[" in text else ():
        if isinstance(piece, Address) and not piece.address.startswith("/"):
            target, fragment = split_target(piece.address)
            file = encode_address(find_file(path, target, view))
            place = f"#{encode_address(fragment)}" if fragment else ""
            text = text.replace(f"]({piece.address}", f"](/{file}{place}", 1)
            text = text.replace(f"![[{unquote(piece.address)}", f"![[/{unquote(file)}", 1)
    return text


def settle_body(body: Body, scope: Scope, view: FullView) -> Body:
    """Return an article's text with its references made site-wide."""
    document = body.document
    pieces = tuple(
        settle_piece(piece, scope, view) if isinstance(piece, REFERRING) else piece
        for piece in document.pieces
    )
    return body._replace(document=document._replace(pieces=pieces))


def settle_piece(
    piece: TextReference | Citation, scope: Scope, view: FullView
) -> TextReference | Citation:
    """Return a piece of a text with its target site-wide."""
    target = resolve_target(piece.target, isinstance(piece, Citation), scope, view)
    return piece._replace(target=target)


def folder_access(unit: Unit, view: FullView) -> Access:
    """Return the joined accesses of the folders that a unit lies in."""
    access = OPEN
    for folder in folders_above(folder_of(unit.path)):
        for found in view.all("folder", folder):
            access = join_access(access, found)
    return access


def make_context(unit: Unit, scope: Scope, view: FullView, is_late: IsLate) -> Context:
    """Return what the entries of a unit know of where they stand."""
    briefing = nearest_briefing(unit, view, is_late)
    source = resolve(unit.source, "source", scope, view) if unit.source else ""
    return Context(
        path=unit.path,
        article=unit.article,
        address=unit_address(unit, briefing),
        date=unit.date or (view.one("issued", source) or "" if source else ""),
        source=source,
        briefing=briefing,
        title=unit.title,
    )


def find_transcripts(
    entries: tuple[Entry, ...], source: str, view: FullView
) -> tuple[str, ...]:
    """Return which sources of quotes are transcripts; without its own one has the article's."""
    quotes = {entry.fact.source or source for entry in entries if entry.kind == "quote"}
    return tuple(ref for ref in sorted(quotes) if ref and view.one("transcript", ref))


def nearest_briefing(unit: Unit, view: FullView, is_late: IsLate) -> str:
    """Return the nearest folder upwards that is a briefing, or ""."""
    folders = folders_above(folder_of(unit.path))
    found = (one for one in folders if view.all("folder", one) and not is_late(one))
    return next(found, "")


def unit_address(unit: Unit, briefing: str) -> str:
    """Return the address of an article, a briefing's overview or a picture, else ""."""
    top = "briefings" if briefing else "articles"
    if unit.kind == "picture":
        folder, _, inner = unit.path.partition("/")
        return f"{top}/{inner}" if folder == ROOT else unit.path
    name = f"{unit.article}/index" if unit.kind == "briefing" else unit.article
    return f"{top}/{name}.html" if unit.article else ""


def entry_rows(entries: tuple[Entry, ...], context: Context) -> list[Row]:
    """Return what each entry tells the site, and where its former ids lead."""
    ranks: defaultdict[tuple[str, ...], int] = defaultdict(int)
    found: list[Row] = []
    for entry in entries:
        kind = BY_NAME[entry.kind]
        equals = [(entry.kind, *one) for one in kind.equals(entry.fact)]
        rank = max((ranks[one] for one in equals), default=0)
        ranks.update(dict.fromkeys(equals, rank + 1))
        here = context._replace(order=rank) if rank else context
        rows = tuple(part_rows(entry, here, kind.rows))
        found += rows
        found += redirect_rows(entry, rows) if entry.was else ()
    return found


def told_rows(entries: tuple[Entry, ...], context: Context, view: FullView) -> Iterator[Row]:
    """Yield what a unit tells the search, and the files of data, where these are made."""
    parted = tuple(chain.from_iterable(map(part_entry, entries)))
    if JUMPS in WATCHED:
        found = [(one, e.access) for e in parted for one in BY_NAME[e.kind].finds(e, context)]
        yield from jump_rows(found, context.address, context.title)
    wanted = view.one("config", "data") or ()
    if wanted:
        yield from record_rows(parted, context)
    if "annotations" in wanted:
        yield from annotation_rows(entries, context)


def redirect_rows(entry: Entry, rows: tuple[Row, ...]) -> Iterator[Row]:
    """Yield the redirects of an entry whose page has moved."""
    card = next((row.value for row in rows if row.index == "card"), None)
    address = getattr(card, "address", "")
    for old in entry.was if address and "#" not in address else ():
        yield Row("redirect", former_address(address, old), address, entry.access)


def former_address(address: str, old: str) -> str:
    """Return where the page of a former id was: a briefing's folder, or a file's name."""
    head, _, name = address.rpartition("/")
    if name == "index.html":
        return f"{head.rpartition('/')[0]}/{old}/index.html"
    article, dot, _ = name.removesuffix(".html").rpartition(".")  # of a sidecar's own source
    return f"{head}/{article}{dot}{old}.html"


def unit_rows(
    unit: Unit, context: Context, access: Access, scope: Scope, view: FullView
) -> Iterator[Row]:
    """Yield what a unit tells of its text: to the linker and to its own page."""
    own = join_access(unit.access, access)
    yield from file_rows(unit, context, own)
    if unit.body is None:
        return
    yield Row("body", unit.article, settle_body(unit.body, scope, view), own)
    yield Row("place", unit.article, context, own)
    for picture in used_pictures(unit):
        yield Row("uses", picture, unit.article, own)
    for mark in unit.marks:
        yield Row(
            "mark", unit.article, mark._replace(access=OPEN), join_access(mark.access, access)
        )
    for settled in unit.settled:
        who = resolve(settled.who, "entity", scope, view)
        row = settled._replace(who=who, access=OPEN)
        yield Row("settled", unit.article, row, join_access(settled.access, access))


def file_rows(unit: Unit, context: Context, own: Access) -> Iterator[Row]:
    """Yield what a unit tells of its file: where it is published, and how large it is."""
    if context.address:
        yield Row("file", unit.path, context.address, own)
    if all(unit.size):
        yield Row("size", unit.path, unit.size, own)


def picture_rows(entries: Iterable[Entry]) -> Iterator[Row]:
    """Yield which pictures the fields of entries show."""
    for entry in entries:
        for found in find_prose(entry.fact):
            is_leading = "](/" in found.word or "![[/" in found.word
            pieces = read_text(found.word).pieces if is_leading else ()
            for piece in pieces:
                file = split_target(piece.address)[0] if isinstance(piece, Address) else ""
                if is_picture(file):
                    access = access_within(entry, found.pointer[0])
                    yield Row("uses", file.removeprefix("/"), entry.ref, access)


def used_pictures(unit: Unit) -> Iterator[str]:
    """Yield the paths of the pictures that an article shows."""
    assert unit.body is not None
    targets = [
        piece.address for piece in unit.body.document.pieces if isinstance(piece, Address)
    ]
    heads = (getattr(entry.fact, "picture", None) for entry in unit.entries)
    targets += [picture.file for picture in heads if picture]
    for target in dict.fromkeys(targets):
        path = resolve_path(unit.path, split_target(target)[0])
        if is_picture(path):
            yield path


def contribute_rows(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Put what the units tell the site into posting lists."""
    ledger = site.ledger
    ledger.mark("contribute", site.done("read").changed, "its unit")
    everything = top(inputs.config.editions, inputs.edition.today)

    def work_out(path: str, view: FullView) -> TaskResult:
        made = contribute(ledger.value("read", path), view, inputs.edition.as_of)
        return made._replace(value=made.value._replace(unit=ELSEWHERE))

    site.deltas["contribute"] = ledger.run_over("contribute", everything, work_out)
    return ()
