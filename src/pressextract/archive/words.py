"""What full-text search knows of a release beside its words: their stems, and the ids found in it written as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from pressextract.records.model import Record

if TYPE_CHECKING:
    from Stemmer import Stemmer

_WORD = re.compile(r"\w+")
_REMEMBERED = 50_000  # words a language, some 10 MB: the words of a large archive that come again
_UNSAFE = re.compile(r"\W")
# Layers of a record whose ids can be searched for, and the field that holds the id.
_LAYERS = (
    ("offences", "offence"),
    ("places", "id"),
    ("roles", "role"),
    ("organisations", "id"),
)


def searchable_words(record: Record) -> str:
    """The stems that are no words of the text themselves, then the ids, the language and the year; each once, in order."""
    words = set(_WORD.findall(f"{record.source.title or ''} {record.text or ''}".lower()))
    stems = set(map(_remembered(record.language), words)) - words
    return " ".join([*sorted(stems), *sorted(set(_ids(record)))])


@lru_cache(maxsize=_REMEMBERED)
def id_word(layer: str, id_: str) -> str:
    """An id as one word of the index.

    >>> id_word("offence", "purchase-of-sexual-act"), id_word("place", "SE-1280")
    ('offence_purchase_of_sexual_act', 'place_se_1280')
    """
    return f"{layer}_{_UNSAFE.sub('_', id_)}".lower()


def stem_of(word: str, language: str) -> str:
    """The stem of a word in a language; the word where the language has no stemmer.

    >>> stem_of("anmälningarna", "sv"), stem_of("reports", "en"), stem_of("rån", "und")
    ('anmälning', 'report', 'rån')
    """
    stemmer = _stemmer(language)
    return word if stemmer is None else stemmer.stemWord(word)


@lru_cache(maxsize=8)
def _remembered(language: str):  # type: ignore[no-untyped-def]
    return lru_cache(maxsize=_REMEMBERED)(lambda word: stem_of(word, language))


@lru_cache(maxsize=8)
def _stemmer(language: str) -> Stemmer | None:
    import Stemmer as Snowball

    try:
        return Snowball.Stemmer(language, maxCacheSize=0)  # takes codes of ISO 639-1
    except KeyError:
        return None


def _ids(record: Record) -> Iterator[str]:
    for layer, field in _LAYERS:
        for mention in getattr(record, layer):
            if (found := getattr(mention, field)) is not None:
                yield id_word(layer[:-1], found)
    yield id_word("language", record.language)
    if record.source.published or record.source.captured:
        yield id_word("year", str(record.source.published or record.source.captured)[:4])
