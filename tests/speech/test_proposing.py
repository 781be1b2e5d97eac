"""Who is proposed for quoted words: right where the text is plain, nobody where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("“We WORDS today,” laughed Ann Lee.", "Ann Lee"),
        ("“We WORDS today,” shot back the chair, Ann Lee, in May.", "Ann Lee"),
        ("“We WORDS today,” Ann Lee laughed.", "Ann Lee"),
        ("The bridge is what Ann Lee calls “a WORDS of rare beauty”.", "Ann Lee"),
        ("As the Mill Trust put it in May, “we WORDS today”.", "Mill Trust"),
        ("Ann Lee used to say that “we WORDS today”.", "Ann Lee"),
        ("In Ann Lee’s words, “we WORDS today”.", "Ann Lee"),
        ("A member of this House, Bo Kim, said: “We WORDS today.”", "Bo Kim"),
        ("Ann Lee, the mayor, sat down. “We WORDS today.” She sighed.", "Ann Lee"),
        ("Ann Lee, a nurse, rose.\n\n“We WORDS today,” the 34-year-old said.", "Ann Lee"),
        ("Ann Lee, a nurse, put down her paper.\n\n“We WORDS today.”", "Ann Lee"),
        ("Ms Ann Lee told Bo Kim of it. “We WORDS today,” she said.", "Ann Lee"),
        (
            "The chair (Ann Lee) rose. Nobody spoke. “We WORDS today,” said the chair.",
            "Ann Lee",
        ),
        ("“We WORDS today,” said one of them.", "one"),
        ("“We WORDS today.” So said Ann Lee, a nurse.", "Ann Lee"),
        ("“We WORDS today.” That was how Ann Lee put it.", "Ann Lee"),
        ("“We WORDS today,” said Ann Lee MP.", "Ann Lee"),
        ("“We WORDS today,” said Ann Lee curtly.", "Ann Lee"),
        ("“We WORDS today,” Ann Lee shot back.", "Ann Lee"),
        ("“Will we WORDS today?” Ann Lee wrote on Monday.", "Ann Lee"),
        ("Dr Ann Lee came. “We WORDS today,” the doctor said.", "Ann Lee"),
        ("A letter from Bo Kim to Ann Lee said: “We WORDS today.”", "Bo Kim"),
        ("Ann Lee said she had gone. She met Bo Kim. “We WORDS today,” she said.", "Ann Lee"),
        ("Ann Lee, Bo Kim and others came, and Cy Day sat and said: “We WORDS.”", "Cy Day"),
        ("Ann Lee posted: “Do not “WORDS” it.”", "Ann Lee"),
        (
            "A note by Bo Kim’s own lawyers said: “We WORDS today.”",
            "A note by Bo Kim’s own lawyers",
        ),
        ("“We WORDS today,” said Witness B in May.", "B"),
        ("Lee Works, which runs it, met. “We WORDS today,” the company said.", "Lee Works"),
        ("A sign on the door read: “We WORDS today.”", "A sign"),
        ("Ann Lee quoted Bo Kim as saying: “We WORDS today.”", "Bo Kim"),
        ("Ann Lee, Bo Kim said, was “a WORDS of rare beauty”.", "Bo Kim"),
        ("Bo Kim, Ann Lee’s lawyer, said: “We WORDS today.”", "Bo Kim"),
        ("“We WORDS today,” Lee’s lawyer, Bo Kim, said. Ann Lee left.", "Bo Kim"),
        ("Asked about Ann Lee, Bo Kim said: “We WORDS today.”", "Bo Kim"),
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
        "Ann Lee lives with her son. “We WORDS today,” he said.",
        "Ann Lee never said “we WORDS today”.",
        "Ann Lee, who came late, did not say “we WORDS today”.",
        "Bo Kim asked whether Ann Lee had said “we WORDS today”.",
        "Ann Lee came. A nurse wept. “We WORDS today.”",
        "She opened a letter: “We WORDS today.” Ann Lee wept.",
        "It is not true that Ann Lee said “we WORDS today”.",
        "Ann Lee sang “we WORDS today” while Bo Kim wept.",
        "“We WORDS today.” Ann Lee said nothing.",
        "Ann Lee laughed. “We WORDS today.” Bo Kim shook his head.",
        "Minister Ann Lee and Minister Bo Kim came. “We WORDS today,” the minister said.",
        "Dr Ann Lee hired the nurse.\n\n“We WORDS today,” the nurse said.",
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
        ("„Wir WORDS heute“, heißt es in dem Bericht.", "dem Bericht"),
        ("Im Mai hatte die Ministerin Ann Lee von „WORDS und allem“ gesprochen.", "Ann Lee"),
        ("Dabei hatte Minister Bo Kim den Satz gesagt: „Wir WORDS heute.“", "Bo Kim"),
        ("Schriftlich erklärt Ann Lee, man habe „WORDS und alles erfüllt“.", "Ann Lee"),
        ("Der Plan sei, so Ann Lee am Telefon, „ein WORDS von Wert“.", "Ann Lee"),
        ("Man werde, versprach Ann Lee damals, „WORDS und alles tun“.", "Ann Lee"),
        ("Ann Lee war da. Das Ziel hält er für falsch: „Wir WORDS heute.“", "Ann Lee"),
        ("„Wir WORDS heute“, sagte ein Sprecher.", "ein Sprecher"),
        ("„Wir WORDS heute“, teilte die Polizei mit.", "die Polizei"),
        ("„Wir WORDS heute“, hatte Ann Lee gesagt.", "Ann Lee"),
        ("„Wir WORDS heute“, murrte Ann Lee.", "Ann Lee"),
        ("Ann Lee sagte nein. Sie habe „alles versucht, immer wieder“.", "Ann Lee"),
        ("Ann Lee, die am Montag sagte, man komme „mit WORDS und allem“, ging.", "Ann Lee"),
        ("Die Wirtin Ann Lee kam. „Wir WORDS heute“, sagte die Ärztin.", "Ann Lee"),
        ("Ein Bericht der Universität Au nennt das „ein WORDS von Wert“.", "Bericht"),
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
        ("教師賀蘭芝坐在窗邊。賀蘭芝老了。「我們今天必須開始行動。」", "賀蘭芝"),
        ("有人追问市长李明在哪。市长表示：“我们今天必须开始行动。”", "李明"),
        ("教授马继尧在场。在他看来，“我们今天必须开始行动”。", "马继尧"),
        ("马继尧说，2022年，云渚法院在判决中写道：“我们必须开始行动。”", "云渚法院"),
        ("“我们今天必须开始行动。”72岁的石匠李明站在桥上对记者说。", "李明"),
        ("经营者孙伟来了。孙伟苦笑道：“我们今天必须开始行动。”孙伟走了。", "孙伟"),
        ("市长李明出席会议。他说：“必须行动。”并表示将“今天开始，明天继续”。", "李明"),
        ("教师袁小满在场。“我们今天必须开始行动。”小满说。", "袁小满"),
        ("教授顾念平在场，“我们今天必须开始行动”，顾教授说。", "顾念平"),
        ("街道一名工作人员回应称，“我们今天必须开始行动”。", "一名工作人员"),
        ("墙上贴着一张红纸，上面写着：“我们今天必须开始行动。”", "上面"),
    ],
)
def test_chinese_speakers_are_found(text: str, name: str) -> None:
    assert {one for _, one in list_said(text, "zh")} == {name}


def test_a_cue_parts_one_quote_only_within_its_sentence() -> None:
    text = "“We go,” said Ann Lee, “and we stay.” “Nobody,” she said. “Nobody at all.”"
    parts = [tuple(text[slice(*part)] for part in one.parts) for one in read(text)]
    assert parts == [("We go,", "and we stay."), ("Nobody,",), ("Nobody at all.",)]


def test_a_quote_over_paragraphs_is_one() -> None:
    text = "Ann Lee told the board:\n\n“We go on.\n\n“We shall not stop.”\n\nNobody spoke."
    (one,) = read(text)
    assert [text[slice(*part)] for part in one.parts] == ["We go on.", "We shall not stop."]
    assert one.is_certain
    assert [one.speaker.actor for one in read(text) if one.speaker] == ["ann"]


def test_a_speaker_has_the_actor_that_bears_the_name_and_what_introduces_them() -> None:
    (one,) = read("“We go on and on,” the committee’s chair, Dr Ann Lee, told Sky News.")
    assert one.speaker == ("Ann Lee", "ann", "committee’s chair", True, False)
    assert one.addressee == "Sky News"


def test_a_description_is_no_name_and_never_certain() -> None:
    (one,) = read("“We go on and on,” a spokesman for the mill said.")
    assert one.speaker == ("a spokesman for the mill", "", "", False, False)
    assert not one.is_certain


def test_indirect_speech_is_reported_and_never_certain() -> None:
    text = "Ann Lee said she had urged Bo Kim to make the bridge a top priority this year."
    (one,) = read(text)
    assert text[slice(*one.parts[0])] == "make the bridge a top priority this year"
    assert (one.basis, one.is_certain, one.addressee) == ("reported", False, "Bo Kim")
    assert [one.speaker.name for one in read(text) if one.speaker] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Mr. LEE. I rise.\n\nMs. KIM. I rise too.\n\nI object.\n\nMr. LEE. So be it.",
            ["Mr. LEE", "Ms. KIM", "Mr. LEE"],
        ),
        (
            (
                "Ann Lee (Bay) (Lab): I rise.\n\nThe Minister for Trade (Bo Kim): No.\n\n"
                "Ann Lee: So be it.\n\nMr Speaker: Order."
            ),
            ["Ann Lee", "Bo Kim", "Ann Lee", "Mr Speaker"],
        ),
        (
            (
                "Ann Lee\n\n(Bay) (Lab)\n\nI rise.\n\nBo Kim\n\n(Dale) (Con)\n\nI rise.\n\n"
                "Ann Lee\n\nSo be it."
            ),
            ["Ann Lee", "Bo Kim", "Ann Lee"],
        ),
        ("Q: Who?\n\nA: Nobody.\n\nQ: Why?\n\nA: So.", ["", "", "", ""]),
    ],
)
def test_turns_of_a_record_are_whole_proposals(text: str, names: list[str]) -> None:
    found = read(text)
    assert [one.speaker.name if one.speaker else "" for one in found] == names


def test_who_answers_said_what_the_question_says_you_said() -> None:
    text = (
        "Q: Hello. You said “we go on and on”. Why?\n\nThe Chair (Bo Kim): So.\n\nQ: Thanks."
        "\n\nThe Chair: Good."
    )
    assert ("we go on ", "Bo Kim") in list_said(text)


def test_who_has_an_office_has_the_turns_under_its_label() -> None:
    text = "Q: Welcome, the chair, Ann Lee.\n\nThe Chair: I rise.\n\nQ: Why?\n\nThe Chair: So."
    assert [name for _, name in list_said(text)][1::2] == ["Ann Lee", "Ann Lee"]


def test_who_has_the_turn_says_what_i_said() -> None:
    text = "Mr LEE: I said “we go on and on”.\n\nMs KIM: No.\n\nMr LEE: Yes."
    assert ("we go on ", "Mr LEE") in list_said(text)


@pytest.mark.parametrize(
    "text",
    [
        # common nouns with capitals
        "Contractor denies “WORDS of digging in haste”. The contractor was not there.",
        "“We WORDS today,” Interpreter said.",
        "“We WORDS today,” the Union said.",
        "“We WORDS today,” said Mill Report.",
        # two who are about as near
        "Ann Lee met Bo Kim. “We WORDS today,” he said.",
        "Ann Lee came with Bo Kim. Nobody spoke. “We WORDS today,” she said.",
        "Ann Lee came.\n\nBo Kim came.\n\nA note (Cy Day) lay.\n\n“We WORDS today,” he said.",
        "Ann Jane Lee was born. “We WORDS today,” she wrote. Ann Lee-Day was old.",
        "Lee Holdings, Bo Kim, said: “We WORDS today.”",
        # far from the cue
        "“We WORDS today,” said Ann Lee.\n\n“Nobody comes here any more at all.”",
        "Ann Lee, who Bo Kim said was ill, left. “We WORDS today.”",
        # inside reported speech
        "Ann Lee said Bo Kim came and that he said it was “the WORDS of the day”.",
    ],
)
def test_what_leaves_a_doubt_is_not_certain(text: str) -> None:
    found = [one for one in read(text) if one.basis == "quoted"]
    assert found
    assert not found[-1].is_certain


def test_whoever_promised_something_else_before_the_words_leaves_a_doubt() -> None:
    text = "Ann Lee told us of a sentence that the nurse had for Bo Kim: “We WORDS today.”"
    (one,) = read(text)
    assert not one.is_certain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The leader of the Skippers' Union, Bo Kim, said: “We WORDS today.”", "Bo Kim"),
        ("“We WORDS today,” said Mr Kim.", "Mr Kim"),
        ("“We WORDS today,” the River Agency said.", "River Agency"),
        ("Ann Lee spoke. “We WORDS today,” she said.", "Ann Lee"),
    ],
)
def test_what_leaves_no_doubt_is_certain(text: str, name: str) -> None:
    (one,) = read(text)
    assert one.speaker
    assert (one.speaker.name, one.is_certain) == (name, True)


RECORD = "Ann Lee (Bay) (Lab): I rise.\n\nBo Kim (Dale) (Con): {}\n\nAnn Lee: So be it."


@pytest.mark.parametrize(
    "words",
    [
        "He told us that they would pay “not a penny more today”.",
        "I have a letter. [Hon. Members: “Shame on all of you today!”]",
        "Cy Day came. He said: “We go on and on.”",
    ],
)
def test_words_quoted_in_a_debate_are_uncertain_without_a_name_beside_them(words: str) -> None:
    found = [one for one in read(RECORD.format(words)) if one.basis == "quoted"]
    assert not found[2].is_certain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Mill Trust met. “We WORDS today,” its report said.", "Mill Trust"),
        ("“We WORDS today,” the Mill Trust’s report said.", "Mill Trust"),
        (
            "A report by the Mill Trust came.\n\n“We WORDS today,” the report said.",
            "Mill Trust",
        ),
        (
            (
                "Parliament's Foreign Affairs Committee met. A report by the foreign affairs "
                "panel, out today, came. “We WORDS today,” the report said."
            ),
            "Foreign Affairs Committee",
        ),
        ("Judge Bo Kim wept. “We WORDS today,” his memo said.", "Bo Kim"),
    ],
)
def test_a_document_has_the_words_of_whose_it_is_but_never_surely(text: str, name: str) -> None:
    (one,) = read(text)
    assert one.speaker
    assert (one.speaker.name.removeprefix("Parliament's "), one.is_certain) == (name, False)


def test_who_asks_is_known_by_how_they_begin_and_an_office_by_its_last_holder() -> None:
    text = (
        "Q: Thank you. Ann Lee, Northern Echo. Who?\n\nThe Chair (Bo Kim): Nobody.\n\n"
        "Q: Why?\n\nThe Chair: So."
    )
    names = [one.speaker.name if one.speaker else "" for one in read(text)]
    assert names == ["Ann Lee", "Bo Kim", "", "Bo Kim"]


def test_who_is_counted_in_chinese_is_no_name() -> None:
    (one,) = read("“桥比路先到，路什么时候到？”一位网友在本社报道下留言说。", "zh")
    assert not one.is_certain
    assert not (one.speaker and one.speaker.is_name)


def test_a_german_noun_is_no_name() -> None:
    text = "In einem Positionspapier nennt der Verband das „eine Frage der guten Laune“."
    assert not any(one.speaker and one.speaker.is_name for one in read(text, "de"))


@given(st.text(st.sampled_from("\"'“”‘’„«»「」 \n.,:Aa王说they said"), max_size=60))
def test_parts_of_any_text_lie_in_its_paragraphs_in_order(text: str) -> None:
    found = [part for one in read(text, "") for part in one.parts]
    assert all(0 <= part.start < part.end <= len(text) for part in found)
    starts = [one.parts[0] for one in read(text, "")]
    assert starts == sorted(starts)
