"""Faults to plant in the engine: what the oracle is there to catch, one function each.

Each makes an incremental build forget, or see too late, one thing that a clean build knows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import pytest

from briefbook import site
from briefbook.finding import Found, find_in
from briefbook.inputs import Inputs
from briefbook.ledger import Bucket, Guarded, Ledger, Task
from briefbook.linking import Linked
from briefbook.memory import Site
from briefbook.mentioning import Answers, Question, answer
from briefbook.pages.page import Page
from briefbook.problems import Problem
from briefbook.rendering import Renderer
from briefbook.stages import (
    follow_links,
    link_names,
    read_units,
    render_pages,
    take_settings,
    view_pages,
)
from briefbook.units import UnitFiles
from tests.oracle import edits
from tests.oracle.edits import Edit

Patch = pytest.MonkeyPatch
Fault = Callable[[Patch], None]
Rows = tuple[Guarded, ...]

TOUCH, PUT = Ledger._touch, Ledger._put
REMEMBER, REPLACE = Ledger._remember_reads, Ledger._replace_rows
FINGERPRINT = read_units.fingerprint


def blind_to(patch: Patch, is_ignored: Callable[[Bucket], bool]) -> None:
    """Have readers not told of changes in some buckets."""

    def touch(ledger: Ledger, bucket: Bucket, before: Rows, after: Rows) -> None:
        if not is_ignored(bucket):
            TOUCH(ledger, bucket, before, after)

    patch.setattr(Ledger, "_touch", touch)


def stale_target_title(patch: Patch) -> None:
    """A page goes on to call what it links to by its former title."""
    blind_to(patch, lambda bucket: bucket[0] == "card")


def stale_backlink(patch: Patch) -> None:
    """A page does not learn that another article mentions its subject."""
    blind_to(patch, lambda bucket: bucket[0] == "mentioned")


def stale_index(patch: Patch) -> None:
    """An index does not learn that an entry came or went."""

    def touch(ledger: Ledger, bucket: Bucket, _: Rows, __: Rows) -> None:
        for stage, key in ledger.readers.get(bucket, ()):
            ledger.stale[stage].add(key)

    patch.setattr(Ledger, "_touch", touch)


def stale_problem(patch: Patch) -> None:
    """A unit is not checked again when what it refers to is mended or broken."""

    def touch(ledger: Ledger, bucket: Bucket, before: Rows, after: Rows) -> None:
        stale = set(ledger.stale["check"])
        TOUCH(ledger, bucket, before, after)
        ledger.stale["check"] = stale

    patch.setattr(Ledger, "_touch", touch)


def stale_sight(patch: Patch) -> None:
    """What an edition saw in a bucket is kept although the bucket is another now."""

    def put(ledger: Ledger, bucket: Bucket, task: Task, rows: Rows | None) -> None:
        seen, ledger.seen = ledger.seen, defaultdict(dict)
        PUT(ledger, bucket, task, rows)
        ledger.seen = seen

    patch.setattr(Ledger, "_put", put)


def missed_deletion(patch: Patch) -> None:
    """The rows of a file that was deleted stay in their buckets."""
    patch.setattr(Ledger, "_forget", lambda _, __: None)


def ignored_gate(patch: Patch) -> None:
    """A row that says the same as before keeps its gate, whoever may see it now."""

    def replace(ledger: Ledger, task: Task, rows: dict[Bucket, Rows]) -> None:
        before = ledger.rows.get(task, {})
        kept = {
            bucket: before[bucket] if says_same(before.get(bucket), given) else given
            for bucket, given in rows.items()
        }
        REPLACE(ledger, task, kept)

    patch.setattr(Ledger, "_replace_rows", replace)


def says_same(before: Rows | None, after: Rows) -> bool:
    """Tell whether rows differ in nothing but their gates."""
    return before is not None and [v for v, _ in before] == [v for v, _ in after]


def reads_remembered_once(patch: Patch) -> None:
    """A task that asks other buckets than the first time is known as a reader of those only."""

    def remember(ledger: Ledger, task: Task, reads: frozenset[Bucket]) -> None:
        REMEMBER(ledger, task, ledger.reads.get(task, reads) if reads else reads)

    patch.setattr(Ledger, "_remember_reads", remember)


def problems_in_order_of_time(patch: Patch) -> None:
    """Problems stand in the order in which they were found, not in that of the files."""

    def values(ledger: Ledger, stage: str) -> list[tuple[str, object]]:
        return [(key, value) for (name, key), value in ledger.values.items() if name == stage]

    patch.setattr(Ledger, "stage_values", values)


def hash_collision(patch: Patch) -> None:
    """Two texts of one length have one hash."""

    def fingerprint(unit: UnitFiles, inputs: Inputs) -> tuple[str, ...]:
        files = {
            path: source._replace(hash=str(len(source.load())))
            for path, source in inputs.files.items()
        }
        return FINGERPRINT(unit, inputs._replace(files=files))

    patch.setattr(read_units, "fingerprint", fingerprint)


def ignored_capture(patch: Patch) -> None:
    """An article is not read again when its capture changes."""

    def fingerprint(unit: UnitFiles, inputs: Inputs) -> tuple[str, ...]:
        return FINGERPRINT(unit, inputs._replace(captures={}))

    patch.setattr(read_units, "fingerprint", fingerprint)


def ignored_lock(patch: Patch) -> None:
    """An article is not read again when its quote lock changes."""

    def fingerprint(unit: UnitFiles, inputs: Inputs) -> tuple[str, ...]:
        return FINGERPRINT(unit._replace(lock=""), inputs)

    patch.setattr(read_units, "fingerprint", fingerprint)


def new_alias_not_searched(patch: Patch) -> None:
    """A text that did not change is not searched for names that are new."""

    def find(before: Found, texts: Mapping[str, str], names: Iterable[str]) -> Found:
        now = find_in(before, texts, names)
        old = {key for key in now.texts if before.texts.get(key) == now.texts[key]}
        kept = {key: before.found[key] if key in old else now.found[key] for key in now.found}
        return now._replace(found=kept)

    patch.setattr(link_names, "find_in", find)


def stale_answer(patch: Patch) -> None:
    """Whom a text means is not asked again while the text is the same."""

    def remember(key: str, question: Question, answers: Answers) -> Linked:
        if key in answers and answers[key][0].prose.text == question.prose.text:
            return answers[key][1]
        return answer(key, question, answers)

    patch.setattr(link_names, "answer", remember)


def weak_digest(patch: Patch) -> None:
    """Two views of one title count as the same."""

    def digest(page: Page, template: str) -> str:
        return f"{template}{page.data['title']}"

    patch.setattr(view_pages, "digest", digest)


def template_change_ignored(patch: Patch) -> None:
    """Pages stay as they are when their template changes."""
    patch.setattr(take_settings, "outdated", lambda _, __: ())


def partial_change_ignored(patch: Patch) -> None:
    """Pages stay as they are when a part of their template changes."""
    patch.setattr(Renderer, "_closure", lambda _, template, __: {template})


def config_change_ignored(patch: Patch) -> None:
    """The settings of the first build stay for ever."""

    def mark(ledger: Ledger, stage: str, keys: Iterable[str]) -> None:
        if stage != "config":
            ledger.stale[stage].update(keys)

    patch.setattr(Ledger, "mark", mark)


def day_ignored(patch: Patch) -> None:
    """What may be seen from a day on is not seen when that day comes."""
    patch.setattr(take_settings, "forget_what_was_seen", lambda _: None)


def removed_page_kept(patch: Patch) -> None:
    """The page of what was deleted is published still."""
    made = view_pages.view_pages

    def view(memory: Site, inputs: Inputs) -> tuple[Problem, ...]:
        before = dict(memory.pages)
        problems = made(memory, inputs)
        gone = before.keys() & set(memory.done("view").removed)
        memory.pages.update({address: before[address] for address in gone})
        return problems

    patch.setattr(site, "MAKE", swap(made, view))


def failed_page_forgotten(patch: Patch) -> None:
    """A page whose template failed is not tried again."""
    made = render_pages.render_pages

    def render(memory: Site, inputs: Inputs) -> tuple[Problem, ...]:
        problems = made(memory, inputs)
        memory.fresh.clear()
        return problems

    patch.setattr(site, "MAKE", swap(made, render))


def dead_link_overlooked(patch: Patch) -> None:
    """Links are not followed again when what they lead to is gone."""
    made = follow_links.follow_links

    def follow(memory: Site, inputs: Inputs) -> tuple[Problem, ...]:
        return made(memory, inputs) if memory.due or not memory.sound else ()

    patch.setattr(site, "MAKE", swap(made, follow))


def stale_picture(patch: Patch) -> None:
    """A picture is published as it was when it was first."""
    made = render_pages.load_pictures

    def load(memory: Site, inputs: Inputs) -> dict[str, bytes]:
        pictures = made(memory, inputs)
        return {address: memory.files.get(address, data) for address, data in pictures.items()}

    patch.setattr(render_pages, "load_pictures", load)


def swap(old: object, new: object) -> tuple[object, ...]:
    """Return the stages that make pages, one of them in another's place."""
    return tuple(new if stage is old else stage for stage in site.MAKE)


FAULTS: dict[Fault, tuple[Edit, ...]] = {
    stale_target_title: (),
    stale_backlink: (),
    stale_index: (),
    stale_problem: (),
    stale_sight: (),
    missed_deletion: (),
    ignored_gate: (edits.hide_or_show,),
    reads_remembered_once: (edits.refer_elsewhere, edits.retitle),
    ignored_capture: (edits.edit_capture,),
    ignored_lock: (edits.change_lock,),
    new_alias_not_searched: (edits.give_names,),
    stale_answer: (),
    weak_digest: (),
    template_change_ignored: (edits.edit_template,),
    partial_change_ignored: (edits.edit_template,),
    config_change_ignored: (edits.set_config,),
    day_ignored: (edits.set_day,),
    removed_page_kept: (),
    failed_page_forgotten: (edits.edit_template,),
    dead_link_overlooked: (edits.edit_asset,),
    stale_picture: (edits.change_picture,),
}
"""Every fault, with the edits that are looked at to find it soon; () for all of them."""
