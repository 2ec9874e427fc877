"""Facts: which number counts which offence, and when and where.

A pair is made only where the words between its ends are words of that relation ("anmälningar om", "counts of", "misstänkta
för"), or where the counted noun is itself the offence. A stated total is never divided over the offences beside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pressextract.languages.offence_grammar import CueGrammar
from pressextract.types import CountMention, DateMention, Fact, OffenceMention, Place, TimeInterval, Tokens

_REACH = 22  # tokens between a counted noun and its offence
_PAIRED_KINDS = frozenset({"count", "percent"})
_UNPAIRED_UNITS = frozenset({"action", "measure", "money", "time"})
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
    return _inherit(facts, counts, tokens)


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
    if unit is not None:
        own = next((i for i, o in enumerate(offences) if o.start < unit.end and unit.start < o.end), None)
        if own is not None:
            yield own, 0.95
            return
        if unit_kinds.get(unit.id or "") in _UNPAIRED_UNITS:
            return
    elif count.rule not in _ELIDED and count.kind == "count":
        return
    start = max(count.end, unit.end if unit is not None else 0)
    limit = min(
        (c.start for c in counts[index + 1 :] if c.start > start and c.kind in _PAIRED_KINDS and c.basis != "article"),
        default=len(tokens.text),
    )
    found = list(_chain(start, limit, offences, tokens, cues, _single(count, tokens, cues)))
    if not found and unit_kinds.get(unit.id or "" if unit else "") == "person":
        found = list(_victims(count, offences, tokens, cues))
    yield from found


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


def _inherit(facts: list[Fact], counts: list[CountMention], tokens: Tokens) -> list[Fact]:
    """ "fem körningar, varav fyra ...", "612 (745)": without an offence of its own a count has that of the one before it."""
    paired = {fact.count for fact in facts}
    out = list(facts)
    for index, count in enumerate(counts):
        if count.rule not in _ELIDED or index in paired or count.unit is not None:
            continue
        low, _ = _sentence(count.start, tokens)
        whole = [f for f in facts if f.count == index - 1 and f.start >= low]
        out.extend(
            replace(f, count=index, start=min(f.start, count.start), end=max(f.end, count.end), confidence=0.7) for f in whole
        )
    return sorted(out, key=lambda fact: (fact.start, fact.count, fact.offence))


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
    for word in tokens.words[low:high]:
        if word in cues.fact_stop:
            return False
        if word not in allowed and not word.isdigit():
            unknown += 1
    # a name, a place or an adverb may stand between; a clause of its own may not
    return unknown == 0 if allowed is cues.fact_list else unknown <= 3


def place_facts(facts: list[Fact], dates: Dated, places: list[Place], tokens: Tokens) -> list[Fact]:
    """Give each fact its date and place, where one candidate remains in its sentence or, failing that, its paragraph."""
    return [
        replace(
            fact,
            date=_only([(d.start, i) for i, (d, t) in enumerate(dates) if t.value and t.grain in _TIMED], fact, tokens),
            place=_only([(p.start, i) for i, p in enumerate(places)], fact, tokens),
        )
        for fact in facts
    ]


def _only(candidates: list[tuple[int, int]], fact: Fact, tokens: Tokens) -> int | None:
    for low, high in (_sentence(fact.start, tokens), _paragraph(fact.start, tokens)):
        inside = [index for start, index in candidates if low <= start < high]
        if len(inside) == 1:
            return inside[0]
        if inside:
            return None
    return None


def _sentence(offset: int, tokens: Tokens) -> tuple[int, int]:
    place = bisect_right(tokens.breaks, offset)
    end = tokens.breaks[place] if place < len(tokens.breaks) else len(tokens.text)
    return tokens.breaks[place - 1], end


def _paragraph(offset: int, tokens: Tokens) -> tuple[int, int]:
    text = tokens.text
    low, high = text.rfind("\n\n", 0, offset), text.find("\n\n", offset)
    return (max(low, 0)), (len(text) if high < 0 else high)
