"""The noun that a number counts: of the lists, or the plain word that stands there."""

from __future__ import annotations

from pressextract.extractors.fractions import Number
from pressextract.extractors.surroundings import Surroundings
from pressextract.types import Term, Unit

_COMPOUND_HEADS = frozenset({"report", "person"})
_NOUN_REACH = 5  # tokens between a number and its noun at most


def unit_term(number: Number, around: Surroundings) -> Term | None:
    """The unit of the taxonomy right behind a number, an adjective or two between them allowed."""
    words, grammar = around.tokens.words, around.grammar
    for step in range(_NOUN_REACH):
        place = number.last + step
        if place >= len(words) or _crosses_line(number.end, place, around):
            return None
        term = around.units.get(place)
        if term is not None:
            return _noun_behind(term, around) or term
        if place in around.offences or not words[place].isalpha() or words[place] in grammar.stop:
            return None
    return None


def _noun_behind(term: Term, around: Surroundings) -> Term | None:
    """ "två gripna män": a participle that is itself a unit, with the noun that it describes right behind it."""
    if term.entry.id not in around.grammar.attributes:
        return None
    following = around.units.get(term.last)
    return following if following is not None and around.unit_kinds.get(following.entry.id) == "person" else None


def _crosses_line(end: int, place: int, around: Surroundings) -> bool:
    return "\n\n" in around.tokens.text[end : around.tokens.starts[place]]


def noun_after(number: Number, around: Surroundings) -> Unit | None:
    """The noun that a number counts, or ``None`` where none stands behind it."""
    tokens, grammar = around.tokens, around.grammar
    words, count = tokens.words, len(tokens.words)
    place = number.last
    if place < count and words[place] in grammar.subset_after and number.vague:
        place += 1
    if place >= count or _crosses_line(number.end, place, around):
        return None
    offence = around.offences.get(place)
    term = around.units.get(place)
    if offence is not None and (term is None or offence.end >= term.end):
        head = around.units.get(offence.last)  # "18,000 financial fraud cases"
        if head is not None and head.start - offence.end == 1 and around.unit_kinds.get(head.entry.id) in _COMPOUND_HEADS:
            return Unit(head.start, head.end, head.entry.id)
        return Unit(offence.start, offence.end, term.entry.id if term is not None else None)
    term = unit_term(number._replace(last=place), around) if term is None else _noun_behind(term, around) or term
    if term is not None:
        return Unit(term.start, term.end, term.entry.id)
    return _plain_noun(place, around)


def _plain_noun(place: int, around: Surroundings) -> Unit | None:
    """The last word of the run of words behind a number, up to a word of grammar: its noun, unknown to the taxonomy."""
    tokens, stop = around.tokens, around.grammar.stop
    words = tokens.words
    last = None
    for step in range(_NOUN_REACH):
        here = place + step
        if here >= len(words) or not _is_noun(words[here], around) or words[here] in stop:
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
