"""The date patterns of a language, compiled from ``dates.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pressextract.data import Table, load_table
from pressextract.languages.date_filing import BySecond, DatePattern, FigureStarts, Starts, file_by_figure, file_by_word
from pressextract.languages.templates import SPACE, Templates, any_of
from pressextract.types import NamedDay

_VALUE_TABLES = ("months", "weekdays", "parts", "seasons", "ordinals", "day_ordinals")
_FIELDS = {
    "months": "month_word",
    "weekdays": "weekday_word",
    "parts": "part_word",
    "seasons": "season_word",
    "ordinals": "ordinal_word",
    "day_ordinals": "day_word",
}


_NOWADAYS = ("phrases", "verbs", "before", "genitive", "nouns", "next", "acts")

Split = Callable[[str], list[str]]
Frames = dict[str, list[tuple[tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """Compiled tables: words to values, phrases to fields, and which patterns a word can begin."""

    values: dict[str, dict[str, Any]]
    phrases: dict[str, Table]
    contextual: dict[str, Table]
    holidays: dict[str, NamedDay]
    recurring: dict[str, str]
    numbers: dict[str, int]
    units: dict[str, str]
    patterns: list[DatePattern]
    by_word: dict[str, Starts]
    by_second: BySecond
    by_figure: dict[int, FigureStarts]
    frames: Frames
    between: dict[str, re.Pattern[str]]
    sets: dict[str, frozenset[str]]
    order_signs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    options: Table = field(default_factory=dict)
    readings: dict[Any, Any] = field(default_factory=dict)


def _invert(table: dict[str, list[str]], convert: type = str) -> dict[str, Any]:
    return {word: convert(value) for value, words in table.items() for word in words}


def _value_tables(data: Table) -> dict[str, dict[str, Any]]:
    numeric = {"months", "weekdays", "ordinals", "day_ordinals"}
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
    plain = {**tables, **_word_lists(data)}
    return Templates(file, plain, captured, data["macros"])


def _pools(data: Table, values: dict[str, dict[str, Any]], tables: dict[str, list[str]]) -> dict[str, list[str]]:
    """The phrases behind each name that ``start`` and ``next`` of a pattern may use."""
    return {**{name: list(words) for name, words in values.items()}, **tables, **_word_lists(data)}


def _word_lists(data: Table) -> dict[str, list[str]]:
    """The words of the tables that are no values of their own."""
    return {
        "numbers": [w for words in data["numbers"].values() for w in words],
        "units": [w for words in data["units"].values() for w in words],
        **{name: list(data[name]) for name in ("deictic", "contextual", "recurring", "times", "holidays")},
    }


def _frames(data: Table, split: Split) -> Frames:
    """Phrases before an expression under their last word, longest first, with what each is."""
    tables = {
        **{kind: data["open"][kind] for kind in ("since", "until", "deadline", "before", "after")},
        "between": data["range"]["between"],
        "approximate": data["approximate"]["words"],
        "approximate-date": data["approximate"]["dates"],
        "name": data["names"]["words"],
        "update": data["service"]["update"],
        **data["mods"],
    }
    frames: Frames = {}
    for kind, phrases in tables.items():
        for phrase in phrases:
            words = tuple(split(phrase))
            frames.setdefault(words[-1], []).append((words, kind))
    for found in frames.values():
        found.sort(key=lambda item: -len(item[0]))
    return frames


def _between(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"{SPACE}?{any_of(words).replace(' ', SPACE)}{SPACE}?$")


def compile_dates(code: str, split: Split) -> DateGrammar:
    """The grammar of one language; LanguageDataError names a pattern that cannot be compiled."""
    file = f"{code}/dates.toml"
    data = load_table(code, "dates")
    values, tables = _value_tables(data), _derived_tables(data)
    templates = _templates(file, data, values, tables)
    patterns = [
        DatePattern(e["name"], templates.compile(e["regex"], e["name"]), tuple(e["matches"]), tuple(e["rejects"]))
        for e in data["pattern"]
    ]
    pools = _pools(data, values, tables)
    by_word, by_second = file_by_word(data["pattern"], patterns, pools)
    return DateGrammar(
        values=values,
        phrases=data["deictic"],
        contextual=data["contextual"],
        holidays={phrase: NamedDay(**fields) for phrase, fields in data["holidays"].items()},
        recurring=data["recurring"],
        numbers=_invert(data["numbers"], int),
        units=_invert(data["units"]),
        patterns=patterns,
        by_word=by_word,
        by_second=by_second,
        by_figure=file_by_figure(data["pattern"], patterns, pools),
        frames=_frames(data, split),
        between=_gaps(data),
        sets=_word_sets(data),
        order_signs={order: tuple(signs) for order, signs in data.get("order_signs", {}).items()},
        options=_options(data),
    )


def _gaps(data: Table) -> dict[str, re.Pattern[str]]:
    """What may stand between two expressions that are one range, list or date; and what opens one from behind."""
    joiners = "|".join(re.escape(j).replace("\\ ", SPACE) for j in data["joiners"]["words"])
    return {
        "through": _between(data["range"]["through"]),
        "and": _between(data["range"]["and"]),
        "join": re.compile(f"(?:{joiners})$"),
        "onwards": re.compile(rf",?{SPACE}{any_of(data['open']['onwards']).replace(' ', SPACE)}(?!\\w)"),
        "service": re.compile(any_of(data["service"]["words"]).replace(" ", SPACE)),
    }


def _options(data: Table) -> Table:
    ends = {tense: tuple(words) for tense, words in data["direction"].get("verb_ends", {}).items()}
    options: Table = data["options"]
    nowadays = data["nowadays"]
    endings = {
        "day_events": tuple(nowadays["events"]),
        "past_ends": tuple(nowadays["past_ends"]),
        "supine_ends": tuple(nowadays["supine_ends"]),
    }
    return options | endings | {"times": data["times"], "spoken_minutes": _invert(data["spoken_minutes"], int), "verb_ends": ends}


def _word_sets(data: Table) -> dict[str, frozenset[str]]:
    """The tables that are asked only whether they hold a word."""
    direction, nowadays = data["direction"], data["nowadays"]
    return {
        "clock_cues": frozenset(data["clock_cues"]["words"]),
        "and": frozenset(data["list"]["and"]),
        "tight": frozenset(data["joiners"]["tight"]),
        "articles": frozenset(data["articles"]["words"]),
        "singular_units": frozenset(data["singular_units"]["words"]),
        **{tense: frozenset(direction[tense]) for tense in ("future", "past", "sure", "present")},
        "clock_words": frozenset(w.rstrip(".") for w in data["tables"]["clock"]) | frozenset(data["tables"]["clock"]),
        **{name: frozenset(data["reject"][name]) for name in ("laws", "law_links")},
        "perfect_helpers": frozenset(nowadays["helpers"]),
        "no_supines": frozenset(nowadays["no_supines"]),
        "year_words": frozenset(data["names"]["year_words"]),
        "range_words": frozenset(data["tables"]["range_words"]),
        "midnights": frozenset(word for word, time in data["times"].items() if time["hour"] == 0),
        "next": frozenset(data["tables"]["next"]),
        "auxiliaries": frozenset(direction.get("auxiliaries", ())),
        "copulas": frozenset(direction.get("copulas", ())),
        "hearsay": frozenset(direction.get("hearsay", ())),
        "no_verbs": frozenset(direction.get("no_verbs", ())),
        **{f"reject_{part}": frozenset(data["reject"][part]) for part in ("before", "after", "whole")},
        **{name: frozenset(data["reject"][name]) for name in ("fractions", "day_cues", "decade_cues", "duration_cues")},
        "name_months": frozenset(data["names"]["months"]),
        "weekday_names": frozenset(data["names"]["behind_weekdays"]),
        "full_months": frozenset(words[0] for words in data["months"].values()),
        **{f"nowadays_{name}": frozenset(nowadays.get(name, ())) for name in _NOWADAYS},
        "model_year": frozenset(data["model_year"]["before"]),
        "brands": frozenset(data["model_year"]["brands"]),
        "ambiguous": frozenset(data["ambiguous"]["words"]),
        "ambiguous_cues": frozenset(data["ambiguous"]["before"]),
    }
