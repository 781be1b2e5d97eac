"""Other words for fields: what people write whose tools call the same thing otherwise.

They are not understood, as a field has one name; they tell which field was meant.
"""

from collections.abc import Iterable

SYNONYMS = {
    "URL": "address homepage href link links uri url web website",
    "access": "audience edition editions visibility",
    "accessed": "access_date date_accessed retrieved viewed visited",
    "actors": "actor agents attendees participants people who",
    "aliases": "aka also_known_as alternative_names nicknames other_names synonyms",
    "archive_url": "archive archived archived_url wayback",
    "attendees": "actors attending guests participants people present who",
    "author": "authors by byline creator writer writers",
    "base_url": "address baseurl site_url url website",
    "body": "content note text words",
    "comment": "internal note notes remark remarks todo",
    "confidence": "certainty likelihood probability sure",
    "date": "dated day issued on published time when year",
    "definition": "description explanation meaning summary text",
    "end": "ended till to until",
    "evidence": "because proof quote quotes source sources",
    "exact": "passage quotation quote text words",
    "if_raised": "if_asked issues questions",
    "issued": "date date_published day pub_date publication_date published when year",
    "language": "lang language_code locale",
    "links": "address homepage href link uri url urls web website",
    "locator": "chapter column page pages section",
    "max_quote_words": "max_words quote_limit word_limit",
    "name": "full_name heading label term title",
    "objectives": "aims goals",
    "on_behalf_of": "behalf for speaks_for",
    "organization": "affiliation company employer institution of organisation party",
    "part_of": "belongs_to member_of parent within",
    "place": "city location venue where",
    "points": "lines messages points_to_make talking_points",
    "publisher": "journal magazine medium newspaper outlet paper publication",
    "rights": "copyright licence license terms",
    "role": "function job occupation office position post title",
    "scale": "labels options stances values",
    "speaker": "actor author by from person said_by who",
    "stance": "label opinion position view",
    "start": "begin began from since started",
    "summary": "about abstract bio biography blurb definition description details text",
    "tagline": "description strapline subtitle",
    "term": "name title word",
    "title": "heading headline name",
    "was": "former former_id formerly old_id redirect redirects",
}
"""The words for each field, lower case, parted by spaces."""


def find_meant(word: str, fields: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``fields`` that ``word`` is another word for, in their order."""
    plain = word.casefold().replace("-", "_").replace(" ", "_")
    return tuple(name for name in fields if plain in SYNONYMS.get(name, "").split())
