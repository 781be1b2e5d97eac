"""Models of books that withhold something: drawn at random, and cured until no error is left.

A model begins with the oracle's workspace and one that has something of every kind withheld
in every way. Random edits follow, among them many that hide things. What an edit breaks is
cured as the problems themselves advise: whoever refers to something hidden is hidden as
well. An edit that cannot be cured is taken back.
"""

from functools import cache
from typing import Any

from hypothesis import strategies as st

from briefbook.base.codes import CODES
from briefbook.base.problems import Problem
from briefbook.build import pipeline
from tests.oracle import edits
from tests.oracle.edits import Draw, Edit, Spot, copy_world, find_holder, list_spots, pick
from tests.oracle.values import FIELDS, HEAD
from tests.oracle.world import Article, World, load_world, make_inputs
from tests.workspaces import FIXTURES

START = FIXTURES / "editions"
LEVELS = ("public", "partner", "team")
PICTURES = {f"briefings/delta/{name}.png": name for name in ("dyke", "sluice")}
ROUNDS = 12
"""How often what refers to something hidden is hidden in turn, before an edit is given up."""

LIST_FORMS = {"relations": ("from", "type", "to", "evidence"), "mentions": ("exact", "id")}
SCALAR_FORMS = {"actors": "name"}


@cache
def load_models() -> World:
    """Return the world that every model begins with."""
    world, more = load_world(), load_world(START)
    return more._replace(files={**world.files, **more.files, **PICTURES})


# Hiding


def hide(world: World, draw: Draw) -> World:
    """Give an entry, an article or a folder an access."""
    made = copy_world(world)
    spot = pick(draw, list_spots(made))
    fields_of(made, spot)["access"] = pick(draw, LEVELS)
    return made


def hide_in_time(world: World, draw: Draw) -> World:
    """Have an article or a briefing be a draft, or appear on some day."""
    made = copy_world(world)
    heads = [spot for spot in list_spots(made) if spot.kind in ("article", "briefing")]
    fields = fields_of(made, pick(draw, heads))
    name = pick(draw, ("draft", "publish"))
    fields[name] = pick(draw, HEAD[name])
    return made


def name_publicly(world: World, draw: Draw) -> World:
    """Hide an actor behind another name."""
    made = copy_world(world)
    fields = fields_of(made, pick(draw, of_kind(made, "actors")))
    fields["access"] = pick(draw, LEVELS[1:])
    fields["public_name"] = pick(draw, ("an official", "somebody"))
    return made


def add_twin(world: World, draw: Draw) -> World:
    """Write an entry of a list a second time, and hide one of the two."""
    made = copy_world(world)
    spots = [spot for spot in list_spots(made) if isinstance(find_holder(made, spot), list)]
    spot = pick(draw, spots)
    holder, place = find_holder(made, spot), spot.keys[-1]
    twin = dict(fields_of(made, spot))
    holder.insert(draw(st.integers(0, len(holder))), {**twin, "access": pick(draw, LEVELS)})
    options = FIELDS[spot.kind]
    if options and pick(draw, (True, False)):
        name = pick(draw, options)
        fields_of(made, spot._replace(keys=(*spot.keys[:-1], place)))[name] = pick(
            draw, options[name]
        )
    return made


def of_kind(world: World, kind: str) -> list[Spot]:
    """Return the places of all entries of a kind."""
    return [spot for spot in list_spots(world) if spot.kind == kind]


def fields_of(world: World, spot: Spot) -> dict[str, Any]:
    """Return the fields of an entry, which is written as a mapping from now on."""
    file: Any = world.files[spot.path]
    if isinstance(file, Article):
        return file.front
    holder, key = find_holder(world, spot), spot.keys[-1]
    if not isinstance(holder[key], dict):
        holder[key] = spell_out(spot.kind, holder[key])
    return holder[key]  # type: ignore[no-any-return]


def spell_out(kind: str, value: Any) -> dict[str, Any]:
    """Return an entry that was written as a list or a scalar as a mapping."""
    if isinstance(value, (list, tuple)):
        return dict(zip(LIST_FORMS[kind], value, strict=False))
    return {SCALAR_FORMS[kind]: value} if value else {}


# Curing


@cache
def remember_start() -> pipeline.Site:
    """Return a memory that has checked the world that every model begins with."""
    memory = pipeline.Site()
    pipeline.check(memory, make_inputs(load_models(), LEVELS[0]))
    memory.save()
    return memory


def find_errors(world: World) -> tuple[Problem, ...]:
    """Return the errors that a check of the whole book reports."""
    problems = pipeline.check(remember_start(), make_inputs(world, LEVELS[0]))
    return tuple(found for found in problems if CODES[found.code].severity == "error")


def cure(world: World) -> World | None:
    """Return a world without errors, made by hiding what refers to hidden things; or None."""
    for _ in range(ROUNDS):
        errors = find_errors(world)
        if not errors:
            return world
        if any(found.code not in CURES for found in errors):
            return None
        world = copy_world(world)
        for found in errors:
            CURES[found.code](world, found)
    return None


def raise_access(world: World, found: Problem) -> None:
    """Hide what refers to something hidden: its entry, or the article that it stands in."""
    spot = find_spot(world, found)
    fields_of(world, spot)["access"] = dict(found.data)["needed"]


def wait_as_long(world: World, found: Problem) -> None:
    """Have the article wait that refers to what is not published yet."""
    path = found.locus.path
    article = path.removesuffix(".yaml") + ".md"
    if isinstance(world.files.get(article), Article):
        path = article
    file: Any = world.files[path]
    if isinstance(file, Article):
        file.front["draft"] = "true"
    else:
        spot = find_spot(world, found)
        find_holder(world, spot)[spot.keys[-1]] = None
        drop_empty(find_holder(world, spot))


def drop_empty(holder: Any) -> None:
    """Take out what is nothing any more."""
    if isinstance(holder, list):
        holder[:] = [one for one in holder if one is not None]
    else:
        for key in [key for key, value in holder.items() if value is None]:
            del holder[key]


def find_spot(world: World, found: Problem) -> Spot:
    """Return the entry at which a problem was found; the article's head for its text."""
    path, pointer = found.locus.path, found.locus.pointer
    if path.endswith(".md"):
        return Spot("article", path, ())
    file: Any = world.files[path]
    article = path.removesuffix(".yaml") + ".md"
    if article not in world.files:
        return Spot(path.rsplit("/", 1)[-1].removesuffix(".yaml"), path, pointer[:1])
    if len(pointer) < 2:
        return Spot("article", article, ())
    held = file[pointer[0]]
    key: Any = int(pointer[1]) if isinstance(held, list) else pointer[1]
    return Spot(pointer[0], path, (pointer[0], key))


CURES = {"hidden-reference": raise_access, "unpublished-reference": wait_as_long}

EDITS: tuple[tuple[Edit, ...], ...] = (
    (hide,),
    (hide,),
    (hide_in_time, name_publicly, add_twin),
    (edits.set_field, edits.drop_field, edits.add_entry, edits.turn_around),
    (edits.retitle, edits.give_names, edits.refer_elsewhere, edits.move_on, edits.set_day),
    (edits.swap_word, edits.put_paragraph, edits.swap_paragraphs, edits.cut_paragraph),
    (edits.move_article, edits.move_registry, edits.copy_article, edits.delete_entry),
)


def draw_model(draw: Draw) -> World:
    """Return a model without errors."""
    world = load_models()
    remember_start().undo()
    for _ in range(draw(st.integers(1, 8))):
        edit = pick(draw, pick(draw, EDITS))
        edited = edit(world, draw)
        world = cure(edited) or world
    return world
