"""The styles of a handout in Word: what the PDF's template says of its looks, once more."""

from collections.abc import Iterator
from typing import NamedTuple

SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
SOFT, RULE, WASH, INK = "5D5A53", "C9C4B8", "F5F2EA", "000000"
TONES = ("box", "usable", "private")
FRAME = 180
"""How far the words within a frame stand from the margin, in twentieths of a point."""
HANG = 260
"""How far the words of a list's item stand from its mark."""
NUMBERED = 1
"""The numbering of a paper's paragraphs."""
KEEP = "<w:keepNext/><w:keepLines/>"
WHOLE = "<w:keepLines/>"


class StyleSettings(NamedTuple):
    """What the styles depend on: the size of words in half-points, the accent (RRGGBB)."""

    size: int
    accent: str


class Style(NamedTuple):
    """A paragraph style: pieces of its ``w:pPr`` (in order) and of its ``w:rPr``.

    ``hang`` is how far its first line stands out to the left; ``outline`` its rank among
    headings, 0 for the first, -1 for none.
    """

    name: str
    based: str
    before: int = 0
    after: int = 0
    left: int = 0
    hang: int = 0
    flow: str = ""
    border: str = ""
    words: str = ""
    outline: int = -1
    follow: str = ""


def identify(name: str) -> str:
    """Return the identity of a style (``Body Text`` → ``BodyText``), as pandoc makes it."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def tone_style(name: str, tone: str) -> str:
    """Return the name of a style within a section of a tone."""
    return f"{name} {tone.capitalize()}" if tone else name


def write_styles(look: StyleSettings) -> str:
    """Return all styles, as XML."""
    plain = list(_list_styles(look))
    framed = [
        _frame_style(style, tone, look)
        for tone in TONES
        for style in plain
        if style.name not in UNFRAMED
    ]
    paragraphs = "".join(map(_write_style, (*plain, *framed)))
    return paragraphs + _write_characters(look) + _write_tables(look)


def _sans(look: StyleSettings, factor: float = 1.0, colour: str = "", extra: str = "") -> str:
    face = f'<w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}"/>{extra}'
    return face + _tint(colour) + _scale(look, factor)


def _tint(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>' if colour else ""


def _scale(look: StyleSettings, factor: float) -> str:
    size = round(look.size * factor)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if factor != 1.0 else ""


BOLD = "<w:b/><w:bCs/>"
UNBOLD = '<w:b w:val="0"/><w:bCs w:val="0"/>'
CAPS = "<w:caps/>"
TRACK = '<w:spacing w:val="12"/>'
UNDER = f'<w:bottom w:val="single" w:sz="4" w:space="1" w:color="{RULE}"/>'


def _caps_label(look: StyleSettings, colour: str) -> str:
    """Return the words of labels in capitals: kind of handout, heads of sections."""
    size = f'{TRACK}<w:sz w:val="17"/><w:szCs w:val="17"/>'
    return _sans(look, 1.0, "", BOLD + CAPS) + _tint(colour) + size


def _list_styles(look: StyleSettings) -> Iterator[Style]:
    text = "Body Text"
    yield Style("Normal", "")
    yield Style(text, "Normal", after=60)
    yield Style("First Paragraph", text, after=60, follow=text)
    yield Style("Compact", text, after=20)
    yield from _list_headings(look)
    yield Style(
        "Lead", text, after=80, words="<w:i/><w:iCs/>" + _scale(look, 1.12), follow=text
    )
    yield Style("Numbered Paragraph", text, after=100, left=420, hang=420)
    yield Style("List Bullet", text, after=40, left=HANG, hang=HANG)
    yield Style("List Number", text, after=40, left=HANG, hang=HANG)
    yield Style("Block Text", text, before=40, after=40, left=300, flow=KEEP)
    yield Style(
        "Quotation Source", text, after=80, left=300, flow=WHOLE, words=_sans(look, 0.86, SOFT)
    )
    yield Style("Figure", text, before=80, after=120, flow=WHOLE)
    yield from _list_cells(look)
    yield from _list_margins(look)


def _list_cells(look: StyleSettings) -> Iterator[Style]:
    yield Style("Gap", "Normal", words='<w:sz w:val="12"/><w:szCs w:val="12"/>')
    yield Style("Table Text", "Normal", words=_sans(look, 0.9))
    yield Style("Table Head", "Table Text", flow="<w:keepNext/>", words=BOLD)
    yield Style("Fact Label", "Normal", after=40, words=_sans(look, 0.9, SOFT))
    yield Style("Fact", "Normal", after=40, words=_sans(look, 0.9))


def _list_headings(look: StyleSettings) -> Iterator[Style]:
    text, strong = "Body Text", _sans(look, 1.0, "", BOLD)
    title = f'{strong}<w:sz w:val="38"/><w:szCs w:val="38"/>'
    yield Style(
        "Subtitle", "Normal", flow=KEEP, words=_caps_label(look, look.accent), follow="Title"
    )
    yield Style("Title", "Normal", after=100, flow=KEEP, words=title, follow=text)
    yield Style(
        "Heading 1",
        "Normal",
        *(200, 90),
        flow=KEEP,
        border=UNDER,
        words=_caps_label(look, look.accent),
        outline=0,
        follow=text,
    )
    second = strong + _scale(look, 1.06)
    yield Style("Heading 2", "Normal", 110, 30, flow=KEEP, words=second, outline=1, follow=text)
    yield Style("Heading 3", "Normal", 100, 20, flow=KEEP, words=strong, outline=2, follow=text)
    yield Style("Table Caption", "Heading 3", 100, 40, flow=KEEP, words=strong, follow=text)


def _list_margins(look: StyleSettings) -> Iterator[Style]:
    small = '<w:sz w:val="16"/><w:szCs w:val="16"/>'
    yield Style("Header", "Normal", words=_sans(look, 1.0, SOFT) + small)
    yield Style("Footer", "Normal", words=_sans(look, 1.0, SOFT) + small)
    note = _sans(look) + '<w:sz w:val="15"/><w:szCs w:val="15"/>'
    yield Style(
        "Footnote Text", "Normal", after=40, left=HANG, hang=HANG, flow=WHOLE, words=note
    )


UNFRAMED = {
    *("Normal", "First Paragraph", "Compact", "Title", "Subtitle", "Header", "Footer"),
    *("Footnote Text", "Fact", "Fact Label", "Table Text", "Table Head"),
}
"""Styles that are not found in sections with a frame around them."""


def _frame_style(style: Style, tone: str, look: StyleSettings) -> Style:
    """Return a style within a section of a tone: what may be said looks unlike what may not."""
    is_head = style.outline == 0
    words = _tint(INK) if is_head and tone == "private" else ""
    face = f'<w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}"/>' if tone == "private" else ""
    return style._replace(
        name=tone_style(style.name, tone),
        based=style.name,
        # Words that stood further in would have a frame of their own, further in as well.
        left=style.hang + FRAME,
        border=_draw_frame(tone, look),
        words=face + words,
        follow=tone_style(style.follow, tone) if style.follow else "",
    )


def _draw_frame(tone: str, look: StyleSettings) -> str:
    """Return the borders of a section's tone; a box has a ground alone."""
    if tone == "usable":
        return _draw_edge("left", 24, look.accent) + '<w:bottom w:val="nil"/>'
    if tone == "private":
        thin = {side: _draw_edge(side, 4, INK) for side in ("top", "bottom", "right")}
        return thin["top"] + _draw_edge("left", 24, INK) + thin["bottom"] + thin["right"]
    return "".join(_draw_edge(side, 4, WASH) for side in ("top", "left", "bottom", "right"))


def _draw_edge(side: str, wide: int, colour: str) -> str:
    """Return a border; ``wide`` in eighths of a point."""
    space = {"top": 5, "bottom": 5}.get(side, 6)
    return f'<w:{side} w:val="single" w:sz="{wide}" w:space="{space}" w:color="{colour}"/>'


def _write_style(style: Style) -> str:
    default = ' w:default="1"' if style.name == "Normal" else ""
    based = f'<w:basedOn w:val="{identify(style.based)}"/>' if style.based else ""
    follow = f'<w:next w:val="{identify(style.follow)}"/>' if style.follow else ""
    return (
        f'<w:style w:type="paragraph"{default}{_name_style(style.name)}{based}{follow}'
        f"{'<w:qFormat/>' if _is_offered(style) else ''}"
        f"<w:pPr>{_write_shape(style)}</w:pPr><w:rPr>{style.words}</w:rPr></w:style>"
    )


def _name_style(name: str) -> str:
    """Return the rest of a style's tag and its name, by which Word knows its own."""
    custom = "" if name in SMALL | OTHERS else ' w:customStyle="1"'
    shown = name.lower() if name in SMALL else name
    return f'{custom} w:styleId="{identify(name)}"><w:name w:val="{shown}"/>'


SMALL = {
    *("Heading 1", "Heading 2", "Heading 3", "Header", "Footer"),
    *("Footnote Text", "Footnote Reference"),
}
"""Styles of Word's own that it names in small letters."""
OTHERS = {
    *("Normal", "Body Text", "Title", "Subtitle", "List Bullet", "List Number", "Block Text"),
    *("Hyperlink", "Default Paragraph Font"),
}
"""Its others, of those that are used."""


def _is_offered(style: Style) -> bool:
    """Tell whether Word offers a style at first sight: of those in frames only the text's."""
    is_framed = style.name.endswith(tuple(tone_style("", tone) for tone in TONES))
    return style.name.startswith("Body Text") or not is_framed


def _write_shape(style: Style) -> str:
    """Return what a style says of whole paragraphs, in the order that Word demands."""
    number = f'<w:numPr><w:numId w:val="{NUMBERED}"/></w:numPr>'
    is_box = style.name.endswith(" Box")
    hang = f' w:hanging="{style.hang}"' if style.hang else ""
    right = FRAME if style.left >= FRAME and style.border else 0
    return "".join(
        (
            style.flow,
            number if style.name == "Numbered Paragraph" else "",
            f"<w:pBdr>{style.border}</w:pBdr>" if style.border else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/>' if is_box else "",
            f'<w:spacing w:before="{style.before}" w:after="{style.after}"/>',
            f'<w:ind w:left="{style.left}" w:right="{right}"{hang}/>',
            f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline >= 0 else "",
        )
    )


def _write_characters(look: StyleSettings) -> str:
    raised = _sans(look, 1.0, look.accent, "") + '<w:vertAlign w:val="superscript"/>'
    styles = {
        "Label": _sans(look, 0.92, "", BOLD),
        "Quiet": _sans(look, 0.88, SOFT),
        "Aside": _sans(look, 0.88, SOFT, UNBOLD),
        "Address": _tint(SOFT),
        "Hyperlink": "",
        "Verbatim Char": '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>'
        + _scale(look, 0.9),
        "Footnote Reference": raised,
        "Note Number": _sans(look, 1.0, look.accent, BOLD),
    }
    first = '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    named = '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
    return first + named + "".join(_write_character(*one) for one in styles.items())


def _write_character(name: str, words: str) -> str:
    return (
        f'<w:style w:type="character"{_name_style(name)}'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{words}</w:rPr></w:style>'
    )


def _write_tables(look: StyleSettings) -> str:
    lines = f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    inner = f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    middle = f'<w:insideV w:val="single" w:sz="6" w:space="0" w:color="{look.accent}"/>'
    frames = {
        "box": f'<w:left w:val="single" w:sz="4" w:space="0" w:color="{WASH}"/>',
        "usable": f'<w:left w:val="single" w:sz="24" w:space="0" w:color="{look.accent}"/>',
        "private": f'<w:left w:val="single" w:sz="24" w:space="0" w:color="{INK}"/>',
    }
    right = {"private": f'<w:right w:val="single" w:sz="4" w:space="0" w:color="{INK}"/>'}
    both = [(tone, frames.get(tone, ""), right.get(tone, "")) for tone in ("", *TONES)]
    tables = [
        _write_table(tone_style("Table", tone), edge + lines + end + inner, tone)
        for tone, edge, end in both
    ]
    besides = [
        _write_table(tone_style("Beside", tone), edge + end + middle, tone)
        for tone, edge, end in both
    ]
    return BARE + "".join((*tables, *besides, _write_table("Facts", "", "")))


MARGINS = {"Facts": (0, 0, 0), "Beside": (-140, 40, 140)}
"""How far tables of a style stand in, and their words in the cells: above, at the left."""


def _write_table(name: str, borders: str, tone: str) -> str:
    # In a frame, tables stand within that.
    shift, upright, left = (15, 40, FRAME - 15) if tone else MARGINS.get(name, (0, 40, 0))
    sides = {"top": upright, "left": left, "bottom": upright, "right": 160}
    margins = "".join(f'<w:{side} w:w="{sides[side]}" w:type="dxa"/>' for side in sides)
    ground = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/></w:tcPr>'
    return (
        f'<w:style w:type="table"{_name_style(name)}'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f'<w:tblPr><w:tblInd w:w="{shift}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{ground if tone == 'box' else ''}"
        f"{HEADED if name.startswith('Table') else ''}</w:style>"
    )


HEADED = (
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="6" '
    f'w:space="0" w:color="{INK}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
)
"""The line under the head of a table."""
BARE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
    "<w:unhideWhenUsed/></w:style>"
)
"""What Word has all tables begin with."""
