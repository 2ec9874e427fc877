"""Stated totals against their parts: what does not add up is told and never mended."""

from __future__ import annotations

from collections.abc import Iterator

from pressextract.types import CountMention, Notice, Tokens

_TELLING = frozenset({"subset", "total"})  # scopes without which there is no total and no part
_COUNTED = "count"
_FEWEST_PARTS = 2
_LONGEST_GAP = 3  # characters between a whole and the mark that its parts stand behind


def check_totals(counts: list[CountMention], tokens: Tokens) -> Iterator[Notice]:
    """A warning for each total whose list of parts has another sum: "tre personer, en man och en kvinna"."""
    if all(count.scope not in _TELLING for count in counts):
        return
    for index, whole in enumerate(counts):
        if whole.kind != _COUNTED or whole.bound != "exact" or whole.unit is None or whole.scope == "subset":
            continue
        parts = _parts_of(whole, counts[index + 1 :], tokens)
        total = sum(part.value for part in parts if part.value is not None)
        if len(parts) >= _FEWEST_PARTS and whole.value is not None and total != whole.value:
            message = f"the parts make {total:g}, the total says {whole.value:g}"
            yield Notice("total-differs", message, whole.start, parts[-1].end)


def _parts_of(whole: CountMention, following: list[CountMention], tokens: Tokens) -> list[CountMention]:
    """The parts in apposition, or the counts of the list behind a colon."""
    end = max(whole.end, whole.unit.end if whole.unit is not None else 0)
    parts = []
    for count in following:
        if count.scope != "subset" or count.rule in ("subset", "elided") or "\n" in tokens.text[end : count.start]:
            break
        if count.kind == _COUNTED and count.unit is not None:
            parts.append(count)
    if parts:
        return parts
    colon = tokens.text.find(":", end, end + _LONGEST_GAP)
    if colon < 0 or whole.scope != "total":
        return []
    stop = next((place for place in tokens.breaks if place > colon + 2), len(tokens.text))
    listed = [c for c in following if c.start < stop and c.kind == _COUNTED and c.bound == "exact"]
    return listed if all(c.scope is None for c in listed) else []
