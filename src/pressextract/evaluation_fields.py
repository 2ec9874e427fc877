"""How often the fields of matched offences are right: degree, stage, participation, negated, generic, status.

Gold says them as the record does, or as a list of ``modifiers`` (attempt, aggravated, complicity ...).
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from pressextract.evaluation import matched_offences

FIELDS = ("degree", "stage", "participation", "negated", "generic", "status")
_MODIFIERS: dict[str, dict[str, str | None]] = {
    "degree": {"aggravated": "gross", "especially_aggravated": "exceptionally_gross", "minor": "minor"},
    "stage": {"attempt": "attempt", "preparation": "preparation", "conspiracy": "conspiracy"},
    "participation": {"complicity": "aiding"},
}
_UNMARKED = {"degree": None, "stage": "completed", "participation": "principal"}
_NO_DEGREE = frozenset({None, "ordinary"})  # a degree that no word states is the ordinary one
Item = dict[str, Any]


def field_accuracy(gold: dict[str, Item], records: dict[str, Item]) -> dict[tuple[str, str], tuple[int, int]]:
    """Right and compared by (field, language; ``all`` for both), over the offences that match by overlap."""
    right: Counter[tuple[str, str]] = Counter()
    compared: Counter[tuple[str, str]] = Counter()
    for language, wanted, found in matched_offences(gold, records):
        for field in FIELDS:
            if field not in wanted and not (field in _MODIFIERS and "modifiers" in wanted):
                continue
            for key in ((field, language), (field, "all")):
                compared[key] += 1
                right[key] += _same(field, _said(field, wanted), found.get(field))
    return {key: (right[key], compared[key]) for key in sorted(compared)}


def _said(field: str, wanted: Item) -> Any:
    if field in wanted:
        return wanted[field]
    values = (_MODIFIERS[field].get(modifier) for modifier in wanted["modifiers"])
    return next((value for value in values if value is not None), _UNMARKED[field])


def _same(field: str, wanted: Any, found: Any) -> bool:
    if field == "degree" and wanted in _NO_DEGREE:
        return found in _NO_DEGREE
    return bool(wanted == found)
