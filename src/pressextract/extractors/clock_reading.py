"""Clock times as they are written or spoken: "23.14", "2 p.m.", "klockan halv två", "quarter to three"."""

from __future__ import annotations

from typing import Any

from pressextract.languages.date_grammar import DateGrammar

_NOON = 12
_HOUR = 60  # minutes

Groups = dict[str, Any]
Clock = tuple[int | None, int | None]


def read_clock(groups: Groups, number: str, grammar: DateGrammar) -> Clock:
    """Hour and minute of the groups without (``""``) or with (``"2"``) a number behind their names."""
    if not number and (word := groups.get("time_word")):
        fields = grammar.options["times"][word]
        return fields["hour"], fields["minute"]
    if not number and "hour_word" in groups:
        return _spoken(groups, grammar)
    hour = groups.get("hour" + number)
    if hour is None:
        return None, None
    minute = groups.get("minute" + number)
    half = groups.get("ampm" + number) or groups.get("ampm2") or _spoken_half(groups, grammar)
    return to_24(int(hour), half), int(minute) if minute else None


def _spoken(groups: Groups, grammar: DateGrammar) -> Clock:
    """ "halv två" is 1:30, "fem över halv sex" 5:35, "half past two" 2:30; without minutes only the hour is said."""
    word = groups["hour_word"]
    hour = int(word) if word.isdigit() else grammar.numbers[word]
    half = _spoken_half(groups, grammar)
    past = -_HOUR // 2 if "half" in groups else _HOUR // 2 if "past_half" in groups else 0
    by = grammar.options["spoken_minutes"].get(groups.get("by", ""), 0)
    if not past and not by:
        return to_24(hour, half), None
    minutes = to_24(hour, half) * _HOUR + past + (-by if "to" in groups else by)
    return minutes // _HOUR % 24, minutes % _HOUR


def _spoken_half(groups: Groups, grammar: DateGrammar) -> str | None:
    part = grammar.values["parts"].get(groups.get("part", ""))
    return "p" if part in ("evening", "afternoon") else None


def to_24(hour: int, half: str | None) -> int:
    """The hour on a clock of 24 hours.

    >>> to_24(12, "a.m."), to_24(2, "pm"), to_24(22, None)
    (0, 14, 22)
    """
    if half is None:
        return hour % 24
    hour %= _NOON
    return hour + _NOON if half[0] == "p" else hour
