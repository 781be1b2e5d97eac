"""Templates: they escape all they get, fail in words, and can be replaced one by one."""

import pickle
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import pytest
from jinja2 import Environment

from briefbook.build import pipeline
from briefbook.build.stages import make_pages
from briefbook.charts import Drawing
from briefbook.charts.marks import TimelineEntry
from briefbook.render.page import Page
from briefbook.render.rendering import Compiled, Renderer, digest, render_page
from briefbook.workspace.theme_code import load_compiled
from tests.books import read_page, texts, write_book
from tests.workspaces import Outcome, Publisher, build_once, make_inputs, theme_templates


def render(source: str, **data: object) -> str:
    page = Page("a.html", "a.html", dict(data))
    rendered, problems = render_page(Renderer({"a.html": source}), page)
    assert problems == ()
    return rendered.decode()


def fault_of(source: str, **data: object) -> tuple[str, str]:
    """Return the code and the reason of what keeps a page from being rendered."""
    page = Page("a.html", "a.html", dict(data))
    _, (found,) = render_page(Renderer({"a.html": source}), page)
    return found.code, dict(found.data)["reason"]


def build_with(
    compiled: Callable[[], Compiled] = dict, /, **templates: str
) -> tuple[Outcome, pipeline.Inputs]:
    """Build a small book with templates of its own (``about`` for ``about.html``)."""
    own = {f"{name}.html": source for name, source in templates.items()}
    inputs = make_inputs(write_book(actors="ann: Ann Lee"))
    inputs = inputs._replace(templates={**theme_templates(), **own}, compiled=compiled)
    return build_once(inputs), inputs


def test_everything_is_escaped() -> None:
    assert render("{{ x }}", x="<b> & 'c' \"d\"") == "&lt;b&gt; &amp; &#39;c&#39; &#34;d&#34;"


def test_what_a_page_has_comes_before_the_methods_of_python() -> None:
    assert render("{{ x.items }} {{ x.count }}", x={"items": "two", "count": 2}) == "two 2"


def test_a_picture_is_drawn_whoever_renders_it() -> None:
    entry = TimelineEntry(
        "Talks", "a.html", "2023-01-01", "2023-01-01", None, "visit", "", "1 January"
    )
    page = Page("a.html", "a.html", {"x": Drawing("timeline", ((entry,),), "All <", "t")})
    sent = pickle.loads(pickle.dumps(page))
    kit = make_pages.RenderSettings({"a.html": "{{ x }}"})
    drawn, again = make_pages.finish_pages(kit, [page, sent])
    assert drawn == again
    assert b"<title>Talks, 1 January</title>" in drawn.data


def test_data_in_a_script_element_cannot_close_it() -> None:
    shown = render("<script>{{ x | tojson }}</script>", x={"name": "</script><b>"})
    assert shown.count("</script>") == 1


class TestATemplateThatFails:
    def test_names_what_it_was_not_given(self) -> None:
        code, reason = fault_of("{{ titel }}", title="T")
        assert code == "template-failed"
        assert "'titel' is undefined" in reason

    @pytest.mark.parametrize(
        "source",
        [
            "{{ title.nothing }}",
            "{{ title + 1 }}",
            "{{ 1 // 0 }}",
            "{{ title | nofilter }}",
            "{% include 'nothing.html' %}",
            "{% extends 'a.html' %}",
            "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
            "{{ '%d' | format(title) }}",
        ],
    )
    def test_says_so_and_is_no_fault_of_ours(self, source: str) -> None:
        code, reason = fault_of(source, title="T")
        assert code == "template-failed"
        assert reason

    @pytest.mark.parametrize(
        ("sources", "place"),
        [
            ({"actor": "<h1>\n{{ nothing }}\n"}, "templates/actor.html: {{ nothing }}"),
            (
                {"actor": "{% include 'part.html' %}", "part": "a\nb {{ nothing }}\nc"},
                "templates/part.html: b {{ nothing }}",
            ),
            (
                {
                    "actor": "{% from 'part.html' import show %}\n{{ show(1) }}",
                    "part": "{% macro show(a) %}\n{{ a.b.c }}\n{% endmacro %}",
                },
                "templates/part.html: {{ a.b.c }}",
            ),
        ],
    )
    def test_says_on_which_line_of_which_template(
        self, sources: dict[str, str], place: str
    ) -> None:
        built, inputs = build_with(**sources)
        (found,) = built.problems
        text = inputs.templates[found.locus.path.removeprefix("templates/")]
        assert found.locus.span is not None
        assert f"{found.locus.path}: {text[slice(*found.locus.span)]}" == place

    def test_stops_the_build_and_is_reported_once(self) -> None:
        built, _ = build_with(actor="{{ nothing }}")
        assert [(one.code, one.locus.path) for one in built.problems] == [
            ("template-failed", "templates/actor.html")
        ]
        assert built.files == {}

    def test_is_rendered_again_once_it_is_mended(self) -> None:
        _, inputs = build_with(about="{{ nothing }}")
        publisher = Publisher()
        assert not publisher.build(inputs).complete
        assert not publisher.build(inputs).complete
        mended = publisher.build(inputs._replace(templates=theme_templates()))
        assert mended.complete
        assert mended.files == build_once(inputs._replace(templates=theme_templates())).files


class TestATemplateThatCannotBeRead:
    def test_is_reported_with_its_line(self) -> None:
        source = "first\n{% if %}\n"
        built, _ = build_with(about=source)
        (found,) = built.problems
        assert (found.code, found.locus.path) == ("bad-template", "templates/about.html")
        assert found.locus.span is not None
        assert source[found.locus.span.start : found.locus.span.end] == "{% if %}"
        assert built.files == {}

    def test_hides_no_other_mistake(self) -> None:
        inputs = make_inputs(write_book(actors="ann: {name: Ann Lee, type: persn}"))
        inputs = inputs._replace(templates={**theme_templates(), "base.html": "{% if %}"})
        codes = {one.code for one in build_once(inputs).problems}
        assert codes == {"bad-template", "not-one-of"}


class TestATemplateOfTheWorkspace:
    def test_takes_the_place_of_the_themes(self) -> None:
        built, _ = build_with(about="<!DOCTYPE html><title>Ours</title><p>{{ edition }}</p>")
        page = read_page(built, "about.html")
        assert texts(page, "<p>") == ["public"]

    def test_may_replace_a_part_of_many_pages(self) -> None:
        base = theme_templates()["base.html"].replace("Edition: ", "Edition called ")
        built, _ = build_with(base=base)
        assert b"Edition called " in built.files["index.html"]
        assert b"Edition called " in built.files["actors/ann.html"]


class TestCompiledTemplates:
    """What a user's cache has of the theme."""

    @pytest.fixture
    def compiled(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Return the names of the templates that are compiled, none kept at first."""
        monkeypatch.setenv("BRIEFBOOK_CACHE", str(tmp_path))
        names: list[str] = []
        made: Callable[..., CodeType] = Environment.compile

        def compile_one(
            self: Environment, source: str, name: str, *given: str, **options: bool
        ) -> CodeType:
            names.append(name)
            return made(self, source, name, *given, **options)

        monkeypatch.setattr(Environment, "compile", compile_one)
        return names

    def test_are_compiled_for_the_first_of_many_builds_alone(self, compiled: list[str]) -> None:
        inputs = make_inputs(write_book(actors="ann: Ann Lee"))
        first = build_once(inputs._replace(compiled=load_compiled))
        assert len(compiled) == len(set(compiled)) > 40
        compiled.clear()
        make_pages.make_renderer.cache_clear()
        again = build_once(inputs._replace(compiled=load_compiled))
        assert compiled == []
        assert again.files == first.files == build_once(inputs).files

    def test_are_not_taken_for_those_of_the_workspace(self, compiled: list[str]) -> None:
        load_compiled()
        compiled.clear()
        built = build_with(load_compiled, about="<!DOCTYPE html><title>Ours</title>")[0]
        assert built.files["about.html"] == b"<!DOCTYPE html><title>Ours</title>"
        assert set(compiled) == {"about.html"}

    @pytest.mark.parametrize("place", [0, 40, 9000, -1])
    def test_cost_time_alone_if_they_are_damaged(
        self, compiled: list[str], tmp_path: Path, place: int
    ) -> None:
        sound = load_compiled()
        (cache,) = tmp_path.iterdir()
        content = bytearray(cache.read_bytes())
        content[place] ^= 255
        cache.write_bytes(content)
        compiled.clear()
        assert load_compiled() == sound
        assert set(compiled) == set(sound)

    def test_tell_the_line_on_which_they_fail(self) -> None:
        found = load_compiled()
        sources = {name: source for name, (source, _, _) in found.items()}
        page = Page("a.html", "404.html", {"title": "Lost"})
        slow, fast = (
            render_page(Renderer(sources, one), page) for one in (dict, lambda: found)
        )
        assert slow == fast
        assert slow[1][0].locus.span is not None


TEMPLATES = {
    "page.html": (
        "{% extends 'base.html' %}{% block b %}{% include 'part.html' %}{% endblock %}"
    ),
    "base.html": "<p>{% block b %}{% endblock %}</p>",
    "part.html": "part",
    "other.html": "other",
}


class TestFingerprints:
    @pytest.mark.parametrize(
        ("name", "differs"),
        [("page.html", True), ("base.html", True), ("part.html", True), ("other.html", False)],
    )
    def test_change_with_all_that_a_template_takes_in(self, name: str, differs: bool) -> None:
        before = Renderer(TEMPLATES).fingerprint("page.html")
        after = Renderer(TEMPLATES | {name: "changed"}).fingerprint("page.html")
        assert (before != after) == differs

    def test_survive_templates_that_take_in_each_other(self) -> None:
        circle = {"a.html": "{% include 'b.html' %}", "b.html": "{% include 'a.html' %}"}
        assert Renderer(circle).fingerprint("a.html") == Renderer(circle).fingerprint("b.html")

    def test_tell_views_apart(self) -> None:
        page = Page("a.html", "a.html", {"title": "One"})
        other = page._replace(data={"title": "Two"})
        assert digest(page, "x") == digest(page, "x")
        assert digest(page, "x") != digest(page._replace(address="b.html"), "x")
        assert len({digest(page, "x"), digest(other, "x"), digest(page, "y")}) == 3


def test_equal_views_have_one_digest_however_they_came_about() -> None:
    once, again = {"name": "Ann"}, {"name": "".join("Ann")}
    shared = Page("a.html", "a.html", {"one": once, "other": once})
    apart = Page("a.html", "a.html", {"one": once, "other": again})
    assert digest(shared, "x") == digest(apart, "x")


def test_only_pages_with_a_changed_template_are_rendered_again() -> None:
    inputs = make_inputs(write_book(actors="ann: Ann Lee"))
    publisher = Publisher()
    publisher.build(inputs)
    actor = theme_templates()["actor.html"].replace("Elsewhere", "On the web")
    again = publisher.build(
        inputs._replace(templates={**inputs.templates, "actor.html": actor})
    )
    assert again.counts.rendered == ("actors/ann.html",)
