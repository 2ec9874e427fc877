"""What the commands do, apart from how they are called: each gives the exit code."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pressextract.data import available_languages
from pressextract.evaluation import LAYERS, Miss, Score, below_floors, evaluate, load_annotated
from pressextract.evaluation_fields import field_accuracy
from pressextract.options import given_date
from pressextract.pipeline import Pipeline
from pressextract.readers.sources import read_sources
from pressextract.run import LAYERS as COUNTED
from pressextract.run import Options, Outcome, Success, dated, run
from pressextract.types import Failure
from pressextract.writers.files import open_writer

_SHOWN_FAILURES = 20  # lines of the failure report; the summary says how many more there are


class _Summary:
    """Totals of a run by language."""

    def __init__(self) -> None:
        self.records: Counter[str] = Counter()
        self.mentions: dict[str, Counter[str]] = {}
        self.failures: list[Failure] = []
        self.warned = 0

    def add(self, outcome: Outcome) -> None:
        if isinstance(outcome, Failure):
            self.failures.append(outcome)
            return
        self.records[outcome.language] += 1
        self.warned += bool(outcome.warnings)
        self.mentions.setdefault(outcome.language, Counter()).update(dict(zip(COUNTED, outcome.tally, strict=True)))

    def lines(self, out: str) -> Iterator[str]:
        yield f"{'language':<10}{'releases':>9}" + "".join(f"{layer:>10}" for layer in COUNTED)
        for language in sorted(self.records):
            row = "".join(f"{self.mentions[language][layer]:>10}" for layer in COUNTED)
            yield f"{language:<10}{self.records[language]:>9}{row}"
        total = sum(self.records.values())
        row = "".join(f"{sum(m[layer] for m in self.mentions.values()):>10}" for layer in COUNTED)
        yield f"{'all':<10}{total:>9}{row}"
        yield f"{total} records in {out}, {self.warned} with warnings, {len(self.failures)} inputs failed"


def run_command(paths: tuple[str, ...], out: str, options: Options, *, jobs: int, strict: bool) -> int:
    """Records of all releases below the paths, a report of what failed, a summary."""
    summary = _Summary()
    with open_writer(out) as writer, _progress() as progress:
        for outcome in run(read_sources(paths), options._replace(indent=writer.indent), jobs):
            summary.add(outcome)
            progress()
            if isinstance(outcome, Success):
                writer.write(outcome.id, outcome.json)
            elif strict:
                break
    for failure in summary.failures[:_SHOWN_FAILURES]:
        click.echo(f"failed: {failure.path}: {failure.reason}", err=True)
    if len(summary.failures) > _SHOWN_FAILURES:
        click.echo(f"... and {len(summary.failures) - _SHOWN_FAILURES} more failed", err=True)
    for line in summary.lines("standard output" if out == "-" else out):
        click.echo(line, err=True)
    return 1 if summary.failures else 0


@contextmanager
def _progress() -> Iterator[Callable[[], None]]:
    """A counter on standard error, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} releases"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("releases", total=None)
        yield lambda: bar.advance(task)


def show_command(file: str, *, published: str | None, language: str, explain: bool = False, personal_data: str = "keep") -> int:
    """The releases of a file with their facts, in colour; with ``explain`` how each date was found."""
    from pressextract.dating import trace_dates
    from pressextract.writers.terminal import print_record, print_traces

    published, failed = given_date(published), 0
    pipeline = Pipeline(language=language, include_text=True, personal_data=personal_data)
    for item in read_sources([file]):
        if isinstance(item, Failure):
            click.echo(f"failed: {item.path}: {item.reason}", err=True)
            failed = 1
            continue
        release = dated(item, published)
        record = pipeline.process(release)
        print_record(record)
        if explain and record.language in available_languages():
            print_traces([tuple(trace) for trace in trace_dates(release, record.language)])
    return failed


def evaluate_command(gold: Path, records: Path, *, misses: int, floors: Path | None) -> int:
    """A table of scores, misses where asked for, and 1 where a floor is missed."""
    annotated, found = load_annotated(gold), load_annotated(records)
    scores, missed = evaluate(annotated, found)
    for line in _score_lines(scores):
        click.echo(line)
    for line in _field_lines(field_accuracy(annotated, found)):
        click.echo(line)
    for line in _miss_lines(missed, misses):
        click.echo(line)
    if floors is None:
        return 0
    short = below_floors(scores, tomllib.loads(floors.read_text("utf-8")))
    for line in short:
        click.echo(f"below floor: {line}", err=True)
    return 1 if short else 0


def _score_lines(scores: dict[tuple[str, str], Score]) -> Iterator[str]:
    yield f"{'layer':<11}{'language':<9}{'gold':>6}{'found':>7}{'span F1':>9}{'value F1':>10}"
    for layer in LAYERS:
        for (name, language), score in scores.items():
            if name == layer:
                yield f"{layer:<11}{language:<9}{score.gold:>6}{score.found:>7}{score.span_f1:>9.3f}{score.value_f1:>10.3f}"


def _field_lines(accuracy: dict[tuple[str, str], tuple[int, int]]) -> Iterator[str]:
    """The fields of matched offences, where the gold says any."""
    if accuracy:
        yield f"{'offence field':<15}{'language':<9}{'matched':>8}{'right':>7}{'share':>8}"
    for (field, language), (right, compared) in accuracy.items():
        yield f"{field:<15}{language:<9}{compared:>8}{right:>7}{right / compared:>8.3f}"


def _miss_lines(missed: list[Miss], most: int) -> Iterator[str]:
    shown: Counter[tuple[str, str]] = Counter()
    for miss in missed:
        kind = "extra" if miss.gold is None else "missed" if miss.found is None else "misread"
        shown[miss.layer, kind] += 1
        if shown[miss.layer, kind] <= most:
            yield f"{kind} {miss.layer} in {miss.id}: gold {_brief(miss.gold)}, found {_brief(miss.found)}"


def _brief(item: dict[str, object] | None) -> str:
    if item is None:
        return "nothing"
    if "count" in item and isinstance(count := item["count"], dict) and isinstance(offence := item["offence"], dict):
        return f"{count['text']!r} x {offence['text']!r}"
    keys = ("text", "value", "low", "high", "offence", "stage", "negated", "acting", "deputy", "former", "rule")
    return " ".join(f"{key}={item[key]!r}" for key in keys if key in item)
