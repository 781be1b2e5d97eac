"""``quote``: prints a ready line for words of an article, quoted and with its selector."""

import argparse
import re
import sys

from briefbook.anchoring.deciding import anchor, explain_outcome
from briefbook.anchoring.matching import (
    Ambiguous,
    Anchored,
    Lost,
    Selector,
    TooFew,
    TooMany,
    to_yaml,
)
from briefbook.base.folding import tidy
from briefbook.base.problems import Locus, Span
from briefbook.cli.articles import check_speaker, find_article, load_unit
from briefbook.cli.options import UNUSED, add_workspace, open_workspace
from briefbook.cli.telling import print_data, tell_report, write_report
from briefbook.syntax.yaml.quoting import quoted
from briefbook.units.anchoring_entries import AnchoredText
from briefbook.units.article_files import read_texts
from briefbook.workspace.load import take_snapshot

ID_WORDS = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser, quiet=UNUSED)
    parser.add_argument("article", metavar="ARTICLE", help="an article, such as beijing-talks")
    parser.add_argument("words", metavar="WORDS", help="words of its text, or of its capture")
    parser.add_argument("--speaker", metavar="ID", default="", help="the actor who says them")


def run(options: argparse.Namespace) -> int:
    """Print a line for each place where the words stand; 1 if they stand nowhere."""
    root = open_workspace(options).root
    snapshot = take_snapshot(root)
    unit = find_article(options.article, snapshot)
    if options.speaker:
        check_speaker(options.speaker, snapshot)
    texts = read_texts(unit, load_unit(unit, snapshot))
    if texts.problems:
        tell_report(write_report(root, texts.problems))
        return 1
    text = texts.capture if isinstance(texts.capture, AnchoredText) else texts.body
    selector = Selector((options.words,))
    found = anchor(selector, text.folded)
    if isinstance(found, Anchored):
        _tell_line(options, text, found.spans[0], "")
    elif isinstance(found, Ambiguous):
        for place in found.places:
            print(f"# line {text.line(place.span.start)}")
            _tell_line(options, text, place.span, place.cure)
    else:
        print(_explain_lost(found, selector, text), file=sys.stderr)
        return 1
    return 0


def _tell_line(options: argparse.Namespace, text: AnchoredText, span: Span, cure: str) -> None:
    print_data(_write_line(options, tidy(text.text[slice(*span)]).strip(), cure) + "\n")


def _write_line(options: argparse.Namespace, words: str, cure: str) -> str:
    fields = [f"speaker: {quoted(options.speaker)}" if options.speaker else "speaker: SOMEBODY"]
    fields += [to_yaml(Selector((words,))), *([cure] if cure else [])]
    return f"  {_make_id(words)}: {{{', '.join(fields)}}}"


def _make_id(words: str) -> str:
    found = re.findall(r"[a-z0-9]+", words.casefold())
    return "-".join(found[:ID_WORDS]) or "words"


def _explain_lost(
    found: Lost | TooFew | TooMany, selector: Selector, text: AnchoredText
) -> str:
    problem = explain_outcome(
        found, selector, Locus(text.path), text.path, text.text, text.line
    )
    return f"{text.path}: these words do not stand there\n{problem.hint}"
