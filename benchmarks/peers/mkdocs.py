"""MkDocs: it knows no tags, so each tag has an empty source, and a hook of ours lists them."""

from pathlib import Path

from benchmarks.peers.content import SITE_TITLE, Content, Files, Tag, write_page
from benchmarks.peers.peer import (
    Missing,
    Mode,
    Peer,
    Places,
    Tool,
    ask_version,
    install_by_pip,
    page_in_folder,
    tag_in_folder,
)

CONFIG = f"""\
site_name: {SITE_TITLE}
docs_dir: content
theme: {{name: null, custom_dir: theme}}
plugins: []
hooks: [tags.py]
nav: [index.md]
validation: {{nav: {{omitted_files: ignore}}}}
"""

HOOK = '''\
"""Tells the templates which articles there are, and which of them bear a tag."""


def on_env(env, config, files):
    pages = [file.page for file in files.documentation_pages()]
    articles = [page for page in pages if "date" in page.meta]
    tagged = {}
    for page in articles:
        for tag in page.meta["tags"]:
            tagged.setdefault(tag, []).append(page)
    env.globals.update(articles=articles, tagged=tagged)
'''

ARTICLE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body>
<p><a href="/">{{ config.site_name }}</a></p>
<h1>{{ page.title }}</h1>
<p>{{ page.meta.date }}</p>
<ul>
{% for tag in page.meta.tags %}
<li><a href="/tags/{{ tag | lower | replace(" ", "-") }}/">{{ tag }}</a></li>
{% endfor %}
</ul>
{{ page.content }}
<h2>Quotes</h2>
<ul>
{% for one in page.meta.quotes %}
<li>{{ one.speaker }}: “{{ one.words }}” ({{ one.issue }})</li>
{% endfor %}
</ul>
<h2>Positions</h2>
<ul>
{% for one in page.meta.positions %}
<li>{{ one.actor }}, {{ one.issue }}: {{ one.stance }}</li>
{% endfor %}
</ul>
<h2>Events</h2>
<ul>
{% for one in page.meta.events %}
<li>{{ one.date }} {{ one.name }} ({{ one.type }})</li>
{% endfor %}
</ul>
</body>
</html>
"""

LIST = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body>
<h1>{{ page.title }}</h1>
<ul>
{% for one in PAGES %}
<li><a href="/{{ one.url }}">{{ one.title }}</a></li>
{% endfor %}
</ul>
</body>
</html>
"""


def install(cache: Path) -> Tool | Missing:
    """Return MkDocs in an environment of its own."""
    folder = install_by_pip(cache, "mkdocs")
    return folder if isinstance(folder, Missing) else ask_version([f"{folder}/bin/mkdocs"])


def emit(content: Content) -> Files:
    """Return the files of a site; an empty site map is left out by MkDocs."""
    return {
        "mkdocs.yml": CONFIG,
        "tags.py": HOOK,
        "theme/main.html": ARTICLE,
        "theme/tag.html": LIST.replace("PAGES", "tagged[page.title]"),
        "theme/home.html": LIST.replace("PAGES", "articles"),
        "theme/sitemap.xml": "",
        "content/index.md": f"---\ntitle: {SITE_TITLE}\ntemplate: home.html\n---\n",
        **{f"content/tags/{tag.id}.md": write_tag(tag) for tag in content.tags},
        **{f"content/{one.name}.md": write_page(one) for one in content.articles},
    }


def write_tag(tag: Tag) -> str:
    """Return the source of a tag's page."""
    return f"---\ntitle: {tag.name}\ntemplate: tag.html\n---\n"


def build(tool: Tool, _: Path) -> list[str]:
    """Return the command that builds."""
    return [*tool.command, "build", "--quiet"]


def build_dirty(tool: Tool, folder: Path) -> list[str]:
    """Return the command that builds what it takes to have changed."""
    return [*build(tool, folder), "--dirty"]


def serve(tool: Tool, _: Path, port: int) -> list[str]:
    """Return the command that serves; to watch is asked for, since some versions forget it."""
    address = f"127.0.0.1:{port}"
    return [*tool.command, "serve", "--quiet", "--livereload", "--dev-addr", address]


def serve_dirty(tool: Tool, folder: Path, port: int) -> list[str]:
    """Return the command that serves, and builds what it takes to have changed."""
    return [*serve(tool, folder, port), "--dirty"]


MKDOCS = Peer(
    "mkdocs",
    "MkDocs",
    install,
    emit,
    build,
    Places("site", lambda one: f"content/{one.name}.md", page_in_folder, tag_in_folder),
    (Mode("", build, serve), Mode("--dirty", build_dirty, serve_dirty)),
    notes=("MkDocs knows no tags: each has an empty source, and a hook of ours lists them.",),
)
