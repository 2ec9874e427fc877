"""A record in the terminal: its text with the mentions coloured, and a table of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pressextract.records.model import Count, Date, Offence, Record, Role

_STYLES = {
    "dates": "cyan",
    "counts": "yellow",
    "offences": "bold red",
    "roles": "green",
    "persons": "bold green",
    "organisations": "blue",
    "places": "magenta",
}


def print_record(record: Record, console: Console | None = None) -> None:
    """Print a record that holds its text."""
    console = console or Console()
    console.rule(record.source.title or record.id)
    console.print(f"{record.language}, published {record.source.published or 'unknown'} ({record.source.published_basis})\n")
    text = Text(record.text or "")
    for layer, style in _STYLES.items():
        for mention in getattr(record, layer):
            text.stylize(style, mention.start, mention.end)
    console.print(text)
    console.print(_table(record))
    for warning in record.warnings:
        console.print(f"warning: {warning.message}", style="dim")


def print_traces(traces: Iterable[tuple[str | None, ...]], console: Console | None = None) -> None:
    """Print how dates were found: words, pattern, what was read, value, basis, why it won."""
    table = Table("date", "pattern", "read", "value", "basis", "why", title="How the dates were found", title_justify="left")
    for trace in traces:
        table.add_row(*[Text(str(cell if cell is not None else "open")) for cell in trace])
    (console or Console()).print(table)


def _table(record: Record) -> Table:
    table = Table("kind", "text", "meaning", "rule", title="Facts", title_justify="left")
    for kind, text, meaning, rule in _rows(record):
        table.add_row(
            Text(kind, style=_STYLES.get(kind, "")), Text(" ".join(text.split())), Text(meaning), Text(rule, style="dim")
        )
    return table


def _rows(record: Record) -> Iterator[tuple[str, str, str, str]]:
    for date in record.dates:
        yield "dates", date.text, _date(date), date.rule
    for count in record.counts:
        yield "counts", count.text, _count(count), count.rule
    for offence in record.offences:
        yield "offences", offence.text, _offence(offence, record.language), offence.rule
    for role in record.roles:
        yield "roles", role.text, _role(role, record), role.rule
    for fact in record.facts:
        count, offence = record.counts[fact.count], record.offences[fact.offence]
        when = f", {record.dates[fact.date].value}" if fact.date is not None else ""
        where = f", {record.places[fact.place].text}" if fact.place is not None else ""
        yield (
            "facts",
            f"{count.text} x {offence.text}",
            f"{count.value} {fact.unit or ''} {_label(offence, record.language)}{when}{where}",
            fact.kind,
        )


def _date(date: Date) -> str:
    parts = [date.value or "open", date.grain or "", date.basis, f"mod {date.mod}" if date.mod else ""]
    return " ".join(part for part in parts if part)


def _count(count: Count) -> str:
    amount = f"{count.low} to {count.high}" if count.value is None else f"{count.value}"
    unit = count.unit.id or count.unit.text if count.unit else count.currency or ""
    return " ".join(part for part in (amount, unit, count.kind, count.bound, count.scope or "") if part)


def _offence(offence: Offence, language: str) -> str:
    label = _label(offence, language)
    notes = [offence.degree, offence.stage, offence.participation, offence.status]
    flags = [name for name in ("negated", "generic") if getattr(offence, name)]
    said = [note for note in notes if note and note not in ("completed", "principal")] + flags
    return f"{label} ({', '.join(said)})" if said else label


def _label(offence: Offence, language: str) -> str:
    return offence.label.get(language) or next(iter(offence.label.values()))


def _role(role: Role, record: Record) -> str:
    person = record.persons[role.person].name if role.person is not None else "?"
    flags = [name for name in ("acting", "deputy", "former") if getattr(role, name)]
    unit = f", {role.organisation.text}" if role.organisation else ""
    speaks = f", {len(role.quotes)} quotes" if role.quotes else ""
    return f"{person}{unit}{' (' + ', '.join(flags) + ')' if flags else ''}{speaks}"
