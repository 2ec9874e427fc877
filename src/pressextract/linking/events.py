"""The time and place of each event of a summary, and the text that belongs to it."""

from __future__ import annotations

from bisect import bisect_right

from pressextract.types import DateMention, Place, Segment, TimeInterval

Dated = list[tuple[DateMention, TimeInterval]]


def date_events(segments: list[Segment], dates: Dated, places: list[Place]) -> list[Segment]:
    """The same segments, events with the date and place that they state first."""
    if all(segment.kind != "event" for segment in segments):
        return segments
    when = [(mention.start, i) for i, (mention, interval) in enumerate(dates) if interval.value and mention.use is None]
    where = [(place.start, i) for i, place in enumerate(places)]
    return [
        s._replace(date=_first(when, s.start, s.end), place=_first(where, s.start, s.end)) if s.kind == "event" else s
        for s in segments
    ]


def _first(candidates: list[tuple[int, int]], low: int, high: int) -> int | None:
    return next((index for start, index in candidates if low <= start < high), None)


def event_at(offset: int, segments: list[Segment]) -> Segment | None:
    """The event that an offset lies in, or ``None``."""
    place = bisect_right(segments, offset, key=lambda segment: segment.start) - 1
    segment = segments[place] if place >= 0 else None
    return segment if segment is not None and segment.kind == "event" and offset < segment.end else None
