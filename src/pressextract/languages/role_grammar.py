"""Titles, names and speech of a language, compiled from ``roles_grammar.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pressextract import taxonomy
from pressextract.data import load_table

Split = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class RoleGrammar:
    """Modifiers of titles by their last word, words that tie titles, names, organisations and speech together."""

    modifiers: dict[str, list[tuple[tuple[str, ...], str]]]
    plain_endings: tuple[str, ...]
    prepositions: frozenset[str]
    place_prepositions: frozenset[str]
    skipped: frozenset[str]
    genitive: str
    genitives: frozenset[str]
    inside: frozenset[str]
    field: frozenset[str]
    fields_in_capitals: bool
    org_heads: tuple[str, ...]
    behind: frozenset[str]
    behind_ends: tuple[str, ...]
    past: tuple[str, ...]
    since: frozenset[str]
    copulas: frozenset[str]
    pronoun_copulas: frozenset[str]
    joiners: frozenset[str]
    honorifics: frozenset[str]
    heads: frozenset[str]
    then: frozenset[str]
    plural: tuple[str, ...]
    acronyms: frozenset[str]
    verbs: frozenset[str]
    continues: frozenset[str]
    announcing: frozenset[str]
    indirect: tuple[tuple[str, ...], ...]
    that: frozenset[str]
    titling: frozenset[str]
    pronouns: frozenset[str]
    accused: dict[str, list[tuple[str, ...]]]
    accusing: frozenset[str]
    singular: frozenset[str]
    beside_accused: frozenset[str]
    persons: frozenset[str]
    definite_endings: tuple[str, ...]
    definite_articles: frozenset[str]
    given: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    place_openings: frozenset[str]
    also_surnames: frozenset[str]
    chairs: frozenset[str]
    law_words: frozenset[str]
    suffixes: frozenset[str]
    speech: re.Pattern[str]

    def without_genitive(self, word: str) -> str:
        """A word without a genitive that an apostrophe marks: "pell's" is "pell"; the -s of a Swedish name may be its own."""
        return word.removesuffix(self.genitive) if len(self.genitive) > 1 else word


def _by_first_word(phrases: list[str], split: Split) -> dict[str, list[tuple[str, ...]]]:
    filed: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(split(phrase))
        filed.setdefault(words[0], []).append(words)
    return filed


def compile_roles(code: str, split: Split) -> RoleGrammar:
    """The role grammar of one language."""
    data = load_table(code, "roles_grammar")
    modifiers: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for flag, phrases in data["modifiers"].items():
        if flag == "plain_endings":
            continue
        for phrase in phrases:
            words = tuple(split(phrase))
            modifiers.setdefault(words[-1], []).append((words, flag))
    for found in modifiers.values():
        found.sort(key=lambda item: -len(item[0]))
    organisation, speech, names = data["organisation"], data["speech"], data["names"]
    verbs = "|".join(sorted(map(re.escape, speech["verbs"]), key=len, reverse=True))
    return RoleGrammar(
        modifiers=modifiers,
        plain_endings=tuple(data["modifiers"]["plain_endings"]),
        prepositions=frozenset(organisation["prepositions"]),
        place_prepositions=frozenset(organisation["places"]),
        skipped=frozenset(organisation["skip"]),
        genitive=organisation["genitive"],
        genitives=frozenset(organisation["genitives"]),
        inside=frozenset(organisation["inside"]),
        field=frozenset(organisation["field"]),
        fields_in_capitals=organisation["fields_in_capitals"],
        org_heads=tuple(organisation["heads"]),
        behind=frozenset(data["between"]["behind"]),
        behind_ends=tuple(data["between"]["behind_ends"]),
        past=tuple(data["between"]["past"]),
        since=frozenset(data["between"]["since"]),
        copulas=frozenset(data["between"]["copulas"]),
        pronoun_copulas=frozenset(data["between"]["pronoun_copulas"]),
        joiners=frozenset(data["between"]["joiners"]),
        honorifics=frozenset(data["between"]["honorifics"]),
        heads=frozenset(data["titles"]["heads"]),
        then=frozenset(data["between"]["then"]),
        plural=tuple(data["titles"]["plural"]),
        acronyms=frozenset(data["titles"]["acronyms"]),
        verbs=frozenset(speech["verbs"]),
        continues=frozenset(speech["continues"]),
        announcing=frozenset(speech["announcing"]),
        indirect=tuple(tuple(split(phrase)) for phrase in speech["indirect"]),
        that=frozenset(speech["that"]),
        titling=frozenset(speech["titling"]),
        pronouns=frozenset(speech["pronouns"]),
        accused=_by_first_word(data["person"]["accused"], split),
        singular=frozenset(data["person"]["singular"]),
        accusing=frozenset(data["person"]["accusing"]),
        beside_accused=frozenset(data["person"]["beside_accused"]),
        persons=frozenset(data["person"]["nouns"]),
        definite_endings=tuple(data["person"]["definite_endings"]),
        definite_articles=frozenset(data["person"]["definite_articles"]),
        given=taxonomy.given_names() | frozenset(names["given"]),
        particles=frozenset(names["particles"]),
        not_names=frozenset(names["not_names"]),
        place_openings=frozenset(names["place_openings"]),
        also_surnames=frozenset(names["also_surnames"]),
        chairs=frozenset(names["chairs"]),
        law_words=frozenset(names["law_words"]),
        suffixes=frozenset(names["suffixes"]),
        speech=re.compile(rf"(?<!\w)(?:{verbs})(?!\w)"),
    )
