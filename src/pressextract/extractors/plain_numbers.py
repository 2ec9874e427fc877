"""Every number of a text, whether or not it counts something: cardinals, ordinals, money, measures, ages and the like."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain

from pressextract.extractors.count_kinds import VALUE_KINDS
from pressextract.extractors.count_mentions import count_mention
from pressextract.extractors.count_nouns import is_article, noun_after
from pressextract.extractors.counts import joined_numbers
from pressextract.extractors.fractions import Number
from pressextract.extractors.numbers import article_number, find_numbers
from pressextract.extractors.surroundings import Surroundings
from pressextract.languages.number_grammar import NumberGrammar
from pressextract.languages.number_words import Reading, parse_ordinal
from pressextract.types import CountMention, Tokens

_KINDS = {"count": "cardinal", "penalty": "duration"}  # what a count is, seen as a number alone


def read_numbers(tokens: Tokens, around: Surroundings, memo: dict[str, Reading]) -> list[CountMention]:
    """The numbers of a text in order, each with its kind and unit."""
    ordinals = list(_ordinals(tokens, around.grammar))
    taken = {index for number in ordinals for index in range(number.first, number.last)}
    articles: list[int] = []
    read = list(find_numbers(tokens, around.grammar, memo, lambda _: True, taken, articles))
    articles += [number.first for number in read if is_article(number, around)]
    found = [number for number in read if not is_article(number, around)]
    inside = {index for number in found for index in range(bisect_left(tokens.starts, number.start), number.last)}
    alone = [index for index in articles if index not in inside and _stands_alone(index, tokens, around.grammar)]
    ones = [article_number(index, tokens) for index in alone]
    found, ordinals = _long_ordinals(found, ordinals, tokens, around.grammar)
    numbers = sorted(chain(found, ones), key=lambda number: number.start)
    mentions = [_mention(number, around) for number in joined_numbers(numbers, around)]
    mentions += [count_mention(number, around, kind="ordinal", rule="ordinal", scope="") for number in ordinals]
    return sorted((m._replace(scope=None) for m in mentions), key=lambda m: m.start)


def _long_ordinals(
    numbers: list[Number], ordinals: list[Number], tokens: Tokens, grammar: NumberGrammar
) -> tuple[list[Number], list[Number]]:
    """ "one hundred and fifth": a round number right before an ordinal belongs to it."""
    by_end = {number.last: number for number in numbers}
    joined: list[Number] = []
    for ordinal in ordinals:
        before = ordinal.first - (ordinal.first > 0 and tokens.words[ordinal.first - 1] in grammar.and_words)
        head = by_end.get(before)
        value = _long_value(head, ordinal) if head is not None and head.basis == "word" else None
        if head is None or value is None:
            joined.append(ordinal)
        else:
            joined.append(ordinal._replace(start=head.start, first=head.first, value=value, low=value, high=value))
    firsts = {ordinal.first for ordinal in joined}
    return [number for number in numbers if number.first not in firsts], joined


def _long_value(head: Number, ordinal: Number) -> int | None:
    """The value of "one hundred" and "fifth" together, where the first leaves room for the second."""
    if not isinstance(head.value, int) or not isinstance(ordinal.value, int):
        return None
    return head.value + ordinal.value if head.value % 100 == 0 and ordinal.value < 100 else None


def _mention(number: Number, around: Surroundings) -> CountMention:
    for kind in VALUE_KINDS:
        mention = kind(number, around)
        if mention is not None:
            return mention._replace(kind=_KINDS.get(mention.kind, mention.kind))
    return count_mention(number, around, kind="cardinal", rule="cardinal", unit=noun_after(number, around))


def _stands_alone(index: int, tokens: Tokens, grammar: NumberGrammar) -> bool:
    """Whether an article is the number one: always, before "of", or where no word follows that it could belong to."""
    word = tokens.words[index]
    following = tokens.words[index + 1] if index + 1 < len(tokens.words) else ""
    if word in grammar.always:
        return True
    return word in grammar.words and (following in grammar.counts_before or not following[:1].isalnum())


def _ordinals(tokens: Tokens, grammar: NumberGrammar) -> Iterator[Number]:
    """Ordinals, also the last word of a longer one: "one hundred and fifth" is read as far as its ordinal goes."""
    for index, word in enumerate(tokens.words):
        value, end, last = parse_ordinal(word, grammar), tokens.ends[index], index + 1
        if value is None and word.isdigit() and last < len(tokens.words) and tokens.starts[last] == end:
            value, end, last = parse_ordinal(word + tokens.words[last], grammar), tokens.ends[last], last + 1
        if value is not None and not (word in grammar.fractions.half or _is_fraction(index, tokens, grammar)):
            yield Number(tokens.starts[index], end, index, last, value, value, value, "digit" if word[0].isdigit() else "word")


def _is_fraction(index: int, tokens: Tokens, grammar: NumberGrammar) -> bool:
    """ "a third of", "two fifths": the word is a part and no place in a row."""
    words = tokens.words
    if words[index] not in grammar.fractions.parts or not index:
        return False
    of = words[index + 1] if index + 1 < len(words) else ""
    return of in grammar.subset_after and (words[index - 1] in grammar.words or words[index - 1] in grammar.articles)
