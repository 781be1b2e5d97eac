"""Every problem that Briefbook can report, in one table.

``says`` is the message, filled from the problem's data. ``meaning`` and ``cure`` are
for people who look the code up: ``docs/problems.md`` is made from them, and a test
keeps a bad sample of each code.
"""

from functools import partial
from typing import NamedTuple, get_args

from briefbook.base.problems import Severity


class Code(NamedTuple):
    """One row of the table: how bad a problem is, its code, and its words.

    ``see`` says why another place is worth a look; it is filled as ``says`` is. Problems of
    a ``merged`` code that have one cause are told as one, with all their places.
    """

    severity: Severity
    name: str
    says: str
    meaning: str
    cure: str
    see: str = "see here"
    merged: bool = False


_error, _warning, _info = (partial(Code, severity) for severity in get_args(Severity))
_shared = partial(Code, "error", see="here too", merged=True)
_REFERRED_TO = ("actor", "issue", "event", "source", "meeting", "briefing", "article", "quote")

TABLE = (
    # Files and their text
    _error(
        "not-utf8",
        "this file is not UTF-8 text: byte {byte} at offset {offset}",
        "Every article and annotation is read as strict UTF-8, so that no name is garbled.",
        "Save the file as UTF-8 in the editor, or convert it with iconv.",
    ),
    _error(
        "forbidden-character",
        "the {what} stands in this file {times}",
        "Control characters, characters that turn the direction of writing, and code points "
        "that are no characters make a text read otherwise than it is.",
        "Delete the character; many editors can show what is invisible.",
    ),
    _error(
        "not-a-text",
        "this file is no text: byte {byte} at offset {offset}",
        "A file to be imported as text is in no encoding that is known: it may be a picture, a "
        "program, or a document of another kind under a wrong name.",
        "Give the file its right name, or save it as UTF-8 text.",
    ),
    _error(
        "unreadable-document",
        "this {format} cannot be read: {reason}",
        "A file to be imported is damaged, locked, not what its name says, or so big or deep "
        "that reading it would take more time or memory than a text is worth.",
        "Open it in the program that made it, and save it anew, or save its text alone.",
    ),
    _error(
        "no-text-inside",
        "there are no words in this {format}",
        "A file to be imported has no words, or only pictures of them, as scans have.",
        "Let a program for recognising text read the pictures; import what it gives.",
    ),
    # YAML
    _error(
        "yaml-syntax",
        "{reason}",
        "The file cannot be read as YAML beyond this place, so nothing after it was checked.",
        "Mend this place, and look for a quotation mark or bracket left open above it.",
        "reading ended here",
    ),
    _error(
        "tab-indentation",
        "a tab stands where only spaces may",
        "YAML shows what belongs to what by spaces at the beginning of a line; a tab has no "
        "agreed width, so it may not stand there. Nothing after it was checked.",
        "Indent with spaces; editors can turn all tabs of a file into spaces.",
    ),
    _error(
        "unquoted-comma",
        "in braces a comma ends a value: these words need quotation marks",
        "Within {…} a comma begins the next field: of `{exact: we assess, he said}` YAML "
        "silently makes a second, empty field named “he said”.",
        'Put the whole value in quotation marks: {exact: "we assess, he said"}.',
    ),
    _error(
        "missing-colon",
        '"{key}" stands in braces without a colon and a value',
        "Within {…} every field is a name, a colon, a space and a value.",
        "Write `name: value`; use […] for a list; put words with a comma in quotation marks.",
    ),
    _error(
        "duplicate-key",
        'the key "{key}" stands here a second time',
        "Of two equal keys in one mapping YAML would silently keep one.",
        "Rename one of them, or join the two entries.",
        'the first "{key}"',
    ),
    _error(
        "key-not-text",
        "a key must be a word",
        "A list, a mapping, an alias or nothing at all stands where a name should: often "
        "brackets were meant as text.",
        "Write a name before the colon; quote words that begin with a bracket.",
    ),
    _error(
        "yaml-anchor",
        '"&{name}" would be an anchor',
        "Anchors let one part of a YAML file stand for another: they hide what an entry says, "
        "and can make a small file fill the memory. Briefbook does not read them.",
        'Write the value out; if the words begin with "&", put them in quotation marks.',
    ),
    _error(
        "yaml-alias",
        '"*{name}" would be an alias',
        "An alias stands for a part of the file written elsewhere: it hides what an entry "
        "says, and can make a small file fill the memory. Briefbook does not read them.",
        'Write the value out; if the words begin with "*", put them in quotation marks.',
    ),
    _error(
        "yaml-merge-key",
        '"<<" would merge another entry into this one',
        "Merged entries hide what an entry says, and can make a small file fill the memory. "
        "Briefbook does not read them.",
        "Write the fields out.",
    ),
    _error(
        "yaml-tag",
        'what begins with "!" would be a tag',
        "A tag tells a program which type to make of a value. Here every value is text until "
        "its field says otherwise.",
        'Delete the tag; if the words begin with "!", put them in quotation marks.',
    ),
    _error(
        "yaml-directive",
        'a line that begins with "%" would instruct the YAML parser',
        "Briefbook reads all YAML in the same way, and takes no instructions from the file.",
        "Delete the line.",
    ),
    _error(
        "several-documents",
        "a second document begins here",
        "A file holds one YAML document; what follows `---` or `...` was not read.",
        "Move the rest into a file of its own, or delete the line that parts them.",
    ),
    _error(
        "yaml-too-deep",
        "more than {limit} lists and mappings within each other",
        "No entry needs such depth: most often brackets are left open. Nothing after this "
        "place was checked.",
        "Close the brackets that are open, or flatten the structure.",
    ),
    _error(
        "too-many-entries",
        "more than {limit} values in one file",
        "A limit on values keeps one file from taking all time and memory. Nothing beyond it "
        "was checked.",
        "Divide the file; a registry may also stand in several briefings' folders.",
    ),
    _error(
        "too-long-field",
        "this value has {length} characters; {limit} at most can be shown",
        "A value of an entry is a name, a line or some paragraphs: it is printed whole on "
        "pages and papers. A limit keeps one of them from taking all time and memory.",
        "Shorten it, or put the text into an article.",
    ),
    _error(
        "too-many-problems",
        "{limit} problems in one file; it was not read further",
        "After so many problems the rest are likely to have the same cause.",
        "Mend those above, and check again.",
    ),
    _error(
        "forbidden-escape",
        "an escape in these words stands for a character that may not be used",
        "Within double quotation marks `\\x00` or `\\u202E` write characters that make a text "
        "read otherwise than it is; they are refused however they are written.",
        "Delete the escape; for a backslash itself write two, or use single quotation marks.",
    ),
    # Markdown
    _error(
        "unclosed-front-matter",
        "the front matter that begins here never ends",
        "An article that begins with a line of --- has its title, date and source between that "
        "line and the next one like it.",
        "Put a line of --- behind the last field; where a rule is meant, write *** instead.",
    ),
    _warning(
        "raw-html",
        "{tag} is HTML, and will be shown as it stands",
        "Articles are Markdown alone, so that nothing in them can run or break a page: tags "
        "are shown to readers as text. A comment is left out, as in HTML.",
        "Write it in Markdown, or take it out; to show a tag on purpose, put it in backticks.",
    ),
    _error(
        "unsafe-address",
        'no link or picture may have the address "{address}"',
        "Links lead to http:, https: and mailto: addresses, or to files beside the article; "
        "javascript:, data:, //host, control characters and backslashes can deceive browsers.",
        "Write the address in full, from https:// on, or relative to the article, with /.",
    ),
    _warning(
        "remote-picture",
        "the picture {address} is on another site, and will not be shown",
        "Pages ask no other site for anything, so that nobody learns who reads them: browsers "
        "are told to load pictures from this site alone.",
        "Save the picture beside the article, if its rights allow, and name the file instead.",
    ),
    _error(
        "too-deep",
        "lists and quotations within each other are too deep here: what follows would be lost",
        "Each list, list item and quotation is a level; below {most} levels nothing is read.",
        "Put fewer of them within each other: a list nine levels deep is the most.",
    ),
    _error(
        "too-large-output",
        "from here on, this text would fill far more space on a page than it has itself",
        "A long address used in many short links, or a wide table with most cells left out, "
        "can make gigabytes of a few lines.",
        "Shorten the address, write fewer such links, or give each row of the table its cells.",
    ),
    _error(
        "too-much-markup",
        "up to here there are {most} marks and ends of lines, which is more than can be read",
        "Brackets, asterisks, bars and the like take time to make sense of, a hundred times as "
        "much as words do. No text that people write has so many; tables of thousands of rows "
        "do.",
        "Divide the text into several articles; link to large tables as files.",
    ),
    # Quoted words
    _error(
        "ambiguous-quote",
        "{words} stands {count} in {text}",
        "Quoted words must have one place, so that a reader is led to what was really said.",
        "Add the suffix: or nth: that is given for the place meant, or quote more words.",
    ),
    _error(
        "quote-not-found",
        "{words} does not stand in {text}",
        "Every quote, note and piece of evidence must be in its text word for word; white "
        "space and the shape of quotation marks and dashes do not count, capitals do. What "
        "looks like it is proposed, and never accepted by itself.",
        "Correct the words after the text, or accept the proposal if it says the same.",
    ),
    _error(
        "too-common",
        "{words} stands more than {most} times in {text}, words that hold it included",
        "So short a selection in so long a text says nothing, and takes long to look for.",
        "Quote more words.",
    ),
    _error(
        "nth-out-of-range",
        "nth is {nth}, but {words} stands {found} in {text}",
        "nth counts, from 1, the places that prefix and suffix leave; last takes the last.",
        "Write a smaller number, or last; or take out the prefix or suffix.",
    ),
    _warning(
        "context-changed",
        "the passage around {words} in {text} has changed since {verified}",
        "The words still stand, but not what stood around them when they were verified: they "
        "may mean something else now.",
        "Read the passage again; if it still says the same, run briefbook lock.",
    ),
    _error(
        "capture-missing",
        "{words} cannot be verified: {looked}, and {reason}",
        "The text of a capture may be licensed and kept out of the repository; its quotes are "
        "then accepted on the quote lock alone.",
        "Put the capture beside the article, or where its path leads from the top of the "
        "workspace, and run briefbook lock.",
    ),
    _error(
        "published-capture",
        "the capture {capture} would be published: it is part of the book itself",
        "A capture is an original that may be quoted and not reprinted. A Markdown file in "
        "`briefings/` is an article and has a page; registries and pictures are published as "
        "well.",
        "Give the file another ending, such as `.txt`, or move it out of `briefings/`.",
    ),
    _error(
        "unreadable-lock",
        "this quote lock cannot be used: {reason}",
        "briefbook lock alone writes NAME.anchors.json; it keeps one line for each quote.",
        "After a merge, keep the lines of both sides; else remove the file, and run briefbook "
        "lock where the texts are.",
    ),
    # Books as data
    _error(
        "bad-book",
        "this is no book that can be compared: {reason}",
        "`changes` reads an earlier `data/book.json` of the same edition, as a build wrote it.",
        "Take the file from the site that was published then, or name a revision in git.",
    ),
    # Records of reference managers
    _error(
        "bad-bibliography",
        "no sources can be read here: {reason}",
        "`import` reads sources in CSL-JSON (`.json`), CSL-YAML (`.yaml`), BibTeX (`.bib`) and "
        "RIS (`.ris`), as reference managers export them.",
        "Mend the place that is named, or export the records anew.",
    ),
    # Names in texts
    _info(
        "ambiguous-mention",
        'several bear the name "{name}" ({ids}); taken here for {taken}',
        "A shared name goes to the one of its bearers whose full name was the last before it; "
        "without one, to the only one whose full name it is; else it is not linked.",
        "Say who is meant in a line of mentions: (exact, id; id: none for nobody), or keep the "
        "name from linking with never_link: in the registry.",
    ),
    # The workspace's files
    _error(
        "name-not-utf8",
        "the name {name} is not UTF-8",
        "Names of files become addresses and references, and must be the same on every system.",
        "Rename the file; convmv does it for many at once.",
    ),
    _error(
        "unportable-name",
        "{name} {fault}",
        "A workspace is kept on Windows, macOS and Linux, and its sites on any host: names "
        "that one of them does not allow, or takes for something else, cannot be used.",
        "Rename the file or folder: small letters, digits and hyphens always work.",
    ),
    _error(
        "colliding-names",
        "the names {name} and {other} differ only in case or in the form of their letters",
        "On Windows and macOS the two are one file: one of them would silently be lost.",
        "Rename one of the two.",
        "the other one",
    ),
    _error(
        "symlink-outside",
        "this link leads out of the workspace, or to a hidden place in it",
        "What is published must be in the workspace, where one can see it: a link could "
        "publish any file of the machine.",
        "Copy the file into the workspace instead of linking to it.",
    ),
    _error(
        "symlink-loop",
        "this link leads back to itself or to a folder that it stands in",
        "Following it would never end.",
        "Remove the link, or let it lead to the single file that is meant.",
    ),
    _error(
        "symlink-broken",
        "this link leads to nothing",
        "The file that it names does not exist.",
        "Remove the link, or put the file where it leads to.",
    ),
    _error(
        "special-file",
        "this is no regular file",
        "Pipes, sockets and devices are not read: a build would wait for them or never end.",
        "Remove it, or move it out of the workspace.",
    ),
    _error(
        "unreadable-file",
        "this cannot be read: {reason}",
        "The system did not let Briefbook read a file or folder of the workspace.",
        "Look at its permissions, and whether its disk is well.",
    ),
    _error(
        "file-too-large",
        "this file is larger than {limit} bytes",
        "Every kind of file has a limit, so that a wrong one cannot fill the memory.",
        "Split the file, or take out what does not belong in it.",
    ),
    _error(
        "too-many-files",
        "there are more than {limit} files and folders; from this one on they were not read",
        "So many are more likely a link that multiplies folders, or a folder put here by "
        "mistake, than a book.",
        "Move what is no source of the book out of briefings/ and templates/.",
    ),
    # The output folder
    _error(
        "output-link",
        "{path} is a link: the site is not written through it",
        "A link in the way could let the site replace or remove files somewhere else.",
        "Name the folder that the link leads to as the output, or remove the link.",
    ),
    _error(
        "output-not-folder",
        "{path} is not a folder",
        "The site is a folder of files.",
        "Choose another output folder, or move the file away.",
    ),
    _error(
        "output-too-wide",
        "{path} is, or holds, the workspace or a home folder: it cannot be an output folder",
        "Pages that are no longer wanted are removed from an output folder, so it must be the "
        "site's own.",
        "Choose a folder for the site alone, such as site/ in the workspace.",
    ),
    _error(
        "output-in-sources",
        "{path} is among the sources of a book: it cannot be an output folder",
        "What is published there would be read as source by the next build, or mix with it.",
        "Choose a folder for the site alone, such as site/ in the workspace.",
    ),
    _error(
        "output-nested",
        "{path} and {other}, which holds another site, lie within each other",
        "Each edition has its own folder: whoever is given one must not find the other in it.",
        "Choose folders that stand beside each other, such as site/ and site-team/.",
    ),
    _error(
        "output-not-ours",
        "{path} holds files that Briefbook did not write: {files}",
        "Without a manifest nothing in a folder is known to be ours, and a page could take "
        "the place of somebody's file.",
        "Choose another folder, or say --adopt to publish beside those files.",
    ),
    _error(
        "output-foreign-file",
        "{path} was not written by Briefbook, and stands where a page should go",
        "Files of others in an output folder are never replaced or removed.",
        "Move it away or rename it, or say --adopt to let the page take its place.",
    ),
    # Fields and ids
    _error(
        "bad-id",
        'the id "{id}" is not made of lower-case letters, digits and single hyphens',
        "Ids become addresses, which must be safe everywhere and never change.",
        "Write it like `foreign-affairs-committee`.",
    ),
    _error(
        "missing-field",
        '{kind} has no "{field}"',
        "The field is required: without it there is nothing to show.",
        "Add the field.",
    ),
    _error(
        "unknown-field",
        '"{field}" is no field of {kind}',
        "A misspelt field would be lost in silence, so no unknown one is accepted.",
        "Correct the spelling, or remove the line; remarks for colleagues go into `comment`.",
    ),
    _error(
        "unknown-section",
        'a sidecar has no section "{section}"',
        "Sidecars hold sources, quotes, positions, claims, events, relations, mentions, notes.",
        "Correct the spelling, or move the entries to the registry that they belong to.",
    ),
    _error(
        "not-one-of",
        '"{given}" does not fit "{field}", which takes one of: {allowed}',
        "The field takes one of a few words.",
        "Use one of these words.",
    ),
    _error(
        "not-text",
        '"{field}" should be text',
        "A list or a mapping stands where text is wanted; often a colon or a bracket was meant "
        "as part of the text.",
        "Put the text in quotation marks.",
    ),
    _error(
        "wrong-shape",
        "{where} should be {wanted}",
        "The values are there, but not in the form that this place needs.",
        "Look at the example of this kind in docs/writing.md.",
    ),
    _error(
        "bad-date",
        '"{given}" is no date: {reason}',
        "Dates are those of EDTF, the common form for days, months, years, and what is vague.",
        "Write it like 2023, 2023-03, 2023-08-30, 2023-08~ (about) or 2023-03/2023-08.",
    ),
    _error(
        "bad-number",
        '"{given}" is no whole number that can stand here',
        "Counts are whole numbers; `nth` is a number from 1, or `last`.",
        "Write digits only.",
    ),
    _error(
        "not-yes-or-no",
        '"{given}" is neither yes nor no',
        "The field is a switch.",
        "Write `true` or `false`.",
    ),
    _error(
        "bad-path",
        '"{given}" is no path of a file in the workspace: {reason}',
        "A capture and the folder of `static` lie in the workspace. A capture is named from "
        "the folder of its article, or from the top of the workspace; `static` from the top.",
        "Write for instance `captures/report.txt`.",
    ),
    _error(
        "bad-folder",
        '"{name}" can be no folder of an edition: it {fault}',
        "Each edition is published to a folder, and what is remembered of it is kept under its "
        "name: so both are names that every system allows.",
        "Use letters, digits and hyphens.",
    ),
    _error(
        "bad-language",
        '"{given}" is no language tag',
        "Languages are named by their BCP 47 tag, which browsers and screen readers know.",
        "Write for instance `en-GB`, `zh-Hant` or `ug`.",
    ),
    _error(
        "bad-tag",
        '"{given}" is no tag',
        "The page of a tag has its letters and digits as its address: at least one, and at "
        "most 60, each of which counts five times if it is not of a Latin alphabet.",
        "Write a short word or two, such as `human rights`.",
    ),
    _error(
        "bad-colour",
        '"{given}" is no colour',
        "The accent is written in hexadecimal, as style sheets write it.",
        'Write it like "#14506b", in quotation marks, since # begins a comment.',
    ),
    _error(
        "bad-editions",
        "`editions` should name at least one edition, each once",
        "Editions are listed lowest first; every access refers to one of them.",
        "Write for instance `editions: [public, team]`.",
    ),
    # Files of the workspace
    _error(
        "orphan-yaml",
        "{name} is neither the sidecar of an article nor a registry: these are {registries}",
        "Nothing would read this file, and what it says would be lost in silence.",
        "Name it after the article beside it, or as one of the registries is named.",
    ),
    _warning(
        "orphan-lock",
        "{name} belongs to no article",
        "A quote lock stands beside the article whose quotes it vouches for.",
        "Rename it with its article, or remove it.",
    ),
    _info(
        "unread-file",
        "nothing reads {name}",
        "A text, a web page, a Word file, a PDF or a list of sources lies among the articles. "
        "None of them is part of the book until it is imported, or named by an article as its "
        "capture.",
        "Import it with `briefbook import`, or move it out of `briefings/`.",
    ),
    _error(
        "bad-file-name",
        '"{name}" cannot be part of an address',
        "The names of articles and folders become addresses: lower-case letters, digits and "
        "single hyphens.",
        "Rename the file or folder, for instance `beijing-talks.md`.",
    ),
    _error(
        "kind-name",
        'an article cannot be called "{name}": its sidecar would be a registry',
        "The names of the kinds are kept for their registries.",
        "Rename the article.",
    ),
    _error(
        "misplaced-index",
        "an index.md makes its folder a briefing, and `briefings/` itself is none",
        "A briefing is a folder within `briefings/`.",
        "Move the file into a folder of its own.",
    ),
    _error(
        "missing-static",
        "there is no such folder in the workspace, or nothing in it",
        "`static` names a folder whose files are copied into the site as they are.",
        "Make the folder, correct its name, or remove the setting.",
    ),
    _error(
        "static-sources",
        "{name} would publish sources as they are: {what}",
        "The files of `static` are copied into every edition. Sources and captures tell what "
        "an edition withholds, and captures are texts of others.",
        "Name a folder that holds nothing but what everybody may read.",
    ),
    _error(
        "missing-picture",
        "the picture {file} cannot be shown: {looked}",
        "A picture lies beside the article that shows it, or is named from the top of the "
        "workspace. It is a PNG, JPEG or WebP.",
        "Put the file there, or correct its name.",
    ),
    # References
    _error(
        "duplicate-id",
        'the id "{id}" is taken already',
        "An id names one thing on the whole site, whatever its kind, so that [[id]] is clear.",
        "Choose another id for one of them.",
        'the first "{id}"',
    ),
    _error(
        "hidden-id",
        'on the whole site, "{id}" is the id of something else: of the kind "{kind}"',
        "Within this article the id would mean something else than everywhere else.",
        "Choose another id here.",
        'the {kind} "{id}"',
    ),
    *(
        _shared(
            f"unknown-{kind}",
            f'no {kind} "{{name}}"',
            f"The name leads to no {kind} that is written down anywhere.",
            f"Correct the spelling, or add the {kind}.",
        )
        for kind in _REFERRED_TO
    ),
    _shared(
        "unknown-evidence",
        'no quote, claim or event "{name}"',
        "Evidence is a quote or claim of this sidecar, one of another article, or an event.",
        "Correct the spelling; in another article's sidecar it is called `article#id`.",
    ),
    _shared(
        "unknown-entity",
        'nothing is called "{name}"',
        "The name leads to no actor, issue, event, term, source or meeting.",
        "Correct the spelling, or add an entry.",
    ),
    _shared(
        "unknown-target",
        'nothing is called "{name}"',
        "[[…]] leads to an actor, issue, event, term, source, meeting, article or quote.",
        "Correct the spelling, or write [[-|words]] for words in double brackets.",
    ),
    _error(
        "ambiguous-name",
        '"{word}" is the name of several: {ids}',
        "A name may stand for an id only where exactly one entry bears it.",
        "Use the id of the one that is meant.",
    ),
    _error(
        "wrong-kind",
        '"{word}" is of the kind "{kind}"; wanted here is: {wanted}',
        "The id exists, but names something of another kind.",
        "Use an id of the kind that is wanted.",
    ),
    _error(
        "hidden-reference",
        '"{name}" is for the edition "{needed}", and what refers to it is shown to others too',
        "Readers would see a reference to something that does not exist for them.",
        "Raise the access of this entry, lower that of the other, or drop the reference.",
    ),
    _error(
        "unpublished-reference",
        '"{name}" {when}, and what refers to it is published before',
        "Readers would see a reference to something that does not exist yet.",
        "Have this wait as long (`draft`, `publish`), publish the other sooner, or drop the "
        "reference.",
    ),
    _shared(
        "unknown-edition",
        'no edition "{name}"; there are: {known}',
        "`access` names the lowest edition that may see an entry.",
        "Use one of the editions of config.yaml.",
    ),
    _error(
        "empty-footnote",
        "the footnote [^{label}] says nothing",
        "A line `[^1]: …` says what stands in a footnote: what follows on it, or on lines "
        "below it that begin with four spaces.",
        "Write its text behind the colon, or take the line and its references out.",
    ),
    _error(
        "repeated-footnote",
        "the footnote [^{label}] stands here a second time",
        "A reference `[^1]` leads to one footnote, so that of two with one name the second "
        "would be lost.",
        "Give this one another name, and put that into its references.",
    ),
    _warning(
        "unused-footnote",
        "no reference leads to the footnote [^{label}]",
        "It stands at the foot of the text, where nobody is led to it.",
        "Put its reference, such as `[^1]`, behind the words that it is about, or take it out.",
    ),
    _error(
        "footnote-like-quote",
        "this text has a footnote [^{label}], and a quote with the same id",
        "Where a text defines a footnote, every reference to that name leads to it: so the "
        "quote could not be cited here.",
        "Give the footnote another name, such as a number.",
    ),
    _error(
        "dead-link",
        "the link {address} leads to nothing: {looked}",
        "A relative link in an article leads to another article or to a picture.",
        "Correct the path, which is relative to this file; that of a picture may begin at the "
        "top of the workspace, too.",
    ),
    _error(
        "dead-fragment",
        'the link {address} leads to no place: the article has no "{fragment}"',
        "The part behind # is a heading in small letters with hyphens, or the id of a quote.",
        "Correct it, or drop it.",
    ),
    # What is said about somebody
    _shared(
        "off-scale",
        '"{label}" is not on the scale of {issue}: {scale}',
        "A stance is one of the labels of its issue's scale, or a word off every scale.",
        "Use one of these labels, or add one to the issue.",
    ),
    _error(
        "missing-speaker",
        'nobody says the words of "{id}"',
        "Words are somebody's: a quote names its speaker, or the document whose own words "
        "they are. A stance needs a holder.",
        "Add `speaker:`, or `source:` for a document's own words.",
    ),
    _error(
        "no-evidence",
        "nothing shows this position of {actor}",
        "Every statement about somebody points at words in a text.",
        "Add `evidence:` with the ids of quotes, or the words themselves as `exact:`.",
    ),
    _warning(
        "second-hand",
        "none of the evidence is said by {actor}, or by anybody of their side",
        "The position rests on what others say, and is marked so for readers. Of their side is "
        "who speaks on their behalf, a body that is part of them, and who may have held an "
        "office of either on the day.",
        "Add a quote of their own, or accept the mark.",
    ),
    _info(
        "two-stances",
        "{actor} on {issue} has another answer on {day}: {others}",
        "Two answers of one day, under one condition: neither is said to be the later one, and "
        "readers see them side by side.",
        "If each holds under a condition, say so: `condition: …`. Else leave them as they are.",
    ),
    _warning(
        "quoted-without-marks",
        "these words are called quoted, and do not all stand in quotation marks",
        "Words are shown as quoted only where quotation marks in the text show it, or where "
        "their source is a transcript. These are shown as they stand: as reported or partly "
        "quoted.",
        "Leave `basis` out; or write `transcript: true` in the source, if all its words are "
        "quotations.",
    ),
    _error(
        "quote-too-long",
        "{words} words, and the source allows {limit} at a time",
        "The source, or one that it was seen through, bounds what may be printed of it.",
        "Quote fewer words, or leave words out: `exact: [first words, last words]`.",
    ),
    _error(
        "missing-date",
        "{what} has no date, and nothing around it has",
        "Positions and events are dated: by themselves, by their article, or by its source.",
        "Add `date:`, here or in the article's front matter.",
    ),
    _warning(
        "conflicting-date",
        "this text says {date}, the definition of {name} says {other}",
        "Readers are shown that the sources disagree; the definition's day sorts.",
        "Correct the wrong one, or accept that they disagree.",
        "the definition",
    ),
    _info(
        "open-start",
        'the date {date} is read as "{said}": once, on a day not known',
        "An interval lasts from one end to the other; an event whose beginning is open "
        "happened once, by that day. Brackets say so.",
        "Write the day in brackets, after two dots.",
    ),
    _shared(
        "undefined-event",
        'no event "{name}" is defined anywhere',
        "An entry without a name attests an event that another entry, with a name, defines.",
        "Add `name:` and `date:` here, or correct the id.",
    ),
    _warning(
        "unknown-event-type",
        'the type "{type}" is not one that the model knows',
        "Types of events help readers to filter; a misspelt one stands alone.",
        "Correct it, or add it to `vocabulary: {events: […]}` in config.yaml.",
        see="here too",
        merged=True,
    ),
    _warning(
        "unknown-relation-type",
        'the verb "{type}" is not one that config.yaml lists',
        "Once `vocabulary: {relations: […]}` lists verbs, these and those of the model are the "
        "ones that a relation may have: so a misspelt one does not stand alone.",
        "Correct it, or add it to `vocabulary: {relations: […]}` in config.yaml.",
        see="here too",
        merged=True,
    ),
    _error(
        "passage-not-found",
        'the text has no passage "{words}"',
        "`nolink:` names passages by their words, or by the first and last with … between.",
        "Copy the words from the article.",
    ),
    # The theme and the finished site
    _error(
        "bad-template",
        "this is no template: {reason}",
        "The template cannot be read.",
        "Mend it, or remove it so that the theme's own is used.",
    ),
    _error(
        "template-failed",
        "the template fails on a page: {reason}",
        "A template may only use the values that its page has.",
        "Compare it with the theme's own template of the same name.",
    ),
    _error(
        "bad-word-template",
        "no Word file can be made with this template: {reason}",
        "Papers for Word take their styles, head, foot and logo from handouts/reference.docx, "
        "if the workspace has one.",
        "Save it from Word as .docx, or remove it so that our own is used.",
    ),
    _warning(
        "over-length",
        "this handout has {pages} sides and may have {sides}: cut about {lines}; the "
        "longest sections are {sections}",
        "A read-ahead and a two-pager are read in a few minutes: what does not fit on their "
        "sides is not read.",
        "Shorten the sections named, most of all the longest.",
    ),
    _warning(
        "no-glyph",
        "{what} left out: no font has {letters}, as in “{place}”",
        "A PDF that everyone can read may hold no empty boxes in the place of letters. The "
        "page and the Word file of the same handout are made.",
        'For Chinese, pip install "briefbook[cjk]"; for Arabic, "briefbook[arabic]". For '
        "others put a font that has them (.ttf or .otf) into fonts/ in the workspace.",
        "left out too",
    ),
    _error(
        "address-taken",
        "two files of the site would have the address {address}",
        "Addresses differ by more than capitals, which some file systems do not tell apart.",
        "Rename one of the two, or remove the `was:` that claims it.",
    ),
    _error(
        "broken-link",
        "the finished page links to {address}{fragment}, which is not there",
        "Every link of the site is checked before it is published.",
        "If no template of your own makes this link, please report it.",
    ),
    _error(
        "handouts-missing",
        "papers are asked for here, and what makes PDF and Word files is not installed",
        "PDFs are set by Typst, and Word files are written by pandoc: an extra, since a site "
        "needs neither.",
        'Install it with pip install "briefbook[handouts]", or ask for pages alone: '
        "`handouts: {read-ahead: [html]}`.",
    ),
    _error(
        "pagefind-missing",
        "full text is asked for here, and Pagefind is not installed",
        "`search: pagefind` has the texts indexed by another program, which is an extra.",
        'Install it with pip install "briefbook[pagefind]", or take the setting out.',
    ),
    _error(
        "pagefind-failed",
        "Pagefind could not index the texts: {reason}",
        "The site is published, with the full text that it had before, or without any.",
        "Build again; if it stays so, take the setting out, and report what is said here.",
    ),
)

CODES: dict[str, Code] = {code.name: code for code in TABLE}
