"""Config and templates: a setting is a bucket, so that a page depends on those it shows."""

from collections.abc import Iterator

from briefbook.config import config_rows
from briefbook.inputs import Inputs
from briefbook.ledger import Made
from briefbook.memory import Site
from briefbook.problems import Problem
from briefbook.rendering import Renderer


def take_settings(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Put settings into buckets, templates into the renderer; return what is wrong there."""
    if inputs.config != site.config:
        site.ledger.mark("config", ("config",))
    if inputs.edition != site.edition:
        forget_what_was_seen(site)
    site.config, site.edition = inputs.config, inputs.edition
    rows = config_rows(inputs.config)
    site.ledger.run("config", ("config",), inputs.edition, lambda _, __: Made(None, rows))
    if inputs.templates != site.renderer.templates:
        renderer = Renderer(inputs.templates)
        site.ledger.mark("view", outdated(site, renderer))
        site.renderer = renderer
    return site.renderer.problems


def forget_what_was_seen(site: Site) -> None:
    """Have everything looked at anew: another edition, or another day, sees other rows."""
    for stage, keys in site.ledger.keys.items():
        if stage != "read":
            site.ledger.mark(stage, keys)


def outdated(site: Site, renderer: Renderer) -> Iterator[str]:
    """Yield the pages whose template, or a part of it, is another now."""
    for address, (_, template, _) in site.ledger.stage_values("view"):
        if site.renderer.fingerprint(template) != renderer.fingerprint(template):
            yield address
