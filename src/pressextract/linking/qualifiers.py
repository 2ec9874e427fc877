"""What the clause says of an offence: whether it happened, what has become of it, or that it is only a topic."""

from __future__ import annotations

from bisect import bisect_left

from pressextract.languages.offence_grammar import CueGrammar, OffenceGrammar
from pressextract.linking.reclassified import is_relabelled, mark_reclassified
from pressextract.linking.status import find_status
from pressextract.linking.topics import is_topic
from pressextract.types import OffenceMention, Tokens

_NEGATION_REACH = 9  # tokens that a negation may stand before its offence
_INDEFINITE_REACH = 4  # tokens between "något" and its offence
_DENIAL_REACH = 14  # tokens from an offence to the "inte" of its clause
_OF_AN_EVENT = frozenset({"reported", "suspected"})  # what is said of a topic is no report of one
_LIST_GAP = 24  # characters between two offences of one list


def qualify_offences(
    offences: list[OffenceMention], tokens: Tokens, cues: CueGrammar, grammar: OffenceGrammar
) -> list[OffenceMention]:
    """The same mentions with status, negation, topic and changes of label set where the words beside them say so."""
    out: list[OffenceMention] = []
    relabelled: list[int] = []
    starts = tokens.starts
    for mention in offences:
        first = bisect_left(starts, mention.start)
        last = bisect_left(starts, mention.end, first)
        floor = bisect_left(starts, out[-1].end) if out else 0
        left = out[-1] if out and _same_list(out[-1], mention, tokens, cues) else None
        negated = (left is not None and left.negated) or _negated(first, tokens, cues)
        generic = (left is not None and left.generic) or is_topic(first, last, tokens, grammar, floor)
        status = mention.status or (left.status if left is not None else None)
        grounds = left.grounds if left is not None else None
        if status is None:
            status, grounds = find_status(first, last, tokens, cues, floor=floor, topic=generic)
            if generic and status in _OF_AN_EVENT:
                status = grounds = None  # "to investigate and prosecute fraud"
            generic = generic or (status is None and mention.offence in grammar.phenomena)
        if is_relabelled(first, tokens, cues):
            relabelled.append(len(out))
        said = negated or generic or status is not None
        out.append(mention._replace(negated=negated, generic=generic, status=status, grounds=grounds) if said else mention)
    return mark_reclassified(out, relabelled) if relabelled else out


def _same_list(left: OffenceMention, right: OffenceMention, tokens: Tokens, cues: CueGrammar) -> bool:
    """Whether two mentions are parted only by commas and conjunctions."""
    gap = tokens.lower[left.end : right.start]
    if len(gap) > _LIST_GAP or "\n" in gap:
        return False
    words = gap.replace(",", " , ").split()
    return len(words) <= 3 and all(word in cues.fact_list for word in words)


def _negated(first: int, tokens: Tokens, cues: CueGrammar) -> bool:
    words = tokens.words
    for index in range(first - 1, max(-1, first - _NEGATION_REACH - 1), -1):
        word = words[index]
        for phrase in cues.negation_last.get(word, ()):
            if tuple(words[max(0, index + 1 - len(phrase)) : index + 1]) == phrase:
                return True
        if word not in cues.over:
            break
    return _any_denied(first, tokens, cues)


def _any_denied(first: int, tokens: Tokens, cues: CueGrammar) -> bool:
    """ "Något narkotikabrott misstänks inte": an indefinite before the offence, and a denial behind it in the clause."""
    words = tokens.words
    if cues.indefinites.isdisjoint(words[max(0, first - _INDEFINITE_REACH) : first]):
        return False
    for index in range(first, min(len(words), first + _DENIAL_REACH)):
        if words[index] in cues.breaks:
            return False
        if words[index] in cues.denials:
            return True
    return False
