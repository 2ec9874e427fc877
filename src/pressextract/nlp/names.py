"""The name model: loaded on first use, checked against its manifest, asked only for the sentences it is given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pressextract.errors import ModelNotFound
from pressextract.nlp.docs import tokens_to_doc
from pressextract.types import Name, Tokens

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "names"
MANIFEST = "manifest.json"
_PERSON = "PER"
_CONFIDENCE = 0.7  # of a person that only the model saw; about its precision on press text
_MEND = "pip install --force-reinstall pressextract"


class NameModel(NamedTuple):
    """A loaded pipeline with the words that identify it in a record's provenance."""

    nlp: Language
    description: str

    def find_persons(self, stretches: list[tuple[Tokens, tuple[int, int]]]) -> Iterator[list[Name]]:
        """The persons of each stretch of tokens (half-open), in order; stretches of many texts are read together."""
        docs = (tokens_to_doc(tokens, self.nlp.vocab, first, last) for tokens, (first, last) in stretches)
        for doc, (tokens, (first, _)) in zip(self.nlp.pipe(docs), stretches, strict=True):
            yield [
                Name(tokens.starts[first + entity.start], tokens.ends[first + entity.end - 1], "model", _CONFIDENCE)
                for entity in doc.ents
                if entity.label_ == _PERSON and written_as_name(entity.text)
            ]


def written_as_name(text: str) -> bool:
    """Whether a stretch of text holds a capital, as names in Swedish and English do: "malaria" is none, "al-Bashir" is one."""
    return any(character.isupper() for character in text)


def model_folder() -> Path:
    """Where the model lies: inside the installed package, or beside ``src`` in a checkout."""
    package = Path(str(files("pressextract")))
    installed = package / "models" / MODEL
    return installed if installed.is_dir() else package.parents[1] / "models" / MODEL


def model_digest(folder: Path) -> str:
    """SHA-256 over the files of a model but its manifest."""
    digest = sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def load_name_model() -> NameModel:
    """The name model; ModelNotFound, with the command that mends it, where it is missing or not what its manifest says."""
    folder = model_folder()
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        intact = manifest["sha256"] == model_digest(folder)
    except (OSError, ValueError, KeyError) as error:
        raise ModelNotFound(MODEL, _MEND) from error
    if not intact:
        raise ModelNotFound(MODEL, _MEND)
    import spacy

    import pressextract.nlp.name_tagger  # noqa: F401 - the component that the model is made of

    return NameModel(spacy.load(folder), f"{MODEL} {manifest['version']} {manifest['sha256'][:12]}")
