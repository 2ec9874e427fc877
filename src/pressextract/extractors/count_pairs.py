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
RESULT_REACH = 200  # characters from one of several to the count of them, or to others of whom the same is told
PERSON = "person"
THINGS = "object"  # kind of what can be counted in a row: "två personbilar, en lastbil"; persons there are parts


def paired_articles(counts: list[CountMention], around: Surroundings) -> Iterator[CountMention]:
    """ "three men and a woman", "a rifle and two pistols": an article that is no word of number, coordinated with a count."""
    weak = around.grammar.articles - around.grammar.ones
    for count in counts if weak else ():
        kind = around.kind_of(count.unit)
        if count.kind != "count" or count.unit is None or kind not in (PERSON, THINGS):
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
            if noun is not None and tied and around.kind_of(noun) == kind:
                yield count_mention(number, around, rule="counted", unit=noun)
            break


def _joins(index: int, around: Surroundings) -> bool:
    return index > 0 and around.tokens.words[index] in around.grammar.joining


def is_parallel(index: int, noun: Unit, counts: list[CountMention], around: Surroundings) -> bool:
    """ "Två män greps för rån. En kvinna greps för häleri": one person of whom the same is told as of several near by."""
    if around.tokens.words[index] not in around.grammar.ones or not _befallen(noun, around):
        return False
    start = around.tokens.starts[index]
    near = (c for c in counts if abs(c.start - start) <= RESULT_REACH and c.kind == "count")
    return any(_befallen(c.unit, around) for c in near)


def _befallen(noun: Unit | None, around: Surroundings) -> bool:
    """Whether a noun is of persons, and a verb of arrest, charge or judgment stands right behind it."""
    if noun is None or around.kind_of(noun) != PERSON:
        return False
    place = bisect_left(around.tokens.starts, noun.end)
    following = around.tokens.words[place] if place < len(around.tokens.words) else ""
    return following in around.grammar.elision and following not in around.grammar.penalty_takes
