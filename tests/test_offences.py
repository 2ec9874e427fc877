"""Offences alone: the taxonomy and its list, statutes, slips, fields, and one id for one concept in both languages."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from casefiles import Case, tables
from pressextract import Pipeline, find_offences, taxonomy
from pressextract.cli import main
from pressextract.evaluation_fields import field_accuracy


@pytest.mark.parametrize(("case", "language"), tables("offences"))
def test_a_record_has_the_same_offences(case: Case, language: str) -> None:
    record = Pipeline(language=language, names=False).extract(case.text, published=case.published)
    assert record.offences == find_offences(case.text, language=language)


@pytest.mark.parametrize(
    ("swedish", "english", "id_"),
    [
        ("människohandel", "trafficking in human beings", "human-trafficking"),
        ("människohandel", "THB", "human-trafficking"),
        ("koppleri", "pimping", "procuring"),
        ("köp av sexuell tjänst", "purchase of sexual services", "purchase-of-sexual-act"),
        ("grov misshandel", "aggravated assault", "assault"),
        ("brott mot knivlagen", "knife offence", "knife-offence"),
        ("försök till rån", "attempted robbery", "robbery"),
        ("häleri", "receiving stolen property", "receiving-stolen-goods"),
    ],
)
def test_one_id_in_both_languages(swedish: str, english: str, id_: str) -> None:
    found = (
        *find_offences(f"Misstänkt för {swedish}.", language="sv"),
        *find_offences(f"Charged with {english}.", language="en"),
    )
    assert [offence.offence for offence in found] == [id_, id_]
    assert found[0].label == found[1].label


@pytest.mark.parametrize(
    ("text", "language", "id_"),
    [
        ("Han åtalas för brott mot 4 kap. 1 a § brottsbalken.", "sv", "human-trafficking"),
        ("Han åtalas för brott mot 3 § skyddslagen.", "sv", "protected-object-offence"),
        ("He acted in violation of 18 U.S.C. § 1343.", "en", "wire-fraud"),
        ("Charged under Title 18, United States Code, Section 1591(a).", "en", "human-trafficking-sexual-exploitation"),
    ],
)
def test_a_statute_names_its_offence(text: str, language: str, id_: str) -> None:
    assert [offence.offence for offence in find_offences(text, language=language)] == [id_]


@pytest.mark.parametrize(
    "text", ["Han bröt mot 99 kap. 1 § brottsbalken.", "Enligt 3 § gäller annat.", "Section 12 of the act, 99 U.S.C. § 1"]
)
def test_a_statute_that_is_no_offence_names_none(text: str) -> None:
    assert find_offences(text, language="en" if "U.S.C." in text else "sv") == []


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("misshnadel", "assault"),
        ("rattfyleri", "drunk-driving"),
        ("skadegörlse", "criminal-damage"),
        ("misshandla", None),  # a verb
        ("rattfull", None),
        ("stöd", None),  # too short to be a slip of "stöld"
    ],
)
def test_slips_of_the_pen(word: str, id_: str | None) -> None:
    assert [offence.offence for offence in find_offences(f"Det gäller {word}.", language="sv")] == ([id_] if id_ else [])


def test_the_taxonomy_names_each_offence_in_both_languages() -> None:
    types = taxonomy.offence_types()
    assert len(types) >= 456
    assert all(set(offence.label) == {"sv", "en"} for offence in types.values())
    assert all(offence.parent is None or offence.parent in types for offence in types.values())
    assert not all(offence.verified for offence in types.values())  # what its source marks as unverified stays marked


@pytest.mark.parametrize(
    ("arguments", "exit_code", "said"),
    [
        (["--search", "köp av sexuell tjänst"], 0, "purchase-of-sexual-act\tköp av sexuell handling"),
        (["--search", "KOPPLERI"], 0, "procuring\tkoppleri"),
        (["--search", "BrB 8:5"], 0, "robbery\trån"),
        (["--search", "no such thing"], 1, "no offence type holds 'no such thing'"),
        ([], 0, "robbery\trån\trobbery"),
    ],
)
def test_the_list_can_be_searched(arguments: list[str], exit_code: int, said: str) -> None:
    result = CliRunner().invoke(main, ["offences", *arguments])
    assert result.exit_code == exit_code
    assert said in result.output


def test_the_list_as_json() -> None:
    lines = CliRunner().invoke(main, ["offences", "--json"]).output.splitlines()
    assert [json.loads(line)["id"] for line in lines] == list(taxonomy.offence_types())


def _gold(**fields: object) -> dict[str, dict[str, object]]:
    offence = {"start": 0, "end": 4, "text": "Mord", **fields}
    return {"1": {"lang": "sv", "text": "Mord", "offences": [offence], "language": "sv"}}


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ({"degree": "gross"}, {"degree": "gross"}, 1),
        ({"degree": "gross"}, {"degree": None}, 0),
        ({"degree": None}, {"degree": "ordinary"}, 1),
        ({"modifiers": ["attempt"]}, {"stage": "attempt", "degree": None, "participation": "principal"}, 3),
        ({"modifiers": ["attempt"]}, {"stage": "completed", "degree": None, "participation": "principal"}, 2),
        ({"negated": True}, {"negated": False}, 0),
    ],
)
def test_fields_of_matched_offences(gold: dict[str, object], found: dict[str, object], right: int) -> None:
    accuracy = field_accuracy(_gold(**gold), _gold(**found))
    assert sum(hits for (_, language), (hits, _) in accuracy.items() if language == "sv") == right
