"""When and where a fact is: the one candidate of its sentence, else what its event states, else the one told before it.

What the next sentence dates is mostly another step of the case: the day of the sentence, of the unsealing.
"""

from __future__ import annotations

from dataclasses import replace

from pressextract.linking.events import event_at
from pressextract.linking.paragraphs import paragraph_around
from pressextract.types import DateMention, Fact, Place, Segment, TimeInterval, Tokens

_WIDE = frozenset({"country", "region"})  # kinds of places that say little where a narrower one is told
_TIMED = frozenset({"day", "week", "weekend", "month", "season", "quarter", "year"})

Dated = list[tuple[DateMention, TimeInterval]]
Candidates = list[tuple[int, int]]  # offset and index of each date or place


def set_facts(facts: list[Fact], dates: Dated, places: list[Place], tokens: Tokens, segments: list[Segment]) -> list[Fact]:
    """The same facts with date and place; where two candidates remain, neither is taken."""
    when = [(d.start, i) for i, (d, t) in enumerate(dates) if t.value and t.grain in _TIMED and d.use is None]
    near = [(place.start, i) for i, place in enumerate(places) if place.kind not in _WIDE]
    where = near or [(place.start, i) for i, place in enumerate(places)]
    return [_set(fact, when, where, tokens, event_at(fact.start, segments)) for fact in facts]


def _set(fact: Fact, when: Candidates, where: Candidates, tokens: Tokens, event: Segment | None) -> Fact:
    block = (event.start, event.end) if event is not None else paragraph_around(fact.start, tokens)
    sentence = tokens.sentence_around(fact.start)
    return replace(
        fact,
        date=_one(when, sentence, block, event.date if event is not None else None),
        place=_one(where, sentence, block, event.place if event is not None else None),
    )


def _one(candidates: Candidates, sentence: tuple[int, int], block: tuple[int, int], of_event: int | None) -> int | None:
    inside = _within(candidates, *sentence)
    if inside:
        return inside[0] if len(inside) == 1 else None
    if of_event is not None:
        return of_event
    inside = _within(candidates, block[0], sentence[0])
    return inside[0] if len(inside) == 1 else None


def _within(candidates: Candidates, low: int, high: int) -> list[int]:
    return [index for start, index in candidates if low <= start < high]
