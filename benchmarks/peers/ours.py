"""Ours, twice: with pages and templates as small as the peers' have, and with our own theme.

Articles are listed by the page of their briefing, 50 on each, and the newest on the home page,
which the peers' one long list stands against. ``small_pages.py`` has the pages of the first.
"""

import sys
from pathlib import Path

from benchmarks.peers.content import Content, Files
from benchmarks.peers.peer import Missing, Mode, Peer, Places, Tool, ask_version, call
from briefbook.fonts import load_fonts
from briefbook.watch.watcher import QUIET

PROGRAM = str(Path(__file__).parents[2] / "build.py")
SMALL_PROGRAM = str(Path(__file__).with_name("small.py"))

STATE = tuple(f".briefbook/public.{end}" for end in ("sqlite", "sqlite-wal", "stamp"))

DEBOUNCE = QUIET
"""Seconds that our server waits for more events before it builds."""

NOTE = (
    "Ours checks every quote, links names, and marks passages in both rows; it lists articles "
    "by briefing, 50 on a page, where the peers list all on the home page."
)

ARTICLE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ title }}</title></head>
<body>
<p><a href="{{ home }}">Home</a></p>
<h1>{{ title }}</h1>
<p>{{ date }}</p>
<ul>
{% for card in tags %}
<li><a href="{{ card.href }}">{{ card.name }}</a></li>
{% endfor %}
</ul>
{% for segment in body.segments %}{{ segment.html }}{% endfor %}
<h2>Quotes</h2>
<ul>
{% for one in quotes %}
<li id="note.{{ one.id }}">{{ one.speaker.name }}: “{{ one.words }}”
{%- if one.issue %} ({{ one.issue.name }}){% endif %}</li>
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
{% for one in items %}
<li><a href="{{ one.href }}">{{ one.name }}</a></li>
{% endfor %}
</ul>
</body>
</html>
"""

SMALL = {"article.html": ARTICLE, "list.html": LIST}


def install(_: Path) -> Tool | Missing:
    """Return this checkout, once the fonts are cut, as they are once for each user."""
    load_fonts()
    return ask_version([sys.executable, PROGRAM])


def install_small(_: Path) -> Tool | Missing:
    """Return this checkout, with small pages."""
    load_fonts()
    return ask_version([sys.executable, SMALL_PROGRAM])


def emit(content: Content) -> Files:
    """Return a workspace without files of data, which peers do not make."""
    config = content.workspace["config.yaml"] + b"data: []\n"
    return {**content.workspace, "config.yaml": config}


def emit_small(content: Content) -> Files:
    """Return a workspace with the templates of small pages."""
    return {**emit(content), **{f"templates/{name}": text for name, text in SMALL.items()}}


def build(tool: Tool, folder: Path) -> list[str]:
    """Return the command that builds."""
    return [*tool.command, "build", "-C", str(folder), "-q"]


def serve(tool: Tool, folder: Path, port: int) -> list[str]:
    """Return the command that serves."""
    return [*tool.command, "serve", "-C", str(folder), "-p", str(port)]


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
    install_small,
    emit_small,
    build,
    PLACES,
    (Mode("", build, serve),),
    STATE,
    (NOTE,),
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
    STATE,
    may_serve=check_serve,
)

OURS_WITH_DATA = OURS._replace(
    name="ours-data", label="ours, with data", emit=lambda content: {**content.workspace}
)
"""As people have it who say nothing of data: all files of data, which change with a title."""
