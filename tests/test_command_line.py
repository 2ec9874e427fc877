"""The command line as a user calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pressextract import Pipeline
from pressextract.cli import main
from pressextract.records.model import Record

TEXT = "Lund\n\nPolisen grep två män för rån den 3 maj, säger presstalesperson Karin Ekdahl."
COMMANDS = ["run", "show", "dates", "schema", "evaluate", "languages", "index", "search", "export", "stats", "explore"]


def call(*arguments: str, stdin: str | bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments), input=stdin)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    code, out, _ = call(command, "--help")
    assert code == 0
    assert f"pressextract {command}" in out
    assert "Example" in out


@pytest.mark.parametrize("out", ["r.jsonl", "r.json", "records"])
def test_outputs(tmp_path: Path, release: Path, out: str) -> None:
    target = tmp_path / out
    code, data, talk = call("run", str(release), "-o", str(target), "--published", "2024-05-06", "--include-text")
    assert (code, data) == (0, "")
    assert "1 records" in talk
    file = target / "a.json" if target.is_dir() else target
    loaded = json.loads(file.read_text("utf-8"))
    record = Record.model_validate(loaded[0] if isinstance(loaded, list) else loaded)
    assert record.text == TEXT
    assert record.dates[0].value == "2024-05-03"
    assert record.source.published_basis == "given"
    for mention in [*record.dates, *record.counts, *record.offences, *record.roles, *record.persons, *record.quotes]:
        assert TEXT[mention.start : mention.end] == mention.text


def test_standard_input_and_output() -> None:
    code, out, talk = call("run", "-", "-o", "-", stdin=TEXT)
    assert code == 0
    assert json.loads(out)["language"] == "sv"
    assert "standard output" in talk
    lines = "\n".join(json.dumps({"id": str(i), "text": TEXT}) for i in range(3))
    code, out, _ = call("run", "-", "-o", "-", stdin=lines)
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["0", "1", "2"]


def test_failures_are_reported_and_the_rest_goes_on(tmp_path: Path, release: Path) -> None:
    (tmp_path / "empty.txt").touch()
    code, out, talk = call("run", str(tmp_path), "-o", "-")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert "empty.txt: empty file" in talk
    code, out, _ = call("run", str(tmp_path / "empty.txt"), str(release), "-o", "-", "--strict")
    assert (code, out) == (1, "")


@pytest.mark.parametrize("arguments", [["run"], ["run", "x", "--jobs", "0"], ["run", "x", "--published", "soon"], ["nonsense"]])
def test_wrong_use(arguments: list[str]) -> None:
    assert call(*arguments)[0] == 2


def test_same_bytes_with_any_number_of_workers(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": str(i), "text": f"{TEXT} Fall {i}."}) for i in range(150))
    (tmp_path / "in.jsonl").write_text(lines + "\n{broken\n", "utf-8")
    for jobs in ("1", "2"):
        call("run", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / f"{jobs}.jsonl"), "--jobs", jobs)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


def test_other_languages_are_not_guessed(tmp_path: Path) -> None:
    finnish = (
        "Poliisi epäilee, että mies oli paikalla ja että hän ei ole kertonut siitä. Epäilty on otettu kiinni, mutta hän kiistää."
    )
    (tmp_path / "fi.txt").write_text(finnish, "utf-8")
    code, out, talk = call("run", str(tmp_path / "fi.txt"), "-o", "-")
    record = json.loads(out)
    assert code == 0
    assert record["language"] == "und"
    assert record["warnings"][0]["code"] == "language-undecided"
    assert not record["dates"] and not record["counts"]
    assert "1 with warnings" in talk


def test_show(release: Path) -> None:
    code, out, _ = call("show", str(release), "--published", "2024-05-06")
    assert code == 0
    assert "2024-05-03" in out and "rån" in out and "Ekdahl" in out


def test_schema_is_the_model() -> None:
    code, out, _ = call("schema")
    assert code == 0
    assert set(json.loads(out)["properties"]) == set(Record.model_fields)


def test_evaluate(tmp_path: Path) -> None:
    gold = {"id": "a", "dates": [{"text": "3 maj", "start": 0, "end": 5, "value": "2024-05-03"}]}
    wrong = {"id": "a", "dates": [{"text": "3 maj", "start": 0, "end": 5, "value": "2023-05-03", "kind": "date"}]}
    floors = tmp_path / "floors.toml"
    floors.write_text("[all]\ndates = 0.9\n", "utf-8")
    for name, content in (("gold", gold), ("wrong", wrong)):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(content) + "\n", "utf-8")
    code, out, talk = call(
        "evaluate", str(tmp_path / "gold.jsonl"), str(tmp_path / "wrong.jsonl"), "--misses", "1", "--floors", str(floors)
    )
    assert code == 1
    assert "misread dates" in out
    assert "below its floor" in talk
    floors.write_text("[all]\ndates = 0.0\n", "utf-8")
    assert call("evaluate", str(tmp_path / "gold.jsonl"), str(tmp_path / "wrong.jsonl"), "--floors", str(floors))[0] == 0


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from pressextract.cli import main;"
        "r = CliRunner().invoke(main, ['run', '--help']); assert r.exit_code == 0;"
        "print([m for m in ('spacy', 'numpy', 'pydantic', 'dateparser', 'rich') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_importing_does_no_work() -> None:
    code = "import sys, pressextract; print([m for m in sys.modules if m.startswith('pressextract')])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "['pressextract.version', 'pressextract']"


def test_paragraphs_in_another_language() -> None:
    text = (
        "Polisen grep två män för rån i Lund den 3 maj och en åklagare leder nu utredningen.\n\n"
        "Europol said that the officers had arrested three women for fraud on 4 May, and that they are in custody.\n\n"
        "Poliisi epäilee, että mies oli paikalla 5 toukokuuta ja että hän ei ole kertonut siitä mitään, mutta kiistää kaiken."
    )
    record = Pipeline(names=False).extract(text, published="2024-05-06")
    assert [s.language for s in record.segments] == ["sv", "en", "und"]
    assert [(d.text, d.value) for d in record.dates] == [("3 maj", "2024-05-03"), ("4 May", "2024-05-04")]
    assert [(c.value, c.unit and c.unit.id) for c in record.counts] == [(2, "man-unit"), (3, "woman-unit")]
    assert [o.offence for o in record.offences] == ["robbery", "fraud"]
    assert [(record.counts[f.count].value, record.offences[f.offence].offence) for f in record.facts] == [
        (2, "robbery"),
        (3, "fraud"),
    ]
    assert any(w.code == "paragraph-undecided" for w in record.warnings)


def test_dates_reads_a_line_and_writes_a_line() -> None:
    lines = 'den 8-12 november\n\n{"text": "last Thursday", "language": "en", "published": "2024-05-08"}\n'
    code, out, _ = call("dates", "--language", "sv", "--published", "2021-12-09", stdin=lines)
    assert code == 0
    found = [json.loads(line) for line in out.splitlines()]
    assert [(f["line"], [(d["text"], d["value"]) for d in f["dates"]]) for f in found] == [
        (1, [("8-12 november", "2021-11-08/2021-11-12")]),
        (2, []),
        (3, [("last Thursday", "2024-05-02")]),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"tex', "line 2: no JSON object"),
        ('{"text": 3}', "line 2: no text in it"),
        ('{"text": "i dag", "published": "x"}', "line 2: published: 'x' is no ISO 8601 date"),
        ('{"text": "i dag", "language": "fi"}', "line 2: language: 'fi' is none of"),
    ],
)
def test_a_bad_line_of_dates_is_named_and_the_rest_goes_on(line: str, reason: str) -> None:
    code, out, err = call("dates", "--language", "sv", stdin=f"i dag\n{line}\ni går\n")
    assert code == 1
    assert reason in err
    assert [json.loads(line)["line"] for line in out.splitlines()] == [1, 3]


def test_dates_of_other_bytes_and_wrong_use() -> None:
    assert call("dates", "--language", "sv", stdin=b"i g\xe5r\n")[::2] == (1, "Error: line 1: not UTF-8\n")
    assert call("dates", "--language", "sv", "--published", "in May", stdin="")[0] == 2
    assert call("dates", stdin="")[0] == 2


def test_dates_alone_load_no_vocabulary_but_their_own() -> None:
    code = (
        "import sys, pressextract; from pressextract import taxonomy;"
        "pressextract.find_dates('natten till den 3 maj', language='sv', published='2024-05-06');"
        "heavy = ('spacy', 'numpy', 'dateparser', 'holidays', 'pressextract.nlp.names');"
        "print([m for m in heavy if m in sys.modules], taxonomy.given_names.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[] 0"


def test_show_explains_dates(release: Path) -> None:
    code, out, _ = call("show", str(release), "--published", "2024-05-06", "--explain")
    assert code == 0
    assert "How the dates were found" in out
    assert "day-month" in out
    assert "greps" in out or "grep" in out
