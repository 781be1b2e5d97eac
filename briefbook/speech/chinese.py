"""Who says what in a Chinese text, by the verbs before and behind a quotation."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from briefbook.anchoring.quotation import count_words
from briefbook.base.problems import Span
from briefbook.speech.chinese_names import HAN, VERBS, Names, list_names
from briefbook.speech.tokens import MarkedWords, list_quotations

_BODIES = (
    "局|部|院|会|會|公司|政府|集团|集團|航空|法院|大学|大學|中心|协会|協會|公所|银行|銀行|办公室|辦公室|"
    "委员会|委員會|党|黨|报|報|社|厅|廳|署|基金会|基金會|联盟|聯盟|医院|醫院|使馆|使館"
)
_WRITTEN = "报告|報告|声明|聲明|公报|公報|文件|白皮书|白皮書|通报|通報|公告|评论|評論|社论|社論"
_ALOOF = re.compile(
    r"(?:名为|名為|称为|稱為|被称|被稱|号称|號稱|所谓|所謂|代号为|代號為|唤作|喚作|叫做|讥为|譏為|视为|視為|"
    r"人称|人稱|题为|題為|应用|專頁|专页|的|网友|網友|用户|用戶|博主|[船舰艦])$"
)
_TAIL = re.compile(rf"(?P<verb>{VERBS})(?P<end>[，,]?[：:]?)$")
_MID = re.compile(rf"(?P<verb>{VERBS}|，指)")
_FRONT = re.compile(
    rf"[，,]?(?P<who>[{HAN}·．]{{1,24}}?)(?P<verb>{VERBS})(?P<whom>[{HAN}]{{0,6}})"
)
_PRONOUN = re.compile(
    f"[他她][也又还還则則]?$|老人|^对此|^對此|^[这這该該][位名个個][{HAN}0-9]{{2,9}}"
)
_HE = re.compile("(?:随后|隨後|但|才|而)?(?:[他她](?!们|們|的)|老人)")
_VIEW = re.compile("在[他她]看[来來]，")
_CLAUSE = re.compile(r"[。！？；\n”」』]")
_SENTENCE = re.compile(r"[。！？；\n]")
_PAUSE = re.compile("[，、,]")
_OWNER = re.compile("[的对對向于於]|看到|看见|看見|见到|見到|发现|發現")
_COUNTED = re.compile(
    rf"(?:[一二两三几幾多有某该該本这這那][位名个個些]?|不少|许多|許多)[{HAN}]+?(?=在|于|於|$)"
)
"""Somebody who is counted or pointed at, and not named: "a user of the net"."""

_COUNTED_LAST = re.compile(
    rf"(?:[一某另][位名个個][{HAN}]{{2,8}}?|有人|有的人)(?=(?:{VERBS})*$)"
)
_SOMEBODY = re.compile(
    rf"(?:[一有某几幾多这這那][位名个個些群]?|不少|许多|許多)[{HAN}]{{1,14}}?"
    r"(?=[当當在于於则則也还還用写寫对對向]|一[边邊面]|$)"
    rf"|[{HAN}]{{2,12}}?(?=[当當在于於则則也还還用写寫对對向]|一[边邊面]|$)"
)
_SIGN = re.compile(
    "(?P<name>横幅|橫幅|布条|布條|标语|標語|牌|红纸|紅紙|石碑|纸条|紙條|传单|傳單)"
)
_SHOWING = re.compile("(?:写着|寫著|印着|印著|刻着|刻著|写有|寫有|挂出|掛出|打出)[：:]?$")
_NICKNAME = re.compile(
    r"(?:网友|網友|用户|用戶|博主|网名|網名)[“「](?P<name>[^”」]{1,12})[”」][^“”「」。]{0,8}$"
)
_ADDRESSING = re.compile("[对對向给給问問]|告诉|告訴")
_GOING_ON = re.compile(
    "(?:深夜|稍后|稍後|事后|事後|当晚|當晚|晚间|晚間|日前)?"
    "(?:并|並|并且|並且|也|还|還|同时|同時|随后|隨後|接着|接著|又|则|則|更|再)*"
    rf"(?:[在于於][{HAN}]{{1,6}})?将?將?"
)
_ISSUED = re.compile(
    rf"(?P<name>[{HAN}]{{2,12}}?)[则則也]?(?:昨[天日晚]|今[天日早]|[早中下上晚][午间間]|随后|隨後)?"
    "(?:发布|發布|發佈|发表|發表|发出|發出)(?:声明|聲明|公告|通报|通報)$"
)

_DOUBTFUL = re.compile("[在于於从從被把向和与與及]|本|该|該|这|這|其")
"""Words that stand in no name of a body, or point at one."""

_JOINT = re.compile(
    rf"[{HAN}]{{1,8}}[国國省市县縣区區州部][{HAN}]{{1,6}}[和与與及][{HAN}]{{1,6}}[局部厅廳委署院]"
)
"""The name of a body with "and" in it: "the city's office of culture and travel"."""

_RECENT = 12
"""Names before a quotation that are looked at."""

_LIMIT = 120
"""Characters before and behind a quotation in which a cue is looked for."""


_NEAR = 300
"""Characters before a quotation in which it is looked for who was named last."""

_TERM = 7
"""Characters, or twice as many words, that may be a term and no speech."""

_CLAUSES = 4
"""Clauses before a verb in which its subject is looked for."""

_LONG = 7
"""Characters, or twice as many words, that go on from a quotation before."""

_BETWEEN = 3
"""Sentences between two quotations of one speaker."""


class Saying(NamedTuple):
    """Who says a quotation: a name, or a description, with what the text says of them.

    ``is_direct``: a verb stands right beside the words.
    """

    name: str
    is_name: bool = True
    is_certain: bool = True
    described: str = ""
    is_direct: bool = True
    is_body: bool = False


class _QuotedPlace(NamedTuple):
    """A quotation in its text: the number of its paragraph, and the paragraph.

    ``earlier`` is the paragraph before, ``spoken`` who says the quotation before it in its own,
    ``last_end`` where that ends.
    """

    text: str
    quotation: MarkedWords
    number: int
    paragraph: Span
    names: Names
    earlier: Span = Span(0, 0)
    spoken: Saying | None = None
    last_end: int = 0

    @property
    def start(self) -> int:
        return self.quotation.span.start

    @property
    def words(self) -> str:
        return self.text[slice(*self.quotation.inner)]

    @property
    def is_sentence(self) -> bool:
        return self.words[-1:] in "。！？"


def list_sayings(
    text: str, paragraphs: Sequence[Span], known: Iterable[str]
) -> Iterator[tuple[MarkedWords, Saying | None]]:
    """Yield the quotations of a text with whoever says them, None where nobody does."""
    names = list_names(text, known)
    last: tuple[_QuotedPlace, Saying] | None = None
    for quotation in list_quotations(text, paragraphs):
        number = bisect_right(paragraphs, quotation.span.start, key=_start) - 1
        earlier = paragraphs[number - 1] if number else Span(0, 0)
        place = _QuotedPlace(text, quotation, number, paragraphs[number], names, earlier)
        if last and last[0].number == number:
            place = place._replace(spoken=last[1], last_end=last[0].quotation.span.end)
        saying = None if quotation.depth else _attribute(place) or _continue(place, last)
        if saying is None and not quotation.depth:
            saying = _read_paragraph_before(place, paragraphs, last) or _find_only(place)
        if not (quotation.depth or _is_term(place, saying)):
            yield quotation, saying
            last = (place, saying) if saying else None


def _start(span: Span) -> int:
    return span.start


def _is_term(place: _QuotedPlace, saying: Saying | None) -> bool:
    """Tell whether so few words are quoted that they may be a term."""
    if place.is_sentence or (saying and saying.is_direct):
        return False
    return count_words(place.words) * 2 < _TERM and not _PAUSE.search(place.words)


# The sentence of a quotation


def _attribute(place: _QuotedPlace) -> Saying | None:
    """Return who says a quotation, None where no verb of saying stands by it."""
    before = _read_before(place)
    is_aloof = _ALOOF.search(before) is not None
    found = None if is_aloof else _read_introduced(before, place)
    found = found or _read_behind(place) or _read_sign(before)
    if found is None and _VIEW.search(before):
        return _find_last(place)
    if found or is_aloof:
        return found
    wide = _read_before(place, _SENTENCE)
    found = _read_loosely(before, place) or _read_loosely(wide, place)
    return found._replace(is_certain=found.is_certain and wide == before) if found else None


def _read_introduced(before: str, place: _QuotedPlace) -> Saying | None:
    """Return who speaks in words that end with a verb of saying, or with a colon."""
    tail = _TAIL.search(before)
    is_colon = before.endswith(("：", ":"))
    if tail is None and not is_colon:
        return None
    words = before[: tail.start()] if tail else before[:-1]
    found = _find_subject(words, place)
    return found or (_describe(words) if is_colon else None)


def _describe(words: str) -> Saying | None:
    """Return whoever a clause begins with, whom it does not name."""
    found = _SOMEBODY.match(re.split("[，,]", words)[-1])
    return Saying(found[0], is_name=False, is_certain=False) if found else None


def _read_before(place: _QuotedPlace, ends: re.Pattern[str] = _CLAUSE) -> str:
    """Return what stands before a quotation behind the last one, or in its sentence."""
    begin = max(place.paragraph.start, place.start - _LIMIT)
    before = place.text[begin : place.start]
    last = max((one.end() for one in ends.finditer(before)), default=0)
    return before[last:]


def _read_behind(place: _QuotedPlace) -> Saying | None:
    end = place.quotation.span.end
    front = _FRONT.match(place.text, end, min(place.paragraph.end, end + _LIMIT))
    is_owned = front is not None and front["who"][0] in "的系等"
    found = _find_subject(front["who"], place) if front and not is_owned else None
    found = found or _read_end(place) or _read_beside(place)
    return found or (_describe(front["who"]) if front else None)


def _read_beside(place: _QuotedPlace) -> Saying | None:
    """Return whom alone the clause names that stands beside a quotation, without a verb."""
    end = place.quotation.span.end
    if place.text[end : end + 1] not in tuple("，,"):
        return None
    clause = re.split("[，,。！？“「]", place.text[end + 1 : end + _LIMIT])[0]
    people = place.names.list_in(clause)
    found = _find_meant(place) if clause.startswith(tuple("这這该該")) else None
    if len(people) == 1 and f"{people[0]}的" not in clause:
        found = Saying(people[0], described=place.names.titles[people[0]])
    return found._replace(is_certain=False, is_direct=False) if found else None


def _read_end(place: _QuotedPlace) -> Saying | None:
    """Return who speaks by the verb at the end of a sentence that a quotation begins."""
    end = place.quotation.span.end
    behind = _SENTENCE.split(place.text[end : min(place.paragraph.end, end + _LIMIT)])[0]
    tail = _TAIL.search(behind)
    if tail is None or tail["end"] or any(mark in behind for mark in "“「"):
        return None
    found = _find_subject(behind[: tail.start()], place)
    return found._replace(is_certain=False) if found else None


def _read_sign(before: str) -> Saying | None:
    """Return what shows some words: "a red banner reads"."""
    if not _SHOWING.search(before):
        return None
    found = _SIGN.search(before)
    return Saying(found["name"] if found else "上面", is_name=False, is_certain=False)


def _read_loosely(before: str, place: _QuotedPlace) -> Saying | None:
    """Return who speaks in the sentence, where the verb stands further off."""
    verbs = list(_MID.finditer(before))
    found = _find_subject(before[: verbs[-1].start()], place) if verbs else None
    return found._replace(is_direct=False) if found else None


def _find_subject(words: str, place: _QuotedPlace) -> Saying | None:
    """Return whom the words before a verb name: in the last clause that names anybody."""
    for clause in reversed(re.split("[，,]", words.rstrip("，, "))[-_CLAUSES:]):
        if _HE.match(clause):
            return _find_meant(place)
        if found := _read_subject(clause, place):
            return found
    last = re.split("[，,]", words.rstrip("，, "))[-1]
    return _find_going_on(place) if _GOING_ON.fullmatch(last) else None


def _find_meant(place: _QuotedPlace) -> Saying | None:
    """Return whom a pronoun means: who spoke last, if nobody was named since, or was named."""
    spoken = place.spoken
    if spoken is None or _list_people(place, place.last_end, place.start) - {spoken.name}:
        return _find_last(place)
    return spoken._replace(is_certain=False)


def _find_going_on(place: _QuotedPlace) -> Saying | None:
    """Return who goes on where a verb has no subject: a user of the net, or who spoke last."""
    begin = max(place.paragraph.start, place.start - _LIMIT)
    nickname = _NICKNAME.search(place.text[begin : place.start])
    if nickname:
        return Saying(nickname["name"], is_name=False, is_certain=False)
    spoken = place.spoken
    return spoken._replace(is_certain=False) if spoken else _find_last(place)


def _read_subject(words: str, place: _QuotedPlace) -> Saying | None:
    """Return the one person, the body, or whom a title or a pronoun means."""
    if counted := _COUNTED_LAST.search(words):
        return Saying(counted[0], is_name=False, is_certain=False)
    people = [one for one in place.names.list_in(words) if f"{one}的" not in words]
    if people:
        name = min(people, key=words.index)
        is_plain = len(people) == 1 or _ADDRESSING.search(words, words.index(name)) is not None
        saying = Saying(name, described=place.names.titles[name])
        return saying._replace(is_certain=len(people) == 1) if is_plain else None
    name = place.names.find_title(words) or place.names.find_short(words)
    if found := _read_body(words):
        return found
    if name:
        return Saying(name, described=place.names.titles[name], is_certain=False)
    return _find_meant(place) if _PRONOUN.search(words) else None


def _read_body(words: str) -> Saying | None:
    """Return the body, or what is written, that some words are about."""
    if issued := _ISSUED.search(words):
        return Saying(issued["name"].split("的")[-1], is_certain=False, is_body=True)
    if written := _match_written().search(words):
        return Saying(written["name"], is_name=False, is_certain=False)
    body = _match_body().match(words)
    name = _OWNER.split(body["name"])[-1] if body else ""
    if counted := _COUNTED.match(name):  # "一位网友在报社": a description
        return Saying(counted[0], is_name=False, is_certain=False)
    is_plain = _DOUBTFUL.search(name) is None
    is_office = is_plain or _JOINT.fullmatch(name) is not None
    saying = Saying(name, is_name=is_office, is_certain=is_plain, is_body=True)
    return saying if name else None


@cache
def _match_written() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>[{HAN}]{{2,18}}?(?:{_WRITTEN}))$")


@cache
def _match_body() -> re.Pattern[str]:
    no_office = rf"(?![{HAN}]{{0,3}}(?:人|长|長|员|員))"
    return re.compile(rf"(?P<name>[{HAN}]{{2,14}}?(?:{_BODIES})){no_office}")


def _find_last(place: _QuotedPlace) -> Saying | None:
    """Return who was named last before a quotation: alone in the paragraph, or the sentence.

    Where the paragraph names and counts nobody, it is who alone is named in the one before.
    """
    begin, end = max(place.paragraph.start, place.start - _NEAR), place.start
    found = _list_people(place, begin, end)
    if not found and not _COUNTED.search(place.text, begin, end):
        found = _list_people(place, *place.earlier)
    found = _list_nearest(place) if len(found) > 1 else found
    name = found.pop() if len(found) == 1 else ""
    return Saying(name, described=place.names.titles[name], is_certain=False) if name else None


def _list_nearest(place: _QuotedPlace) -> set[str]:
    """Return who is named in the last sentence before a quotation that names anybody."""
    begin, end = max(place.paragraph.start, place.start - _NEAR), place.start
    starts = (begin, *(begin + one.end() for one in _SENTENCE.finditer(place.text[begin:end])))
    named = (_list_people(place, start, end) for start in reversed(starts))
    return next((some for some in named if some), set())


def _list_people(place: _QuotedPlace, start: int, stop: int) -> set[str]:
    """Return who is named between two offsets, of the last few."""
    places = place.names.places
    end = bisect_right(places, (stop, ""))
    return {name for at, name in places[max(0, end - _RECENT) : end] if at >= start}


# Quotations that are sentences of their own


def _read_paragraph_before(
    place: _QuotedPlace, paragraphs: Sequence[Span], last: tuple[_QuotedPlace, Saying] | None
) -> Saying | None:
    """Return who is said to speak by the paragraph before, which ends with a colon.

    A quotation that has no mark at its end goes on in the next paragraph.
    """
    is_first = place.start == place.paragraph.start and place.number > 0
    if not is_first:
        return None
    if last and last[0].number == place.number - 1 and not last[0].quotation.is_closed:
        return last[1]
    span = paragraphs[place.number - 1]
    place = place._replace(paragraph=span)
    before = place.text[max(span.start, span.end - _LIMIT) : span.end].rstrip()
    clause = _CLAUSE.split(before)[-1]
    return _read_introduced(clause, place) if clause.endswith("：") else None


def _find_only(place: _QuotedPlace) -> Saying | None:
    """Return the one person whom the paragraph names of a sentence that hangs on nothing."""
    found = _list_people(place, *place.paragraph)
    is_whole = tuple(place.quotation.span) == tuple(place.paragraph)
    if not found and is_whole:
        found = _list_people(place, *place.earlier)
    if len(found) != 1 or not place.is_sentence or _ALOOF.search(_read_before(place)):
        return None
    name = found.pop()
    return Saying(name, described=place.names.titles[name], is_certain=False, is_direct=False)


def _continue(place: _QuotedPlace, last: tuple[_QuotedPlace, Saying] | None) -> Saying | None:
    """Return who goes on speaking: who spoke before in the paragraph, or is alone named."""
    is_long = count_words(place.words) * 2 > _LONG or place.is_sentence
    if not is_long:
        return None
    if last and last[0].number == place.number:
        end = last[0].quotation.span.end
        is_close = place.text.count("。", end, place.start) < _BETWEEN
        is_same = _list_people(place, end, place.start) <= {last[1].name}
        if is_close and is_same:
            return last[1]._replace(is_certain=False)
    ends_before = place.text[place.paragraph.start : place.start][-1:] in tuple("。！？")
    found = _find_last(place) if ends_before and place.is_sentence else None
    return found._replace(is_certain=False) if found else None
