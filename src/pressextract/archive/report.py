"""One page about an archive: facts over time, offences, publishers, failures. Self-contained: no script, no network."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from pressextract.archive.statistics import Rows, statistics
from pressextract.errors import ArchiveError
from pressextract.version import __version__

_WIDTH, _BAR, _GAP, _LABEL = 720, 22, 6, 270  # pixels of a chart


def write_report(archive: Path, out: Path) -> None:
    """Write the page, whole or not at all; ArchiveError where it cannot be written."""
    part = out.with_name(f"{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(report_page(archive), "utf-8")
        part.replace(out)
    except OSError as error:
        raise ArchiveError(out, f"cannot be written: {error.strerror or error}") from error


def report_page(archive: Path) -> str:
    """The page as HTML."""
    found = statistics(archive)
    years = [(year, releases, facts or 0) for year, releases, facts in found.years]
    offences = [(f"{sv or id_} / {en or id_}", releases, facts) for id_, sv, en, releases, facts in found.offences]
    sections = (
        _section("What it holds", _table(("what", "number"), list(found.totals.items()))),
        _section("Share of releases with", _table(("what", "share"), [(k, f"{v:.1%}") for k, v in found.coverage.items()])),
        _section("Facts over time", _bars("Facts by year of publication", [(y, f) for y, _, f in years]) + _years(years)),
        _section("Offences", _bars("Releases by offence", [(o, r) for o, r, _ in offences]) + _offences(offences)),
        _section("Facts by year and offence", _table(("year", "offence", "facts"), found.offences_by_year)),
        _section("Publishers", _table(("publisher", "releases"), found.publishers)),
        _section("Languages", _table(("language", "releases"), found.languages)),
        _section("Failures", _failures(found.failures)),
    )
    frame = files("pressextract.archive").joinpath("report.html").read_text("utf-8")
    name = escape(archive.resolve().name)
    return frame.replace("{name}", name).replace("{version}", __version__).replace("{sections}", "\n".join(sections))


def _section(title: str, body: str) -> str:
    id_ = title.lower().replace(" ", "-")
    return f'<section aria-labelledby="{id_}"><h2 id="{id_}">{escape(title)}</h2>\n{body}\n</section>'


def _years(years: Rows) -> str:
    return _table(("year", "releases", "facts"), years)


def _offences(offences: Rows) -> str:
    return _table(("offence (Swedish / English)", "releases", "facts"), offences)


def _failures(failures: Rows) -> str:
    return _table(("reason", "documents"), failures) if failures else "<p>None.</p>"


def _table(columns: tuple[str, ...], rows: Rows) -> str:
    numeric = [isinstance(cell, int) for cell in rows[0]] if rows else [False] * len(columns)
    head = "".join(
        f'<th scope="col" class="{"number" if number else "words"}">{escape(column)}</th>'
        for column, number in zip(columns, numeric, strict=True)
    )
    body = "\n".join(f"<tr>{''.join(_cells(row))}</tr>" for row in rows)
    return f'<div class="scroll" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div>'


def _cells(row: tuple[Any, ...]) -> Iterator[str]:
    for number, cell in enumerate(row):
        text = escape(f"{cell:,}" if isinstance(cell, int) else str(cell if cell is not None else ""))
        if number == 0:
            yield f'<th scope="row">{text}</th>'
        else:
            yield f'<td class="number">{text}</td>' if isinstance(cell, int) else f"<td>{text}</td>"


def _bars(title: str, rows: list[tuple[str, int]]) -> str:
    """A chart of horizontal bars; the table below says the same to who cannot see it."""
    if not rows:
        return ""
    most = max([1, *(value for _, value in rows)])
    height = len(rows) * (_BAR + _GAP)
    bars = "\n".join(_bar(number, label, value, most) for number, (label, value) in enumerate(rows))
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}; the table below has the numbers">\n{bars}\n</svg></figure>'
    )


def _bar(number: int, label: str, value: int, most: int) -> str:
    top, middle = number * (_BAR + _GAP), number * (_BAR + _GAP) + _BAR / 2 + 4
    length = round((_WIDTH - _LABEL - 60) * value / most, 1)
    shown = label if len(label) <= 38 else f"{label[:37]}…"
    return (
        f'<text x="{_LABEL - 8}" y="{middle}" text-anchor="end">{escape(shown)}</text>'
        f'<rect x="{_LABEL}" y="{top}" width="{length}" height="{_BAR}" rx="3"/>'
        f'<text x="{_LABEL + length + 6}" y="{middle}">{value:,}</text>'
    )
