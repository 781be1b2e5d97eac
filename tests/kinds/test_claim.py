"""Claims: what somebody asserts, and who disputes it."""

import json
from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    Files,
    find_all,
    find_id,
    find_one,
    find_part,
    find_problems,
    follow,
    links,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

ACTORS = "{ann: Ann Lee, bo: Bo Kim}"
TEXT = "“Taxes fell”, said Ann Lee. “They rose”, said Bo Kim.\n"
QUOTES = """
quotes:
  fell: {speaker: ann, exact: Taxes fell}
  rose: {speaker: bo, exact: They rose}
"""


def claim_book(claim: str) -> Files:
    return write_book(TEXT, f"{QUOTES}claims:\n  taxes: {{{claim}}}\n", actors=ACTORS)


CLAIM = "text: Taxes fell., asserted_by: ann, evidence: fell"


class TestTheStatus:
    def status_of(self, claim: str) -> list[str]:
        page = read_page(publish_cleanly(claim_book(claim)), "claims.html")
        return texts(page, "status")

    def test_is_worked_out_from_who_disputes_it(self) -> None:
        assert self.status_of(CLAIM) == []
        assert self.status_of(f"{CLAIM}, disputed_by: {{bo: rose}}") == ["disputed"]

    @pytest.mark.parametrize("word", ["uncorroborated", "corroborated", "disputed", "refuted"])
    def test_may_be_said(self, word: str) -> None:
        assert self.status_of(f"{CLAIM}, status: {word}") == [word]

    def test_is_one_of_four(self) -> None:
        assert find_problems(claim_book(f"{CLAIM}, status: true")) == [
            ("not-one-of", "claims.taxes")
        ]


class TestTheDay:
    def test_is_that_of_its_evidence_and_not_of_the_text_that_tells_of_it(self) -> None:
        dated = QUOTES.replace("exact: Taxes fell", "exact: Taxes fell, date: 2022-05-01")
        (card,) = find_all(self.page(dated), "claim")
        assert texts(card, "<time>")[0] == "1 May 2022"
        assert "30 August 2023" not in words(find_one(card, "facts"))

    def page(self, quotes: str) -> Element:
        files = write_book(TEXT, f"{quotes}claims:\n  taxes: {{{CLAIM}}}\n", actors=ACTORS)
        return read_page(publish_cleanly(files), "claims.html")

    def test_is_the_same_in_the_data(self) -> None:
        dated = QUOTES.replace("exact: Taxes fell", "exact: Taxes fell, date: 2022-05-01")
        files = write_book(TEXT, f"{dated}claims:\n  taxes: {{{CLAIM}}}\n", actors=ACTORS)
        book = json.loads(publish_cleanly(files).files["data/book.json"])
        assert [one["date"] for one in book["claims"]] == ["2022-05-01"]


class TestBothSides:
    @pytest.fixture
    def built(self) -> Outcome:
        return publish_cleanly(claim_book(f"{CLAIM}, disputed_by: {{Bo Kim: [rose]}}"))

    def test_stand_beside_each_other_with_their_words(self, built: Outcome) -> None:
        claim = find_one(read_page(built, "claims.html"), "claim")
        assert texts(claim, "label") == ["Asserted by Ann Lee", "Disputed by Bo Kim"]
        sides = find_all(claim, "side")
        assert [list(links(side).values())[1] for side in sides] == [
            "articles/talks.html#fell",
            "articles/talks.html#rose",
        ]

    def test_are_listed_with_who_asserts_and_who_disputes(self, built: Outcome) -> None:
        for actor, part in (("ann", "What they claim"), ("bo", "What they dispute")):
            page = read_page(built, f"actors/{actor}.html")
            assert "Taxes fell." in links(find_part(page, part))

    def test_lead_to_the_claim_in_its_article(self, built: Outcome) -> None:
        page = read_page(built, "claims.html")
        landing = follow(built, "claims.html", links(page)["Taxes fell."])
        assert landing.address == "articles/talks.html"
        assert words(landing.target).startswith("Taxes fell. disputed")


def test_disputed_claims_come_first() -> None:
    files = claim_book(f"{CLAIM}, disputed_by: {{bo: rose}}")
    more = "  zeal: {text: We try., asserted_by: ann, evidence: fell}"
    sidecar = f"{files['briefings/talks.yaml']!s}{more}"
    page = read_page(publish_cleanly({**files, "briefings/talks.yaml": sidecar}), "claims.html")
    assert texts(page, "<h3>") == ["Taxes fell.", "We try."]


def test_a_claim_may_be_evidence_of_a_position() -> None:
    files = write_book(
        TEXT,
        f"{QUOTES}claims: {{taxes: {{{CLAIM}}}}}\n"
        "positions: [{actor: ann, issue: tax, stance: lower, evidence: [taxes, fell]}]",
        actors=ACTORS,
        issues="tax: {name: Tax, scale: [lower, higher]}",
    )
    part = find_part(read_page(publish_cleanly(files), "actors/ann.html"), "Positions")
    assert links(part)["Taxes fell."] == "../articles/talks.html#taxes"


def test_the_issue_of_the_quotes_lists_the_claim() -> None:
    sidecar = f"{QUOTES}  rates: {{speaker: ann, exact: fell, issues: Tax}}\n"
    files = write_book(
        TEXT,
        f"{sidecar}claims: {{taxes: {{text: Taxes fell., asserted_by: ann, evidence: rates}}}}",
        actors=ACTORS,
        issues="tax: Tax",
    )
    page = read_page(publish_cleanly(files), "issues/tax.html")
    assert "Taxes fell." in links(find_part(page, "Claims"))


@pytest.mark.parametrize("field", ["text", "asserted_by", "evidence"])
def test_says_what_by_whom_and_on_what_evidence(field: str) -> None:
    fields = {"text": "Taxes fell.", "asserted_by": "ann", "evidence": "fell"}
    del fields[field]
    claim = ", ".join(f"{name}: {value}" for name, value in fields.items())
    assert find_problems(claim_book(claim)) == [("missing-field", "claims.taxes")]


def test_evidence_must_exist() -> None:
    claim = "text: Taxes fell., asserted_by: ann, evidence: [fell, fel]"
    assert find_problems(claim_book(claim)) == [("unknown-evidence", "claims.taxes")]


def test_the_article_shows_its_claims_in_place() -> None:
    built = publish_cleanly(claim_book(CLAIM))
    page = read_page(built, "articles/talks.html")
    assert "Taxes fell." in words(find_id(page, "taxes"))
