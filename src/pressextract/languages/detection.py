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
    words = set(text[:_SAMPLE].lower().split())
    vocabularies, weights = _vocabularies()
    scores = {code: sum([weights[word] for word in words & known]) for code, known in vocabularies.items()}
    best = max(scores, key=scores.__getitem__)
    score = scores.pop(best)
    if not score or best not in available_languages() or score < _CLEAR * max(scores.values()):
        return UNDECIDED
    return best if score >= _ENOUGH * len(words) or len(words) < _SHORT else UNDECIDED
