"""Which worker runs which tests."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

LONGEST = (
    "tests/oracle/test_machine.py",
    "tests/withholding/test_non_interference.py",
    "tests/oracle/test_faults.py",
    "tests/browser/test_axe.py",
    "tests/test_search.py",
    "tests/test_rebuilding.py",
    "tests/browser/test_every_page.py",
)
"""Files that take minutes: they are begun first, so that the workers end together."""


class FileScheduling(LoadFileScheduling):
    """Gives each file of tests to one worker, and goes on when workers die.

    Its parent (pytest-xdist 3.8, issues 1189, 1323, 1327 and 1362) gives work to a worker that
    is still collecting, which ends the run with a ``KeyError`` that names no test; it runs a
    test again that has killed its worker, and gives out files in which nothing is left to
    run, for which a worker then waits for ever.
    """

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)
        self.ended: dict[str, str] = {}
        """Why tests were ended, by their names."""

    def list_running(self) -> Iterator[tuple[int, str]]:
        """Yield the process of each worker, and the test that it runs; any thread may ask."""
        for worker, units in list(self.assigned_work.items()):
            for test in islice(list_pending(units), 1):
                yield worker.gateway._rinfo().pid, test

    def remove_node(self, node: WorkerController) -> str | None:
        """Take a worker out; return the test that it died of, and give the rest to others."""
        pending = [*list_pending(self.assigned_work.pop(node))]
        for test in reversed(pending[1:]):
            file = self._split_scope(test)
            self.workqueue[file] = {test: False} | self.workqueue.get(file, {})
            self.workqueue.move_to_end(file, last=False)
        for worker in self.nodes:
            self._reschedule(worker)
        return pending[0] if pending else None

    def _reschedule(self, node: WorkerController) -> None:
        """Give a worker what it needs to go on: it runs a test when it knows the next one."""
        if node.shutting_down or node not in self.registered_collections:
            return
        while self.workqueue and self._pending_of(self.assigned_work[node]) < 2:
            self._assign_work_unit(node)
        if not self.workqueue:
            node.shutdown()

    def _assign_work_unit(self, node: WorkerController) -> None:
        """Give a worker a file, unless it does not know the tests yet."""
        if node in self.registered_collections:
            for file in reversed(LONGEST):
                if file in self.workqueue:
                    self.workqueue.move_to_end(file, last=False)
            # What goes to a worker that has just died comes back when it is taken out.
            with suppress(OSError):
                super()._assign_work_unit(node)


def list_pending(units: dict[str, dict[str, bool]]) -> Iterator[str]:
    """Yield the tests that are not done, in the order in which they are run."""
    for unit in list(units.values()):
        yield from (test for test, done in list(unit.items()) if not done)
