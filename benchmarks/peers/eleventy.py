"""Eleventy: tags are collections; templates in JavaScript, the fastest kind that it has."""

from pathlib import Path

from benchmarks.peers.content import SITE_TITLE, Content, Files, write_page
from benchmarks.peers.peer import (
    Missing,
    Mode,
    Peer,
    Places,
    Tool,
    ask_version,
    install_by_npm,
    page_in_folder,
    tag_in_folder,
)

CONFIG = """\
export default function (config) {
  config.setUseGitIgnore(false);
  return {
    dir: { input: "content", includes: "../layouts", output: "public" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
    templateFormats: ["md", "11ty.js"],
  };
}
"""

ARTICLE = """\
const items = (list, show) => list.map((one) => `<li>${show(one)}</li>`).join("\\n");
const slug = (name) => name.toLowerCase().replaceAll(" ", "-");

export function render({ title, page, tags, content, quotes, positions, events }) {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
<p><a href="/">SITE_TITLE</a></p>
<h1>${title}</h1>
<p>${page.date.toISOString().slice(0, 10)}</p>
<ul>${items(tags, (tag) => `<a href="/tags/${slug(tag)}/">${tag}</a>`)}</ul>
${content}
<h2>Quotes</h2>
<ul>${items(quotes, (one) => `${one.speaker}: “${one.words}” (${one.issue})`)}</ul>
<h2>Positions</h2>
<ul>${items(positions, (one) => `${one.actor}, ${one.issue}: ${one.stance}`)}</ul>
<h2>Events</h2>
<ul>${items(events, (one) => `${one.date} ${one.name} (${one.type})`)}</ul>
</body>
</html>
`;
}
"""

LIST = """\
const show = (post) => `<li><a href="${post.url}">${post.data.title}</a></li>`;

export const data = DATA;

export function render({ collections, tag }) {
  const name = tag || "SITE_TITLE";
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>${name}</title></head>
<body>
<h1>${name}</h1>
<ul>${collections[tag || "all"].map(show).join("\\n")}</ul>
</body>
</html>
`;
}
"""

TAG_DATA = """\
{
  layout: null,
  pagination: { data: "collections", size: 1, alias: "tag", filter: ["all"] },
  permalink: ({ tag }) => `/tags/${tag.toLowerCase().replaceAll(" ", "-")}/`,
  eleventyExcludeFromCollections: true,
}"""

HOME_DATA = '{ layout: null, permalink: "/", eleventyExcludeFromCollections: true }'


def install(cache: Path) -> Tool | Missing:
    """Return Eleventy, started without npx."""
    folder = install_by_npm(cache, "@11ty/eleventy")
    if isinstance(folder, Missing):
        return folder
    return ask_version(["node", str(folder / "node_modules/@11ty/eleventy/cmd.cjs")])


def emit(content: Content) -> Files:
    """Return the files of a site."""
    return {
        "package.json": '{"type": "module"}\n',
        "eleventy.config.js": CONFIG,
        "layouts/article.11ty.js": put_title(ARTICLE),
        "content/content.json": '{"layout": "article.11ty.js"}\n',
        "content/tags.11ty.js": put_title(LIST).replace("DATA", TAG_DATA),
        "content/index.11ty.js": put_title(LIST).replace("DATA", HOME_DATA),
        **{f"content/{one.name}.md": write_page(one) for one in content.articles},
    }


def put_title(template: str) -> str:
    """Return a template with the title of the site."""
    return template.replace("SITE_TITLE", SITE_TITLE)


def build(tool: Tool, _: Path) -> list[str]:
    """Return the command that builds."""
    return [*tool.command, "--quiet"]


def serve(tool: Tool, _: Path, port: int) -> list[str]:
    """Return the command that serves."""
    return [*tool.command, "--quiet", "--serve", f"--port={port}"]


def serve_incremental(tool: Tool, folder: Path, port: int) -> list[str]:
    """Return the command that serves, and builds what it takes to have changed."""
    return [*serve(tool, folder, port), "--incremental"]


ELEVENTY = Peer(
    "eleventy",
    "Eleventy",
    install,
    emit,
    build,
    Places("public", lambda one: f"content/{one.name}.md", page_in_folder, tag_in_folder),
    (Mode("", build, serve), Mode("serve --incremental", None, serve_incremental)),
)
