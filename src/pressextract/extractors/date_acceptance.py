"""What looks like a date and is none: names, numbers, laws, nowadays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from pressextract.extractors.date_frames import kinds_before
from pressextract.extractors.nowadays import names_a_day, opens_sentence
from pressextract.languages.date_grammar import DateGrammar
from pressextract.types import DateMention, Tokens

_OLD = 1900  # a year before it is a year only behind a word for one: "in 1885", not "1885 people"
_BRANDED = "2000"  # the year that products are named after
_SHORT_DECADE = 3  # characters: "90s"


def is_accepted(mention: DateMention, index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """Whether an atom that starts at a token is a date where it stands."""
    date = mention.first
    dated = date.month is not None and date.day is not None
    in_figures = "/" < tokens.words[index][0] < ":"
    if in_figures and not (dated and date.year) and _numbered(index, date.hour is not None, tokens, grammar):
        return False
    if not dated and not _is_bare_date(mention, index, tokens, grammar):
        return False
    check = _CHECKS.get(mention.rule)
    return check is None or check(mention, index, tokens, grammar)


def _numbered(index: int, is_clock: bool, tokens: Tokens, grammar: DateGrammar) -> bool:
    """Whether a figure stands behind a word that numbers things, "väg 40", on its line or in its paragraph."""
    if not index or tokens.words[index - 1] not in grammar.sets["reject_before"]:
        return False
    gap = tokens.text[tokens.ends[index - 1] : tokens.starts[index]]
    return ("\n" if is_clock else "\n\n") not in gap


def _is_bare_date(mention: DateMention, index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """Years, months and clock times alone must be told from numbers and names."""
    date = mention.first
    bare_month = date.month is not None and date.year is None
    bare_year = mention.rule == "year"
    previous = tokens.words[index - 1] if index else ""
    cued = bare_month and previous in grammar.sets["day_cues"]  # "in November officers took"
    bare = bare_year or bare_month or date.hour is not None
    if bare and not cued and _word_at(tokens, mention.end) in grammar.sets["reject_after"]:
        return False
    if bare_year and _numbers_something(mention, index, tokens, grammar):
        return False
    if date.year is not None and date.year < _OLD and date.month is None and previous not in grammar.sets["day_cues"]:
        return False
    if bare_month and date.unit is None and not _is_month(mention, index, tokens, grammar):
        return False
    lone = date.year is None and date.unit is None and mention.recurring is None
    if lone and tokens.words[index] in grammar.sets["ambiguous"]:
        return tokens.text[mention.start].isupper() and previous in grammar.sets["ambiguous_cues"]
    return True


def _is_weekday(mention: DateMention, _: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """Not the day in "Sunday school"."""
    return _word_at(tokens, mention.end) not in grammar.sets["weekday_names"]


def _is_no_fraction(mention: DateMention, index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """ "24/7" is never a date, "2/3" only behind a word for a day."""
    written, previous = tokens.lower[mention.start : mention.end], tokens.words[index - 1] if index else ""
    if written in grammar.sets["reject_whole"]:
        return False
    return written not in grammar.sets["fractions"] or previous in grammar.sets["day_cues"]


def _is_decade(_: DateMention, index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """ "the 90s" is a decade, "in his 90s" is an age."""
    cues, short = grammar.sets["decade_cues"], tokens.ends[index] - tokens.starts[index] <= _SHORT_DECADE
    return not short or not cues or (index > 0 and tokens.words[index - 1] in cues)


def _is_century(mention: DateMention, _: int, tokens: Tokens, __: DateGrammar) -> bool:
    """Not the one in the name of something: "the 21st Century Cures Act"."""
    return not (tokens.text[mention.start : mention.end].split()[-1][0].isupper() and _capital_behind(mention.end, tokens))


def _is_dotted_clock(_: DateMention, index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    return index > 0 and tokens.words[index - 1] in grammar.sets["clock_cues"]


def _is_stretch(_: DateMention, index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """ "for the past 11 years" is how long, not when."""
    before = index - 1 - (index > 1 and tokens.words[index - 1] in grammar.sets["articles"])
    return before < 0 or tokens.words[before] not in grammar.sets["duration_cues"]


def _numbers_something(mention: DateMention, index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """ "a 2016 Honda", "model year 2018", "Resolution 2231 (2015)"."""
    words, text = tokens.words, tokens.text
    previous = words[index - 1] if index else ""
    behind = words[index + 1 : index + 3]
    if words[index] == _BRANDED and index > 1 and all(_is_name(place, tokens, grammar) for place in (index - 2, index - 1)):
        return True  # "Tax Break 2000"; a "Sweden Rock 2023" has its year
    if len(behind) == 2 and behind[0] in grammar.sets["range_words"] and behind[1].isdigit() and len(behind[1]) > 3:
        return True  # "från 2000 till 8000"
    if behind and behind[0] in grammar.sets["brands"]:
        return True
    if previous in grammar.sets["model_year"] and text[mention.end + 1 : mention.end + 2].isupper():
        return True
    if previous == "(" and index > 1 and words[index - 2][0].isdigit() and text[mention.end : mention.end + 1] == ")":
        return True
    if _is_of_law(index, tokens, grammar):
        return True
    return "name" in kinds_before(index, tokens, grammar)


def _is_of_law(index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """ "the Criminal Justice Act, 1996", "the Theft Act of 1968": a year behind the name of a law."""
    if index < 2 or tokens.words[index - 1] not in grammar.sets["law_links"]:
        return False
    return tokens.words[index - 2] in grammar.sets["laws"] and tokens.text[tokens.starts[index - 2]].isupper()


def _is_name(index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """Whether a token is a capitalised word of two letters and more that opens no sentence and is no word for a time."""
    word, start = tokens.words[index], tokens.starts[index]
    if len(word) < 2 or not word.isalpha() or not tokens.text[start].isupper() or start in tokens.breaks:
        return False
    times = grammar.values["months"], grammar.values["seasons"], grammar.sets["day_cues"], grammar.sets["year_words"]
    return not any(word in words for words in times)


def _is_month(mention: DateMention, index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """Whether a month without day and year is one, and no name: "insats November", "Maj Larsson", "March for Life"."""
    word, words, text = tokens.words[index], tokens.words, tokens.text
    if word not in grammar.sets["full_months"] or "name" in kinds_before(index, tokens, grammar):
        return False
    if not text[mention.start].isupper() or mention.second is not None:
        return True
    previous = words[index - 1] if index else ""
    opens = mention.start in (0, *tokens.breaks) or opens_sentence(mention.start, tokens)
    if grammar.options["months_lower"] and not opens:
        return text[mention.start : mention.end].isupper()
    named = word in grammar.sets["name_months"] and not (len(previous) > 1 and previous in grammar.sets["day_cues"])
    return not (named and _capital_behind(mention.end, tokens))


def _capital_behind(end: int, tokens: Tokens) -> bool:
    return tokens.text[end : end + 1] == " " and tokens.text[end + 1 : end + 2].isupper()


def _reads_as_clock(mention: DateMention, index: int, tokens: Tokens, grammar: DateGrammar) -> bool:
    """ "23.14" is a clock at the start of a line or after a word for time; "4.22" and "1:14" alone say nothing."""
    previous = tokens.words[index - 1] if index else ""
    if mention.start == 0 or tokens.text[mention.start - 1] == "\n":
        return True
    if previous in grammar.sets["clock_cues"]:
        return True
    two_digits = tokens.lower[mention.start + 1].isdigit()
    return mention.first.hour is not None and two_digits and previous not in grammar.sets["reject_before"]


def _word_at(tokens: Tokens, offset: int) -> str:
    """The word that starts at or after an offset, on the same line."""
    place = bisect_right(tokens.starts, offset - 1)
    if place >= len(tokens.words) or "\n" in tokens.text[offset : tokens.starts[place]]:
        return ""
    return tokens.words[place]


# Rules whose match must still be told from something else.
_CHECKS: dict[str, Callable[[DateMention, int, Tokens, DateGrammar], bool]] = {
    "deictic": names_a_day,
    "weekday": _is_weekday,
    "clock-bare": _reads_as_clock,
    "clock-dot": _is_dotted_clock,
    "slash-date": _is_no_fraction,
    "decade": _is_decade,
    "last-n": _is_stretch,
    "century": _is_century,
}
