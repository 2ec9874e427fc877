"""Today as a day, and today as these times: "i dag beslutade regeringen" against "i dag finns fler vägar in"."""

from __future__ import annotations

from bisect import bisect_right

from pressextract.languages.date_grammar import DateGrammar
from pressextract.types import DateMention, Tokens

_CLAUSE = 9  # tokens between "i dag har" and the participle, with the subject between them
_HELP_REACH = 3  # tokens between "har" or "i dag" and the participle
_NOWADAYS_REACH = 3  # tokens between "dagens" and the noun that makes it nowadays


def opens_sentence(start: int, tokens: Tokens) -> bool:
    """Whether only marks and white space stand between the start of the sentence and an offset."""
    opening, _ = tokens.sentence_around(start)
    return not any(c.isalnum() for c in tokens.text[opening:start])


def names_a_day(mention: DateMention, index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """Whether a "today" that starts at a token is a day, and not these times."""
    return not _means_nowadays(mention, index, tokens, grammar)


def _means_nowadays(mention: DateMention, index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """ "I dag finns fler vägar in", "dagens samhälle", "fler än i dag": no day, but these times.

    The nearest verb decides: one of being ("finns") against one of an act that has a day ("presenterar").
    """
    sets, words = grammar.sets, tokens.words
    written = " ".join(tokens.lower[mention.start : mention.end].split())
    behind = bisect_right(tokens.starts, mention.end - 1)
    if written in sets["nowadays_genitive"]:
        return _of_these_times(behind, words, grammar)
    if written not in sets["nowadays_phrases"] or _dated(behind, words, grammar):
        return False
    if opens_sentence(mention.start, tokens) and behind < len(words) and words[behind] in sets["nowadays_next"]:
        return True
    if index and words[index - 1] in sets["nowadays_before"]:
        return True
    if _perfect(index, behind, words, grammar) or _acted(index, behind, words, grammar):
        return False
    low, high = _sentence(mention, tokens)
    being = _nearest(sets["nowadays_verbs"], low, high, index, words)
    return being is not None and being < (_nearest(sets["nowadays_acts"], low, high, index, words) or len(words))


def _of_these_times(behind: int, words: list[str], grammar: DateGrammar) -> bool:
    """Whether "dagens" has a noun of these times ("samhälle"), or, where a language lists those, none of an event ("beslut")."""
    nouns = words[behind : behind + _NOWADAYS_REACH]
    if not grammar.sets["nowadays_nouns"].isdisjoint(nouns):
        return True
    events = grammar.options["day_events"]
    return bool(events) and not any(noun.endswith(events) for noun in nouns)


def _nearest(wanted: frozenset[str], low: int, high: int, index: int, words: list[str]) -> int | None:
    """Tokens to the nearest of some words."""
    return min((abs(place - index) for place in range(low, high) if words[place] in wanted), default=None)


def _sentence(mention: DateMention, tokens: Tokens) -> tuple[int, int]:
    """First token of the sentence and the one behind it."""
    low, high = tokens.sentence_around(mention.start)
    return bisect_right(tokens.starts, low - 1), bisect_right(tokens.starts, high - 1)


def _perfect(index: int, behind: int, words: list[str], grammar: DateGrammar) -> bool:
    """ "har i dag beslutat", "i dag har beslutat": an act of the day."""
    helpers = grammar.sets["perfect_helpers"]
    if behind < len(words) and words[behind] in helpers:
        return any(_is_supine(word, grammar) for word in words[behind + 1 : behind + _CLAUSE])
    before = words[max(0, index - _HELP_REACH) : index]
    if helpers.isdisjoint(before):
        return False
    if any(_is_supine(word, grammar) for word in before[max(place for place, w in enumerate(before) if w in helpers) :]):
        return True  # "har begärts häktad i dag"
    return any(_is_supine(word, grammar) for word in words[behind : behind + _HELP_REACH])


def _is_supine(word: str, grammar: DateGrammar) -> bool:
    return word.endswith(grammar.options["supine_ends"]) and word not in grammar.sets["no_supines"]


def _acted(index: int, behind: int, words: list[str], grammar: DateGrammar) -> bool:
    """ "beslutades i dag", "i dag publicerade": a verb of the past right beside it."""
    beside = words[max(0, index - 1) : index] + words[behind : behind + 1]
    return any(word.endswith(grammar.options["past_ends"]) for word in beside)


def _dated(behind: int, words: list[str], grammar: DateGrammar) -> bool:
    """Whether a weekday, a date or a clock follows: "i dag onsdag 6 maj", "i dag, den 4 mars", "i dag kl. 10"."""
    following = [word for word in words[behind : behind + 4] if word != "," and word not in grammar.sets["articles"]][:2]
    if not following:
        return False
    first = following[0]
    month = len(following) > 1 and first[:1].isdigit() and following[1] in grammar.values["months"]
    return month or first in grammar.values["weekdays"] or first in grammar.sets["clock_words"]
