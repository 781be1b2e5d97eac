"""Which pictures are published: those that visible pages show, and no others."""

from collections.abc import Iterator

from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site


def list_pictures(site: Site, inputs: Inputs) -> dict[str, str]:
    """Return the paths of the pictures that visible pages show, by their addresses."""
    return dict(find_pictures(site, inputs))


def find_pictures(site: Site, inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Yield (address, path) of the pictures that visible pages show."""
    look = site.ledger.look(inputs.edition)
    for path in look.keys("uses"):
        if path in inputs.files:
            yield from ((address, path) for address in look.all("file", path))
