"""Offences whose label was changed: "rubriceras nu som mord", "upgraded to murder", "från misshandel till mordförsök"."""

from __future__ import annotations

from bisect import bisect_left

from pressextract.languages.offence_grammar import CueGrammar
from pressextract.types import OffenceMention, Tokens

_GAP = 2  # tokens between the words of change and the new label: "till ett"
_REACH = 400  # characters back to the label that was changed


def mark_reclassified(offences: list[OffenceMention], tokens: Tokens, cues: CueGrammar) -> list[OffenceMention]:
    """The same mentions, new labels marked ``to`` and the ones that they replace ``from``."""
    out = list(offences)
    for index, mention in enumerate(offences):
        first = bisect_left(tokens.starts, mention.start)
        if not _relabelled(first, tokens, cues):
            continue
        out[index] = mention._replace(reclassified="to")
        former = _former(index, offences)
        if former is not None and out[former].reclassified is None:
            out[former] = out[former]._replace(reclassified="from")
    return out


def _relabelled(first: int, tokens: Tokens, cues: CueGrammar) -> bool:
    words = tokens.words
    for index in range(first - 1, max(-1, first - 1 - _GAP), -1):
        for phrase in cues.relabelling.get(words[index], ()):
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
