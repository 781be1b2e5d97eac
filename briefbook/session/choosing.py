"""The choices of the command line, held against what the config says."""

from collections.abc import Sequence
from pathlib import Path

from briefbook.build.config import Config, output_folder
from briefbook.index.editions import Edition
from briefbook.publish.guard import SOURCES, check_output
from briefbook.session.choices import Choices, WrongUsage


def choose_config(choices: Choices, config: Config) -> Config:
    """Return the settings with what the command line puts in their place."""
    return config._replace(base_url=choices.base_url) if choices.base_url else config


def choose_edition(choices: Choices, config: Config) -> Edition:
    """Return the edition to build, the lowest if none is named.

    Raises:
        WrongUsage: there is no such edition.
    """
    name = choices.edition or config.editions[0]
    if name not in config.editions:
        raise WrongUsage(f"no edition {name!r}; there are: {', '.join(config.editions)}")
    return Edition(name, config.editions, choices.today, choices.drafts, choices.as_of)


def choose_output(root: Path, choices: Choices, config: Config, edition: str) -> Path:
    """Return the folder to publish to, when it is known to be a fit place.

    Raises:
        Refused: it is none.
    """
    then = f"-as-of-{choices.as_of}" if choices.as_of else ""
    output = choices.output or root / f"{output_folder(config, edition)}{then}"
    sources = (*SOURCES, *([config.static] if config.static else []))
    mine = "" if choices.as_of else edition
    check_output(root, output, other_outputs(root, config, mine), choices.adopt, sources)
    return output


def other_outputs(root: Path, config: Config, edition: str) -> Sequence[Path]:
    """Return the folders of the other editions; of all where ``edition`` is ""."""
    return [root / output_folder(config, name) for name in config.editions if name != edition]
