"""What kind of number it is: each step decides or abstains; the order of ``_KINDS`` is the order of certainty."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from pressextract.extractors.count_ages import is_decade, read_age, read_age_before
from pressextract.extractors.count_mentions import behind_bound, count_mention
from pressextract.extractors.count_nouns import compound_head, is_article, noun_after, plain_noun, unit_term
from pressextract.extractors.count_rejects import in_brackets, is_no_count
from pressextract.extractors.count_tables import read_cell, read_list_line
from pressextract.extractors.count_times import read_compound, read_time
from pressextract.extractors.fractions import Number
from pressextract.extractors.surroundings import Surroundings
from pressextract.types import CountMention, Tokens, Unit

_LEVEL_REACH = 7  # tokens from a noun to the verb that tells its level
_COMPARISON = 16  # tokens in which the number that another is compared with stands
_DATE_BETWEEN = 5  # tokens
_NO_CURRENCY = "none"
_SENTENCE_END = frozenset(".!?;")
_POINTS = "percentage-point"


def read_count(number: Number, around: Surroundings) -> CountMention | None:
    """The count that a number is, by the first kind that decides; ``None`` where it counts nothing."""
    if is_no_count(number, around) and not is_decade(number, around):
        return None
    for kind in _PLAIN if _before_plain_unit(number, around) else _KINDS:
        count = kind(number, around)
        if count is not None:
            return count
    return None


def _before_plain_unit(number: Number, around: Surroundings) -> bool:
    priced = number.first > 0 and around.tokens.words[number.first - 1] in around.grammar.currency_before
    return number.basis != "compound" and not priced and around.kind_at(number.last) in _PLAIN_UNITS


def _percent(number: Number, around: Surroundings) -> CountMention | None:
    words, last = around.tokens.words, number.last
    for width in (2, 1):
        if last + width <= len(words) and " ".join(words[last : last + width]) in around.grammar.percent:
            points = around.units.get(last)
            unit = Unit(points.start, points.end, points.entry.id) if points and points.entry.id == _POINTS else None
            end = around.tokens.ends[last + width - 1]
            return count_mention(number, around, kind="percent", rule="percent", end=end, unit=unit)
    return None


def _rate(number: Number, around: Surroundings) -> CountMention | None:
    if not around.grammar.rate.match(around.tokens.lower, number.end):
        return None
    term = around.units.get(number.last)
    unit = Unit(term.start, term.end, term.entry.id) if term is not None else None
    return count_mention(number, around, kind="rate", rule="rate", unit=unit)


def _money(number: Number, around: Surroundings) -> CountMention | None:
    tokens, grammar = around.tokens, around.grammar
    words, last, first = tokens.words, number.last, number.first
    for phrase, currency in grammar.currency.get(words[last], ()) if last < len(words) else ():
        if tuple(words[last : last + len(phrase)]) == phrase and tokens.starts[last] - number.end <= 1:
            if currency == _NO_CURRENCY:
                return None
            end = tokens.ends[last + len(phrase) - 1]
            code, _, parts = currency.partition(":")
            sum_ = _divided(number, int(parts)) if parts else number
            return count_mention(sum_, around, kind="money", rule="money", end=end, currency=code)
    for phrase, currency in grammar.currency_before.get(words[first - 1], ()) if first else ():
        opening = first - len(phrase)
        whole = opening >= 0 and tuple(words[opening:first]) == phrase
        if whole and _touch(opening, first, tokens) and tokens.starts[first] - tokens.ends[first - 1] <= 1:
            return count_mention(number, around, kind="money", rule="money", start=tokens.starts[opening], currency=currency)
    if number.last > number.first + 1 and (found := grammar.currency.get(words[last - 1])):
        return count_mention(number, around, kind="money", rule="money", currency=found[-1][1])
    return None


def _divided(number: Number, parts: int) -> Number:
    """A sum in its main unit: "79 öre" is 0.79."""
    values = {name: value / parts for name in ("low", "high", "value") if (value := getattr(number, name)) is not None}
    return number._replace(**values)


def _ratio(number: Number, around: Surroundings) -> CountMention | None:
    """ "två tredjedelar av anmälningarna": a part, and what it is a part of."""
    words, last = around.tokens.words, number.last
    if " ".join(words[last : last + 2]) in around.grammar.fractions.times:
        return count_mention(number, around, kind="ratio", rule="times", end=around.tokens.ends[last])
    if not number.ratio:
        return None
    inside = last < len(words) and words[last] in around.grammar.subset_after
    whole = number._replace(last=last + 1 + (last + 1 < len(words) and words[last + 1] in around.grammar.determiners))
    return count_mention(number, around, kind="ratio", rule="ratio", unit=noun_after(whole, around) if inside else None)


def _touch(first: int, last: int, tokens: Tokens) -> bool:
    """Whether tokens stand without spaces between them: "US$", not "a $"."""
    return all(tokens.starts[place + 1] == tokens.ends[place] for place in range(first, last - 1))


def _tens(number: Number, around: Surroundings) -> CountMention | None:
    """ "ett 30-tal personer": about thirty, the article and the tail inside the span."""
    suffixes = around.grammar.tens["suffixes"]
    words, last = around.tokens.words, number.last
    if not suffixes or last + 1 >= len(words) or words[last] not in "-–" or words[last + 1] not in suffixes:
        return None
    first = number.first - (number.first > 0 and words[number.first - 1] in around.grammar.articles)
    wide = number._replace(start=around.tokens.starts[first], end=around.tokens.ends[last + 1], last=last + 2)
    noun = noun_after(wide, around)
    return count_mention(wide, around, rule="tens", bound="approx", unit=noun)


def _measure(number: Number, around: Surroundings) -> CountMention | None:
    term = unit_term(number, around)
    if term is None or around.unit_kinds.get(term.entry.id) != "measure":
        return None
    return count_mention(number, around, kind="measure", rule="measure", unit=Unit(term.start, term.end, term.entry.id))


def _counted(number: Number, around: Surroundings) -> CountMention | None:
    """The plain case: a noun that the number counts."""
    noun = noun_after(behind_bound(number, around), around)
    if noun is None or (noun.id is None and _is_year(number, around)):
        return None
    return count_mention(number, around, rule="counted" if noun.id else "counted-noun", unit=noun)


def _is_year(number: Number, around: Surroundings) -> bool:
    """ "a 2016 Camry": a figure that can be a year before a noun that no list counts."""
    figure = around.tokens.lower[number.start : number.end]
    return len(figure) == len("2016") and figure.isdigit() and figure[:2] in ("19", "20")


def _subset(number: Number, around: Surroundings) -> CountMention | None:
    """ "fem av dem", "varav fyra för medhjälp": the noun is elsewhere."""
    words, last = around.tokens.words, number.last
    inside = last < len(words) and words[last] in around.grammar.subset_after
    if (inside or " ".join(words[last : last + 2]) in around.grammar.subset_phrases) and not is_article(number, around):
        return count_mention(number, around, rule="subset", scope="subset", unit=_whole(last, around))
    place = (
        number.first - 1 - (number.first > 1 and words[number.first - 1] in around.grammar.bounds)
    )  # "varav cirka 170 000 är barn"
    if place >= 0 and words[place] in around.grammar.scope["subset"]:
        return count_mention(number, around, rule="elided", scope="subset")
    return None


def _whole(place: int, around: Surroundings) -> Unit | None:
    """ "två av de skadade": the listed noun that a part is taken from, behind the preposition and its determiner."""
    words = around.tokens.words
    if place + 1 >= len(words):
        return None
    term = around.units.get(place + 1)
    if term is not None and words[term.last - 1].endswith(around.grammar.definite_endings):
        return Unit(term.start, term.end, term.entry.id)  # "två av männen"
    genitive = not around.grammar.plain_nouns and words[place + 1].endswith("s") and place + 2 in around.units
    if words[place + 1] not in around.grammar.determiners and not genitive:
        return None
    term = around.units.get(place + 2)
    if term is not None:
        return compound_head(term, around) or Unit(term.start, term.end, term.entry.id)
    return plain_noun(place + 2, around) if place + 2 not in around.tokens.numbers else None


def _elided(number: Number, around: Surroundings) -> CountMention | None:
    """ "54 for human trafficking", "Två dömdes för häleri": what is counted was named before, or is a person."""
    words, last = around.tokens.words, number.last
    following = words[last] if last < len(words) else ""
    if not following or not tokens_touch(number.end, last, around.tokens) or _lower_ambiguous(number, around):
        return None
    if following in around.grammar.subset_after and last + 1 in around.offences and _has_number(number.first, around):
        return count_mention(number, around, rule="elided")  # "one of kidnapping and two of witness tampering"
    beside = following in around.grammar.elision_beside and _has_number(number.first, around)
    return count_mention(number, around, rule="elided") if beside or following in around.grammar.elision else None


def _lower_ambiguous(number: Number, around: Surroundings) -> bool:
    """Whether a word that is also no number stands in lower case: "betalade för sex för"."""
    word = around.tokens.words[number.first]
    return word in around.grammar.ambiguous and not around.tokens.text[number.start].isupper()


def _compared(number: Number, around: Surroundings) -> CountMention | None:
    """The other end of a comparison: "mot 6 910 500 året innan", "down from 1,389", "612 (745)", "312 färre än"."""
    tokens, grammar = around.tokens, around.grammar
    words, first, last = tokens.words, number.first, number.last
    following = words[last] if last < len(words) else ""
    if in_brackets(number, around):
        return count_mention(number, around, rule="compared")
    if _lower_ambiguous(number, around) and _ends_phrase(last, around):
        return None  # "avhållsamhet från sex,"
    if following in grammar.more_or_fewer:
        unit = noun_after(number._replace(last=last + 1), around) if last + 1 < len(words) else None
        further = following in grammar.further and unit is not None and not _measured_against(unit.end, around)
        return count_mention(number, around, rule="compared", scope="additional" if further else "change", unit=unit)
    first = _before_bounds(first, around)
    for words_before, _ in grammar.comparison.get(words[first - 1] if first else "", ()):
        if tuple(words[max(0, first - len(words_before)) : first]) != words_before:
            continue
        if _has_number(first, around) or _goes_to(last, around):
            noun = noun_after(number, around)
            listed = noun is not None and (noun.id is not None or bool(grammar.plain_nouns))
            return count_mention(number, around, rule="compared", unit=noun if listed else None)
    return None


def _ends_phrase(place: int, around: Surroundings) -> bool:
    """Whether no word follows that a number could count."""
    words = around.tokens.words
    return place >= len(words) or not words[place][0].isalnum()


def _goes_to(last: int, around: Surroundings) -> bool:
    """Whether "to" and another figure follow, a date between them at most: "from 88 in 2014 to 117"."""
    words, grammar = around.tokens.words, around.grammar
    for place in range(last, min(len(words) - 1, last + _DATE_BETWEEN)):
        if words[place] in grammar.range_to or (place == last and words[place] in grammar.range_words):
            return words[place + 1][0].isdigit() or words[place + 1] in grammar.currency_before
        if words[place] in ".;:!?":
            return False
    return False


def _measured_against(offset: int, around: Surroundings) -> bool:
    """Whether "than" stands right behind an offset."""
    return around.tokens.lower[offset : offset + 8].split()[:1] == list(around.grammar.than)


def _has_number(first: int, around: Surroundings) -> bool:
    """Whether another number stands a few words before in the sentence, so that there is something to compare with."""
    grammar = around.grammar
    for word in reversed(around.tokens.words[max(0, first - _COMPARISON) : first]):
        if word in ".!?":
            return False
        if word[0].isdigit() or (word in grammar.words and word not in grammar.articles):
            return True
    return False


def tokens_touch(end: int, index: int, tokens: Tokens) -> bool:
    """Whether a token follows an offset with one space at most."""
    return tokens.starts[index] - end <= 1


def _partitive(number: Number, around: Surroundings) -> CountMention | None:
    """ "Av 26 000 försändelser öppnades 4 205.": the last word of a sentence that begins with what it is a part of."""
    tokens = around.tokens
    if number.basis == "word" or (number.last < len(tokens.words) and tokens.words[number.last] not in _SENTENCE_END):
        return None
    opening = bisect_left(tokens.starts, tokens.sentence_around(number.start)[0])
    if tokens.words[opening] in around.grammar.subset_after and _has_number(number.first, around):
        return count_mention(number, around, rule="subset", scope="subset")
    return None


def _level(number: Number, around: Surroundings) -> CountMention | None:
    """ "antalet kontroller var 161", "prosecutions rose to over 1,000": the noun stands before the verb."""
    words, first = around.tokens.words, number.first
    if number.basis not in ("digit", "compound") or noun_after(number, around) is not None:
        return None
    first = _before_bounds(first, around)
    opening = bisect_left(around.tokens.starts, around.tokens.sentence_around(number.start)[0])
    verb, kind = _level_verb(first, around)
    for place in range(verb - 1, max(opening, verb - _LEVEL_REACH) - 1, -1):
        offence, term = around.offences.get(place), around.units.get(place)
        counted = any(tuple(words[max(opening, place - len(p)) : place]) == p for p in around.grammar.level_nouns)
        noun = offence or term
        if noun is None and counted and place == verb - 1:
            return count_mention(number, around, rule="level", unit=plain_noun(place, around))
        if noun is not None and noun.last <= verb and (counted or kind == "reaches"):
            return count_mention(number, around, rule="level", unit=Unit(noun.start, noun.end, term.entry.id if term else None))
    return None


def _before_bounds(first: int, around: Surroundings) -> int:
    """The token where words such as "omkring" or "over" before a number begin."""
    bounds, words = around.grammar.bounds, around.tokens.words
    while first and any(len(phrase) == 1 for phrase, _ in bounds.get(words[first - 1], ())):
        first -= 1
    return first


def _level_verb(first: int, around: Surroundings) -> tuple[int, str]:
    """The token where the verb before a number begins, and whether it says that something is or reaches the level."""
    words = around.tokens.words
    for phrase, kind in around.grammar.level_verbs.get(words[first - 1] if first else "", ()):
        low = first - len(phrase)
        if low >= 0 and tuple(words[low:first]) == phrase:
            return low, kind
    return first, "is"


def _bare_word(number: Number, around: Surroundings) -> CountMention | None:
    """ "killing two": a number word with nothing behind it counts something named before."""
    if number.basis != "word" or number.last - number.first != 1 or number.vague:
        return None
    word = around.tokens.words[number.first]
    if number.first and around.tokens.words[number.first - 1] in around.grammar.articles:
        return None  # "en fyra på en femgradig skala"
    if is_article(number, around) or word in around.grammar.ambiguous or word in around.grammar.multipliers:
        return None
    return count_mention(number, around, rule="bare")


# Right before a noun that is no unit of money, time or measure only a word before the number can make it an age.
_PLAIN_UNITS = frozenset({"report", "person", "seizure", "object", "action"})
Kind = Callable[[Number, Surroundings], CountMention | None]
_KINDS: tuple[Kind, ...] = (
    read_age,  # its tail is unmistakable and would else be a unit of time
    _percent,
    _money,
    _rate,
    _ratio,
    _tens,
    read_compound,
    read_time,  # before _counted: years are not things counted
    _measure,
    read_list_line,  # before _counted: the next line's noun is not this number's
    read_cell,
    _elided,  # before _counted: "54 for" has no noun behind it
    _compared,
    _counted,
    _subset,
    _partitive,
    _level,
    _bare_word,
)


# Kinds that a number has whatever it counts.
VALUE_KINDS: tuple[Kind, ...] = (read_age, _percent, _money, _rate, _ratio, _tens, read_compound, read_time, _measure)
_PLAIN: tuple[Kind, ...] = (read_age_before, _counted)
