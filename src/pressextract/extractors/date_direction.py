"""Where the clause of a date looks, past or future, when the expression alone does not fix its year, week or day."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from pressextract.languages.date_grammar import DateGrammar
from pressextract.types import DateMention, PartialDate, Tokens

_OPENING = 3  # tokens before a date that still opens its sentence: "Redan den 1 april river vi ..."
_HELP_REACH = 3  # tokens in which "will be" stands before its participle
_SHORTEST_VERB = 4  # letters


class Cue(NamedTuple):
    """A word of the clause and the direction that it gives; ``sure`` ones hold whatever else is near."""

    direction: str
    word: str
    sure: bool


def direct(mention: DateMention, tokens: Tokens, grammar: DateGrammar) -> DateMention:
    """The mention with the direction of its clause, where one is needed and said."""
    date = mention.first
    if date.direction not in (None, "near") or _is_date_line(mention, tokens) or not _undecided(date):
        return mention
    cue = _cue(mention, tokens, grammar)
    if cue is None:
        if mention.open_end == "before" and date.weekday is not None and date.day is None:
            return mention._replace(first=date._replace(direction="future", inferred=True))  # "by Friday"
        return mention
    inferred = not cue.sure
    second = mention.second
    if second is not None and second.direction is None:
        second = second._replace(direction=cue.direction, inferred=inferred)
    return mention._replace(first=date._replace(direction=cue.direction, inferred=inferred), second=second, cue=cue.word)


def _is_date_line(mention: DateMention, tokens: Tokens) -> bool:
    """The date and time that open a notice, "16 maj 12.30, Stöld": it tells what has happened, whatever the verb behind it."""
    return mention.start == 0 and mention.first.day is not None and tokens.text[mention.end : mention.end + 1] in (",", "\n")


def _undecided(date: PartialDate) -> bool:
    if date.year is not None:
        return False
    if date.unit is not None:
        return date.unit == "weekend" and date.offset is None
    if date.month is not None or date.weekday is not None or date.hour is not None:
        return True
    return date.season is not None or date.week is not None or date.named is not None


def _cue(mention: DateMention, tokens: Tokens, grammar: DateGrammar) -> Cue | None:
    breaks, starts = tokens.breaks, tokens.starts
    sentence = bisect_right(breaks, mention.start)
    low = bisect_right(starts, breaks[sentence - 1] - 1)
    high = bisect_right(starts, breaks[sentence] - 1) if sentence < len(breaks) else len(tokens.words)
    here, behind = bisect_right(starts, mention.start) - 1, bisect_right(starts, mention.end - 1)
    if (verb := _second_verb(low, here, behind, high, tokens, grammar)) is not None:
        return verb
    return _nearest(low, here, behind, high, mention.open_end == "before", tokens, grammar)


def _second_verb(low: int, here: int, behind: int, high: int, tokens: Tokens, grammar: DateGrammar) -> Cue | None:
    """The finite verb right behind a date that opens its sentence, by its ending: "Den 1 april river vi ..."."""
    ends = grammar.options["verb_ends"]
    if not ends or here - low > _OPENING or behind >= high:
        return None
    word = tokens.words[behind]
    if len(word) < _SHORTEST_VERB or word in grammar.sets["no_verbs"] or not tokens.text[tokens.starts[behind]].islower():
        return None
    for tense in ("past", "future"):
        if word in grammar.sets[tense]:
            return Cue(tense, word, sure=False)
    for tense in ("past", "future"):
        if word.endswith(ends[tense]):
            return Cue(tense, word, sure=False)
    return None


def _nearest(low: int, here: int, behind: int, high: int, closing: bool, tokens: Tokens, grammar: DateGrammar) -> Cue | None:
    """The nearest word of tense in the sentence; one before the date governs it more often than one behind it."""
    words, sets = tokens.words, grammar.sets
    future, past, sure, present = sets["future"], sets["past"], sets["sure"], sets["present"] if closing else frozenset()
    best: Cue | None = None
    distance = len(words)
    for index in range(low, high):
        word = words[index]
        ahead = word in sure or word in future or word in present
        if not (ahead or word in past) or here <= index < behind or _says_nothing(index, low, words, grammar):
            continue
        away = (here - index) if index < here else (index - behind) + 2
        if away < distance:
            certain = word in sure
            if certain and index + 1 < high and words[index + 1] in sets["hearsay"]:
                ahead = certain = False  # "ska ha tillgripits" tells of the past
            elif not ahead and _helped(index, low, words, grammar):
                ahead = certain = True
            best, distance = Cue("future" if ahead else "past", word, certain), away
    return best


def _says_nothing(index: int, low: int, words: list[str], grammar: DateGrammar) -> bool:
    """ "nästa fredag" belongs to another date; "is closed" is a state and nothing past."""
    if words[index] in grammar.sets["past"] and index > low and words[index - 1] in grammar.sets["copulas"]:
        return True
    following = words[index + 1] if index + 1 < len(words) else ""
    return words[index] in grammar.sets["next"] and (following in grammar.values["weekdays"] or following in grammar.units)


def _helped(index: int, low: int, words: list[str], grammar: DateGrammar) -> bool:
    """ "will be sentenced", "is to be arraigned": the participle of something to come."""
    before, helpers = words[max(low, index - _HELP_REACH) : index], grammar.sets["auxiliaries"]
    if not before or before[-1] not in helpers:
        return False
    return before[-1] in grammar.sets["sure"] or not helpers.isdisjoint(before[:-1])
