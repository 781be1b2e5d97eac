"""A corpus of any size, made of invented words: ``python -m benchmarks.corpus 1000 FOLDER``.

N articles of 600 to 800 words, each naming 8 out of N/10 actors (by Zipf's law), with 6
quotes, 4 positions and 3 events in its annotations; a briefing for every 50 articles. Other
shapes (``--shape``) have what makes the pages of a book dearer: see ``SHAPES``. The same
count, seed and shape give the same bytes. Names begin with letters that no other word has,
so that nothing is named by accident.
"""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from briefbook.kinds.event import TYPES

NAME_ONSETS = ("j", "q", "w", "x", "y", "z")
WORD_ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gl",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
)
VOWELS = ("a", "e", "i", "o", "u", "ea", "ou")
CODAS = ("", "l", "n", "r", "s", "t", "rn", "nd")
SMALL_WORDS = ("the", "of", "and", "to", "in", "that", "for", "with", "on", "by")
VOCABULARY_SIZE = 1_500
SCALES = (
    ("oppose", "doubt", "accept", "support"),
    ("refuse", "wait", "agree"),
    ("end", "freeze", "extend", "double", "rebuild"),
)
FIRST_DAY = date(2015, 1, 1)
DAYS = 3_650
ARTICLES_IN_BRIEFING = 50
QUOTES, POSITIONS, EVENTS = 6, 4, 3
QUOTE_WORDS, EVENT_WORDS = 6, 5
PARAGRAPHS = 11


class Shape(NamedTuple):
    """What a book is like, and its pages cost.

    ``tags`` are the actors that an article names, each ``times`` over; ``cast`` how many there
    are for an article, ``issues`` how many there are (0: one for 50 articles, all quotes on
    one). ``rests`` has events rest on quotes, ``sums_up`` gives articles a summary, and
    ``by_year`` has a folder for each year instead of one for 50 articles.
    """

    tags: int = 8
    times: int = 1
    cast: float = 0.1
    issues: int = 0
    rests: bool = False
    sums_up: bool = False
    by_year: bool = False


SHAPES = {
    "plain": Shape(),
    "years": Shape(issues=40, rests=True, sums_up=True, by_year=True),
    "news": Shape(tags=24, times=3, cast=9, rests=True, sums_up=True),
}
"""The usual one; a book kept over years, with few issues; and reports, which name many."""


class Actor(NamedTuple):
    """Somebody who is named: the family name is nobody else's."""

    id: str
    given: str
    family: str

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given} {self.family}"


class Issue(NamedTuple):
    """A question with a scale."""

    id: str
    name: str
    scale: Sequence[str]


class Cast(NamedTuple):
    """What all articles share. ``weights`` add up, so that the first actors come most often."""

    words: Sequence[str]
    actors: Sequence[Actor]
    weights: Sequence[float]
    issues: Sequence[Issue]
    sources: Sequence[str]


class Saying(NamedTuple):
    """Words of an actor, with the position that they make where ``stance`` is not ""."""

    speaker: Actor
    words: str
    issue: Issue | None
    stance: str

    @property
    def about(self) -> str:
        """The name of the issue, "" for none."""
        return self.issue.name if self.issue else ""


class Happening(NamedTuple):
    """An event, the words of the article that attest it, and the quote it rests on, or ""."""

    id: str
    name: str
    words: str
    day: date
    type: str
    actors: Sequence[Actor]
    evidence: str


class Story(NamedTuple):
    """One article with its annotations; ``tags`` are the actors it names."""

    name: str
    folder: str
    title: str
    day: date
    source: str
    tags: Sequence[Actor]
    sayings: Sequence[Saying]
    happenings: Sequence[Happening]
    length: int
    summary: str
    times: int


def make_corpus(count: int, seed: int = 0, shape: Shape = SHAPES["plain"]) -> dict[str, bytes]:
    """Return the files of a workspace with ``count`` articles, by their paths."""
    stories, cast = make_stories(count, seed, shape)
    random = Random(f"texts {seed}")
    texts = {
        "config.yaml": "title: A generated corpus\n",
        **write_registries(cast),
        **write_overviews(stories),
    }
    for story in stories:
        texts[f"briefings/{story.folder}/{story.name}.md"] = write_article(story, cast, random)
        texts[f"briefings/{story.folder}/{story.name}.yaml"] = write_sidecar(story)
    return {path: text.encode() for path, text in texts.items()}


def make_stories(
    count: int, seed: int, shape: Shape = SHAPES["plain"]
) -> tuple[list[Story], Cast]:
    """Return all articles as data, and what they share."""
    random = Random(f"stories {seed}")
    cast = make_cast(count, shape, random)
    return [make_story(number, cast, shape, random) for number in range(count)], cast


# What the articles share


def make_cast(count: int, shape: Shape, random: Random) -> Cast:
    """Return words, actors, issues and sources enough for ``count`` articles."""
    words = take(VOCABULARY_SIZE, make_words(random, WORD_ONSETS, 2))
    names = make_words(random, NAME_ONSETS, 3)
    many = max(int(count * shape.cast), 2 * shape.tags)
    actors = [make_actor(random, family) for family in take(many, names)]
    issues = [
        Issue(f"issue-{at}", f"{name.capitalize()} question", SCALES[at % len(SCALES)])
        for at, name in enumerate(take(shape.issues or max(count // 50, 6), names))
    ]
    weights = list(accumulate(1 / rank for rank in range(1, len(actors) + 1)))
    sources = [f"source-{number}" for number in range(max(count // 20, 4))]
    return Cast(words, actors, weights, issues, sources)


def take(count: int, words: Iterator[str]) -> list[str]:
    """Return the next words."""
    return list(islice(words, count))


def make_words(random: Random, onsets: Sequence[str], syllables: int) -> Iterator[str]:
    """Yield invented words without end, each once."""
    seen = set(SMALL_WORDS)
    while True:
        parts = (make_syllable(random, onsets) for _ in range(random.randint(2, syllables)))
        word = "".join(parts)
        if word not in seen:
            seen.add(word)
            yield word


def make_syllable(random: Random, onsets: Sequence[str]) -> str:
    """Return a syllable."""
    return random.choice(onsets) + random.choice(VOWELS) + random.choice(CODAS)


def make_actor(random: Random, family: str) -> Actor:
    """Return somebody of that family name."""
    given = make_syllable(random, NAME_ONSETS) + random.choice(VOWELS)
    return Actor(f"{given}-{family}", given.capitalize(), family.capitalize())


# One article


def make_story(number: int, cast: Cast, shape: Shape, random: Random) -> Story:
    """Return an article as data."""
    tags = choose_tags(cast, shape.tags, random)
    day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    phrases = make_phrases(cast, random)
    return Story(
        name=f"article-{number}",
        folder=str(day.year) if shape.by_year else f"briefing-{number // ARTICLES_IN_BRIEFING}",
        title=f"{random.choice(cast.words)} {random.choice(cast.words)} {number}".capitalize(),
        day=day,
        source=random.choice(cast.sources),
        tags=tags,
        sayings=[
            make_saying(at, next(phrases), tags, cast, shape, random) for at in range(QUOTES)
        ],
        happenings=[
            make_happening(f"{number}-{at}", next(phrases), tags, day, shape, random)
            for at in range(EVENTS)
        ],
        length=random.randint(660, 740),
        summary=next(write_sentences(30, cast, random)) if shape.sums_up else "",
        times=shape.times,
    )


def choose_tags(cast: Cast, many: int, random: Random) -> list[Actor]:
    """Return different actors: the first of the cast come most often."""
    chosen: dict[str, Actor] = {}
    while len(chosen) < many:
        (actor,) = random.choices(cast.actors, cum_weights=cast.weights)
        chosen[actor.id] = actor
    return list(chosen.values())


def make_phrases(cast: Cast, random: Random) -> Iterator[str]:
    """Yield the words of quotes and events: none of them has a word of another."""
    sizes = [QUOTE_WORDS] * QUOTES + [EVENT_WORDS] * EVENTS
    words = iter(random.sample(cast.words, sum(sizes)))
    return (" ".join(islice(words, size)) for size in sizes)


def make_saying(
    place: int, words: str, tags: Sequence[Actor], cast: Cast, shape: Shape, random: Random
) -> Saying:
    """Return the words of one of the first actors named; some of them make positions."""
    issue = random.choice(cast.issues)
    is_on_it = place < POSITIONS or not shape.issues
    stance = random.choice(issue.scale) if place < POSITIONS else ""
    return Saying(tags[place % 4], words, issue if is_on_it else None, stance)


def make_happening(
    number: str, words: str, tags: Sequence[Actor], day: date, shape: Shape, random: Random
) -> Happening:
    """Return an event of the weeks before the article."""
    first = random.randrange(len(tags) - 1)
    then = day - timedelta(days=random.randrange(60))
    actors = tags[first : first + 2]
    kind, evidence = random.choice(TYPES), f"q{number[-1]}" if shape.rests else ""
    return Happening(f"event-{number}", f"Event {number}", words, then, kind, actors, evidence)


# Texts


def write_article(story: Story, cast: Cast, random: Random) -> str:
    """Return the Markdown of an article, its facts spread over its paragraphs."""
    head = f"---\ntitle: {story.title}\ndate: {story.day}\nsource: {story.source}\n"
    head += f"summary: {story.summary}\n---\n" if story.summary else "---\n"
    facts = list_facts(story)
    shares = [facts[at::PARAGRAPHS] for at in range(PARAGRAPHS)]
    rest = story.length - sum(len(fact.split()) for fact in facts)
    size = rest // PARAGRAPHS
    blocks = [write_paragraph(share, size, cast, random) for share in shares]
    for place in (8, 4):
        blocks.insert(place, f"## {random.choice(cast.words).capitalize()}")
    return head + "\n\n".join(blocks) + "\n"


def list_facts(story: Story) -> list[str]:
    """Return the sentences that name actors, quote them, and tell of events."""
    issue = story.sayings[0].issue
    assert issue
    named = [f"So did {actor.name} of the [[{issue.id}]]." for actor in story.tags[:1]]
    named += [f"There was *{actor.name}* too." for actor in story.tags[1:]]
    said = [f'{one.speaker.family} said: "{one.words}."' for one in story.sayings]
    told = [f"Then {one.words} as {one.actors[0].family} told." for one in story.happenings]
    again = [f"{actor.family} stood by that." for actor in [*story.tags] * (story.times - 1)]
    return [*named, *said, *told, *again]


def write_paragraph(facts: Sequence[str], size: int, cast: Cast, random: Random) -> str:
    """Return a paragraph: invented sentences of ``size`` words in all, facts among them."""
    sentences = list(write_sentences(size, cast, random))
    for fact in facts:
        sentences.insert(random.randint(0, len(sentences)), fact)
    return " ".join(sentences)


def write_sentences(size: int, cast: Cast, random: Random) -> Iterator[str]:
    """Yield sentences that have ``size`` words in all."""
    while size > 0:
        length = min(random.randint(8, 16), size)
        small = random.choices(SMALL_WORDS, k=length // 2)
        words = [*small, *random.choices(cast.words, k=length - len(small))]
        random.shuffle(words)
        yield f"{' '.join(words).capitalize()}."
        size -= length


def write_sidecar(story: Story) -> str:
    """Return the annotations of an article."""
    quotes = (
        f"  q{at}: {{speaker: {one.speaker.id}, exact: {one.words}"
        + (f", issues: [{one.issue.id}]}}" if one.issue else "}")
        for at, one in enumerate(story.sayings)
    )
    positions = (
        f"  - {{actor: {one.speaker.id}, issue: {one.issue.id}, stance: {one.stance}, "
        f"evidence: [q{at}]}}"
        for at, one in enumerate(story.sayings)
        if one.issue and one.stance
    )
    events = (write_event(one) for one in story.happenings)
    return "\n".join(("quotes:", *quotes, "positions:", *positions, "events:", *events, ""))


def write_event(event: Happening) -> str:
    """Return the line of an event."""
    actors = ", ".join(actor.id for actor in event.actors)
    return (
        f"  {event.id}: {{name: {event.name}, date: {event.day}, type: {event.type}, "
        f"actors: [{actors}], exact: {event.words}"
        + (f", evidence: [{event.evidence}]}}" if event.evidence else "}")
    )


def write_registries(cast: Cast) -> dict[str, str]:
    """Return the registries."""
    return {
        "briefings/actors.yaml": "".join(
            f"{actor.id}: {{name: {actor.name}, aliases: [{actor.family}], role: Delegate}}\n"
            for actor in cast.actors
        ),
        "briefings/issues.yaml": "".join(
            f"{issue.id}: {{name: {issue.name}, scale: [{', '.join(issue.scale)}]}}\n"
            for issue in cast.issues
        ),
        "briefings/sources.yaml": "".join(
            f"{name}: {{title: Paper {name[7:]}, type: report}}\n" for name in cast.sources
        ),
    }


def write_overviews(stories: Sequence[Story]) -> dict[str, str]:
    """Return the overview of every briefing."""
    newest = {story.folder: story for story in sorted(stories, key=lambda story: story.day)}
    return {
        f"briefings/{folder}/index.md": f"---\ntitle: The {folder.replace('-', ' ')}\n"
        f"date: {story.day}\nkey_points:\n  - As said.[^{folder}/{story.name}#q0]\n---\n"
        f"It begins with [[{folder}/{story.name}]].\n"
        for folder, story in sorted(newest.items())
    }


def write_folder(files: dict[str, bytes], folder: Path) -> None:
    """Write the files of a corpus below ``folder``."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description="Write a corpus of invented words.")
    parser.add_argument("count", type=int, help="how many articles")
    parser.add_argument("folder", type=Path, help="where to write it")
    parser.add_argument("--seed", type=int, default=0, help="another corpus (default: 0)")
    parser.add_argument("--shape", choices=SHAPES, default="plain", help="what it is like")
    options = parser.parse_args()
    files = make_corpus(options.count, options.seed, SHAPES[options.shape])
    write_folder(files, options.folder)
    print(f"{len(files)} files in {options.folder}")


if __name__ == "__main__":
    main()
