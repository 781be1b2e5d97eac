"""Each kind of gap is found at its place, and none is invented."""

import pytest

from briefbook.gaps import GAPS
from tests.books import Files
from tests.gaps.books import Told, add_lines, find_gaps, make_closed, make_open, tell_gaps
from tests.workspaces import TODAY

EXPECTED = [
    Told("blank", "Harbour", "Ann Lee: no position noted on Fish"),
    Told("blank", "Harbour", "Bo Kim: no position noted on Fish"),
    Told("blank", "Harbour", "The Guild: no position noted on Trade"),
    Told("one-source", "less", "Bo Kim, on Trade: less, from The wire alone"),
    Told("one-source", "many", "The Guild, on Fish: many, from The wire alone"),
    Told("one-source", "more", "Ann Lee, on Trade: more, from The wire alone"),
    Told("one-source", "more", "Bo Kim, on Trade: more, from The wire alone"),
    Told("second-hand", "less", "Bo Kim, on Trade: less, from the words of others alone"),
    Told("second-hand", "many", "The Guild, on Fish: many, from the words of others alone"),
    Told("second-hand", "more", "Bo Kim, on Trade: more, from the words of others alone"),
    Told("stale", "less", "Bo Kim, on Trade: less; nothing noted after 1 January 2020"),
    Told("two-stances", "more", "Bo Kim, on Trade, 1 January 2020: less, and more"),
    Told("unkept-source", "wire", "The wire: no archived copy named, and no text of it kept"),
    Told(
        "unknown-speaker",
        "Cara Holt",
        "Cara Holt, beside “said”: no actor of the book has this name",
    ),
    Told(
        "unnoted-passage",
        "Bo Kim told reporters that the ships are",
        "Bo Kim beside “told”: Bo Kim told reporters that the ships are late.",
    ),
    Told("unnoted-quotation", "We shall never pay this toll", "“We shall never pay this toll”"),
    Told("unused-quote", "idle", "“no more of it” (Ann Lee): nothing rests on it"),
    Told("unused-term", "quota", "quota: found in no text"),
]


def test_every_kind_is_found_at_its_place_and_nothing_else() -> None:
    assert tell_gaps(make_open()) == EXPECTED
    assert {one.kind for one in EXPECTED} == {kind.name for kind in GAPS}


def test_none_is_invented_where_all_are_closed() -> None:
    assert tell_gaps(make_closed()) == []


def with_talks(text: str, sidecar: str = "", **others: str) -> Files:
    """Return the closed book with another article in it, and its notes."""
    paths = {
        f"briefings/harbour/{name.replace('__', '.')}": one for name, one in others.items()
    }
    head = "" if text.startswith("---") else "---\ndate: 2023-10-03\nsource: post\n---\n"
    files = {**make_closed(), "briefings/harbour/more.md": f"{head}{text}\n", **paths}
    return {**files, "briefings/harbour/more.yaml": sidecar} if sidecar else files


def tell_words(text: str, sidecar: str = "", **others: str) -> list[tuple[str, str]]:
    """Return (kind, what it says) of the gaps that an article brings into the closed book."""
    return [(one.kind, one.words) for one in tell_gaps(with_talks(text, sidecar, **others))]


class TestQuotations:
    def test_of_few_words_count_where_somebody_known_speaks(self) -> None:
        assert tell_words("The “hawks” were there.") == []
        assert tell_words("Ann Lee said they were “hawks” then. Another day.") == [
            ("unnoted-quotation", "“hawks”")
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "He said “we see no way” then.",
            'He said "we see no way" then.',
            "Er sagte: „we see no way“, dann.",
            "Il dit : « we see no way », alors.",
            "He said ‘we see no way’ then.",
            "He said “we see ‘no’ way” then.",
            "- He said “we *see* no way” then.",
        ],
    )
    def test_are_found_in_marks_of_any_kind_and_once(self, text: str) -> None:
        ((kind, _),) = tell_words(text)
        assert kind == "unnoted-quotation"

    @pytest.mark.parametrize(
        "text",
        [
            "He said “we see no way”.[^talks#more]",
            "He said “we see no way”[^talks#more] then.",
            "# The “rule of three words”",
            "A mark that opens “and is never closed again.",
        ],
    )
    def test_are_no_gap_where_they_are_cited_or_nobody_quotes(self, text: str) -> None:
        assert tell_words(text) == []

    @pytest.mark.parametrize(
        "note",
        [
            "quotes: {way: {speaker: ann, exact: see no way, stance: {trade: more}}}",
            "notes: {way: {exact: no way, body: Hm.}}",
            "events: {way: {name: The way, date: 2023-10-03, exact: no way}}",
        ],
    )
    def test_are_no_gap_under_a_note_of_any_kind(self, note: str) -> None:
        assert tell_words("He said “we see no way” then.", note) == []

    def test_of_a_capture_are_looked_for_there_and_shown_in_few_words(self) -> None:
        front = "---\ndate: 2023-10-03\nsource: few\ncapture: captures/more.txt\n---\n"
        words = "“one two three four five six seven eight”"
        files = with_talks(f"{front}We read: “these words are ours”.")
        files |= {"captures/more.txt": f"It began.\n\nThey said {words} and left.\n"}
        few = "few: {title: Few, max_quote_words: 5}"
        (found,) = tell_gaps(add_lines(files, "sources", few))
        assert found.words == "“one two three four five …”"
        assert found.place == words.strip("“”")

    def test_are_no_gap_where_the_capture_is_absent(self) -> None:
        front = "---\ndate: 2023-10-03\nsource: post\ncapture: captures/more.txt\n---\n"
        assert tell_words(f"{front}We read: “these words are ours”.") == []


class TestNames:
    @pytest.mark.parametrize(
        "text",
        [
            "Prime Minister Ann Lee said it.[^talks#more]",
            "Mr. Holt said it.",
            "The Prime Minister said it.",
            "On Monday Holt said it.",
            "Nobody like Dan Moor was seen.",
            "Officials in New Haven said it.",
        ],
    )
    def test_that_are_known_or_not_full_are_no_gap(self, text: str) -> None:
        assert tell_words(text) == []

    def test_are_told_once_without_their_titles(self) -> None:
        told = tell_words("Senator Dan Moor said so. Then Dan Moor said more.")
        assert told == [
            ("unknown-speaker", "Dan Moor, beside “said”: no actor of the book has this name")
        ]

    def test_that_are_settled_are_no_gap(self) -> None:
        assert tell_words("Dan Moor said so.", "mentions: [[Dan Moor, none]]") == []

    def test_that_are_never_linked_are_known(self) -> None:
        files = with_talks("Big House said so.", "notes: {so: {exact: so, body: Hm.}}")
        dan = "dan: {name: D, never_link: [Big House]}"
        assert tell_gaps(add_lines(files, "actors", dan)) == []

    def test_are_the_same_however_their_marks_are_written(self) -> None:
        files = with_talks("Dan O’Moor-Hill said so.[^talks#more]")
        dan = "dan: {name: Dan O'Moor-Hill}"
        assert tell_gaps(add_lines(files, "actors", dan)) == []


class TestPassages:
    def test_with_a_reference_to_the_speaker_count(self) -> None:
        assert tell_words("[[ann]] said that it is late.") == [
            ("unnoted-passage", "Ann Lee beside “said”: … said that it is late.")
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "Ann Lee met Bo Kim.",
            "Ann Lee said that it is late.[^talks#more]",
            "She said that it is late.",
            "# What Ann Lee said",
        ],
    )
    def test_without_a_speaker_or_with_a_citation_do_not(self, text: str) -> None:
        assert tell_words(text) == []

    def test_to_be_left_alone_do_not(self) -> None:
        front = "---\ndate: 2023-10-03\nsource: post\nnolink: [Ann Lee … late]\n---\n"
        assert tell_words(f"{front}Ann Lee said that it is late.") == []


class TestPositions:
    SECOND = "quotes: {less: {speaker: ann, exact: sell less, stance: {trade: less}, SOURCE}}"

    def tell(self, kind: str, sidecar: str, sources: str = "", today: str = TODAY) -> list[str]:
        files = with_talks("We sell less of it, and so on.", sidecar)
        return [
            one.words for one in tell_gaps(add_lines(files, "sources", sources), kind, today)
        ]

    def test_from_a_source_seen_through_another_have_that_other(self) -> None:
        twice = """\
quotes:
  one: {speaker: ann, exact: sell less, stance: {trade: less}, source: part}
  two: {speaker: ann, exact: so on, stance: {trade: less}}
"""
        part = "part: {title: A part, via: post}\n"
        assert self.tell("one-source", twice, part) == [
            "Ann Lee, on Trade: less, from The post alone"
        ]
        own = "part: {title: A part, archive_url: 'https://a.example/3'}\n"
        assert self.tell("one-source", twice, own) == []

    def test_are_second_hand_where_a_quote_describes_its_speaker(self) -> None:
        described = (
            "quotes: {one: {speaker: ann, exact: sell less, basis: described,"
            " stance: {trade: less}}}"
        )
        assert self.tell("second-hand", described) == [
            "Ann Lee, on Trade: less, from the words of others alone"
        ]

    def test_grow_old_on_the_day_after_the_last_that_they_may_be_of(self) -> None:
        # The newest of the book are of 3 October 2023; August may be any of its days.
        text = (
            "quotes: {less: {speaker: cara, exact: sell less}}\n"
            "positions:\n"
            "  - {actor: cara, issue: trade, stance: less, date: DAY, evidence: [less]}\n"
        )
        august = text.replace("DAY", "2022-08")
        assert self.tell("stale", august, today="2023-08-31") == []
        assert self.tell("stale", august, today="2023-09-01") == [
            "Cara Holt, on Trade: less; nothing noted after 31 August 2022"
        ]
        going_on = text.replace("DAY", "2012/..")
        assert self.tell("stale", going_on, today="2023-09-01") == []

    def test_grow_old_when_the_settings_say_so(self) -> None:
        for days, wanted in (("0", 0), ("1000", 1), ("2000", 0)):
            files = {**make_open(), "config.yaml": f"title: B\nthresholds: {{stale: {days}}}\n"}
            assert len(tell_gaps(files, "stale")) == wanted

    def test_of_a_body_fill_the_blank_of_who_speaks_for_it(self) -> None:
        speaks = (
            "quotes: {one: {speaker: cara, on_behalf_of: guild, exact: sell less},"
            " two: {speaker: cara, exact: so on, stance: {trade: more}}}"
        )
        assert self.tell("blank", speaks) == []
        assert self.tell("blank", speaks.replace("on_behalf_of: guild, ", "")) == [
            "Cara Holt: no position noted on Fish"
        ]


def test_a_source_is_kept_by_a_capture_or_an_article_of_its_text() -> None:
    for front in ("text: source", "capture: captures/a.txt"):
        files = with_talks(f"---\ndate: 2023-10-03\nsource: own\n{front}\n---\nSo it is.")
        files = add_lines(files, "sources", "own: {title: Our own}")
        files["captures/a.txt"] = "So it is.\n"
        assert tell_gaps(files) == []
        ours = {**files, "briefings/harbour/more.md": "---\nsource: own\n---\nSo it is.\n"}
        assert [one.kind for one in tell_gaps(ours)] == ["unkept-source"]


@pytest.mark.parametrize(
    "use",
    [
        "claims: {c: {text: So., asserted_by: ann, evidence: [idle]}}",
        "relations: [[ann, urges, bo, idle]]",
        'notes: {n: {exact: so on, body: "See [[more#idle]]."}}',
        "events: {e: {name: It, date: 2023-10-03, evidence: [idle]}}",
    ],
)
def test_a_quote_is_used_by_whatever_refers_to_it(use: str) -> None:
    quote = "quotes: {idle: {speaker: ann, exact: sell less}}\n"
    text = "We sell less of it, and so on."
    assert [kind for kind, _ in tell_words(text, quote)] == ["unused-quote"]
    assert tell_words(text, f"{quote}{use}") == []


def test_the_command_for_a_quotation_can_be_run() -> None:
    text = "Ann Lee said: “it’s *late*, they’re gone”, then."
    (gap,) = find_gaps(with_talks(text))
    assert gap.cure == ("briefbook quote more 'it’s late, they’re gone' --speaker ann")
