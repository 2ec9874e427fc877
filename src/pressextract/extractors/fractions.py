"""Fractions: "två tredjedelar", "en halv miljon", "two and a half", "half of"."""

from __future__ import annotations

from typing import NamedTuple

from pressextract.languages.number_grammar import NumberGrammar
from pressextract.types import Tokens

Value = int | float
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


class Number(NamedTuple):
    """A number in the text; ``first`` and ``last`` are its tokens, half-open. A ``ratio`` is a part of something."""

    start: int
    end: int
    first: int
    last: int
    low: Value | None
    high: Value | None
    value: Value | None
    basis: str
    vague: bool = False
    ratio: bool = False


def begins_half(index: int, words: list[str], grammar: NumberGrammar) -> bool:
    """Whether a word halves a scale behind it: "halv miljon"."""
    return words[index : index + 1] != [] and words[index] in grammar.fractions.half and _scale_behind(index, words, grammar) > 0


def _scale_behind(index: int, words: list[str], grammar: NumberGrammar) -> int:
    """Where the scale stands that the word at ``index`` halves, 0 where none does; an article may stand between."""
    place = index + 1
    if words[place : place + 1] and words[place] in grammar.articles:
        place += 1
    return place if words[place : place + 1] and words[place] in grammar.scales else 0


def halved(index: int, tokens: Tokens, grammar: NumberGrammar) -> Number | None:
    """ "halv miljon", "half a million": half of the scale behind it."""
    words = tokens.words
    if not begins_half(index, words, grammar):
        return _half_unit(index, tokens, grammar)
    place = _scale_behind(index, words, grammar)
    value = grammar.scales[words[place]] // 2
    return Number(tokens.starts[index], tokens.ends[place], index, place + 1, value, value, value, "word")


def _half_unit(index: int, tokens: Tokens, grammar: NumberGrammar) -> Number | None:
    """ "halv timme", "half an hour": half of the unit behind it, which stays outside."""
    words = tokens.words
    if words[index : index + 1] == [] or words[index] not in grammar.fractions.half:
        return None
    last = index + 1 + (words[index + 1 : index + 2] != [] and words[index + 1] in grammar.articles)
    if last >= len(words) or words[last] not in grammar.fractions.units:
        return None
    return Number(tokens.starts[index], tokens.ends[index], index, last, 0.5, 0.5, 0.5, "word")


def share(index: int, tokens: Tokens, grammar: NumberGrammar) -> Number | None:
    """ "hälften", "half of": one half of what follows."""
    for phrase in grammar.fractions.share:
        if tuple(tokens.words[index : index + len(phrase)]) == phrase:
            return Number(tokens.starts[index], tokens.ends[index], index, index + 1, 0.5, 0.5, 0.5, "word", ratio=True)
    return None


def one_part(index: int, tokens: Tokens, grammar: NumberGrammar) -> Number | None:
    """ "a third of the victims": an article is the numerator where a preposition follows; "a third man" is none."""
    words = tokens.words[index : index + 3]
    if len(words) < 3 or words[0] not in grammar.articles or words[2] not in grammar.subset_after:
        return None
    parts = grammar.fractions.parts.get(words[1], 0)
    if not parts:
        return None
    value = 1 / parts
    return Number(tokens.starts[index], tokens.ends[index + 1], index, index + 2, value, value, value, "word", ratio=True)


def with_fraction(number: Number, tokens: Tokens, grammar: NumberGrammar) -> Number:
    """A number with what is added to it or what it is a numerator of: "två och en halv", "2½", "two thirds"."""
    words, last = tokens.words, number.last
    if last >= len(words) or number.value is None:
        return number
    if words[last] in _SIGNS and tokens.starts[last] - number.end <= 1:
        return _worth(number, number.value + _SIGNS[words[last]], tokens.ends[last], last + 1)
    for phrase in grammar.fractions.added if words[last] in grammar.and_also else ():
        if tuple(words[last : last + len(phrase)]) == phrase:
            last += len(phrase)
            return _worth(number, number.value + 0.5, tokens.ends[last - 1], last)
    parts = grammar.fractions.parts.get(words[last], 0)
    if 0 < number.value < parts and tokens.starts[last] - number.end == 1 and number.basis == "word":
        return _worth(number, number.value / parts, tokens.ends[last], last + 1)._replace(ratio=True)
    return number


def _worth(number: Number, value: Value, end: int, last: int) -> Number:
    return number._replace(value=value, low=value, high=value, end=end, last=last)
