"""Reading the case tables of ``tests/cases``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

LANGUAGES = ("sv", "en")
CASES = Path(__file__).parent / "cases"
_MARKED = re.compile(r"\[([^\[\]]+?) -> ([^\[\]]*)\]")


class Case(NamedTuple):
    """A text with what must be found in it: (start, end, expected) by offsets of the plain text."""

    published: str | None
    text: str
    expected: list[tuple[int, int, str]]


def cases(name: str) -> list[object]:
    """The parameters of one table; known failures are strict xfails."""
    found = []
    for number, line in enumerate((CASES / name).read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        known = line.startswith("!")
        marks = [pytest.mark.xfail(strict=True)] if known else []
        published, _, marked = line.lstrip("! ").partition(" | ")
        found.append(pytest.param(_case(published, marked), id=f"{name}:{number}", marks=marks))
    return found


def tables(layer: str) -> list[object]:
    """The parameters of a layer's table in every language, each with the language behind it."""
    return [pytest.param(*p.values, code, id=p.id, marks=p.marks) for code in LANGUAGES for p in cases(f"{layer}.{code}.txt")]  # type: ignore[attr-defined]


def _case(published: str, marked: str) -> Case:
    text, expected, last = "", [], 0
    marked = marked.replace("⏎", "\n")
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        expected.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        last = match.end()
    return Case(None if published == "-" else published, text + marked[last:], expected)
