"""The four layers and their facts, table by table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casefiles import CASES, Case, tables
from pressextract import Pipeline, find_dates
from pressextract.records.model import Count, Date, Fact, Offence, Record, Role

NAMED_QUALITIES = ("modifier", "reclassified", "alternative")
NEVER_UNSAID = {"negated", "generic", "attempt", "preparation", "conspiracy", "gross", "minor", "aiding", "instigation"}
MODIFIERS = {"START", "MID", "END", "APPROX", "BEFORE", "AFTER"}


def record_of(case: Case, language: str) -> Record:
    return Pipeline(language=language, names=False).extract(case.text, published=case.published)


@pytest.mark.parametrize(("case", "language"), tables("dates"))
def test_dates(case: Case, language: str) -> None:
    dates = find_dates(case.text, language=language, published=case.published)
    found = [(d.text, str(d.value).replace("None", "null")) for d in dates]
    assert found == [(case.text[a:b], said.split(" ")[0]) for a, b, said in case.expected]
    for date, (_, _, said) in zip(dates, case.expected, strict=True):
        qualities = said.split(" ")[1:]
        assert set(qualities) <= _date_qualities(date)
        if qualities:
            assert {q for q in _date_qualities(date) if q in MODIFIERS or q.startswith("or:")} <= set(qualities)


@pytest.mark.parametrize(("case", "language"), tables("dates"))
def test_a_record_has_the_same_dates(case: Case, language: str) -> None:
    assert record_of(case, language).dates == find_dates(case.text, language=language, published=case.published)


def _date_qualities(date: Date) -> set[str]:
    said = {f"or:{value}" for value in date.alternatives} | {f"rule:{date.rule}", f"from:{date.earliest}", f"to:{date.latest}"}
    return said | {str(date.mod), date.kind}


@pytest.mark.parametrize(("case", "language"), tables("counts"))
def test_counts(case: Case, language: str) -> None:
    found = [(c.text, _amount(c), c) for c in record_of(case, language).counts]
    assert [(text, amount) for text, amount, _ in found] == [
        (case.text[a:b], said.split(",")[0].split(" ")[0]) for a, b, said in case.expected
    ]
    for (_, _, count), (_, _, said) in zip(found, case.expected, strict=True):
        value, _, qualities = said.partition(",")
        unit = value.split(" ")[1]
        assert (count.unit.id if count.unit and count.unit.id else "-") == unit
        assert set(qualities.split()) <= {count.kind, count.bound, count.scope}


def _amount(count: Count) -> str:
    if count.bound in ("at_least", "at_most", "range"):
        return f"{'' if count.low is None else count.low}..{'' if count.high is None else count.high}"
    return str(count.value)


@pytest.mark.parametrize(("case", "language"), tables("offences"))
def test_offences(case: Case, language: str) -> None:
    found = [(o.text, _qualities(o)) for o in record_of(case, language).offences]
    assert [text for text, _ in found] == [case.text[a:b] for a, b, _ in case.expected]
    for (_, qualities), (_, _, said) in zip(found, case.expected, strict=True):
        assert set(said.split()) <= qualities
        assert {q for q in qualities if q in NEVER_UNSAID or ":" in q} <= set(said.split())


def _qualities(offence: Offence) -> set[str]:
    flags = {name for name in ("negated", "generic") if getattr(offence, name)}
    named = {f"{name}:{value}".replace(" ", "_") for name in NAMED_QUALITIES if (value := getattr(offence, name)) is not None}
    fields = (offence.offence, offence.degree, offence.stage, offence.participation, offence.status, offence.grounds)
    return {str(q) for q in fields} | flags | named


@pytest.mark.parametrize(("case", "language"), tables("roles"))
def test_roles(case: Case, language: str) -> None:
    record = record_of(case, language)
    assert [_role(role, record) for role in record.roles] == [
        (case.text[a:b], *(part.strip() for part in one.split(";"))) for a, b, said in case.expected for one in said.split(" & ")
    ]


def _role(role: Role, record: Record) -> tuple[str, str, str, str]:
    flags = [name for name in ("acting", "deputy", "former") if getattr(role, name)]
    person = record.persons[role.person].name if role.person is not None else "-"
    return role.text, " ".join([role.role or "-", *flags]), person, role.organisation.text if role.organisation else "-"


def fact_lines() -> list[str]:
    lines = (CASES / "facts.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("line", fact_lines())
def test_facts(line: str) -> None:
    language, _, rest = line.partition(" | ")
    text, _, pairs = rest.replace("⏎", "\n").partition(" =>")
    record = Pipeline(language=language, names=False).extract(text)
    told = [pair.split(" @ ") for pair in pairs.strip().split("; ") if pair]
    assert {_pair(fact, record) for fact in record.facts} == {pair for pair, *_ in told}
    for pair, *settings in told:
        assert set(settings) <= {word for fact in record.facts if _pair(fact, record) == pair for word in _settings(fact, record)}


def _pair(fact: Fact, record: Record) -> str:
    return f"{record.counts[fact.count].text} x {record.offences[fact.offence].text}"


def _settings(fact: Fact, record: Record) -> Iterator[str]:
    """The words of a fact's date and place."""
    if fact.date is not None:
        yield record.dates[fact.date].text
    if fact.place is not None:
        yield record.places[fact.place].text
