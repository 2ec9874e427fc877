"""Dates as they stand in the text: which words, and what they say. What they mean is :mod:`pressextract.linking.dates`.

Three steps, each on the result of the one before: *atoms* (the longest pattern at each word that can begin one), *joins*
(weekday + date + time that touch are one mention), *frames and ranges* (the end of A, since A, A to B).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from pressextract.extractors.date_reading import read_match
from pressextract.languages.date_filing import FIGURE, LETTER, DatePattern
from pressextract.languages.date_grammar import DateGrammar
from pressextract.types import DateMention, PartialDate, Tokens

_LIST_REACH = 34  # characters that a list of days before a dated one may take
_LONGEST_JOINER = 24  # characters: ", at approximately " with room
_LONGEST_HEADING = 80  # characters of a line that is a heading: "Misshandel, Arvika kl. 23.44"
_MODS = ("START", "MID", "END")
_BARE_DAYS = re.compile(r"(?:(?<![\w.,:/-])\d{1,2}(?::[ea]|st|nd|rd|th)?, )+$")
_BARE_DAY = re.compile(r"\d{1,2}")


def find_dates(tokens: Tokens, grammar: DateGrammar) -> list[DateMention]:
    """All date expressions of a text in order; spans do not overlap."""
    atoms = list(_atoms(tokens, grammar))
    if not atoms:
        return []
    joined = _joins(_with_bare_days(atoms, tokens), tokens, grammar)
    framed = [_frame(mention, tokens, grammar) for mention in joined]
    return [_direct(mention, tokens, grammar) for mention in _ranges(framed, tokens, grammar)]


def _atoms(tokens: Tokens, grammar: DateGrammar) -> Iterator[DateMention]:
    """The longest pattern at each word that can begin one, left to right, as read and accepted."""
    words, starts, by_word = tokens.words, tokens.starts, grammar.by_word
    done, last = 0, len(words) - 1
    for index in tokens.dates:
        start = starts[index]
        if start < done:
            continue
        begun = by_word.get(words[index])
        if begun is not None:
            following = words[index + 1] if index < last else ""
            patterns = begun.before.get(following, begun.always)
            if not patterns and "/" < following[:1] < ":":
                patterns = begun.before.get(FIGURE, ())  # all figures are filed as one
        else:
            patterns = _patterns_of_figure(index, tokens, grammar)
        if not patterns or (start and _glued(tokens.lower, start)):
            continue
        found = _longest(patterns, tokens.lower, start)
        if found is None:
            continue
        rule, match = found
        bounded = index > 0 and "between" in _kinds_before(index, tokens, grammar)
        for mention in read_match(rule, match, grammar, bounded):
            if _accepted(mention, index, tokens, grammar):
                done = match.end()
                yield mention


def _patterns_of_figure(index: int, tokens: Tokens, grammar: DateGrammar) -> tuple[DatePattern, ...]:
    """The patterns that a figure can begin, by its digits and by what stands behind it."""
    lower, start = tokens.lower, tokens.starts[index]
    end = start + 1
    while "/" < lower[end : end + 1] < ":":
        end += 1
    filed = grammar.by_figure.get(end - start)
    if filed is None:
        return ()
    behind = lower[end : end + 1]
    if behind in (" ", "\n"):
        return filed.apart.get(tokens.words[index + 1], filed.always) if index + 1 < len(tokens.words) else filed.always
    return filed.touching.get(LETTER if behind.isalpha() else behind, filed.always)


def _longest(patterns: tuple[DatePattern, ...], lower: str, start: int) -> tuple[str, re.Match[str]] | None:
    """The pattern that takes most of the text; of two that take the same, the earlier in the data file."""
    best: tuple[str, re.Match[str]] | None = None
    for name, regex, _, _ in patterns:
        match = regex.match(lower, start)
        if match is not None and (best is None or match.end() > best[1].end()):
            best = name, match
    return best


def _glued(lower: str, start: int) -> bool:
    """Part of a longer figure or word: "B 5491-21", "E20", "010-562"."""
    before = lower[start - 1]
    if before.isalnum():
        return True
    return before in "-–/.:#" and start > 1 and lower[start - 2].isdigit() and lower[start].isdigit()


def _accepted(mention: DateMention, index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    date, words = mention.first, tokens.words
    previous = words[index - 1] if index else ""
    if previous in grammar.sets["reject_before"] and not (date.month and date.day and date.year):
        return False
    bare_year = date.year is not None and date.month is None and mention.rule == "year"
    bare_month = date.month is not None and date.day is None and date.year is None
    if bare_year or date.hour is not None or bare_month:
        after = _word_at(tokens, mention.end)
        if after in grammar.sets["reject_after"]:
            return False
    if bare_month and ("name" in _kinds_before(index, tokens, grammar) or words[index] not in grammar.sets["full_months"]):
        return False
    if bare_year and previous in grammar.sets["model_year"] and tokens.text[mention.end + 1 : mention.end + 2].isupper():
        return False  # "a 2016 Honda"
    if mention.rule == "deictic" and _means_nowadays(mention, tokens, grammar):
        return False
    word = words[index]
    if word in grammar.sets["ambiguous"] and date.year is None and date.day is None:
        return tokens.text[mention.start].isupper() and previous in grammar.sets["ambiguous_cues"]
    if mention.rule == "clock-bare" and tokens.lower[mention.start : mention.end].count(".") == 1:
        return _reads_as_clock(mention, previous, tokens, grammar)
    return True


def _means_nowadays(mention: DateMention, tokens: Tokens, grammar: DateGrammar) -> bool:
    written = " ".join(tokens.lower[mention.start : mention.end].split())
    opens = bisect_right(tokens.breaks, mention.start) > bisect_right(tokens.breaks, mention.start - 3)
    return opens and written in grammar.sets["nowadays"] and _word_at(tokens, mention.end + 1) in grammar.sets["nowadays_next"]


def _reads_as_clock(mention: DateMention, previous: str, tokens: Tokens, grammar: DateGrammar) -> bool:
    """ "23.14" is a clock at the start of a line or after a word for time; "4.22" alone says nothing."""
    if mention.start == 0 or tokens.text[mention.start - 1] == "\n":
        return True
    if previous in grammar.sets["clock_cues"]:
        return True
    return (
        mention.first.hour is not None
        and tokens.lower[mention.start + 1].isdigit()
        and previous not in grammar.sets["reject_before"]
    )


def _word_at(tokens: Tokens, offset: int) -> str:
    """The word that starts at or after an offset, on the same line."""
    place = bisect_right(tokens.starts, offset - 1)
    if place >= len(tokens.words) or "\n" in tokens.text[offset : tokens.starts[place]]:
        return ""
    return tokens.words[place]


def _joins(atoms: list[DateMention], tokens: Tokens, grammar: DateGrammar) -> list[DateMention]:
    joined = [atoms[0]]
    for atom in atoms[1:]:
        last = joined[-1]
        gap = tokens.lower[last.end : atom.start]
        if len(gap) <= _LONGEST_JOINER and (not gap or grammar.between["join"].match(gap)):
            merged = _merge(last, atom)
            if merged is not None:
                joined[-1] = merged
                continue
        joined.append(atom)
    return joined


def _merge(left: DateMention, right: DateMention) -> DateMention | None:
    """One mention out of two that complete each other, or ``None``."""
    if left.second is not None or left.context != right.context or left.recurring or right.recurring:
        return None
    a, b = left.first, right.first
    if right.second is not None:
        if a.hour is None and b.hour is not None and b.day is None:  # 6 March, 13-14
            return left._replace(end=right.end, first=_union(a, b), second=_union(a, right.second))
        return None
    if not _complementary(a, b):
        return None
    return left._replace(end=right.end, first=_union(a, b), rule=f"{left.rule}+{right.rule}")


def _complementary(a: PartialDate, b: PartialDate) -> bool:
    day_a, day_b = _names_day(a), _names_day(b)
    if a.hour is not None and b.hour is not None:
        return False
    if a.hour is not None:
        return ((day_b or b.part is not None) and not day_a) or _weekday_beside_date(a, b)
    if b.hour is not None:
        return day_a or a.part is not None
    if a.part is not None and b.part is not None:
        return False
    if day_a and day_b:
        return _weekday_beside_date(a, b) or _weekday_beside_date(b, a)
    return day_a and b.part is not None and b.unit is None


def _names_day(date: PartialDate) -> bool:
    return date.day is not None or date.weekday is not None or date.unit == "day"


def _weekday_beside_date(a: PartialDate, b: PartialDate) -> bool:
    """A weekday or "today", and a date that says the same day in another way."""
    if a.unit == "day":
        return b.unit is None and (b.weekday is not None or b.day is not None)
    return a.weekday is not None and a.day is None and b.day is not None and b.weekday is None


def _union(a: PartialDate, b: PartialDate) -> PartialDate:
    return PartialDate._make([x if x is not None else y for x, y in zip(a, b, strict=True)])


def _ranges(mentions: list[DateMention], tokens: Tokens, grammar: DateGrammar) -> list[DateMention]:
    out = [mentions[0]]
    for mention in mentions[1:]:
        last = out[-1]
        if last.second is None and mention.second is None and _same_grain(last.first, mention.first):
            gap = tokens.lower[last.end : mention.start]
            if grammar.between["through"].fullmatch(gap) or (
                grammar.between["and"].fullmatch(gap)
                and "between" in _kinds_before(_token_at(last.start, tokens), tokens, grammar)
            ):
                out[-1] = last._replace(end=mention.end, second=mention.first, open_end=None, rule=f"{last.rule}..{mention.rule}")
                continue
        out.append(mention)
    return out


def _same_grain(a: PartialDate, b: PartialDate) -> bool:
    if a.part is not None or b.part is not None:
        return False
    if (a.hour is None) != (b.hour is None):
        return False
    if a.year is not None and b.year is not None:
        return True  # "1983 until May 2008": with both years written the ends may be as fine as they like
    same_words = (a.day is None) == (b.day is None) and (a.month is None) == (b.month is None)
    return same_words and (a.weekday is None or b.weekday is not None) and (a.unit is None) == (b.unit is None)


def _token_at(offset: int, tokens: Tokens) -> int:
    return bisect_left(tokens.starts, offset)


def _kinds_before(index: int, tokens: Tokens, grammar: DateGrammar) -> dict[str, int]:
    """What stands right before a token ("since", "END" ...), each with the token at which its phrase starts."""
    if not index:
        return {}
    words, found = tokens.words, {}
    for phrase, kind in grammar.frames.get(words[index - 1], ()):
        first = index - len(phrase)
        if first >= 0 and kind not in found and (len(phrase) == 1 or tuple(words[first:index]) == phrase):
            found[kind] = first
    return found


def _frame(mention: DateMention, tokens: Tokens, grammar: DateGrammar) -> DateMention:
    """Add what stands before an expression: "the end of", "since", "until", "about"."""
    date = mention.first
    if mention.second is not None:
        return mention
    kinds = _kinds_before(_token_at(mention.start, tokens), tokens, grammar)
    if not kinds:
        return mention
    if date.hour is not None:
        return mention._replace(first=date._replace(mod=date.mod or "APPROX")) if "approximate" in kinds else mention
    for mod in _MODS:
        if mod in kinds and date.mod is None and (date.day is None or mod == "MID"):
            mention = mention._replace(start=tokens.starts[kinds[mod]], first=date._replace(mod=mod))
            return _frame(mention, tokens, grammar)
    if _calendar(date):
        if "since" in kinds:
            return mention._replace(open_end="after")
        if "until" in kinds:
            return mention._replace(open_end="before")
    return mention


def _calendar(date: PartialDate) -> bool:
    return (date.year is not None or date.month is not None) and date.hour is None and date.unit is None


def _direct(mention: DateMention, tokens: Tokens, grammar: DateGrammar) -> DateMention:
    """Say where the clause looks, past or future, when the expression alone does not fix its year or week."""
    date = mention.first
    undecided = date.year is None and date.direction is None and date.unit is None
    if not undecided or (date.month is None and date.weekday is None and date.season is None and date.week is None):
        return mention
    direction = "future" if mention.open_end == "before" else _direction(mention, tokens, grammar)
    if direction is None:
        return mention
    second = mention.second
    if second is not None and second.direction is None:
        second = second._replace(direction=direction, inferred=True)
    return mention._replace(first=date._replace(direction=direction, inferred=True), second=second)


def _direction(mention: DateMention, tokens: Tokens, grammar: DateGrammar) -> str | None:
    """The nearest word of tense in the same sentence: "åtalas", "will be" look ahead; "greps", "was" look back."""
    breaks, starts, words = tokens.breaks, tokens.starts, tokens.words
    sentence = bisect_right(breaks, mention.start)
    low = bisect_right(starts, breaks[sentence - 1] - 1)
    high = bisect_right(starts, breaks[sentence] - 1) if sentence < len(breaks) else len(words)
    here = bisect_right(starts, mention.start) - 1
    future, past = grammar.sets["future"], grammar.sets["past"]
    best, distance = None, len(words)
    for index in range(low, high):
        word = words[index]
        if word in future or word in past:
            # a word before the date governs it more often than one behind it
            away = (here - index) if index < here else (index - here) + 1
            if away < distance:
                best, distance = ("future" if word in future else "past"), away
    return best


def _with_bare_days(atoms: list[DateMention], tokens: Tokens) -> list[DateMention]:
    """The atoms with the days listed before a dated one as mentions of their own: "den 3, 5 och 7 maj"."""
    out: list[DateMention] = []
    for atom in atoms:
        if atom.first.day is not None and atom.first.month is not None and tokens.lower[atom.start - 2 : atom.start] == ", ":
            floor = out[-1].end if out else 0
            for start, end in bare_days_before(atom.start, tokens.lower):
                if start >= floor:
                    out.append(
                        atom._replace(
                            start=start, end=end, first=atom.first._replace(day=int(tokens.lower[start:end])), second=None
                        )
                    )
        out.append(atom)
    return out


def item_clocks(mentions: list[DateMention], tokens: Tokens) -> frozenset[int]:
    """Offsets of the clock times that head an item of a summary: at the start of a line, or in a heading."""
    text = tokens.text
    return frozenset(
        m.start
        for m in mentions
        if m.first.hour is not None and not _names_day(m.first) and (_opens_line(m, text) or _in_heading(m, text))
    )


def _opens_line(mention: DateMention, text: str) -> bool:
    return mention.start == 0 or text[mention.start - 1] == "\n"


def _in_heading(mention: DateMention, text: str) -> bool:
    """Whether a clock time stands in a short line that is no sentence: "Arvika kl. 23.44, misshandel"."""
    low = text.rfind("\n", 0, mention.start) + 1
    high = text.find("\n", mention.end)
    line = text[low : high if high >= 0 else len(text)].rstrip()
    return len(line) < _LONGEST_HEADING and not line.endswith((".", "!", "?"))


def bare_days_before(start: int, lower: str) -> list[tuple[int, int]]:
    """Spans of the days listed before a dated one: the "3" and "5" of "den 3, 5 och 7 maj".

    >>> bare_days_before(7, "den 3, 5 maj")
    [(4, 5)]
    """
    found = _BARE_DAYS.search(lower, max(0, start - _LIST_REACH), start)
    if found is None:
        return []
    return [m.span() for m in _BARE_DAY.finditer(lower, found.start(), start)]
