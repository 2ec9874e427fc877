"""Everything that can go wrong, as one tree. Not finding something is not an error."""

from __future__ import annotations

from pathlib import Path


class PressextractError(Exception):
    """Root of all errors that the library raises on purpose."""


class ReadError(PressextractError):
    """An input that cannot become a release.

    >>> str(ReadError("a.txt", "empty file"))
    'a.txt: empty file'
    """

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = str(path), reason

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        return type(self), (self.path, self.reason)


class LanguageError(PressextractError):
    """A language code for which there is no data folder."""


class LanguageDataError(PressextractError):
    """A mistake in a data file: the file, the key and the reason.

    >>> str(LanguageDataError("sv/dates.toml", "months", "missing"))
    'sv/dates.toml: months: missing'
    """

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}")
        self.file, self.key, self.reason = file, key, reason


class ModelNotFound(PressextractError):
    """A name model that is missing or damaged, with the command that mends it."""

    def __init__(self, name: str, command: str) -> None:
        super().__init__(f"name model {name} cannot be used; mend it with: {command}")
        self.name, self.command = name, command

    def __reduce__(self) -> tuple[type[ModelNotFound], tuple[str, str]]:
        return type(self), (self.name, self.command)


class MissingExtra(PressextractError):
    """A library that an option needs and that is not installed, with the extra that brings it."""

    def __init__(self, extra: str, library: str) -> None:
        super().__init__(f"{library} is not installed; install it with: pip install 'pressextract[{extra}]'")
        self.extra, self.library = extra, library

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str]]:
        return type(self), (self.extra, self.library)


class RecordError(PressextractError):
    """A record that breaks its own schema: an error of ours, which stops that document alone."""

    def __init__(self, release_id: str, reason: str) -> None:
        super().__init__(f"{release_id}: {reason}")
        self.release_id, self.reason = release_id, reason


class ArchiveError(PressextractError):
    """An archive on disk that cannot be used."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = str(path), reason
