"""Books whose papers are hard to set: a crowded one, and one with a meeting of forty."""

from functools import cache

from benchmarks.corpus import SHAPES, make_corpus
from briefbook.index.ledger import EditionView
from tests.books import Files
from tests.browser.crowd import write_crowd
from tests.papers import look_into

ATTENDEES = 40
MEETING = """
summit:
  title: A summit of forty
  date: 2025-03-01
  place: The long hall
  briefing: briefing-0
  attendees: [{met}]
  bottom_line: Agree on a day for the next round, and on nothing else.
  purpose: To hear all sides before the season ends.
  objectives: [A day for the next round, A list of what is open, A word on who keeps it]
  points: [We have waited long enough., A day costs nobody anything., We keep the list.]
  if_raised:
    - {{issue: issue-0, likelihood: certain, line: This is for the next round.}}
    - {{issue: issue-1, likelihood: might}}
  background: All that is known of the last round stands in the briefing.
  background_private: Not all of them will stay to the end.
  asks: [A loan]
  our_asks: [A day, A list]
  red_lines: [No vote]
"""


@cache
def look_into_crowd() -> EditionView:
    """Return eyes on a generated book with an article of thirty notes."""
    files = {**make_corpus(30), **write_crowd()}
    # The other article of the crowd needs letters of extra fonts.
    return look_into({path: files[path] for path in files if "foreign" not in path}, "team")


@cache
def look_into_summit() -> EditionView:
    """Return eyes on a book with a meeting of forty, of most of whom it has but a line."""
    return look_into(write_summit(), "team")


def write_summit() -> Files:
    """Return the files of that book."""
    files = make_corpus(12, shape=SHAPES["news"])
    actors = files["briefings/actors.yaml"].decode()
    names = [line.partition(":")[0] for line in actors.splitlines()]
    return {
        **files,
        "briefings/meetings.yaml": MEETING.format(met=", ".join(names[:ATTENDEES])),
    }
