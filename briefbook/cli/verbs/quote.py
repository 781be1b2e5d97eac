"""``quote``: a ready line for words of an article, printed or written into its annotations."""

import argparse
import sys
from collections.abc import Mapping
from typing import NamedTuple

from briefbook.anchoring.deciding import anchor, explain_outcome
from briefbook.anchoring.matching import Ambiguous, Anchored, Lost, Selector, TooFew, TooMany
from briefbook.base.folding import tidy
from briefbook.base.problems import Locus, Span
from briefbook.base.suggesting import did_you_mean
from briefbook.checks.merging import choose_id
from briefbook.cli.articles import check_known, find_article, list_ids, list_known, load_unit
from briefbook.cli.options import UNUSED, add_workspace, open_workspace
from briefbook.cli.telling import print_data, tell_report, write_report
from briefbook.kinds.actor import ACTOR
from briefbook.kinds.fields import is_id
from briefbook.kinds.issue import ISSUE, OFF_SCALE
from briefbook.kinds.quote import QUOTE
from briefbook.session.choices import WrongUsage
from briefbook.syntax.yaml.reader import Plain
from briefbook.units.anchoring_entries import AnchoredText
from briefbook.units.article_files import Texts, read_texts
from briefbook.units.files import UnitFiles
from briefbook.workspace.load import Snapshot, take_snapshot
from briefbook.writing.entries import add_entry, place_entry, show_entry
from briefbook.writing.saving import save_changes
from briefbook.writing.tree import change_file
from briefbook.writing.values import write_pair

SOMEBODY = "SOMEBODY"


class _Asked(NamedTuple):
    """What the line is to say besides the words, and what is taken already."""

    options: argparse.Namespace
    snapshot: Snapshot
    text: AnchoredText
    stance: Mapping[str, str]
    taken: frozenset[str]


class _Line(NamedTuple):
    """A quote: its id, its fields, and what else its words need to be told from others."""

    id: str
    fields: dict[str, Plain]
    cure: str = ""

    def write(self) -> str:
        """Return it as it stands among other quotes."""
        written = list(write_pair(self.id, self.fields, 2))
        if self.cure and len(written) == 1:
            written = [f"{written[0][:-1]}, {self.cure}}}"]
        elif self.cure:
            written += [f"  {one}" for one in self.cure.split(", ")]
        return "".join(f"  {line}\n" for line in written)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser, quiet=UNUSED)
    parser.add_argument("article", metavar="ARTICLE", help="an article, such as beijing-talks")
    parser.add_argument("words", metavar="WORDS", help="words of its text, or of its capture")
    parser.add_argument("--speaker", metavar="ID", default="", help="the actor who says them")
    parser.add_argument(
        "--stance",
        metavar="ISSUE=VALUE",
        action="append",
        default=[],
        help="the position that they make, such as human-rights=raised",
    )
    parser.add_argument("--id", metavar="ID", default="", help="the id of the quote")
    parser.add_argument(
        "--write", action="store_true", help="write the line into the annotations"
    )


def run(options: argparse.Namespace) -> int:
    """Print or write a line for the words; 1 if they stand nowhere."""
    root = open_workspace(options).root
    snapshot = take_snapshot(root)
    unit = find_article(options.article, snapshot)
    texts = read_texts(unit, load_unit(unit, snapshot))
    if texts.problems:
        tell_report(write_report(root, texts.problems))
        return 1
    asked = _check_options(options, snapshot, texts)
    selector = Selector((options.words,))
    found = anchor(selector, asked.text.folded)
    if isinstance(found, Anchored):
        return _settle(asked, unit, found.spans[0])
    if isinstance(found, Ambiguous):
        return _list_places(asked, found)
    print(_explain_lost(found, selector, asked.text), file=sys.stderr)
    return 1


def _check_options(options: argparse.Namespace, snapshot: Snapshot, texts: Texts) -> _Asked:
    """Return what is asked for.

    Raises:
        WrongUsage: there is no such actor, issue or stance, or the id is taken.
    """
    if options.speaker:
        check_known(ACTOR, options.speaker, snapshot)
    own = frozenset(entry.id for entry in texts.entries if entry.id)
    taken = own | list_ids(snapshot)
    if options.id and not is_id(options.id):
        raise WrongUsage(f'"{options.id}" is no id: small letters, figures and hyphens')
    if options.id in taken:
        raise WrongUsage(f'"{options.id}" is the id of something else')
    stance = dict(_check_stance(one, snapshot) for one in options.stance)
    text = texts.capture if isinstance(texts.capture, AnchoredText) else texts.body
    return _Asked(options, snapshot, text, stance, taken)


def _check_stance(given: str, snapshot: Snapshot) -> tuple[str, str]:
    issue, _, label = given.partition("=")
    found = check_known(ISSUE, issue, snapshot)
    if not label:
        raise WrongUsage(f"{given!r} says no stance: write --stance {issue}=VALUE")
    if found is None or found.fact is None:
        return issue, label
    own = snapshot.config.vocabulary.stances if snapshot.config else ()
    allowed = (*found.fact.scale, *OFF_SCALE, *own)
    if label not in allowed:
        hint = did_you_mean(label, allowed) or f"there are {', '.join(allowed)}"
        raise WrongUsage(f'no stance "{label}" on {found.id}; {hint}')
    return found.id, label


def _settle(asked: _Asked, unit: UnitFiles, span: Span) -> int:
    """Print the line of words that stand once, or write it and say where it stands."""
    line = _make_line(asked, span)
    if not asked.options.write:
        print_data(line.write())
        return 0
    if line.fields["speaker"] == SOMEBODY:
        raise WrongUsage("the text does not tell who says this: add --speaker ID")
    path = unit.sidecar or f"{unit.main.removesuffix('.md')}.yaml"
    data = asked.snapshot.load(path) if unit.sidecar else None
    change = change_file(
        path, data, [lambda tree: add_entry(tree, QUOTE, line.id, line.fields)]
    )
    save_changes(open_workspace(asked.options).root, [change])
    shown = show_entry(change, place_entry(path, QUOTE, line.id))
    print_data(f"{shown.path}:{shown.line}:\n{shown.lines}\n")
    return 0


def _list_places(asked: _Asked, found: Ambiguous) -> int:
    """Print a line for each place of the words, with what tells it from the others."""
    if asked.options.write:
        count = len(found.places)
        raise WrongUsage(
            f"these words stand {count} times: quote more of them, or paste a line that is "
            "printed without --write"
        )
    for place in found.places:
        print(f"# line {asked.text.line(place.span.start)}")
        print_data(_make_line(asked, place.span)._replace(cure=place.cure).write())
    return 0


def _make_line(asked: _Asked, span: Span) -> _Line:
    words = tidy(asked.text.text[slice(*span)]).strip()
    fields: dict[str, Plain] = {"speaker": _choose_speaker(asked, span), "exact": words}
    if asked.stance:
        fields["stance"] = dict(asked.stance)
    return _Line(asked.options.id or choose_id(words, asked.taken, "words"), fields)


def _choose_speaker(asked: _Asked, span: Span) -> str:
    """Return who is named, else who seems to speak, which is said; else SOMEBODY."""
    if asked.options.speaker:
        return str(asked.options.speaker)
    from briefbook.speech.guessing import guess_speaker

    known = list_known(ACTOR, asked.snapshot)
    text = asked.text
    found = known and guess_speaker(text.text, span, text.paragraphs, known.names)
    if not found:
        return SOMEBODY
    print(f"{found.speaker} is a guess, from “{found.words}”", file=sys.stderr)
    return found.speaker


def _explain_lost(
    found: Lost | TooFew | TooMany, selector: Selector, text: AnchoredText
) -> str:
    problem = explain_outcome(
        found, selector, Locus(text.path), text.path, text.text, text.line
    )
    return f"{text.path}: these words do not stand there\n{problem.hint}"
