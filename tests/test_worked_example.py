"""The worked example of the documentation: every line of it resolves."""

import re
from html import unescape

import pytest

from tests.workspaces import FIXTURES, Outcome, build_files, read_folder

ARTICLE = "briefings/talks/beijing-talks.html"


@pytest.fixture(scope="module")
def built() -> Outcome:
    return build_files(read_folder(FIXTURES / "worked_example"), "team")


def test_has_no_problem(built: Outcome) -> None:
    assert built.problems == ()


def test_shows_each_position_with_a_link_to_its_words(built: Outcome) -> None:
    links = {
        "cleverly": ["every-meeting", "posture", "mistrust"],
        "kearns": ["priority", "buried"],
        "duncan-smith": ["appeasement"],
        "fac": ["independent", "loosen"],
        "prc-mfa": ["one-china", "right-wrong"],
    }
    for actor, quotes in links.items():
        page = built.files[f"actors/{actor}.html"].decode()
        for quote in quotes:
            assert f'href="../{ARTICLE}#{quote}"' in page


def test_has_each_quote_where_its_links_lead(built: Outcome) -> None:
    page = built.files[ARTICLE].decode()
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    assert {"mistrust", "every-meeting", "posture", "independent", "one-china"} <= ids


def test_marks_the_words_that_stand_in_our_text_too(built: Outcome) -> None:
    page = unescape(built.files[ARTICLE].decode())
    assert re.search(
        r'<mark id="mistrust"[^>]*>misinterpretations, mistrust and errors</mark>', page
    )


def test_never_publishes_the_capture(built: Outcome) -> None:
    secret = b"This text stands in for the report"
    assert not [address for address, data in built.files.items() if secret in data]


def test_hides_the_note_of_the_team_from_the_public() -> None:
    public = build_files(read_folder(FIXTURES / "worked_example"))
    assert b"title on this date" not in b"".join(public.files.values())


def test_inherits_the_position_of_the_body_that_somebody_speaks_for(built: Outcome) -> None:
    page = unescape(built.files["actors/wang-wenbin.html"].decode())
    assert "part of PRC" in page
    assert "Chinese Foreign Ministry" in page
