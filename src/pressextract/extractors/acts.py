"""Offences that a charge tells with a verb and its object: "conspiring with others to smuggle undocumented aliens"."""

from __future__ import annotations

from collections.abc import Callable

from pressextract.languages.act_grammar import NOUN, ActGrammar
from pressextract.types import Entry, Term, Tokens

_OBJECT_REACH = 12  # tokens from a verb to the head of its object
_OPENING_REACH = 8  # tokens from "conspiring" to its infinitive: "with others known and unknown to"
_DIRECT = "attempt"  # a stage whose opening stands right before its infinitive: "attempted to smuggle"
_BREAKS = frozenset(".;:!?")


def find_acts(
    verbs: list[Term], known: list[Term], tokens: Tokens, grammar: ActGrammar, charged: Callable[[Term], bool]
) -> list[Term]:
    """Acts as offence terms, in order; verbs in a ``known`` offence phrase are that one's."""
    taken = {index for term in known for index in range(term.first, term.last)}
    found: list[Term] = []
    for verb in verbs:
        if verb.first in taken or (found and verb.first < found[-1].last):
            continue
        act = _act(verb, tokens, grammar, charged)
        if act is None or not taken.isdisjoint(range(verb.first, act.last)):
            continue
        if found and act.first < found[-1].last:  # "conspiring to distribute cocaine and to launder money": one opening for two
            act = act._replace(start=verb.start, first=verb.first)
        found.append(act)
    return found


def _act(verb: Term, tokens: Tokens, grammar: ActGrammar, charged: Callable[[Term], bool]) -> Term | None:
    first, stage = _opening(verb, tokens, grammar)
    if verb.entry.rule == NOUN:
        stage = None
        if verb.last >= len(tokens.words) or tokens.words[verb.last] not in grammar.of or not charged(verb):
            return None
    elif stage is None and not (verb.entry.rule == grammar.suffix and _linked(first, tokens, grammar) and charged(verb)):
        return None
    for offence, objects in grammar.acts[verb.entry.id]:
        last = _object_end(verb.last, objects, tokens)
        if last is not None:
            return Term(tokens.starts[first], tokens.ends[last - 1], first, last, Entry("offence", offence, "act", stage))
    return None


def _linked(first: int, tokens: Tokens, grammar: ActGrammar) -> bool:
    """Whether a preposition of charging or a list stands before a gerund: "of knowingly filing", "by using" is none."""
    place = first - 1
    while place >= 0 and tokens.words[place].endswith(grammar.adverb):
        place -= 1
    return place >= 0 and tokens.words[place] in grammar.before


def _opening(verb: Term, tokens: Tokens, grammar: ActGrammar) -> tuple[int, str | None]:
    """The first token of "conspiring ... to" before an infinitive, and the stage that it says."""
    words, first = tokens.words, verb.first
    low = max(0, first - _OPENING_REACH)
    marks = [place for place in range(first - 1, low - 1, -1) if words[place] in grammar.infinitive]
    if verb.entry.rule in (grammar.suffix, NOUN) or not marks:
        return first, None
    for place in range(marks[0] - 1, low - 1, -1):
        if words[place] in _BREAKS or words[place] in grammar.finite:
            break
        stage = grammar.openings.get(words[place])
        if stage is not None and (stage != _DIRECT or place == marks[0] - 1):
            purpose = any(mark > place for mark in marks[1:]) and words[marks[0] - 1] not in grammar.before
            return (first, None) if purpose else (place, stage)  # "conspiracy to use stolen identities to obtain refunds"
    return first, None


def _object_end(place: int, objects: dict[str, list[tuple[str, ...]]], tokens: Tokens) -> int | None:
    """The token behind the nearest object of an act."""
    words = tokens.words
    for here in range(place, min(len(words), place + _OBJECT_REACH)):
        if words[here] in _BREAKS or "\n" in tokens.text[tokens.ends[here - 1] : tokens.starts[here]]:
            return None
        for phrase in objects.get(words[here], ()):
            if tuple(words[here : here + len(phrase)]) == phrase:
                return here + len(phrase)
    return None
