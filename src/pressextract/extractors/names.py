"""Persons by rule: runs of capitalised words that a title, a verb of speech or a known given name makes a person."""

from __future__ import annotations

from collections.abc import Iterator

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.types import Name, Title, Tokens

_LONGEST = 6  # tokens of a name
_LONGEST_CAPITALS = 12  # letters: a longer run in capitals is a headline, a shorter one may be an acronym
_SHORT_LINE = 6  # words: shorter lines are signatures and captions, not headlines
_HEADLINE = 0.6  # share of capitalised words
_QUOTES = "\"“”'"


def find_names(
    tokens: Tokens, titles: list[Title], grammar: RoleGrammar, given_names: frozenset[str], taken: frozenset[int]
) -> list[Name]:
    """Names in order. ``taken`` holds the indexes of tokens that are part of titles, places or organisations."""
    if not titles and given_names.isdisjoint(tokens.words) and grammar.verbs.isdisjoint(tokens.words):
        return []
    title_ends = {title.end for title in titles}
    names: list[Name] = []
    for first, last in _runs(tokens, grammar, taken):
        name = _judge(first, last, tokens, grammar, given_names, title_ends)
        if name is not None:
            names.append(name)
    return names


def _runs(tokens: Tokens, grammar: RoleGrammar, taken: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Stretches of tokens that could be a name: capitalised words, initials, particles and suffixes between them."""
    text, starts, words = tokens.text, tokens.starts, tokens.words
    count, done = len(words), 0
    for index in [i for i, start in enumerate(starts) if text[start].isupper()]:
        if index < done or index in taken:
            continue
        last = index + 1
        while last < count and last - index < _LONGEST:
            step = _next(tokens, last, grammar, taken)
            if step == 0:
                break
            last += step
        yield index, last
        done = last


def _next(tokens: Tokens, index: int, grammar: RoleGrammar, taken: frozenset[int]) -> int:
    """How many tokens a run goes on by at ``index``: 0 ends it."""
    text, starts, ends, words = tokens.text, tokens.starts, tokens.ends, tokens.words
    if index in taken or "\n" in text[ends[index - 1] : starts[index]]:
        return 0
    word = words[index]
    if text[starts[index]].isupper():
        return 1
    if word == "." and ends[index - 1] - starts[index - 1] == 1 and starts[index] == ends[index - 1]:
        return 1  # the full stop of an initial
    if word in grammar.suffixes:
        return 1
    if word == "," and index + 1 < len(words) and words[index + 1] in grammar.suffixes:
        return 2
    following = index + 1
    if following < len(words) and text[starts[following]].isupper() and following not in taken:
        if word in grammar.particles:
            return 2
        closing = index + 2
        if word in _QUOTES and closing < len(words) and words[closing] in _QUOTES:
            return 3  # a nickname in quotation marks
    return 0


def _judge(
    first: int, last: int, tokens: Tokens, grammar: RoleGrammar, given_names: frozenset[str], title_ends: set[int]
) -> Name | None:
    words, text = tokens.words, tokens.text
    whole = text[tokens.starts[first] : tokens.ends[last - 1]]
    if whole.isupper() and len(whole) > _LONGEST_CAPITALS:
        return None  # a headline in capitals
    before = tokens.ends[first - 1] if first else -1
    titled = before in title_ends and tokens.starts[first] - before <= 2 and "\n" not in text[before : tokens.starts[first]]
    if words[first] in grammar.not_names or any(word in grammar.not_names for word in words[first + 1 : last]):
        if titled and words[first] not in grammar.not_names:
            last = next(i for i in range(first, last) if words[i] in grammar.not_names)
        else:
            first, last = _without(first, last, words, grammar.not_names)
            titled = False
    if last - first < 2:
        return _name(first, last, tokens, "surname-after-title", 0.7) if titled and _is_surname(first, last, tokens) else None
    known = next((place for place in range(first, last - 1) if words[place] in given_names and words[place + 1] != "-"), None)
    if titled and (known is not None or not _in_headline(first, tokens)):
        return _name(first, last, tokens, "after-title", 0.9)
    if first and words[first - 1] in grammar.verbs:
        return _name(first, last, tokens, "after-speech", 0.85)
    if known is not None:
        return _name(known, last, tokens, "given-name", 0.8)
    following = words[last] if last < len(words) else ""
    return _name(first, last, tokens, "before-speech", 0.6) if following in grammar.verbs else None


def _is_surname(first: int, last: int, tokens: Tokens) -> bool:
    """One capitalised word of some length; in a headline of capitals anything could be one."""
    word = tokens.text[tokens.starts[first] : tokens.ends[first]]
    return last - first == 1 and len(word) > 2 and not word.isupper() and not _in_headline(first, tokens)


def _in_headline(first: int, tokens: Tokens) -> bool:
    """Whether most words of the line are capitalised, so that a capital proves nothing."""
    text, start = tokens.text, tokens.starts[first]
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    words = [word for word in text[low : high if high >= 0 else len(text)].split() if word[0].isalpha()]
    return len(words) > _SHORT_LINE and sum(word[0].isupper() for word in words) > _HEADLINE * len(words)


def _without(first: int, last: int, words: list[str], barred: frozenset[str]) -> tuple[int, int]:
    """The longest stretch of a run without words that are no names."""
    best = (first, first)
    start = first
    for index in range(first, last + 1):
        if index == last or words[index] in barred:
            if index - start > best[1] - best[0]:
                best = (start, index)
            start = index + 1
    return best


def _name(first: int, last: int, tokens: Tokens, rule: str, confidence: float) -> Name | None:
    while last > first and tokens.words[last - 1] in ".,":
        last -= 1
    return Name(tokens.starts[first], tokens.ends[last - 1], rule, confidence)
