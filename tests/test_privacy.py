"""Personal data: what is flagged and masked, what stays, and that offsets hold."""

from __future__ import annotations

import builtins
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pressextract import Pipeline
from pressextract.cli import main
from pressextract.errors import MissingExtra
from pressextract.records.model import Record

TEXTS = {
    "sv": (
        "Erik Lindqvist, 34, är gripen misstänkt för rån, säger åklagare Anna Bergkvist. Lindqvist nekar.\n\n"
        "Hans personnummer är 811228-9874. Frågor: Anna Bergkvist, telefon 070-174 06 05. Mål B 5491-21, väg 50."
    ),
    "en": (
        "Eric Sandford, 34, was charged with robbery, said District Attorney Jane Pell. Sandford denies it.\n\n"
        "Questions: Jane Pell, +44 20 7946 0958. Case 16-cr-00245, Highway 50."
    ),
}
TOLD = {
    "sv": [
        ("Erik Lindqvist", "name"),
        ("Lindqvist", "name"),
        ("811228-9874", "identity_number"),
        ("070-174 06 05", "phone_number"),
    ],
    "en": [("Eric Sandford", "name"), ("Sandford", "name"), ("+44 20 7946 0958", "phone_number")],
}


def record_of(language: str, personal_data: str) -> Record:
    pipeline = Pipeline(language=language, names=False, include_text=True, personal_data=personal_data)
    return pipeline.extract(TEXTS[language], title=TEXTS[language].split(",")[0], published="2024-05-06")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_flagged_data_are_told_and_nothing_is_covered(language: str) -> None:
    record = record_of(language, "flag")
    assert [(datum.text, datum.kind) for datum in record.personal_data] == TOLD[language]
    assert record.text == TEXTS[language]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_masked_data_stand_nowhere(language: str) -> None:
    record, kept = record_of(language, "mask"), record_of(language, "keep")
    written = record.to_json()
    assert not [words for words, _ in TOLD[language] if words in written]
    assert kept.personal_data == []
    assert record.text is not None and len(record.text) == len(TEXTS[language])
    for layer in ("dates", "persons", "roles", "quotes", "counts", "offences", "references", "personal_data"):
        assert [(m.start, m.end) for m in getattr(record, layer)] == [
            (m.start, m.end) for m in getattr(kept, layer)
        ] or layer == "personal_data"
        assert all(record.text[m.start : m.end] == m.text for m in getattr(record, layer))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_those_with_a_role_keep_their_names(language: str) -> None:
    record = record_of(language, "mask")
    names = {record.persons[role.person].name for role in record.roles if role.person is not None}
    assert names == {"Anna Bergkvist" if language == "sv" else "Jane Pell"}


@pytest.mark.parametrize("text", ["Ring 114 14.", "Mål B 5491-21 den 2021-12-09.", "811228-9875 är inget nummer.", ""])
def test_what_is_no_personal_data(text: str) -> None:
    record = Pipeline(language="sv", names=False, personal_data="flag").extract(text)
    assert record.personal_data == []


def test_the_option(tmp_path: Path) -> None:
    source = tmp_path / "release.txt"
    source.write_text(TEXTS["sv"], "utf-8")
    result = CliRunner().invoke(main, ["run", str(source), "-o", "-", "--personal-data", "mask", "--no-names", "--include-text"])
    record = json.loads(result.stdout)
    assert "Lindqvist" not in result.stdout
    assert record["text"].startswith("████ █████████, 34, är gripen")


def test_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any, **options: Any) -> Any:
        if name.startswith("stdnum"):
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"pip install 'pressextract\[privacy\]'"):
        record_of("sv", "flag")
