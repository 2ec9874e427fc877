"""Which language a text or paragraph is in: by function words, with the neighbours that are easily taken for it.

Short telegrams are the rule here; statistical identifiers were measured on them and were wrong more often (see
docs/architecture.md).
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from pressextract.data import available_languages, load_table

UNDECIDED = "und"
_SAMPLE = 3_000  # characters: enough to know a language by
_CLEAR = 1.25  # times the score of the runner-up
_ENOUGH = 0.06  # share of the different words that must be function words of the language, in texts of some length
_PARAGRAPH = 60  # characters: a shorter paragraph is taken to be in the language of its document
_AT_HOME = 0.15  # share of function words of the document's language that leaves no question open
_SHORT = 12  # different words: shorter texts are taken by what they have


@lru_cache(maxsize=1)
def _vocabularies() -> tuple[dict[str, frozenset[str]], dict[str, float]]:
    """Function words by language, and the weight of each: a word that several languages share says less for each."""
    table: dict[str, list[str]] = load_table("", "languages")["words"]
    owners = Counter(word for words in table.values() for word in set(words))
    return {code: frozenset(words) for code, words in table.items()}, {word: 1 / n for word, n in owners.items()}


def detect_language(text: str) -> str:
    """The code of a supported language, or ``"und"``.

    >>> detect_language("Polisen misstänker att mannen var där."), detect_language("Poliisi epäilee, että hän oli siellä ja ei")
    ('sv', 'und')
    """
    best = _closest(text)
    return best if best in available_languages() else UNDECIDED


def detect_paragraph(text: str, document: str) -> str:
    """The language of a paragraph: that of its document, unless it is long enough to prove another one.

    >>> detect_paragraph("The police said that the man was in custody and that it is not over for them.", "sv")
    'en'
    """
    if len(text) < _PARAGRAPH:
        return document
    vocabularies, _ = _vocabularies()
    words = set(text[:_SAMPLE].lower().split())
    if len(words & vocabularies[document]) >= _AT_HOME * len(words):
        return document
    best = _closest(text)
    if best is None or best == document:
        return document
    return best if best in available_languages() else UNDECIDED


def _closest(text: str) -> str | None:
    """The language, supported or not, whose function words clearly prevail."""
    words = set(text[:_SAMPLE].lower().split())
    vocabularies, weights = _vocabularies()
    scores = {code: sum([weights[word] for word in words & known]) for code, known in vocabularies.items()}
    best = max(scores, key=scores.__getitem__)
    score = scores.pop(best)
    if not score or score < _CLEAR * max(scores.values()):
        return None
    return best if score >= _ENOUGH * len(words) or len(words) < _SHORT else None
