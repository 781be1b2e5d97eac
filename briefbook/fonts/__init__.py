"""The site's type: faces of two font packages, cut to what a book may need, as WOFF2.

In: two font packages; out: WOFF2 files. Start with ``load_fonts``; the fonts that a workspace
brings for its PDFs are those of ``own_fonts.py``.

The subset is fixed, whatever the articles hold: a new letter in one of them must not
change the fonts of the whole site. Cutting takes seconds: it is done when a wheel is built,
which brings the fonts along; with a checkout once for each user, who keeps them in a cache.

The fonts are under the SIL Open Font License with "Source" as a reserved name, which a
changed font may not bear: so within the files the families are called "Briefbook Serif
Pro" and "Briefbook Sans Pro". Copyright and licence stay in the files, and are published
beside them.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from briefbook.base.extras import require_extra
from briefbook.disk.cache import remember


class Face(NamedTuple):
    """One face: its name on the site, and the package and file that it is cut from."""

    name: str
    package: str
    file: str


Spread = Callable[[Callable[[Face], bytes], Sequence[Face]], Iterable[bytes]]
"""Works on each of some faces, in their order."""

SERIF = "font_source_serif_pro"
SANS = "font_source_sans_pro"

FACES = (
    Face("source-serif-regular", SERIF, "SourceSerifPro-Regular.ttf"),
    Face("source-serif-italic", SERIF, "SourceSerifPro-It.ttf"),
    Face("source-serif-semibold", SERIF, "SourceSerifPro-Semibold.ttf"),
    Face("source-sans-regular", SANS, "SourceSansPro-Regular.ttf"),
    Face("source-sans-italic", SANS, "SourceSansPro-It.ttf"),
    Face("source-sans-semibold", SANS, "SourceSansPro-Semibold.ttf"),
)

BROUGHT = Path(__file__).with_name("cut_fonts")
"""Where a wheel brings the fonts; in a checkout there is nothing."""

RANGES = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B (with the vowels of pinyin)
    (0x02B0, 0x036F),  # modifier letters, combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional (with the vowels of Vietnamese)
    (0x2000, 0x209F),  # punctuation, superscripts and subscripts
    (0x20A0, 0x20CF),  # currency
    (0x2100, 0x218F),  # letter-like symbols, fractions
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x25A0, 0x25FF),  # shapes, for marks and bullets
    (0x2713, 0x2713),  # check mark
)

FEATURES = [
    *("kern", "mark", "mkmk", "ccmp", "locl", "liga", "case"),
    *("onum", "lnum", "pnum", "tnum", "frac", "numr", "dnom", "sups"),
    *("smcp", "c2sc"),
]

# Name records, by their numbers in the OpenType specification.
COPYRIGHT, LICENCE, LICENCE_ADDRESS = 0, 13, 14
FAMILY, IDENTIFIER, FULL_NAME, POSTSCRIPT_NAME, TYPOGRAPHIC_FAMILY = 1, 3, 4, 6, 16
NAMES = {FAMILY, IDENTIFIER, FULL_NAME, POSTSCRIPT_NAME, TYPOGRAPHIC_FAMILY}


def load_fonts(spread: Spread = map) -> dict[str, bytes]:
    """Return what ``cut_fonts`` returns: from the wheel, else from the user's cache.

    Raises:
        MissingExtra: this is a checkout, and what cuts fonts is not installed.
    """
    if brought := read_brought(BROUGHT):
        return brought
    require_extra("build", "the fonts of a checkout")
    return remember("fonts", _make_key(), partial(cut_fonts, spread))


def read_brought(folder: Path) -> dict[str, bytes]:
    """Return the fonts that lie in a folder, by path; none where some are lacking."""
    found = {f"fonts/{path.name}": path.read_bytes() for path in sorted(folder.glob("*"))}
    return found if {*map(_address, FACES)} <= found.keys() else {}


def _make_key() -> bytes:
    """Return a digest of what the fonts are made from: faces, libraries and this module.

    It takes some milliseconds: fontTools, slow to import, is known by the file that holds
    its version.
    """
    import brotli

    sources = (Path(__file__), library_file("fontTools"), *map(font_file, FACES))
    digests = [sha256(source.read_bytes()).digest() for source in sources]
    return sha256(b"".join(digests) + brotli.__version__.encode()).digest()


def cut_fonts(spread: Spread = map) -> dict[str, bytes]:
    """Return the fonts and their licence notices, by path: ``fonts/….woff2``, ``….txt``.

    The same libraries give the same bytes, whoever works. All the faces together take some
    seconds.
    """
    fonts = dict(zip(map(_address, FACES), spread(cut_face, FACES), strict=True))
    return fonts | {f"fonts/OFL-{_family(face)}.txt": _licence_notice(face) for face in FACES}


def cut_face(face: Face) -> bytes:
    """Return one face, cut to ``RANGES`` and ``FEATURES`` and renamed, as WOFF2."""
    from fontTools.subset import Options, Subsetter

    font = _open_font(face)
    # Set aside while cutting: the subsetter spends a third of its time on unused names.
    names = font["name"]
    del font["name"]
    subsetter = Subsetter(Options(layout_features=FEATURES, notdef_outline=True))
    subsetter.populate(unicodes=[code for a, b in RANGES for code in range(a, b + 1)])
    subsetter.subset(font)
    _set_own_widths(font)
    for record in names.names:
        if record.nameID in NAMES:
            record.string = record.toUnicode().replace("Source", "Briefbook")
    font["name"] = names
    font.flavor = "woff2"
    packed = BytesIO()
    font.save(packed)
    return packed.getvalue()


def _set_own_widths(font: Any) -> None:
    """Give each glyph made of others its own width where it says that it has that of a part.

    In the packages quotation marks say so, and are shown as wide as half of them.
    """
    from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS

    glyphs, widths = font["glyf"], font["hmtx"]
    for name in font.getGlyphOrder():
        for part in glyphs[name].components if glyphs[name].isComposite() else ():
            if widths[part.glyphName][0] != widths[name][0]:
                part.flags &= ~USE_MY_METRICS


def _licence_notice(face: Face) -> bytes:
    """Return copyright, licence and its address, as the font itself states them."""
    names = _open_font(face)["name"]
    stated = [names.getDebugName(number) for number in (COPYRIGHT, LICENCE, LICENCE_ADDRESS)]
    change = f"The {_family(face)} fonts in this folder hold part of its characters, renamed."
    return "\n\n".join((*stated, change, "")).encode()


def _address(face: Face) -> str:
    return f"fonts/{face.name}.woff2"


def _family(face: Face) -> str:
    return face.name.rpartition("-")[0]


def font_file(face: Face) -> Path:
    """Return the whole file that a face is cut from."""
    return library_file(face.package).parent / "files" / face.file


def library_file(module: str) -> Path:
    """Return the file of a library that is loaded first, without loading it."""
    spec = find_spec(module)
    assert spec is not None, module
    assert spec.origin is not None, module
    return Path(spec.origin)


def _open_font(face: Face) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(BytesIO(font_file(face).read_bytes()), recalcTimestamp=False)
