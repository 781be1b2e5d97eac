"""Config and templates: a setting is a key, so that a page depends on those it shows."""

import hashlib
from collections.abc import Iterator, Mapping

from briefbook.base.problems import Problem
from briefbook.build.config import config_rows
from briefbook.build.inputs import Inputs, OwnFonts
from briefbook.build.memory import PreviousInputs, Site
from briefbook.index.editions import Edition
from briefbook.index.ledger import Ledger, TaskResult
from briefbook.index.rows import Row
from briefbook.pages.fragments import FRAGMENT, name_template
from briefbook.render.rendering import Renderer

SEEN_BY_EDITION = (
    "contribute",
    "check",
    "gap-uses",
    "gaps",
    "actor-gaps",
    "names-all",
    "find-all",
    "link-all",
    "names",
    "find",
    "link",
    "claim",
    FRAGMENT,
    "view",
)
"""The stages whose tasks see what an edition, or everybody, may see."""


def take_settings(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Put settings under keys, note whose template changed; return what is wrong there."""
    last, ledger = site.last, site.ledger
    now = (inputs.config, inputs.fonts, inputs.house)
    if now != (last.config, last.fonts, last.house):
        ledger.mark("config", ("config",), "config.yaml")
    if last.edition and looks_otherwise(ledger, last.edition, inputs.edition):
        for stage in SEEN_BY_EDITION:
            ledger.mark_all(stage, "another edition, or another day")
    rows = (
        *config_rows(inputs.config),
        *font_rows(inputs.fonts),
        Row("formats", "", inputs.formats),
        Row("house", "", inputs.house),
    )
    ledger.run("config", inputs.edition, lambda _, __: TaskResult(None, rows))
    site.last = last._replace(
        config=inputs.config, edition=inputs.edition, fonts=inputs.fonts, house=inputs.house
    )
    sources = hash_sources(inputs.templates)
    if sources != last.templates:
        take_templates(site, Renderer(inputs.templates, inputs.compiled), sources)
    return site.last.template_problems


def font_rows(fonts: OwnFonts) -> tuple[Row, ...]:
    """Return what PDFs can show, and by which fonts of the workspace."""
    return (Row("fonts", "", fonts.fonts), Row("letters", "", fonts.letters))


def looks_otherwise(ledger: Ledger, before: Edition, now: Edition) -> bool:
    """Tell whether anything may look otherwise now: another day matters to embargoes alone."""
    if before._replace(today=now.today) != now:
        return True
    days = ledger.store.keys("publish-day")
    return any((day <= before.today) != (day <= now.today) for day in days)


def hash_sources(templates: Mapping[str, str]) -> str:
    """Return a hash of all templates."""
    return hashlib.sha256(repr(sorted(templates.items())).encode()).hexdigest()


def take_templates(site: Site, renderer: Renderer, sources: str) -> None:
    """Note the fingerprints of the templates, and which pages are to be made with others."""
    prints = {name: renderer.fingerprint(name) for name in renderer.templates}
    site.ledger.mark("view", outdated(site.ledger, site.last, prints), "its template")
    fragments = list(outdated_fragments(site.ledger, site.last, prints))
    site.ledger.mark(FRAGMENT, fragments, "its template")
    site.last = site.last._replace(
        templates=sources, prints=prints, template_problems=renderer.problems
    )


def outdated(ledger: Ledger, last: PreviousInputs, prints: Mapping[str, str]) -> Iterator[str]:
    """Yield the pages whose template, or a part of it, is another now."""
    if not last.prints:
        return
    for address, (_, template, _) in ledger.stage_values("view"):
        if last.prints.get(template) != prints.get(template):
            yield address


def outdated_fragments(
    ledger: Ledger, last: PreviousInputs, prints: Mapping[str, str]
) -> Iterator[str]:
    """Yield the fragments whose template, or a part of it, is another now."""
    for task in ledger.list_keys(FRAGMENT):
        template = name_template(task.partition(" ")[0])
        if last.prints.get(template) != prints.get(template):
            yield task
