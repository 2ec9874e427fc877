"""Organisations and places of the lists."""

from __future__ import annotations

from pressextract.types import Organisation, Place, Term, Tokens

_SMALL = "locality"  # kind of places whose names are often parts of others


def find_organisations(tokens: Tokens, terms: list[Term]) -> list[Organisation]:
    """Organisations of the list; an entry written with a capital is one only with a capital in the text."""
    found = []
    for term in terms:
        written = tokens.text[term.start : term.end]
        if term.entry.rule == "caps" and not written.isupper():
            continue
        if term.entry.rule == "capital" and not written[0].isupper():
            continue
        found.append(Organisation(term.start, term.end, term.entry.id))
    return found


def find_places(
    tokens: Tokens, terms: list[Term], kinds: dict[str, str], cues: frozenset[str], ambiguous: frozenset[str]
) -> list[Place]:
    """Places of the gazetteer; a name that is also a word needs a preposition of place before it."""
    found = []
    for term in terms:
        start = term.start
        if not tokens.text[start].isupper():
            continue
        if term.entry.id in ambiguous and (not term.first or tokens.words[term.first - 1] not in cues):
            continue
        if kinds.get(term.entry.id) == _SMALL and _goes_on(term, tokens):
            continue
        if start and tokens.text[start - 1] in "-–" and tokens.text[start - 2 : start - 1].isalpha():
            continue
        found.append(Place(start, term.end, term.entry.id, _kind(term.entry.id, kinds)))
    return found


def _goes_on(term: Term, tokens: Tokens) -> bool:
    """Whether a capitalised word follows on the line, so that a locality is only the beginning of a name: "Los Angeles"."""
    return tokens.text[term.end : term.end + 1] == " " and tokens.text[term.end + 1 : term.end + 2].isupper()


def with_heads(
    organisations: list[Organisation], places: list[Place], tokens: Tokens, heads: dict[str, str]
) -> tuple[list[Organisation], list[Place]]:
    """Both lists with "Malmö tingsrätt" as an organisation and no place; ``heads`` are the words behind, with their ids."""
    bodies: list[Organisation] = []
    lower = tokens.lower
    for place in places:
        for head, id_ in heads.items():
            end = place.end + 1 + len(head)
            if lower.startswith(f" {head}", place.end) and not lower[end : end + 1].isalnum():
                bodies.append(Organisation(place.start, end, id_))
                break
    if not bodies:
        return organisations, places
    kept = [o for o in organisations if not any(b.start < o.end and o.start < b.end for b in bodies)]
    return sorted([*kept, *bodies]), [p for p in places if not any(b.start == p.start for b in bodies)]


def _kind(id_: str, kinds: dict[str, str]) -> str:
    """The kind of a place by its id: of the gazetteer, else a country or a part of one by its prefix."""
    return kinds.get(id_) or id_.partition("-")[0]
