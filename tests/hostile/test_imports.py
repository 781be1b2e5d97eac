"""Files that are meant to do harm are refused with a place, or read, within bounds."""

import resource
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from briefbook.importing.archives import UNPACKED
from briefbook.importing.reading import read_document
from briefbook.workspace.scan import Unreadable
from tests.hostile.imports import (
    BUSY,
    HOSTILE,
    LOADING,
    MEGABYTES,
    SAMPLES,
    SECONDS,
    bring_in,
    list_damaged,
)

ROOT = Path(__file__).parents[2]
REFUSALS = {
    *("read", "unreadable-document", "file-too-large", "no-text-inside", "not-a-text"),
    "too-much-markup",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused_in_time(name: str) -> None:
    data = HOSTILE[name]()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    outcome = bring_in(name, data)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert outcome.code in REFUSALS
    assert outcome.seconds < BUSY * SECONDS
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert took < BUSY * (SECONDS + LOADING)


@pytest.mark.parametrize("name", ["bomb.docx", "laughs.docx", "laughs.odt", "deep.docx"])
def test_what_would_fill_the_memory_is_refused(name: str) -> None:
    assert bring_in(name, HOSTILE[name]()).code == "unreadable-document"


def test_no_more_is_unpacked_than_the_bound() -> None:
    data = HOSTILE["bomb.docx"]()
    with ZipFile(BytesIO(data)) as archive:
        assert archive.infolist()[0].file_size > UNPACKED
    with pytest.raises(Unreadable) as caught:
        read_document("bomb.docx", data)
    assert f"{UNPACKED:,}" in dict(caught.value.problem.data)["reason"]


def test_a_process_that_reads_has_no_more_memory_than_the_bound() -> None:
    # A process that is begun counts the memory of the one that begins it: hence a small one.
    asked = (
        "import resource; from tests.hostile.imports import HOSTILE, bring_in\n"
        "[bring_in(name, HOSTILE[name]()) for name in ('links.html', 'wide.html')]\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert int(done.stdout) < MEGABYTES << 10


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sound_file_of_each_format_is_read(name: str) -> None:
    assert bring_in(name, SAMPLES[name]()).code == "read"


def test_damaged_files_are_read_or_refused() -> None:
    assert {bring_in(name, data).code for name, data in list_damaged(4)} <= REFUSALS
