"""Which language a text or paragraph is in: by function words, with the neighbours that are easily taken for it.

Short telegrams are the rule here; statistical identifiers were measured on them and were wrong more often (see
docs/architecture.md).
"""

from __future__ import annotations

import re
from functools import lru_cache

from pressextract.data import available_languages, load_table

UNDECIDED = "und"
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters: enough to know a language by
_CLEAR = 1.25  # times the score of the runner-up
_ENOUGH = 0.12  # share of words that must be function words of the language, in texts of some length


@lru_cache(maxsize=1)
def _weights() -> dict[str, list[tuple[str, float]]]:
    """Word to (language, weight): a word that several languages share says less for each."""
    table: dict[str, list[str]] = load_table("", "languages")["words"]
    owners: dict[str, list[str]] = {}
    for code, words in table.items():
        for word in words:
            owners.setdefault(word, []).append(code)
    return {word: [(code, 1 / len(codes)) for code in codes] for word, codes in owners.items()}


def detect_language(text: str) -> str:
    """The code of a supported language, or ``"und"``.

    >>> detect_language("Polisen misstänker att mannen var där."), detect_language("Poliisi epäilee, että hän oli siellä ja ei")
    ('sv', 'und')
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    if not words:
        return UNDECIDED
    weights = _weights()
    scores: dict[str, float] = {}
    for word in words:
        for code, weight in weights.get(word, ()):
            scores[code] = scores.get(code, 0.0) + weight
    if not scores:
        return UNDECIDED
    best = max(scores, key=lambda code: scores[code])
    score = scores[best]
    runner_up = max((s for code, s in scores.items() if code != best), default=0.0)
    if best not in available_languages() or score < _CLEAR * runner_up:
        return UNDECIDED
    return best if score >= _ENOUGH * len(words) or len(words) < 12 else UNDECIDED
