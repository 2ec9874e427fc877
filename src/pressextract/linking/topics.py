"""Whether an offence is only spoken of: a topic, a law, a campaign, a risk, a definition."""

from __future__ import annotations

import re
from bisect import bisect_left

from pressextract.languages.offence_grammar import OffenceGrammar
from pressextract.types import Tokens

_COUNTED_REACH = 14  # tokens from a number of victims to what they suffered
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_TOPIC_REACH = 4  # tokens between a topic's noun and its offence
_STRONG_REACH = 9  # tokens that "stoppa", "combat" reach over: "felaktiga utbetalningar och bidragsbrott"
_BEHIND_REACH = 6  # tokens from an offence to its penalty
_STOPS = frozenset(".;:!?")
_BULLETS = frozenset("-–*•")
_BREAKS = frozenset(".;:!?-–—")


def is_topic(first: int, last: int, tokens: Tokens, grammar: OffenceGrammar, floor: int) -> bool:
    """Whether the words beside the offence between two tokens make it a topic and no incident.

    Words before the token ``floor`` belong to the offence before. A possessive or an article right before it speaks of one
    incident: "stop his harassment".
    """
    words = tokens.words
    if first and _ends_phrase(first, words, grammar.charged_phrases):
        return not grammar.anybody.isdisjoint(words[max(floor, first - _STRONG_REACH) : first])
    if not grammar.behind.isdisjoint(words[last : last + _BEHIND_REACH]) and _punished(last, words, grammar):
        return True
    if last < len(words) and words[last] in grammar.rules_behind:
        return True
    if first and words[first - 1] in grammar.specific:
        return False
    if first and (_led_to(first, tokens, grammar) or _under_topic(first, floor, words, grammar)):
        return True
    if last < len(words) and words[last] in grammar.copulas and _defined(first, last, tokens, grammar):
        return True
    return _heads_list(first, last, tokens)


def _led_to(first: int, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """Whether a word or phrase right before an offence makes it a topic: "mot rån", "when it comes to robbery"."""
    words = tokens.words
    previous = words[first - 1]
    if previous in grammar.generic_nouns or previous in grammar.against or _ends_phrase(first, words, grammar.topic_phrases):
        return True
    return _ends_phrase(first, words, grammar.suffered_phrases) and not _counted(first, tokens, grammar)


def _under_topic(first: int, floor: int, words: list[str], grammar: OffenceGrammar) -> bool:
    """Whether a word that makes topics reaches an offence from some words before it."""
    near = words[max(floor, first - _STRONG_REACH) : first]
    if not grammar.cases.isdisjoint(near):
        return False
    before = near[-_TOPIC_REACH:]
    if not (grammar.generic_nouns.isdisjoint(before) or grammar.generic_prepositions.isdisjoint(before)):
        return True
    return not grammar.topic_verbs.isdisjoint(near) and _after_strong(near, grammar)


def _ends_phrase(first: int, words: list[str], phrases: dict[str, list[tuple[str, ...]]]) -> bool:
    """Whether one of the phrases, filed by their last words, stands right before a token."""
    filed = phrases.get(words[first - 1])
    return filed is not None and any(tuple(words[max(0, first - len(phrase)) : first]) == phrase for phrase in filed)


def _counted(first: int, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """Whether a number stands before a token in its sentence: "180 victims of trafficking" are of what happened."""
    opening = bisect_left(tokens.starts, tokens.sentence_around(tokens.starts[first])[0])
    near = tokens.numbers[bisect_left(tokens.numbers, max(opening, first - _COUNTED_REACH)) : bisect_left(tokens.numbers, first)]
    return any(place >= first - _TOPIC_REACH or _is_many(tokens.words[place], grammar) for place in near)


def _is_many(word: str, grammar: OffenceGrammar) -> bool:
    """Whether a word of number is neither an article nor a year."""
    return word not in grammar.ones and _YEAR.fullmatch(word) is None


def _punished(last: int, words: list[str], grammar: OffenceGrammar) -> bool:
    """ "För grov stöld gäller straffet", "manslaughter is punishable": a law tells what it is worth."""
    for word in words[last : last + _BEHIND_REACH]:
        if word in grammar.behind:
            return True
        if word in _STOPS:
            return False
    return False


def _heads_list(first: int, last: int, tokens: Tokens) -> bool:
    """Whether an offence stands alone on a line above a list: a heading of statistics."""
    text = tokens.text
    end = tokens.ends[last - 1]
    if text[end : end + 1] != "\n" or text[end + 1 : end + 2] not in _BULLETS:
        return False
    return not text[text.rfind("\n", 0, tokens.starts[first]) + 1 : tokens.starts[first]].strip()


def _after_strong(near: list[str], grammar: OffenceGrammar) -> bool:
    """Whether a word that makes topics stands in the clause: "motverka felaktiga utbetalningar och"."""
    for word in reversed(near):
        if word in grammar.topic_verbs:
            return True
        if word in _STOPS or word in grammar.specific:
            return False
    return False


def _defined(first: int, last: int, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """ "Human trafficking is ...": an offence without an article that opens its sentence as the subject of a definition."""
    words, start = tokens.words, tokens.starts[first]
    place = bisect_left(tokens.breaks, start)
    opens = first == 0 or (place < len(tokens.breaks) and tokens.breaks[place] == start) or words[first - 1] in _BREAKS
    following = words[last + 1] if last + 1 < len(words) else ""
    return opens and following not in grammar.no_definition
