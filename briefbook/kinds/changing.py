"""What is done to the plain value of a field, before or after its type is looked at.

The fields themselves know nothing of the validator, which takes long to load: these marks
tell it what it needs, when it asks.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Change = Callable[[Any], object]
"""Returns what a value becomes, or raises ``FieldError``."""


class FieldError(ValueError):
    """A value that its field may not have: ``code`` is the problem's, ``words`` fill it."""

    def __init__(self, code: str, words: str) -> None:
        """Refuse a value."""
        super().__init__(code, words)
        self.code, self.words = code, words


class Before(NamedTuple):
    """Marks a field whose value is changed before its type is looked at."""

    change: Change

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        """Tell the validator."""
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(report_errors(self.change), handler(source))


class After(NamedTuple):
    """Marks a field whose value is changed, or refused, when its type is known to be right."""

    change: Change

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        """Tell the validator."""
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(report_errors(self.change), handler(source))


def report_errors(change: Change) -> Change:
    """Return ``change`` with its errors as the validator wants them."""
    from pydantic_core import PydanticCustomError

    def run(value: Any) -> object:
        try:
            return change(value)
        except FieldError as error:
            code: Any = error.code  # its type is that of a literal in the source
            raise PydanticCustomError(code, "{words}", {"words": error.words}) from None

    return run
