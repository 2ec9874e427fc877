"""Facts: which number counts which offence. When and where is :mod:`.fact_settings`.

A pair is made only where the words between its ends are words of that relation ("anmälningar om", "counts of", "misstänkta
för"), or where the counted noun is itself the offence. A stated total is never divided over the offences beside it, and a topic
that happened to nobody is not counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from pressextract.languages.offence_grammar import CueGrammar
from pressextract.types import CountMention, Fact, OffenceMention, Tokens, Unit

_REACH = 22  # tokens between a counted noun and its offence
_FILLERS = 3  # words of no relation that may stand in between: a name, a place or an adverb, never a clause
_OFFENDED = frozenset({"report", "person"})  # kinds of units that an offence before them is counted by
_PAIRED_KINDS = frozenset({"count", "percent"})
_UNPAIRED_KINDS = frozenset({"action", "measure", "money", "time"})
_UNPAIRED_UNITS = frozenset({"eu-countries", "network"})  # counted as persons by the list, and never accused
_OF_PERSONS = frozenset({"suspected", "arrested", "detained", "charged", "convicted", "acquitted"})
_VERB_REACH = 26  # tokens between persons and their offence, with ages and places between them
_LEGAL_RULE = "hyphened"  # a 12-count indictment
_LEGAL_COUNT = "count-charge"
_BARE, _PART = "bare", "part"
_ELIDED = frozenset({"subset", "elided", "compared"})  # rules of counts whose noun was named before
_OCCASIONS = frozenset({"case", "incident", "occasion"})
_VICTIM_REACH = 6  # words between an offence and those it was done to

Pair = tuple[int, float]  # index of an offence, confidence


class Scene(NamedTuple):
    """What a reader of one text needs at every count."""

    counts: list[CountMention]
    offences: list[OffenceMention]
    tokens: Tokens
    cues: CueGrammar
    unit_kinds: Mapping[str, str]


def link_facts(scene: Scene) -> list[Fact]:
    """Count x offence pairs in order of the text."""
    facts = [
        _fact(index, offence, confidence, scene)
        for index, count in enumerate(scene.counts)
        if _paired(count)
        for offence, confidence in _offences_of(index, scene)
        if not (scene.offences[offence].generic or _inside(count, scene.offences[offence]))
    ]
    return _inherit(facts, scene)


def _inside(count: CountMention, offence: OffenceMention) -> bool:
    """ "accessing 200 passport files": what an offence was done to is no number of offences."""
    return offence.start < count.start and count.end < offence.end


def _paired(count: CountMention) -> bool:
    """Whether a count may count offences: no age or sum, no lone article, no part of persons told as a whole."""
    return count.kind in _PAIRED_KINDS and count.basis != "article" and count.rule != _PART


def _fact(index: int, offence: int, confidence: float, scene: Scene) -> Fact:
    count, named = scene.counts[index], scene.offences[offence]
    unit = count.unit.id if count.unit is not None else None
    kind = "report" if scene.unit_kinds.get(unit or "") == "report" else "count"
    start, end = min(count.start, named.start), max(count.end, named.end)
    return Fact(kind, index, unit, offence, None, None, start, end, confidence)


def _offences_of(index: int, scene: Scene) -> Iterator[Pair]:
    """The offences that a count counts, by what the counted noun is."""
    count = scene.counts[index]
    if count.rule == _LEGAL_RULE:
        return  # the counts of a whole indictment are those of no one offence
    if count.unit is not None:
        own = _named_by(count, count.unit, scene.offences)
        if own is not None and not _only_describes(scene.offences[own], count.unit, scene):
            yield own, 0.95
        elif occasions := list(_on_occasions(count, scene)):
            yield from occasions
        elif not _never_paired(count.unit, scene):
            yield from _related(index, scene)
    elif count.rule == _BARE and count.kind == "count":
        yield from _by_verb(index, count.end, scene)  # "Tre är gripna, misstänkta för rån"
    elif count.rule in _ELIDED or count.kind == "percent":
        yield from _related(index, scene)


def _named_by(count: CountMention, unit: Unit, offences: list[OffenceMention]) -> int | None:
    """The offence that the counted noun is, or that stands before its head: "2,900 mortgage fraud defendants"."""
    start = min(unit.start, count.end) if unit.start >= count.end else unit.start
    return next((i for i, o in enumerate(offences) if o.start < unit.end and start < o.end), None)


def _only_describes(offence: OffenceMention, unit: Unit, scene: Scene) -> bool:
    """Whether an offence only describes the things that are counted: "159 illegal working visits", not "40 fraud cases"."""
    pairs = scene.unit_kinds.get(unit.id or "") in _OFFENDED or unit.id in _OCCASIONS
    return offence.end <= unit.start and not pairs


def _never_paired(unit: Unit, scene: Scene) -> bool:
    return scene.unit_kinds.get(unit.id or "") in _UNPAIRED_KINDS or unit.id in _UNPAIRED_UNITS


def _related(index: int, scene: Scene) -> Iterator[Pair]:
    """Offences behind the counted noun over words of the relation; of persons, also those done to or by them."""
    count = scene.counts[index]
    start = max(count.end, count.unit.end if count.unit is not None else 0)
    found = list(_chain(start, _limit(index, start, scene), scene, single=_single(count, scene)))
    person = count.unit is not None and scene.unit_kinds.get(count.unit.id or "") == "person"
    if not found and person:
        found = list(_victims(count, scene)) or list(_by_verb(index, start, scene))
    yield from found


def _on_occasions(count: CountMention, scene: Scene) -> Iterator[Pair]:
    """ "försök till mord i två fall": the offence stands right before its number of cases."""
    if count.unit is None or count.unit.id not in _OCCASIONS:
        return
    index = next((i for i in range(len(scene.offences) - 1, -1, -1) if scene.offences[i].end <= count.start), None)
    if index is not None and scene.tokens.lower[scene.offences[index].end : count.start].strip() in scene.cues.occasions:
        yield index, 0.85


def _limit(index: int, start: int, scene: Scene) -> int:
    """Where the reach of a count ends: at the next one that counts."""
    others = (c.start for c in scene.counts[index + 1 :] if c.start > start and _paired(c))
    return min(others, default=len(scene.tokens.text))


def _by_verb(index: int, start: int, scene: Scene) -> Iterator[Pair]:
    """ "två män, 34 och 51 år gamla, i Västerås, misstänkta för koppleri": a verb of the case ties persons to the offence."""
    tokens, cues = scene.tokens, scene.cues
    if _told_again(scene.counts[index], scene):
        return
    limit = min(_limit(index, start, scene), tokens.sentence_around(start)[1])
    first = next((o.start for o in scene.offences if start <= o.start < limit), None)
    if first is None or "\n" in tokens.text[start:first]:
        return
    low, high = bisect_left(tokens.starts, start), bisect_left(tokens.starts, first)
    between = tokens.words[low:high]
    if high - low > _VERB_REACH or not cues.fact_stop.isdisjoint(between):
        return
    if any(cues.status.get(word) in _OF_PERSONS for word in between):
        yield from ((i, confidence - 0.15) for i, confidence in _chain(first, limit, scene))


def _told_again(count: CountMention, scene: Scene) -> bool:
    """ "de två personerna": persons that were counted before."""
    place = bisect_left(scene.tokens.starts, count.start)
    return place > 0 and scene.tokens.words[place - 1] in scene.cues.fact_definite


def _single(count: CountMention, scene: Scene) -> bool:
    """ "two counts of A, B and C": the counts are of A; "one count each of A and B" are of both."""
    if count.unit is None or count.unit.id != _LEGAL_COUNT:
        return False
    following = scene.tokens.lower[count.unit.end : count.unit.end + 12].split()
    return not any(word.strip(",:") in scene.cues.distributes for word in following)


def _victims(count: CountMention, scene: Scene) -> Iterator[Pair]:
    """ "mordförsök mot två poliser": the offence stands before those it was done to or by."""
    cues = scene.cues
    for index in range(len(scene.offences) - 1, -1, -1):
        offence = scene.offences[index]
        if offence.end > count.start:
            continue
        gap = scene.tokens.lower[offence.end : count.start].split()
        if 0 < len(gap) <= _VICTIM_REACH and gap[-1] in cues.reverse and cues.fact_stop.isdisjoint(gap):
            yield index, 0.75
        return


def _chain(start: int, limit: int, scene: Scene, *, single: bool = False) -> Iterator[Pair]:
    """The offences after a noun: the first over words of the relation, the others over words of a list."""
    here, allowed, fillers, confidence = start, scene.cues.fact_links, _FILLERS, 0.9
    for index, offence in enumerate(scene.offences):
        if offence.start < here:
            continue
        if offence.start >= limit or not _passable((here, offence.start), allowed, fillers, scene):
            return
        yield index, confidence
        if single and not _carried(index + 1, scene):
            return
        here, allowed, fillers, confidence = offence.end, scene.cues.fact_list, 0, 0.85


def _carried(index: int, scene: Scene) -> bool:
    """ "one count of conspiracy to commit wire fraud and securities fraud": one conspiracy to do both."""
    if index >= len(scene.offences):
        return False
    left, right = scene.offences[index - 1], scene.offences[index]
    opened = scene.tokens.text[right.start : right.end].split()[0].lower() in scene.cues.conspiracies
    return left.stage == right.stage == "conspiracy" and not opened


def _passable(gap: tuple[int, int], allowed: frozenset[str], fillers: int, scene: Scene) -> bool:
    """Whether only words of a relation lie in a gap, a few others and capitalised ones apart."""
    tokens = scene.tokens
    if "\n" in tokens.text[slice(*gap)]:
        return False
    low, high = (bisect_left(tokens.starts, offset) for offset in gap)
    between = tokens.words[low:high]
    if len(between) > _REACH or not scene.cues.fact_stop.isdisjoint(between):
        return False
    unknown = [
        place
        for place, word in enumerate(between, low)
        if word not in allowed and not word.isdigit() and not tokens.text[tokens.starts[place]].isupper()
    ]
    return len(unknown) <= fillers


def _inherit(facts: list[Fact], scene: Scene) -> list[Fact]:
    """Offences of counts that name none: "fem körningar, varav fyra ...", "612 (745)", "down 9 percent".

    They have that of the count before them in the sentence, or of the subject whose change they tell ("Stölderna ökade").
    """
    of_count: dict[int, list[Fact]] = {}
    for fact in facts:
        of_count.setdefault(fact.count, []).append(fact)
    for index in range(1, len(scene.counts)):
        _share(index - 1, index, of_count, scene)
    for index, count in enumerate(scene.counts):
        if index not in of_count and _leans(count):
            of_count[index] = [_moved(fact, index, count) for fact in _before(index, of_count, scene) or _subject(index, scene)]
    return sorted((f for found in of_count.values() for f in found), key=lambda fact: (fact.start, fact.count, fact.offence))


def _share(left: int, right: int, of_count: dict[int, list[Fact]], scene: Scene) -> None:
    """ "the assaults of two juveniles and one adult": persons in one phrase have the same offences."""
    first, second = scene.counts[left], scene.counts[right]
    if (
        (left in of_count) == (right in of_count)
        or first.unit is None
        or not (_of_persons(first, scene) and _of_persons(second, scene))
    ):
        return
    if scene.tokens.lower[first.unit.end : second.start].strip(" ,") not in scene.cues.fact_list:
        return
    given, taker = (left, right) if left in of_count else (right, left)
    of_count[taker] = [_moved(fact, taker, scene.counts[taker]) for fact in of_count[given]]


def _of_persons(count: CountMention, scene: Scene) -> bool:
    return count.unit is not None and scene.unit_kinds.get(count.unit.id or "") == "person" and _paired(count)


def _before(index: int, of_count: dict[int, list[Fact]], scene: Scene) -> list[Fact]:
    """The facts of the count before, where it stands in the same sentence."""
    counts = scene.counts
    before = next((i for i in range(index - 1, -1, -1) if counts[i].kind in _PAIRED_KINDS), None)
    if before is None or counts[before].start < scene.tokens.sentence_around(counts[index].start)[0]:
        return []
    if ";" in scene.tokens.text[counts[before].end : counts[index].start]:
        return []
    return of_count.get(before, [])


def _subject(index: int, scene: Scene) -> list[Fact]:
    """The offence whose change a count tells: the last one before it in its sentence."""
    count, offences = scene.counts[index], scene.offences
    if count.rule != "compared":
        return []
    low = scene.tokens.sentence_around(count.start)[0]
    before = [i for i, offence in enumerate(offences) if low <= offence.start and offence.end <= count.start]
    return [_fact(index, before[-1], 0.7, scene)] if before and not offences[before[-1]].generic else []


def _moved(fact: Fact, index: int, count: CountMention) -> Fact:
    return replace(fact, count=index, start=min(fact.start, count.start), end=max(fact.end, count.end), confidence=0.7)


def _leans(count: CountMention) -> bool:
    """Whether a count takes its offence from the one before it."""
    if count.kind == "percent":
        return count.scope == "change" or count.rule == "compared"
    return (
        count.kind == "count"
        and count.rule != _PART
        and (count.scope == "subset" or (count.rule in _ELIDED and count.unit is None))
    )
