"""Articles that count beside a count of the same kind: "three men and a woman", "Two men were held. One woman was held"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pressextract.extractors.count_mentions import count_mention
from pressextract.extractors.count_nouns import noun_after
from pressextract.extractors.numbers import article_number
from pressextract.extractors.surroundings import Surroundings
from pressextract.types import CountMention, Unit

_PAIR_REACH = 5  # tokens from "and" back to the article of what it joins
_RESULT_REACH = 200  # characters between one person and the others of whom the same is told
_PERSON, _THINGS = "person", "object"


def paired_articles(counts: list[CountMention], around: Surroundings) -> Iterator[CountMention]:
    """ "three men and a woman", "a rifle and two pistols": an article that is no word of number, coordinated with a count."""
    weak = around.grammar.articles - around.grammar.ones
    for count in counts if weak else ():
        kind = around.unit_kinds.get(count.unit.id or "") if count.unit is not None else None
        if count.kind != "count" or count.unit is None or kind not in (_PERSON, _THINGS):
            continue
        words, starts = around.tokens.words, around.tokens.starts
        behind, before = bisect_left(starts, count.unit.end), bisect_left(starts, count.start) - 1
        after = behind + 1 if behind < len(words) and words[behind] in around.grammar.joining else -1
        places = [after, *range(before - 1, max(-1, before - _PAIR_REACH), -1)] if _joins(before, around) else [after]
        for place in places:
            if not 0 <= place < len(words) or words[place] not in weak:
                continue
            number = article_number(place, around.tokens)
            noun = noun_after(number, around)
            tied = place > behind or (noun is not None and noun.end == around.tokens.ends[before - 1])
            if noun is not None and tied and around.unit_kinds.get(noun.id or "") == kind:
                yield count_mention(number, around, rule="counted", unit=noun)
            break


def _joins(index: int, around: Surroundings) -> bool:
    return index > 0 and around.tokens.words[index] in around.grammar.joining


def is_parallel(index: int, noun: Unit, counts: list[CountMention], around: Surroundings) -> bool:
    """ "Två män greps för rån. En kvinna greps för häleri": one person of whom the same is told as of several near by."""
    if around.unit_kinds.get(noun.id or "") != _PERSON or around.tokens.words[index] not in around.grammar.ones:
        return False
    if not _something_befell(noun, around):
        return False
    start = around.tokens.starts[index]
    near = (c for c in counts if abs(c.start - start) <= _RESULT_REACH and c.unit is not None and c.kind == "count")
    return any(
        around.unit_kinds.get(c.unit.id or "") == _PERSON and _something_befell(c.unit, around)
        for c in near
        if c.unit is not None
    )


def _something_befell(noun: Unit, around: Surroundings) -> bool:
    """Whether a verb of arrest, charge or judgment stands right behind a noun."""
    place = bisect_left(around.tokens.starts, noun.end)
    verbs = around.grammar.elision - around.grammar.penalty_takes
    return place < len(around.tokens.words) and around.tokens.words[place] in verbs
