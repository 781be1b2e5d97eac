"""What a page carries besides its text is dropped, and listed; what may be text stays."""

import pytest

from briefbook.importing.cleaning.datelines import split_dateline
from briefbook.importing.cleaning.lines import name_furniture
from briefbook.importing.days import find_day
from briefbook.importing.document import squash
from briefbook.importing.encodings import decode_text
from briefbook.importing.reading import read_document

PARAGRAPH = (
    "The harbour of Port Velden has been closed since the storms of last autumn, and the fleet "
    "has been lying idle ever since, the town council said on Monday."
)
PASTED = f"""Home > News > Coast

Harbour to open in May

By Dee Fox and Al Roe
3 May 2023

Share Tweet Print

The harbour at dawn on Monday. Photo by Cy Hume
The harbour at dawn on Monday. Photo by Cy Hume

PORT VELDEN, May 3 (CNS) -- {PARAGRAPH}

Advertisement

“We will open it,” said Ann Lee.

Read more: Storms to come

It was the last of three.

Latest headlines
Duck race cancelled
Man finds ring
"""


def test_a_pasted_page_becomes_its_text() -> None:
    read = read_document("a.txt", PASTED.encode())
    assert [block.text for block in read.blocks] == [
        "Harbour to open in May",
        PARAGRAPH,
        "“We will open it,” said Ann Lee.",
        "It was the last of three.",
    ]
    assert read.title == "Harbour to open in May"
    assert (read.author, read.date, read.publisher) == (
        ("Dee Fox", "Al Roe"),
        "2023-05-03",
        "CNS",
    )


def test_every_word_is_in_the_text_or_in_the_list() -> None:
    read = read_document("a.txt", PASTED.encode())
    told = [*(one.text for one in read.blocks), *(one.text for one in read.dropped)]
    assert sorted(squash("".join(told))) == sorted(squash(PASTED))


def test_each_thing_that_is_dropped_has_its_line_and_its_reason() -> None:
    read = read_document("a.txt", PASTED.encode())
    assert [(one.line, one.reason) for one in read.dropped] == [
        (1, "navigation"),
        (5, "a byline"),
        (6, "the day of publication"),
        (8, "links to share it"),
        (10, "a caption"),
        (11, "a repetition"),
        (13, "a dateline"),
        (15, "an advertisement"),
        (19, "other articles"),
        (23, "other articles"),
        (24, "other articles"),
        (25, "other articles"),
    ]


def test_all_of_it_can_be_kept() -> None:
    read = read_document("a.txt", PASTED.encode(), keep=True)
    assert not read.dropped
    assert squash("".join(block.text for block in read.blocks)) == squash(PASTED)


@pytest.mark.parametrize(
    "text",
    [
        "Share prices fell.",
        "He said no.",
        "“No advertisement,” said Ann Lee.",
        "She showed a photo: “This is my house,” she said.",
        "Home is where the heart is, as the Minister put it in her reply to the House.",
        "Related parties must declare their interests under the Act of 2019.",
        "Copyrights end after seventy years.",
        "Mr SPEAKER: Order.",
        "7.04pm",
    ],
)
def test_what_may_be_text_stays(text: str) -> None:
    assert name_furniture(text) == ""


def test_what_is_said_twice_far_apart_stays() -> None:
    told = "\n\n".join(("The noes have it, and so the bill falls.", PARAGRAPH) * 3)
    read = read_document("a.txt", told.encode())
    assert len(read.blocks) == 6


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        (
            "LONDON, 3 May (Agency) —",
            "The government said on Monday that it would go on with it.",
        ),
        ("Aug. 30 (CNS) --", "The government said on Monday that it would go on with it."),
        (
            "CALDER FLATS —",
            "The school board voted on Monday to go on with the plan after all.",
        ),
        (
            "Berlin (dpa) -",
            "Die Regierung will nach eigenen Worten an dem Plan festhalten, hieß es.",
        ),
        (
            "本报云泽6月12日电（记者 谷雨薇）",
            "十二日上午，市政府召开新闻发布会，宣布启动老运河整治行动，" * 2,
        ),
    ],
)
def test_a_dateline_is_told_from_what_follows(dateline: str, rest: str) -> None:
    found, after = split_dateline(f"{dateline} {rest}")
    assert (found, after.strip()) == (dateline, rest)


@pytest.mark.parametrize(
    "text",
    [
        "NATO (the alliance) said on Monday that it would go on, whatever they say there.",
        "She came — late, as ever — and left before anybody had asked her about the harbour.",
    ],
)
def test_words_that_open_a_sentence_are_no_dateline(text: str) -> None:
    assert split_dateline(text) == ("", text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 May 2023", "2023-05-03"),
        ("October 3, 2019", "2019-10-03"),
        ("Stand: 22.04.2021, 18:35 Uhr", "2021-04-22"),
        ("3. März 2021", "2021-03-03"),
        ("2023年06月12日 15:26", "2023-06-12"),
        ("Issued on: 23/11/2021 - 18:47", "2021-11-23"),
        ("06/07/2018", ""),
        ("31 February 2020", ""),
        ("by 2023 at last", ""),
    ],
)
def test_a_day_is_read_only_where_it_is_one_day(text: str, day: str) -> None:
    assert find_day(text) == day


@pytest.mark.parametrize(
    ("text", "encoding", "guessed"),
    [
        ("Zoë’s café", "utf-8", ""),
        ("Zoë’s café", "utf-8-sig", ""),
        ("Zoë’s café", "utf-16", ""),
        ("Zoë’s café", "cp1252", "cp1252"),
        ("市长陈建国在会上说，老运河不是一条臭水沟。", "gb18030", "gb18030"),
        ("鄉長巫麗貞召開記者會，痛批業者與中央互踢皮球。", "big5", "big5"),
    ],
)
def test_an_encoding_is_told_or_guessed(text: str, encoding: str, guessed: str) -> None:
    decoded = decode_text("a.txt", text.encode(encoding))
    assert decoded.guessed == guessed
    assert decoded.text == text
