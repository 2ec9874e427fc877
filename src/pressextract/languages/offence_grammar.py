"""How a language names offences around the words of its list, compiled from ``offence_grammar.toml`` and ``cues.toml``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pressextract.data import Table, load_table
from pressextract.languages.statute_grammar import StatuteGrammar, compile_statutes

Split = Callable[[str], list[str]]
Filed = dict[str, list[tuple[tuple[str, ...], Table]]]


@dataclass(frozen=True, slots=True)
class OffenceGrammar:
    """Modifiers by their last word (before a name) or first word (behind it), coordination, topics and charge words."""

    before: Filed
    after: Filed
    joiners: frozenset[str]
    heads: tuple[str, ...]
    alternatives: frozenset[str]
    generic_prepositions: frozenset[str]
    generic_nouns: frozenset[str]
    topic_verbs: frozenset[str]
    against: frozenset[str]
    anybody: frozenset[str]
    ones: frozenset[str]
    topic_phrases: dict[str, list[tuple[str, ...]]]
    suffered_phrases: dict[str, list[tuple[str, ...]]]
    charged_phrases: dict[str, list[tuple[str, ...]]]
    behind: frozenset[str]
    rules_behind: frozenset[str]
    phenomena: frozenset[str]
    cases: frozenset[str]
    specific: frozenset[str]
    copulas: frozenset[str]
    no_definition: frozenset[str]
    charge: frozenset[str]
    acronyms: frozenset[str]
    name_heads: frozenset[str]
    name_tails: frozenset[str]
    name_inside: frozenset[str]
    body_nouns: frozenset[str]
    firm_bodies: frozenset[tuple[str, ...]]
    bodies_against: frozenset[str]
    law_links: frozenset[str]
    statutes: StatuteGrammar
    alternative_inside: frozenset[str]
    list_verbs: frozenset[str]
    verbs: frozenset[str]
    verb_marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class CueGrammar:
    """Words of the clause: status, negation, and what a fact may be drawn over."""

    status: dict[str, str]
    telling: frozenset[str]
    telling_behind: frozenset[str]
    status_phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    near_status: dict[str, str]
    conditions: frozenset[str]
    formerly: frozenset[str]
    persons: frozenset[str]
    stops_behind: frozenset[str]
    takes_object: frozenset[str]
    requests: frozenset[str]
    grounds: dict[str, list[tuple[tuple[str, ...], str]]]
    relabelling: dict[str, list[tuple[str, ...]]]
    negation_last: dict[str, list[tuple[str, ...]]]
    over: frozenset[str]
    indefinites: frozenset[str]
    denials: frozenset[str]
    breaks: frozenset[str]
    fact_links: frozenset[str]
    fact_list: frozenset[str]
    fact_stop: frozenset[str]
    fact_definite: frozenset[str]
    distributes: frozenset[str]
    conspiracies: frozenset[str]
    occasions: frozenset[str]
    reverse: frozenset[str]


def _filed(table: Table, place: int, split: Split) -> Filed:
    filed: Filed = {}
    for phrase, fields in table.items():
        words = tuple(split(phrase))
        filed.setdefault(words[place], []).append((words, fields))
    for found in filed.values():
        found.sort(key=lambda item: -len(item[0]))
    return filed


def compile_offences(code: str, split: Split) -> OffenceGrammar:
    """The offence grammar of one language; ``split`` cuts a phrase into tokens as the texts are cut."""
    data = load_table(code, "offence_grammar")
    return OffenceGrammar(
        before=_filed(data["before"], -1, split),
        after=_filed(data["after"], 0, split),
        joiners=frozenset(data["coordination"]["words"]),
        heads=tuple(sorted(data["coordination"]["heads"], key=len, reverse=True)),
        alternatives=frozenset(data["alternatives"]["firm"]),
        generic_prepositions=frozenset(data["generic"]["before"]),
        generic_nouns=frozenset(data["generic"]["after_nouns"]),
        against=frozenset(data["generic"]["against"]),
        anybody=frozenset(data["generic"]["anybody"]),
        ones=frozenset(data["generic"]["ones"]),
        topic_phrases=_phrases_by_last(data["generic"]["phrases"], split),
        suffered_phrases=_phrases_by_last(data["generic"]["suffered"], split),
        charged_phrases=_phrases_by_last(data["generic"]["never"], split),
        behind=frozenset(data["generic"]["behind"]),
        cases=frozenset(data["generic"]["cases"]),
        phenomena=frozenset(data["generic"]["phenomena"]),
        rules_behind=frozenset(data["generic"]["next"]),
        topic_verbs=frozenset(data["generic"]["verbs"]),
        specific=frozenset(data["generic"]["specific"]),
        copulas=frozenset(data["generic"]["copulas"]),
        no_definition=frozenset(data["generic"]["no_definition"]),
        charge=frozenset(data["charge"]["words"]),
        acronyms=frozenset(data["names"]["acronyms"]),
        name_heads=frozenset(data["names"]["heads"]),
        name_tails=frozenset(data["names"]["tails"]),
        name_inside=frozenset(data["names"]["inside"]),
        law_links=frozenset(data["laws"]["links"]),
        statutes=compile_statutes(data["statutes"]),
        alternative_inside=frozenset(data["alternatives"]["inside"]),
        list_verbs=frozenset(data["coordination"]["verbs"]),
        bodies_against=frozenset(data["names"]["bodies_against"]),
        body_nouns=frozenset(data["names"]["bodies"]),
        firm_bodies=frozenset(tuple(split(name)) for name in data["names"]["firm_bodies"]),
        verbs=frozenset(data["verbs"]["words"]),
        verb_marks=frozenset(data["verbs"]["after"]),
    )


def _by_last(table: dict[str, list[str]], split: Split) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases with what they say, filed by their last word, longest first."""
    filed: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for value, phrases in table.items():
        for phrase in phrases:
            words = tuple(split(phrase))
            filed.setdefault(words[-1], []).append((words, value))
    for found in filed.values():
        found.sort(key=lambda item: -len(item[0]))
    return filed


def _phrases_by_last(phrases: list[str], split: Split) -> dict[str, list[tuple[str, ...]]]:
    """Phrases filed by their last word, longest first."""
    filed: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(split(phrase)) for phrase in phrases), key=len, reverse=True):
        filed.setdefault(words[-1], []).append(words)
    return filed


def _by_word(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: value for value, words in table.items() for word in words}


def compile_cues(code: str, split: Split) -> CueGrammar:
    """The clause cues of one language."""
    data = load_table(code, "cues")

    status, near_status = _by_word(data["status"]), _by_word(data["near_status"])
    phrases = _by_last(data["status_phrases"], split)
    return CueGrammar(
        status=status,
        telling_behind=frozenset([*status, *phrases]),
        telling=frozenset([*status, *near_status, *phrases]),
        near_status=near_status,
        conditions=frozenset(data["clause"]["conditions"]),
        formerly=frozenset(data["clause"]["formerly"]),
        persons=frozenset(data["clause"]["persons"]),
        takes_object=frozenset(data["clause"]["takes_object"]),
        requests=frozenset(data["clause"]["requests"]),
        stops_behind=frozenset(data["clause"]["stops_behind"]),
        grounds=_by_last(data["grounds"], split),
        status_phrases=phrases,
        relabelling=_phrases_by_last(data["reclassified"]["to"], split),
        negation_last=_phrases_by_last(data["negation"]["phrases"], split),
        over=frozenset(data["negation"]["over"]),
        indefinites=frozenset(data["negation"]["indefinites"]),
        denials=frozenset(data["negation"]["denials"]),
        breaks=frozenset(data["clause"]["breaks"]),
        fact_links=frozenset(data["facts"]["links"]),
        fact_list=frozenset(data["facts"]["list"]),
        fact_definite=frozenset(data["facts"]["definite"]),
        fact_stop=frozenset(data["facts"]["stop"]),
        distributes=frozenset(data["facts"]["distributes"]),
        occasions=frozenset(data["facts"]["occasions"]),
        conspiracies=frozenset(data["facts"]["conspiracies"]),
        reverse=frozenset(data["facts"]["reverse"]),
    )
