"""The fonts of a workspace and of extras for its PDFs, and which characters there are then.

Which characters a font has is kept in the user's cache: reading fonts takes a while.
"""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby
from pathlib import Path

from briefbook.base.extras import has_extra
from briefbook.build.inputs import OwnFonts
from briefbook.disk.cache import remember
from briefbook.disk.files import file_stat
from briefbook.fonts import FACES as SITE_FACES
from briefbook.fonts import font_file
from briefbook.handouts.formats.pdf import list_font_folders

FOLDER = "fonts"
ENDS = (".ttf", ".otf", ".ttc")
FACES = tuple(face for face in SITE_FACES if face.name.endswith("-regular"))
"""The faces that are asked which characters a PDF can show; the others have the same."""

Ranges = tuple[tuple[int, int], ...]


def is_font(path: str) -> bool:
    """Tell whether a file of the workspace is a font of its own."""
    return path.startswith(f"{FOLDER}/") and path.lower().endswith(ENDS)


def find_own_fonts(root: Path, hashes: Mapping[str, str]) -> OwnFonts:
    """Return the fonts of a workspace, given the hashes of their files, and what they show.

    Those of extras are known by names and sizes. Where no PDF can be made, there are none.
    """
    if not has_extra("handouts"):
        return OwnFonts()
    named = tuple(sorted(hashes.items()))
    brought = [one for folder in list_font_folders() for one in list_fonts(folder)]
    faces = [*(font_file(face) for face in FACES), *brought]
    key = repr((named, [(str(face), file_stat(face.stat())) for face in faces])).encode()
    fonts = [*faces, *map(root.joinpath, hashes)]
    letters: Ranges = remember("letters", key, lambda: list_letters(fonts))
    extra = tuple((one.name, str(one.stat().st_size)) for one in brought)
    return OwnFonts(str(root / FOLDER) if named else "", (*named, *extra), letters)


def list_fonts(folder: Path) -> list[Path]:
    """Return the fonts of a folder by name."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDS)


def list_letters(fonts: Iterable[Path]) -> Ranges:
    """Return the characters that some fonts have, as ranges (first, last)."""
    return tuple(join_codes(sorted({code for font in fonts for code in _read_codes(font)})))


def _read_codes(font: Path) -> Iterable[int]:
    """Return the characters of a font, none if it cannot be read as one."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with (
            BytesIO(font.read_bytes()) as data,
            TTFont(data, lazy=True, fontNumber=0) as opened,
        ):
            return tuple(opened.getBestCmap() or ())
    except (TTLibError, OSError, ValueError, KeyError, AssertionError):
        return ()


def join_codes(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield sorted numbers as ranges."""
    for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        found = [code for _, code in run]
        yield found[0], found[-1]
