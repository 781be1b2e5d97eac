"""Articles as the command line names them."""

from briefbook.base.suggesting import did_you_mean
from briefbook.base.targets import list_places
from briefbook.session.choices import WrongUsage
from briefbook.units.files import UnitFiles, group_files
from briefbook.units.resolving import article_names
from briefbook.workspace.load import Snapshot


def find_article(name: str, snapshot: Snapshot) -> UnitFiles:
    """Return the article that ``name`` means: its path, or the end of it that is unique."""
    units, _ = group_files(snapshot.files)
    articles = {path: unit for path, unit in units.items() if unit.kind == "article"}
    found = [unit for path, unit in articles.items() if name in (path, *article_names(path))]
    if len(found) == 1:
        return found[0]
    names = [article_names(path)[-1] for path in articles]
    why = "several articles are" if found else "no article is"
    hint = did_you_mean(name, names)
    raise WrongUsage(f"{why} called {name!r}" + (f"; {hint}" if hint else ""))


def load_unit(unit: UnitFiles, snapshot: Snapshot) -> dict[str, bytes | None]:
    """Return the bytes of a unit's files; None where a capture may lie and does not."""
    capture = snapshot.captures.get(unit.main, "")
    places = list_places(unit.main, capture) if capture else ()
    paths = [path for path in (*unit[1:], *places) if path]
    return {path: snapshot.load(path) if path in snapshot.files else None for path in paths}
