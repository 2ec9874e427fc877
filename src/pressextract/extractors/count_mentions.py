"""A count out of a number: its bounds and scope, from the words beside it."""

from __future__ import annotations

from pressextract.extractors.fractions import Number
from pressextract.extractors.surroundings import Surroundings
from pressextract.languages.number_grammar import Phrases
from pressextract.types import CountMention, Unit

_SCOPED = frozenset({"count", "money", "percent", "measure", "rate"})  # kinds that are totals, parts or changes
_PLAIN = frozenset({"count", "cardinal"})
_MANY = 10  # "under tio personer" is fewer than ten, "under två lördagar" is during two of them
_SCOPE_REACH = 6  # tokens in which "totalt", "varav" reach a number


def count_mention(
    number: Number,
    around: Surroundings,
    *,
    rule: str,
    kind: str = "count",
    start: int | None = None,
    end: int | None = None,
    bound: str | None = None,
    basis: str | None = None,
    unit: Unit | None = None,
    scope: str | None = None,
    currency: str | None = None,
) -> CountMention:
    """The mention of a number with the bounds and scope of the words beside it; what is given here overrides them."""
    first = number.first - (start is not None)
    found, low, high = _bounded(number, _bounds_from(number, first, kind, around), around)
    if bound is None:
        bound = found
    elif found == "exact":
        low = high = None if number.vague else number.value
    return CountMention(
        start if start is not None else number.start,
        end if end is not None else number.end,
        rule,
        number.value,
        low,
        high,
        bound,
        basis or number.basis,
        kind,
        unit,
        scope or (_scope(first, around) if kind in _SCOPED else None),
        currency,
    )


def _bounds_from(number: Number, first: int, kind: str, around: Surroundings) -> int:
    """Where bounds are read from: 0, nowhere, behind a word that says "during" of stretches of time and of a few things."""
    if not first or around.tokens.words[first - 1] not in around.grammar.also_during:
        return first
    few = number.value is not None and number.value < _MANY
    return 0 if kind == "duration" or (kind in _PLAIN and few) else first


def _bounded(number: Number, first: int, around: Surroundings) -> tuple[str, float | int | None, float | int | None]:
    """Bound, low and high, from the number itself and the words beside it."""
    if number.value is None:
        if number.high is None:
            return "vague", number.low, None
        return "range", number.low, number.high
    value = number.value
    bound = phrase_before(first, around, around.grammar.bounds) or _phrase_after(number.last, around)
    if bound == "at_least":
        return bound, value, None
    if bound == "at_most":
        return bound, None, value
    if bound == "more_than":
        return bound, value, None
    if bound == "less_than":
        return bound, None, value
    if number.vague:
        return "approx", number.low if number.low != value else None, number.high if number.high != value else None
    if bound == "approx":
        return bound, None, None
    return "exact", value, value


def phrase_before(first: int, around: Surroundings, phrases: Phrases) -> str | None:
    """What a phrase right before a token says, an article between them at most."""
    words = around.tokens.words
    last = words[first - 1] if first else ""
    if last in around.grammar.articles and first > 1 and words[first - 2] in phrases:
        first, last = first - 1, words[first - 2]
    for phrase, value in phrases.get(last, ()):
        if tuple(words[max(0, first - len(phrase)) : first]) == phrase:
            return value
    return None


def _phrase_after(last: int, around: Surroundings) -> str | None:
    words = around.tokens.words
    for place in (last, last + 1):
        for phrase, value in around.grammar.bounds_after.get(words[place], ()) if place < len(words) else ():
            if tuple(words[place : place + len(phrase)]) == phrase:
                return value
    return None


def _compared_from(before: list[str], around: Surroundings) -> bool:
    """Whether "from" stands there too: "fell from 85 to 64" is a change, "rose to 64" the level reached."""
    return not around.grammar.comparison.keys().isdisjoint(before[:-1])


def behind_bound(number: Number, around: Surroundings) -> Number:
    """The number as if "eller fler" behind it belonged to it, so that what follows is its noun."""
    words, last = around.tokens.words, number.last
    for phrase, _ in around.grammar.bounds_after.get(words[last], ()) if last < len(words) else ():
        if tuple(words[last : last + len(phrase)]) == phrase:
            return number._replace(last=last + len(phrase))
    return number


def _scope(first: int, around: Surroundings) -> str | None:
    tokens = around.tokens
    scope = around.grammar.scope
    before = tokens.words[max(0, first - _SCOPE_REACH) : first]
    if before and before[-1] in scope["exact_additional"]:
        return "additional"
    pair = " ".join(before[-2:])
    if before and (before[-1] in scope["subset"] or pair in scope["subset"]):
        return "subset"
    if pair in scope["change"]:
        return "change"
    for word in reversed(before):
        if word in ".;:":
            break
        if word in scope["total"]:
            return "total"
        if word in scope["change"]:
            return "change" if before[-1] not in around.grammar.range_to or _compared_from(before, around) else None
    return None
