"""From what was found to a validated record."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from pressextract import taxonomy
from pressextract.errors import RecordError
from pressextract.records.masks import masked, masked_title
from pressextract.records.model import Record
from pressextract.records.timex import timex3_value
from pressextract.types import (
    Annotations,
    CountMention,
    DateMention,
    OffenceMention,
    Organisation,
    Release,
    Role,
    TimeInterval,
    Unit,
)

_CONFIDENT = {"explicit": 1.0, "relative": 0.95, "year_inferred": 0.9, "context": 0.8}
_USES = {"update": "update-stamp", "service": "service-hours"}  # rules of times that are no event's
Item = dict[str, Any]


def build_record(release: Release, found: Annotations, *, include_text: bool = False, mask: bool = False) -> Record:
    """The record of one release; RecordError where it breaks its own schema. ``mask`` covers the personal data that was found."""
    digest = sha256(release.text.encode("utf-8", "surrogatepass")).hexdigest()
    text = masked(release.text, found.personal_data) if mask else release.text
    fields: Item = {
        "id": release.id or digest,
        "source": {
            "path": release.path,
            "url": release.url,
            "title": masked_title(release.title, release.text, found.personal_data) if mask else release.title,
            "publisher": release.publisher,
            "sha256": digest,
            "published": release.published,
            "published_basis": release.published_basis,
            "captured": release.captured,
        },
        "language": found.language,
        "segments": [
            {"start": s.start, "end": s.end, "kind": s.kind, "language": s.language, "date": s.date, "place": s.place}
            for s in found.segments
        ],
        "dates": [build_date(text, mention, interval) for mention, interval in found.dates],
        "persons": [_span(text, p.start, p.end) | {"name": " ".join(text[p.start : p.end].split())} for p in found.persons],
        "organisations": [_organisation(text, o) for o in found.organisations],
        "places": [
            {"text": text[p.start : p.end], "start": p.start, "end": p.end, "id": p.id, "kind": p.kind} for p in found.places
        ],
        "roles": [_role(text, role) for role in found.roles],
        "quotes": [_span(text, q.start, q.end) | {"speaker": speaker, "style": q.style} for q, speaker in found.quotes],
        "references": [
            _span(text, r.start, r.end) | {"kind": r.kind, "person": r.person, "count": r.aged} for r in found.references
        ],
        "counts": [_count(text, count, found.language) for count in found.counts],
        "offences": [build_offence(text, offence) for offence in found.offences],
        "facts": [asdict(fact) for fact in found.facts],
        "personal_data": [_span(text, d.start, d.end) | {"kind": d.kind} for d in found.personal_data],
        "warnings": [w._asdict() for w in found.warnings],
        "provenance": dict(found.provenance),
        "text": text if include_text else None,
    }
    try:
        return Record.model_validate(fields)
    except ValidationError as error:
        raise RecordError(release.id, str(error)) from error


def _span(text: str, start: int, end: int) -> Item:
    return {"text": text[start:end], "start": start, "end": end}


def build_date(text: str, mention: DateMention, interval: TimeInterval) -> Item:
    """The fields of a date in a record."""
    confidence = _CONFIDENT[interval.basis] if interval.value else 0.5
    return {
        "text": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "rule": _USES.get(mention.use or "", mention.rule),
        "confidence": confidence,
        "value": interval.value,
        "earliest": interval.earliest,
        "latest": interval.latest,
        "kind": _date_kind(mention, interval),
        "grain": interval.grain,
        "basis": interval.basis,
        "mod": interval.mod,
        "alternatives": interval.alternatives,
        "timex3": timex3_value(interval, part=mention.first.part, recurring=mention.recurring),
    }


def _date_kind(mention: DateMention, interval: TimeInterval) -> str:
    if mention.recurring:
        return "recurring"
    if mention.second is not None or mention.open_end:
        return "interval"
    return "time" if interval.grain in ("minute", "hour") else "date"


def _organisation(text: str, organisation: Organisation) -> Item:
    known = taxonomy.organisations().get(organisation.id or "")
    return _span(text, organisation.start, organisation.end) | {"id": organisation.id, "label": known.label if known else None}


def _role(text: str, role: Role) -> Item:
    title, unit = role.title, role.organisation
    known = taxonomy.roles().get(title.role or "")
    return _span(text, title.start, title.end) | {
        "rule": title.rule,
        "confidence": 0.9 if known else 0.75,
        "role": title.role,
        "label": known.label if known else None,
        "acting": bool(title.flags & {"acting", "substitute"}),
        "deputy": "deputy" in title.flags,
        "former": "former" in title.flags,
        "person": role.person,
        "organisation": _span(text, unit.start, unit.end) | {"id": unit.id} if unit else None,
        "quotes": role.quotes,
    }


def _count(text: str, count: CountMention, language: str) -> Item:
    item = build_number(text, count, language)
    item["confidence"] = 0.7 if count.basis == "article" or count.rule in ("bare", "counted-noun") else 0.95
    item["basis"] = count.basis
    item["scope"] = count.scope
    return item


def build_number(text: str, mention: CountMention, language: str) -> Item:
    """The fields of a number, whether or not it counts something."""
    return {
        "text": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
        "value": mention.value,
        "low": mention.low,
        "high": mention.high,
        "bound": mention.bound,
        "kind": mention.kind,
        "unit": _unit(text, mention.unit, language) if mention.unit is not None else None,
        "currency": mention.currency,
        "si": _quantity(mention),
    }


def _unit(text: str, unit: Unit, language: str) -> Item:
    known = taxonomy.units().get(unit.id or "")
    return {
        "text": text[unit.start : unit.end],
        "start": unit.start,
        "end": unit.end,
        "id": unit.id,
        "lemma": known.label.get(language) if known else None,
        "label": known.label if known else None,
    }


def _quantity(count: CountMention) -> Item | None:
    """A measure in units of the SI, where its unit has one."""
    measure = taxonomy.si_units().get(count.unit.id or "") if count.unit is not None and count.value is not None else None
    if measure is None or count.value is None:
        return None
    value = round(count.value * measure.factor, 9)
    return {"value": int(value) if value == int(value) else value, "unit": measure.symbol}


def build_offence(text: str, mention: OffenceMention) -> Item:
    """The fields of an offence in a record."""
    known = taxonomy.offence_types()[mention.offence]
    return {
        "text": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
        "confidence": 0.95 if mention.rule == "list" else 0.85,
        "offence": mention.offence,
        "label": known.label,
        "statute": known.statute,
        "iccs": known.iccs,
        "degree": mention.degree,
        "stage": mention.stage,
        "participation": mention.participation,
        "status": mention.status,
        "negated": mention.negated,
        "generic": mention.generic,
        "alternative": mention.alternative,
        "modifier": mention.modifier,
        "grounds": mention.grounds,
        "reclassified": mention.reclassified,
    }
