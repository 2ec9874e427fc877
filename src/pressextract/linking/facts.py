"""Facts: which number counts which offence, and when and where.

A pair is made only where the words between its ends are words of that relation ("anmälningar om", "counts of", "misstänkta
för"), or where the counted noun is itself the offence. A stated total is never divided over the offences beside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pressextract.languages.offence_grammar import CueGrammar
from pressextract.linking.events import event_at
from pressextract.types import CountMention, DateMention, Fact, OffenceMention, Place, Segment, TimeInterval, Tokens

_REACH = 22  # tokens between a counted noun and its offence
_PAIRED_KINDS = frozenset({"count", "percent"})
_UNPAIRED_KINDS = frozenset({"action", "measure", "money", "time"})
_UNPAIRED_UNITS = frozenset({"eu-countries", "network"})  # counted as persons by the list, and never accused
_OF_PERSONS = frozenset({"suspected", "arrested", "detained", "charged", "convicted", "acquitted"})
_VERB_REACH = 26  # tokens between persons and their offence, with ages and places between them
_LEGAL_RULE = "hyphened"  # a 12-count indictment
_BARE = "bare"
_LEGAL_COUNT = "count-charge"
_ELIDED = frozenset({"subset", "elided", "compared"})  # rules of counts whose noun was named before
_VICTIM_REACH = 6  # words between an offence and those it was done to
_TIMED = frozenset({"day", "week", "weekend", "month", "season", "quarter", "year"})

Dated = list[tuple[DateMention, TimeInterval]]


def link_facts(
    counts: list[CountMention],
    offences: list[OffenceMention],
    tokens: Tokens,
    cues: CueGrammar,
    unit_kinds: Mapping[str, str],
) -> list[Fact]:
    """Count x offence pairs in order of the text."""
    facts: list[Fact] = []
    for index, count in enumerate(counts):
        if count.kind not in _PAIRED_KINDS or count.basis == "article":
            continue
        for offence, confidence in _offences_of(index, counts, offences, tokens, cues, unit_kinds):
            if offences[offence].generic:
                continue  # a topic that happened to nobody cannot be counted
            unit = count.unit.id if count.unit is not None else None
            first, second = count, offences[offence]
            facts.append(
                Fact(
                    "report" if unit_kinds.get(unit or "") == "report" else "count",
                    index,
                    unit,
                    offence,
                    None,
                    None,
                    min(first.start, second.start),
                    max(first.end, second.end),
                    confidence,
                )
            )
    return _inherit(facts, counts, offences, tokens)


def _offences_of(
    index: int,
    counts: list[CountMention],
    offences: list[OffenceMention],
    tokens: Tokens,
    cues: CueGrammar,
    unit_kinds: Mapping[str, str],
) -> Iterable[tuple[int, float]]:
    count = counts[index]
    unit = count.unit
    kind = unit_kinds.get(unit.id or "") if unit is not None else None
    if unit is not None:
        own = next((i for i, o in enumerate(offences) if o.start < unit.end and unit.start < o.end), None)
        if own is not None:
            yield own, 0.95
            return
        if kind in _UNPAIRED_KINDS or unit.id in _UNPAIRED_UNITS:
            return
    elif count.rule == _BARE and count.kind == "count":
        limit = next((c.start for c in counts[index + 1 :] if _bounds(c)), len(tokens.text))
        yield from _by_verb(count.end, limit, offences, tokens, cues)  # "Tre är gripna, misstänkta för rån"
        return
    elif count.rule not in _ELIDED | {_LEGAL_RULE} and count.kind == "count":
        return
    start = max(count.end, unit.end if unit is not None else 0)
    if count.rule == _LEGAL_RULE:
        limit = _sentence(count.start, tokens)[1]
    else:
        limit = min((c.start for c in counts[index + 1 :] if c.start > start and _bounds(c)), default=len(tokens.text))
    found = list(_chain(start, limit, offences, tokens, cues, _single(count, tokens, cues)))
    if not found and (kind == "person" or count.rule == _LEGAL_RULE):
        found = list(_victims(count, offences, tokens, cues)) or list(_by_verb(start, limit, offences, tokens, cues))
    yield from found


def _bounds(count: CountMention) -> bool:
    """Whether a count ends the reach of the one before it; ages and lone articles inside a clause do not."""
    return count.kind in _PAIRED_KINDS and count.basis != "article"


def _by_verb(
    start: int, limit: int, offences: list[OffenceMention], tokens: Tokens, cues: CueGrammar
) -> Iterable[tuple[int, float]]:
    """ "två män, 34 och 51 år gamla, i Västerås, misstänkta för koppleri": a verb of the case ties persons to the offence."""
    end = min(limit, _sentence(start, tokens)[1])
    first = next((i for i, o in enumerate(offences) if start <= o.start < end), None)
    if first is None or "\n" in tokens.text[start : offences[first].start]:
        return
    low, high = bisect_left(tokens.starts, start), bisect_left(tokens.starts, offences[first].start)
    between = tokens.words[low:high]
    if high - low > _VERB_REACH or not cues.fact_stop.isdisjoint(between):
        return
    if any(cues.status.get(word) in _OF_PERSONS for word in between):
        yield from ((i, c - 0.15) for i, c in _chain(offences[first].start, limit, offences, tokens, cues, False))


def _single(count: CountMention, tokens: Tokens, cues: CueGrammar) -> bool:
    """ "two counts of A, B and C": the counts are of A; "one count each of A and B" are of both."""
    if count.unit is None or count.unit.id != _LEGAL_COUNT:
        return False
    following = tokens.lower[count.unit.end : count.unit.end + 12].split()
    return not any(word.strip(",:") in cues.distributes for word in following)


def _victims(
    count: CountMention, offences: list[OffenceMention], tokens: Tokens, cues: CueGrammar
) -> Iterable[tuple[int, float]]:
    """ "mordförsök mot två poliser": the offence stands before those it was done to or by."""
    for index in range(len(offences) - 1, -1, -1):
        offence = offences[index]
        if offence.end > count.start:
            continue
        gap = tokens.lower[offence.end : count.start].split()
        if 0 < len(gap) <= _VICTIM_REACH and gap[-1] in cues.reverse and not any(word in cues.fact_stop for word in gap):
            yield index, 0.75
        return


def _inherit(facts: list[Fact], counts: list[CountMention], offences: list[OffenceMention], tokens: Tokens) -> list[Fact]:
    """Offences of counts that name none: "fem körningar, varav fyra ...", "612 (745)", "down 9 percent".

    They have that of the count before them in the sentence, or of the subject whose change they tell ("Stölderna ökade").
    """
    of_count: dict[int, list[Fact]] = {}
    for fact in facts:
        of_count.setdefault(fact.count, []).append(fact)
    out = list(facts)
    for index, count in enumerate(counts):
        if index in of_count or not _leans(count):
            continue
        low, _ = _sentence(count.start, tokens)
        before = next((i for i in range(index - 1, -1, -1) if counts[i].kind in _PAIRED_KINDS), None)
        inherited = [f for f in of_count.get(before, ()) if counts[before].start >= low] if before is not None else []
        if not inherited and count.rule == "compared":
            subject = next(
                (i for i in range(len(offences) - 1, -1, -1) if low <= offences[i].start and offences[i].end <= count.start), None
            )
            if subject is not None:
                inherited = [Fact("count", index, None, subject, None, None, offences[subject].start, count.end, 0.7)]
        mine = [
            replace(f, count=index, start=min(f.start, count.start), end=max(f.end, count.end), confidence=0.7) for f in inherited
        ]
        of_count[index] = mine
        out.extend(mine)
    return sorted(out, key=lambda fact: (fact.start, fact.count, fact.offence))


def _leans(count: CountMention) -> bool:
    """Whether a count takes its offence from the one before it."""
    if count.kind == "percent":
        return count.scope == "change" or count.rule == "compared"
    return count.kind == "count" and (count.scope == "subset" or (count.rule in _ELIDED and count.unit is None))


def _chain(
    start: int, limit: int, offences: list[OffenceMention], tokens: Tokens, cues: CueGrammar, single: bool
) -> Iterable[tuple[int, float]]:
    """The offences after a noun: the first over words of the relation, the others over words of a list."""
    here, allowed, confidence = start, cues.fact_links, 0.9
    for index, offence in enumerate(offences):
        if offence.start < here:
            continue
        if offence.start >= limit or not _passable(here, offence.start, allowed, tokens, cues):
            return
        yield index, confidence
        if single:
            return
        here, allowed, confidence = offence.end, cues.fact_list, 0.85


def _passable(start: int, end: int, allowed: frozenset[str], tokens: Tokens, cues: CueGrammar) -> bool:
    if "\n" in tokens.text[start:end]:
        return False
    low, high = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
    if high - low > _REACH:
        return False
    unknown = 0
    for index in range(low, high):
        word = tokens.words[index]
        if word in cues.fact_stop:
            return False
        if word not in allowed and not word.isdigit():
            unknown += not tokens.text[tokens.starts[index]].isupper()
    # a name, a place or an adverb may stand between; a clause of its own may not
    return unknown == 0 if allowed is cues.fact_list else unknown <= 3


def place_facts(facts: list[Fact], dates: Dated, places: list[Place], tokens: Tokens, segments: list[Segment]) -> list[Fact]:
    """Give each fact its date and place: the one candidate of its sentence, else that of its event or paragraph."""
    timed = [(d.start, i) for i, (d, t) in enumerate(dates) if t.value and t.grain in _TIMED and d.use is None]
    where = [(p.start, i) for i, p in enumerate(places)]
    out = []
    for fact in facts:
        event = event_at(fact.start, segments)
        when_of, where_of = (event.date, event.place) if event is not None else (None, None)
        block = (event.start, event.end) if event is not None else _paragraph(fact.start, tokens)
        out.append(
            replace(fact, date=_only(timed, fact, tokens, block, when_of), place=_only(where, fact, tokens, block, where_of))
        )
    return out


def _only(
    candidates: list[tuple[int, int]], fact: Fact, tokens: Tokens, block: tuple[int, int], of_event: int | None
) -> int | None:
    """The one candidate of the sentence, else what the event states first, else the one of the block."""
    inside = _within(candidates, *_sentence(fact.start, tokens))
    if inside:
        return inside[0] if len(inside) == 1 else None
    if of_event is not None:
        return of_event
    inside = _within(candidates, *block)
    return inside[0] if len(inside) == 1 else None


def _within(candidates: list[tuple[int, int]], low: int, high: int) -> list[int]:
    return [index for start, index in candidates if low <= start < high]


def _sentence(offset: int, tokens: Tokens) -> tuple[int, int]:
    place = bisect_right(tokens.breaks, offset)
    end = tokens.breaks[place] if place < len(tokens.breaks) else len(tokens.text)
    return tokens.breaks[place - 1], end


def _paragraph(offset: int, tokens: Tokens) -> tuple[int, int]:
    text = tokens.text
    low, high = text.rfind("\n\n", 0, offset), text.find("\n\n", offset)
    return (max(low, 0)), (len(text) if high < 0 else high)
