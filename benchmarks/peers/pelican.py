"""Pelican: it knows tags, but reads no YAML of more than a line, so a reader of ours does."""

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
SITENAME = {SITE_TITLE!r}
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "UTC"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["yaml_reader"]
SLUGIFY_SOURCE = "basename"
ARTICLE_URL = "{{slug}}/"
ARTICLE_SAVE_AS = "{{slug}}/index.html"
TAG_URL = "tags/{{slug}}/"
TAG_SAVE_AS = "tags/{{slug}}/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ""
YEAR_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_SAVE_AS = DAY_ARCHIVE_SAVE_AS = ""
DIRECT_TEMPLATES = ["index"]
DEFAULT_PAGINATION = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
STATIC_PATHS = []
"""

CACHED = f"""\
{CONFIG}
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
GZIP_CACHE = False
"""

READER = '''\
"""Reads Markdown below whole YAML."""

import yaml
from markdown import Markdown
from pelican import signals
from pelican.readers import BaseReader
from pelican.utils import pelican_open

ASIS = {"quotes", "positions", "events"}


class YamlReader(BaseReader):
    enabled = True
    file_extensions = ["md"]

    def __init__(self, settings):
        super().__init__(settings)
        self.markdown = Markdown()

    def read(self, path):
        with pelican_open(path) as text:
            _, head, body = text.split("---\\n", 2)
        fields = yaml.load(head, yaml.CSafeLoader)
        fields["date"] = str(fields["date"])
        metadata = {
            name: value if name in ASIS else self.process_metadata(name, value)
            for name, value in fields.items()
        }
        return self.markdown.reset().convert(body), metadata


def add_reader(readers):
    readers.reader_classes["md"] = YamlReader


def register():
    signals.readers_init.connect(add_reader)
'''

ARTICLE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ article.title }}</title></head>
<body>
<p><a href="/">{{ SITENAME }}</a></p>
<h1>{{ article.title }}</h1>
<p>{{ article.date.date() }}</p>
<ul>
{% for tag in article.tags %}
<li><a href="/{{ tag.url }}">{{ tag }}</a></li>
{% endfor %}
</ul>
{{ article.content }}
<h2>Quotes</h2>
<ul>
{% for one in article.quotes %}
<li>{{ one.speaker }}: “{{ one.words }}” ({{ one.issue }})</li>
{% endfor %}
</ul>
<h2>Positions</h2>
<ul>
{% for one in article.positions %}
<li>{{ one.actor }}, {{ one.issue }}: {{ one.stance }}</li>
{% endfor %}
</ul>
<h2>Events</h2>
<ul>
{% for one in article.events %}
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
{% for one in articles %}
<li><a href="/{{ one.url }}">{{ one.title }}</a></li>
{% endfor %}
</ul>
</body>
</html>
"""


def install(cache: Path) -> Tool | Missing:
    """Return Pelican in an environment of its own, with libyaml for its front matter."""
    folder = install_by_pip(cache, "pelican[markdown]", "pyyaml")
    return folder if isinstance(folder, Missing) else ask_version([f"{folder}/bin/pelican"])


def emit(content: Content) -> Files:
    """Return the files of a site."""
    return {
        "pelicanconf.py": CONFIG,
        "cachedconf.py": CACHED,
        "plugins/yaml_reader.py": READER,
        "theme/templates/article.html": ARTICLE,
        "theme/templates/tag.html": LIST.replace("NAME", "tag"),
        "theme/templates/index.html": LIST.replace("NAME", "SITENAME"),
        **{f"content/{one.name}.md": write_page(one) for one in content.articles},
    }


def build(tool: Tool, _: Path) -> list[str]:
    """Return the command that builds."""
    return [*tool.command, "--quiet", "--settings", "pelicanconf.py"]


def build_cached(tool: Tool, _: Path) -> list[str]:
    """Return the command that builds with what it keeps of the articles it has read."""
    return [*tool.command, "--quiet", "--settings", "cachedconf.py"]


def serve(tool: Tool, folder: Path, port: int) -> list[str]:
    """Return the command that watches and serves."""
    watch = ("--autoreload", "--listen", "--bind", "127.0.0.1", "--port", str(port))
    return [*build(tool, folder), *watch]


def serve_cached(tool: Tool, folder: Path, port: int) -> list[str]:
    """Return the command that watches and serves with what it keeps."""
    watch = ("--autoreload", "--listen", "--bind", "127.0.0.1", "--port", str(port))
    return [*build_cached(tool, folder), *watch]


PELICAN = Peer(
    "pelican",
    "Pelican",
    install,
    emit,
    build,
    Places("output", lambda one: f"content/{one.name}.md", page_in_folder, tag_in_folder),
    (Mode("", build, serve), Mode("with its cache", build_cached, serve_cached)),
    ("cache",),
    ("Pelican reads no nested YAML: a reader of ours does, by libyaml.",),
)
