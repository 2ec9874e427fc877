"""The date patterns of a language, compiled from ``dates.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pressextract.data import Table, load_table
from pressextract.languages.templates import SPACE, Templates, any_of

_VALUE_TABLES = ("months", "weekdays", "parts", "seasons", "ordinals")
_FIELDS = {"months": "month_word", "weekdays": "weekday_word", "parts": "part_word", "seasons": "season_word", "ordinals": "ordinal_word"}


class DatePattern(NamedTuple):
    """One named pattern; ``regex`` is matched at a word that can begin it, on the lower-cased text."""

    name: str
    regex: re.Pattern[str]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """Compiled tables: words to values, phrases to fields, and which patterns a word can begin."""

    values: dict[str, dict[str, Any]]
    phrases: dict[str, Table]
    contextual: dict[str, Table]
    numbers: dict[str, int]
    units: dict[str, str]
    patterns: list[DatePattern]
    by_word: dict[str, tuple[DatePattern, ...]]
    by_digit: tuple[DatePattern, ...]
    before: dict[str, re.Pattern[str]]
    between: dict[str, re.Pattern[str]]
    sets: dict[str, frozenset[str]]
    options: Table = field(default_factory=dict)


def _invert(table: dict[str, list[str]], convert: type = str) -> dict[str, Any]:
    return {word: convert(value) for value, words in table.items() for word in words}


def _value_tables(data: Table) -> dict[str, dict[str, Any]]:
    numeric = {"months", "weekdays", "ordinals"}
    return {name: _invert(data[name], int if name in numeric else str) for name in _VALUE_TABLES}


def _derived_tables(data: Table) -> dict[str, list[str]]:
    """Tables that follow from others: full weekday names, weekday and part in one word."""
    tables: dict[str, list[str]] = {name: list(words) for name, words in data["tables"].items()}
    weekdays = [w for words in data["weekdays"].values() for w in words]
    tables["weekdays_long"] = [w for w in weekdays if len(w) > len(min(weekdays, key=len)) + 1]
    link = data.get("compounds", {}).get("weekday_part")
    if link is not None:
        parts = [w for words in data["parts"].values() for w in words]
        tables["weekday_parts"] = [d + link + p for d in tables["weekdays_bare"] for p in parts]
    return tables


def _templates(file: str, data: Table, values: dict[str, dict[str, Any]], tables: dict[str, list[str]]) -> Templates:
    captured = {name: (_FIELDS[name], list(words)) for name, words in values.items()}
    for name, words in tables.items():
        stem = name.split("_")[0]
        if "_" in name and stem in _FIELDS:
            captured[name] = (_FIELDS[stem], words)
    plain = {
        **tables,
        "numbers": [w for words in data["numbers"].values() for w in words],
        "units": [w for words in data["units"].values() for w in words],
        "deictic": list(data["deictic"]),
        "contextual": list(data["contextual"]),
        "recurring": data["recurring"]["phrases"],
        "times": list(data["times"]),
    }
    return Templates(file, plain, captured, data["macros"])


def _starters(data: Table, values: dict[str, dict[str, Any]], tables: dict[str, list[str]], name: str) -> set[str]:
    pools: dict[str, Any] = {
        **values,
        **tables,
        "numbers": [w for words in data["numbers"].values() for w in words],
        "deictic": data["deictic"],
        "contextual": data["contextual"],
        "recurring": data["recurring"]["phrases"],
        "times": data["times"],
    }
    return {phrase.split(" ")[0].rstrip(".") for phrase in pools[name]}


def _with_full_stop(by_word: dict[str, tuple[DatePattern, ...]]) -> dict[str, tuple[DatePattern, ...]]:
    """Abbreviations are tokens with their full stop: "nov." begins what "nov" begins."""
    return by_word | {f"{word}.": found for word, found in by_word.items()}


def _before(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words).replace(' ', SPACE)}{SPACE}$")


def _between(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"{SPACE}?{any_of(words).replace(' ', SPACE)}{SPACE}?$")


def compile_dates(code: str) -> DateGrammar:
    """The grammar of one language; LanguageDataError names a pattern that cannot be compiled."""
    file = f"{code}/dates.toml"
    data = load_table(code, "dates")
    values, tables = _value_tables(data), _derived_tables(data)
    templates = _templates(file, data, values, tables)
    patterns, by_word, by_digit = [], {}, []
    for entry in data["pattern"]:
        regex = templates.compile(entry["regex"], entry["name"])
        pattern = DatePattern(entry["name"], regex, tuple(entry["matches"]), tuple(entry["rejects"]))
        patterns.append(pattern)
        for start in entry["start"]:
            if start == "digit":
                by_digit.append(pattern)
                continue
            for word in _starters(data, values, tables, start):
                by_word.setdefault(word, []).append(pattern)
    return DateGrammar(
        values=values,
        phrases=data["deictic"],
        contextual=data["contextual"],
        numbers=_invert(data["numbers"], int),
        units=_invert(data["units"]),
        patterns=patterns,
        by_word=_with_full_stop({word: tuple(dict.fromkeys(found)) for word, found in by_word.items()}),
        by_digit=tuple(by_digit),
        before={
            "since": _before(data["open"]["since"]),
            "until": _before(data["open"]["until"]),
            "between": _before(data["range"]["between"]),
            "approximate": _before(data["approximate"]["words"]),
            "names": _before(data["names"]["words"]),
            **{f"mod_{mod}": _before(words) for mod, words in data["mods"].items()},
        },
        between={
            "through": _between(data["range"]["through"]),
            "and": _between(data["range"]["and"]),
            "join": re.compile(f"(?:{'|'.join(re.escape(j).replace(chr(92) + ' ', SPACE) for j in data['joiners']['words'])})$"),
        },
        sets={
            "reject_before": frozenset(data["reject"]["before"]),
            "reject_after": frozenset(data["reject"]["after"]),
            "clock_cues": frozenset(data["clock_cues"]["words"]),
            "and": frozenset(data["list"]["and"]),
            "singular_units": frozenset(data["singular_units"]["words"]),
            "future": frozenset(data["direction"]["future"]),
            "past": frozenset(data["direction"]["past"]),
            "ambiguous": frozenset(data.get("ambiguous", {}).get("words", ())),
            "ambiguous_cues": frozenset(data.get("ambiguous", {}).get("before", ())),
        },
        options=data["options"] | {"times": data["times"]},
    )
