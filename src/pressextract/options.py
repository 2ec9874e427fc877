"""What several commands share: options, their checks, and errors as one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from pressextract.data import available_languages
from pressextract.errors import PressextractError, ReadError

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


def given_date(published: str | None) -> str | None:
    """The date of ``--published``, checked; a wrong one is a mistake of use."""
    from pressextract.readers.fields import checked_date

    try:
        return checked_date(published, "--published")
    except ReadError as error:
        raise click.UsageError(str(error)) from error
