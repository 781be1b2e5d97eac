"""``build --verify``: proves that the published site is what a clean build gives."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from briefbook.base.addresses import Address
from briefbook.cli.telling import tell, tell_report
from briefbook.disk.files import hash_file, is_file
from briefbook.session.session import Attempt, Ready, Session

SHOWN = 20
DONE, OURS = 0, 70


def verify(options: argparse.Namespace, session: Session, ready: Ready) -> int:
    """Build anew with nothing remembered, and compare with what lies in the output folder."""
    with TemporaryDirectory(dir=session.state) as folder:
        clean = Session(session.root, Path(folder), session.choices)
        try:
            wanted = expect(clean.build())
        finally:
            clean.end()
    wrong = sorted(set(find_differences(ready.output, ready.built.wanted, wanted)))
    if not wrong:
        tell(options, f"verified: all {len(wanted):,} files are those of a clean build")
        return DONE
    tell_report("\n".join(wrong[:SHOWN]))
    tell_report(
        f"{len(wrong):,} files differ from a clean build: a fault of ours; please report it"
    )
    return OURS


def expect(clean: Attempt) -> Mapping[Address, str]:
    """Return what a clean build wants published; nothing, if the sources are broken by now."""
    return clean.ready.built.wanted if clean.ready else {}


def find_differences(
    output: Path, ours: Mapping[Address, str], clean: Mapping[Address, str]
) -> Iterator[str]:
    """Yield the files that a clean build makes otherwise, or that hold something else."""
    for address, _ in ours.items() ^ clean.items():
        yield f"{address}: a clean build makes it otherwise"
    for address, hashed in clean.items():
        path = f"{output}/{address}"
        if not is_file(path) or hash_file(path) != hashed:
            yield f"{address}: another file lies there"
