"""Identifiers and labels that both languages share: offences, roles, units, organisations, places."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from pressextract.data import available_languages, load_lines, load_table

AUTHORITY = "authority"  # kind of organisations of the register of Swedish authorities


class OffenceType(NamedTuple):
    """A type of offence: labels by language, statute sections, ICCS code; an ``event`` is a police event and no crime.

    ``former`` are Swedish names of older statutes, ``foreign`` provisions of other countries, for orientation and unchecked.
    ``en_basis`` is checked, recalled or descriptive; ``verified`` whether a listed source was read for the entry.
    """

    id: str
    label: dict[str, str]
    statute: tuple[str, ...]
    iccs: str | None
    parent: str | None
    degrees: tuple[str, ...]
    former: tuple[str, ...]
    foreign: tuple[str, ...]
    en_basis: str
    event: bool
    verified: bool


class Concept(NamedTuple):
    """A role, unit or organisation: labels by language and its kind."""

    id: str
    label: dict[str, str]
    kind: str


class PlaceEntry(NamedTuple):
    """A county, municipality, province or locality with its official code, where it has one."""

    id: str
    kind: str
    name: str
    name_en: str
    code: str
    ambiguous: bool


def _labels(entry: dict[str, str]) -> dict[str, str]:
    return {code: entry[code] for code in available_languages() if code in entry}


@lru_cache(maxsize=1)
def offence_types() -> dict[str, OffenceType]:
    """All offence types by id.

    >>> offence_types()["murder"].statute
    ('BrB 3:1',)
    """
    return {
        id_: OffenceType(
            id_,
            _labels(entry),
            tuple(entry.get("statute", ())),
            entry.get("iccs"),
            entry.get("parent"),
            tuple(entry.get("degrees", ())),
            tuple(entry.get("former", ())),
            tuple(entry.get("foreign", ())),
            entry["en_basis"],
            entry.get("event", False),
            entry.get("verified", True),
        )
        for id_, entry in load_table("taxonomy", "offences").items()
    }


def _concepts(name: str, kind: str) -> dict[str, Concept]:
    return {id_: Concept(id_, _labels(entry), entry[kind]) for id_, entry in load_table("taxonomy", name).items()}


@lru_cache(maxsize=1)
def roles() -> dict[str, Concept]:
    """All titles and functions by id; the kind is the type of organisation."""
    return _concepts("roles", "type")


@lru_cache(maxsize=1)
def units() -> dict[str, Concept]:
    """All counted nouns by id; the kind is report, person, seizure, object, measure, money, time or action."""
    return _concepts("units", "kind")


class SiUnit(NamedTuple):
    """What a unit of measure is worth in the SI (or a unit accepted beside it): 1 gram is 0.001 kg."""

    symbol: str
    factor: float


@lru_cache(maxsize=1)
def si_units() -> dict[str, SiUnit]:
    """Units of measure that have an SI unit, by id.

    >>> si_units()["measure-gram"]
    SiUnit(symbol='kg', factor=0.001)
    """
    return {id_: SiUnit(*entry["si"]) for id_, entry in load_table("taxonomy", "units").items() if "si" in entry}


@lru_cache(maxsize=1)
def organisations() -> dict[str, Concept]:
    """All organisations by id; those of the register of authorities have their Swedish name in every language."""
    listed = _concepts("organisations", "type")
    for name in load_lines("taxonomy", "authorities.txt"):
        listed.setdefault(_slug(name), Concept(_slug(name), dict.fromkeys(available_languages(), name), AUTHORITY))
    return listed


def _slug(name: str) -> str:
    """An id of a name: "Statistiska centralbyrån" is statistiska-centralbyran."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@lru_cache(maxsize=1)
def places() -> dict[str, PlaceEntry]:
    """The gazetteer by id."""
    rows = csv.reader(load_lines("taxonomy", "places.csv")[1:])
    return {row[0]: PlaceEntry(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows}


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names in lower case."""
    return frozenset(name.lower() for name in load_lines("names", "given_names.txt"))
