"""The noun that a number counts: of the lists, or the plain word that stands there."""

from __future__ import annotations

import re

from pressextract.extractors.fractions import Number
from pressextract.extractors.surroundings import Surroundings
from pressextract.types import Term, Unit

_COMPOUND_HEADS = frozenset({"report", "person"})
_UNCOUPLED = frozenset({"measure", "money", "time"})
_COMPOUND_REACH = 3  # words behind a singular noun in which the head of its compound stands
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_NOUN_REACH = 5  # tokens between a number and its noun at most


def unit_term(number: Number, around: Surroundings) -> Term | None:
    """The unit of the taxonomy right behind a number, an adjective or two between them allowed."""
    words, grammar = around.tokens.words, around.grammar
    for step in range(_NOUN_REACH):
        place = number.last + step
        if place >= len(words) or _crosses_line(number.end, place, around) or _opens_year(place, around):
            return None
        term = around.units.get(place)
        if term is not None:
            return _noun_behind(term, around) or term
        ends = words[place].endswith(grammar.plural_endings) and words[place] not in grammar.stop
        if ends or place in around.offences or not words[place].replace(".", "").isalpha() or _stops(step, place, around):
            return None
    return None


def _stops(step: int, place: int, around: Surroundings) -> bool:
    """Whether a word ends the search for a noun; not so the "or" of "16 current or former officers"."""
    words, grammar = around.tokens.words, around.grammar
    if words[place] not in grammar.stop:
        return False
    return not (step and words[place] in grammar.adjective_joiners and words[place - 1] in grammar.paired_adjectives)


def _noun_behind(term: Term, around: Surroundings) -> Term | None:
    """ "två gripna män": a participle that is itself a unit, with the noun that it describes right behind it."""
    if term.entry.id not in around.grammar.attributes:
        return None
    following = around.units.get(term.last)
    return following if around.kind_at(term.last) == "person" else None


def _describes(term: Term, around: Surroundings) -> bool:
    """Whether a unit is a participle that can describe an offence: "anmälda", "misstänkta"."""
    return around.tokens.words[term.last - 1].endswith(around.grammar.participle_endings)


def _described_by(offence: Term, around: Surroundings) -> Unit | None:
    """ "159 illegal working visits", "two assault rifles": the plural behind an offence in the singular is what is counted."""
    tokens, endings = around.tokens, around.grammar.plain_nouns
    named = tokens.words[offence.last - 1]
    if not endings or named.endswith(endings) or named in around.grammar.plurals:
        return None
    for place in range(offence.last, min(len(tokens.words), offence.last + _COMPOUND_REACH)):
        word = tokens.words[place]
        if word in around.grammar.stop or not _is_noun(word, around) or not _joined(place, around):
            return None
        if word.endswith(endings) or word in around.grammar.plurals:
            behind = around.units.get(place)
            return Unit(tokens.starts[place], tokens.ends[place], behind.entry.id if behind is not None else None)
    return None


def _opens_year(place: int, around: Surroundings) -> bool:
    """ "omkring 8 500 år 2024": a word for a year that belongs to the figure behind it."""
    words = around.tokens.words
    behind = words[place + 1] if place + 1 < len(words) else ""
    return words[place] in around.grammar.age.units and _YEAR.fullmatch(behind) is not None


def _crosses_line(end: int, place: int, around: Surroundings) -> bool:
    return "\n\n" in around.tokens.text[end : around.tokens.starts[place]]


def noun_after(number: Number, around: Surroundings) -> Unit | None:
    """The noun that a number counts, or ``None`` where none stands behind it."""
    tokens, grammar = around.tokens, around.grammar
    words, count = tokens.words, len(tokens.words)
    place = number.last
    if place < count and words[place] in grammar.subset_after and number.vague:
        place += 1
    if place >= count or _crosses_line(number.end, place, around) or _opens_year(place, around):
        return None
    offence = around.offences.get(place)
    term = around.units.get(place)
    if offence is not None and (term is None or offence.end >= term.end):
        head = around.units.get(offence.last)  # "18,000 financial fraud cases"
        if head is not None and head.start - offence.end == 1 and around.kind_at(offence.last) in _COMPOUND_HEADS:
            return Unit(head.start, head.end, head.entry.id)
        if (noun := _described_by(offence, around)) is not None:
            return noun
        own = term is not None and term.end == offence.end
        return Unit(offence.start, offence.end, term.entry.id if term is not None and own else None)
    term = unit_term(number._replace(last=place), around) if term is None else _noun_behind(term, around) or term
    if term is not None and (reported := around.offences.get(term.last)) and _describes(term, around):
        return Unit(reported.start, reported.end, None)  # "ett tiotal anmälda ofredanden"
    if term is not None:
        several = number.value is None or number.value > 1
        return (compound_head(term, around) if several else None) or Unit(term.start, term.end, term.entry.id)
    return plain_noun(place, around)


def compound_head(term: Term, around: Surroundings) -> Unit | None:
    """ "seven power plant operators": several are not of the singular "plant" but of the plural behind it."""
    endings = around.grammar.plain_nouns
    if not endings or around.unit_kinds.get(term.entry.id) in _UNCOUPLED:
        return None
    words, place = around.tokens.words, term.last
    while place < len(words) and place <= term.last + _COMPOUND_REACH:
        word = words[place - 1]
        if word.endswith(endings) or word in around.grammar.plurals:
            break
        if not _is_noun(words[place], around) or words[place] in around.grammar.stop or not _joined(place, around):
            return None
        place += 1
    else:
        return None
    if place == term.last:
        return None
    behind = around.units.get(place - 1)
    start, end = around.tokens.starts[place - 1], around.tokens.ends[place - 1]
    return Unit(start, end, behind.entry.id if behind is not None and behind.last == place else None)


def _joined(place: int, around: Surroundings) -> bool:
    """Whether one space parts a token from the one before it."""
    tokens = around.tokens
    return tokens.text[tokens.ends[place - 1] : tokens.starts[place]] == " "


def plain_noun(place: int, around: Surroundings) -> Unit | None:
    """The last word of the run of words behind a number, up to a word of grammar: its noun, unknown to the taxonomy."""
    tokens, stop = around.tokens, around.grammar.stop
    words = tokens.words
    last = None
    for step in range(_NOUN_REACH):
        here = place + step
        if here >= len(words):
            break
        if last is not None and words[here] in around.grammar.adjective_joiners and _paired_before_plural(here, around):
            continue  # "two rude and offensive letters"
        if not _is_noun(words[here], around) or words[here] in stop:
            break
        if "\n" in tokens.text[tokens.ends[here - 1] : tokens.starts[here]]:
            break
        if here in around.offences:
            term = around.offences[here]
            return Unit(term.start, term.end, None)
        last = here
        if not _modifies(words[here], around):
            break
    return None if last is None else Unit(tokens.starts[last], tokens.ends[last], None)


def _paired_before_plural(joiner: int, around: Surroundings) -> bool:
    """Whether a joiner stands between two adjectives: the word before it is no plural, the second word behind it is one."""
    words, endings = around.tokens.words, around.grammar.plain_nouns
    if not endings or joiner + 2 >= len(words) or words[joiner - 1].endswith(endings):
        return False
    return words[joiner + 2].endswith(endings) and words[joiner + 1] not in around.grammar.stop


def _is_noun(word: str, around: Surroundings) -> bool:
    if word.endswith(around.grammar.never_nouns):
        return False
    return len(word) > 1 and word[0].isalpha() and word.replace("-", "").replace("'", "").isalpha()


def _modifies(word: str, around: Surroundings) -> bool:
    """Whether a word behind a number describes it, so that its noun is still to come."""
    grammar = around.grammar
    if word.endswith(grammar.plain_adjectives):
        return True
    return bool(grammar.plain_nouns) and not word.endswith(grammar.plain_nouns)


def is_article(number: Number, around: Surroundings) -> bool:
    """Whether a number is one of the words that are mostly articles."""
    return around.tokens.words[number.first] in around.grammar.articles and number.last - number.first == 1
