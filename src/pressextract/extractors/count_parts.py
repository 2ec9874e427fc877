"""Parts of a whole that stand behind it: "två personer, en man och en kvinna" is two, and its parts are one and one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pressextract.extractors.count_mentions import count_mention
from pressextract.extractors.count_nouns import noun_after
from pressextract.extractors.numbers import article_number
from pressextract.extractors.surroundings import Surroundings
from pressextract.types import CountMention, Unit

_OPENINGS = frozenset({",", ":", "–", "-", "("})
_ENDS = frozenset(".;!?:")
_PART_REACH = 9  # tokens from one part to the next: "en man i 30-årsåldern och"
_AGE_REACH = 6  # tokens: "en 24-årig man", "a 24-year-old man"
_PERSON = "person"


def with_parts(counts: list[CountMention], around: Surroundings) -> list[CountMention]:
    """The same counts, persons in apposition to a count of persons marked as its parts; articles among them become counts."""
    out: dict[int, CountMention] = {}
    for whole in counts:
        if whole.unit is None or whole.kind != "count" or around.kind_of(whole.unit) != _PERSON:
            continue
        place = bisect_left(around.tokens.starts, whole.unit.end)
        if place + 1 >= len(around.tokens.words) or around.tokens.words[place] not in _OPENINGS or _told_again(whole, around):
            continue
        out = out or {count.start: count for count in counts}
        parts = list(_parts(place + 1, out, around))
        if len(parts) > 1:
            out.update({part.start: part._replace(scope="subset", rule="part") for part in parts})
    return sorted(out.values()) if out else counts


def _told_again(whole: CountMention, around: Surroundings) -> bool:
    """ "de två personerna, en kvinna och en man" tells again who they are."""
    place = bisect_left(around.tokens.starts, whole.start)
    return place > 0 and around.tokens.words[place - 1] in around.grammar.determiners


def _parts(place: int, counts: dict[int, CountMention], around: Surroundings) -> Iterator[CountMention]:
    """Counts of persons one after the other, from a token on."""
    tokens = around.tokens
    while True:
        part = _part(place, counts, around)
        if part is None or part.unit is None:
            return
        yield part
        following = _next_part(bisect_left(tokens.starts, part.unit.end), around)
        if following is None:
            return
        place = following


def _part(place: int, counts: dict[int, CountMention], around: Surroundings) -> CountMention | None:
    """The count of persons that starts at a token."""
    part = counts.get(around.tokens.starts[place])
    if part is None and around.tokens.words[place] in around.grammar.articles:
        number = article_number(place, around.tokens)
        part = count_mention(number, around, rule="part", unit=noun_after(number, around) or _person_near(place, around))
    known = part is not None and around.kind_of(part.unit) == _PERSON
    return part if known else None


def _person_near(place: int, around: Surroundings) -> Unit | None:
    """The person behind an age: "en 24-årig man"."""
    for here in range(place + 1, min(len(around.tokens.words), place + _AGE_REACH)):
        term = around.units.get(here)
        if term is not None and around.kind_at(here) == _PERSON:
            return Unit(term.start, term.end, term.entry.id)
    return None


def _next_part(place: int, around: Surroundings) -> int | None:
    """The token behind the next comma or conjunction of the list."""
    words, grammar = around.tokens.words, around.grammar
    for here in range(place, min(len(words) - 1, place + _PART_REACH)):
        if words[here] in _ENDS:
            return None
        if words[here] == "," or words[here] in grammar.joining:
            behind = here + 1
            return behind + (words[behind] in grammar.joining) if behind + 1 < len(words) else behind
    return None
