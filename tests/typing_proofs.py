"""What the type checker must refuse: an ignore that is not needed is an error of its own.

So ``mypy`` fails as soon as the full model could be given where a look is asked for.
"""

from briefbook.checks import check_all
from briefbook.index.editions import Edition
from briefbook.index.ledger import EditionView, FullView, Ledger, TaskResult
from briefbook.pages.context import PageContext
from briefbook.units.resolving import Contribution


def a_page_is_not_made_of_the_full_model(full: FullView) -> PageContext:
    return PageContext(full, "index.html")  # type: ignore[arg-type]


def a_view_does_not_tell_of_access(view: EditionView) -> object:
    return view.guarded("card", "ann")  # type: ignore[attr-defined]


def a_check_does_not_see_with_an_edition(
    contribution: Contribution, look: EditionView
) -> object:
    return check_all(contribution, look)  # type: ignore[arg-type]


def a_stage_for_pages_does_not_see_everything(ledger: Ledger, edition: Edition) -> object:
    def compute(_: str, full: FullView) -> TaskResult:
        return TaskResult(full.guarded("card"))

    return ledger.run("view", edition, compute)  # type: ignore[arg-type]
