"""Issues at a glance: each step of the scale, and who holds it last."""

from briefbook.base.letters import sort_name
from briefbook.kinds.issue import OFF_SCALE, Issue
from briefbook.kinds.position import Held
from briefbook.kinds.standing import group_by_actor, join_alike, stand
from briefbook.pages.page import Desk
from briefbook.pages.parts.links import link
from briefbook.pages.parts.plots import find_words
from briefbook.pages.parts.positions import show_doubts
from briefbook.pages.parts.quotes import scale_step
from briefbook.render.page import Data
from briefbook.statements.absence import none_found
from briefbook.statements.words import say


def show_glance(desk: Desk, key: str) -> Data | None:
    """Return an issue with ``steps`` of ``{label, step, holders}``, None if nobody has a say.

    A position between two steps stands at both; the words off the scale come last, where
    somebody holds them.
    """
    issue: Issue = desk.look.one("issue", key)
    latest, everyone = find_latest(desk, key), desk.look.all("positions-on", key)
    steps = [
        {
            "label": label.replace("-", " "),
            "step": name_step(label, issue.scale),
            "holders": show_holders(desk, [held for held in latest if label in held.stance]),
            "none": say(none_found([held for held in everyone if label in held.stance])),
        }
        for label in (*issue.scale, *OFF_SCALE)
    ]
    steps = [one for one in steps if one["holders"] or one["step"] != "off"]
    shown = {"link": link(desk, key), "question": issue.question, "steps": steps}
    return shown if latest else None


def find_latest(desk: Desk, key: str) -> list[Held]:
    """Return the latest positions of everyone who can be seen."""
    grouped = group_by_actor(desk.look.all("positions-on", key))
    visible = {actor: held for actor, held in grouped.items() if desk.look.one("card", actor)}
    return [
        one
        for actor, held in visible.items()
        for one in join_alike(stand(actor, key, held).latest)
    ]


def name_step(label: str, scale: tuple[str, ...]) -> str:
    """Return which of five steps a label is on, ``off`` if it is on no scale."""
    if label not in scale:
        return "off"
    place = scale.index(label)
    return scale_step((place, place), len(scale))


def show_holders(desk: Desk, held: list[Held]) -> list[Data]:
    """Return who holds a position, by name, each with the way to the words that show it.

    Where somebody else describes it, ``described`` says so.
    """
    shown = [(link(desk, one.actor), one) for one in held]
    named = [
        {
            "name": actor["name"],
            "href": find_words(desk, one),
            "described": show_doubts(desk, one)["described"],
        }
        for actor, one in shown
        if actor
    ]
    return sorted(named, key=lambda one: sort_name(one["name"]))
