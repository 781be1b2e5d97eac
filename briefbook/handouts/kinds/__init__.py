"""All kinds of handouts, one file each."""

from briefbook.handouts.kinds.actor_note import ACTOR_NOTE
from briefbook.handouts.kinds.briefing_paper import BRIEFING_PAPER
from briefbook.handouts.kinds.position_sheet import POSITION_SHEET
from briefbook.handouts.kinds.read_ahead import READ_AHEAD
from briefbook.handouts.kinds.two_pager import TWO_PAGER
from briefbook.handouts.writing import HandoutKind

HANDOUTS: tuple[HandoutKind, ...] = (
    READ_AHEAD,
    TWO_PAGER,
    BRIEFING_PAPER,
    POSITION_SHEET,
    ACTOR_NOTE,
)

BY_NAME: dict[str, HandoutKind] = {kind.name: kind for kind in HANDOUTS}
