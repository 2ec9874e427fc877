"""Offences as they are named: the list's forms, widened by the words of degree, attempt and kind around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressextract.languages.lexicon import Lexicon
from pressextract.languages.offence_grammar import OffenceGrammar
from pressextract.types import OffenceMention, Term, Tokens

_CHARGE_REACH = 14  # tokens between "charged with" and a gerund that names what was charged
_GERUND = "gerund"


def find_offences(tokens: Tokens, terms: list[Term], grammar: OffenceGrammar, lexicon: Lexicon) -> list[OffenceMention]:
    """Offence mentions in order. Negation, status and topic are read by :mod:`pressextract.linking.qualifiers`."""
    found: list[OffenceMention] = []
    floor = 0
    for place, term in enumerate(terms):
        if term.entry.rule == _GERUND and not _charged(term, tokens, grammar):
            continue
        for partner in _coordinated(term, tokens, grammar, lexicon):
            if partner.start >= (found[-1].end if found else 0):
                found.append(partner)
        ceiling = terms[place + 1].first if place + 1 < len(terms) else len(tokens.words)
        mention, floor = _widen(term, tokens, grammar, floor, ceiling)
        found.append(mention)
    return _share_stage(found, tokens, grammar)


def _charged(term: Term, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """Whether a word of charging stands before a gerund in its sentence: "charged with stealing"."""
    for index in range(term.first - 1, max(-1, term.first - _CHARGE_REACH), -1):
        if tokens.starts[index] < tokens.breaks[-1] and tokens.words[index] in ".!?":
            return False
        if tokens.words[index] in grammar.charge:
            return True
    return False


def _widen(term: Term, tokens: Tokens, grammar: OffenceGrammar, floor: int, ceiling: int) -> tuple[OffenceMention, int]:
    """The full phrase of a term, not reaching into the terms beside it; also the token it ends before."""
    fields: dict[str, Any] = {}
    if term.entry.stage:
        fields["stage"] = term.entry.stage
    if term.entry.degree:
        fields["degree"] = term.entry.degree
    first, last = term.first, term.last
    while first > floor:
        step = _phrase(tokens, grammar.before.get(tokens.words[first - 1]), first, floor, before=True)
        if step is None:
            break
        fields = step[1] | fields
        first = step[0]
    while last < ceiling:
        step = _phrase(tokens, grammar.after.get(tokens.words[last]), last, ceiling, before=False)
        if step is None:
            break
        fields = fields | step[1]
        last = step[0]
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return OffenceMention(start, end, term.entry.rule, term.entry.id, **fields), last


def _phrase(
    tokens: Tokens, candidates: list[tuple[tuple[str, ...], dict[str, Any]]] | None, place: int, limit: int, *, before: bool
) -> tuple[int, dict[str, Any]] | None:
    """The longest modifier that ends before ``place`` (or starts at it), as the token it reaches and what it says."""
    for words, fields in candidates or ():
        low, high = (place - len(words), place) if before else (place, place + len(words))
        if (low < limit) if before else (high > limit):
            continue
        if tuple(tokens.words[low:high]) == words and "\n" not in tokens.text[tokens.starts[low] : tokens.ends[high - 1]]:
            return (low if before else high), fields
    return None


def _coordinated(term: Term, tokens: Tokens, grammar: OffenceGrammar, lexicon: Lexicon) -> Iterator[OffenceMention]:
    """What shares a part with a term: "narkotika-" of "narkotika- och vapenbrott", "våld" of "våld och hot mot tjänsteman"."""
    words, first = tokens.words, term.first
    if first < 2 or words[first - 1] not in grammar.joiners:
        return
    if first >= 3 and words[first - 2] == "-" and tokens.ends[first - 3] == tokens.starts[first - 2]:
        yield from _elided_head(first - 3, term, tokens, grammar, lexicon)
        return
    tail = words[first + 1 : term.last]
    if tail:
        entry = lexicon.entry(" ".join([words[first - 2], *tail]), "offence")
        if entry is not None and lexicon.entry(words[first - 2], "offence") is None:
            yield OffenceMention(tokens.starts[first - 2], tokens.ends[first - 2], "shared-tail", entry.id)


def _elided_head(
    place: int, term: Term, tokens: Tokens, grammar: OffenceGrammar, lexicon: Lexicon
) -> Iterator[OffenceMention]:
    stem, whole = tokens.words[place], tokens.words[term.first]
    for head in grammar.heads:
        cut = whole.rfind(head)
        if cut <= 0:
            continue
        entry = lexicon.entry(stem + whole[cut:], "offence") or lexicon.entry(stem + head, "offence") or lexicon.entry(stem, "offence")
        if entry is not None:
            stage = entry.stage or term.entry.stage or "completed"
            yield OffenceMention(tokens.starts[place], tokens.ends[place + 1], "elided-head", entry.id, stage=stage)
            return


def _share_stage(found: list[OffenceMention], tokens: Tokens, grammar: OffenceGrammar) -> list[OffenceMention]:
    """ "Mord/dråp, försök": the stage behind the last of two names that only a stroke parts is that of both."""
    for index in range(len(found) - 2, -1, -1):
        left, right = found[index], found[index + 1]
        if tokens.lower[left.end : right.start].strip() == "/" and left.stage == "completed":
            found[index] = left._replace(stage=right.stage)
        elif tokens.lower[left.end : right.start].strip() in grammar.alternatives:
            number = right.alternative if right.alternative is not None else _next_group(found)
            found[index], found[index + 1] = left._replace(alternative=number), right._replace(alternative=number)
    return found


def _next_group(found: list[OffenceMention]) -> int:
    return max((m.alternative for m in found if m.alternative is not None), default=-1) + 1
