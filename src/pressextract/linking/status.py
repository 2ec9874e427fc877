"""What has become of an offence, by the words of its clause: reported, suspected, charged, convicted, and on what grounds."""

from __future__ import annotations

from bisect import bisect_left

from pressextract.languages.offence_grammar import CueGrammar
from pressextract.types import Tokens

_REACH = 40  # tokens before an offence; lists of charges inherit from their first and are not measured
_REACH_BEHIND = 14  # tokens behind it: "rånet, som skedde vid torget, anmäldes"
_NEAR = 6  # tokens in which a word of investigation reaches its offence
_SAME_PHRASE = 20  # tokens between two words of status of one offence: "har häktat en 19-årig man, på sannolika skäl misstänkt"
_ENDED = 12  # tokens from an offence to its dismissal: "... against a man living abroad has been dropped"
_GROUNDS = 6  # tokens before "misstänkt" in which its degree stands
_SHORT = 3  # letters: "34 och 51 år" goes on with ages
_CLOSE = 3  # tokens in which a word of status speaks even of a topic: "den som döms för"
_ENDINGS = frozenset({"dismissed", "acquitted"})
_OPEN = frozenset({"reported", "suspected", "arrested", "detained", "charged"})
# What a weaker word may stand for: a suspect who is charged is still suspected, one once convicted of something else is not.
_OUTRANKED = {"suspected": ("arrested", "detained", "charged"), "charged": ("convicted", "acquitted", "dismissed")}
_ALL_STRONGER = ("arrested", "detained", "charged", "convicted", "acquitted")  # "sentenced 20 suspects for their part in"
Found = tuple[str | None, str | None]  # status, grounds


def find_status(first: int, last: int, tokens: Tokens, cues: CueGrammar, *, floor: int, topic: bool) -> Found:
    """Status and grounds of the offence between two tokens; the nearest word before it counts, then one behind it.

    Words before ``floor`` belong to the offence before; of a ``topic`` only a word of status right before it speaks.
    """
    low, high = _sentence(tokens.starts[first], tokens)
    if topic:
        low, high = max(low, first - _CLOSE), last
    words, telling = tokens.words, cues.telling
    for index in range(first - 1, max(low, first - _REACH) - 1, -1):
        if words[index] in telling and (status := _status_at(index, first, tokens, cues)) is not None:
            if status in _OPEN and (ended := _ended(last, high, tokens, cues)) is not None:
                return ended, None
            grounds = _grounds(max(low, index - _GROUNDS), first, words, cues)
            if _phrase_status(index, words, cues) is not None:
                return status, grounds  # "pleaded not guilty"
            return _stronger(index, max(low, floor), status, words, cues), grounds
        if words[index] == ";" or (words[index] == "," and _lists_number(index + 1, words)):
            break
    for index in range(last, min(high, last + _REACH_BEHIND)):
        if words[index] in cues.stops_behind:
            break
        if words[index] in cues.telling_behind and (status := _status_at(index, index, tokens, cues)) is not None:
            return (status in _OPEN and _ended(last, high, tokens, cues)) or status, None
    return None, None


def _ended(last: int, high: int, tokens: Tokens, cues: CueGrammar) -> str | None:
    """Dismissal or acquittal right behind an offence: "charges of rape were dismissed"."""
    words = tokens.words
    for index in range(last, min(high, last + _ENDED)):
        word = words[index]
        if word in cues.stops_behind:
            break
        if word in cues.telling_behind and (status := _status_at(index, index, tokens, cues)) in _ENDINGS:
            following = words[index + 1] if index + 1 < len(words) else ""
            return None if following in cues.takes_object else status  # "and acquitted of rape" is of the next one
    return None


def _lists_number(place: int, words: list[str]) -> bool:
    """Whether a new item of a list begins with a figure: "9 gripna, 5 omhändertagna, 3 rattfyllerier"; an age is none."""
    return place + 1 < len(words) and words[place].isdigit() and words[place + 1].isalpha() and len(words[place + 1]) > _SHORT


def _status_at(index: int, offence: int, tokens: Tokens, cues: CueGrammar) -> str | None:
    """The status that a word says, unless it is a condition ("if convicted"), too far off or part of a name."""
    words = tokens.words
    if (said := _phrase_status(index, words, cues)) is not None:
        return said
    status = cues.status.get(words[index])
    if status is None:
        near = cues.near_status.get(words[index])
        named = near is not None and index > 0 and tokens.text[tokens.starts[index]].isupper()
        return near if near is not None and offence - index <= _NEAR and not named else None
    if cues.conditions and not cues.conditions.isdisjoint(words[max(0, index - 2) : index]):
        return None
    if status == "detained" and not cues.requests.isdisjoint(words[max(0, index - _NEAR) : index]):
        return "suspected"  # "begärd häktad": asked for and not yet so
    return status


def _phrase_status(index: int, words: list[str], cues: CueGrammar) -> str | None:
    """The status of a phrase that ends with a word: "pleaded not guilty"."""
    for phrase, said in cues.status_phrases.get(words[index], ()):
        if tuple(words[max(0, index + 1 - len(phrase)) : index + 1]) == phrase:
            return said
    return None


def _stronger(index: int, low: int, status: str, words: list[str], cues: CueGrammar) -> str:
    """The strongest status that stands in the same phrase: "grips misstänkt för", "convicted of multiple charges"."""
    outranking = _ALL_STRONGER if words[index] in cues.persons else _OUTRANKED.get(status, ())
    for place in range(index - 1, max(low, index - _SAME_PHRASE) - 1, -1):
        if (said := _phrase_status(place, words, cues)) is not None:
            return said if said in outranking else status
        other = cues.status.get(words[place])
        if other is not None and other in outranking and words[place - 1] not in cues.formerly:
            return other
        if words[place] in cues.breaks or words[place] in cues.formerly:
            break
    return status


def _grounds(low: int, high: int, words: list[str], cues: CueGrammar) -> str | None:
    for index in range(high - 1, low - 1, -1):
        for phrase, grounds in cues.grounds.get(words[index], ()):
            if tuple(words[max(0, index + 1 - len(phrase)) : index + 1]) == phrase:
                return grounds
    return None


def _sentence(offset: int, tokens: Tokens) -> tuple[int, int]:
    """The tokens of the sentence around an offset, half-open."""
    low, high = tokens.sentence_around(offset)
    return bisect_left(tokens.starts, low), bisect_left(tokens.starts, high)
