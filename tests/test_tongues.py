"""Words in another script than the page's."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.tongues import mark_tongues
from tests.books import publish_cleanly, read_page, write_book

RUNS = [
    ("Tsai Ing-wen (蔡英文) spoke", 'Tsai Ing-wen (<span lang="zh">蔡英文</span>) spoke'),
    ("the ئۇيغۇر people", 'the <span lang="ug" dir="rtl">ئۇيغۇر</span> people'),
    ("both ئۇيغۇر خەلقى", 'both <span lang="ug" dir="rtl">ئۇيغۇر خەلقى</span>'),
    ("the word الصين here", 'the word <span lang="ar" dir="rtl">الصين</span> here'),
    ("in 東京タワー there", 'in <span lang="ja">東京タワー</span> there'),
    ("王毅 and 韩正", '<span lang="zh">王毅</span> and <span lang="zh">韩正</span>'),
    ("서울", '<span lang="ko">서울</span>'),
]


@pytest.mark.parametrize(("text", "marked"), RUNS)
def test_words_in_another_script_name_their_language(text: str, marked: str) -> None:
    assert mark_tongues(f"<p>{text}</p>") == f"<p>{marked}</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<p title="蔡英文">x</p>',
        "<title>蔡英文</title>",
        '<script type="application/ld+json">{"name": "蔡英文"}</script>',
        "<svg><title>蔡英文</title><text>蔡英文</text></svg>",
        '<html lang="zh-Hant"><p>蔡英文</p></html>',
        "<p>Naïve Łódź, Αθήνα, Москва</p>",
    ],
)
def test_nothing_else_is_touched(html: str) -> None:
    assert mark_tongues(html) == html


@given(st.text(alphabet="ab <>/p蔡英の서ئۇا-· "))
def test_takes_no_character_away_and_adds_nothing_but_spans(html: str) -> None:
    assert re.sub(r'<span lang="\w+"(?: dir="rtl")?>|</span>', "", mark_tongues(html)) == html


def test_an_alias_in_chinese_is_read_as_chinese() -> None:
    book = write_book(actors="tsai: {name: Tsai Ing-wen, aliases: [蔡英文]}")
    page = read_page(publish_cleanly(book), "actors/tsai.html")
    spans = [one for one in page.iter("span") if one.get("lang")]
    assert [(one.get("lang"), one.text) for one in spans] == [("zh", "蔡英文")]
