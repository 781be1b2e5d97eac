"""The rules: every function by which the program says something of its own."""

from briefbook.statements.absence import (
    no_dispute,
    no_own_position,
    no_position,
    none_found,
)
from briefbook.statements.basis import attribution, basis, reporter, second_hand, stands_in
from briefbook.statements.events import newest_day, not_facts, on_day, status
from briefbook.statements.offices import attested, began, ended, held, office
from briefbook.statements.positions import (
    confidence,
    moved,
    off_scale,
    position_of,
    shown_on,
)

RULES = (
    office,
    held,
    began,
    ended,
    attested,
    moved,
    shown_on,
    off_scale,
    position_of,
    confidence,
    basis,
    reporter,
    second_hand,
    attribution,
    stands_in,
    status,
    on_day,
    newest_day,
    not_facts,
    none_found,
    no_position,
    no_own_position,
    no_dispute,
)
