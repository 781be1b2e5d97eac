"""Every problem that Briefbook can report, in one table.

``says`` is the message, filled from the problem's data. ``meaning`` and ``cure`` are
for people who look the code up: ``docs/problems.md`` is made from them, and a test
keeps a bad sample of each code.
"""

from typing import NamedTuple

from briefbook.base.problems import Severity


class Code(NamedTuple):
    """One row of the table: a code, how bad it is, and its words.

    ``see`` says why another place is worth a look; it is filled as ``says`` is. Problems of
    a ``merged`` code that have one cause are told as one, with all their places.
    """

    name: str
    severity: Severity
    says: str
    meaning: str
    cure: str
    see: str = "see here"
    merged: bool = False


TABLE = (
    # Files and their text
    Code(
        "not-utf8",
        "error",
        "this file is not UTF-8 text: byte {byte} at offset {offset}",
        "Every article and annotation is read as strict UTF-8, so that no name is garbled.",
        "Save the file as UTF-8 in the editor, or convert it with iconv.",
    ),
    Code(
        "forbidden-character",
        "error",
        "the {what} stands in this file {times}",
        "Control characters, characters that turn the direction of writing, and code points "
        "that are no characters make a text read otherwise than it is.",
        "Delete the character; many editors can show what is invisible.",
    ),
    # YAML
    Code(
        "yaml-syntax",
        "error",
        "{reason}",
        "The file cannot be read as YAML beyond this place, so nothing after it was checked.",
        "Mend this place, and look for a quotation mark or bracket left open above it.",
        "reading ended here",
    ),
    Code(
        "tab-indentation",
        "error",
        "a tab stands where only spaces may",
        "YAML shows what belongs to what by spaces at the beginning of a line; a tab has no "
        "agreed width, so it may not stand there. Nothing after it was checked.",
        "Indent with spaces; editors can turn all tabs of a file into spaces.",
    ),
    Code(
        "unquoted-comma",
        "error",
        "in braces a comma ends a value: these words need quotation marks",
        "Within {…} a comma begins the next field: of `{exact: we assess, he said}` YAML "
        "silently makes a second, empty field named “he said”.",
        'Put the whole value in quotation marks: {exact: "we assess, he said"}.',
    ),
    Code(
        "missing-colon",
        "error",
        '"{key}" stands in braces without a colon and a value',
        "Within {…} every field is a name, a colon, a space and a value.",
        "Write `name: value`; use […] for a list; put words with a comma in quotation marks.",
    ),
    Code(
        "duplicate-key",
        "error",
        'the key "{key}" stands here a second time',
        "Of two equal keys in one mapping YAML would silently keep one.",
        "Rename one of them, or join the two entries.",
        'the first "{key}"',
    ),
    Code(
        "key-not-text",
        "error",
        "a key must be a word",
        "A list, a mapping, an alias or nothing at all stands where a name should: often "
        "brackets were meant as text.",
        "Write a name before the colon; quote words that begin with a bracket.",
    ),
    Code(
        "yaml-anchor",
        "error",
        '"&{name}" would be an anchor',
        "Anchors let one part of a YAML file stand for another: they hide what an entry says, "
        "and can make a small file fill the memory. Briefbook does not read them.",
        'Write the value out; if the words begin with "&", put them in quotation marks.',
    ),
    Code(
        "yaml-alias",
        "error",
        '"*{name}" would be an alias',
        "An alias stands for a part of the file written elsewhere: it hides what an entry "
        "says, and can make a small file fill the memory. Briefbook does not read them.",
        'Write the value out; if the words begin with "*", put them in quotation marks.',
    ),
    Code(
        "yaml-merge-key",
        "error",
        '"<<" would merge another entry into this one',
        "Merged entries hide what an entry says, and can make a small file fill the memory. "
        "Briefbook does not read them.",
        "Write the fields out.",
    ),
    Code(
        "yaml-tag",
        "error",
        'what begins with "!" would be a tag',
        "A tag tells a program which type to make of a value. Here every value is text until "
        "its field says otherwise.",
        'Delete the tag; if the words begin with "!", put them in quotation marks.',
    ),
    Code(
        "yaml-directive",
        "error",
        'a line that begins with "%" would instruct the YAML parser',
        "Briefbook reads all YAML in the same way, and takes no instructions from the file.",
        "Delete the line.",
    ),
    Code(
        "several-documents",
        "error",
        "a second document begins here",
        "A file holds one YAML document; what follows `---` or `...` was not read.",
        "Move the rest into a file of its own, or delete the line that parts them.",
    ),
    Code(
        "yaml-too-deep",
        "error",
        "more than {limit} lists and mappings within each other",
        "No entry needs such depth: most often brackets are left open. Nothing after this "
        "place was checked.",
        "Close the brackets that are open, or flatten the structure.",
    ),
    Code(
        "too-many-entries",
        "error",
        "more than {limit} values in one file",
        "A limit on values keeps one file from taking all time and memory. Nothing beyond it "
        "was checked.",
        "Divide the file; a registry may also stand in several briefings' folders.",
    ),
    Code(
        "too-long-field",
        "error",
        "this value has {length} characters; {limit} at most can be shown",
        "A value of an entry is a name, a line or some paragraphs: it is printed whole on "
        "pages and papers. A limit keeps one of them from taking all time and memory.",
        "Shorten it, or put the text into an article.",
    ),
    Code(
        "too-many-problems",
        "error",
        "{limit} problems in one file; it was not read further",
        "After so many problems the rest are likely to have the same cause.",
        "Mend those above, and check again.",
    ),
    Code(
        "forbidden-escape",
        "error",
        "an escape in these words stands for a character that may not be used",
        "Within double quotation marks `\\x00` or `\\u202E` write characters that make a text "
        "read otherwise than it is; they are refused however they are written.",
        "Delete the escape; for a backslash itself write two, or use single quotation marks.",
    ),
    # Markdown
    Code(
        "unclosed-front-matter",
        "error",
        "the front matter that begins here never ends",
        "An article that begins with a line of --- has its title, date and source between that "
        "line and the next one like it.",
        "Put a line of --- behind the last field; where a rule is meant, write *** instead.",
    ),
    Code(
        "raw-html",
        "warning",
        "{tag} is HTML, and will be shown as it stands",
        "Articles are Markdown alone, so that nothing in them can run or break a page: tags "
        "are shown to readers as text. A comment is left out, as in HTML.",
        "Write it in Markdown, or take it out; to show a tag on purpose, put it in backticks.",
    ),
    Code(
        "unsafe-address",
        "error",
        'no link or picture may have the address "{address}"',
        "Links lead to http:, https: and mailto: addresses, or to files beside the article; "
        "javascript:, data:, //host, control characters and backslashes can deceive browsers.",
        "Write the address in full, from https:// on, or relative to the article, with /.",
    ),
    Code(
        "remote-picture",
        "warning",
        "the picture {address} is on another site, and will not be shown",
        "Pages ask no other site for anything, so that nobody learns who reads them: browsers "
        "are told to load pictures from this site alone.",
        "Save the picture beside the article, if its rights allow, and name the file instead.",
    ),
    Code(
        "too-deep",
        "error",
        "lists and quotations within each other are too deep here: what follows would be lost",
        "Each list, list item and quotation is a level; below {most} levels nothing is read.",
        "Put fewer of them within each other: a list nine levels deep is the most.",
    ),
    Code(
        "too-large-output",
        "error",
        "from here on, this text would fill far more space on a page than it has itself",
        "A long address used in many short links, or a wide table with most cells left out, "
        "can make gigabytes of a few lines.",
        "Shorten the address, write fewer such links, or give each row of the table its cells.",
    ),
    Code(
        "too-much-markup",
        "error",
        "up to here there are {most} marks and ends of lines, which is more than can be read",
        "Brackets, asterisks, bars and the like take time to make sense of, a hundred times as "
        "much as words do. No text that people write has so many; tables of thousands of rows "
        "do.",
        "Divide the text into several articles; link to large tables as files.",
    ),
    # Quoted words
    Code(
        "ambiguous-quote",
        "error",
        "{words} stands {count} in {text}",
        "Quoted words must have one place, so that a reader is led to what was really said.",
        "Add the suffix: or nth: that is given for the place meant, or quote more words.",
    ),
    Code(
        "quote-not-found",
        "error",
        "{words} does not stand in {text}",
        "Every quote, note and piece of evidence must be in its text word for word; white "
        "space and the shape of quotation marks and dashes do not count, capitals do. What "
        "looks like it is proposed, and never accepted by itself.",
        "Correct the words after the text, or accept the proposal if it says the same.",
    ),
    Code(
        "too-common",
        "error",
        "{words} stands more than {most} times in {text}, words that hold it included",
        "So short a selection in so long a text says nothing, and takes long to look for.",
        "Quote more words.",
    ),
    Code(
        "nth-out-of-range",
        "error",
        "nth is {nth}, but {words} stands {found} in {text}",
        "nth counts, from 1, the places that prefix and suffix leave; last takes the last.",
        "Write a smaller number, or last; or take out the prefix or suffix.",
    ),
    Code(
        "context-changed",
        "warning",
        "the passage around {words} in {text} has changed since {verified}",
        "The words still stand, but not what stood around them when they were verified: they "
        "may mean something else now.",
        "Read the passage again; if it still says the same, run briefbook lock.",
    ),
    Code(
        "capture-missing",
        "error",
        "{words} cannot be verified: {looked}, and {reason}",
        "The text of a capture may be licensed and kept out of the repository; its quotes are "
        "then accepted on the quote lock alone.",
        "Put the capture beside the article, or where its path leads from the top of the "
        "workspace, and run briefbook lock.",
    ),
    Code(
        "published-capture",
        "error",
        "the capture {capture} would be published: it is part of the book itself",
        "A capture is an original that may be quoted and not reprinted. A Markdown file in "
        "`briefings/` is an article and has a page; registries and pictures are published as "
        "well.",
        "Give the file another ending, such as `.txt`, or move it out of `briefings/`.",
    ),
    Code(
        "unreadable-lock",
        "error",
        "this quote lock cannot be used: {reason}",
        "briefbook lock alone writes NAME.anchors.json; it keeps one line for each quote.",
        "After a merge, keep the lines of both sides; else remove the file, and run briefbook "
        "lock where the texts are.",
    ),
    # Books as data
    Code(
        "bad-book",
        "error",
        "this is no book that can be compared: {reason}",
        "`changes` reads an earlier `data/book.json` of the same edition, as a build wrote it.",
        "Take the file from the site that was published then, or name a revision in git.",
    ),
    # Names in texts
    Code(
        "ambiguous-mention",
        "info",
        'several bear the name "{name}" ({ids}); taken here for {taken}',
        "A shared name goes to the one of its bearers whose full name was the last before it; "
        "without one, to the only one whose full name it is; else it is not linked.",
        "Say who is meant in a line of mentions: (exact, id; id: none for nobody), or keep the "
        "name from linking with never_link: in the registry.",
    ),
    # The workspace's files
    Code(
        "name-not-utf8",
        "error",
        "the name {name} is not UTF-8",
        "Names of files become addresses and references, and must be the same on every system.",
        "Rename the file; convmv does it for many at once.",
    ),
    Code(
        "unportable-name",
        "error",
        "{name} {fault}",
        "A workspace is kept on Windows, macOS and Linux, and its sites on any host: names "
        "that one of them does not allow, or takes for something else, cannot be used.",
        "Rename the file or folder: small letters, digits and hyphens always work.",
    ),
    Code(
        "colliding-names",
        "error",
        "the names {name} and {other} differ only in case or in the form of their letters",
        "On Windows and macOS the two are one file: one of them would silently be lost.",
        "Rename one of the two.",
        "the other one",
    ),
    Code(
        "symlink-outside",
        "error",
        "this link leads out of the workspace, or to a hidden place in it",
        "What is published must be in the workspace, where one can see it: a link could "
        "publish any file of the machine.",
        "Copy the file into the workspace instead of linking to it.",
    ),
    Code(
        "symlink-loop",
        "error",
        "this link leads back to itself or to a folder that it stands in",
        "Following it would never end.",
        "Remove the link, or let it lead to the single file that is meant.",
    ),
    Code(
        "symlink-broken",
        "error",
        "this link leads to nothing",
        "The file that it names does not exist.",
        "Remove the link, or put the file where it leads to.",
    ),
    Code(
        "special-file",
        "error",
        "this is no regular file",
        "Pipes, sockets and devices are not read: a build would wait for them or never end.",
        "Remove it, or move it out of the workspace.",
    ),
    Code(
        "unreadable-file",
        "error",
        "this cannot be read: {reason}",
        "The system did not let Briefbook read a file or folder of the workspace.",
        "Look at its permissions, and whether its disk is well.",
    ),
    Code(
        "file-too-large",
        "error",
        "this file is larger than {limit} bytes",
        "Every kind of file has a limit, so that a wrong one cannot fill the memory.",
        "Split the file, or take out what does not belong in it.",
    ),
    Code(
        "too-many-files",
        "error",
        "there are more than {limit} files and folders; from this one on they were not read",
        "So many are more likely a link that multiplies folders, or a folder put here by "
        "mistake, than a book.",
        "Move what is no source of the book out of briefings/ and templates/.",
    ),
    # The output folder
    Code(
        "output-link",
        "error",
        "{path} is a link: the site is not written through it",
        "A link in the way could let the site replace or remove files somewhere else.",
        "Name the folder that the link leads to as the output, or remove the link.",
    ),
    Code(
        "output-not-folder",
        "error",
        "{path} is not a folder",
        "The site is a folder of files.",
        "Choose another output folder, or move the file away.",
    ),
    Code(
        "output-too-wide",
        "error",
        "{path} is, or holds, the workspace or a home folder: it cannot be an output folder",
        "Pages that are no longer wanted are removed from an output folder, so it must be the "
        "site's own.",
        "Choose a folder for the site alone, such as site/ in the workspace.",
    ),
    Code(
        "output-in-sources",
        "error",
        "{path} is among the sources of a book: it cannot be an output folder",
        "What is published there would be read as source by the next build, or mix with it.",
        "Choose a folder for the site alone, such as site/ in the workspace.",
    ),
    Code(
        "output-nested",
        "error",
        "{path} and {other}, which holds another site, lie within each other",
        "Each edition has its own folder: whoever is given one must not find the other in it.",
        "Choose folders that stand beside each other, such as site/ and site-team/.",
    ),
    Code(
        "output-not-ours",
        "error",
        "{path} holds files that Briefbook did not write: {files}",
        "Without a manifest nothing in a folder is known to be ours, and a page could take "
        "the place of somebody's file.",
        "Choose another folder, or say --adopt to publish beside those files.",
    ),
    Code(
        "output-foreign-file",
        "error",
        "{path} was not written by Briefbook, and stands where a page should go",
        "Files of others in an output folder are never replaced or removed.",
        "Move it away or rename it, or say --adopt to let the page take its place.",
    ),
    # Fields and ids
    Code(
        "bad-id",
        "error",
        'the id "{id}" is not made of lower-case letters, digits and single hyphens',
        "Ids become addresses, which must be safe everywhere and never change.",
        "Write it like `foreign-affairs-committee`.",
    ),
    Code(
        "missing-field",
        "error",
        '{kind} has no "{field}"',
        "The field is required: without it there is nothing to show.",
        "Add the field.",
    ),
    Code(
        "unknown-field",
        "error",
        '"{field}" is no field of {kind}',
        "A misspelt field would be lost in silence, so no unknown one is accepted.",
        "Correct the spelling, or remove the line; remarks for colleagues go into `comment`.",
    ),
    Code(
        "unknown-section",
        "error",
        'a sidecar has no section "{section}"',
        "Sidecars hold sources, quotes, positions, claims, events, relations, mentions, notes.",
        "Correct the spelling, or move the entries to the registry that they belong to.",
    ),
    Code(
        "not-one-of",
        "error",
        '"{given}" does not fit "{field}", which takes one of: {allowed}',
        "The field takes one of a few words.",
        "Use one of these words.",
    ),
    Code(
        "not-text",
        "error",
        '"{field}" should be text',
        "A list or a mapping stands where text is wanted; often a colon or a bracket was meant "
        "as part of the text.",
        "Put the text in quotation marks.",
    ),
    Code(
        "wrong-shape",
        "error",
        "{where} should be {wanted}",
        "The values are there, but not in the form that this place needs.",
        "Look at the example of this kind in docs/writing.md.",
    ),
    Code(
        "bad-date",
        "error",
        '"{given}" is no date: {reason}',
        "Dates are those of EDTF, the common form for days, months, years, and what is vague.",
        "Write it like 2023, 2023-03, 2023-08-30, 2023-08~ (about) or 2023-03/2023-08.",
    ),
    Code(
        "bad-number",
        "error",
        '"{given}" is no whole number that can stand here',
        "Counts are whole numbers; `nth` is a number from 1, or `last`.",
        "Write digits only.",
    ),
    Code(
        "not-yes-or-no",
        "error",
        '"{given}" is neither yes nor no',
        "The field is a switch.",
        "Write `true` or `false`.",
    ),
    Code(
        "bad-path",
        "error",
        '"{given}" is no path of a file in the workspace: {reason}',
        "A capture and the folder of `static` lie in the workspace. A capture is named from "
        "the folder of its article, or from the top of the workspace; `static` from the top.",
        "Write for instance `captures/report.txt`.",
    ),
    Code(
        "bad-folder",
        "error",
        '"{name}" can be no folder of an edition: it {fault}',
        "Each edition is published to a folder, and what is remembered of it is kept under its "
        "name: so both are names that every system allows.",
        "Use letters, digits and hyphens.",
    ),
    Code(
        "bad-language",
        "error",
        '"{given}" is no language tag',
        "Languages are named by their BCP 47 tag, which browsers and screen readers know.",
        "Write for instance `en-GB`, `zh-Hant` or `ug`.",
    ),
    Code(
        "bad-colour",
        "error",
        '"{given}" is no colour',
        "The accent is written in hexadecimal, as style sheets write it.",
        'Write it like "#14506b", in quotation marks, since # begins a comment.',
    ),
    Code(
        "bad-editions",
        "error",
        "`editions` should name at least one edition, each once",
        "Editions are listed lowest first; every access refers to one of them.",
        "Write for instance `editions: [public, team]`.",
    ),
    # Files of the workspace
    Code(
        "orphan-yaml",
        "error",
        "{name} is neither a registry nor the sidecar of an article",
        "Nothing would read this file, and what it says would be lost in silence.",
        "Name it after the article beside it, or after a kind: actors, issues, glossary, "
        "sources, events, meetings.",
    ),
    Code(
        "orphan-lock",
        "warning",
        "{name} belongs to no article",
        "A quote lock stands beside the article whose quotes it vouches for.",
        "Rename it with its article, or remove it.",
    ),
    Code(
        "bad-file-name",
        "error",
        '"{name}" cannot be part of an address',
        "The names of articles and folders become addresses: lower-case letters, digits and "
        "single hyphens.",
        "Rename the file or folder, for instance `beijing-talks.md`.",
    ),
    Code(
        "kind-name",
        "error",
        'an article cannot be called "{name}": its sidecar would be a registry',
        "The names of the kinds are kept for their registries.",
        "Rename the article.",
    ),
    Code(
        "misplaced-index",
        "error",
        "an index.md makes its folder a briefing, and `briefings/` itself is none",
        "A briefing is a folder within `briefings/`.",
        "Move the file into a folder of its own.",
    ),
    Code(
        "missing-static",
        "error",
        "there is no such folder in the workspace, or nothing in it",
        "`static` names a folder whose files are copied into the site as they are.",
        "Make the folder, correct its name, or remove the setting.",
    ),
    Code(
        "static-sources",
        "error",
        "{name} would publish sources as they are: {what}",
        "The files of `static` are copied into every edition. Sources and captures tell what "
        "an edition withholds, and captures are texts of others.",
        "Name a folder that holds nothing but what everybody may read.",
    ),
    Code(
        "missing-picture",
        "error",
        "the picture {file} cannot be shown: {looked}",
        "A picture lies beside the article that shows it, or is named from the top of the "
        "workspace. It is a PNG, JPEG or WebP.",
        "Put the file there, or correct its name.",
    ),
    # References
    Code(
        "duplicate-id",
        "error",
        'the id "{id}" is taken already',
        "An id names one thing on the whole site, whatever its kind, so that [[id]] is clear.",
        "Choose another id for one of them.",
        'the first "{id}"',
    ),
    Code(
        "hidden-id",
        "error",
        'on the whole site, "{id}" is the id of something else: of the kind "{kind}"',
        "Within this article the id would mean something else than everywhere else.",
        "Choose another id here.",
        'the {kind} "{id}"',
    ),
    *(
        Code(
            f"unknown-{kind}",
            "error",
            f'no {kind} "{{name}}"',
            f"The name leads to no {kind} that is written down anywhere.",
            f"Correct the spelling, or add the {kind}.",
            see="here too",
            merged=True,
        )
        for kind in (
            "actor",
            "issue",
            "event",
            "source",
            "meeting",
            "briefing",
            "article",
            "quote",
        )
    ),
    Code(
        "unknown-evidence",
        "error",
        'no quote, claim or event "{name}"',
        "Evidence is a quote or claim of this sidecar, one of another article, or an event.",
        "Correct the spelling; in another article's sidecar it is called `article#id`.",
        see="here too",
        merged=True,
    ),
    Code(
        "unknown-entity",
        "error",
        'nothing is called "{name}"',
        "The name leads to no actor, issue, event, term, source or meeting.",
        "Correct the spelling, or add an entry.",
        see="here too",
        merged=True,
    ),
    Code(
        "unknown-target",
        "error",
        'nothing is called "{name}"',
        "[[…]] leads to an actor, issue, event, term, source, meeting, article or quote.",
        "Correct the spelling, or write [[-|words]] for words in double brackets.",
        see="here too",
        merged=True,
    ),
    Code(
        "ambiguous-name",
        "error",
        '"{word}" is the name of several: {ids}',
        "A name may stand for an id only where exactly one entry bears it.",
        "Use the id of the one that is meant.",
    ),
    Code(
        "wrong-kind",
        "error",
        '"{word}" is of the kind "{kind}"; wanted here is: {wanted}',
        "The id exists, but names something of another kind.",
        "Use an id of the kind that is wanted.",
    ),
    Code(
        "hidden-reference",
        "error",
        '"{name}" is for the edition "{needed}", and what refers to it is shown to others too',
        "Readers would see a reference to something that does not exist for them.",
        "Raise the access of this entry, lower that of the other, or drop the reference.",
    ),
    Code(
        "unpublished-reference",
        "error",
        '"{name}" {when}, and what refers to it is published before',
        "Readers would see a reference to something that does not exist yet.",
        "Have this wait as long (`draft`, `publish`), publish the other sooner, or drop the "
        "reference.",
    ),
    Code(
        "unknown-edition",
        "error",
        'no edition "{name}"; there are: {known}',
        "`access` names the lowest edition that may see an entry.",
        "Use one of the editions of config.yaml.",
        see="here too",
        merged=True,
    ),
    Code(
        "dead-link",
        "error",
        "the link {address} leads to nothing: {looked}",
        "A relative link in an article leads to another article or to a picture.",
        "Correct the path, which is relative to this file; that of a picture may begin at the "
        "top of the workspace, too.",
    ),
    Code(
        "dead-fragment",
        "error",
        'the link {address} leads to no place: the article has no "{fragment}"',
        "The part behind # is a heading in small letters with hyphens, or the id of a quote.",
        "Correct it, or drop it.",
    ),
    # What is said about somebody
    Code(
        "off-scale",
        "error",
        '"{label}" is not on the scale of {issue}: {scale}',
        "A stance is one of the labels of its issue's scale, or a word off every scale.",
        "Use one of these labels, or add one to the issue.",
        see="here too",
        merged=True,
    ),
    Code(
        "missing-speaker",
        "error",
        'nobody says the words of "{id}"',
        "Words are somebody's: a quote names its speaker, or the document whose own words "
        "they are. A stance needs a holder.",
        "Add `speaker:`, or `source:` for a document's own words.",
    ),
    Code(
        "no-evidence",
        "error",
        "nothing shows this position of {actor}",
        "Every statement about somebody points at words in a text.",
        "Add `evidence:` with the ids of quotes, or the words themselves as `exact:`.",
    ),
    Code(
        "second-hand",
        "warning",
        "none of the evidence is said by {actor}, or by anybody of their side",
        "The position rests on what others say, and is marked so for readers. Of their side is "
        "who speaks on their behalf, a body that is part of them, and who may have held an "
        "office of either on the day.",
        "Add a quote of their own, or accept the mark.",
    ),
    Code(
        "two-stances",
        "info",
        "{actor} on {issue} has another answer on {day}: {others}",
        "Two answers of one day, under one condition: neither is said to be the later one, and "
        "readers see them side by side.",
        "If each holds under a condition, say so: `condition: …`. Else leave them as they are.",
    ),
    Code(
        "quoted-without-marks",
        "warning",
        "these words are called quoted, and do not all stand in quotation marks",
        "Words are shown as quoted only where quotation marks in the text show it, or where "
        "their source is a transcript. These are shown as they stand: as reported or partly "
        "quoted.",
        "Leave `basis` out; or write `transcript: true` in the source, if all its words are "
        "quotations.",
    ),
    Code(
        "quote-too-long",
        "error",
        "{words} words, and the source allows {limit} at a time",
        "The source, or one that it was seen through, bounds what may be printed of it.",
        "Quote fewer words, or leave words out: `exact: [first words, last words]`.",
    ),
    Code(
        "missing-date",
        "error",
        "{what} has no date, and nothing around it has",
        "Positions and events are dated: by themselves, by their article, or by its source.",
        "Add `date:`, here or in the article's front matter.",
    ),
    Code(
        "conflicting-date",
        "warning",
        "this text says {date}, the definition of {name} says {other}",
        "Readers are shown that the sources disagree; the definition's day sorts.",
        "Correct the wrong one, or accept that they disagree.",
        "the definition",
    ),
    Code(
        "open-start",
        "info",
        'the date {date} is read as "{said}": once, on a day not known',
        "An interval lasts from one end to the other; an event whose beginning is open "
        "happened once, by that day. Brackets say so.",
        "Write the day in brackets, after two dots.",
    ),
    Code(
        "undefined-event",
        "error",
        'no event "{name}" is defined anywhere',
        "An entry without a name attests an event that another entry, with a name, defines.",
        "Add `name:` and `date:` here, or correct the id.",
        see="here too",
        merged=True,
    ),
    Code(
        "unknown-event-type",
        "warning",
        'the type "{type}" is not one that the model knows',
        "Types of events help readers to filter; a misspelt one stands alone.",
        "Correct it, or add it to `vocabulary: {events: […]}` in config.yaml.",
        see="here too",
        merged=True,
    ),
    Code(
        "passage-not-found",
        "error",
        'the text has no passage "{words}"',
        "`nolink:` names passages by their words, or by the first and last with … between.",
        "Copy the words from the article.",
    ),
    # The theme and the finished site
    Code(
        "bad-template",
        "error",
        "this is no template: {reason}",
        "The template cannot be read.",
        "Mend it, or remove it so that the theme's own is used.",
    ),
    Code(
        "template-failed",
        "error",
        "the template fails on a page: {reason}",
        "A template may only use the values that its page has.",
        "Compare it with the theme's own template of the same name.",
    ),
    Code(
        "over-length",
        "warning",
        "this handout has {pages} sides and may have {sides}: cut about {lines}; the "
        "longest sections are {sections}",
        "A read-ahead and a two-pager are read in a few minutes: what does not fit on their "
        "sides is not read.",
        "Shorten the sections named, most of all the longest.",
    ),
    Code(
        "no-glyph",
        "warning",
        "{what} left out: no font has {letters}, as in “{place}”",
        "A PDF that everyone can read may hold no empty boxes in the place of letters. The "
        "page and the Word file of the same handout are made.",
        "Put a font that has them (.ttf or .otf) into the folder fonts/ of the workspace.",
        "left out too",
    ),
    Code(
        "address-taken",
        "error",
        "two files of the site would have the address {address}",
        "Addresses differ by more than capitals, which some file systems do not tell apart.",
        "Rename one of the two, or remove the `was:` that claims it.",
    ),
    Code(
        "broken-link",
        "error",
        "the finished page links to {address}{fragment}, which is not there",
        "Every link of the site is checked before it is published.",
        "If no template of your own makes this link, please report it.",
    ),
    Code(
        "pagefind-missing",
        "error",
        "full text is asked for here, and Pagefind is not installed",
        "`search: pagefind` has the texts indexed by another program, which is an extra.",
        'Install it with pip install "briefbook[pagefind]", or take the setting out.',
    ),
    Code(
        "pagefind-failed",
        "error",
        "Pagefind could not index the texts: {reason}",
        "The site is published, with the full text that it had before, or without any.",
        "Build again; if it stays so, take the setting out, and report what is said here.",
    ),
)

CODES: dict[str, Code] = {code.name: code for code in TABLE}
