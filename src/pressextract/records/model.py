"""The record: what pressextract promises its users. The published JSON Schema is generated from these classes.

Offsets are half-open and count Unicode code points of the release's text. Lists are ordered by ``start``.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = 1

Language = str
Label = dict[str, str]
Value = int | float
Bound = Literal["exact", "approx", "at_least", "at_most", "more_than", "less_than", "range", "vague"]
Grain = Literal[
    "minute",
    "hour",
    "part_of_day",
    "day",
    "week",
    "weekend",
    "month",
    "season",
    "quarter",
    "tertial",
    "half",
    "half_year",
    "year",
    "decade",
    "century",
]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Mention(_Model):
    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Source(_Model):
    """Where the release came from; ``sha256`` is of its text in UTF-8, ``captured`` when a crawler fetched it."""

    path: str | None
    url: str | None
    title: str | None
    publisher: str | None
    sha256: str
    published: str | None
    published_basis: Literal["given", "front_matter", "url", "html", "text", "unknown"]
    captured: str | None = None


class Segment(_Model):
    """A block of the text; an event has the date and the place that it states first, as indexes."""

    start: int
    end: int
    kind: Literal["title", "lead", "body", "quote", "contact", "event"]
    language: Language
    date: int | None
    place: int | None


class Date(_Mention):
    """A date or time; ``value`` is EDTF, ``earliest`` and ``latest`` its inclusive bounds."""

    rule: str
    confidence: float
    value: str | None
    earliest: str | None
    latest: str | None
    kind: Literal["date", "time", "interval", "recurring"]
    grain: Grain | None
    basis: Literal["explicit", "relative", "year_inferred", "context"]
    mod: Literal["START", "MID", "END", "APPROX", "BEFORE", "AFTER"] | None
    alternatives: list[str]
    timex3: str | None


class Person(_Mention):
    """A named person."""

    name: str


class Organisation(_Mention):
    """A named organisation; ``id`` and ``label`` where the taxonomy holds it."""

    id: str | None
    label: Label | None


class Place(_Mention):
    """A place with its id in the gazetteer."""

    id: str
    kind: str


class RoleOrganisation(_Mention):
    """The organisation or unit of a role."""

    id: str | None


class Role(_Mention):
    """A title tied to a person; ``role`` is null where the title is not in the vocabulary."""

    rule: str
    confidence: float
    role: str | None
    label: Label | None
    acting: bool
    deputy: bool
    former: bool
    person: int | None
    organisation: RoleOrganisation | None
    quotes: list[int]


class Quote(_Mention):
    """Quoted or reported words; ``speaker`` is an index into ``persons``."""

    speaker: int | None
    style: Literal["dash", "marks", "indirect"]


class Reference(_Mention):
    """A later mention of a person: an index into ``persons``, or into ``counts`` for someone known by age alone."""

    kind: Literal["name", "surname", "pronoun", "title", "age"]
    person: int | None
    count: int | None


class Quantity(_Model):
    """A measured value in units of the SI."""

    value: Value
    unit: str


class Unit(_Mention):
    """The noun that is counted."""

    id: str | None
    lemma: str | None
    label: Label | None


class Count(_Mention):
    """A number and what it counts; ``low`` and ``high`` are null where open or unknown."""

    rule: str
    confidence: float
    value: Value | None
    low: Value | None
    high: Value | None
    bound: Bound
    basis: Literal["digit", "word", "article", "compound"]
    kind: Literal["count", "money", "percent", "measure", "duration", "penalty", "age", "rate", "ratio"]
    scope: Literal["total", "subset", "additional", "change"] | None
    unit: Unit | None
    currency: str | None
    si: Quantity | None


class Number(_Mention):
    """A number of a text, whether or not it counts something."""

    rule: str
    value: Value | None
    low: Value | None
    high: Value | None
    bound: Bound
    kind: Literal["cardinal", "ordinal", "ratio", "percent", "rate", "money", "measure", "age", "duration"]
    unit: Unit | None
    currency: str | None
    si: Quantity | None


class Offence(_Mention):
    """A named type of offence, and what its words and its clause say of it.

    ``modifier`` is what a compound or a charge adds to the type, ``grounds`` the degree of suspicion, ``alternative`` the number
    of its group "A, alternatively B", ``reclassified`` whether the label was changed from this one or to it.
    """

    rule: str
    confidence: float
    offence: str
    label: Label
    statute: list[str]
    iccs: str | None
    degree: Literal["minor", "ordinary", "gross", "exceptionally_gross"] | None
    stage: Literal["completed", "attempt", "preparation", "conspiracy"]
    participation: Literal["principal", "aiding", "instigation"]
    status: Literal["reported", "suspected", "arrested", "detained", "charged", "convicted", "acquitted", "dismissed"] | None
    negated: bool
    generic: bool
    alternative: int | None
    modifier: str | None
    grounds: Literal["reasonable_suspicion", "probable_cause"] | None
    reclassified: Literal["from", "to"] | None


class PersonalDatum(_Mention):
    """A stretch that tells of a private person; told only where it was asked for."""

    kind: Literal["name", "identity_number", "phone_number"]


class Fact(_Model):
    """count x unit x offence with date and place: indexes into the record's lists."""

    kind: str
    count: int
    unit: str | None
    offence: int
    date: int | None
    place: int | None
    start: int
    end: int
    confidence: float


class Notice(_Model):
    """Something a reader should know."""

    code: str
    message: str
    start: int | None
    end: int | None


class Provenance(_Model):
    """The versions that made the record."""

    pressextract: str
    lexicon: str | None
    model: str | None


class Record(_Model):
    """Everything that pressextract says of one release."""

    schema_version: int = SCHEMA_VERSION
    id: str
    source: Source
    language: Language
    segments: list[Segment]
    dates: list[Date]
    persons: list[Person]
    organisations: list[Organisation]
    places: list[Place]
    roles: list[Role]
    quotes: list[Quote]
    references: list[Reference]
    counts: list[Count]
    offences: list[Offence]
    facts: list[Fact]
    personal_data: list[PersonalDatum]
    warnings: list[Notice]
    provenance: Provenance
    text: str | None = None

    def to_json(self, indent: int | None = None) -> str:
        """The record as JSON; ``text`` is left out where it was not asked for."""
        return self.model_dump_json(indent=indent, exclude=None if self.text is not None else {"text"})


def record_schema() -> dict[str, Any]:
    """The JSON Schema of a record."""
    return Record.model_json_schema()
