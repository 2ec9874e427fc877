"""Every word the program knows, and the only code that knows where the files lie."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pressextract.errors import LanguageDataError, LanguageError

Table = dict[str, Any]
_ROOT = files(__name__)
_SHARED = ("taxonomy", "names")


@lru_cache(maxsize=1)
def available_languages() -> tuple[str, ...]:
    """Codes of the languages that have a data folder, sorted."""
    return tuple(sorted(p.name for p in _ROOT.iterdir() if p.is_dir() and p.name not in _SHARED))


def load_table(folder: str, name: str) -> Table:
    """One TOML file of a language folder; LanguageDataError names what is wrong with it."""
    try:
        return tomllib.loads((_ROOT / folder / f"{name}.toml" if folder else _ROOT / f"{name}.toml").read_text("utf-8"))
    except FileNotFoundError as error:
        if folder and folder not in (*available_languages(), *_SHARED):
            raise LanguageError(f"no data for language {folder!r}") from error
        raise LanguageDataError(f"{folder}/{name}.toml", "-", "missing") from error
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError(f"{folder}/{name}.toml", "-", str(error)) from error


def load_lines(folder: str, name: str) -> list[str]:
    """The lines of a plain list, without comments and blank lines."""
    lines = (_ROOT / folder / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=8)
def data_digest(folder: str) -> str:
    """First 12 hex digits of the SHA-256 over a folder's files: the version of a lexicon."""
    digest = sha256()
    for file in sorted((_ROOT / folder).iterdir(), key=_by_name):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def _by_name(file: Traversable) -> str:
    return file.name
