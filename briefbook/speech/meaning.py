"""Whom the subject of a sentence means: a name, a description, or a pronoun."""

from briefbook.speech.cast import Cast, Named, is_paper
from briefbook.speech.cues import lead_subject
from briefbook.speech.descriptions import PARAGRAPHS, describe, find_described
from briefbook.speech.mentions import fold_words
from briefbook.speech.people import Person
from briefbook.speech.pronouns import find_pronoun, is_alone
from briefbook.speech.subjects import Subject, is_owner
from briefbook.speech.words import SOURCES

_NEAR = 2
"""Paragraphs back in which somebody is named whom a pronoun surely means."""

REPLIES = frozenset(
    (
        *(
            "reply",
            "answer",
            "response",
            "retort",
            "message",
            "verdict",
            "comment",
            "statement",
        ),
        *(
            "advice",
            "motto",
            "conclusion",
            "explanation",
            "words",
            "antwort",
            "formel",
            "fazit",
        ),
        *("motto", "devise", "kommentar", "reaktion", "botschaft", "begründung", "urteil"),
    )
)
"""Nouns for what somebody says."""

_OWNERS = {"sein": "er", "seine": "er", "ihr": "sie", "ihre": "sie"}
"""German pronouns of whose something is, with those of who that is."""


def find_meant(cast: Cast, subject: Subject | None, sentence: int) -> Named | None:
    """Return whom a phrase in a sentence means, None where that is not plain."""
    if subject is None or subject.kind == "several":
        return None
    if subject.kind == "name":
        return cast.find_named(subject, sentence)
    if subject.kind == "description":
        owner = _find_owner(cast, subject, sentence)
        return owner or find_described(cast, subject.first, subject.last, sentence)
    return _find_pronoun(cast, subject, sentence)


def _find_pronoun(cast: Cast, subject: Subject, sentence: int) -> Named | None:
    """Return whom a pronoun means, "some" being nobody who is named."""
    token = cast.sentences[sentence].tokens[subject.first]
    if token.low in cast.words.unnamed:
        return Named(None, token.word)
    found = find_pronoun(cast, token.low, sentence, subject.first)
    if found and found.person and len(found.person.name) == 1:
        return Named(None, found.person.name)  # "Witness B"
    return found


def _find_owner(cast: Cast, subject: Subject, sentence: int) -> Named | None:
    """Return whose "its report" or "her answer" is, None for any other description."""
    tokens = cast.sentences[sentence].tokens[subject.first : subject.last]
    low = tokens[0].low
    is_said = any(one.low in SOURCES or one.low in REPLIES for one in tokens[1:])
    if not is_said or low not in cast.words.owners | _OWNERS.keys():
        return None
    found = find_pronoun(cast, _OWNERS.get(low, low), sentence, subject.first)
    return found if found and found.person else None


def find_lead(cast: Cast, sentence: int) -> Named | None:
    """Return whom the name means that a sentence begins with, None if with no name."""
    tokens = cast.sentences[sentence].tokens
    owner = _find_replying(cast, sentence)
    lead = owner or lead_subject(tokens, cast.words)
    if lead is None or lead.kind != "name":
        return None
    person = cast.find_name(fold_words(tokens[lead.first : lead.last]), sentence)
    is_known = (
        person
        and not is_paper(person)
        and (person.is_group or person.heads or len(person.words) > 1)
    )
    return Named(person) if is_known else None


def find_subject(cast: Cast, sentence: int) -> Named | None:
    """Return whom the phrase means that a sentence begins with, None if with none."""
    tokens = cast.sentences[sentence].tokens
    lead = lead_subject(tokens, cast.words)
    if lead is None or tokens[lead.start].low in cast.words.open:
        return None
    if lead.kind != "description":
        return find_lead(cast, sentence) or find_meant(cast, lead, sentence)
    if any(one.low in SOURCES for one in tokens[lead.first : lead.last]):
        return describe(cast, lead.first, lead.last, sentence)
    return find_described(cast, lead.first, lead.last, sentence)


def _find_replying(cast: Cast, sentence: int) -> Subject | None:
    """Return who owns what a sentence begins with: "Mrs Lee's reply came at once: …"."""
    tokens = cast.sentences[sentence].tokens
    for one in cast.mentions[sentence][:1]:
        behind = [token.low for token in tokens[one.last : one.last + 2]]
        is_reply = any(low in REPLIES for low in behind)
        if is_reply and is_owner(tokens[one.last - 1]) and one.start <= 1:
            return Subject("name", one.first, one.last, one.start, one.last)
    return None


def find_pronoun_lead(cast: Cast, sentence: int) -> Named | None:
    """Return whom the pronoun means that a sentence begins with, None if with none."""
    lead = lead_subject(cast.sentences[sentence].tokens, cast.words)
    return find_meant(cast, lead, sentence) if lead and lead.kind == "pronoun" else None


def is_surely(cast: Cast, subject: Subject | None, sentence: int, person: Person) -> bool:
    """Tell whether a phrase can mean nobody but the one whom it is taken to mean.

    A name in full can; a description, if they are named not far before and nobody else is
    called by its noun; a pronoun, if
    nobody else whom it may mean is named about as near, nor anybody of a like name.
    """
    if subject is None or subject.kind == "name":
        return cast.is_plain(person)
    tokens = cast.sentences[sentence].tokens[subject.first : subject.last]
    if any(one.low in SOURCES for one in tokens):
        return False  # a document is the words of its body, as far as one can tell
    if subject.kind == "description" and not cast.has_office_alone(tokens):
        return False
    reach = _NEAR if subject.kind == "pronoun" else PARAGRAPHS
    is_known = cast.is_named_before(person, sentence, reach) and cast.is_plain(person)
    return is_known and (subject.kind != "pronoun" or is_alone(cast, subject, sentence, person))
