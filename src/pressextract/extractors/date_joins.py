"""Atoms that touch and complete each other are one mention: weekday + date + time, part of the day + date, A to B."""

from __future__ import annotations

from pressextract.extractors.date_frames import kinds_before, token_at
from pressextract.languages.date_grammar import DateGrammar
from pressextract.types import DateMention, PartialDate, Tokens

_LONGEST_JOINER = 24  # characters: ", at approximately " with room


def join_atoms(atoms: list[DateMention], tokens: Tokens, grammar: DateGrammar) -> list[DateMention]:
    """The mentions that atoms make together."""
    joined = [atoms[0]]
    for index, atom in enumerate(atoms[1:], 1):
        last = joined[-1]
        gap = tokens.lower[last.end : atom.start]
        if len(gap) <= _LONGEST_JOINER and (not gap or grammar.between["join"].match(gap)):
            if last.recurring is not None and atom.first.hour is not None:
                joined.append(atom._replace(use="recurring"))
                continue
            following = atoms[index + 1] if index + 1 < len(atoms) else None
            merged = None if _belongs_ahead(atom, following, tokens, grammar) else _merge(last, atom, gap.strip(" ,\n"), grammar)
            if merged is not None:
                joined[-1] = merged
                continue
        joined.append(atom)
    return joined


def _belongs_ahead(atom: DateMention, following: DateMention | None, tokens: Tokens, grammar: DateGrammar) -> bool:
    """Whether a part of the day belongs to the date behind it: "på kvällen den 3 december"."""
    if following is None or not _bare_part(atom.first):
        return False
    return tokens.lower[atom.end : following.start].strip() in grammar.sets["tight"] and _names_day(following.first)


def _bare_part(date: PartialDate) -> bool:
    return date.part is not None and date.weekday is None and date.unit is None and date.day is None and date.hour is None


def _merge(left: DateMention, right: DateMention, gap: str, grammar: DateGrammar) -> DateMention | None:
    """One mention out of two that complete each other, or ``None``."""
    if left.second is not None or left.context != right.context or left.recurring or right.recurring:
        return None
    a, b = left.first, right.first
    if right.second is not None:
        if a.hour is None and b.hour is not None and b.day is None and _names_day(a):  # 6 March, 13-14
            return left._replace(end=right.end, first=_union(a, b), second=_union(a, right.second))
        if a.unit == "weekend" and b.day is not None and b.hour is None:  # helgen den 4-5 december
            return right._replace(start=left.start)
        return None
    if not _complementary(a, b, gap in grammar.sets["tight"], gap):
        return None
    both = _at_clock(a, b) if b.hour is not None and a.hour is None and not _names_day(b) else _union(a, b)
    return left._replace(end=right.end, first=both, rule=f"{left.rule}+{right.rule}")


def _at_clock(date: PartialDate, clock: PartialDate) -> PartialDate:
    """The commonest union, a day and a time of the clock, without a look at each field."""
    part, mod = date.part or clock.part, date.mod or clock.mod
    return date._replace(hour=clock.hour, minute=clock.minute, zone=clock.zone, part=part, mod=mod)


def _complementary(a: PartialDate, b: PartialDate, tight: bool, gap: str) -> bool:
    day_a, day_b = _names_day(a), _names_day(b)
    if a.hour is not None and b.hour is not None:
        return False
    if a.hour is not None:
        return ((day_b or b.part is not None) and not day_a) or _weekday_beside_date(a, b)
    if b.hour is not None:
        return (day_a or a.part is not None) and not (day_b and not _weekday_beside_date(a, b))
    if a.unit == "weekend":
        return (b.day is not None and b.month is not None) or (b.week is not None and b.weekday is None)
    if a.part is not None and b.part is not None:
        return False
    if day_a and day_b:
        return _weekday_beside_date(a, b) or (b.named is None and _weekday_beside_date(b, a))
    if _bare_part(a) and day_b:
        return tight or (not gap and b.unit == "day")
    if a.weekday is not None and a.day is None and b.week is not None and b.weekday is None:
        return True  # "fredag vecka 45"
    return day_a and _bare_part(b)


def _names_day(date: PartialDate) -> bool:
    named = date.named is not None and date.named.days == 1
    return date.day is not None or date.weekday is not None or date.unit == "day" or named


def _weekday_beside_date(a: PartialDate, b: PartialDate) -> bool:
    """A weekday, a holiday or "today", and a date that says the same day in another way."""
    if a.unit == "day" and a.weekday is None and a.day is None:
        return b.unit is None and (b.weekday is not None or b.day is not None) and b.named is None
    if a.named is not None:
        return b.day is not None and b.named is None
    if b.named is not None:
        return a.weekday is not None and a.day is None
    return a.weekday is not None and a.day is None and b.day is not None and b.weekday is None


def _union(a: PartialDate, b: PartialDate) -> PartialDate:
    both = PartialDate._make([x if x is not None else y for x, y in zip(a, b, strict=True)])
    return both._replace(named=None) if both.named is not None and both.day is not None else both


def join_ranges(mentions: list[DateMention], tokens: Tokens, grammar: DateGrammar) -> list[DateMention]:
    """Mentions with "A to B" and "between A and B" as one."""
    out = [mentions[0]]
    for mention in mentions[1:]:
        last = out[-1]
        if last.second is None and mention.second is None and _same_grain(last.first, mention.first):
            gap = tokens.lower[last.end : mention.start]
            between = grammar.between
            if between["through"].fullmatch(gap) or (between["and"].fullmatch(gap) and _bounded(last, tokens, grammar)):
                rule = f"{last.rule}..{mention.rule}"
                out[-1] = last._replace(end=mention.end, second=mention.first, open_end=None, rule=rule)
                continue
        out.append(mention)
    return out


def _bounded(mention: DateMention, tokens: Tokens, grammar: DateGrammar) -> bool:
    index = token_at(mention.start, tokens)
    if "between" in kinds_before(index, tokens, grammar):
        return True
    article = index > 1 and tokens.words[index - 1] in grammar.sets["articles"]
    return article and "between" in kinds_before(index - 1, tokens, grammar)


def _same_grain(a: PartialDate, b: PartialDate) -> bool:
    if a.part is not None or b.part is not None:
        return False
    if (a.hour is None) != (b.hour is None):
        return False
    if a.hour is not None and not _names_day(b):
        return True  # "May 8, from 10 a.m. to noon"
    if a.year is not None and b.year is not None:
        return True  # "1983 until May 2008": with both years written the ends may be as fine as they like
    same_words = (a.day is None) == (b.day is None) and (a.month is None) == (b.month is None)
    return same_words and (a.weekday is None or b.weekday is not None) and (a.unit is None) == (b.unit is None)
