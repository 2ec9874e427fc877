"""Ages: "i 25-årsåldern", "17-årig", "aged 39", "in his 30s", "Anna Berg, 39,"."""

from __future__ import annotations

import re
from bisect import bisect_left

from pressextract.extractors.count_mentions import count_mention, phrase_before
from pressextract.extractors.count_nouns import noun_after
from pressextract.extractors.count_times import read_lasting
from pressextract.extractors.fractions import Number
from pressextract.extractors.surroundings import Surroundings
from pressextract.types import CountMention, Unit

_LEVEL_REACH = 8  # tokens from "åldersgränsen" to its level
_BREAKS = frozenset(".;:!?")
_BORN = re.compile(r" \(\d{1,2}[./]\d{1,2}[./]\d{2,4}\)")  # "John Hill, 42 (17.10.82)"
_PERSON = "person"
_OLDEST = 110  # years; a larger number is no age


def read_age(number: Number, around: Surroundings) -> CountMention | None:
    """An age by its tail, by what it shares with the next number, or by the words before it."""
    if is_decade(number, around):
        return count_mention(number, around, kind="age", rule="age-decade", end=number.end + 1, bound="approx")
    lower, age = around.tokens.lower, around.grammar.age
    if number.basis == "compound" and lower[number.start : number.end].endswith(age.suffixes):
        if _lasts(number.start, number.end, around):
            return read_lasting(number, number.end, around)
        circle = any(mark in lower[number.start : number.end] for mark in age.circles)
        return count_mention(number, around, kind="age", rule="age", bound="approx" if circle else None)
    if number.basis == "compound" and age.after.match(lower, number.start + lower[number.start : number.end].find("-")):
        return count_mention(number, around, kind="age", rule="age")
    tail = age.after.match(lower, number.end)
    if tail is not None and (unit := _young(tail, around)) is not None:
        return count_mention(number, around, kind="age", rule="age", end=tail.end(), unit=unit)
    if tail is not None and _lasts(tail.start(), tail.end(), around):
        return read_lasting(number, tail.end(), around)
    if tail is not None:
        circle = any(mark in tail[0] for mark in age.circles)
        return count_mention(number, around, kind="age", rule="age", end=tail.end(), bound="approx" if circle else None)
    shared = age.shared.match(lower, number.end)
    if shared is not None:
        bound = "approx" if age.circles and shared[0].endswith(age.circles) else None
        return count_mention(number, around, kind="age", rule="age-shared", bound=bound)
    return read_age_before(number, around)


def _lasts(start: int, end: int, around: Surroundings) -> bool:
    """ "en treårig satsning", "ett tioårigt perspektiv": what is so old is no person and no thing."""
    tokens, age = around.tokens, around.grammar.age
    if not age.lasting or not tokens.lower[start:end].endswith(age.lasting):
        return False
    place = bisect_left(tokens.starts, end)
    following = tokens.words[place] if place < len(tokens.words) else ""
    if following.endswith(age.lasting_heads):
        return True
    return tokens.lower[start:end].endswith(age.neuter) and following.isalpha() and around.kind_at(place) != _PERSON


def _young(tail: re.Match[str], around: Surroundings) -> Unit | None:
    """ "a 9-month-old": the unit of an age that is not told in years."""
    word = next((word for word in around.grammar.age.other if word in tail[0]), None)
    if word is None:
        return None
    start, known = tail.start() + tail[0].index(word), around.units.entry(word)
    return Unit(start, start + len(word), known.id if known is not None else None)


def is_decade(number: Number, around: Surroundings) -> bool:
    """ "in his 30s", "in their mid-20s"."""
    lower, words = around.tokens.lower, around.tokens.words
    tail = around.grammar.age.decade_tail
    if number.basis != "digit" or not tail or number.value is None or not 10 <= number.value < 100 or not number.first:
        return False
    before = words[number.first - 1] if words[number.first - 1] != "-" else words[max(0, number.first - 2)]
    return lower.startswith(tail, number.end) and before in around.grammar.age.decade_before


def read_age_before(number: Number, around: Surroundings) -> CountMention | None:
    """An age by what stands before it: "aged 39", "fyller 67 år", "Anna Berg, 39,"."""
    age, words = around.grammar.age, around.tokens.words
    previous = words[number.first - 1] if number.first else ""
    if phrase_before(number.first, around, age.before) or _listed_age(number, around):
        return count_mention(number, around, kind="age", rule="age-cue")
    cued = phrase_before(number.first, around, age.cues) is not None
    if number.first > 1 and cued and words[number.first - 2] in age.lasted:
        return None  # "i över 50 år"
    unit_behind = number.last < len(words) and words[number.last] in age.units
    if unit_behind and cued and (previous not in age.also_time or _holds_age(number.first - 2, around)):
        return count_mention(number, around, kind="age", rule="age-cue")
    if previous in age.levels and _of_an_age(number, around, with_unit=unit_behind):
        return count_mention(number, around, kind="age", rule="age-level")
    if _bridged(number, around):
        return count_mention(number, around, kind="age", rule="age-bridged")
    apposed = _apposed_in_years(number, around) if unit_behind else _apposed(number, around)
    return count_mention(number, around, kind="age", rule="age-apposed") if apposed else None


def _listed_age(number: Number, around: Surroundings) -> bool:
    """ "aged 20, 25 and 27": a figure without a noun in a row of figures that a word of age opens."""
    words, place = around.tokens.words, number.first - 1
    if number.basis != "digit" or number.value is None or number.value > _OLDEST or place < 1:
        return False
    while place > 1 and (words[place] == "," or words[place] in around.grammar.joining) and words[place - 1].isdigit():
        place -= 2
    listed = place < number.first - 1 and words[place] in around.grammar.age.before
    return listed and noun_after(number, around) is None


def _of_an_age(number: Number, around: Surroundings, *, with_unit: bool) -> bool:
    """ "åldersgränsen höjs till 67 år", "raised the pension age to 67": the level of an age that was named before."""
    words, age, first = around.tokens.words, around.grammar.age, number.first
    if number.value is None or not 1 <= number.value < _OLDEST or not (with_unit or noun_after(number, around) is None):
        return False
    for place in range(first - 2, max(-1, first - 2 - _LEVEL_REACH), -1):
        if words[place] in _BREAKS:
            return False
        if words[place].endswith(age.nouns):
            return True
    return False


def _bridged(number: Number, around: Surroundings) -> bool:
    """ "fyllda 15 men inte 18 år": two ages, the first without its unit."""
    words, age, first, last = around.tokens.words, around.grammar.age, number.first, number.last
    if not age.bridge or number.basis != "digit":
        return False
    size = len(age.bridge)
    if first and words[first - 1] in age.cues and tuple(words[last : last + size]) == age.bridge:
        return True
    return first > size and tuple(words[first - size : first]) == age.bridge and words[last : last + 1] != []


def _apposed_in_years(number: Number, around: Surroundings) -> bool:
    """ "en kvinna, 81 år", "föraren (ca 30 år)": behind a person and a mark, with a word of approximation between at most."""
    words, place = around.tokens.words, number.first - 1
    if place > 0 and words[place] in around.grammar.bounds:
        place -= 1
    if place < 1 or words[place] not in (",", "(") or number.value is None or number.value > _OLDEST:
        return False
    return around.kind_at(place - 1) == _PERSON


def _holds_age(index: int, around: Surroundings) -> bool:
    """Whether "under 15 år" stands behind a person or a verb of being, so that it is no stretch of time."""
    if index < 0:
        return False
    return around.kind_at(index) == _PERSON or around.tokens.words[index] in around.grammar.age.holders


def _apposed(number: Number, around: Surroundings) -> bool:
    """ "Anna Berg, 39," and "Anna Berg (39)": a two-digit figure in apposition to a capitalised word."""
    tokens = around.tokens
    if number.basis != "digit" or number.value is None or not 1 <= number.value < _OLDEST or isinstance(number.value, float):
        return False
    lower, before = tokens.lower, number.first - 1
    if before < 1 or tokens.words[before] not in (",", "("):
        return False
    name = tokens.starts[before - 1]
    after = lower[number.end : number.end + 1]
    closed = after in (",", ")", ".", ";") or after == "" or lower[number.end : number.end + 5] == " and "
    if not closed and tokens.text[name].isupper():
        closed = _BORN.match(lower, number.end) is not None or _lives(number.end, around)
    told = tokens.text[name].isupper() or tokens.words[before - 1] == '"' or tokens.words[before - 1] in around.grammar.age.cues
    return closed and (told or (after == "," and _is_person(before - 1, around)))


def _lives(end: int, around: Surroundings) -> bool:
    """ "Mark Cole, 24 of Albany, was": a place behind the age, and no genitive that the figure could be a part of."""
    place = bisect_left(around.tokens.starts, end)
    if place + 1 >= len(around.tokens.words) or around.tokens.words[place] not in around.grammar.subset_after:
        return False
    town = around.tokens.text[around.tokens.starts[place + 1] : around.tokens.ends[place + 1]]
    return town[:1].isupper() and not town.endswith(("'s", "’s"))


def _is_person(index: int, around: Surroundings) -> bool:
    """Whether a person in the singular stands at a token: "a man, 20, was", and not "two men, 20, 21"."""
    word, grammar = around.tokens.words[index], around.grammar
    plural = word.endswith(grammar.plain_nouns or grammar.plural_endings) or word in grammar.plurals
    return not plural and around.kind_at(index) == _PERSON
