"""What the commands for archives do, apart from how they are called: each gives the exit code."""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pressextract.archive.extraction import Settings
from pressextract.archive.indexing import Progress, Report, Summary
from pressextract.archive.indexing import index as index_archive
from pressextract.archive.search import Filters, Hit
from pressextract.archive.search import search as search_archive
from pressextract.archive.statistics import Statistics, statistics
from pressextract.options import given_date

INTERRUPTED = 130  # exit code after Ctrl-C
_COUNTED = ("documents", "new", "again", "repeated", "unchanged", "failed")


def index_command(
    sources: list[Path],
    archive: Path,
    *,
    jobs: int,
    prune: bool,
    retry_failed: bool,
    report: Path | None,
    published: str | None,
    **options: Any,
) -> int:
    """Index the sources, with progress on a terminal and a summary; 1 where documents failed, 130 after an interrupt."""
    settings = Settings(published=given_date(published), **options)
    begun = time.monotonic()
    with _progress() as told:
        summary = index_archive(sources, archive, settings, jobs=jobs, prune=prune, retry_failed=retry_failed, report=told)
    _print_summary(summary, archive, time.monotonic() - begun)
    if report is not None and not summary.interrupted:
        from pressextract.archive.report import write_report

        write_report(archive, report)
        click.echo(f"report in {report}", err=True)
    if summary.interrupted:
        return INTERRUPTED
    return 1 if summary.tally["failed"] else 0


def _print_summary(summary: Summary, archive: Path, seconds: float) -> None:
    for note in summary.notes:
        click.echo(note, err=True)
    table = Table(*_COUNTED, title=f"{archive}", title_justify="left")
    table.add_row(*(str(summary.tally[name]) for name in _COUNTED))
    Console(stderr=True).print(table)
    rate = summary.tally["documents"] / seconds if seconds else 0
    click.echo(f"{seconds:.1f} s, {rate:.0f} documents a second", err=True)
    if summary.gone:
        click.echo(f"{summary.gone} sources are gone; --prune removes what belongs to them", err=True)
    if summary.pruned:
        click.echo(f"{summary.pruned} releases removed with sources that are gone", err=True)
    if summary.tally["failed"]:
        click.echo("why documents failed: pressextract export ARCHIVE --table failures -o failures.csv", err=True)
    if summary.interrupted:
        click.echo("interrupted; what was finished is in the archive, and the same command goes on from there", err=True)


@contextmanager
def _progress() -> Iterator[Report]:
    """Rate, failures and remaining time on standard error, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("listing the sources", total=None)
        begun = time.monotonic()

        def told(progress: Progress) -> None:
            rate = progress.documents / max(time.monotonic() - begun, 0.001)
            said = f"{progress.documents} documents, {rate:.0f} a second, {progress.failed} failed"
            bar.update(task, description=said, completed=progress.bytes_done, total=progress.bytes_total or None)

        yield told


def search_command(archive: Path, query: str, filters: dict[str, Any], *, limit: int, shape: str) -> int:
    """Print what was found; 1 where nothing was."""
    if not query.strip() and not any(filters.values()):
        raise click.UsageError("say what to search for: a QUERY or a filter")
    hits = search_archive(archive, query, Filters(**filters), limit=limit)
    _PRINTERS[shape](hits)
    return 0 if hits else 1


def _print_table(hits: list[Hit]) -> None:
    table = Table("published", "language", "title", "offences", "found", box=None, show_edge=False, pad_edge=False)
    for hit in hits:
        title = hit.title or hit.id
        table.add_row(hit.published or "", hit.language, Text(title), Text(hit.offences), Text(hit.extract, style="dim"))
    Console().print(table if hits else "nothing found")


def _print_lines(hits: list[Hit]) -> None:
    for hit in hits:
        click.echo(json.dumps(hit._asdict(), ensure_ascii=False))


def _print_csv(hits: list[Hit]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(Hit._fields)
    writer.writerows(hits)


_PRINTERS = {"table": _print_table, "jsonl": _print_lines, "csv": _print_csv}


def stats_command(archive: Path, *, as_json: bool) -> int:
    """Print the statistics of an archive."""
    found = statistics(archive)
    if as_json:
        click.echo(json.dumps(found._asdict(), ensure_ascii=False, indent=2))
        return 0
    console = Console()
    for table in _tables(found):
        console.print(table)
    return 0


def _tables(found: Statistics) -> Iterator[Table]:
    yield _table("What it holds", ("what", "number"), list(found.totals.items()))
    yield _table("Share of releases with", ("what", "share"), [(k, f"{v:.1%}") for k, v in found.coverage.items()])
    yield _table("Years of publication", ("year", "releases", "facts"), found.years)
    yield _table("Offences", ("id", "Swedish", "English", "releases", "facts"), found.offences)
    yield _table("Facts by year and offence", ("year", "offence", "facts"), found.offences_by_year)
    yield _table("Publishers", ("publisher", "releases"), found.publishers)
    if found.failures:
        yield _table("Failures", ("reason", "documents"), found.failures)


def _table(title: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Table:
    table = Table(*columns, title=title, title_justify="left", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(str(cell if cell is not None else "")) for cell in row))
    return table
