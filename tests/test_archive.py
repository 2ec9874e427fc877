"""Archives on disk: whole at every moment, brought up to date, searched, exported."""

from __future__ import annotations

import csv
import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from pressextract.archive import extraction, indexing, rulesets, store
from pressextract.archive.exporting import export
from pressextract.archive.extraction import Settings
from pressextract.archive.indexing import Summary, index
from pressextract.archive.search import Filters, match_expression, search
from pressextract.archive.statistics import statistics
from pressextract.cli import main
from pressextract.errors import ArchiveError
from web_archive import page, record, web_archive

CORPUS = Path(__file__).parents[1] / "corpus"
RULES = Settings(names=False)
SWEDISH = "Under november kom det in 16 anmälningar om köp av sexuell tjänst i Malmö. En anmälan gäller koppleri."
ENGLISH = "Police in Bristol received three reports of pimping in May 2019, and two of robbery."


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


def dated(text: str, published: str, url: str | None = None) -> str:
    return f"---\npublished: {published}\n" + (f"url: {url}\n" if url else "") + f"---\n{text}"


def rows(archive: Path, query: str) -> list[tuple[object, ...]]:
    with store.opened(archive) as db:
        return db.execute(query).fetchall()


def tally(summary: Summary, *names: str) -> tuple[int, ...]:
    return tuple(summary.tally[name] for name in names)


def check(archive: Path) -> None:
    """The database is sound, and the Parquet files hold what it says."""
    with store.opened(archive) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        digests = dict(db.execute("SELECT id, sha256 FROM shards"))
        assert {s: sha256((archive / f"records/{s:06}.parquet").read_bytes()).hexdigest() for s in digests} == digests
        stored = [id_ for (id_,) in db.execute("SELECT id FROM releases ORDER BY id")]
    found = [id_ for shard in digests for id_ in pq.read_table(archive / f"records/{shard:06}.parquet")["release"].to_pylist()]
    assert sorted(found) == stored
    assert sorted(p.name for p in (archive / "records").iterdir()) == [f"{shard:06}.parquet" for shard in sorted(digests)]
    with sqlite3.connect(archive / store.DATABASE) as db:
        db.execute("INSERT INTO releases_fts (releases_fts, rank) VALUES ('integrity-check', 1)")
    db.close()


def content(archive: Path) -> dict[str, bytes]:
    files = (p for p in archive.rglob("*") if p.is_file() and p.name != ".lock")
    return {str(p.relative_to(archive)): p.read_bytes() for p in files}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "archive"
    index([CORPUS], folder, RULES)
    return folder


def test_the_records_are_those_of_a_run(archive: Path, tmp_path: Path) -> None:
    CliRunner().invoke(main, ["run", str(CORPUS), "--no-names", "-o", str(tmp_path / "run.jsonl")])
    assert export(archive, tmp_path / "archive.jsonl") == 41
    assert (tmp_path / "archive.jsonl").read_bytes() == (tmp_path / "run.jsonl").read_bytes()
    check(archive)


def test_facts_as_tables(archive: Path, tmp_path: Path) -> None:
    number = export(archive, tmp_path / "facts.csv")
    with (tmp_path / "facts.csv").open(newline="", encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    assert len(table) == number > 100
    assert export(archive, tmp_path / "facts.parquet") == number
    assert [str(v) for v in pq.read_table(tmp_path / "facts.parquet")["offence"].to_pylist()] == [row["offence"] for row in table]
    assert all(row["offence_sv"] and row["offence_en"] and row["text"] for row in table)
    for name in ("mentions", "releases", "captures", "failures", "sources"):
        export(archive, tmp_path / f"{name}.csv", name)
        export(archive, tmp_path / f"{name}.parquet", name)
    with pytest.raises(ArchiveError, match="unknown kind of export"):
        export(archive, tmp_path / "facts.xlsx")
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_same_bytes_whatever_the_workers(archive: Path, tmp_path: Path, jobs: int) -> None:
    index([CORPUS], tmp_path / "a", RULES, jobs=jobs)
    assert content(tmp_path / "a") == content(archive)


def test_nothing_is_done_twice(archive: Path, tmp_path: Path) -> None:
    again = shutil.copytree(archive, tmp_path / "a")
    before = rows(again, "SELECT * FROM releases")
    assert not index([CORPUS], again, RULES).tally
    assert rows(again, "SELECT * FROM releases") == before


def test_changed_new_and_gone_files(tmp_path: Path) -> None:
    source, folder = write(tmp_path / "in", a=dated(SWEDISH, "2021-12-09", "https://a.se/1"), b=ENGLISH), tmp_path / "a"
    assert tally(index([source], folder, RULES), "new") == (2,)
    write(source, a=dated(f"{SWEDISH} Rättelse: 17 anmälningar.", "2021-12-09", "https://a.se/1"), c=f"{ENGLISH} Again.")
    (source / "b.md").unlink()
    summary = index([source], folder, RULES)
    assert (tally(summary, "new", "unchanged"), summary.gone) == ((2, 0), 1)
    assert rows(folder, "SELECT state, count(*) FROM captures GROUP BY state") == [("gone", 1), ("live", 2), ("replaced", 1)]
    assert rows(folder, "SELECT version, latest FROM versions ORDER BY version") == [(1, 0), (2, 1)]
    check(folder)
    assert index([source], folder, RULES, prune=True).pruned == 1
    assert [hit.path for hit in search(folder, "robbery")] == [str(source / "c.md")]
    assert len(search(folder, "koppleri", Filters(language="sv"))) == 2  # the older version is history, and stays
    check(folder)


def test_a_file_that_comes_back(tmp_path: Path) -> None:
    source, folder = write(tmp_path / "in", a=SWEDISH, b=ENGLISH), tmp_path / "a"
    index([source], folder, RULES)
    (source / "b.md").unlink()
    index([source], folder, RULES)
    write(source, b=ENGLISH)
    assert tally(index([source], folder, RULES), "unchanged", "new") == (1, 0)
    assert rows(folder, "SELECT DISTINCT state FROM captures") == [("live",)]


def test_the_same_text_twice(tmp_path: Path) -> None:
    source, folder = write(tmp_path / "in", a=SWEDISH, b=SWEDISH, c=dated(SWEDISH, "2022-01-01")), tmp_path / "a"
    assert tally(index([source], folder, RULES), "new", "repeated") == (2, 1)  # another date makes another release
    assert rows(folder, "SELECT release, count(*) FROM captures GROUP BY release") == [(1, 2), (2, 1)]


def test_captures_of_a_page(tmp_path: Path) -> None:
    url, folder = "https://a.se/1", tmp_path / "a"
    pages = [(SWEDISH, "2021-12-09"), (SWEDISH, "2021-12-10"), (f"{SWEDISH} Uppdaterad.", "2021-12-11")]
    records = [record(url, page(text, "2021-12-08"), date=f"{day}T10:00:00Z") for text, day in pages]
    (tmp_path / "a.warc.gz").write_bytes(web_archive(*records))
    assert tally(index([tmp_path / "a.warc.gz"], folder, RULES), "new", "repeated") == (2, 1)
    assert rows(folder, "SELECT captured, release FROM captures ORDER BY id") == [
        ("2021-12-09T10:00:00Z", 1),
        ("2021-12-10T10:00:00Z", 1),
        ("2021-12-11T10:00:00Z", 2),
    ]
    assert rows(folder, "SELECT release, version, latest FROM versions ORDER BY version") == [(1, 1, 0), (2, 2, 1)]


def test_only_what_a_changed_lexicon_can_affect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, folder = write(tmp_path / "in", a=SWEDISH, b=ENGLISH), tmp_path / "a"
    index([source], folder, RULES)
    versions = rulesets.versions_of(RULES)
    monkeypatch.setattr(indexing, "versions_of", lambda _: versions | {"lexicon sv": "changed"})
    summary = index([source], folder, RULES)
    assert tally(summary, "again", "unchanged") == (1, 0)
    assert summary.notes == ["lexicon sv changed: the releases that it can affect are extracted again (1 releases)"]
    monkeypatch.setattr(indexing, "versions_of", lambda _: versions | {"code": "changed"})
    summary = index([source], folder, RULES)
    assert tally(summary, "again") == (2,)
    assert "every release is extracted again" in summary.notes[0]
    check(folder)
    monkeypatch.setattr(indexing, "versions_of", lambda _: versions)
    assert tally(index([source], folder, RULES), "again") == (2,)
    check(folder)


RULE_CHANGES = [
    ({}, "0"),
    ({"lexicon en": "2"}, "(instr(' ' || languages || ' ', ' en ') > 0)"),
    ({"model": "2"}, "(model IS NOT NULL)"),
    ({"model": "none"}, "1"),
    ({"taxonomy": "2"}, "1"),
    ({"lexicon sv": "2", "code": "2"}, "1"),
    ({"lexicon fi": "1"}, "1"),
]


@pytest.mark.parametrize(("changed", "condition"), RULE_CHANGES)
def test_what_a_change_can_affect(changed: dict[str, str], condition: str) -> None:
    old = {"code": "1", "taxonomy": "1", "lexicon sv": "1", "lexicon en": "1", "model": "1"}
    assert rulesets.change_between(old, old | changed).condition == condition


def test_failures_are_rows_and_retried_alone(tmp_path: Path) -> None:
    source, folder = write(tmp_path / "in", a=SWEDISH, b=""), tmp_path / "a"
    (source / "lines.jsonl").write_text('{"text": ""}\n' + json.dumps({"text": ENGLISH}) + "\nbroken\n", "utf-8")
    assert tally(index([source], folder, RULES), "new", "failed") == (2, 3)
    found = rows(folder, "SELECT path, reason FROM failures ORDER BY path")
    assert [Path(str(path)).name for path, _ in found] == ["b.md", "lines.jsonl:1", "lines.jsonl:3"]
    assert [str(reason)[:8] for _, reason in found] == ["empty fi", "no text ", "not JSON"]
    write(source, b="Polisen grep två män för rån.")
    summary = index([], folder, RULES, retry_failed=True)
    assert tally(summary, "documents", "new", "failed") == (3, 1, 2)
    assert len(rows(folder, "SELECT * FROM failures")) == 2
    check(folder)


class _Slow:
    """A pipeline that takes its time, or dies, over marked texts."""

    def __init__(self, inner: object, act: object) -> None:
        self._pipe, self._act = inner.pipe, act  # type: ignore[attr-defined]

    def pipe(self, releases: list[object]) -> object:
        for release in releases:
            if "POISON" in release.text:  # type: ignore[attr-defined]
                self._act()  # type: ignore[operator]
        return self._pipe(releases)


def poisoned(monkeypatch: pytest.MonkeyPatch, act: object) -> None:
    real = extraction.Pipeline
    monkeypatch.setattr(extraction, "Pipeline", lambda **options: _Slow(real(**options), act))


def test_a_document_over_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(tmp_path / "in", a=SWEDISH, b="POISON in a text.", c=ENGLISH)
    poisoned(monkeypatch, lambda: time.sleep(20))
    summary = index([source], tmp_path / "a", RULES._replace(time_limit=0.4))
    assert tally(summary, "new", "failed") == (2, 1)
    assert rows(tmp_path / "a", "SELECT reason FROM failures") == [("took longer than 0.4 s",)]


def test_a_document_over_its_size(tmp_path: Path) -> None:
    source = write(tmp_path / "in", a=SWEDISH, b=ENGLISH * 20)
    assert tally(index([source], tmp_path / "a", RULES._replace(size_limit=1000)), "new", "failed") == (1, 1)
    assert "the limit is 1,000" in str(rows(tmp_path / "a", "SELECT reason FROM failures"))


def test_a_worker_that_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(tmp_path / "in", a=SWEDISH, b="POISON in a text.", c=ENGLISH)
    poisoned(monkeypatch, lambda: os._exit(1))
    assert tally(index([source], tmp_path / "a", RULES, jobs=2), "new", "failed") == (2, 1)
    assert rows(tmp_path / "a", "SELECT reason FROM failures") == [("the worker died of it",)]
    monkeypatch.undo()
    index([source], tmp_path / "b", RULES, retry_failed=False)
    check(tmp_path / "a")


def test_a_call_that_never_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A loop in C hears no alarm; the worker is ended, and another takes the rest."""
    source = write(tmp_path / "in", a=SWEDISH, b="POISON in a text.", c=ENGLISH)
    poisoned(monkeypatch, lambda: sum(range(10**12)))
    monkeypatch.setattr(extraction, "_GRACE", 0.2)
    summary = index([source], tmp_path / "a", RULES._replace(time_limit=0.3), jobs=2)
    assert tally(summary, "new", "failed") == (2, 1)


def test_an_error_of_ours_stops_its_document_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(tmp_path / "in", a=SWEDISH, b="POISON in a text.")
    poisoned(monkeypatch, lambda: 1 / 0)
    index([source], tmp_path / "a", RULES)
    assert rows(tmp_path / "a", "SELECT reason FROM failures") == [("internal error: ZeroDivisionError: division by zero",)]


def test_an_interrupt_keeps_what_was_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_BATCH", 4)
    monkeypatch.setattr(indexing, "_STEP", 1)
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    index([CORPUS], whole, RULES)

    def stop(progress: indexing.Progress) -> None:
        if progress.documents > 12:
            raise KeyboardInterrupt

    summary = index([CORPUS], cut, RULES, report=stop)
    assert summary.interrupted
    check(cut)
    summary = index([CORPUS], cut, RULES)
    assert summary.notes == ["going on where the last run stopped"]
    assert content(cut) == content(whole)


def test_a_shard_that_a_crash_left_beside_its_place(archive: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(archive, tmp_path / "a")
    shard = folder / "records/000001.parquet"
    shard.rename(folder / "records/000001.parquet.next")
    (folder / "records/000007.parquet.next").write_bytes(b"half")
    index([CORPUS], folder, RULES)
    check(folder)
    assert content(folder)["records/000001.parquet"] == content(archive)["records/000001.parquet"]


def test_what_a_kill_left_at_the_very_beginning(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    for name in (".lock", "archive.sqlite.part", "archive.sqlite.part-journal"):
        (folder / name).write_bytes(b"half")
    index([CORPUS], folder, RULES)
    assert content(folder) == content(archive)


@pytest.mark.parametrize("what", ["newer", "foreign", "damaged", "missing", "other files"])
def test_archives_that_cannot_be_used(tmp_path: Path, what: str) -> None:
    folder, said = tmp_path / "a", ""
    if what == "newer":
        index([write(tmp_path / "in", a=SWEDISH)], folder, RULES)
        with sqlite3.connect(folder / store.DATABASE) as db:
            db.execute("UPDATE meta SET value = 99 WHERE key = 'schema_version'")
        db.close()
        said = "upgrade pressextract"
    elif what == "foreign":
        folder.mkdir()
        with sqlite3.connect(folder / store.DATABASE) as db:
            db.execute("CREATE TABLE t (x)")
        db.close()
        said = "no archive of pressextract"
    elif what == "damaged":
        folder.mkdir()
        (folder / store.DATABASE).write_bytes(b"nonsense" * 1000)
        said = "damaged"
    elif what == "other files":
        write(folder, a=SWEDISH)
        with pytest.raises(ArchiveError, match="holds other files"):
            index([CORPUS], folder, RULES)
        return
    else:
        folder.mkdir()
        said = "no archive here"
    with pytest.raises(ArchiveError, match=said):
        search(folder, "rån")
    if what != "missing":
        with pytest.raises(ArchiveError, match=said):
            index([CORPUS], folder, RULES)


def test_a_database_that_another_process_holds(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(archive, tmp_path / "a")
    monkeypatch.setattr(store, "_WAIT", 0.1)
    with sqlite3.connect(folder / store.DATABASE, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ArchiveError, match="held by another process"):
            index([write(tmp_path / "in", a=SWEDISH)], folder, RULES)
    other.close()
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(ArchiveError, match="another run"):
            index([tmp_path / "in"], folder, RULES)
    assert tally(index([tmp_path / "in"], folder, RULES), "new") == (1,)


FULL = """
import resource, sys
from pathlib import Path
from pressextract.archive.extraction import Settings
from pressextract.archive.indexing import index
from pressextract.errors import ArchiveError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    index([Path(sys.argv[2])], Path(sys.argv[1]), Settings(names=False))
except ArchiveError as error:
    sys.exit(str(error))
"""


def test_a_full_disk(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    index([write(tmp_path / "in", a=SWEDISH)], folder, RULES)
    size = (folder / store.DATABASE).stat().st_size
    before = content(folder)
    done = subprocess.run(
        [sys.executable, "-c", FULL, folder, CORPUS, str(size + 20_000)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "no space left" in done.stderr or "cannot be written" in done.stderr
    with store.opened(folder) as db:
        assert db.execute("SELECT count(*) FROM releases").fetchone() == (1,)
    assert {name: data for name, data in content(folder).items() if name.endswith(".parquet")}.keys() == {
        "records/000001.parquet"
    }
    assert content(folder)["records/000001.parquet"] == before["records/000001.parquet"]
    index([CORPUS], folder, RULES)
    check(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_target(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(ArchiveError, match="cannot be written"):
        index([CORPUS], tmp_path / "a", RULES)


def test_a_target_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(ArchiveError, match="cannot be written"):
        index([CORPUS], tmp_path / "a", RULES)


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bilingual")
    texts = {
        "a": dated(SWEDISH, "2021-12-09"),
        "b": dated(ENGLISH, "2019-06-01"),
        "c": dated("Två personer anmäldes för rattfylleri i Åre, säger presstalesperson Karin Ekdahl.", "2020-02-01"),
    }
    index([write(folder / "in", **texts)], folder / "a", RULES)
    return folder / "a"


SEARCHES = [
    ("koppleri", {}, "ab"),  # the offence, in either language
    ("procuring", {}, "ab"),
    ("köp av sexuell tjänst", {}, "a"),
    ("anmälan", {}, "a"),
    ("anmälningarna", {}, "a"),
    ("report", {}, "b"),
    ("REPORTED", {}, "b"),
    ("åre", {}, "c"),
    ("are", {}, ""),  # å is a letter of its own
    ("16", {}, "a"),
    ('"två personer"', {}, "c"),
    ('"personer två"', {}, ""),
    ("polis", {}, ""),
    ('"', {"language": "en"}, "b"),
    ("rattfylleri OR procuring", {}, ""),  # no query language to stumble over
    ("", {"offences": ("koppleri",)}, "ab"),
    ("", {"offences": ("procuring",), "language": "sv"}, "a"),
    ("", {"places": ("Malmö",)}, "a"),
    ("", {"places": ("Skåne län",)}, "a"),
    ("", {"roles": ("presstalesperson",)}, "c"),
    ("", {"published_from": "2020", "published_to": "2021"}, "ac"),
    ("", {"published_from": "2020-03"}, "a"),
    ("", {"published_to": "2020-02"}, "bc"),
    ("", {"published_to": "2020-02-01"}, "bc"),
    ("", {"published_to": "2020-01"}, "b"),
    ("koppleri", {"published_to": "2019"}, "b"),
    ("", {}, "abc"),
]


@pytest.mark.parametrize(("query", "filters", "found"), SEARCHES)
def test_search(bilingual: Path, query: str, filters: dict[str, object], found: str) -> None:
    hits = search(bilingual, query, Filters(**filters))  # type: ignore[arg-type]
    assert "".join(sorted(hit.id for hit in hits)) == found


@pytest.mark.parametrize(("tried", "order"), [(1000, "acb"), (0, "")])
def test_words_that_stand_everywhere(bilingual: Path, monkeypatch: pytest.MonkeyPatch, tried: int, order: str) -> None:
    """Where very many match the newest come first; where the newest do not match, all are ranked after all."""
    monkeypatch.setattr("pressextract.archive.search._MANY", 1)
    monkeypatch.setattr("pressextract.archive.search._TRIED", tried)
    found = "".join(hit.id for hit in search(bilingual, "", Filters(published_from="2019")))
    assert found == order if order else sorted(found) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"offences": ("kopleri",)}, "did you mean koppleri"),
        ({"places": ("Xyzzy",)}, "no place is called 'Xyzzy'"),
        ({"published_from": "2022", "published_to": "2021"}, "in their order"),
    ],
)
def test_wrong_filters(bilingual: Path, filters: dict[str, object], said: str) -> None:
    from pressextract.errors import PressextractError

    with pytest.raises(PressextractError, match=said):
        search(bilingual, "", Filters(**filters))  # type: ignore[arg-type]


def test_marks_of_the_index_are_words(bilingual: Path) -> None:
    for query in ('a"b', "title:x", "x*", "NEAR(a b)", "-", "(", "a AND", "'"):
        search(bilingual, query)
    assert match_expression("NEAR(a b)", Filters()).startswith('"near a"')


def test_statistics(bilingual: Path) -> None:
    found = statistics(bilingual)
    assert (found.totals["releases"], found.totals["failures"], found.coverage["language"]) == (3, 0, 1.0)
    assert [year for year, *_ in found.years] == ["2019", "2020", "2021"]
    assert ("procuring", "koppleri", "procuring", 2) in [row[:4] for row in found.offences]


def call(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_commands(tmp_path: Path) -> None:
    source, folder = write(tmp_path / "in", a=dated(SWEDISH, "2021-12-09"), b=""), tmp_path / "a"
    code, _, said = call("index", source, "-o", folder, "--no-names", "--report", tmp_path / "report.html")
    assert code == 1 and "documents a second" in said and "--table failures" in said
    assert (tmp_path / "report.html").stat().st_size > 1000
    code, out, _ = call("search", folder, "koppleri", "--format", "jsonl")
    assert code == 0 and json.loads(out)["id"] == "a"
    assert call("search", folder, "koppleri", "--format", "csv")[1].startswith("id,published,language")
    assert call("search", folder, "nowhere")[:2] == (1, "nothing found\n")
    assert call("search", folder)[0] == 2
    assert call("index", "-o", folder)[0] == 2
    assert "procuring" in call("stats", folder)[1]
    assert json.loads(call("stats", folder, "--json")[1])["totals"]["releases"] == 1
    assert call("export", folder, "-o", tmp_path / "f.csv")[0] == 0
    (source / "b.md").write_text("Polisen grep en man.", "utf-8")
    assert call("index", "-o", folder, "--no-names", "--retry-failed")[0] == 0


def test_masked_texts(tmp_path: Path) -> None:
    text = "En granne, Bertil Sandgrensson, såg branden. Ring 070-123 45 67. Polisen i Lund utreder mordbrand."
    index([write(tmp_path / "in", a=text)], tmp_path / "a", RULES._replace(personal_data="mask"))
    for data in content(tmp_path / "a").values():
        assert b"070-123 45 67" not in data


def test_report(bilingual: Path, tmp_path: Path) -> None:
    from pressextract.archive.report import write_report

    write_report(bilingual, tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text("utf-8")
    assert "koppleri / procuring" in text and "<svg" in text and 'lang="en"' in text
    for remote in ("http://", "https://", "src=", "@import", "url(", "<script"):
        assert remote not in text
    with pytest.raises(ArchiveError, match="cannot be written"):
        write_report(bilingual, tmp_path / "report.html" / "x.html")


@pytest.mark.parametrize(("module", "library"), [("pyarrow", "pyarrow"), ("Stemmer", "PyStemmer")])
def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, module: str, library: str) -> None:
    import importlib

    import pressextract.archive
    from pressextract.errors import MissingExtra

    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == module else real(name))
    with pytest.raises(MissingExtra, match=rf"{library} is not installed.*pressextract\[archive\]"):
        importlib.reload(pressextract.archive)
    monkeypatch.undo()
    importlib.reload(pressextract.archive)
