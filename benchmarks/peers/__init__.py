"""All generators that are compared, one file each."""

from benchmarks.peers.eleventy import ELEVENTY
from benchmarks.peers.hugo import HUGO
from benchmarks.peers.mdbook import MDBOOK
from benchmarks.peers.mkdocs import MKDOCS
from benchmarks.peers.ours import OURS, OURS_SMALL
from benchmarks.peers.peer import Peer
from benchmarks.peers.pelican import PELICAN
from benchmarks.peers.zola import ZOLA

PEERS: tuple[Peer, ...] = (OURS_SMALL, OURS, HUGO, ZOLA, ELEVENTY, MKDOCS, PELICAN, MDBOOK)
