"""Verbs of charges and their objects, compiled from ``offence_acts.toml``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pressextract.data import load_table
from pressextract.types import Entry

Objects = dict[str, list[tuple[str, ...]]]  # phrases by their first word, longest first


NOUN = "noun"  # the rule of an act that is told with a noun: "importation of"


class ActGrammar(NamedTuple):
    """Acts by verb in the order of the file, words that open an infinitive with their stage, and what marks verbs."""

    acts: dict[str, list[tuple[str, Objects]]]
    openings: dict[str, str]
    nouns: dict[str, str]
    of: frozenset[str]
    infinitive: frozenset[str]
    suffix: str
    before: frozenset[str]
    adverb: str
    finite: frozenset[str]

    def forms(self) -> Iterator[tuple[str, Entry]]:
        """The forms of all verbs as entries of the lexicon; the rule of a gerund is its suffix, that of a noun says so."""
        for verb in self.acts:
            yield verb, Entry("act", verb, "infinitive")
            for gerund in gerunds(verb, self.suffix):
                yield gerund, Entry("act", verb, self.suffix)
        for noun, verb in self.nouns.items():
            yield noun, Entry("act", verb, NOUN)


def gerunds(verb: str, suffix: str) -> list[str]:
    """How a verb takes the suffix, by spelling alone; forms that do not exist match nothing.

    >>> gerunds("file", "ing"), gerunds("rig", "ing")
    (['fileing', 'filing'], ['riging', 'rigging'])
    """
    if verb.endswith("e"):
        return [verb + suffix, verb[:-1] + suffix]
    return [verb + suffix, verb + verb[-1] + suffix]


def compile_acts(code: str, split: Callable[[str], list[str]]) -> ActGrammar:
    """The acts of one language."""
    data = load_table(code, "offence_acts")
    acts: dict[str, list[tuple[str, Objects]]] = {}
    for act in data["acts"]:
        objects: Objects = {}
        for phrase in sorted(act["objects"], key=len, reverse=True):
            words = tuple(split(phrase))
            objects.setdefault(words[0], []).append(words)
        for verb in act["verbs"]:
            acts.setdefault(verb, []).append((act["offence"], objects))
    openings = {word: stage for stage, words in data["openings"].items() for word in words}
    marks = data["marks"]
    return ActGrammar(
        acts,
        openings,
        dict(data["nouns"]),
        frozenset(marks["of"]),
        frozenset(marks["infinitive"]),
        marks["suffix"],
        frozenset(marks["before"]),
        marks["adverb"],
        frozenset(marks["finite"]),
    )
