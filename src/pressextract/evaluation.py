"""Precision, recall and F1 of records against annotated releases.

Gold is JSON in the form of the record: beside a release (``x.gold.json`` for ``x.md``) or one object with an ``id`` a line.
A mention matches when spans overlap, each gold mention once; its value counts when the interpretation is right as well.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pressextract.errors import ReadError

LAYERS = ("dates", "roles", "counts", "offences", "relations")
_GOLD = ".gold.json"
_FREE_KINDS = frozenset({"age", "duration", "penalty"})  # annotated where they stand out, never required
Item = dict[str, Any]


class Score(NamedTuple):
    """Counts of one layer and language."""

    gold: int
    found: int
    spans: int
    values: int

    def f1(self, right: int) -> float:
        """F1 of so many right ones."""
        return 2 * right / (self.gold + self.found) if self.gold + self.found else 0.0

    @property
    def span_f1(self) -> float:
        """F1 by overlap alone."""
        return self.f1(self.spans)

    @property
    def value_f1(self) -> float:
        """F1 by overlap and interpretation."""
        return self.f1(self.values)


class Miss(NamedTuple):
    """A gold mention that was not found (``found`` is ``None``) or misread, or something found that is not gold."""

    id: str
    layer: str
    gold: Item | None
    found: Item | None


def load_annotated(path: Path) -> dict[str, Item]:
    """Gold or records by id, from a folder, a JSON file or JSON lines."""
    if path.is_dir():
        files = sorted(path.rglob(f"*{_GOLD}")) or sorted(path.rglob("*.json"))
        return {(entry.get("id") or file.name.removesuffix(_GOLD)): entry for file in files for entry in _entries(file)}
    return {str(entry.get("id")): entry for entry in _entries(path)}


def _entries(path: Path) -> Iterator[Item]:
    try:
        text = path.read_text("utf-8")
        if path.suffix == ".jsonl":
            yield from (json.loads(line) for line in text.splitlines() if line.strip())
            return
        data = json.loads(text)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ReadError(path, str(error)) from error
    yield from data if isinstance(data, list) else [data]


def evaluate(gold: dict[str, Item], records: dict[str, Item]) -> tuple[dict[tuple[str, str], Score], list[Miss]]:
    """Scores by (layer, language; ``all`` for both), and every miss."""
    tally: dict[tuple[str, str], Counter[str]] = {}
    misses: list[Miss] = []
    for id_, annotated in sorted(gold.items()):
        record = records.get(id_, {})
        language = record.get("language") or annotated.get("language") or "und"
        for layer in LAYERS:
            counts = _compare(id_, layer, annotated, record, misses)
            for key in ((layer, language), (layer, "all")):
                tally.setdefault(key, Counter()).update(counts)
    return {key: Score(c["gold"], c["found"], c["spans"], c["values"]) for key, c in sorted(tally.items())}, misses


def _compare(id_: str, layer: str, annotated: Item, record: Item, misses: list[Miss]) -> Counter[str]:
    wanted, optional = _split(_items(layer, annotated))
    found = [item for item in _items(layer, record) if not _unscored(layer, item)]
    same = _SAME[layer]
    pairs, free = _pair(wanted, found, same)
    counts: Counter[str] = Counter(gold=len(wanted))
    for item, hit in pairs:
        right = hit is not None and same(item, hit)
        counts.update(found=hit is not None, spans=hit is not None, values=right)
        if not right:
            misses.append(Miss(id_, layer, item, hit))
    for item in free:
        if not any(_overlap(other, item) for other in optional):
            counts["found"] += 1
            misses.append(Miss(id_, layer, None, item))
    return counts


def _pair(
    wanted: list[Item], found: list[Item], same: Callable[[Item, Item], bool]
) -> tuple[list[tuple[Item, Item | None]], list[Item]]:
    """Each wanted item with the found one that overlaps it, one of the same reading first; also what is left over."""
    free, pairs = list(found), []
    for item in wanted:
        near = [other for other in free if _overlap(item, other)]
        hit = next((other for other in near if same(item, other)), near[0] if near else None)
        if hit is not None:
            free.remove(hit)
        pairs.append((item, hit))
    return pairs, free


def matched_offences(gold: dict[str, Item], records: dict[str, Item]) -> Iterator[tuple[str, Item, Item]]:
    """Language, annotated and found offence of each pair that overlaps, whatever was read in it."""
    for id_, annotated in sorted(gold.items()):
        record = records.get(id_, {})
        wanted, _ = _split(_items("offences", annotated))
        for item, hit in _pair(wanted, list(_items("offences", record)), _same_offence)[0]:
            if hit is not None:
                yield record.get("language", "und"), item, hit


def _items(layer: str, document: Item) -> list[Item]:
    """The mentions of a layer; roles with their person, relations with the spans of both ends."""
    if layer == "roles":
        persons = document.get("persons", [])
        return [
            role | {"who": persons[role["person"]]} for role in document.get("roles", []) if isinstance(role.get("person"), int)
        ]
    if layer == "relations":
        counts, offences = document.get("counts", []), document.get("offences", [])
        return [
            {"start": c["start"], "end": c["end"], "count": c, "offence": o}
            for fact in document.get("facts", [])
            for c, o in [(counts[fact["count"]], offences[fact["offence"]])]
        ]
    items: list[Item] = document.get(layer, [])
    return items


def _split(items: Iterable[Item]) -> tuple[list[Item], list[Item]]:
    wanted = [item for item in items if not item.get("optional")]
    return wanted, [item for item in items if item.get("optional")]


def _unscored(layer: str, item: Item) -> bool:
    """What the guidelines leave open: frequencies, back-references, ages, lone articles, vague amounts."""
    if layer == "dates":
        wordy = not any(c.isdigit() for c in item.get("text", "1"))
        return item.get("kind") == "recurring" or (wordy and item.get("basis") == "context")
    if layer == "counts":
        return item.get("kind") in _FREE_KINDS or item.get("basis") == "article" or item.get("bound") == "vague"
    return False


def _overlap(a: Item, b: Item) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _same_date(gold: Item, found: Item) -> bool:
    a, b = gold.get("value"), found.get("value")
    if a == b:
        return True
    if not a or not b:
        return False
    # an hour and its first minute are one reading
    return "/" not in a + b and a[:13] == b[:13] and a[13:] in ("", ":00") and b[13:] in ("", ":00")


def _same_role(gold: Item, found: Item) -> bool:
    return _overlap(gold["who"], found["who"]) and all(
        bool(gold.get(f)) == bool(found.get(f)) for f in ("acting", "deputy", "former")
    )


def _same_count(gold: Item, found: Item) -> bool:
    if gold.get("value") is not None:
        return bool(gold["value"] == found.get("value"))
    return (gold.get("low"), gold.get("high")) == (found.get("low"), found.get("high"))


def _same_offence(gold: Item, found: Item) -> bool:
    return all(gold.get(key) == found.get(key) for key in ("offence", "stage")) and bool(gold.get("negated")) == found.get(
        "negated"
    )


def _same_relation(gold: Item, found: Item) -> bool:
    return _overlap(gold["offence"], found["offence"])


_SAME: dict[str, Callable[[Item, Item], bool]] = {
    "dates": _same_date,
    "roles": _same_role,
    "counts": _same_count,
    "offences": _same_offence,
    "relations": _same_relation,
}


def below_floors(scores: dict[tuple[str, str], Score], floors: dict[str, dict[str, float]]) -> list[str]:
    """What fell below its floor (value F1 by language and layer), in words."""
    short = []
    for language, layers in floors.items():
        for layer, floor in layers.items():
            score = scores.get((layer, language))
            reached = score.value_f1 if score else 0.0
            if reached < floor:
                short.append(f"{layer} ({language}): {reached:.3f} is below its floor of {floor:.3f}")
    return short
