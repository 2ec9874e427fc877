"""Whether "03/04/2021" is March or April: by the other dates of the text and by where the publisher is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pressextract.types import DateMention

MONTH_FIRST, DAY_FIRST = "mdy", "dmy"
_FIGURES = re.compile(r"(\d\d?)[-/.](\d\d?)[-/.]")


def numeric_order(
    mentions: Iterable[DateMention], text: str, signs: Mapping[str, tuple[str, ...]], hints: str = ""
) -> str | None:
    """The order of day and month in the figures of a text, or ``None`` where nothing tells.

    A date that can be read in one order only decides; else the order of written dates ("November 8", "8 November"), else
    ``signs``, words of a country, in the text or in ``hints``, its publisher and address.
    """
    votes = {MONTH_FIRST: 0, DAY_FIRST: 0}
    for mention in mentions:
        figures = _FIGURES.match(text, mention.start)
        if figures is not None and mention.alternative is None:
            one, two = int(figures[1]), int(figures[2])
            if one != two:
                return DAY_FIRST if one > 12 else MONTH_FIRST
        elif "month-day" in mention.rule:
            votes[MONTH_FIRST] += 1
        elif "day-month" in mention.rule:
            votes[DAY_FIRST] += 1
    if votes[MONTH_FIRST] != votes[DAY_FIRST]:
        return max(votes, key=lambda order: votes[order])
    lower = f"{text} {hints}/".lower()
    found = {order: sum(lower.count(sign) for sign in words) for order, words in signs.items()}
    if len(set(found.values())) <= 1:
        return None
    return max(found, key=lambda order: found[order])
