"""Numbers that count something: unit, bound, kind and scope, as they stand around the number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from pressextract.extractors.count_articles import telling_articles
from pressextract.extractors.count_kinds import read_count
from pressextract.extractors.count_mentions import count_mention
from pressextract.extractors.count_nouns import is_article
from pressextract.extractors.count_pairs import paired_articles
from pressextract.extractors.count_parts import with_parts
from pressextract.extractors.count_rejects import is_no_count
from pressextract.extractors.count_times import carry_penalties
from pressextract.extractors.fractions import Number
from pressextract.extractors.numbers import find_numbers
from pressextract.extractors.surroundings import Surroundings
from pressextract.extractors.terms import UnitsAt
from pressextract.languages.lexicon import Lexicon
from pressextract.languages.number_grammar import NumberGrammar
from pressextract.languages.number_words import Reading
from pressextract.types import CountMention, Span, Term, Tokens

_SAME_MONEY = 2000  # characters between two sums of one currency
_WITH_BOUND = 2  # tokens between two numbers that share a unit, the second with a bound of its own
_SAME_SIZE = 0.1  # "20-30 000": a first number this large beside the second leaves out the same noughts
_CHANGE_REACH = 4  # tokens before "from" in which a verb of change stands: "rose again from"


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
    articles: list[int] = []
    numbers = list(find_numbers(tokens, grammar, memo, around.counted, covered, articles))
    counts: list[CountMention] = []
    sums: list[Number] = []
    before: tuple[Number, bool] | None = None  # the number before, and whether it was found to count something
    for number in joined_numbers(numbers, around):
        if number.basis == "word" and is_article(number, around):
            articles.append(number.first)
            continue
        count = None if _is_share(number, around) else read_count(number, around)
        if count is not None:
            if before is not None and (shared := _sharing(before[0], number, count, counts[-1] if before[1] else None, around)):
                counts[len(counts) - before[1] :] = [shared]
            counts.append(count)
        elif number.basis == "digit" and around.tokens.words[number.last - 1] in around.grammar.sums:
            sums.append(number)
        before = (number, count is not None)
    if sums:
        counts = sorted([*counts, *_money_told_before(sums, counts, around)])
    if articles:
        counts.extend(list(telling_articles(articles, counts, around)))
        counts.sort(key=lambda count: count.start)
    if pairs := list(paired_articles(counts, around)):
        counts = sorted([*counts, *pairs], key=lambda count: count.start)
    return with_parts(_with_shared_scope(carry_penalties(counts, around), around), around) if counts else counts


def _money_told_before(sums: list[Number], counts: list[CountMention], around: Surroundings) -> Iterator[CountMention]:
    """ "3,25 miljoner kronor, varav 2,5 miljoner": a sum without its currency near one that has it."""
    money = [count for count in counts if count.kind == "money"]
    for number in sums:
        told = next((c for c in money if abs(c.start - number.start) <= _SAME_MONEY), None)
        if told is not None:
            yield count_mention(number, around, kind="money", rule="money-elided", currency=told.currency)


def _with_shared_scope(counts: list[CountMention], around: Surroundings) -> list[CountMention]:
    """ "among them 103 men and 77 women": what is coordinated with a subset is one too."""
    for index in range(1, len(counts)):
        left, right = counts[index - 1], counts[index]
        if left.scope != "subset" or right.scope is not None or left.unit is None or right.kind != "count":
            continue
        if around.tokens.lower[left.unit.end : right.start].strip() in around.grammar.joining:
            counts[index] = right._replace(scope="subset")
    return counts


def _is_share(number: Number, around: Surroundings) -> bool:
    """ "hälften" is a number and no count."""
    return number.ratio and around.tokens.words[number.first] in around.grammar.shares


def _sharing(
    number: Number, following: Number, count: CountMention, own: CountMention | None, around: Surroundings
) -> CountMention | None:
    """The first of two numbers that share what stands behind the second: "från 20 till 35 miljoner kronor", "nio av tio fall"."""
    words, grammar = around.tokens.words, around.grammar
    gap = words[number.last : following.first]
    bounded = len(gap) == _WITH_BOUND and gap[1] in grammar.bounds  # "lägst sex och högst tio år"
    partitive = len(gap) == _WITH_BOUND and gap[0] in grammar.subset_after and gap[1] in grammar.determiners  # "13 of the 69"
    shared = (len(gap) == 1 or bounded) and gap[0] in grammar.sharing
    if not (shared or partitive) or number.value is None:
        return None
    if own is None:
        if is_no_count(number, around):
            return None
        own = count_mention(number, around, rule="shared")
    if own.unit is not None or own.kind != "count" or (count.unit is None and count.kind == "count"):
        return None
    scale = _shared_scale(number, following, around)
    values = {name: value * scale for name in ("value", "low", "high") if (value := getattr(own, name)) is not None}
    return own._replace(kind=count.kind, unit=count.unit, currency=count.currency, **values)


def joined_numbers(numbers: list[Number], around: Surroundings) -> Iterator[Number]:
    """The numbers in order, two that bound one joined."""
    index = 0
    while index < len(numbers):
        number, used = _range(numbers, index, around)
        index += used
        yield number


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
    before = number.first - 1 - (number.first > 1 and words[number.first - 1] in grammar.currency)  # "between $222 and $276"
    before -= before > 0 and words[before] in grammar.bounds and words[before - 1] in grammar.between  # "mellan cirka 3 och 5"
    between = before >= 0 and words[before] in grammar.between
    dashed = not joiner.isalpha()
    if not dashed and not between and (joiner not in grammar.range_to or _follows_comparison(before, around)):
        return number, 1
    if dashed and number.basis == "digit" and following.start - number.end > 3 and not priced:
        return number, 1
    scale = _shared_scale(number, following, around)
    low = number.value if scale == 1 else round(number.value * scale)
    joined = Number(number.start, following.end, number.first, following.last, low, following.value, None, number.basis)
    return joined, 2


def _shared_scale(number: Number, following: Number, around: Surroundings) -> int:
    """What the first of two numbers shares with the second: "20 till 35 miljoner", "20-30 000 kronor", "2-300 000"."""
    if number.value is None or following.value is None or not number.value < 1000 <= following.value:
        return 1
    if scale := around.grammar.scales.get(around.tokens.words[following.last - 1]):
        return scale
    groups = re.split(r"\D", around.tokens.lower[following.start : following.end])
    dashed = not around.tokens.words[number.last].isalpha()
    if not dashed or len(groups) < 2 or set("".join(groups[1:])) != {"0"}:
        return 1
    thousands: int = 1000 ** (len(groups) - 1)
    if number.value < int(groups[0]) and number.value >= _SAME_SIZE * int(groups[0]):
        return thousands
    return thousands * 100 if number.value < int(groups[0][0]) and len(groups[0]) == len("300") else 1


def _follows_comparison(before: int, around: Surroundings) -> bool:
    """ "från sju till 13", "rose from $7 million to $8.2 million": changes; "from $20 to $35 million" is a range."""
    words, grammar = around.tokens.words, around.grammar
    if before < 0 or words[before] not in grammar.comparison or words[before] in grammar.range_to:
        return False
    priced = words[before + 1] in grammar.currency
    return not priced or not grammar.scope["change"].isdisjoint(words[max(0, before - _CHANGE_REACH) : before])
