"""The edge that wakes: whoever waits here is told that the workspace may have changed.

Events are hints and nothing else. They say when to look and what to look at first; what
has changed is decided by looking. So nothing is wrong when an event is late, doubled,
about a file that is gone again, or lost: a slow heartbeat asks for a full look every few
seconds, and serves alone where there are no events (``poll``).

::

    with watch(root, folders, tell=print) as watcher:
        build()
        while hint := watcher.wait():
            build(hint)
            watcher.follow(folders)
"""

from briefbook.watch.places import Hint
from briefbook.watch.watcher import Watcher, watch

__all__ = ["Hint", "Watcher", "watch"]
