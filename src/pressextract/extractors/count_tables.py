"""Counts of lists and simple tables, whose noun opens their line: "Rattfylleri droger: 13", "| Rån | 6 | 9 |"."""

from __future__ import annotations

from bisect import bisect_left

from pressextract.extractors.count_mentions import count_mention
from pressextract.extractors.fractions import Number
from pressextract.extractors.surroundings import Surroundings
from pressextract.types import CountMention, Unit

_MARKS = frozenset(":–-")
_CELLS = ("|", "\t")
_NO_CURRENCY = "none"


def read_list_line(number: Number, around: Surroundings) -> CountMention | None:
    """ "Rattfylleri droger: 13": the noun before the colon that ends the line's text."""
    tokens = around.tokens
    if number.basis != "digit" or number.first < 2 or tokens.words[number.first - 1] not in (":", "–", "-"):
        return None
    rest = tokens.lower[number.end : number.end + 40].split("\n", 1)[0].strip(" .;")
    line = tokens.lower.rfind("\n", 0, number.start) + 1
    if rest and rest[0] not in "(+-,":
        return None
    if number.start - line > 60:
        return None
    for first in range(number.first - 2, max(-1, number.first - 8), -1):
        if tokens.starts[first] < line:
            break
        term = around.offences.get(first) or around.units.get(first)
        if term is not None:
            return count_mention(
                number,
                around,
                rule="list-line",
                unit=Unit(term.start, term.end, term.entry.id if term.entry.layer == "unit" else None),
            )
    return None


def read_cell(number: Number, around: Surroundings) -> CountMention | None:
    """ "| Rån | 6 | 9 |", "Miljarder kronor | 40": a figure alone in its cell, counted by the first cell of its row."""
    text = around.tokens.text
    start, stop = text.rfind("\n", 0, number.start) + 1, text.find("\n", number.end)
    line = text[start : stop if stop >= 0 else len(text)]
    if number.basis != "digit" or not any(mark in line for mark in _CELLS):
        return None
    cell_end = min(
        (place for mark in _CELLS if (place := text.find(mark, number.end, start + len(line))) >= 0), default=start + len(line)
    )
    cell_start = max(text.rfind(mark, start, number.start) for mark in _CELLS)
    if cell_start < 0 or text[cell_start + 1 : number.start].strip() or text[number.end : cell_end].strip():
        return None
    label = line[: cell_start - start].lstrip(" |\t")
    return _labelled(number, (start, start + len(line) - len(line.lstrip(" |\t")) + len(label)), around)


def _labelled(number: Number, label: tuple[int, int], around: Surroundings) -> CountMention | None:
    """The count of a cell by the words of its row: an offence or a unit, or a currency with its scale."""
    tokens, grammar = around.tokens, around.grammar
    places = range(bisect_left(tokens.starts, label[0]), bisect_left(tokens.starts, label[1]))
    scale = 1
    for place in places:
        scale = grammar.scales.get(tokens.words[place], scale)
        for phrase, currency in grammar.currency.get(tokens.words[place], ()):
            if currency != _NO_CURRENCY and ":" not in currency and tuple(tokens.words[place : place + len(phrase)]) == phrase:
                return count_mention(_scaled(number, scale), around, kind="money", rule="cell", currency=currency)
    for place in places:
        term = around.offences.get(place) or around.units.get(place)
        if term is not None:
            unit = Unit(term.start, term.end, term.entry.id if term.entry.layer == "unit" else None)
            return count_mention(number, around, rule="cell", unit=unit)
    return None


def _scaled(number: Number, scale: int) -> Number:
    values = {name: round(value * scale) for name in ("low", "high", "value") if (value := getattr(number, name)) is not None}
    return number._replace(**values) if scale > 1 else number
