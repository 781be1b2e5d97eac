"""Who is proposed for quoted words: right where the text is plain, nobody where it is not."""

import pytest

from briefbook.base.problems import Span
from briefbook.speech.proposing import Proposal, propose

LONG = "we shall build the bridge this year"
NAMES = {"Ann Lee": {"ann"}, "Bo Kim": {"bo"}}


def read(text: str, language: str = "en") -> list[Proposal]:
    """Return the proposals of a text whose paragraphs stand between blank lines."""
    spans: list[Span] = []
    at = 0
    for part in text.split("\n\n"):
        spans.append(Span(at, at + len(part)))
        at += len(part) + 2
    return propose(text, spans, NAMES, language)


def list_said(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Return (first words, speaker's name or description) of each proposed quotation."""
    return [
        (text[slice(*one.parts[0])][:9], one.speaker.name if one.speaker else "")
        for one in read(text, language)
        if one.basis == "quoted"
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We WORDS today,” said Ann Lee.", "Ann Lee"),
        ("“We WORDS today,” Ann Lee said on Monday.", "Ann Lee"),
        ("“We WORDS today,” Ann Lee told the Northern Echo.", "Ann Lee"),
        ("“We WORDS today,” Ann Lee, the envoy to Paris, told reporters.", "Ann Lee"),
        ("“We WORDS today,” Ann Lee, 61, who runs a mill, told reporters.", "Ann Lee"),
        ("“We WORDS today,” says Ann Lee, who runs the mill.", "Ann Lee"),
        ("“We WORDS today,” said the chair, Dr Ann Lee.", "Ann Lee"),
        ("“We WORDS today,” said the committee’s chair, Ann Lee, in May.", "Ann Lee"),
        ("“We WORDS today,” said Ann Lee and sat down.", "Ann Lee"),
        ("“We WORDS today,” said shadow minister Ann Lee.", "Ann Lee"),
        ("“We WORDS today,” added Ms. Lee. Ann Lee sat down.", "Ann Lee"),
        ("“We WORDS today”, Ann Lee has repeatedly warned.", "Ann Lee"),
        ("“Will we WORDS today?” Ann Lee asked.", "Ann Lee"),
        ("“Will we WORDS today?” asked Ann Lee.", "Ann Lee"),
        ("‘We WORDS today,’ Ann Lee said.", "Ann Lee"),
        ("'We WORDS today,' Ann Lee said.", "Ann Lee"),
        ('"We WORDS today," Ann Lee said.', "Ann Lee"),
        ("«We WORDS today», Ann Lee said.", "Ann Lee"),
        ("“We WORDS today” — Ann Lee said.", "Ann Lee"),
        ("Ann Lee said: “We WORDS today.”", "Ann Lee"),
        ("Ann Lee said, “We WORDS today.”", "Ann Lee"),
        ("Ann Lee said that “we WORDS today”.", "Ann Lee"),
        ("Ann Lee said the bridge was “a WORDS of rare beauty” and left.", "Ann Lee"),
        ("Ann Lee described the plan as “a WORDS of rare beauty”.", "Ann Lee"),
        ("Ann Lee called the plan “a WORDS of rare beauty”.", "Ann Lee"),
        ("Prime Minister Ann Lee told the BBC: “We WORDS today.”", "Ann Lee"),
        ("Ann Lee, the minister for roads, told Bo Kim: “We WORDS today.”", "Ann Lee"),
        ("Speaking in Leeds, Ann Lee said: “We WORDS today.”", "Ann Lee"),
        ("In a letter to Bo Kim, Ann Lee wrote: “We WORDS today.”", "Ann Lee"),
        ("But Ann Lee, speaking before the vote, said: “We WORDS today.”", "Ann Lee"),
        ("Ann Lee, of the Mill Trust, said “we WORDS today”.", "Ann Lee"),
        ("According to Ann Lee, “we WORDS today”.", "Ann Lee"),
        ("The plan is “a WORDS of rare beauty”, according to Ann Lee.", "Ann Lee"),
        ("In the words of Ann Lee, “we WORDS today”.", "Ann Lee"),
        ("Ann Lee: “We WORDS today.”", "Ann Lee"),
        ("Ann Lee rose. “We WORDS today,” she said.", "Ann Lee"),
        ("Ann Lee rose.\n\n“We WORDS today,” she said.", "Ann Lee"),
        ("Ann Lee, the mayor, rose.\n\n“We WORDS today,” the mayor said.", "Ann Lee"),
        ("Mayor Ann Lee rose. Nobody spoke.\n\n“We WORDS today,” said the mayor.", "Ann Lee"),
        ("Ann Lee warned the council. “We WORDS today.”", "Ann Lee"),
        ("Ann Lee said no. “We WORDS today,” she added.", "Ann Lee"),
        ("Mr Bo Kim met Ms Ann Lee. “We WORDS today,” she said.", "Ann Lee"),
        ("Ann Lee rose and said: “We WORDS today.”", "Ann Lee"),
        ("Ann Lee rose to her feet, adding: “We WORDS today.”", "Ann Lee"),
        ("Ann Lee, who had been ill, wrote that “we WORDS today”.", "Ann Lee"),
        ("“We WORDS today,” said Sir Bo Kim.", "Bo Kim"),
        ("“We WORDS today,” said Adaeze O’Brien-Nwosu, a nurse.", "Adaeze O’Brien-Nwosu"),
        ("“We WORDS today,” said J. B. van der Meer.", "J. B. van der Meer"),
        ("“We WORDS today,” the Mill Trust said in a statement.", "Mill Trust"),
        ("The Ministry of Trade said: “We WORDS today.”", "Ministry of Trade"),
        (
            "The Ministry of Trade met. The ministry said: “We WORDS today.”",
            "Ministry of Trade",
        ),
        ("“We WORDS today,” the report said.", "the report"),
        ("“We WORDS today,” said a spokesman for the mill.", "a spokesman for the mill"),
        ("“We WORDS today,” one official said.", "one official"),
        ("“We WORDS today,” a senior official in Leeds said.", "a senior official in Leeds"),
    ],
)
def test_speaker_is_who_the_text_says(text: str, name: str) -> None:
    assert [one for _, one in list_said(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "“WORDS are all we have left today,” read a banner. Ann Lee said nothing.",
        "Ann Lee met Bo Kim. “We WORDS today,” she said.",
        "Mr Lee and Mr Kim spoke. “We WORDS today,” he said.",
        "“We WORDS today,” said Ann Lee and Bo Kim.",
        "“We WORDS today,” said a friend of Ann Lee and Bo Kim.",
        "A leaflet lay there: “we WORDS today and again”. Ann Lee picked it up.",
        "Ann Lee was told: “We WORDS today.”",
        "They told Ann Lee: “We WORDS today.”",
        "Ann Lee said no.\n\n“We WORDS today.”",
        "Ann Lee spoke of her mother. “We WORDS today,” her mother had told her.",
        "What Ann Lee said of “the WORDS that we shall see” is not known.",
        "“We WORDS today,” Ann Lee’s brother said.",
        "Officials close to Ann Lee said “we WORDS today”.",
    ],
)
def test_no_name_is_given_where_it_is_not_plain(text: str) -> None:
    speakers = [one.speaker for one in read(text) if one.basis == "quoted"]
    assert not any(one and one.is_name for one in speakers)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said the so-called “WORDS plan” was dead.",
        "Ann Lee, known as “the Fox of WORDS Street”, said no.",
        "She read “The Long Road to WORDS”.",
        "The “WORDS” plan is dead, Ann Lee said.",
        "He wore a “WORDS” hat.",
        "A plan named “WORDS of the new morning” was dropped.",
    ],
)
def test_words_that_nobody_says_are_no_quote(text: str) -> None:
    assert [one for one in read(text) if one.basis == "quoted"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("„Wir WORDS heute“, sagte Ann Lee.", "Ann Lee"),
        ("„Wir WORDS heute“, so Ann Lee.", "Ann Lee"),
        ("»Wir WORDS heute«, betonte die Bürgermeisterin Ann Lee.", "Ann Lee"),
        ("„Wir WORDS heute“, sagte Außenminister Bo Kim am Montag.", "Bo Kim"),
        ("Ann Lee sagte: „Wir WORDS heute.“", "Ann Lee"),
        ("Ministerin Ann Lee kam. „Wir WORDS heute“, sagte die Ministerin.", "Ann Lee"),
        ("Ministerin Ann Lee kam. „Wir WORDS heute“, sagte sie.", "Ann Lee"),
        ("Laut Ann Lee ist das „ein WORDS von seltener Schönheit“.", "Ann Lee"),
        ("„Wir WORDS heute“, heißt es in dem Bericht.", ""),
        ("„Wir WORDS heute“, sagte ein Sprecher.", "ein Sprecher"),
        ("„Wir WORDS heute“, teilte die Polizei mit.", "die Polizei"),
        ("„Wir WORDS heute“, hatte Ann Lee gesagt.", "Ann Lee"),
    ],
)
def test_german_speakers_are_found(text: str, name: str) -> None:
    assert [one for _, one in list_said(text, "de")] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("外长王毅说：“我们今天必须开始行动。”", "王毅"),
        ("“我们今天必须开始行动，”市长李明表示，“不能再等。”", "李明"),
        ("市长李明出席会议。他说：“我们今天必须开始行动。”", "李明"),
        ("外交部指出：“我们今天必须开始行动。”", "外交部"),
        ("市長陳大文表示：「我們今天必須開始行動。」", "陳大文"),
    ],
)
def test_chinese_speakers_are_found(text: str, name: str) -> None:
    assert {one for _, one in list_said(text, "zh")} == {name}
