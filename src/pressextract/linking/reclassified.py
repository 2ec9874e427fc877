"""Offences whose label was changed: "rubriceras nu som mord", "upgraded to murder", "från misshandel till mordförsök"."""

from __future__ import annotations

from pressextract.languages.offence_grammar import CueGrammar
from pressextract.types import OffenceMention, Tokens

_GAP = 2  # tokens between the words of change and the new label: "till ett"
_REACH = 400  # characters back to the label that was changed


def mark_reclassified(offences: list[OffenceMention], relabelled: list[int]) -> list[OffenceMention]:
    """The same mentions, the ``relabelled`` ones marked ``to`` and the ones that they replace ``from``."""
    out = list(offences)
    for index in relabelled:
        out[index] = out[index]._replace(reclassified="to")
        former = _former(index, offences)
        if former is not None and out[former].reclassified is None:
            out[former] = out[former]._replace(reclassified="from")
    return out


def is_relabelled(first: int, tokens: Tokens, cues: CueGrammar) -> bool:
    """Whether words of change stand before the offence that starts at a token: "rubriceras nu som"."""
    words, filed = tokens.words, cues.relabelling
    if filed.keys().isdisjoint(words[max(0, first - _GAP) : first]):
        return False
    for index in range(first - 1, max(-1, first - 1 - _GAP), -1):
        for phrase in filed.get(words[index], ()):
            if tuple(words[max(0, index + 1 - len(phrase)) : index + 1]) == phrase:
                return True
    return False


def _former(index: int, offences: list[OffenceMention]) -> int | None:
    """The nearest mention before with another label."""
    mention = offences[index]
    for place in range(index - 1, -1, -1):
        other = offences[place]
        if mention.start - other.end > _REACH:
            return None
        if (other.offence, other.degree, other.stage) != (mention.offence, mention.degree, mention.stage):
            return place
    return None
