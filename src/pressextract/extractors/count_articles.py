"""Articles that count: "en anmälan" beside other counts of the same thing, in a list, or where it carries an offence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pressextract.extractors.count_mentions import count_mention
from pressextract.extractors.count_nouns import noun_after
from pressextract.extractors.count_pairs import PERSON, RESULT_REACH, THINGS, is_parallel
from pressextract.extractors.count_times import read_time
from pressextract.extractors.fractions import Number
from pressextract.extractors.numbers import article_number
from pressextract.extractors.surroundings import Surroundings
from pressextract.types import CountMention

_COMPANY = 160  # characters within which two counts of one thing make a list
_BULLETS = "-–•*—"  # marks that open the items of a list
_COORDINATION = 34  # characters between two counts that "and" ties together
_ALWAYS_COUNTED = frozenset({"count-charge"})  # "one count of" is a legal count wherever it stands
_OFFENCE_REACH = 4  # tokens: an adjective or two may stand between an article and the offence that it counts
_CARRY_REACH = 10  # tokens between an article and the offence that its noun carries
_ENDS = frozenset(".;!?")
_REPORT = "report"
_CHECKED = frozenset({PERSON, THINGS, "action"})  # kinds of what is checked, some of which have results


def telling_articles(articles: list[int], counts: list[CountMention], around: Surroundings) -> Iterator[CountMention]:
    """ "en anmälan" beside other counts of the same thing, as an item of a list, or where it can carry an offence."""
    for index in articles:
        if not _may_tell(index, counts, around):
            continue
        number = article_number(index, around.tokens)
        if not _plain_article(number, around):
            continue
        alone = _elided_article(index, number, counts, around) or _sentence_of_one(number, around)
        if alone is not None:
            yield alone
            continue
        noun = noun_after(number, around)
        if noun is None:
            continue
        kind = around.kind_of(noun)
        named = any(place in around.offences for place in range(index + 1, index + _OFFENCE_REACH))
        listed = _lists(index, around) and (noun.id is not None or named or _beside_items(index, counts, around))
        company = _has_company(number, noun.id, counts, around) or (named and _among_offences(number, counts, around))
        bounded = index > 0 and around.tokens.words[index - 1] in around.grammar.counted_behind
        result = _is_result(index, noun.id, counts, around)
        result = result or (_opens_result(index, around) and is_parallel(index, noun, counts, around))
        if noun.id in _ALWAYS_COUNTED or bounded or listed or company or result:
            yield count_mention(number, around, rule="counted", unit=noun)
        elif kind == _REPORT and _carries_offence(index, around):
            yield count_mention(number, around, rule="article", basis="article", unit=noun)._replace(scope=None)


def _elided_article(index: int, number: Number, counts: list[CountMention], around: Surroundings) -> CountMention | None:
    """ "fem om stöld och en om rån", "3, varav ett grovt": an article whose noun was named before."""
    words, grammar = around.tokens.words, around.grammar
    following = words[index + 1] if index + 1 < len(words) else ""
    before = [c for c in counts if c.end <= number.start and number.start - c.end <= _COMPANY and c.kind == "count"]
    if not before:
        return None
    if index and words[index - 1] in grammar.scope["subset"] and noun_after(number, around) is None:
        return count_mention(number, around, rule="elided", scope="subset")
    beside = following in grammar.elision_beside and around.kind_of(before[-1].unit) == _REPORT
    if beside and index and (words[index - 1] == "," or words[index - 1] in grammar.joining):
        return count_mention(number, around, rule="elided")  # "15 anmälningar om stöld, en om häleri"
    preposition = following in grammar.elision_beside or following in grammar.elision or following in grammar.subset_after
    charged = following in grammar.subset_after and index + 2 in around.offences  # "three counts - one of kidnapping"
    if preposition and index + 2 < len(words) and (before[-1].rule == "elided" or charged):
        return count_mention(number, around, rule="elided")
    return None


def _sentence_of_one(number: Number, around: Surroundings) -> CountMention | None:
    """ "one year and one day in prison": a stretch of time that is a penalty; "a year" may be any."""
    if around.tokens.words[number.first] not in around.grammar.ones:
        return None
    told = read_time(number, around)
    return told if told is not None and told.kind == "penalty" else None


def _may_tell(index: int, counts: list[CountMention], around: Surroundings) -> bool:
    """A cheap look before the costly one: a report or a charge behind the article, a count beside it, or a list."""
    start, end = around.tokens.starts[index], around.tokens.ends[index]
    for place in (index + 1, index + 2):
        unit = around.units.get(place)
        if unit is not None and (unit.entry.id in _ALWAYS_COUNTED or around.unit_kinds.get(unit.entry.id) == _REPORT):
            return True
        if unit is not None and place == index + 1 and unit.entry.id in around.grammar.durations | around.grammar.penalties:
            return around.tokens.words[index] in around.grammar.ones
    if index and around.tokens.words[index - 1] in around.grammar.counted_behind:
        return True  # "minst en person"
    reach = _COORDINATION
    words = around.tokens.words
    if index + 1 < len(words) and words[index + 1] in around.grammar.elision_beside:
        reach = _COMPANY
    if (unit := around.units.get(index + 1)) is not None and _may_result(unit.entry.id, around):
        reach = RESULT_REACH
    for count in counts:
        if count.start - end <= reach and start - count.end <= reach:
            return True
    return _lists(index, around)


def _may_result(unit: str, around: Surroundings) -> bool:
    return unit in around.grammar.results or around.unit_kinds.get(unit) == PERSON


def _opens_result(index: int, around: Surroundings) -> bool:
    """Whether an article begins a sentence or stands behind a word that leads to a result: "där en", "ytterligare en"."""
    tokens, grammar = around.tokens, around.grammar
    if index and tokens.words[index - 1] in grammar.result_openings:
        return True
    return _opens_line(index, around) or tokens.text[tokens.starts[index]].isupper()


def _is_result(index: int, unit: str | None, counts: list[CountMention], around: Surroundings) -> bool:
    """ "Totalt 12 förare kontrollerades. En person blåste positivt": one of those that are counted near by."""
    if unit not in around.grammar.results or not _opens_result(index, around):
        return False
    start = around.tokens.starts[index]
    near = (c for c in counts if 0 <= start - c.end <= RESULT_REACH and c.kind == "count" and not _told_again(c, around))
    return any(around.kind_of(c.unit) in _CHECKED for c in near)


def _told_again(count: CountMention, around: Surroundings) -> bool:
    """ "de två personerna": a count that only refers to one before it."""
    place = bisect_left(around.tokens.starts, count.start)
    return place > 0 and around.tokens.words[place - 1] in around.grammar.determiners


def _beside_items(index: int, counts: list[CountMention], around: Surroundings) -> bool:
    """Whether another item of the list is counted."""
    start, tokens = around.tokens.starts[index], around.tokens
    for count in counts:
        place = bisect_left(tokens.starts, count.start)
        if abs(count.start - start) <= _COMPANY and _lists(place, around):
            return True
    return False


def _carries_offence(index: int, around: Surroundings) -> bool:
    """Whether an offence stands a few words behind an article in its sentence: "en anmälan om grovt rån"."""
    words = around.tokens.words
    for place in range(index + 1, min(len(words), index + _CARRY_REACH)):
        if words[place] in _ENDS:
            return False
        if place in around.offences:
            return True
    return False


def _plain_article(number: Number, around: Surroundings) -> bool:
    """Not "ett flertal", "en tredje", "ett tjugotal": an article before another word of number."""
    words = around.tokens.words
    following = words[number.last] if number.last < len(words) else ""
    return following not in around.grammar.quantifiers and not following.endswith(around.grammar.tens_suffixes)


def _lists(index: int, around: Surroundings) -> bool:
    """Whether an article opens an item of a dashed list: "- En våldtäkt"."""
    return index > 0 and around.tokens.words[index - 1] in _BULLETS and _opens_line(index - 1, around)


def _opens_line(index: int, around: Surroundings) -> bool:
    start = around.tokens.starts[index]
    return not around.tokens.text[around.tokens.text.rfind("\n", 0, start) + 1 : start].strip()


def _has_company(number: Number, unit: str | None, counts: list[CountMention], around: Surroundings) -> bool:
    """Another count near by: of the same reports, or coordinated with this one ("en man och två kvinnor")."""
    kind = around.unit_kinds.get(unit or "")
    for other in counts:
        if other.unit is None or other.kind != "count" or unit is None:
            continue
        if kind == _REPORT and other.unit.id == unit and abs(other.start - number.start) < _COMPANY:
            return True
        if kind is None or (kind != around.kind_of(other.unit) and not _joined_to(number, other, around)):
            continue
        if _coordinated(number, other, around) or (kind == THINGS and _in_row(number, other, around)):
            return True
    return False


def _joined_to(number: Number, other: CountMention, around: Surroundings) -> bool:
    """ "tre skjutvapen och ett barn": one word between the noun of a count and an article."""
    if other.unit is None or other.unit.id is None or other.unit.end > number.start:
        return False
    return around.tokens.lower[other.unit.end : number.start].strip() in around.grammar.joining


def _among_offences(number: Number, counts: list[CountMention], around: Surroundings) -> bool:
    """ "fyra bilinbrott i Kalmar, en cykelstöld i Emmaboda": a counted offence in a row with another."""
    starts = {term.start for term in around.offences.values()}
    counted = (c for c in counts if c.unit is not None and c.unit.start in starts)
    return any(_coordinated(number, c, around) or _in_row(number, c, around) for c in counted)


def _in_row(number: Number, other: CountMention, around: Surroundings) -> bool:
    """Whether a count stands before an article in its sentence, a comma right before the article."""
    tokens = around.tokens
    if other.start > number.start or number.start - other.end > _COMPANY or not number.first:
        return False
    between = tokens.words[bisect_left(tokens.starts, other.end) : number.first]
    return bool(between) and between[-1] == "," and _ENDS.isdisjoint(between)


def _coordinated(number: Number, other: CountMention, around: Surroundings) -> bool:
    low, high = (number.end, other.start) if number.start < other.start else (other.end, number.start)
    if high - low > _COORDINATION:
        return False
    gap = around.tokens.lower[low:high].split()
    return any(word in around.grammar.range_words for word in gap) and not any(word in (".", ";") for word in gap)
