"""Numbers that count nothing: of roads, rooms, laws, phones, cases."""

from __future__ import annotations

from pressextract.extractors.count_nouns import noun_after
from pressextract.extractors.fractions import Number
from pressextract.extractors.surroundings import Surroundings

_PHONE_GAP = 3  # characters between the groups of a phone number


def is_no_count(number: Number, around: Surroundings) -> bool:
    """Numbers of roads, rooms, laws, phones: glued to letters, or beside a word that numbers things."""
    tokens, grammar = around.tokens, around.grammar
    lower, words = tokens.lower, tokens.words
    start, end = number.start, number.end
    if number.basis == "digit":
        if start and (lower[start - 1].isalpha() or lower[start - 1] in "§#"):
            return True
        if start > 1 and lower[start - 1] in "-–/" and lower[start - 2].isalnum():
            return True
        if end < len(lower) and (lower[end].isalpha() or (lower[end] in "/:" and lower[end + 1 : end + 2].isdigit())):
            return lower[end : end + 2] not in ("kr", "kg", "km") and not _is_scale(lower[end:], around)
        if lower[end : end + 1] in ("-", "–") and lower[end + 1 : end + 2].isdigit() and number.value is not None:
            return True
    if number.basis == "digit" and lower[start:end] in grammar.figures:
        return True
    previous = words[number.first - 1] if number.first else ""
    if previous in grammar.reject_before and not (number.basis == "word" or previous in ("", ".")):
        return True
    if (
        previous == "."
        and number.first > 1
        and words[number.first - 2] in grammar.reject_before
        and len(words[number.first - 2]) > 1
    ):
        return number.basis == "digit"
    following = words[number.last] if number.last < len(words) else ""
    if following in grammar.reject_after and tokens.starts[number.last] - end <= 1:
        return number.basis == "digit"
    return number.basis == "digit" and (_phone(number, around) or _after_name(number, around))


def _is_scale(rest: str, around: Surroundings) -> bool:
    return any(rest.startswith(word) and not rest[len(word) : len(word) + 1].isalnum() for word in around.grammar.scales)


def _phone(number: Number, around: Surroundings) -> bool:
    """A figure beside another figure, or one that begins with a nought, is a piece of a phone or case number."""
    lower = around.tokens.lower
    first_digit = lower[number.start]
    if first_digit == "0" and number.end - number.start > 1 and lower[number.start + 1].isdigit():
        return True
    before = lower[max(0, number.start - _PHONE_GAP - 1) : number.start].rstrip(" -–")
    after = lower[number.end : number.end + _PHONE_GAP + 1].lstrip(" -–")
    return before[-1:].isdigit() or after[:1].isdigit()


def _after_name(number: Number, around: Surroundings) -> bool:
    """ "Prinsgatan 7", "Proposition 36": a figure right after a capitalised word that does not begin its sentence."""
    tokens = around.tokens
    if not number.first or number.first in around.units or number.last in around.units:
        return False
    before = number.first - 1
    if not tokens.text[tokens.starts[before]].isupper() or tokens.starts[number.first] - tokens.ends[before] != 1:
        return False
    word = tokens.text[tokens.starts[before] : tokens.ends[before]]
    begins = before == 0 or tokens.starts[before] in tokens.breaks or tokens.words[before - 1] in ".:!?–-"
    return not begins and (len(word) == 1 or not word.isupper()) and noun_after(number, around) is None
