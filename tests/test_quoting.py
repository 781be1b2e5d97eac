"""The verbs that help to quote: ``quote`` prints a line, ``accept`` writes one."""

from pathlib import Path

import pytest

from briefbook.cli.main import main
from briefbook.writing.edits import FileChange
from briefbook.writing.saving import save_changes
from tests.disks import CountingDisk, Crash
from tests.workspaces import check_files, copy_workspace, read_folder

SIDECAR = "briefings/talks/beijing-talks.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_workspace("worked_example", tmp_path)


def replace(folder: Path, old: str, new: str) -> str:
    path = folder / SIDECAR
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return text


def test_prints_a_line_that_can_be_pasted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "misinterpretations, mistrust and errors"
    assert (
        main(["quote", "-C", str(folder), "beijing-talks", words, "--speaker", "kearns"]) == 0
    )
    line = capsys.readouterr().out
    assert line == (
        f"  misinterpretations-mistrust-and:\n    speaker: kearns\n    exact: {words}\n"
    )
    replace(folder, "quotes:\n", f"quotes:\n{line}")
    assert check_files(read_folder(folder)) == ()


def test_an_id_keeps_letters_with_accents(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "captures/report.txt"
    path.write_text(f"{path.read_text('utf-8')}\nÉlysée süß façade.\n", "utf-8")
    assert main(["quote", "-C", str(folder), "beijing-talks", "Élysée süß façade"]) == 0
    assert capsys.readouterr().out.startswith("  elysee-suss-facade: ")


def test_prints_a_line_for_each_place_with_what_settles_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["quote", "-C", str(folder), "beijing-talks", "top foreign policy adviser"]) == 0
    )
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert len(lines) == 2
    assert all("suffix: " in line for line in lines)


def test_says_what_is_nearest_to_words_that_are_not_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["quote", "-C", str(folder), "beijing-talks", "change my position on that"]) == 1
    )
    assert "posture" in capsys.readouterr().err


def test_suggests_the_article_that_was_meant(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quote", "-C", str(folder), "bejing-talks", "words"]) == 2
    assert 'did you mean "beijing-talks"?' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("speaker", "why"),
    [
        ("cleverley", 'no actor "cleverley"; did you mean "cleverly"?'),
        ("nosuch", 'no actor "nosuch"; add one to briefings/actors.yaml first'),
        ("Wang", '"Wang" is the name of several: wang-wenbin, wang-yi'),
        ("human-rights", 'no actor "human-rights"'),
    ],
)
def test_refuses_a_speaker_that_is_no_actor(
    folder: Path, capsys: pytest.CaptureFixture[str], speaker: str, why: str
) -> None:
    words = "mistrust and errors"
    assert main(["quote", "-C", str(folder), "beijing-talks", words, "--speaker", speaker]) == 2
    told = capsys.readouterr()
    assert why in told.err
    assert told.out == ""


@pytest.mark.parametrize("speaker", ["prc-mfa", "James Cleverly", "Kearns"])
def test_takes_a_speaker_by_id_or_by_a_name_that_is_clear(
    folder: Path, capsys: pytest.CaptureFixture[str], speaker: str
) -> None:
    words = "mistrust and errors"
    assert main(["quote", "-C", str(folder), "beijing-talks", words, "--speaker", speaker]) == 0
    assert f"speaker: {speaker}" in capsys.readouterr().out


def test_takes_any_speaker_where_a_registry_cannot_be_read(folder: Path) -> None:
    path = folder / "briefings/actors.yaml"
    path.write_text(f'x: {{name: "X}}\n{path.read_text("utf-8")}', "utf-8")
    words = "mistrust and errors"
    assert (
        main(["quote", "-C", str(folder), "beijing-talks", words, "--speaker", "kearns"]) == 0
    )


def test_says_of_a_text_that_cannot_be_read_what_is_wrong_with_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "briefings/talks/beijing-talks.md"
    path.write_text(path.read_text("utf-8") + "\0", "utf-8")
    assert main(["quote", "-C", str(folder), "beijing-talks", "mistrust and errors"]) == 1
    told = capsys.readouterr().err
    assert "error[forbidden-character]" in told
    assert "do not stand there" not in told


def quote(folder: Path, words: str, *options: str) -> int:
    return main(["quote", "-C", str(folder), "beijing-talks", words, *options])


MISTRUST = "misinterpretations, mistrust and errors"


def test_guesses_who_speaks_and_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quote(folder, "buried deep in Whitehall") == 0
    told = capsys.readouterr()
    assert told.out == "  buried-deep-in: {speaker: kearns, exact: buried deep in Whitehall}\n"
    assert told.err == "kearns is a guess, from “said Kearns”\n"


def test_leaves_open_who_speaks_where_the_text_does_not_tell(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quote(folder, "appeasement policy") == 0
    told = capsys.readouterr()
    assert "speaker: SOMEBODY" in told.out
    assert told.err == ""


def test_prints_a_stance_and_an_id(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = (
        "--stance",
        "human-rights=raised",
        "--stance",
        "taiwan-status=mixed",
        "--id",
        "p2",
    )
    assert quote(folder, "to change my posture", "--speaker", "cleverly", *options) == 0
    line = capsys.readouterr().out
    assert line == (
        "  p2:\n    speaker: cleverly\n    exact: to change my posture\n"
        "    stance: {human-rights: raised, taiwan-status: mixed}\n"
    )
    replace(folder, "quotes:\n", f"quotes:\n{line}")
    assert check_files(read_folder(folder)) == ()


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        (
            "--stance",
            "human-right=raised",
            'no issue "human-right"; did you mean "human-rights"?',
        ),
        (
            "--stance",
            "human-rights=raise",
            'no stance "raise" on human-rights; did you mean "rais',
        ),
        ("--stance", "human-rights=x", "there are not-raised, raised"),
        ("--stance", "human-rights", "says no stance"),
        ("--id", "Posture 2", "is no id"),
        ("--id", "posture", "the id of something else"),
        ("--id", "kearns", "the id of something else"),
        ("--speaker", "keams", 'did you mean "kearns"?'),
    ],
)
def test_refuses_what_the_book_does_not_know(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, why: str
) -> None:
    before = (folder / SIDECAR).read_bytes()
    assert quote(folder, MISTRUST, "--write", option, value) == 2
    assert why in capsys.readouterr().err
    assert (folder / SIDECAR).read_bytes() == before


def test_writes_the_line_and_says_where_it_stands(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / SIDECAR).read_text("utf-8")
    assert quote(folder, "buried deep in", "--write", "--stance", "engagement=unclear") == 0
    place, line = capsys.readouterr().out.splitlines()
    lines = (folder / SIDECAR).read_text("utf-8").split("\n")
    path, number, _ = place.split(":")
    assert (path, lines.pop(int(number) - 1)) == (SIDECAR, line)
    assert "\n".join(lines) == before
    assert "{speaker: kearns, exact: buried deep in, stance: {engagement: unclear}}" in line
    assert check_files(read_folder(folder)) == ()


def test_makes_the_annotations_where_there_are_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / SIDECAR).unlink()
    assert quote(folder, MISTRUST, "--write") == 0
    assert capsys.readouterr().out.startswith(
        f"{SIDECAR}:2:\n  misinterpretations-mistrust-and"
    )
    assert (folder / SIDECAR).read_text("utf-8") == (
        "quotes:\n  misinterpretations-mistrust-and:\n    speaker: cleverly\n"
        f"    exact: {MISTRUST}\n"
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("appeasement policy", "add --speaker ID"),
        ("top foreign policy adviser", "stand 2 times"),
    ],
)
def test_writes_nothing_that_is_not_settled(
    folder: Path, capsys: pytest.CaptureFixture[str], words: str, why: str
) -> None:
    before = (folder / SIDECAR).read_bytes()
    assert quote(folder, words, "--write") == 2
    assert why in capsys.readouterr().err
    assert (folder / SIDECAR).read_bytes() == before


def test_writes_a_second_quote_of_the_same_words_under_an_id_of_its_own(folder: Path) -> None:
    for _ in range(2):
        assert quote(folder, MISTRUST, "--write") == 0
    text = (folder / SIDECAR).read_text("utf-8")
    assert "  misinterpretations-mistrust-and:\n" in text
    assert "  misinterpretations-mistrust-and-2:\n" in text


def test_writes_the_nearest_passage_and_nothing_else(folder: Path) -> None:
    before = replace(folder, "mistrust and errors", "mistrust and mistakes")
    assert main(["accept", "-q", "-C", str(folder), "beijing-talks#mistrust"]) == 0
    assert (folder / SIDECAR).read_text("utf-8") == before


def test_writes_into_an_entry_that_stands_on_several_lines(folder: Path) -> None:
    flow = '{speaker: cleverly, exact: "misinterpretations, mistrust and errors"}'
    block = (
        "\n    speaker: cleverly  # his words\n    exact: misinterpretations, mistrust and lies"
    )
    replace(folder, flow, block)
    assert main(["accept", "-q", "-C", str(folder), "beijing-talks#mistrust"]) == 0
    text = (folder / SIDECAR).read_text("utf-8")
    assert '    exact: "misinterpretations, mistrust and errors"\n' in text
    assert "# his words" in text
    assert check_files(read_folder(folder)) == ()


def test_leaves_the_ends_of_lines_as_they_are(folder: Path) -> None:
    before = replace(folder, "mistrust and errors", "mistrust and mistakes")
    path = folder / SIDECAR
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["accept", "-q", "-C", str(folder), "beijing-talks#mistrust"]) == 0
    assert path.read_bytes() == before.encode().replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("beijing-talks#posture", "the words are there"),
        ("beijing-talks#nobody", "no annotation with words"),
        ("nowhere#posture", "no article is called"),
    ],
)
def test_refuses_what_needs_no_patch(
    folder: Path, capsys: pytest.CaptureFixture[str], quote: str, why: str
) -> None:
    before = (folder / SIDECAR).read_bytes()
    assert main(["accept", "-C", str(folder), quote]) == 2
    assert why in capsys.readouterr().err
    assert (folder / SIDECAR).read_bytes() == before


def test_writes_what_tells_the_passage_from_others(
    folder: Path,
) -> None:
    path = folder / "briefings/talks/beijing-talks.md"
    path.write_text(f"{path.read_text('utf-8')}\nMistrust and errors, again.\n", "utf-8")
    replace(folder, "misinterpretations, mistrust and errors", "Mistrust and erors, agan")
    assert main(["accept", "-q", "-C", str(folder), "beijing-talks#mistrust"]) == 0
    assert check_files(read_folder(folder)) == ()


def test_writes_nothing_where_a_field_would_have_to_go(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = '"misinterpretations, mistrust and errors"'
    before = replace(folder, words, '"misinterpretations and errors", suffix: never')
    path = folder / SIDECAR
    assert main(["accept", "-C", str(folder), "beijing-talks#mistrust"]) == 2
    assert "for you to write" in capsys.readouterr().err
    assert "suffix: never" in path.read_text("utf-8")
    assert "suffix: never" not in before


def test_a_run_that_was_killed_is_ended_before_anything_else(folder: Path) -> None:
    path = folder / SIDECAR
    change = FileChange(SIDECAR, path.read_bytes(), b"quotes: {}\n")
    with pytest.raises(Crash):
        save_changes(folder, [change], JustNoted())
    assert path.read_bytes() == change.old
    main(["check", "-q", "-C", str(folder)])
    assert path.read_bytes() == change.new


class JustNoted(CountingDisk):
    """A disk on which the process ends when what it is about to do is noted."""

    def replace(self, source: str, target: str) -> None:
        super().replace(source, target)
        raise Crash
