"""What somebody at the desk sees and does, in a real browser."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from briefbook.serve.desk_door import PREFIX
from tests.browser.opening import IN_BROWSER, open_context
from tests.desk.books import ARTICLE, BOOK, SIDECAR, write_book
from tests.desk.people import Person, sit_down
from tests.desk.serving import ServedDesk, serve_desk

pytestmark = IN_BROWSER
FERRY = "The ferry must run all winter"


def read(served: ServedDesk, path: str = SIDECAR) -> str:
    return (served.root / path).read_text("utf-8")


def note_ferry(person: Person) -> None:
    """Note a quote with its stance, by keys, once the words are selected."""
    person.select(FERRY)
    person.press("Tab", "Tab")
    person.type("win")
    person.press("Enter", "Tab")
    person.type("in")
    person.write()
    person.tab.wait_for_selector("mark#the-ferry-must")
    expect(person.bar.locator(".read")).not_to_be_empty()


def test_words_become_a_quote_with_a_stance(browser: Browser, served: ServedDesk) -> None:
    with sit_down(browser, served) as person:
        note_ferry(person)
        expect(person.bar).to_contain_text(
            "Written to briefings/ferry/harbour-talks.yaml, line 5"
        )
        assert person.heard.said == []
        assert person.heard.failed == []
    assert read(served) == BOOK[SIDECAR] + (
        "  the-ferry-must:\n    speaker: brook\n    exact: The ferry must run all winter\n"
        "    stance: {winter-ferry: in-favour}\n"
    )


def test_what_was_written_is_marked_before_the_book_is_built(
    browser: Browser, served: ServedDesk
) -> None:
    with sit_down(browser, served) as person:
        person.select(FERRY)
        person.tab.route("**/.briefbook/state*", lambda route: route.abort())
        person.write()
        marked = "[...CSS.highlights.get('desk-written')].map(String)"
        assert person.tab.evaluate(marked) == [FERRY]


def test_the_last_write_is_taken_back(browser: Browser, served: ServedDesk) -> None:
    with sit_down(browser, served) as person:
        note_ferry(person)
        person.press("Control+z")
        person.tab.wait_for_selector("mark#the-ferry-must", state="detached")
        expect(person.bar).to_contain_text("Taken back")
    assert read(served) == BOOK[SIDECAR]


def test_part_of_a_word_is_the_whole_word(browser: Browser, served: ServedDesk) -> None:
    with sit_down(browser, served) as person:
        person.select("erry must ru")
        expect(person.line).to_contain_text("exact: ferry must run")


@pytest.mark.parametrize("rank", [0, 1, 2])
def test_words_that_stand_three_times_are_marked_where_they_were_selected(
    browser: Browser, served: ServedDesk, rank: int
) -> None:
    with sit_down(browser, served) as person:
        person.select("We shall pay for it", rank)
        person.press("Tab")
        person.type("bro")
        person.press("Enter")
        person.write()
        mark = person.tab.wait_for_selector("mark#we-shall-pay")
        assert mark
        before = mark.evaluate(
            "(mark) => { const range = document.createRange();"
            "range.setStart(mark.closest('p'), 0); range.setEndBefore(mark);"
            "return range.toString().split('We shall pay').length - 1; }"
        )
        assert before == rank


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('said the boats were "old and slow', "exact: 'said the boats were \"old and slow'"),
        ("渡轮必须全年运行", "exact: 渡轮必须全年运行"),
        ("العبارة يجب أن تعمل", "exact: العبارة يجب أن تعمل"),
        ("wants a winter ferry", "exact: wants a winter ferry"),
    ],
)
def test_marks_scripts_and_tables_are_no_hindrance(
    browser: Browser, served: ServedDesk, words: str, says: str
) -> None:
    with sit_down(browser, served) as person:
        person.select(words)
        expect(person.line).to_contain_text(says)


def test_words_of_two_paragraphs_are_refused_with_a_reason(
    browser: Browser, served: ServedDesk
) -> None:
    with sit_down(browser, served) as person:
        person.tab.evaluate(
            """() => { const range = document.createRange();
            range.selectNodeContents(document.getElementById("p.2"));
            range.setEndAfter(document.getElementById("p.3"));
            getSelection().removeAllRanges(); getSelection().addRange(range);
            document.dispatchEvent(new PointerEvent("pointerup", { bubbles: true })); }"""
        )
        expect(person.status).to_contain_text("more than one paragraph")


def test_an_actor_is_made_in_place(browser: Browser, served: ServedDesk) -> None:
    with sit_down(browser, served) as person:
        person.select(FERRY)
        person.press("Tab")
        person.type("Jo Lind")
        person.press("Enter")
        expect(person.line).to_contain_text("jo-lind: {name: Jo Lind}")
        person.write()
        person.tab.wait_for_selector("mark#the-ferry-must")
    assert read(served, "briefings/actors.yaml").endswith("jo-lind: {name: Jo Lind}\n")


def add_new_stance(person: Person) -> None:
    """Take a stance on an issue that is new, too."""
    person.press("Tab", "Enter")
    person.type("Cost")
    person.press("Enter")
    person.type("low, high")
    person.press("Tab", "Tab")
    person.type("hi")
    expect(person.line).to_contain_text("cost: high")


def test_a_quote_may_take_two_stances(browser: Browser, served: ServedDesk) -> None:
    with sit_down(browser, served) as person:
        person.select(FERRY)
        person.press("Tab", "Tab")
        person.type("win")
        person.press("Enter", "Tab")
        person.type("in")
        add_new_stance(person)
        person.write()
        person.tab.click("mark#the-ferry-must")
        issues = person.panel.get_by_role("combobox", name="Issue")
        expect(issues).to_have_count(2)
        person.panel.get_by_role("combobox", name="Stance").first.select_option("opposed")
        expect(person.line).to_contain_text("winter-ferry: opposed")
        person.write()
    assert "stance: {winter-ferry: opposed, cost: high}" in read(served)


def test_a_term_is_made_in_place(browser: Browser, served: ServedDesk) -> None:
    with sit_down(browser, served) as person:
        choose_mention(person)
        person.panel.get_by_role("combobox", name="Means").fill("Old ships")
        person.press("Enter")
        person.type("Boats of more than forty years.")
        expect(person.line).to_contain_text("briefings/glossary.yaml")
        person.write()
    assert "mentions:\n  - {exact: old and slow, id: old-ships}\n" in read(served)
    assert read(served, "briefings/glossary.yaml") == (
        "old-ships: {term: Old ships, definition: Boats of more than forty years.}\n"
    )


def test_a_mention_is_changed_and_removed_by_its_words(
    browser: Browser, tmp_path: Path
) -> None:
    mentions = "mentions:\n  - {exact: old and slow, id: brook}\n"
    write_book(tmp_path)
    (tmp_path / SIDECAR).write_text(BOOK[SIDECAR] + mentions, "utf-8")
    with serve_desk(tmp_path) as served, sit_down(browser, served) as person:
        choose_mention(person)
        means = person.panel.get_by_role("combobox", name="Means")
        expect(means).to_have_value("Ada Brook")
        means.fill("Tom")
        person.press("Enter")
        expect(person.line).to_contain_text("id: reed")
        person.write()
        assert read(served) == BOOK[SIDECAR] + mentions.replace("brook", "reed")
        person.visit()
        choose_mention(person)
        expect(means).to_have_value("Tom Reed")
        person.panel.get_by_role("button", name="Remove").click()
        expect(person.panel).to_have_count(0)
    assert read(served) == BOOK[SIDECAR]


def choose_mention(person: Person) -> None:
    """Select words that a mention may be about."""
    person.select("old and slow")
    person.panel.get_by_label("Kind").select_option("mention")


def test_a_click_on_a_mark_changes_its_note(browser: Browser, served: ServedDesk) -> None:
    with sit_down(browser, served) as person:
        person.tab.click("mark#old-boats")
        expect(person.panel).to_contain_text("Change “old-boats”")
        person.press("Tab")
        person.type("win")
        person.press("Enter", "Tab")
        person.type("op")
        expect(person.line).to_contain_text("opposed")
        person.write()
        expect(person.tab.locator("main")).to_contain_text("opposed")
    assert "stance: {winter-ferry: opposed}}  # his words" in read(served)


def test_a_note_is_removed(browser: Browser, served: ServedDesk) -> None:
    with sit_down(browser, served) as person:
        note_ferry(person)
        person.tab.click("mark#the-ferry-must")
        person.panel.get_by_role("button", name="Remove").click()
        person.tab.wait_for_selector("mark#the-ferry-must", state="detached")
    assert read(served) == BOOK[SIDECAR]


class TestKeyboard:
    def test_the_next_quotation_is_noted_without_a_mouse(
        self, browser: Browser, served: ServedDesk
    ) -> None:
        with sit_down(browser, served) as person:
            person.press("m")
            expect(person.line).to_contain_text("speaker: brook")
            person.write()
            expect(person.bar).to_contain_text("2 of 5 quotations")
        assert "exact: The ferry must run all winter. We shall pay for it" in read(served)

    def test_words_may_be_typed(self, browser: Browser, served: ServedDesk) -> None:
        with sit_down(browser, served) as person:
            person.press("w")
            expect(person.panel.get_by_label("Words of the text")).to_be_focused()
            person.type("run all winter")
            expect(person.line).to_contain_text("exact: run all winter")

    def test_the_note_at_the_focus_is_opened(
        self, browser: Browser, served: ServedDesk
    ) -> None:
        with sit_down(browser, served) as person:
            person.tab.focus("[id='ref.old-boats']")
            person.press("e")
            expect(person.panel).to_contain_text("Change “old-boats”")
            person.press("Escape")
            expect(person.tab.locator("[id='ref.old-boats']")).to_be_focused()

    def test_single_keys_can_be_turned_off(self, browser: Browser, served: ServedDesk) -> None:
        with sit_down(browser, served) as person:
            person.bar.get_by_role("button", name="Keys on").click()
            person.tab.focus("main")
            person.press("m")
            expect(person.panel).to_have_count(0)


class TestTogether:
    def test_what_an_editor_saves_waits_until_the_panel_is_closed(
        self, browser: Browser, served: ServedDesk
    ) -> None:
        with sit_down(browser, served) as person:
            person.select(FERRY)
            person.press("Tab")
            person.type("Ada")
            more = "  winter: {speaker: brook, exact: all winter}\n"
            (served.root / SIDECAR).write_text(BOOK[SIDECAR] + more, "utf-8")
            expect(person.speaker).to_have_value("Ada")
            person.press("Enter")
            person.write()
            person.tab.wait_for_selector("mark[data-a~=winter]")
        assert read(served).startswith(BOOK[SIDECAR] + more)
        assert "the-ferry-must: {speaker: brook" in read(served)

    def test_two_tabs_write_without_loss(self, browser: Browser, served: ServedDesk) -> None:
        with sit_down(browser, served) as one, sit_down(browser, served) as other:
            one.select(FERRY)
            other.select("old and slow")
            one.write()
            other.press("Tab")
            other.type("re")
            other.press("Enter")
            other.write()
        assert "the-ferry-must" in read(served)
        assert "old-and-slow" in read(served)

    def test_a_note_that_changed_in_its_file_is_shown_anew(
        self, browser: Browser, served: ServedDesk
    ) -> None:
        with sit_down(browser, served) as person:
            person.tab.click("mark#old-boats")
            expect(person.status).to_have_text("Enter writes this.")
            (served.root / SIDECAR).write_text(BOOK[SIDECAR].replace("reed", "brook"), "utf-8")
            person.speaker.fill("Tom Reed")
            person.press("Enter", "Enter")
            expect(person.status).to_contain_text("another in its file")
            expect(person.speaker).to_have_value("Ada Brook")
        assert "speaker: brook" in read(served)

    def test_a_server_that_stopped_loses_nothing(
        self, browser: Browser, served: ServedDesk
    ) -> None:
        with sit_down(browser, served) as person:
            person.select(FERRY)
            person.press("Tab")
            person.type("Ada")
            person.press("Enter")
            expect(person.speaker).to_have_value("Ada Brook")
            person.tab.route(f"**{PREFIX}*", lambda route: route.abort())
            person.press("Enter")
            expect(person.status).to_contain_text("does not answer")
            expect(person.speaker).to_have_value("Ada Brook")
            person.tab.unroute_all()
            person.press("Enter")
            person.tab.wait_for_selector("mark#the-ferry-must")


def test_a_lost_quote_is_mended_with_one_button(browser: Browser, served: ServedDesk) -> None:
    with sit_down(browser, served) as person:
        lost = (
            BOOK[SIDECAR] + "  run: {speaker: brook, exact: The ferry should run all winter}\n"
        )
        (served.root / SIDECAR).write_text(lost, "utf-8")
        person.tab.get_by_role("heading", name="1 error").wait_for()
        person.visit()
        person.bar.get_by_role("button", name="Mend a lost quote").click()
        person.panel.get_by_role("button", name="Write the nearest passage").click()
        person.tab.wait_for_selector("mark#run")
    assert "exact: The ferry must run all winter" in read(served)


HOSTILE = """() => Promise.all([
  fetch("/.briefbook/desk/write", { method: "POST", body: "{}" }),
  fetch("/.briefbook/desk/write", { method: "POST", body: "{}",
    headers: { "Content-Type": "application/json" } }),
  fetch("/.briefbook/desk/write", { method: "POST", body: new URLSearchParams({ a: "b" }) }),
].map((one) => one.then((reply) => reply.status)))"""
FOREIGN = """<!DOCTYPE html><form method="post" enctype="text/plain" target="_self"
action="{url}/.briefbook/desk/write"><input name='{{"article":"x","a":"' value='"}}'></form>
<script>
fetch("{url}/.briefbook/desk/write", {{ method: "POST", mode: "no-cors", credentials: "include",
  headers: {{ "Content-Type": "text/plain" }}, body: "{{}}" }}).catch(() => 0)
  .then(() => document.forms[0].submit());
</script>"""


IN_STATIC = """<!DOCTYPE html><title>waiting</title><script>
let key = "";
try { key = localStorage.getItem("briefbook.desk") ?? ""; } catch { key = ""; }
const send = (mode, type) => fetch("/.briefbook/desk/write", { method: "POST", mode, body: "{}",
  credentials: "include", headers: { "Content-Type": type } })
  .then((reply) => reply.status, () => "unheard");
Promise.all([send("cors", "application/json"), send("no-cors", "text/plain")])
  .then((told) => { document.title = `key ${key.length}: ${told.join(" ")}`; });
</script>"""


class TestAttacks:
    @pytest.mark.parametrize("name", ["page.html", "page.svg"])
    def test_a_page_of_the_book_that_we_did_not_make_cannot_use_it(
        self, browser: Browser, tmp_path: Path, name: str
    ) -> None:
        write_book(tmp_path)
        config = tmp_path / "config.yaml"
        config.write_text(f"{BOOK['config.yaml']}static: static\n", "utf-8")
        (tmp_path / "static").mkdir()
        drawing = IN_STATIC.replace(
            "<!DOCTYPE html><title>",
            '<svg xmlns="http://www.w3.org/2000/svg"><title>',
        )
        drawing = drawing.replace("<script>", "<script><![CDATA[").replace(
            "</script>", "]]></script></svg>"
        )
        text = IN_STATIC if name.endswith("html") else drawing
        (tmp_path / "static" / name).write_text(text, "utf-8")
        with serve_desk(tmp_path) as served, sit_down(browser, served) as person:
            person.tab.goto(f"{served.url}/{name}")
            expect(person.tab).to_have_title("key 0: unheard unheard")
            assert read(served) == BOOK[SIDECAR]

    def test_a_script_without_the_key_is_refused(
        self, browser: Browser, served: ServedDesk
    ) -> None:
        with sit_down(browser, served) as person:
            person.tab.evaluate("localStorage.clear()")
            assert person.tab.evaluate(HOSTILE) == [403, 403, 403]
        assert read(served) == BOOK[SIDECAR]

    def test_a_page_of_another_site_can_do_nothing(
        self, browser: Browser, served: ServedDesk
    ) -> None:
        with sit_down(browser, served) as person:
            page = FOREIGN.format(url=served.url)
            person.tab.route(
                "http://foreign.test/**",
                lambda route: route.fulfill(body=page, content_type="text/html"),
            )
            with person.tab.expect_response(
                lambda reply: reply.request.is_navigation_request() and PREFIX in reply.url
            ) as told:
                person.tab.goto("http://foreign.test/")
            assert told.value.status == 403
        assert read(served) == BOOK[SIDECAR]

    def test_words_that_are_markup_stay_words(
        self, browser: Browser, served: ServedDesk
    ) -> None:
        article = served.root / f"briefings/{ARTICLE}.md"
        hostile = '"<img src=x onerror=fetch(1)> </script><b>bold</b> words" said Brook.\n'
        article.write_text(BOOK[f"briefings/{ARTICLE}.md"] + "\n" + hostile, "utf-8")
        with sit_down(browser, served) as person:
            person.tab.get_by_text("onerror").first.wait_for()
            person.visit()
            person.select("<img src=x onerror=fetch(1)> </script><b>bold</b> words")
            expect(person.panel.locator(".words")).to_contain_text(
                "<img src=x onerror=fetch(1)>"
            )
            assert person.panel.locator("img, b").count() == 0

    def test_a_browser_that_was_not_let_in_has_no_desk(
        self, browser: Browser, served: ServedDesk
    ) -> None:
        with open_context(browser) as context:
            tab = context.new_page()
            tab.goto(f"{served.url}/briefings/{ARTICLE}.html")
            tab.wait_for_selector("briefbook-board", state="attached")
            assert tab.locator("briefbook-desk").count() == 0
            assert "desk" not in tab.content()


AXE = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().join(" ")}`))"""


@pytest.mark.parametrize("width", [1440, 768, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, served: ServedDesk, width: int, scheme: Any
) -> None:
    from importlib.resources import files

    axe = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    options = {"color_scheme": scheme, "bypass_csp": True, "reduced_motion": "reduce"}
    with open_context(browser, width, **options) as context:
        context.add_init_script(axe)
        person = Person(context.new_page(), served)
        assert person.tab.evaluate(AXE) == []
        person.select(FERRY)
        person.press("Tab")
        person.type("Jo")
        assert person.tab.evaluate(AXE) == []
        person.press("Enter")
        assert person.tab.evaluate(AXE) == []
        width_of_all = person.tab.evaluate("document.documentElement.scrollWidth")
        assert width_of_all <= width


def test_a_screen_reader_is_told_what_there_is(browser: Browser, served: ServedDesk) -> None:
    with sit_down(browser, served) as person:
        person.select(FERRY)
        person.press("Tab")
        person.type("ad")
        tree = person.tab.locator("briefbook-desk").aria_snapshot()
        for told in (
            'region "Desk"',
            'form "New note"',
            'combobox "Speaker" [expanded]',
            'option "Ada Brook brook" [selected]',
            'group "The lines that will be written"',
            'button "Write"',
            "status",
        ):
            assert told in tree, tree
