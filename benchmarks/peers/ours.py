"""Ours, twice: with templates as small as the peers' have, and with our own theme.

Articles are listed by the page of their briefing, 50 on each, and the newest on the home page,
which the peers' one long list stands against.
"""

import sys
from pathlib import Path

from benchmarks.peers.content import Content, Files
from benchmarks.peers.peer import Missing, Mode, Peer, Places, Tool, ask_version, call

PROGRAM = str(Path(__file__).parents[2] / "build.py")

LEAVE_OUT: tuple[str, ...] = ()
"""What ``build`` is told so that it makes the peers' kinds of pages only; () makes all."""

DEBOUNCE = 0.0
"""Seconds that our server waits for more events before it builds."""

ARTICLE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ title }}</title></head>
<body>
<p><a href="{{ home }}">{{ site.title }}</a></p>
<h1>{{ title }}</h1>
<p>{{ article.date.edtf }}</p>
<ul>
{% for card in body.previews if card.kind == "actor" %}
<li><a href="{{ card.href }}">{{ card.name }}</a></li>
{% endfor %}
</ul>
{% for segment in body.segments %}{{ segment.html }}{% endfor %}
<h2>Quotes</h2>
<ul>
{% for segment in body.segments %}
{% for note in segment.notes if note.quote %}
{% set one = note.quote %}
{% set issue = one.issues[0].name %}
<li id="note.{{ note.id }}">{{ one.speaker.name }}: “{{ one.words }}” ({{ issue }})</li>
{% endfor %}
{% endfor %}
</ul>
<h2>Positions</h2>
<ul>
{% for held in positions %}
<li>{{ held.holder.name }}, {{ held.issue.name }}: {{ held.words }}</li>
{% endfor %}
</ul>
<h2>Events</h2>
<ul>
{% for segment in body.segments %}
{% for note in segment.notes if note.event %}
{% set one = note.event %}
<li id="note.{{ note.id }}">{{ one.date.edtf }} {{ one.name }} ({{ one.type }})</li>
{% endfor %}
{% endfor %}
</ul>
</body>
</html>
"""

LIST = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ title }}</title></head>
<body>
<h1>{{ title }}</h1>
<ul>
{% for one in ITEMS %}
<li><a href="{{ one.href }}">{{ one.name }}</a></li>
{% endfor %}
</ul>
</body>
</html>
"""

SMALL = {
    "article.html": ARTICLE,
    "actor.html": LIST.replace("ITEMS", 'mentions | map(attribute="article")'),
    "briefing.html": LIST.replace("ITEMS", "articles"),
    "home.html": LIST.replace("ITEMS", "articles"),
}


def small_theme(folder: Path) -> None:
    """Put templates as small as the peers' into a workspace, over those of the theme."""
    for name, text in SMALL.items():
        target = folder / "templates" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def install(_: Path) -> Tool | Missing:
    """Return this checkout."""
    return ask_version([sys.executable, PROGRAM])


def emit(content: Content) -> Files:
    """Return a workspace."""
    return dict(content.workspace)


def emit_small(content: Content) -> Files:
    """Return a workspace with small templates of its own."""
    return {**content.workspace, **{f"templates/{name}": text for name, text in SMALL.items()}}


def build(tool: Tool, folder: Path) -> list[str]:
    """Return the command that builds."""
    return [*tool.command, "build", "-C", str(folder), "-q"]


def build_small(tool: Tool, folder: Path) -> list[str]:
    """Return the command that builds the peers' kinds of pages."""
    return [*build(tool, folder), *LEAVE_OUT]


def serve(tool: Tool, folder: Path, port: int) -> list[str]:
    """Return the command that serves."""
    return [*tool.command, "serve", "-C", str(folder), "-p", str(port)]


def serve_small(tool: Tool, folder: Path, port: int) -> list[str]:
    """Return the command that serves the peers' kinds of pages."""
    return [*serve(tool, folder, port), *LEAVE_OUT]


def check_serve(tool: Tool) -> Missing | None:
    """Return that there is no server yet, if so."""
    said = call([*tool.command, "serve", "--help"])
    return Missing("build.py has no serve yet") if said is None else None


PLACES = Places(
    "site",
    lambda one: f"{one.path}.md",
    lambda one: f"{one.path}.html",
    lambda tag: f"actors/{tag.id}.html",
)

OURS_SMALL = Peer(
    "ours-small",
    "ours, small",
    install,
    emit_small,
    build_small,
    PLACES,
    (Mode("", build_small, serve_small),),
    (".briefbook",),
    (
        "Ours checks every quote, links names, and marks passages in all rows. Its articles "
        "are listed by briefing, 50 on a page; the peers list all of them on the home page."
        + ("" if LEAVE_OUT else " Ours, small makes all our kinds of pages for now."),
    ),
    check_serve,
)

OURS = Peer(
    "ours",
    "ours, own theme",
    install,
    emit,
    build,
    PLACES,
    (Mode("", build, serve),),
    (".briefbook",),
    may_serve=check_serve,
)
