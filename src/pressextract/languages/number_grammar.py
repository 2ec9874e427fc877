"""The number words and marks of a language, compiled from ``numbers.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from pressextract.data import Table, load_table

Number = int | float
_SUM = 1_000_000  # a scale from here on is mostly one of money
Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


class AgeGrammar(NamedTuple):
    """What makes a number an age: its tail, a tail shared with the next number, or a word before it."""

    after: re.Pattern[str]
    shared: re.Pattern[str]
    before: Phrases
    cues: Phrases
    units: frozenset[str]
    also_time: frozenset[str]
    holders: frozenset[str]
    suffixes: tuple[str, ...]
    circles: tuple[str, ...]
    other: tuple[str, ...]
    decade_tail: str
    decade_before: frozenset[str]
    bridge: tuple[str, ...]
    nouns: tuple[str, ...]
    levels: frozenset[str]
    lasting: tuple[str, ...]
    lasting_heads: tuple[str, ...]
    neuter: tuple[str, ...]
    lasted: frozenset[str]


class FractionGrammar(NamedTuple):
    """Words that halve what follows, that stand for a half, that add one, and the parts by their denominator."""

    half: frozenset[str]
    share: tuple[tuple[str, ...], ...]
    added: tuple[tuple[str, ...], ...]
    parts: dict[str, int]
    units: frozenset[str]
    joined: frozenset[str]
    times: frozenset[str]


class OrdinalGrammar(NamedTuple):
    """Ordinal words to values, and what makes a figure one."""

    words: dict[str, int]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberGrammar:
    """Words to values, phrases by their first or last word, and the sets that classify what stands around a number."""

    words: dict[str, int]
    multipliers: dict[str, int]
    scales: dict[str, int]
    sums: frozenset[str]
    figure: re.Pattern[str]
    decimal: str
    joined: bool
    contracted: frozenset[str]
    openings: tuple[str, ...]
    and_words: frozenset[str]
    articles: frozenset[str]
    ones: frozenset[str]
    always: frozenset[str]
    after_one: frozenset[str]
    and_also: frozenset[str]
    counts_before: frozenset[str]
    fractions: FractionGrammar
    ordinals: OrdinalGrammar
    ambiguous: frozenset[str]
    tens: Table
    tens_suffixes: tuple[str, ...]
    vague: dict[str, list[tuple[tuple[str, ...], Table]]]
    bounds: Phrases
    bounds_after: Phrases
    also_during: frozenset[str]
    range_words: frozenset[str]
    range_to: frozenset[str]
    between: frozenset[str]
    sharing: frozenset[str]
    joining: frozenset[str]
    shares: frozenset[str]
    currency: Phrases
    currency_before: Phrases
    percent: frozenset[str]
    rate: re.Pattern[str]
    age: AgeGrammar
    durations: frozenset[str]
    penalties: frozenset[str]
    penalty: frozenset[str]
    penalty_takes: frozenset[str]
    reject_before: frozenset[str]
    reject_after: frozenset[str]
    stop: frozenset[str]
    never_nouns: tuple[str, ...]
    plain_nouns: tuple[str, ...]
    plural_endings: tuple[str, ...]
    definite_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    plurals: frozenset[str]
    adjective_joiners: frozenset[str]
    paired_adjectives: frozenset[str]
    plain_adjectives: tuple[str, ...]
    quantifiers: frozenset[str]
    level_nouns: tuple[tuple[str, ...], ...]
    level_verbs: Phrases
    elision: frozenset[str]
    elision_beside: frozenset[str]
    more_or_fewer: frozenset[str]
    comparison: Phrases
    further: frozenset[str]
    than: tuple[str, ...]
    figures: frozenset[str]
    compound_units: Mapping[str, str]
    compound_times: tuple[str, ...]
    subset_after: frozenset[str]
    subset_phrases: frozenset[str]
    determiners: frozenset[str]
    scope: dict[str, frozenset[str]]
    attributes: frozenset[str]
    results: frozenset[str]
    result_openings: frozenset[str]
    counted_behind: frozenset[str]


def by_last_word(table: dict[str, list[str]]) -> Phrases:
    """Phrases filed under their last word, longest first: what stands before a number is read backwards."""
    return _filed(table, -1)


def by_first_word(table: dict[str, list[str]]) -> Phrases:
    """Phrases filed under their first word, longest first."""
    return _filed(table, 0)


def _filed(table: dict[str, list[str]], place: int) -> Phrases:
    filed: Phrases = {}
    for value, phrases in table.items():
        for phrase in phrases:
            words = tuple(phrase.split(" "))
            filed.setdefault(words[place], []).append((words, value))
    for found in filed.values():
        found.sort(key=lambda item: -len(item[0]))
    return filed


def _foreign_decimals(data: Table) -> list[str]:
    """Words behind which a figure with the other language's decimal mark is a decimal all the same: "2.5 miljoner"."""
    tables = (data["scales"], data["currency"], {"": data["percent"]["words"]}, {"": data["rate"]["words"]})
    return [word for table in tables for words in table.values() for word in words if len(word) > 1 or not word.isalpha()]


def _figure(group: list[str], decimal: str, behind: list[str]) -> re.Pattern[str]:
    """A figure in one dress: grouped by threes with one mark, or plain, with or without decimals."""
    marks = "".join(re.escape(mark) for mark in group)
    point = re.escape(decimal)
    other = re.escape("." if decimal == "," else ",")
    return re.compile(
        rf"\d{{1,3}}(?:([{marks}])\d{{3}}(?:\1\d{{3}})*)(?!\d)(?:{point}\d+)?"
        rf"|\d{{1,3}}(?:{point}\d{{3}}){{2,}}(?!\d)"
        rf"|\d{{1,3}}{other}\d{{3}}(?!\d)"
        rf"|\d+{other}\d{{1,2}}(?= ?(?:{_either(behind)})(?!\w))"
        rf"|\d+(?:{point}\d+)?"
    )


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _age(data: Table) -> AgeGrammar:
    after = rf"(?:{_either(data['after'])})(?!\w)".replace(r"\ ", r"\s")
    return AgeGrammar(
        re.compile(after),
        re.compile(rf"(?:{_either(data['shared'])})\s?\d+{after}".replace(r"\ ", r"\s")),
        by_last_word({"age": data["before"]}),
        by_last_word({"age": data["cues"]}),
        frozenset(data["units"]),
        frozenset(data["also_time"]),
        frozenset(data["holders"]),
        tuple(data["suffixes"]),
        tuple(data["circles"]),
        tuple(data["other"]),
        data["decade_tail"],
        frozenset(data["decade_before"]),
        tuple(data["bridge"].split()),
        tuple(data["nouns"]),
        frozenset(data["levels"]),
        tuple(data["lasting"]),
        tuple(data["lasting_heads"]),
        tuple(data["neuter"]),
        frozenset(data["lasted"]),
    )


def _inverted(table: dict[str, list[str]]) -> dict[str, int]:
    return {word: int(value) for value, words in table.items() for word in words}


def _after_one(data: Table) -> frozenset[str]:
    """Words behind which an article is a number: scales, parts, and those that leave its noun out."""
    tables = (_inverted(data["multipliers"]), _inverted(data["scales"]), _inverted(data["fractions"]["parts"]))
    lists = (data["elision"]["after"], data["elision"]["beside"], data["subset"]["after"], data["fractions"]["half"])
    return frozenset(word for words in (*tables, *lists) for word in words)


def _fractions(data: Table) -> FractionGrammar:
    def phrases(name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(phrase.split()) for phrase in data[name])

    return FractionGrammar(
        frozenset(data["half"]),
        phrases("share"),
        phrases("added"),
        _inverted(data["parts"]),
        frozenset(data["units"]),
        frozenset(data["joined"]),
        frozenset(data["times"]),
    )


def _vague(table: dict[str, Any]) -> dict[str, list[tuple[tuple[str, ...], Table]]]:
    filed: dict[str, list[tuple[tuple[str, ...], Table]]] = {}
    for phrase, value in table.items():
        words = tuple(phrase.split(" "))
        filed.setdefault(words[0], []).append((words, value))
    for found in filed.values():
        found.sort(key=lambda item: -len(item[0]))
    return filed


def compile_numbers(code: str) -> NumberGrammar:
    """The number grammar of one language."""
    data = load_table(code, "numbers")
    options = data["options"]
    return NumberGrammar(
        words=_inverted(data["words"]),
        multipliers=_inverted(data["multipliers"]),
        scales=_inverted(data["scales"]),
        sums=frozenset(word for word, value in _inverted(data["scales"]).items() if value >= _SUM),
        figure=_figure(options["group"], options["decimal"], _foreign_decimals(data)),
        decimal=options["decimal"],
        joined=options["joined"],
        contracted=frozenset(options["contracted"]),
        openings=tuple({*_inverted(data["words"]), *_inverted(data["multipliers"])}),
        and_words=frozenset(options["and"]),
        articles=frozenset(data["articles"]["words"]),
        ones=frozenset(data["articles"]["penal"]),
        always=frozenset(data["articles"]["always"]),
        after_one=_after_one(data),
        and_also=frozenset(phrase.split()[0] for phrase in data["fractions"]["added"]),
        counts_before=frozenset(data["articles"]["counts_before"]),
        fractions=_fractions(data["fractions"]),
        ordinals=OrdinalGrammar(_inverted(data["ordinals"]["words"]), tuple(data["ordinals"]["marks"])),
        ambiguous=frozenset(data["ambiguous"]["words"]),
        tens=data["tens"],
        tens_suffixes=tuple(data["tens"]["suffixes"]),
        vague=_vague(data["vague"]),
        bounds=by_last_word(data["bounds"]),
        bounds_after=by_first_word(data["bounds_after"]),
        also_during=frozenset(data["range"]["also_during"]),
        range_words=frozenset(data["range"]["words"]),
        range_to=frozenset(data["range"]["to"]),
        between=frozenset(data["range"]["between"]),
        joining=frozenset(data["range"]["joining"]),
        sharing=frozenset(data["range"]["sharing"]),
        shares=frozenset(phrase.split()[0] for phrase in data["fractions"]["share"]),
        currency=by_first_word(data["currency"]),
        currency_before=by_last_word({code: words for code, words in data["currency"].items() if code != "none"}),
        percent=frozenset(data["percent"]["words"]),
        rate=re.compile(rf" ?(?:{_either(data['rate']['words'])})(?!\w)"),
        age=_age(data["age"]),
        durations=frozenset(data["duration"]["units"]),
        penalties=frozenset(data["penalty"]["units"]),
        penalty=frozenset(data["penalty"]["cues"]),
        penalty_takes=frozenset(data["penalty"]["takes"]),
        reject_before=frozenset(data["reject"]["before"]),
        reject_after=frozenset(data["reject"]["after"]),
        stop=frozenset(data["stop"]["words"]),
        never_nouns=tuple(data["nouns"]["never"]),
        plain_nouns=tuple(data["nouns"]["endings"]),
        plural_endings=tuple(data["nouns"]["plural_endings"]),
        definite_endings=tuple(data["nouns"]["definite_endings"]),
        participle_endings=tuple(data["nouns"]["participle_endings"]),
        plurals=frozenset(data["nouns"]["plurals"]),
        adjective_joiners=frozenset(data["nouns"]["joiners"]),
        paired_adjectives=frozenset(data["nouns"]["paired"]),
        plain_adjectives=tuple(data["nouns"]["adjectives"]),
        quantifiers=frozenset(data["quantifiers"]["words"]),
        level_nouns=tuple(tuple(phrase.split()) for phrase in data["level"]["nouns"]),
        level_verbs=by_last_word({kind: data["level"][kind] for kind in ("is", "reaches")}),
        elision=frozenset(data["elision"]["after"]),
        elision_beside=frozenset(data["elision"]["beside"]),
        more_or_fewer=frozenset(data["comparison"]["after"]),
        comparison=by_last_word({"compared": data["comparison"]["before"]}),
        further=frozenset(data["comparison"]["further"]),
        than=tuple(data["comparison"]["than"]),
        figures=frozenset(data["reject"]["figures"]),
        compound_times=tuple(data["compounds"]["time"]),
        compound_units=data["compounds"]["units"],
        subset_after=frozenset(data["subset"]["after"]),
        subset_phrases=frozenset(data["subset"]["phrases"]),
        determiners=frozenset(data["subset"]["determiners"]),
        results=frozenset(data["results"]["units"]),
        counted_behind=frozenset(data["results"]["bounds"]),
        result_openings=frozenset(data["results"]["openings"]),
        attributes=frozenset(data["nouns"]["attributes"]),
        scope={name: frozenset(words) for name, words in data["scope"].items()},
    )
