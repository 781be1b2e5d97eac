"""Pages, assets and pictures → all that is published: hashes, and bytes on demand."""

from collections.abc import Iterator

from briefbook.addresses import Address, make_address
from briefbook.inputs import Inputs
from briefbook.memory import Site
from briefbook.stages.make_pages import render_again


def gather_files(site: Site, inputs: Inputs) -> dict[Address, str]:
    """Return the SHA-256 of every file of the site by its address."""
    assets = {make_address(at): source.hash for at, source in inputs.assets.items()}
    pictures = {
        make_address(at): inputs.files[path] for at, path in list_pictures(site, inputs).items()
    }
    return {**site.page_hashes(), **assets, **pictures}


def list_pictures(site: Site, inputs: Inputs) -> dict[str, str]:
    """Return the paths of the pictures that visible articles show, by their addresses."""
    return dict(find_pictures(site, inputs))


def find_pictures(site: Site, inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Yield (address, path) of the pictures that visible articles show."""
    look = site.ledger.look(inputs.edition)
    for path in look.keys("uses"):
        if path in inputs.files:
            yield from ((address, path) for address in look.all("file", path))


def load_file(site: Site, inputs: Inputs, address: str) -> bytes:
    """Return the bytes of a file of the site."""
    if address in site.made:
        return site.made[address]
    if address in inputs.assets:
        return inputs.assets[address].load()
    path = list_pictures(site, inputs).get(address)
    return inputs.load(path) if path else render_again(site, inputs, address)
