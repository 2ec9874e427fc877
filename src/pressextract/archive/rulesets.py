"""What made a record, and which records a change of it can affect."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from pressextract.archive.extraction import Settings
from pressextract.data import available_languages, data_digest, load_lines
from pressextract.errors import ModelNotFound
from pressextract.nlp.names import model_digest, model_folder
from pressextract.version import __version__

Versions = dict[str, str]
_LEXICON = "lexicon "
_MODEL = "model"


class Change(NamedTuple):
    """What a new ruleset can affect: ``condition`` is SQL over ``releases``, ``reason`` says it to the user."""

    condition: str
    reason: str


def versions_of(settings: Settings) -> Versions:
    """The parts of a ruleset: code, shared data, each lexicon, the model, and the options that decide what is found."""
    model = "none"
    if settings.names:
        folder = model_folder()
        if not folder.is_dir():
            raise ModelNotFound("names", "pip install --force-reinstall pressextract")
        model = model_digest(folder)[:12]
    return {
        "code": f"{__version__} {_code_digest()}",
        "taxonomy": data_digest("taxonomy"),
        "names": data_digest("names"),
        "languages": _digest_of("\n".join(load_lines("", "languages.toml"))),
        **{f"{_LEXICON}{code}": data_digest(code) for code in available_languages()},
        _MODEL: model,
        "options": json.dumps(
            [settings.language, settings.published, settings.names, settings.personal_data, settings.size_limit]
        ),
    }


def change_between(old: Versions, new: Versions) -> Change:
    """Which releases must be read again: those of the languages whose lexicon changed, those for which the model was asked,
    or all where that cannot be told.

    >>> change_between({"lexicon sv": "a", "code": "1"}, {"lexicon sv": "b", "code": "1"}).condition
    "(instr(' ' || languages || ' ', ' sv ') > 0)"
    """
    changed = sorted(key for key in {*old, *new} if old.get(key) != new.get(key))
    conditions = []
    for key in changed:
        if key.startswith(_LEXICON) and key in old and key in new:
            conditions.append(f"instr(' ' || languages || ' ', ' {key.removeprefix(_LEXICON)} ') > 0")
        elif key == _MODEL and "none" not in (old.get(key), new.get(key)):
            conditions.append("model IS NOT NULL")
        else:
            return Change("1", f"{', '.join(changed)} changed: every release is extracted again")
    condition = " OR ".join(f"({condition})" for condition in conditions) or "0"
    return Change(condition, f"{', '.join(changed)} changed: the releases that it can affect are extracted again")


def _code_digest() -> str:
    """The digest of the program's own files: a changed rule need not come with a new version number."""
    root = Path(str(files("pressextract")))
    digest = sha256()
    for path in sorted(root.rglob("*.py")):
        if "archive" not in path.parts[len(root.parts) :]:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
