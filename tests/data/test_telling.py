"""What changed, in plain words and as JSON."""

import json

from briefbook.exports.changes import NOTHING, compare, tell_changes, write_changes
from tests.data.books import SIDECAR, make_data, write_small

BEFORE = SIDECAR + "  - {actor: council, issue: contact, stance: unclear, evidence: talk}\n"
NOW = (
    SIDECAR.replace("stance: wait", "stance: [engage, wait], condition: if asked")
    .replace(
        "notes:",
        "  port-2023: {name: A port, status: planned, date: 2023-12, exact: the quay}\nnotes:",
    )
    .replace("They talked.", "They talked at last.")
    .replace("  never: {", "  will: {speaker: ann, exact: talk, date: 2023-08-29}\n  never: {")
)

TOLD = """\
Positions
  changed: Bo Kim on Contact: engage or wait, if asked (30 August 2023)
    stance: wait → engage or wait
    condition: nothing → if asked
  withdrawn: The council on Contact: unclear (30 August 2023)

Quotes
  new: Ann Lee: “talk” (29 August 2023)

Events
  new: A port, planned (December 2023)

Claims
  changed: Ann Lee: They talked at last. (30 August 2023)
    text: They talked. → They talked at last.

Besides: articles: 1 changed."""


def test_tells_each_list_in_plain_words() -> None:
    files = write_small(sidecar=NOW)
    files["briefings/later/reply.md"] = "---\ndate: 2023-09-01\ntitle: R\n---\nHe was sorry.\n"
    changes = compare(make_data(write_small(sidecar=BEFORE)), make_data(files))
    assert tell_changes(changes) == TOLD


def test_says_that_nothing_changed() -> None:
    assert tell_changes(compare(make_data(), make_data())) == NOTHING


def test_tells_other_lists_alone_without_a_beginning() -> None:
    book = make_data()
    assert tell_changes(compare({**book, "terms": []}, book)) == "terms: 1 new."


def test_writes_what_differs_as_data() -> None:
    changes = compare(make_data(), make_data(write_small(sidecar=NOW)))
    written = json.loads(write_changes(changes))
    assert written["version"] == 1
    assert written["lists"]["claims"] == {
        "new": [],
        "changed": [
            {
                "id": "talks#held",
                "fields": [
                    {"field": "text", "before": "They talked.", "now": "They talked at last."}
                ],
            }
        ],
        "withdrawn": [],
    }
