"""Words by which texts tell who speaks, in English and in German: one table for each language.

``say`` are finite forms of verbs of saying; ``turned`` are those of them behind which their
subject may stand where no quotation precedes. ``judge`` are those whose quotation is what
somebody is called. ``carry`` go on from another verb ("adding", "saying"). ``people`` are nouns
for one person, ``titles`` those that stand before names. ``sources`` is what comes before
whoever is the source ("according to"). ``verb_ends`` are those of finite verbs. ``reporting``
are forms of verbs that only report what somebody says, ``reported`` words behind which a verb
has such a form if it ends with "e". ``perfect`` are participles that have their subject beside
an auxiliary verb further before.
"""

from functools import cache
from typing import NamedTuple


class Words(NamedTuple):
    """What one language has for telling who speaks; all in small letters."""

    say: frozenset[str]
    nouns: frozenset[str]
    judge: frozenset[str]
    carry: frozenset[str]
    sources: tuple[tuple[str, ...], ...]
    passive: frozenset[str]
    between: frozenset[str]
    leads: frozenset[str]
    before: frozenset[str]
    open: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    it: frozenset[str]
    they: frozenset[str]
    speaking: frozenset[str]
    determiners: frozenset[str]
    inner: frozenset[str]
    titles: frozenset[str]
    people: frozenset[str]
    aloof: frozenset[str]
    owners: frozenset[str]
    articles: frozenset[str]
    verb_ends: tuple[str, ...]
    addressing: frozenset[str]
    unnamed: frozenset[str]
    reporting: frozenset[str] = frozenset()
    reported: frozenset[str] = frozenset()
    perfect: frozenset[str] = frozenset()
    source_behind: str = ""
    nouns_have_capitals: bool = False
    turns_behind_commas: bool = False

    @property
    def starts(self) -> frozenset[str]:
        """Return the words that a cue may begin with, however it goes on."""
        return _list_starts(self)


GOING_ON = ("say", "add", "tell", "promise", "warn", "describe", "call")
"""Verbs behind "went on to"."""


@cache
def _list_starts(words: Words) -> frozenset[str]:
    sources = ("in", words.source_behind, *(one[0] for one in words.sources))
    return words.say | words.carry | frozenset((*sources, *GOING_ON, "put", "puts"))


def _split(words: str) -> frozenset[str]:
    return frozenset(words.casefold().split())


_DAYS = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sept sep
    oct nov dec montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar
    februar märz mai juni juli oktober dezember
    """
DAYS = _split(_DAYS)
"""Capitalised words that are no part of a name."""

ENGLISH = Words(
    say=_split(
        """
        accepted accepts accuses accused acknowledged acknowledges added adds admitted
        admits advised alleged alleges announced announces answered answers argued
        argues asked asks asserted asserts assured believes boasted called calls
        cautioned claimed claims commented complained concluded concludes conceded
        concedes confessed confirmed contended contends continued countered cried
        criticised criticized declared declares demanded demands denied denies denounced
        described describes dismissed disputed emphasised emphasises emphasized
        emphasizes exclaimed explained explains expressed found informed informs
        insisted insists interjected interrupted joked lamented maintained maintains
        mentioned muttered noted notes objected observed observes pleaded pledged
        pointed predicted predicts proclaimed promised promises proposed protested
        quipped read reads recalled recalls referred refers remarked remarks repeated
        replied replies reported responded responds retorted said say says shout shouts
        shouted speaks spoke stated states stressed stresses suggested suggests
        summarised summarized termed terms testified tell tells thundered told tweeted
        urged urges vowed vows warned warns whispered wondered wrote writes yelled
        averred avers characterised characterized grumbled instructed instructs mused
        opined praised recounted recounts snapped swore thanked undertook posted posts texted
        emailed messaged reassured chided scoffed countered bemoaned affirmed reiterated
        underlined underscored stipulates declares confided
        """
    ),
    nouns=_split(
        "remarks notes claims calls reports answers demands promises read comments asks "
        "terms shouts posts messaged"
    ),
    judge=_split(
        "accused called calls criticised criticized denounced described describes dismissed "
        "labelled labeled branded referred refers condemned characterised characterized "
        "termed terms calling describing dismissing branding denouncing labelling labeling"
    ),
    carry=_split(
        "adding saying telling insisting arguing warning noting stressing asking declaring "
        "claiming explaining writing calling describing replying concluding dismissing "
        "denouncing branding labelling labeling recalling promising pledging joking"
    ),
    sources=(("according", "to"), ("in", "the", "words", "of"), ("in", "the", "view", "of")),
    passive=_split("is are was were be been being am get got gets"),
    between=_split(
        "would will used to also again had has have himself herself itself later then now "
        "once only still have just even simply further first finally however ever always"
    ),
    leads=_split(
        """
        a after all although an and another as asked at because before both but by each even
        every few finally first from he her here his how however i if in instead it its later
        many meanwhile more most much my nevertheless no none not now of on once one only or
        others our perhaps second several she so some still such that the their then there
        these they this those though through thus to today together tomorrow tonight two under
        we what when where whether which while who whose why with yes yesterday yet you your
        photo photograph picture image
        """
    ),
    before=_split(
        """
        about against among around as at behind between by despite during for from in inside
        into near of off on onto outside over past per through to toward towards under upon via
        with within without like
        """
    ),
    open=_split(
        "how if that what whatever when whenever where whether which who whom whose why"
    ),
    he=_split("he his"),
    she=_split("she her"),
    it=_split("it its"),
    they=_split(
        "they we you some others another many most one nobody everybody everyone somebody "
        "someone both"
    ),
    speaking=_split("i"),
    determiners=_split(
        "the a an one his her its their our my another this that your each every"
    ),
    inner=_split("al bin da das de del den der di dos du el for ibn la le of the van von"),
    titles=_split(
        """
        admiral ambassador archbishop baroness baron bishop brigadier captain capt chair
        chairman chairwoman chairperson chancellor chief cllr col colonel commander
        commissioner congressman congresswoman coroner corporal councillor count dame deputy
        det detective director doctor dr duchess duke earl emperor envoy executive father gen
        general gov governor hon inspector judge justice king lady leader lieutenant lt lord
        madam madame major maj mayor messrs minister miss mp mr mrs ms mx officer pc pope
        h.e rt premier president presiding prince princess principal prof professor professors
        prosecutor queen rabbi rep representative rev reverend secretary sen senator sgt
        sergeant sheikh sheriff sir sister speaker spokesman spokesperson spokeswoman
        superintendent supt treasurer undersecretary coun cr ald alderman assemblyman
        assemblywoman atty cmdr dci dcs viscount viscountess imam cardinal monsignor canon
        commodore provost
        """
    ),
    people=_split(
        """
        activist actor admiral adviser advisor ambassador analyst artist attorney author baker
        banker barrister bishop boss boy brother builder captain chair chairman chairperson
        chairwoman chief child cleaner clerk coach colleague commander commissioner complainant
        congressman congresswoman constable consultant convener cook coordinator coroner
        correspondent counsel councillor critic customer daughter dealer delegate deputy
        designer diplomat director doctor driver economist editor employee engineer envoy
        executive expert farmer father fisherman founder friend gardener general girl governor
        grandfather grandmother guard guide head historian host husband inspector investigator
        journalist judge keeper king landlord lawmaker lawyer leader lecturer legislator
        librarian lieutenant magistrate man manager mayor mechanic member minister mistress
        mother mp neighbour neighbor nurse observer officer official operator organiser
        organizer owner parent partner passenger pastor patient pensioner person photographer
        physician pilot poet policeman politician premier president priest principal professor
        promoter prosecutor protester publisher pupil queen receptionist reporter
        representative resident researcher rescuer scholar schoolteacher scientist secretary
        senator servant sergeant sheriff shopkeeper singer sister solicitor son source speaker
        specialist spokesman spokesperson spokeswoman student superintendent supervisor surgeon
        surveyor teacher technician tenant treasurer trustee veteran vet vicar victim villager
        visitor volunteer warden widow wife winner witness woman worker writer chancellor
        nominee backbencher envoy strategist commentator planner architect
        """
    ),
    aloof=_split(
        """
        so-called called known dubbed nicknamed entitled titled named term terms word words
        phrase label labelled labeled codenamed alias slogan operation programme program system
        scheme headed book novel song film
        """
    ),
    owners=_split("his her its"),
    articles=_split("the"),
    verb_ends=("ed", "s"),
    addressing=frozenset(("you",)),
    unnamed=_split(
        "some others another many most one everybody everyone somebody someone both"
    ),
)

GERMAN = Words(
    say=_split(
        """
        sagt sagte sagten betont betonte erklärt erklärte meint meinte warnt warnte fordert
        forderte kritisiert kritisierte berichtet berichtete erzählt erzählte antwortet
        antwortete ergänzt ergänzte versichert versicherte beteuert beteuerte behauptet
        behauptete schreibt schrieb räumt räumte mahnt mahnte klagt klagte bekräftigt
        bekräftigte unterstreicht unterstrich teilt teilte ruft rief fragt fragte nennt nannte
        bezeichnet bezeichnete spricht sprach heißt hieß lobt lobte weist wies bestätigt
        bestätigte entgegnet entgegnete erwidert erwiderte verspricht versprach verkündet
        verkündete kündigt kündigte kommentiert kommentierte urteilt urteilte findet fand
        glaubt glaubte sieht gibt gab gestand gesteht scherzt scherzte spottet spottete
        verlangt verlangte wirft warf stellt stellte äußert äußerte hebt hob schildert
        schilderte erinnert erinnerte resümiert resümierte bilanziert bilanzierte gesagt
        beklagt beklagte brummt brummte dankt dankte formuliert formulierte schimpft schimpfte
        würdigt würdigte gewarnt betont erklärt gefordert kritisiert beteuert versichert
        geschrieben gesehen festgestellt gesprochen genannt gelobt
        hält hielt lautet lautete moniert monierte rügt rügte verteidigt verteidigte
        pocht pochte widerspricht widersprach wiederholt wiederholte
        """
    ),
    nouns=_split("gibt sieht gab fand findet stellte stellt hält hielt lautet lautete"),
    perfect=_split(
        "gesagt betont erklärt gefordert kritisiert gewarnt geschrieben versichert beteuert "
        "gesehen festgestellt gesprochen bezeichnet genannt gelobt"
    ),
    judge=_split("nennt nannte bezeichnet bezeichnete spricht sprach kritisiert kritisierte"),
    carry=frozenset(),
    sources=(("laut",), ("nach", "angaben"), ("nach", "worten"), ("zufolge",)),
    passive=_split("wird wurde werden wurden ist sind war waren sei seien"),
    between=_split(
        "auch noch früh mehrfach dann später wieder nun jetzt immer hat hatte haben hatten "
        "zudem außerdem jedoch aber selbst bereits schon"
    ),
    leads=_split(
        """
        laut der die das den dem des ein eine einer eines einem einen am an auch auf aus bei
        beim bis da dabei dann dass dazu denn doch dort durch er es für gegen hier ich ihr ihre
        im in ist man mit nach nachdem niemand noch nun nur ob oder ohne scharfe schon sein
        seine seit sie so sowie trotz über um und unter viele vom von vor wann warum was wegen
        weil wenn wer wie wir wird wo zu zum zur zwar zwei foto bild dieser diese dieses diesem
        diesen jeder jede jedes alle beide dazu damit danach zuvor zuletzt später früher
        """
    ),
    before=_split(
        """
        am an auf aus bei beim bis durch für gegen hinter im in mit nach neben ohne seit über
        um unter vom von vor wegen zu zum zur zwischen des
        """
    ),
    open=_split("ob dass was wie wenn wer wo warum weil"),
    he=_split("er"),
    she=_split("sie"),
    it=_split("es"),
    they=_split("man wir jemand niemand viele manche einige alle ihr"),
    speaking=_split("ich"),
    determiners=_split(
        "der die das den dem des ein eine einer eines einem einen sein seine ihr ihre mein "
        "seinen seinem seiner ihren ihrem ihrer dieser diese dieses diesem diesen "
        "meine unser unsere"
    ),
    inner=_split("von van de zu"),
    titles=_split("dr prof professor frau herr herrn"),
    people=frozenset(),
    aloof=_split(
        """
        sogenannte sogenannten sogenannter sogenanntes sogenannte genannt genannte titel namens
        namen begriff wort worte motto aufschrift film spielfilm roman buch stück beschworene
        ausgerufene ausgerufenen beschworenen
        """
    ),
    owners=frozenset(),
    articles=_split("der die das ein eine"),
    verb_ends=("t", "te"),
    addressing=frozenset(),
    unnamed=_split("jemand viele manche einige"),
    reporting=_split("sei seien habe werde könne müsse solle wolle dürfe möge wisse gebe"),
    reported=_split("er sie es man"),
    source_behind="so",
    nouns_have_capitals=True,
    turns_behind_commas=True,
)
TABLES = {"en": ENGLISH, "de": GERMAN}

GERMAN_PEOPLE = tuple(
    _split(
        """
        minister sprecher meister präsident kanzler chef vorsitzender vorsitzende vorsitzenden
        abgeordneter abgeordnete abgeordneten senator intendant direktor leiter anwalt anwältin
        richter rat rätin wirt landwirt bauer bäuerin lehrer experte expertin experten forscher
        wissenschaftler kommissar botschafter sekretär general arzt ärztin redakteur autor
        politiker funktionär unternehmer händler referent berater historiker soziologe
        soziologin ökonom biologe biologin pfarrer pastor bischof trainer kapitän kommandant
        inspektor präfekt landrat stadtrat dezernent beauftragter beauftragte beauftragten
        analyst garderobier garderobiere rentner rentnerin schüler student nachbar bewohner
        anwohner besitzer inhaber gründer manager vorstand geschäftsführer ingenieur architekt
        künstler sänger schauspieler regisseur förster fischer winzer schäfer polizist
        feuerwehrmann koordinator vertreter vertreterin mitarbeiter moderator journalist
        staatsanwalt staatsanwältin fahrer geselle bäcker internist hebamme dame premier
        zeuge zeugin mann frau
        """
    )
)
"""Ends of German nouns for one person; feminine ones with "in" behind it too."""

SOURCES = _split(
    """
    account act agreement analysis announcement annexe article assessment banner book brief
    bulletin charter circular clause code column commentary communiqué constitution contract
    decision declaration directive document draft editorial email essay filing finding guidance
    inquiry journal judgment judgement leaflet letter logbook manifesto manual memo memorandum
    message minutes note notice opinion order paper petition poem poster proverb readout record
    release report resolution review rule ruling saying sign statement study submission summary
    survey text treaty tweet verdict warrant will gutachten bericht studie erklärung brief
    mitteilung schreiben urteil papier
    """
)
"""Nouns for what is written: they speak as "it"."""

GERMAN_WRITTEN = (
    "gutachten",
    "bericht",
    "studie",
    "papier",
    "schreiben",
    "erklärung",
    "mitteilung",
)
"""Ends of German nouns for what is written."""

GROUPS = _split(
    """
    commonwealth republic kingdom academy administration agency airline airlines alliance army
    assembly association authority bank board body bureau cabinet campaign centre center
    chamber charity church club coalition college command commission committee company
    confederation congress corporation council court department district embassy executive
    federation firm force forces forum foundation government group guild holdings hospital
    house institute institution judiciary league library ltd inc plc ministry mission movement
    museum network newspaper office operator opposition organisation organization panel
    parliament party police presidency press railway school secretariat senate service society
    station syndicate team tribunal trust union university watchdog grange ngo directorate ag
    gmbh
    """
)
"""Nouns for bodies: they speak as "it", and often bear names."""

GERMAN_GROUPS = tuple(
    _split(
        "amt ausschuss behörde fraktion gesellschaft gewerkschaft kammer ministerium partei "
        "polizei regierung stiftung universität hochschule verband verein verwaltung"
    )
)
"""Ends of German nouns for bodies."""

BE = _split("is are was were be been being sei seien war ist wäre")
COPULAS = BE | _split("had has have als ein eine einen")

TIMES = _split("yesterday today tomorrow tonight night week month year morning evening day")

_COMMON = {
    "de": _split("der die und das nicht ist sei mit den von"),
    "en": _split("the of and to that is was in it with"),
}
_CHINESE = 4
"""One of so many letters is Chinese in a Chinese text, at least."""

_BEGINNING = 20_000
"""Characters of a text by which its language is told."""


def guess_language(text: str, language: str = "") -> str:
    """Return "zh" or the key of a table: as a code says, or the text's beginning suggests."""
    code = language.partition("-")[0].casefold()
    if code in ("zh", *TABLES):
        return code
    begin = text[:_BEGINNING]
    letters = sum(map(str.isalpha, begin))
    if sum("\u4e00" <= one <= "\u9fff" for one in begin) * _CHINESE > letters:
        return "zh"
    words = begin.casefold().split()
    counts = {code: sum(one in some for one in words) for code, some in _COMMON.items()}
    return max(counts, key=lambda one: (counts[one], one))
