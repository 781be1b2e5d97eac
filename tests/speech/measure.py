"""How many quotes of texts with known answers are proposed, and with whose name.

`python -m tests.speech.measure [FOLDER] [-v] [--plain]`; texts/README.md tells what is in a
folder. The texts are made into files, which ``import`` reads and cleans; with ``--plain`` they
are read as they are, with all that stands around them. With ``-v`` each quote that was missed
or given to nobody is named.
"""

import html
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import typst
import yaml

from briefbook.base.problems import Span
from briefbook.importing.document import join_blocks
from briefbook.importing.reading import read_document
from briefbook.speech.proposing import Proposal, propose

TEXTS = Path(__file__).parent / "texts"
_SUFFIXES = (".txt", ".html", ".md")
_NO_TEXT = re.compile(r"(?s)<(script|style|head)\b.*?</\1>")
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|figure|figcaption|section|article|time|header|footer|nav|aside"
    r"|blockquote|title|br)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"\S.*?(?=\n\s*\n|\Z)", re.DOTALL)
_MARKDOWN = (
    (re.compile(r"(?s)\A---.*?\n---\n"), ""),
    (re.compile(r"(?m)^(?: {4})?>[ ]?"), ""),
    (re.compile(r"\[\^\d+\](?::.*)?"), ""),
    (re.compile(r"(?m)\*+|^#+ |\\"), ""),
    (re.compile(r"(?m)^ +(?=\S)"), ""),
    (re.compile(r"(?m)^\d+\. "), ""),
)
_INDENT = re.compile(r"\n(?=  \S)")
_NAME_WORD = re.compile(r"[\w’'‐-]+")
_TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "the", "cllr", "hon"),
        *("professor", "president", "minister"),
    )
)
Reading = tuple[str, list[Span]]
"""A text and its paragraphs."""

_SHOWN = 60
_BEGIN = 20


class Right(NamedTuple):
    """A quote as it is in the answers: its words, and who says them, by name or description."""

    words: str
    speaker: str
    described: str = ""
    nested: bool = False
    end: str = ""


class Result(NamedTuple):
    """A proposed part with what the answers say of it, None if it is no speech at all."""

    words: str
    said: str
    is_name: bool
    right: Right | None
    is_certain: bool = False

    @property
    def is_right(self) -> bool:
        """Tell whether it has the right speaker: a description only where nobody is named."""
        if not (self.right and self.said):
            return False
        if self.right.speaker:
            return same_name(self.said, self.right.speaker)
        return bool(self.right.described) and not self.is_name

    @property
    def verdict(self) -> str:
        """Return what is wrong with it in a word, "" if nothing is."""
        if self.is_name and not self.is_right:
            return "WRONG"
        if self.right is None:
            return "no speech"
        return "unnamed" if self.right.speaker and not self.is_right else ""


class Score(NamedTuple):
    """What came of one text: counts, and in words what is not right."""

    name: str
    kind: str
    counts: Counter[str]
    remarks: tuple[str, ...] = ()


def read_plain(path: Path) -> str:
    """Return the text of a file, with nothing dropped from it but markup."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        body = _BLOCK.sub("\n\n", _NO_TEXT.sub(" ", text))
        lines = html.unescape(_TAG.sub("", body)).split("\n\n")
        return "\n\n".join(" ".join(one.split()) for one in lines if one.strip())
    for pattern, instead in _MARKDOWN if path.suffix == ".md" else ():
        text = pattern.sub(instead, text)
    return _INDENT.sub("\n\n", text)


def read_plainly(path: Path) -> Reading:
    """Return a text as it is, with its paragraphs."""
    text = read_plain(path)
    return text, split_paragraphs(text)


def read_imported(path: Path) -> Reading:
    """Return a text as ``import`` reads and cleans its file, less the headings."""
    name, data = make_file(path)
    blocks = read_document(name, data).blocks
    text, spans = join_blocks(blocks)
    return text, [span for span, one in zip(spans, blocks, strict=True) if not one.heading]


def make_file(path: Path) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that a text stands for."""
    form = path.name.split(".")[1]
    if path.suffix != ".md":
        return path.name, path.read_bytes()
    pypandoc = import_module("pypandoc")  # only where Word files and PDFs are made

    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        to = "docx" if form == "docx" else "typst-smart"
        pypandoc.convert_file(
            str(path),
            to,
            format="markdown-smart",
            outputfile=str(made),
            extra_args=["--standalone"],
        )
        data = made.read_bytes()
    return f"made.{form}", data if form == "docx" else typst.compile(data)


def split_paragraphs(text: str) -> list[Span]:
    """Return the places of what stands between blank lines."""
    return [Span(*one.span()) for one in _PARAGRAPH.finditer(text)]


def tidy(words: str) -> str:
    """Return words on one line."""
    return " ".join(words.split())


def same_name(given: str, right: str) -> bool:
    """Tell whether two names are the same but for titles: one may be a part of the other."""
    one, other = _list_words(given), _list_words(right)
    return bool(one and other) and (one <= other or other <= one)


def _list_words(name: str) -> frozenset[str]:
    words = [re.sub("['’]s$", "", one) for one in _NAME_WORD.findall(name.casefold())]
    return frozenset(one for one in words if one not in _TITLES) or frozenset(words)


def score(path: Path, read: Callable[[Path], Reading]) -> Score:
    """Return how a text comes off, as it is read."""
    answers = yaml.safe_load(_find_answers(path).read_text(encoding="utf-8"))
    text, paragraphs = read(path)
    found = propose(text, paragraphs, {})
    return judge(path.name, answers, text, found)


def judge(name: str, answers: Mapping[str, Any], text: str, found: Sequence[Proposal]) -> Score:
    """Return how proposals of a text come off against its answers."""
    right, speeches = list(_list_right(answers)), list(_list_speeches(answers))
    results = [one for made in found for one in _judge_proposal(text, made, right, speeches)]
    met = [one.right for one in results if one.right]
    missed = [one for one in right if one not in met and not one.nested]
    outer = [one for one in results if one.right and not one.right.nested and not one.right.end]
    counts = Counter(
        {
            "quotes": sum(not one.nested for one in right),
            "proposed": len(outer),
            "right": sum(one.is_right for one in outer),
            "given": sum(one.is_name for one in results),
            "wrong": sum(one.verdict == "WRONG" for one in results),
            "certain": sum(one.is_certain for one in results),
            "wrong though certain": sum(
                one.is_certain and one.verdict == "WRONG" for one in results
            ),
            "no speech": sum(one.right is None for one in results),
            "reported": sum(one.basis == "reported" for one in found),
            "speeches": sum(one.is_right for one in results if one.right and one.right.end),
            "all speeches": len(list(_list_speeches(answers))),
        }
    )
    remarks = [f"{one.verdict}: {_show(one)}" for one in results if one.verdict]
    remarks += [f"missed: {one.words[:_SHOWN]!r}, {one.speaker!r}" for one in missed]
    return Score(name, answers["kind"], counts, tuple(remarks))


def _show(one: Result) -> str:
    meant = f", not {one.right.speaker!r}" if one.right else ""
    return f"{one.words[:_SHOWN]!r}, {one.said!r}{meant}"


def _judge_proposal(
    text: str, made: Proposal, right: Sequence[Right], speeches: list[Right]
) -> Iterator[Result]:
    """Yield what comes of each part; of a speech, of the whole."""
    said = made.speaker.name if made.speaker else ""
    is_name = bool(made.speaker and made.speaker.is_name)
    parts = [tidy(text[slice(*part)]) for part in made.parts]
    begins = [one for one in speeches if " ".join(parts).startswith(one.words[:_BEGIN])]
    if made.basis == "quoted" and begins:
        speeches.remove(begins[0])
        yield Result(" ".join(parts), said, is_name, begins[0], made.is_certain)
        return
    for words in parts if made.basis == "quoted" else ():
        same = (one for one in right if one.words.rstrip(",.") == words.rstrip(",."))
        yield Result(words, said, is_name, next(same, None), made.is_certain)


def _list_right(answers: Mapping[str, Any]) -> Iterator[Right]:
    for one in answers["quotes"]:
        who = (one.get("speaker") or "", one.get("described") or "", _is_nested(one))
        for words in one.get("parts") or [one["words"]]:
            yield Right(tidy(words), *who)


def _is_nested(one: Mapping[str, Any]) -> bool:
    return bool(one.get("nested") or one.get("within"))


def _list_speeches(answers: Mapping[str, Any]) -> Iterator[Right]:
    for one in answers.get("speeches") or ():
        who = (one.get("speaker") or "", one.get("described") or "")
        yield Right(tidy(one["begins"]), *who, end=tidy(one["ends"]))


def _find_answers(path: Path) -> Path:
    return path.with_name(path.name.partition(".")[0] + ".yaml")


def list_texts(folder: Path) -> list[Path]:
    """Return the texts in a folder that have answers beside them."""
    found = (one for one in sorted(folder.iterdir()) if one.suffix in _SUFFIXES)
    return [one for one in found if _find_answers(one).exists()]


def add(scores: Sequence[Score]) -> Counter[str]:
    """Return the counts of several texts together."""
    total: Counter[str] = Counter()
    for one in scores:
        total.update(one.counts)
    return total


def tell(name: str, counts: Mapping[str, int]) -> str:
    """Return the figures of a text, or of several, on one line."""
    quotes, given = counts["quotes"] or 1, counts["given"] or 1
    line = (
        f"{name:28} {counts['quotes']:4} quotes, {counts['proposed'] / quotes:4.0%} proposed, "
        f"{counts['right'] / quotes:4.0%} with the right speaker; {counts['wrong']} wrong of "
        f"{counts['given']} names ({counts['wrong'] / given:.1%}), "
        f"{counts['wrong though certain']} of {counts['certain']} certain ones; "
        f"{counts['no speech']} no speech; {counts['reported']} reported"
    )
    whole = counts["all speeches"]
    return f"{line}; {counts['speeches']} of {whole} speeches" if whole else line


def main(arguments: Sequence[str]) -> None:
    """Print the figures of each text, of each kind, of each form, and of all."""
    folders = [Path(one) for one in arguments if not one.startswith("-")]
    read = read_plainly if "--plain" in arguments else read_imported
    scores = [score(path, read) for path in list_texts(folders[0] if folders else TEXTS)]
    lines: list[str] = []
    for one in scores:
        lines.append(tell(one.name, one.counts))
        lines += [f"    {remark}" for remark in one.remarks if "-v" in arguments]
    for kind in sorted({one.kind for one in scores}):
        lines.append(tell(kind, add([one for one in scores if one.kind == kind])))
    for form in sorted({one.name.partition(".")[2] for one in scores}):
        lines.append(tell(form, add([one for one in scores if one.name.endswith(f".{form}")])))
    sys.stdout.write("\n".join((*lines, tell("all", add(scores)), "")))


if __name__ == "__main__":
    main(sys.argv[1:])
