"""Names of persons in a Chinese text.

There are no capitals and no spaces, so that a name is known by what stands around it: a title
before it, a verb of saying or a small word behind it, a dot within it; and by the book.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
VERBS = (
    "表示|强调|強調|指出|认为|認為|宣布|透露|坦言|承诺|承諾|批评|批評|回应|回應|呼吁|呼籲|写道|寫道|"
    "解释|解釋|补充|補充|重申|声称|聲稱|直言|告诉|告訴|提到|提醒|警告|介绍|介紹|感叹|感嘆|回答|反问|反問|"
    "问道|問道|谈到|談到|喊话|喊話|交代|描述|高喊|大喊|喊道|回忆|回憶|坦承|直呼|怒批|痛批|形容|留言|建议|建議|主张|主張|总结|總結|提出|估计|估計|预计|預計|评价|評價|吐槽|笑称|笑稱|质疑|質疑|反驳|反駁|保证|保證|追问|追問|发文|發文|抱怨|调侃|調侃|自嘲|澄清|感慨|直斥|"
    "写下的|寫下的|写下|寫下|称|稱|说|說|问|問|笑言|讲|講|道|喊"
)
_SURNAMES = (
    "欧阳歐陽诸葛諸葛司徒司马司馬尉迟尉遲慕容上官夏侯皇甫公孙公孫令狐宇文长孙長孫东方東方"
)
_DOUBLE = tuple(_SURNAMES[at : at + 2] for at in range(0, len(_SURNAMES), 2))
_SINGLE = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧"
    "曹彭曾肖萧蕭田董袁潘蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋"
    "付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯巫藍蓝"
    "康温溫谷柯游洪翁赖賴简簡涂施连連邬鄔殷岑俞樊倪章鲁魯季童甄祝凌霍关關耿聂聶古金文牛葛邢安"
    "齐齊易乔喬伍庞龐颜顏庄莊申兰蘭焦左柳甘包宁寧尚符舒阮纪紀梅毕畢单單裴成苗盛曲冉骆駱路辛靳管"
    "柴蒙鲍鮑华華喻祁蒲房滕屈饶饒牟艾尤阳陽穆卓吉缪繆车車项項褚娄婁窦竇戚景费費晏席卫衛柏宗瞿桂"
    "佟应應臧闵閔边邊卞姬仇隋商荣榮桑郎丛叢仲虞明池查迟遲楚闻聞楼樓冷洛岳詹欧歐翟"
)
_TITLES = (
    "外长|外長|国务卿|國務卿|首相|院士|馆长|館長|台长|台長|社长|社長|理事长|理事長|副总裁|总裁|總裁|法官|检察官|檢察官|工程师|工程師|船长|船長|"
    "村长|村長|护士|護士|司机|司機|农民|農民|渔民|漁民|负责人|導演|导演|作家|诗人|詩人|"
    "市长|市長|县长|縣長|乡长|鄉長|镇长|鎮長|区长|區長|省长|省長|部长|部長|局长|局長|院长|院長|校长|校長|主任|主席|"
    "总理|總理|总统|總統|书记|書記|发言人|發言人|教授|教师|教師|专家|專家|记者|記者|立委|委员|委員|律师|律師|医生|醫生|"
    "经营者|經營者|养殖户|養殖戶|种植户|種植戶|程序员|程式設計師|业主|業主|老板|老闆|车主|車主|店员|店員|摊主|攤主|商户|商戶|"
    "志愿者|志願者|创始人|創辦人|"
    "总干事|總幹事|干事|幹事|石匠|木匠|工匠|知县|知縣|师傅|師傅|老师|老師|学生|學生|老伴|孙女|孫女|妻子|丈夫|儿子|兒子|"
    "女儿|女兒|母亲|母親|父亲|父親|厂长|廠長|团长|團長|行长|行長|组长|組長|站长|站長|店长|店長|园长|園長|队员|隊員|"
    "董事长|董事長|总经理|總經理|经理|經理|研究员|研究員|居民|村民|市民|島民|岛民|代表|大使|处长|處長|会长|會長|"
    "所长|所長|队长|隊長|秘书长|秘書長|司长|司長|议员|議員|学者|學者|老人|店主|负责人|負責人|博士|先生|女士|"
    "[岁歲]的"
)
_RECURRING = 2
"""Times that a name comes in a text, at least, of which nothing shows where it ends."""

_AFTER = (
    "走进進站坐看听聽笑哭问問答想拿带帶抱打关關上下去到从從对對向和与與为為将將把被用也都还還就才再已曾会會能要但且而却卻因所之其等们們"
    "们們说說称稱表指认認告则則在当當昨今于於没沒给給"
)
"""Characters that stand behind a name far more often than at its end."""

_NO_NAME = "地他她它我你您的是上下才有不也又还還就都这這那在说說"
"""Characters that stand in no given name."""


class Names(NamedTuple):
    """The persons whom a text names: their titles, and where they are named, in order."""

    titles: dict[str, str]
    places: tuple[tuple[int, str], ...]

    def list_in(self, words: str) -> list[str]:
        """Return the names that stand in some words."""
        return [name for name in self.titles if name in words]

    def find_short(self, words: str) -> str:
        """Return whose given name, or surname with a title, some words begin with, else ""."""
        if polite := _match_short().match(words):
            found = [one for one in self.titles if one.startswith(polite["name"])]
        else:
            found = [one for one in self.titles if _is_full(one) and words.startswith(one[1:])]
        return found[0] if len(found) == 1 else ""

    def find_title(self, words: str) -> str:
        """Return who alone has the title that some words begin with or end with, else ""."""
        title = _match_title().search(words)
        found = [one for one, own in self.titles.items() if title and own == title["title"]]
        return found[0] if len(found) == 1 else ""


@cache
def _match_title() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[这這该該][位名个個]|副)(?P<title>{_TITLES})")


def list_names(text: str, known: Iterable[str]) -> Names:
    """Return the persons whom a text names: ``known`` ones, and those it introduces."""
    is_han = re.compile(rf"[{HAN}·]+")
    titles = {name: "" for name in known if is_han.fullmatch(name) and name in text}
    patterns = (_match_person(), _match_foreign(), _match_polite(), _match_speaking())
    for pattern in (*patterns, _match_changed()):
        for found in pattern.finditer(text):
            titles[found["name"]] = titles.get(found["name"]) or found["title"]
    counts = Counter(_match_long().findall(text))
    for name, title in _list_probable(text, titles, counts):
        titles[name] = titles.get(name) or title
    titles = _shorten(text, titles, frozenset(known))
    inner = {part for name in titles for part in _list_parts(name)}
    kept = {name: title for name, title in titles.items() if name not in inner}
    return Names(kept, tuple(_find_places(text, kept)))


def _list_probable(
    text: str, known: Iterable[str], counts: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Yield names of three characters behind a title, with it, that nothing else shows.

    They come again in the text, or do not end with what often follows a name.
    """
    begun = {one[:2] for one in known}
    for found in _match_titled().finditer(text):
        name = found["name"]
        is_whole = name[:2] not in begun and name[2] not in _AFTER
        if counts[name] >= _RECURRING or is_whole:
            yield name, found["title"]


def _shorten(text: str, titles: Mapping[str, str], known: AbstractSet[str]) -> dict[str, str]:
    """Return the names, those cut to two characters behind which the text goes on freely."""
    found: dict[str, str] = {}
    for name, title in titles.items():
        is_cut = name not in known and _is_full(name) and name[:2] not in _DOUBLE
        is_cut = is_cut and text.count(name[:2]) > text.count(name)
        short = name[:2] if is_cut else name
        found[short] = found.get(short) or title
    return found


def _is_full(name: str) -> bool:
    """Tell whether a name has a surname and a given name of two characters."""
    return len(name) == 3 and "·" not in name


def _list_parts(name: str) -> Iterator[str]:
    """Yield all stretches of a name but the whole of it."""
    size = len(name)
    pairs = ((at, end) for at in range(size) for end in range(at + 1, size + 1))
    return (name[at:end] for at, end in pairs if end - at < size)


def _find_places(text: str, names: Iterable[str]) -> list[tuple[int, str]]:
    if not names:
        return []
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
    return [(found.start(), found[0]) for found in pattern.finditer(text)]


_SURNAME = f"(?:{'|'.join(_DOUBLE)}|[{_SINGLE}])"
_LONG = rf"{_SURNAME}(?:(?![{_NO_NAME}])[{HAN}]){{2}}"
"""A surname with a given name of two characters."""


@cache
def _match_person() -> re.Pattern[str]:
    behind = (
        rf"(?!道[^：:，“「])(?={VERBS}|[在的受对對向则則也还還曾将將于於并並就听聽出当當未没沒站坐走笑，。、（(：:\d]"
        "|十|昨|今|日前|随后|隨後|从|從|是)"
    )
    return re.compile(rf"(?P<title>{_TITLES})(?P<name>{_SURNAME}[{HAN}]{{1,2}}?){behind}")


@cache
def _match_foreign() -> re.Pattern[str]:
    behind = "(?=[在对對说說称稱表指认認告则則也还還曾用向当當昨今接，。：])"
    name = rf"[{HAN}]{{2,7}}[·．•][{HAN}]{{1,6}}?"
    return re.compile(rf"(?P<title>{_TITLES})(?P<name>{name}){behind}")


@cache
def _match_long() -> re.Pattern[str]:
    """Return the pattern of all that may be a long name, overlapping ones too."""
    return re.compile(rf"(?=({_LONG}))")


@cache
def _match_titled() -> re.Pattern[str]:
    """Return the pattern of a title and three characters that may be a name."""
    return re.compile(rf"(?P<title>{_TITLES})(?!{_TITLES})(?P<name>{_LONG})")


@cache
def _match_speaking() -> re.Pattern[str]:
    """Return the pattern of a name that begins a clause and speaks in it."""
    return re.compile(
        rf"(?:^|[。，！？、”」』：\n的])(?P<title>)(?!{_SURNAME}(?:{_TITLES}))(?P<name>{_LONG})(?=(?:苦笑|笑着|笑著|[笑也则則就])?(?:{VERBS}))(?!道[^：:，“「])"
    )


@cache
def _match_polite() -> re.Pattern[str]:
    """Return the pattern of a surname with what is politely said behind it."""
    return re.compile(
        rf"(?:^|[。，！？、”」』：\n的])(?P<title>)(?P<name>{_SURNAME}(?:女士|先生|太太))"
    )


@cache
def _match_changed() -> re.Pattern[str]:
    """Return the pattern of a name of which the text says that it is not the real one."""
    return re.compile(rf"(?:的|{_TITLES})(?P<title>)(?P<name>[{HAN}]{{2,3}}?)[（(]化名")


@cache
def _match_short() -> re.Pattern[str]:
    """Return the pattern of a surname with the title of somebody named before."""
    return re.compile(rf"(?P<name>{_SURNAME})(?:副|总|總)?(?:{_TITLES}|工|总|總)")
