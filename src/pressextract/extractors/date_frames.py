"""What stands right before and behind an expression and changes it: "the end of", "since", "until", "about", "onwards"."""

from __future__ import annotations

from bisect import bisect_left

from pressextract.languages.date_grammar import DateGrammar
from pressextract.types import DateMention, PartialDate, Tokens

_MODS = ("START", "MID", "END")
_SIDES = {"since": "after", "until": "before", "deadline": "before"}
_LIMITS = {"before": "BEFORE", "after": "AFTER"}


def kinds_before(index: int, tokens: Tokens, grammar: DateGrammar) -> dict[str, int]:
    """What stands right before a token ("since", "END" ...), each with the token at which its phrase starts."""
    if not index:
        return {}
    words, found = tokens.words, {}
    for phrase, kind in grammar.frames.get(words[index - 1], ()):
        first = index - len(phrase)
        if first >= 0 and kind not in found and (len(phrase) == 1 or tuple(words[first:index]) == phrase):
            found[kind] = first
    return found


def token_at(offset: int, tokens: Tokens) -> int:
    """The index of the token that starts at an offset or after it."""
    return bisect_left(tokens.starts, offset)


def frame(mention: DateMention, tokens: Tokens, grammar: DateGrammar) -> DateMention:
    """The mention with what the words around it add."""
    index = token_at(mention.start, tokens)
    kinds = kinds_before(index, tokens, grammar)
    if index > 1 and tokens.words[index - 1] in grammar.sets["articles"]:
        kinds = kinds_before(index - 1, tokens, grammar) | kinds
    if "update" in kinds:
        mention = mention._replace(use="update")
    if mention.second is None and mention.recurring is None:
        mention = _framed(mention, kinds, tokens, grammar) if kinds else mention
        mention = _opened_behind(mention, tokens, grammar)
    return mention


def _framed(mention: DateMention, kinds: dict[str, int], tokens: Tokens, grammar: DateGrammar) -> DateMention:
    date = mention.first
    if date.hour is not None:
        closing = "deadline" in kinds or "until" in kinds
        if closing and (date.day is not None or date.weekday is not None or date.unit == "day"):
            return mention._replace(open_end="before")
        return mention._replace(first=date._replace(mod=date.mod or _mod_of_time(kinds)))
    for mod in _MODS:
        if mod in kinds and date.mod is None and (date.day is None or mod == "MID" or date.part is not None):
            index = kinds[mod] + (tokens.words[kinds[mod]] in grammar.sets["articles"])
            return frame(mention._replace(start=tokens.starts[index], first=date._replace(mod=mod)), tokens, grammar)
    for kind, side in _SIDES.items():
        if kind in kinds and _opens(date):
            sooner = kind == "deadline" and date.direction is None
            first = date._replace(direction="future", inferred=True) if sooner else date
            return mention._replace(open_end=side, first=first)
    for kind, mod in _LIMITS.items():
        if kind in kinds and date.mod is None and _on_calendar(date):
            return mention._replace(first=date._replace(mod=mod))
    if "approximate-date" in kinds and date.mod is None and _on_calendar(date):
        return mention._replace(first=date._replace(mod="APPROX"))
    return mention


def _mod_of_time(kinds: dict[str, int]) -> str | None:
    if "approximate" in kinds:
        return "APPROX"
    return next((mod for kind, mod in _LIMITS.items() if kind in kinds), None)


def _opened_behind(mention: DateMention, tokens: Tokens, grammar: DateGrammar) -> DateMention:
    """ "från den 1 mars och framåt", "March 1, 2020 onwards"."""
    if mention.open_end is None and _opens(mention.first) and grammar.between["onwards"].match(tokens.lower, mention.end):
        return mention._replace(open_end="after")
    return mention


def _on_calendar(date: PartialDate) -> bool:
    return date.year is not None or date.month is not None or date.named is not None


def _opens(date: PartialDate) -> bool:
    """Whether an expression can be the closed end of an interval: a day or longer, not an hour."""
    if date.hour is not None or date.unit in ("vague", "minute", "hour"):
        return False
    return _on_calendar(date) or date.weekday is not None or date.unit is not None or date.season is not None
