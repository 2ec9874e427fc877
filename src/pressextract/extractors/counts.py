"""Numbers that count something: unit, bound, kind and scope, as they stand around the number.

Each step decides or abstains; the order of ``_KINDS`` is the order of certainty.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pressextract.extractors.numbers import Number, find_numbers
from pressextract.extractors.terms import UnitsAt
from pressextract.languages.lexicon import Lexicon
from pressextract.languages.number_grammar import NumberGrammar, Phrases
from pressextract.languages.number_words import Reading
from pressextract.types import CountMention, Span, Term, Tokens, Unit

_NOUN_REACH = 5  # tokens between a number and its noun at most
_COMPARISON = 16  # tokens in which the number that another is compared with stands
_COMPANY = 160  # characters within which two counts of one thing make a list
_SCOPED = frozenset({"count", "money", "percent", "measure", "rate"})  # kinds that are totals, parts or changes
_BULLETS = "-–•*—"  # marks that open the items of a list
_COORDINATION = 34  # characters between two counts that "and" ties together
_ALWAYS_COUNTED = frozenset({"count-charge"})  # "one count of" is a legal count wherever it stands
_SCOPE_REACH = 6  # tokens in which "totalt", "varav" reach a number
_LONGEST_EXACT_TAIL = 7  # letters: "-årig", "-åring" are exact, "-årsåldern" is a circle
_PHONE_GAP = 3  # characters between the groups of a phone number
_PENALTY_REACH = 8  # tokens between a stretch of time and the word that makes it a sentence


class Surroundings(NamedTuple):
    """What a reader of one text needs at every number."""

    tokens: Tokens
    grammar: NumberGrammar
    units: UnitsAt
    unit_kinds: dict[str, str]
    offences: dict[int, Term]

    def counted(self, place: int) -> bool:
        """Whether a unit or an offence stands at a token."""
        return place in self.offences or place in self.units


def find_counts(
    tokens: Tokens,
    grammar: NumberGrammar,
    terms: dict[str, list[Term]],
    taken: list[Span],
    unit_kinds: dict[str, str],
    units: Lexicon,
    memo: dict[str, Reading],
) -> list[CountMention]:
    """Counts of a text in order. ``taken`` are spans that belong to dates; a number in one of them counts nothing."""
    offences = {term.first: term for term in terms.get("offence", ())}
    around = Surroundings(tokens, grammar, UnitsAt(tokens, units), unit_kinds, offences)
    covered = _covered(taken, tokens)
    numbers = list(find_numbers(tokens, grammar, memo, around.counted, covered))
    counts: list[CountMention] = []
    articles: list[Number] = []
    index = 0
    while index < len(numbers):
        number, used = _range(numbers, index, around)
        index += used
        if number.basis == "word" and _is_article(number, around):
            articles.append(number)
        elif (count := _read(number, around)) is not None:
            counts.append(count)
    if articles:
        counts.extend(list(_telling_articles(articles, counts, around)))
        counts.sort(key=lambda count: count.start)
    return counts


def _covered(taken: list[Span], tokens: Tokens) -> set[int]:
    """Indexes of the tokens that lie in one of the spans."""
    covered: set[int] = set()
    for start, end in taken:
        covered.update(range(bisect_right(tokens.ends, start), bisect_left(tokens.starts, end)))
    return covered


def _range(numbers: list[Number], index: int, around: Surroundings) -> tuple[Number, int]:
    """ "2-3 individer", "mellan 40 och 50": two numbers that bound one."""
    number = numbers[index]
    if index + 1 >= len(numbers):
        return number, 1
    following = numbers[index + 1]
    words, grammar = around.tokens.words, around.grammar
    gap = following.first - number.last
    priced = gap == 2 and words[following.first - 1] in grammar.currency  # "$100 - $200"
    if not (gap == 1 or priced) or number.value is None or following.value is None:
        return number, 1
    joiner = words[number.last]
    if joiner not in grammar.range_words or number.value >= following.value:
        return number, 1
    between = number.first > 0 and words[number.first - 1] in grammar.between
    dashed = not joiner.isalpha()
    if not dashed and not between and not (joiner == _to(grammar) and number.basis == following.basis):
        return number, 1
    if dashed and number.basis == "digit" and following.start - number.end > 3 and not priced:
        return number, 1
    low: float | int = number.value
    scale = around.grammar.scales.get(words[following.last - 1])
    if scale and number.value < 1000 <= following.value:
        low = number.value * scale
    joined = Number(number.start, following.end, number.first, following.last, low, following.value, None, number.basis)
    return joined, 2


def _to(grammar: NumberGrammar) -> str:
    return next(iter(grammar.tens.get("to", ())), "")


def _read(number: Number, around: Surroundings) -> CountMention | None:
    if _rejected(number, around):
        return None
    for kind in _PLAIN if _before_plain_unit(number, around) else _KINDS:
        count = kind(number, around)
        if count is not None:
            return count
    return None


def _rejected(number: Number, around: Surroundings) -> bool:
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
    return not begins and (len(word) == 1 or not word.isupper()) and _noun_after(number, around) is None


def _before_plain_unit(number: Number, around: Surroundings) -> bool:
    term = around.units.get(number.last) if number.basis != "compound" else None
    return term is not None and around.unit_kinds.get(term.entry.id) in _PLAIN_UNITS


# Kinds ------------------------------------------------------------------------------------------------------------


def _age(number: Number, around: Surroundings) -> CountMention | None:
    lower, age = around.tokens.lower, around.grammar.age
    tail = age.after.match(lower, number.end)
    if tail is not None:
        circle = len(tail[0].strip(" -")) > _LONGEST_EXACT_TAIL
        return _count(number, around, kind="age", rule="age", end=tail.end(), bound="approx" if circle else None)
    if age.shared.match(lower, number.end):
        return _count(number, around, kind="age", rule="age-shared")
    return _age_before(number, around)


def _age_before(number: Number, around: Surroundings) -> CountMention | None:
    age, words = around.grammar.age, around.tokens.words
    previous = words[number.first - 1] if number.first else ""
    if previous in age.before:
        return _count(number, around, kind="age", rule="age-cue")
    if previous in age.cues and number.last < len(words) and words[number.last] in age.units:
        return _count(number, around, kind="age", rule="age-cue")
    return _count(number, around, kind="age", rule="age-apposed") if _apposed(number, around) else None


def _apposed(number: Number, around: Surroundings) -> bool:
    """ "Anna Berg, 39," and "Anna Berg (39)": a two-digit figure in apposition to a capitalised word."""
    tokens = around.tokens
    if number.basis != "digit" or number.value is None or not 1 <= number.value < 110 or isinstance(number.value, float):
        return False
    lower, before = tokens.lower, number.first - 1
    if before < 1 or tokens.words[before] not in (",", "("):
        return False
    name = tokens.starts[before - 1]
    after = lower[number.end : number.end + 1]
    closed = after in (",", ")", ".", ";") or after == "" or lower[number.end : number.end + 5] == " and "
    return closed and (
        tokens.text[name].isupper() or tokens.words[before - 1] == '"' or tokens.words[before - 1] in around.grammar.age.cues
    )


def _percent(number: Number, around: Surroundings) -> CountMention | None:
    words, last = around.tokens.words, number.last
    for width in (2, 1):
        if " ".join(words[last : last + width]) in around.grammar.percent:
            return _count(number, around, kind="percent", rule="percent", end=around.tokens.ends[last + width - 1])
    return None


def _rate(number: Number, around: Surroundings) -> CountMention | None:
    if around.grammar.rate.match(around.tokens.lower, number.end):
        return _count(number, around, kind="rate", rule="rate")
    return None


def _money(number: Number, around: Surroundings) -> CountMention | None:
    tokens, grammar = around.tokens, around.grammar
    words, last, first = tokens.words, number.last, number.first
    for phrase, currency in grammar.currency.get(words[last], ()) if last < len(words) else ():
        if tuple(words[last : last + len(phrase)]) == phrase and tokens.starts[last] - number.end <= 1:
            end = tokens.ends[last + len(phrase) - 1]
            return _count(number, around, kind="money", rule="money", end=end, currency=currency)
    if first and (found := grammar.currency.get(words[first - 1])) and tokens.starts[first] - tokens.ends[first - 1] <= 1:
        return _count(number, around, kind="money", rule="money", start=tokens.starts[first - 1], currency=found[-1][1])
    if number.last > number.first + 1 and (found := grammar.currency.get(words[last - 1])):
        return _count(number, around, kind="money", rule="money", currency=found[-1][1])
    return None


def _tens(number: Number, around: Surroundings) -> CountMention | None:
    """ "ett 30-tal personer": about thirty, the article and the tail inside the span."""
    suffixes = around.grammar.tens["suffixes"]
    words, last = around.tokens.words, number.last
    if not suffixes or last + 1 >= len(words) or words[last] not in "-–" or words[last + 1] not in suffixes:
        return None
    first = number.first - (number.first > 0 and words[number.first - 1] in around.grammar.articles)
    wide = number._replace(start=around.tokens.starts[first], end=around.tokens.ends[last + 1], last=last + 2)
    noun = _noun_after(wide, around)
    return _count(wide, around, rule="tens", bound="approx", unit=noun)


def _time(number: Number, around: Surroundings) -> CountMention | None:
    """Stretches of time: a penalty where a word of sentencing stands near, else a duration."""
    term = _unit_term(number, around)
    if term is None or term.entry.id not in around.grammar.durations | around.grammar.penalties:
        return None
    words = around.tokens.words
    low, high = max(0, number.first - _PENALTY_REACH), min(len(words), number.last + _PENALTY_REACH)
    penal = term.entry.id in around.grammar.penalties or any(word in around.grammar.penalty for word in words[low:high])
    unit = Unit(term.start, term.end, term.entry.id)
    return _count(number, around, kind="penalty" if penal else "duration", rule="penalty" if penal else "duration", unit=unit)


def _measure(number: Number, around: Surroundings) -> CountMention | None:
    term = _unit_term(number, around)
    if term is None or around.unit_kinds.get(term.entry.id) != "measure":
        return None
    return _count(number, around, kind="measure", rule="measure", unit=Unit(term.start, term.end, term.entry.id))


def _counted(number: Number, around: Surroundings) -> CountMention | None:
    """The plain case: a noun that the number counts."""
    noun = _noun_after(number, around)
    if noun is None:
        return None
    return _count(number, around, rule="counted" if noun.id else "counted-noun", unit=noun)


def _list_line(number: Number, around: Surroundings) -> CountMention | None:
    """ "Rattfylleri droger: 13": the noun before the colon that ends the line's text."""
    tokens = around.tokens
    if number.basis != "digit" or number.first < 2 or tokens.words[number.first - 1] not in (":", "–", "-"):
        return None
    rest = tokens.lower[number.end : number.end + 40].split("\n", 1)[0].strip(" .;")
    line = tokens.lower.rfind("\n", 0, number.start) + 1
    if rest and rest[0] not in "(+-,":
        return None
    if number.start - line > 60:
        return None
    for first in range(number.first - 2, max(-1, number.first - 8), -1):
        if tokens.starts[first] < line:
            break
        term = around.offences.get(first) or around.units.get(first)
        if term is not None:
            return _count(
                number,
                around,
                rule="list-line",
                unit=Unit(term.start, term.end, term.entry.id if term.entry.layer == "unit" else None),
            )
    return None


def _subset(number: Number, around: Surroundings) -> CountMention | None:
    """ "fem av dem", "varav fyra för medhjälp": the noun is elsewhere."""
    words, last = around.tokens.words, number.last
    if last < len(words) and words[last] in around.grammar.subset_after and not _is_article(number, around):
        return _count(number, around, rule="subset", scope="subset")
    previous = words[number.first - 1] if number.first else ""
    if previous in around.grammar.scope["subset"]:
        return _count(number, around, rule="elided", scope="subset")
    return None


def _elided(number: Number, around: Surroundings) -> CountMention | None:
    """ "54 for human trafficking", "Två dömdes för häleri": what is counted was named before, or is a person."""
    words, last = around.tokens.words, number.last
    following = words[last] if last < len(words) else ""
    if not following or not tokens_touch(number.end, last, around.tokens):
        return None
    beside = following in around.grammar.elision_beside and _has_number(number.first, around)
    return _count(number, around, rule="elided") if beside or following in around.grammar.elision else None


def _compared(number: Number, around: Surroundings) -> CountMention | None:
    """The other end of a comparison: "mot 6 910 500 året innan", "down from 1,389", "612 (745)", "312 färre än"."""
    tokens, grammar = around.tokens, around.grammar
    words, first, last = tokens.words, number.first, number.last
    following = words[last] if last < len(words) else ""
    if first > 1 and words[first - 1] == "(" and following == ")" and words[first - 2][0].isdigit():
        return _count(number, around, rule="compared")
    if following in grammar.more_or_fewer:
        return _count(number, around, rule="compared", scope="change")
    for words_before, _ in grammar.comparison.get(words[first - 1] if first else "", ()):
        if tuple(words[max(0, first - len(words_before)) : first]) != words_before:
            continue
        if _has_number(first, around) or (
            following in grammar.range_words and last + 1 < len(words) and words[last + 1][0].isdigit()
        ):
            return _count(number, around, rule="compared")
    return None


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


def _hyphened(number: Number, around: Surroundings) -> CountMention | None:
    """ "a 12-count indictment", "a 10-year term": the noun is joined to the number and belongs to its span."""
    tokens, last = around.tokens, number.last
    joined = number.basis == "compound" and not number.vague
    if not joined:
        if last + 1 >= len(tokens.words) or tokens.words[last] != "-" or tokens.starts[last] != number.end:
            return None
        if tokens.starts[last + 1] != tokens.ends[last] or (last + 1) not in around.units:
            return None
    noun = tokens.words[last - 1 if joined else last + 1]
    kind = "duration" if noun.endswith(around.grammar.compound_times) and around.grammar.compound_times else "count"
    end = tokens.ends[last - 1 if joined else last + 1]
    return _count(number, around, rule="hyphened", kind=kind, end=end, basis="compound")


def _bare_word(number: Number, around: Surroundings) -> CountMention | None:
    """ "killing two": a number word with nothing behind it counts something named before."""
    if number.basis != "word" or number.last - number.first != 1 or number.vague:
        return None
    word = around.tokens.words[number.first]
    if number.first and around.tokens.words[number.first - 1] in around.grammar.articles:
        return None  # "en fyra på en femgradig skala"
    if _is_article(number, around) or word in around.grammar.ambiguous or word in around.grammar.multipliers:
        return None
    return _count(number, around, rule="bare")


# Right before a noun that is no unit of money, time or measure only a word before the number can make it an age.
_PLAIN_UNITS = frozenset({"report", "person", "seizure", "action"})
Kind = Callable[[Number, Surroundings], CountMention | None]
_KINDS: tuple[Kind, ...] = (
    _age,  # its tail is unmistakable and would else be a unit of time
    _percent,
    _money,
    _rate,
    _tens,
    _hyphened,
    _time,  # before _counted: years are not things counted
    _measure,
    _list_line,  # before _counted: the next line's noun is not this number's
    _elided,  # before _counted: "54 for" has no noun behind it
    _compared,
    _counted,
    _subset,
    _bare_word,
)


_PLAIN: tuple[Kind, ...] = (_age_before, _counted)


# Units ------------------------------------------------------------------------------------------------------------


def _unit_term(number: Number, around: Surroundings) -> Term | None:
    """The unit of the taxonomy right behind a number, an adjective or two between them allowed."""
    words, grammar = around.tokens.words, around.grammar
    for step in range(_NOUN_REACH):
        place = number.last + step
        if place >= len(words) or _crosses_line(number.end, place, around):
            return None
        term = around.units.get(place)
        if term is not None:
            return _noun_behind(term, around) or term
        if place in around.offences or not words[place].isalpha() or words[place] in grammar.stop:
            return None
    return None


def _noun_behind(term: Term, around: Surroundings) -> Term | None:
    """ "två gripna män": a participle that is itself a unit, with the noun that it describes right behind it."""
    following = around.units.get(term.last)
    if following is None or around.unit_kinds.get(term.entry.id) != "person":
        return None
    return following if around.unit_kinds.get(following.entry.id) == "person" else None


def _crosses_line(end: int, place: int, around: Surroundings) -> bool:
    return "\n\n" in around.tokens.text[end : around.tokens.starts[place]]


def _noun_after(number: Number, around: Surroundings) -> Unit | None:
    tokens, grammar = around.tokens, around.grammar
    words, count = tokens.words, len(tokens.words)
    place = number.last
    if place < count and words[place] in grammar.subset_after and number.vague:
        place += 1
    if place >= count or _crosses_line(number.end, place, around):
        return None
    offence = around.offences.get(place)
    term = around.units.get(place)
    if offence is not None and (term is None or offence.end >= term.end):
        return Unit(offence.start, offence.end, term.entry.id if term is not None else None)
    if term is None:
        term = _unit_term(number._replace(last=place), around)
    if term is not None:
        return Unit(term.start, term.end, term.entry.id)
    return _plain_noun(place, around)


def _plain_noun(place: int, around: Surroundings) -> Unit | None:
    """The last word of the run of words behind a number, up to a word of grammar: its noun, unknown to the taxonomy."""
    tokens, stop = around.tokens, around.grammar.stop
    words = tokens.words
    last = None
    for step in range(_NOUN_REACH):
        here = place + step
        if here >= len(words) or not _is_noun(words[here]) or words[here] in stop:
            break
        if "\n" in tokens.text[tokens.ends[here - 1] : tokens.starts[here]]:
            break
        if here in around.offences:
            term = around.offences[here]
            return Unit(term.start, term.end, None)
        last = here
        if not _modifies(words[here], around):
            break
    return None if last is None else Unit(tokens.starts[last], tokens.ends[last], None)


def _is_noun(word: str) -> bool:
    return len(word) > 1 and word[0].isalpha() and word.replace("-", "").replace("'", "").isalpha()


def _modifies(word: str, around: Surroundings) -> bool:
    """Whether a word behind a number describes it, so that its noun is still to come."""
    grammar = around.grammar
    return not word.endswith(grammar.plain_nouns) if grammar.plain_nouns else word.endswith(grammar.plain_adjectives)


def _is_article(number: Number, around: Surroundings) -> bool:
    return around.tokens.words[number.first] in around.grammar.articles and number.last - number.first == 1


# The mention --------------------------------------------------------------------------------------------------------


def _count(
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
    first = number.first - (start is not None)
    found, low, high = _bounded(number, first, around)
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


def _bounded(number: Number, first: int, around: Surroundings) -> tuple[str, float | int | None, float | int | None]:
    """Bound, low and high, from the number itself and the words beside it."""
    if number.value is None:
        if number.high is None:
            return "vague", number.low, None
        return "range", number.low, number.high
    value = number.value
    bound = _phrase_before(first, around, around.grammar.bounds) or _phrase_after(number.last, around)
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


def _phrase_before(first: int, around: Surroundings, phrases: Phrases) -> str | None:
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


def _scope(first: int, around: Surroundings) -> str | None:
    tokens = around.tokens
    scope = around.grammar.scope
    before = tokens.words[max(0, first - _SCOPE_REACH) : first]
    if before and before[-1] in scope["exact_additional"]:
        return "additional"
    if before and before[-1] in scope["subset"]:
        return "subset"
    for word in reversed(before):
        if word in ".;:":
            break
        if word in scope["total"]:
            return "total"
        if word in scope["change"]:
            return "change"
    return None


def _telling_articles(articles: list[Number], counts: list[CountMention], around: Surroundings) -> Iterator[CountMention]:
    """ "en anmälan" beside other counts of the same thing, as an item of a list, or where it can carry an offence."""
    for number in articles:
        noun = _noun_after(number, around)
        if noun is None or not _plain_article(number, around):
            continue
        kind = around.unit_kinds.get(noun.id or "")
        if noun.id in _ALWAYS_COUNTED or _lists(number, around) or (counts and _has_company(number, noun.id, counts, around)):
            yield _count(number, around, rule="counted", unit=noun)
        elif kind == "report":
            yield _count(number, around, rule="article", basis="article", unit=noun)._replace(scope=None)


def _plain_article(number: Number, around: Surroundings) -> bool:
    """Not "ett flertal", "en tredje", "ett tjugotal": an article before another word of number."""
    words = around.tokens.words
    following = words[number.last] if number.last < len(words) else ""
    return following not in around.grammar.quantifiers and not following.endswith(around.grammar.tens_suffixes)


def _lists(number: Number, around: Surroundings) -> bool:
    """Whether an article opens an item of a dashed list: "- En våldtäkt"."""
    return number.first > 0 and around.tokens.words[number.first - 1] in _BULLETS and _opens_line(number.first - 1, around)


def _opens_line(index: int, around: Surroundings) -> bool:
    start = around.tokens.starts[index]
    return not around.tokens.text[around.tokens.text.rfind("\n", 0, start) + 1 : start].strip()


def _has_company(number: Number, unit: str | None, counts: list[CountMention], around: Surroundings) -> bool:
    """Another count near by: of the same reports, or coordinated with this one ("en man och två kvinnor")."""
    kind = around.unit_kinds.get(unit or "")
    for other in counts:
        if other.unit is None or other.kind != "count" or unit is None:
            continue
        if kind == "report" and other.unit.id == unit and abs(other.start - number.start) < _COMPANY:
            return True
        if kind == around.unit_kinds.get(other.unit.id or "") and _coordinated(number, other, around):
            return True
    return False


def _coordinated(number: Number, other: CountMention, around: Surroundings) -> bool:
    low, high = (number.end, other.start) if number.start < other.start else (other.end, number.start)
    if high - low > _COORDINATION:
        return False
    gap = around.tokens.lower[low:high].split()
    return any(word in around.grammar.range_words for word in gap) and not any(word in (".", ";") for word in gap)
