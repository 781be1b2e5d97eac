"""Fonts: what they can set, what they weigh, what they are called, and their cache."""

import io
import os
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS

from briefbook import fonts
from briefbook.cli.main import main
from briefbook.fonts import FACES, load_fonts, read_brought

ENGLISH = "“It’s ‘clear’ — £5, €6…” café naïve §12 † ‡"
PINYIN = "Wáng Yì, Hán Zhèng, Lǐ Qiáng, Lǚ, nǚ, ǖǘǚǜ āēīōū"
VIETNAMESE = "Nguyễn Phú Trọng, Phạm Minh Chính, Võ Văn Thưởng, đ ơ ư"
CENTRAL_EUROPEAN = "Łódź, Čaputová, Orbán, Țîrdea, Şimşek, Ģirts"
GREEK = "Κυριάκος Μητσοτάκης, Αθήνα"
CYRILLIC = "Щербаков, Київ, Єрмак, Ђорђевић, Қазақстан"
SIGNS = "←↑→↓ ₴₽₹ ½¾ ² № ™ − × ≈ ≤ ≥ ■▲▼○●"


def open_font(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content))


def lacks(content: bytes, text: str) -> str:
    characters = set(open_font(content).getBestCmap())
    return "".join(sorted({letter for letter in text if ord(letter) not in characters}))


def features(content: bytes) -> set[str]:
    font = open_font(content)
    lists = [font[table].table.FeatureList.FeatureRecord for table in ("GSUB", "GPOS")]
    return {record.FeatureTag for records in lists for record in records}


@pytest.fixture(scope="module")
def cut() -> dict[str, bytes]:
    return load_fonts()


class TestCutFonts:
    def test_show_each_glyph_as_wide_as_it_is(self, cut: dict[str, bytes]) -> None:
        for address, content in cut.items():
            if not address.endswith(".woff2"):
                continue
            font = open_font(content)
            glyphs, widths = font["glyf"], font["hmtx"]
            for name in font.getGlyphOrder():
                if glyphs[name].isComposite():
                    for part in glyphs[name].components:
                        takes_its_width = part.flags & USE_MY_METRICS
                        is_as_wide = widths[part.glyphName][0] == widths[name][0]
                        assert is_as_wide or not takes_its_width, (address, name)

    def test_stand_under_stable_names(self, cut: dict[str, bytes]) -> None:
        assert sorted(cut) == [
            "fonts/OFL-source-sans.txt",
            "fonts/OFL-source-serif.txt",
            "fonts/source-sans-italic.woff2",
            "fonts/source-sans-regular.woff2",
            "fonts/source-sans-semibold.woff2",
            "fonts/source-serif-italic.woff2",
            "fonts/source-serif-regular.woff2",
            "fonts/source-serif-semibold.woff2",
        ]

    def test_are_woff2(self, cut: dict[str, bytes]) -> None:
        fonts = [content for path, content in cut.items() if path.endswith(".woff2")]
        assert {content[:4] for content in fonts} == {b"wOF2"}

    def test_weigh_less_than_400_kilobytes_in_all(self, cut: dict[str, bytes]) -> None:
        assert sum(map(len, cut.values())) < 400_000

    @pytest.mark.parametrize("face", ["serif-regular", "serif-semibold", "sans-regular"])
    @pytest.mark.parametrize(
        "text", [ENGLISH, PINYIN, VIETNAMESE, CENTRAL_EUROPEAN, GREEK, CYRILLIC]
    )
    def test_upright_faces_set_the_names_of_the_world(
        self, cut: dict[str, bytes], face: str, text: str
    ) -> None:
        assert lacks(cut[f"fonts/source-{face}.woff2"], text) == ""

    def test_labels_set_arrows_currencies_and_shapes(self, cut: dict[str, bytes]) -> None:
        assert lacks(cut["fonts/source-sans-regular.woff2"], SIGNS.replace("○●", "")) == ""

    def test_italics_set_european_names(self, cut: dict[str, bytes]) -> None:
        italics = [cut[f"fonts/source-{family}-italic.woff2"] for family in ("serif", "sans")]
        assert [lacks(font, ENGLISH + CENTRAL_EUROPEAN) for font in italics] == ["", ""]

    def test_the_serif_has_small_capitals_and_every_kind_of_figure(
        self, cut: dict[str, bytes]
    ) -> None:
        regular = features(cut["fonts/source-serif-regular.woff2"])
        assert {"kern", "liga", "onum", "lnum", "tnum", "pnum", "smcp"} <= regular

    def test_do_not_bear_the_reserved_name(self, cut: dict[str, bytes]) -> None:
        families = {
            open_font(content)["name"].getBestFamilyName()
            for path, content in cut.items()
            if path.endswith(".woff2")
        }
        assert families == {"Briefbook Serif Pro", "Briefbook Sans Pro"}

    def test_keep_copyright_and_licence_within(self, cut: dict[str, bytes]) -> None:
        names = open_font(cut["fonts/source-serif-regular.woff2"])["name"]
        assert "Adobe" in names.getDebugName(0)
        assert "SIL Open Font License" in names.getDebugName(13)

    def test_come_with_a_licence_notice_for_readers(self, cut: dict[str, bytes]) -> None:
        notice = cut["fonts/OFL-source-sans.txt"].decode()
        assert "Reserved Font Name" in notice
        assert "SIL Open Font License, Version 1.1" in notice


def digest_elsewhere(hash_seed: str, zone: str) -> str:
    code = (
        "import hashlib; from briefbook.fonts import FACES, cut_face;"
        "face = next(face for face in FACES if face.name == 'source-sans-italic');"
        "print(hashlib.sha256(cut_face(face)).hexdigest())"
    )
    changed = {"PYTHONHASHSEED": hash_seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, env=os.environ | changed, capture_output=True, text=True, check=True
    ).stdout


def test_any_hash_seed_and_time_zone_give_the_same_bytes() -> None:
    assert digest_elsewhere("1", "Asia/Shanghai") == digest_elsewhere("2", "UTC")


class TestCache:
    """The cache, with stand-ins for the fonts: cutting real ones would only take time."""

    FONTS = MappingProxyType({"fonts/a.woff2": b"wOF2" * 400, "fonts/b.txt": b"licence"})

    @pytest.fixture
    def cuts(self, monkeypatch: pytest.MonkeyPatch) -> list[object]:
        made: list[object] = []

        def cut(executor: object) -> dict[str, bytes]:
            made.append(executor)
            return dict(self.FONTS)

        monkeypatch.setattr(fonts, "cut_fonts", cut)
        return made

    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = tmp_path / "home" / "cache"
        monkeypatch.setenv("BRIEFBOOK_CACHE", str(folder))
        return folder

    @pytest.fixture
    def cache(self, cuts: list[object], folder: Path) -> Path:
        load_fonts()
        cuts.clear()
        (cache,) = folder.iterdir()
        return cache

    @pytest.mark.usefixtures("cache")
    def test_the_second_call_cuts_nothing(self, cuts: list[object]) -> None:
        assert load_fonts() == self.FONTS
        assert cuts == []

    @pytest.mark.usefixtures("folder")
    def test_another_workspace_and_a_cleaned_one_cut_nothing(
        self, cuts: list[object], tmp_path: Path
    ) -> None:
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "config.yaml").write_text("title: Empty\n", "utf-8")
            for verb in ("build", "clean", "build"):
                assert main([verb, "-q", "-C", str(tmp_path / name)]) == 0
        assert len(cuts) == 1

    @pytest.mark.usefixtures("cache")
    def test_other_libraries_cut_again_and_leave_these_fonts_alone(
        self, cuts: list[object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr("brotli.__version__", "0.0")
            load_fonts()
            assert len(cuts) == 1
        load_fonts()
        assert len(cuts) == 1

    @pytest.mark.parametrize("length", [0, 5, 32, 33, 1000])
    def test_a_truncated_cache_costs_time_alone(
        self, cache: Path, cuts: list[object], length: int
    ) -> None:
        cache.write_bytes(cache.read_bytes()[:length])
        assert load_fonts() == self.FONTS
        assert len(cuts) == 1

    @pytest.mark.parametrize("place", [0, 40, -1])
    def test_a_corrupted_cache_is_cut_again_and_mended(
        self, cache: Path, cuts: list[object], place: int
    ) -> None:
        content = bytearray(cache.read_bytes())
        content[place] ^= 255
        cache.write_bytes(content)
        assert load_fonts() == self.FONTS
        assert load_fonts() == self.FONTS
        assert len(cuts) == 1

    def test_nothing_is_left_beside_the_cache(self, cache: Path) -> None:
        assert list(cache.parent.iterdir()) == [cache]

    def test_a_folder_that_cannot_be_written_does_no_harm(
        self, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BRIEFBOOK_CACHE", str(cache / "below-a-file"))
        assert load_fonts() == self.FONTS

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems name other folders")
    @pytest.mark.usefixtures("cuts")
    def test_lies_in_the_folder_that_the_system_has_for_caches(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("BRIEFBOOK_CACHE")
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
        load_fonts()
        assert [path.parent for path in folder.rglob("*.cache")] == [folder / "briefbook"]

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems name other folders")
    @pytest.mark.usefixtures("cuts")
    def test_who_has_no_home_has_no_cache(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("BRIEFBOOK_CACHE", "XDG_CACHE_HOME", "HOME"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
        monkeypatch.chdir(tmp_path)
        assert load_fonts() == self.FONTS
        assert list(tmp_path.iterdir()) == []


class TestBrought:
    """The fonts that a wheel brings."""

    def test_are_taken_as_they_are(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        brought = {f"fonts/{face.name}.woff2": b"wOF2" for face in FACES}
        for path, content in brought.items():
            (tmp_path / Path(path).name).write_bytes(content)
        monkeypatch.setattr(fonts, "BROUGHT", tmp_path)
        assert load_fonts() == brought

    def test_count_for_nothing_where_one_is_lacking(self, tmp_path: Path) -> None:
        (tmp_path / f"{FACES[0].name}.woff2").write_bytes(b"wOF2")
        assert read_brought(tmp_path) == {}
