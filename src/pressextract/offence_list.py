"""``pressextract offences``: the offence types as a list that can be searched."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from pressextract import taxonomy
from pressextract.data import available_languages, load_table
from pressextract.taxonomy import OffenceType


def offences_command(search: str | None, *, as_json: bool) -> int:
    """The types on standard output, a line each; 1 where nothing matches."""
    found = list(find_types(search or ""))
    for offence in found:
        click.echo(json.dumps(offence._asdict(), ensure_ascii=False) if as_json else _line(offence))
    if not found:
        click.echo(f"no offence type holds {search!r}", err=True)
    return 0 if found else 1


def find_types(words: str) -> Iterator[OffenceType]:
    """Types whose id, labels, former names, statute or forms hold the words, whatever their case.

    >>> [offence.id for offence in find_types("köp av sexuell tjänst")]
    ['purchase-of-sexual-act']
    """
    wanted = words.casefold()
    forms = [load_table(code, "offences")["forms"] for code in available_languages()]
    for offence in taxonomy.offence_types().values():
        named = (offence.id, *offence.label.values(), *offence.former, *offence.statute, *offence.foreign)
        spoken = (form for table in forms for form in table.get(offence.id, ()))
        if any(wanted in name.casefold() for name in (*named, *spoken)):
            yield offence


def _line(offence: OffenceType) -> str:
    labels = [offence.label.get(code, "-") for code in sorted(available_languages(), reverse=True)]
    former = f"formerly {', '.join(offence.former)}" if offence.former else ""
    marks = ("event" if offence.event else "") or ("" if offence.verified else "?")
    return "\t".join([offence.id, *labels, ", ".join(offence.statute) or "-", offence.iccs or "-", marks, former]).rstrip("\t")
