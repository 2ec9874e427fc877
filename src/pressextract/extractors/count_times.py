"""Stretches of time and penalties: "i sju år", "fängelse i lägst sex år", "a five-year term"."""

from __future__ import annotations

from pressextract.extractors.count_mentions import count_mention
from pressextract.extractors.count_nouns import unit_term
from pressextract.extractors.count_rejects import in_brackets
from pressextract.extractors.fractions import Number
from pressextract.extractors.surroundings import Surroundings
from pressextract.types import CountMention, Unit

_OFFENCE_REACH = 3  # tokens from "for" to the offence
_SENTENCE = ". "
_TAKES_REACH = 12  # characters in which the "for" of a penalty stands
_PENALTY_REACH = 8  # tokens between a stretch of time and the word that makes it a sentence


def read_time(number: Number, around: Surroundings) -> CountMention | None:
    """Stretches of time: a penalty where a word of sentencing stands near, else a duration."""
    term = unit_term(number, around)
    if term is None or term.entry.id not in around.grammar.durations | around.grammar.penalties or in_brackets(number, around):
        return None
    penal = term.entry.id in around.grammar.penalties or _penal(number, around) or _for_an_offence(term.last, around)
    kind = "penalty" if penal else "duration"
    return count_mention(number, around, kind=kind, rule=kind, unit=Unit(term.start, term.end, term.entry.id))


def read_lasting(number: Number, end: int, around: Surroundings) -> CountMention:
    """ "tioårigt": a stretch of time in one word."""
    kind = "penalty" if _penal(number, around) else "duration"
    return count_mention(number, around, kind=kind, rule="lasting", end=end, basis="compound")


def carry_penalties(counts: list[CountMention], around: Surroundings) -> list[CountMention]:
    """ "10 years in prison for fraud, 5 years for each false claim": what is told behind a penalty in its list is one too."""
    penal: CountMention | None = None
    for index, count in enumerate(counts):
        if count.kind == "penalty":
            penal = count
        elif count.kind == "duration" and count.unit is not None and penal is not None:
            if penal.unit is not None and around.tokens.lower[penal.unit.end : count.start].strip() in around.grammar.joining:
                counts[index] = penal = count._replace(kind="penalty", rule="penalty")  # "14 years and nine months"
                continue
            following = around.tokens.lower[count.unit.end : count.unit.end + _TAKES_REACH].split()
            between = around.tokens.lower[penal.end : count.start]
            if following and following[0] in around.grammar.penalty_takes and _SENTENCE not in between:
                counts[index] = penal = count._replace(kind="penalty", rule="penalty")
    return counts


def _penal(number: Number, around: Surroundings) -> bool:
    """Whether a word of sentencing stands near a stretch of time."""
    words = around.tokens.words
    near = words[max(0, number.first - _PENALTY_REACH) : number.last + _PENALTY_REACH]
    return not around.grammar.penalty.isdisjoint(near)


def _for_an_offence(place: int, around: Surroundings) -> bool:
    """ "four years for second-degree robbery", "två år för grov stöld": what an offence gives."""
    words = around.tokens.words
    takes = place < len(words) and words[place] in around.grammar.penalty_takes
    return takes and any(here in around.offences for here in range(place + 1, place + 1 + _OFFENCE_REACH))


def read_compound(number: Number, around: Surroundings) -> CountMention | None:
    """ "a 12-count indictment", "a 10-year term": the noun is joined to the number and belongs to its span."""
    tokens, last = around.tokens, number.last
    joined = number.basis == "compound" and not number.vague
    if not joined:
        if last + 1 >= len(tokens.words) or tokens.words[last] != "-" or tokens.starts[last] != number.end:
            return None
        if tokens.starts[last + 1] != tokens.ends[last] or (last + 1) not in around.units:
            return None
    noun = tokens.words[last - 1 if joined else last + 1].rpartition("-")[2]
    unit_id = around.grammar.compound_units.get(noun)
    kind = "measure" if around.unit_kinds.get(unit_id or "") == "measure" else "count"
    if around.grammar.compound_times and noun.endswith(around.grammar.compound_times):
        kind = "penalty" if _penal(number, around) else "duration"
    end = tokens.ends[last - 1 if joined else last + 1]
    unit = Unit(end - len(noun), end, unit_id) if unit_id else None
    return count_mention(number, around, rule="hyphened", kind=kind, end=end, basis="compound", unit=unit)
