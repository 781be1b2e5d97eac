"""A clock that only moves when somebody waits, and on which things can be planned."""

import threading
from collections.abc import Callable

from briefbook.watch.watcher import Clock

Deed = Callable[[], object]


class FakeClock:
    """Seconds from nought; ``at`` plans what another thread would do at a moment."""

    def __init__(self) -> None:
        self.moment = 0.0
        self._planned: list[tuple[float, Deed]] = []

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.moment, self._wait)

    def at(self, moment: float, deed: Deed) -> None:
        self._planned.append((moment, deed))
        self._planned.sort(key=lambda planned: planned[0])

    def _wait(self, condition: threading.Condition, seconds: float) -> None:
        del condition
        end = self.moment + seconds
        if self._planned and self._planned[0][0] <= end:
            moment, deed = self._planned.pop(0)
            self.moment = max(self.moment, moment)
            deed()
        else:
            self.moment = end
