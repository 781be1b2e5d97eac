"""Pages, assets and pictures → all that is published: hashes, and bytes on demand."""

from briefbook.base.addresses import Address, make_address
from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site
from briefbook.build.pictures import list_pictures
from briefbook.build.stages.make_pages import render_again
from briefbook.units.picture import bare_photo


def gather_files(site: Site, inputs: Inputs) -> dict[Address, str]:
    """Return the SHA-256 of every file of the site by its address."""
    assets = {make_address(at): source.hash for at, source in inputs.assets.items()}
    pictures = {
        make_address(at): hash_picture(site, inputs, path)
        for at, path in list_pictures(site, inputs).items()
    }
    return {**site.page_hashes(), **assets, **pictures}


def hash_picture(site: Site, inputs: Inputs, path: str) -> str:
    """Return the SHA-256 of what is published of a picture."""
    bare: str = site.ledger.value("read", path).bare
    return inputs.files[path] if inputs.config.photo_metadata == "keep" else bare


def load_picture(inputs: Inputs, path: str) -> bytes:
    """Return what is published of a picture."""
    data = inputs.load(path)
    return data if inputs.config.photo_metadata == "keep" else bare_photo(data)


def load_file(site: Site, inputs: Inputs, address: str) -> bytes:
    """Return the bytes of a file of the site."""
    if address in site.made:
        return site.made[address]
    if address in inputs.assets:
        return inputs.assets[address].load()
    path = list_pictures(site, inputs).get(address)
    return load_picture(inputs, path) if path else render_again(site, inputs, address)
