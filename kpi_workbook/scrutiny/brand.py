"""The council's own look, held to what readers need: colours that can be read on white, and a logo that is one."""

from __future__ import annotations

from ..errors import InvalidSettings
from ..settings import Settings
from .contrast import LEAST, WHITE, ratio
from .picture import NotAPicture, Picture, picture_of

LARGEST_LOGO_BYTES = 2_000_000
"""A workbook that is mailed should not be heavy with its logo."""


def check_colours(settings: Settings) -> None:
    """Refuses a colour too light to be read on white, or to carry white text. Raises InvalidSettings, with the key."""
    for key, colour in (("primary", settings.theme.primary), ("accent", settings.theme.accent)):
        contrast = ratio(colour, WHITE)
        if contrast < LEAST:
            # cut, not rounded: 4.49 must not be told as 4.5
            raise InvalidSettings(
                f"{_where(settings)}`theme.{key}`: {colour} is too light to be read beside white (a contrast of "
                f"{int(contrast * 10) / 10} to 1, and {LEAST} is the least); choose a darker colour"
            )


def logo_of(settings: Settings) -> Picture | None:
    """The logo, None where none is chosen. Raises InvalidSettings where it is missing, too large or no picture."""
    path = settings.theme.logo
    if path is None:
        return None
    where = f"{_where(settings)}`theme.logo`: {path}"
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_LOGO_BYTES + 1)
    except OSError as cause:
        reason = (cause.strerror or type(cause).__name__).lower()
        raise InvalidSettings(f"{where} cannot be read ({reason}); correct the path or remove the setting") from cause
    if len(data) > LARGEST_LOGO_BYTES:
        raise InvalidSettings(
            f"{where} is larger than {LARGEST_LOGO_BYTES // 1_000_000} megabytes; save a smaller copy"
        )
    try:
        return picture_of(data)
    except NotAPicture as cause:
        raise InvalidSettings(f"{where} {cause}") from cause


def _where(settings: Settings) -> str:
    """The settings file, where there is one."""
    return f"{settings.source}: " if settings.source else ""
