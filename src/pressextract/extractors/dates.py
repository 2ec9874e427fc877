"""Dates as they stand in the text: which words, and what they say. What they mean is :mod:`pressextract.linking.dates`.

Each step works on the result of the one before: *atoms* (the longest pattern at each word that can begin one), *joins*
(weekday + date + time that touch are one mention), *frames* (the end of A, since A), *ranges* (A to B), *uses* (times of no
event), *direction* (where the clause looks).
"""

from __future__ import annotations

from pressextract.extractors.date_atoms import find_atoms, with_listed_days
from pressextract.extractors.date_direction import direct
from pressextract.extractors.date_frames import frame
from pressextract.extractors.date_joins import join_atoms, join_ranges
from pressextract.languages.date_grammar import DateGrammar
from pressextract.types import DateMention, Tokens

_WEEKDAYS = "XXXX-WXX"  # TIMEX3 for what is so in every week
_NO_ITEMS: frozenset[int] = frozenset()
_LONGEST_HEADING = 80  # characters of a line that is a heading: "Misshandel, Arvika kl. 23.44"


def find_dates(tokens: Tokens, grammar: DateGrammar) -> list[DateMention]:
    """All date expressions of a text in order; spans do not overlap."""
    atoms = list(find_atoms(tokens, grammar))
    if not atoms:
        return []
    joined = join_atoms(with_listed_days(atoms, tokens), tokens, grammar)
    framed = [frame(mention, tokens, grammar) for mention in joined]
    return [
        _bare(direct(_used(m, tokens, grammar), tokens, grammar), grammar, tokens) for m in join_ranges(framed, tokens, grammar)
    ]


def _used(mention: DateMention, tokens: Tokens, grammar: DateGrammar) -> DateMention:
    """Opening hours and times of service are no event's: their sentence says "presstalesperson" or "office hours"."""
    date, second = mention.first, mention.second
    served = date.hour is not None or (date.weekday is not None and second is not None)
    if mention.use is not None or not served or date.day is not None:
        return mention
    if grammar.between["service"].search(tokens.lower, *tokens.sentence_around(mention.start)) is None:
        return mention
    return mention._replace(use="service", recurring=_WEEKDAYS if date.hour is None else None)


def _bare(mention: DateMention, grammar: DateGrammar, tokens: Tokens) -> DateMention:
    """The mention without the article before it: "the weekend" is "weekend" in the text of a date."""
    article: str = grammar.options["article"]
    if article and tokens.lower.startswith(article, mention.start):
        return mention._replace(start=mention.start + len(article))
    return mention


def item_clocks(mentions: list[DateMention], tokens: Tokens) -> frozenset[int]:
    """Offsets of the clock times that head an item of a summary: at the start of a line, or in a heading."""
    text = tokens.text
    clocks = [m for m in mentions if m.first.hour is not None and m.use is None and not _dated(m)]
    return frozenset([m.start for m in clocks if _opens_line(m, text) or _in_heading(m, text)]) if clocks else _NO_ITEMS


def _dated(mention: DateMention) -> bool:
    date = mention.first
    return date.day is not None or date.weekday is not None or date.unit is not None


def _opens_line(mention: DateMention, text: str) -> bool:
    return mention.start == 0 or text[mention.start - 1] == "\n"


def _in_heading(mention: DateMention, text: str) -> bool:
    """Whether a clock time stands in a short line that is no sentence: "Arvika kl. 23.44, misshandel"."""
    low = text.rfind("\n", 0, mention.start) + 1
    high = text.find("\n", mention.end)
    line = text[low : high if high >= 0 else len(text)].rstrip()
    return len(line) < _LONGEST_HEADING and not line.endswith((".", "!", "?"))
