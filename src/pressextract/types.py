"""The plain, frozen values that stations pass to one another.

Offsets are half-open and count Unicode code points of the release's text.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple


class Span(NamedTuple):
    """A stretch of text, ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Release:
    """One press release as it was given; ``text`` is never changed."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    published_basis: str = "unknown"
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    path: str | None = None
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A release that is not parsed yet: the bytes of a file, a member of an archive, a captured page, a line of JSON.

    ``path`` says where it is (``a.zip!b.html``, ``a.jsonl:12``, ``a.warc.gz@1044``), ``kind`` how it is to be parsed;
    ``url``, ``captured`` (ISO 8601) and ``charset`` are what its surroundings say of it.
    """

    path: str
    kind: str
    data: bytes
    id: str = ""
    url: str | None = None
    captured: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no record: where, and why."""

    path: str
    reason: str


class Segment(NamedTuple):
    """A block of the text: ``kind`` is title, lead, body, quote, contact or event.

    ``date`` and ``place`` are the indexes of those that an event states first, where it states any.
    """

    start: int
    end: int
    kind: str
    language: str
    date: int | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens; the lists run in parallel, one entry a token.

    ``lower`` has the length of ``text``, so that offsets hold in both; ``words`` are slices of it.
    ``breaks`` are the sorted offsets at which a new sentence starts, the first being 0. ``dates``, ``numbers``,
    ``terms`` and ``names`` are the indexes of words that can begin one; names by a given name or a verb of speech.
    """

    text: str
    lower: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    breaks: list[int]
    dates: list[int]
    numbers: list[int]
    terms: list[int]
    names: list[int]

    def sentence_around(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence that holds an offset, half-open."""
        place = bisect_right(self.breaks, offset)
        return self.breaks[place - 1], self.breaks[place] if place < len(self.breaks) else len(self.text)


class Entry(NamedTuple):
    """What a form means: the layer (offence, unit, role ...), an id of the taxonomy, and what its grammar showed."""

    layer: str
    id: str
    rule: str = "list"
    stage: str | None = None
    degree: str | None = None
    modifier: str | None = None


class Term(NamedTuple):
    """A form of the lexicon found in a text, with offsets and token indexes (both half-open)."""

    start: int
    end: int
    first: int
    last: int
    entry: Entry


class NamedDay(NamedTuple):
    """A holiday of a country by its official name: so many ``days`` from ``offset`` days off, or a ``part`` of the day.

    ``month`` and ``day`` are given instead where no official calendar has the day.
    """

    country: str | None = None
    name: str | None = None
    subdivision: str | None = None
    offset: int = 0
    days: int = 1
    month: int | None = None
    day: int | None = None
    part: str | None = None
    direction: str | None = None


class PartialDate(NamedTuple):
    """What stands in the text and nothing more: absent is ``None``.

    ``weekday`` counts from Monday = 0; ``part`` is night, morning, forenoon, noon, afternoon, evening, midnight or day;
    ``unit`` and ``offset`` say "two weeks ago" as ("week", -2); ``direction`` is past, future or near ("this Friday") where a
    word fixes it, and ``inferred`` that the word is one of the clause and not of the expression. ``limit`` cuts a stretch at
    publication ("earlier this year" is its past). ``decade`` and ``century`` are first years. ``mod`` is the TIMEX3 modifier.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    weekday: int | None = None
    week: int | None = None
    part: str | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    tertial: int | None = None
    decade: int | None = None
    unit: str | None = None
    offset: int | None = None
    direction: str | None = None
    mod: str | None = None
    zone: str | None = None
    inferred: bool | None = None
    limit: str | None = None
    century: int | None = None
    named: NamedDay | None = None


class DateMention(NamedTuple):
    """A date expression as read: one partial date, or two for a range; ``open_end`` ("after", "before") opens a side.

    ``recurring`` is the TIMEX3 value of what repeats. ``context`` says that the day counts from one before it in the text.
    ``unread`` are the languages in which the words of the mention are to be read, where they are not those of the text.
    ``cue`` is the word of the clause that says where it looks; ``use`` is update or service for times of no event.
    """

    start: int
    end: int
    rule: str
    first: PartialDate
    second: PartialDate | None = None
    open_end: str | None = None
    recurring: str | None = None
    context: str | None = None
    alternative: PartialDate | None = None
    unread: tuple[str, ...] = ()
    cue: str | None = None
    use: str | None = None


class Anchor(NamedTuple):
    """Publication time, TimeML's document creation time; ``grain`` says how much of it is known."""

    moment: dt.datetime | None
    grain: str | None


class TimeInterval(NamedTuple):
    """What a date means: inclusive bounds as ISO strings, the EDTF value, the grain, how it was found and ``why`` so."""

    value: str | None
    earliest: str | None
    latest: str | None
    grain: str | None
    basis: str
    mod: str | None = None
    alternatives: tuple[str, ...] = ()
    warning: str | None = None
    why: str = ""


class Unit(NamedTuple):
    """The noun that a number counts."""

    start: int
    end: int
    id: str | None


class CountMention(NamedTuple):
    """A number with what it counts; ``low`` and ``high`` are ``None`` where open or unknown."""

    start: int
    end: int
    rule: str
    value: float | int | None
    low: float | int | None
    high: float | int | None
    bound: str
    basis: str
    kind: str
    unit: Unit | None = None
    scope: str | None = None
    currency: str | None = None


class OffenceMention(NamedTuple):
    """A named type of offence with the modifiers that stand at it.

    ``modifier`` is what a compound adds to its head ("diesel" in "dieselstöld") or a charge to its name ("first-degree");
    ``grounds`` the degree of suspicion; ``reclassified`` is from or to where the text says that the label was changed.
    """

    start: int
    end: int
    rule: str
    offence: str
    degree: str | None = None
    stage: str = "completed"
    participation: str = "principal"
    status: str | None = None
    negated: bool = False
    generic: bool = False
    alternative: int | None = None
    modifier: str | None = None
    grounds: str | None = None
    reclassified: str | None = None


class Name(NamedTuple):
    """A named person."""

    start: int
    end: int
    rule: str
    confidence: float


class Title(NamedTuple):
    """A title or function with its modifiers; ``head`` is the token offset of the title itself."""

    start: int
    end: int
    role: str | None
    rule: str
    flags: frozenset[str]


class Organisation(NamedTuple):
    """A named authority, unit, court or other body; ``id`` is ``None`` where the taxonomy lacks it."""

    start: int
    end: int
    id: str | None


class Place(NamedTuple):
    """A place of the gazetteer."""

    start: int
    end: int
    id: str
    kind: str


class Quote(NamedTuple):
    """Quoted or reported words, without marks and speech tag; ``tag`` is the span in which the speaker is named."""

    start: int
    end: int
    style: str
    tag: Span | None


class Role(NamedTuple):
    """A title tied to a person (index) and perhaps to an organisation; ``quotes`` are indexes too."""

    title: Title
    person: int
    organisation: Organisation | None
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """count x unit x offence, with when and where: indexes into the record's lists."""

    kind: str
    count: int
    unit: str | None
    offence: int
    date: int | None
    place: int | None
    start: int
    end: int
    confidence: float


class Notice(NamedTuple):
    """Something a reader should know, with its place where it has one."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class Reference(NamedTuple):
    """A later mention of a person: the index of the first mention by name, or of the age that was told of before."""

    start: int
    end: int
    kind: str
    person: int | None
    aged: int | None


class PersonalDatum(NamedTuple):
    """A stretch of text that tells of a private person; ``kind`` is name, identity_number or phone_number."""

    start: int
    end: int
    kind: str


class Annotations(NamedTuple):
    """Everything found in one release, ready to become a record."""

    language: str
    segments: Sequence[Segment]
    dates: Sequence[tuple[DateMention, TimeInterval]] = ()
    persons: Sequence[Name] = ()
    organisations: Sequence[Organisation] = ()
    places: Sequence[Place] = ()
    roles: Sequence[Role] = ()
    quotes: Sequence[tuple[Quote, int | None]] = ()
    references: Sequence[Reference] = ()
    counts: Sequence[CountMention] = ()
    offences: Sequence[OffenceMention] = ()
    facts: Sequence[Fact] = ()
    personal_data: Sequence[PersonalDatum] = ()
    warnings: Sequence[Notice] = ()
    provenance: Mapping[str, Any] = MappingProxyType({})
