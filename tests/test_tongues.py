"""Words in another script than the page's."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.html import mark_languages, split_languages
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
    assert mark_languages(f"<p>{text}</p>") == f"<p>{marked}</p>"


def test_words_of_two_languages_in_one_script_are_told_apart() -> None:
    pieces = split_languages("中文 日本の")
    told = [(words, tongue and tongue.language) for words, tongue in pieces]
    assert told == [("中文", "zh"), (" ", None), ("日本の", "ja")]


@given(st.text(st.sampled_from("ab 中文のئۇ한ה·-\n")))
def test_no_word_is_lost_when_languages_are_told_apart(text: str) -> None:
    assert "".join(words for words, _ in split_languages(text)) == text


@pytest.mark.parametrize(
    "html",
    [
        '<p title="蔡英文">x</p>',
        "<title>蔡英文</title>",
        '<script type="application/ld+json">{"name": "蔡英文"}</script>',
        "<svg><title>蔡英文</title><desc>蔡英文</desc></svg>",
        '<html lang="zh-Hant"><p>蔡英文</p></html>',
        '<html lang="ar"><p>الصين</p></html>',
        "<p>Naïve Łódź, Αθήνα, Москва</p>",
    ],
)
def test_nothing_else_is_touched(html: str) -> None:
    assert mark_languages(html) == html


OWN = [
    '<p lang="zh-Hant">我們<br>在<img src="x">這裡</p>',
    '<article lang="zh-TW"><p>我們 <b>在這裡</b></p></article>',
    '<span lang="ug" dir="auto">“ئۇيغۇر” <i>ئۇيغۇر</i></span>',
]


@pytest.mark.parametrize("html", OWN)
def test_words_are_left_alone_where_their_language_is_named(html: str) -> None:
    assert mark_languages(f'<html lang="en">{html}</html>') == f'<html lang="en">{html}</html>'


def test_behind_such_a_place_words_are_foreign_again() -> None:
    html = '<div lang="zh"><p lang="en">王毅</p>王毅</div><p>王毅</p>'
    name = '<span lang="zh">王毅</span>'
    marked = f'<div lang="zh"><p lang="en">{name}</p>王毅</div><p>{name}</p>'
    assert mark_languages(html) == marked


def test_another_language_stands_out_where_one_is_named() -> None:
    marked = mark_languages('<p lang="zh">在東京タワー</p>')
    assert '<span lang="ja">' in marked


def test_words_that_run_leftwards_do_so_where_their_language_alone_is_named() -> None:
    assert mark_languages('<p lang="ar">x الصين</p>') == (
        '<p lang="ar">x <span dir="rtl">الصين</span></p>'
    )


def test_words_in_a_picture_are_marked_as_pictures_can() -> None:
    html = "<svg><title>王毅</title><g/><text>Wang Yi 王毅</text></svg><p>王毅</p>"
    assert mark_languages(html) == (
        '<svg><title>王毅</title><g/><text>Wang Yi <tspan lang="zh">王毅</tspan></text></svg>'
        '<p><span lang="zh">王毅</span></p>'
    )


@given(st.text(alphabet="ab <>/p蔡英の서ئۇا-· "))
def test_takes_no_character_away_and_adds_nothing_but_spans(html: str) -> None:
    added = r'<span(?: lang="\w+")?(?: dir="rtl")?>|</span>'
    assert re.sub(added, "", mark_languages(html)) == html


def test_an_alias_in_chinese_is_read_as_chinese() -> None:
    book = write_book(actors="tsai: {name: Tsai Ing-wen, aliases: [蔡英文]}")
    page = read_page(publish_cleanly(book), "actors/tsai.html")
    spans = [one for one in page.iter("span") if one.get("lang")]
    assert [(one.get("lang"), one.text) for one in spans] == [("zh", "蔡英文")]
