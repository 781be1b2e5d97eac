"""Sources go out as they came in: the bytes of CSL-JSON and BibTeX stay the same."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbook.bibliography.entries import ORDER
from briefbook.kinds.csl import DATE_FIELDS, NAME_FIELDS, TEXT_FIELDS
from briefbook.kinds.source import ONLY_CSL
from briefbook.syntax.text import has_forbidden
from tests.bibliography.records import (
    export,
    export_soon,
    read_cleanly,
    read_zotero,
    take_in,
    write_yaml,
)

FORMS = ("json", "bib")


class TestFiftyRecordsOfZotero:
    def test_are_all_there_with_all_of_their_fields(self) -> None:
        for name in ("zotero.json", "zotero.yaml", "zotero.bib", "zotero.ris"):
            records = read_zotero(name)
            assert len(records) == 50
            assert [one for one in records if one.left_out] == []

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("came", ["json", "yaml", "bib", "ris"])
    def test_go_out_in_and_out_with_the_same_bytes(self, came: str, form: str) -> None:
        out = export_soon(write_yaml(read_zotero(f"zotero.{came}")))
        assert export_soon(take_in(form, out))[form] == out[form]

    def test_are_built_without_a_problem(self) -> None:
        sources = write_yaml(read_zotero("zotero.json"))
        assert export(sources) == export_soon(sources)

    def test_are_the_same_in_json_and_yaml(self) -> None:
        assert read_zotero("zotero.json") == read_zotero("zotero.yaml")

    def test_keep_their_keys(self) -> None:
        given = {one.key for one in read_zotero("zotero.json")}
        out = export_soon(write_yaml(read_zotero("zotero.json")))
        assert {one.key for one in read_cleanly("a.json", out["json"])} == given
        keys = {one.key for one in read_zotero("zotero.bib")}
        assert {one.key for one in read_cleanly("a.bib", out["bib"])} == keys

    def test_say_in_bibtex_what_they_say_in_json_as_far_as_zotero_writes_it(self) -> None:
        pairs = zip(read_zotero("zotero.json"), read_zotero("zotero.bib"), strict=True)
        told = {field for one, other in pairs for field in differ(one.fields, other.fields)}
        # BibTeX of Zotero: few types, months without days, and numbers of all sorts in one.
        loose = {"type", "issued", "number", "issue", "collection-number", "citation-key"}
        # Its braces and ligatures, and lines of which it makes one, are not what was written.
        assert told - loose == {"abstract", "author", "note", "page", "title"}

    def test_say_in_ris_what_they_say_in_json_as_far_as_ris_has_it(self) -> None:
        pairs = zip(read_zotero("zotero.json"), read_zotero("zotero.ris"), strict=True)
        told = {field for one, other in pairs for field in differ(one.fields, other.fields)}
        # RIS has no interview, broadcast or post, and knows particles by their letters.
        assert told == {"type", "author", "recipient", "composer", "issued"}


def differ(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    """Return the fields of the other that say something else, or more, than those of one."""
    return {field for field in other if one.get(field) != other[field]}


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=12
).filter(lambda text: not has_forbidden(text))
SIGNS = st.text("ab -–'`\"{}\\$&#%_^~,.:/@()\n", max_size=12)
NAMES = st.sampled_from(
    ["Lee", "van der Berg", "hooks", "De la Cruz", "Smith, Lee and Co.", "王"]
)
TEXT = WORDS | SIGNS | NAMES
NAME = TEXT | st.dictionaries(
    st.sampled_from(
        ("family", "given", "suffix", "literal", "dropping-particle", "non-dropping-particle")
    ),
    TEXT.filter(bool),
    min_size=1,
)
DAY = st.sampled_from(
    [
        *("2023", "2023-08", "2023-08-30", "2023-08~", "2022?", "2022%", "202X", "19XX"),
        *("2022-21", "2022-03-01/2022-04", "2019/..", "../2020", "[2022..2023]", "[..2023]"),
        *("2023-08-30T14:00Z", "2022-XX", "2021-24~", "2022~/2023-01-02", "2020-21/2020-22"),
    ]
)
DATE = DAY | st.builds(lambda text: {"literal": text}, TEXT.filter(str.strip) | DAY)
TYPES = st.sampled_from(("book", "article", "article-newspaper", "report", "speech", "leaflet"))
OURS = {
    "type": TYPES,
    "title": TEXT,
    "publisher": TEXT,
    "language": st.sampled_from(("en", "zh-Hant")),
    "rights": TEXT,
    "URL": st.sampled_from(("https://a.example/{b}#c%7Bd\\e_f", "http://b.example/?q=1&r=~x")),
    "archive_url": st.just("https://archive.example/a"),
    "via": st.just("base"),
}
FIELDS = {
    **dict.fromkeys([one for one in TEXT_FIELDS if one not in ("id", "citation-key")], TEXT),
    **{name: st.lists(NAME, min_size=1, max_size=3) for name in NAME_FIELDS},
    **dict.fromkeys(DATE_FIELDS, DATE),
    **OURS,
}
SOURCE = st.lists(st.sampled_from(sorted(FIELDS)), unique=True, max_size=8).flatmap(
    lambda names: st.fixed_dictionaries({name: FIELDS[name] for name in names})
)


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None)
@given(st.lists(SOURCE, min_size=1, max_size=3))
def test_whatever_a_source_says_it_goes_out_in_and_out_as_it_went(
    form: str, sources: list[dict[str, Any]]
) -> None:
    book = {"base": {"title": "Base"}, **{f"s{rank}": one for rank, one in enumerate(sources)}}
    out = export_soon(yaml.safe_dump(book, allow_unicode=True, width=1000))
    assert export_soon(take_in(form, out))[form] == out[form]


def test_every_field_of_csl_has_its_place_in_the_order() -> None:
    assert {*TEXT_FIELDS, *NAME_FIELDS, *DATE_FIELDS} <= {*ORDER}
    assert not {*ONLY_CSL} & {"author", "issued", "accessed"}


def test_a_source_of_an_article_comes_back_under_its_key() -> None:
    record = b'[{"id": "talks#memo", "type": "report", "title": "Memo"}]'
    sources = write_yaml(read_cleanly("a.json", record))
    assert sources == "talks-memo: {type: report, title: Memo, id: talks#memo}\n".replace(
        "talks#memo", '"talks#memo"'
    )
    assert b'"id": "talks#memo"' in export_soon(sources)["json"]
