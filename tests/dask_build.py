"""Builds a generated book by two workers of dask, and alone: prints whether they agree.

Run by ``test_dask.py`` in a process of its own: dask leaves threads and warnings behind.
"""

from typing import Any

import distributed

from benchmarks.corpus import make_corpus
from briefbook.build import pipeline
from briefbook.session.workers import make_workers
from tests.workspaces import make_inputs

COUNT = 70
"""Articles: enough that others are asked to read and to render."""


def main() -> None:
    """Build twice, and compare."""
    inputs = make_inputs(make_corpus(COUNT))
    alone = pipeline.build(pipeline.Site(), inputs)
    cluster_of: Any = distributed.LocalCluster
    with cluster_of(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        executor = make_workers(cluster.scheduler_address).executor
        together = pipeline.build(pipeline.Site(executor=executor), inputs)
        workers = len(cluster.workers)
    agree = together.made == alone.made and together.wanted == alone.wanted
    print(f"{workers} workers, {len(together.made)} pages, {agree and alone.complete}")


if __name__ == "__main__":
    main()
