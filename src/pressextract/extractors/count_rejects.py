"""Numbers that count nothing: of roads, rooms, laws, phones, cases."""

from __future__ import annotations

from pressextract.extractors.count_nouns import noun_after
from pressextract.extractors.fractions import Number
from pressextract.extractors.surroundings import Surroundings
from pressextract.types import Tokens

_PAIR = 3  # tokens from the word that numbers to the second number: "punkt 1 eller 3"
_PHONE_GAP = 3  # characters between the groups of a phone number


def is_no_count(number: Number, around: Surroundings) -> bool:
    """Numbers of roads, rooms, laws, phones: glued to letters, or beside a word that numbers things."""
    tokens, grammar = around.tokens, around.grammar
    words, in_digits = tokens.words, number.basis == "digit"
    if in_digits and (_glued(number, around) or tokens.lower[number.start : number.end] in grammar.figures):
        return True
    previous = words[number.first - 1] if number.first else ""
    if previous in grammar.reject_before and _numbered(number, previous, tokens):
        return True
    if not in_digits:
        return False
    if (
        previous == "."
        and number.first > 1
        and len(words[number.first - 2]) > 1
        and words[number.first - 2] in grammar.reject_before
    ):
        return True
    if _numbered_before(number, around):
        return True
    following = words[number.last] if number.last < len(words) else ""
    if following in grammar.reject_after and tokens.starts[number.last] - number.end <= 1:
        return True
    return _addressed(number, around) or _phone(number, around) or _after_name(number, around)


def _glued(number: Number, around: Surroundings) -> bool:
    """Whether letters, signs or other figures touch a figure, so that it is a piece of something: "E22", "57:orna", "12/3"."""
    lower, start, end = around.tokens.lower, number.start, number.end
    if start and (lower[start - 1].isalpha() or lower[start - 1] in "§#"):
        return True
    if start > 1 and lower[start - 1] in "-–/" and lower[start - 2].isalnum():
        return True
    if start > 1 and lower[start - 1] == "(" and lower[end : end + 1] == ")" and lower[start - 2].isdigit():
        return True  # "section 8(1)"
    behind, second = lower[end : end + 1], lower[end + 1 : end + 2]
    if behind.isalpha() or (behind in ("/", ":") and second.isdigit()):
        return lower[end : end + 2] not in ("kr", "kg", "km") and not _is_scale(lower[end:], around)
    if behind == ":" and second.isalpha():
        return True
    return behind in ("-", "–") and second.isdigit() and number.value is not None


def _numbered_before(number: Number, around: Surroundings) -> bool:
    """ "punkt 1 eller 3": the second of two numbers that one word numbers."""
    words, first = around.tokens.words, number.first
    if first < _PAIR or words[first - 1] not in around.grammar.sharing or not words[first - 2].isdigit():
        return False
    return words[first - _PAIR] in around.grammar.reject_before and len(words[first - _PAIR]) > 1


def _numbered(number: Number, previous: str, tokens: Tokens) -> bool:
    """Whether a word that numbers things does so: "Region 5", and of words only in a name, "Precinct Five"."""
    if number.basis != "word" and previous not in ("", "."):
        return True
    return _capitalised(number.first - 1, tokens) and _capitalised(number.first, tokens)


def _capitalised(place: int, tokens: Tokens) -> bool:
    return tokens.text[tokens.starts[place]].isupper()


def _addressed(number: Number, around: Surroundings) -> bool:
    """ "450 Fifth Street": a figure before a capitalised name that ends with a word for a street."""
    tokens, last = around.tokens, number.last
    if last + 1 >= len(tokens.words) or not (_capitalised(last, tokens) and _capitalised(last + 1, tokens)):
        return False
    return tokens.words[last + 1] in around.grammar.reject_after and tokens.words[last + 1].isalpha()


def _is_scale(rest: str, around: Surroundings) -> bool:
    return any(rest.startswith(word) and not rest[len(word) : len(word) + 1].isalnum() for word in around.grammar.scales)


def _phone(number: Number, around: Surroundings) -> bool:
    """A figure beside another figure, or one that begins with a nought, is a piece of a phone or case number."""
    lower = around.tokens.lower
    first_digit = lower[number.start]
    if first_digit == "0" and number.end - number.start > 1 and lower[number.start + 1].isdigit():
        return True
    before = lower[max(0, number.start - _PHONE_GAP - 1) : number.start].rstrip(" -–)")
    after = lower[number.end : number.end + _PHONE_GAP + 1].lstrip(" -–)")
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


def in_brackets(number: Number, around: Surroundings) -> bool:
    """ "612 (745)", "48 (71 år 2013)", "412 600 tabletter (268 000)": another year's figure in brackets behind a figure."""
    words, first = around.tokens.words, number.first
    if first < 2 or words[first - 1] != "(" or number.basis != "digit" or ")" not in words[number.last : number.last + 4]:
        return False
    return any(word[0].isdigit() for word in words[max(0, first - 3) : first - 1])
