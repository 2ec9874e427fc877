"""What several commands share: options, and errors as one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from pressextract.data import available_languages
from pressextract.errors import PressextractError

PERSONAL_DATA = click.option(
    "--personal-data",
    type=click.Choice(["keep", "flag", "mask"]),
    default="keep",
    show_default=True,
    help="Flag or mask names of persons without a public role, personal identity numbers and phone numbers.",
)
LANGUAGES = click.Choice(["auto", *available_languages()])


@contextmanager
def clear_errors() -> Iterator[None]:
    """Errors of ours as one line on standard error, exit code 1."""
    try:
        yield
    except PressextractError as error:
        raise click.ClickException(str(error)) from error
