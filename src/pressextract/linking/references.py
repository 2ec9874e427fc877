"""Later mentions of a person: by surname, pronoun, title in the definite form, or age, where one candidate remains."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.types import CountMention, Name, Reference, Role, Span, Tokens

_LONGEST_NAME = 6  # words
_AGED = "age"


def find_references(
    names: list[Name], roles: list[Role], counts: list[CountMention], tokens: Tokens, grammar: RoleGrammar, taken: list[Span]
) -> list[Reference]:
    """References in order; what stands in ``taken``, in a name or a title is none.

    >>> from pressextract import extract
    >>> record = extract("Åklagare Anna Berg leder utredningen. Berg hörs i morgon. Hon är nöjd.", language="sv")
    >>> [(reference.text, reference.kind, reference.person) for reference in record.references]
    [('Berg', 'surname', 0), ('Hon', 'pronoun', 0)]
    """
    barred = sorted([*taken, *(Span(n.start, n.end) for n in names), *(Span(r.title.start, r.title.end) for r in roles)])
    first = first_mentions(names, tokens, grammar.suffixes)
    later = [Reference(n.start, n.end, "name", first[i], None) for i, n in enumerate(names) if first[i] != i]
    found = [
        *later_mentions(names, first, tokens, grammar),
        *_titles(roles, first, tokens, grammar),
        *_ages(counts),
    ]
    free = (r for r in found if not any(span.start < r.end and r.start < span.end for span in barred))
    return sorted({*free, *later}, key=lambda r: (r.start, r.end))


def later_mentions(names: list[Name], first: list[int], tokens: Tokens, grammar: RoleGrammar) -> list[Reference]:
    """Mentions by surname, then the pronouns of which one person can be meant."""
    surnames = list(_surnames(names, first, tokens, grammar))
    told = [(name.start, first[i]) for i, name in enumerate(names)] + [(r.start, r.person) for r in surnames]
    return [*surnames, *_pronouns(told, tokens, grammar)]


def first_mentions(names: list[Name], tokens: Tokens, suffixes: frozenset[str]) -> list[int]:
    """For each name the index of the first mention of the same person: the same words, or a surname that one person has."""
    whole: dict[str, int] = {}
    by_surname: dict[str, set[int]] = {}
    first = []
    for index, name in enumerate(names):
        words = _words(name, tokens, suffixes)
        same = whole.get(" ".join(words))
        if same is None and len(words) == 1:
            holders = by_surname.get(words[0], set())
            same = next(iter(holders)) if len(holders) == 1 else None
        same = whole.setdefault(" ".join(words), index) if same is None else same
        first.append(same)
        if len(words) > 1:
            by_surname.setdefault(words[-1], set()).add(same)
    return first


def _words(name: Name, tokens: Tokens, suffixes: frozenset[str]) -> list[str]:
    """The words of a name, the last being the surname: "Jr." is left out."""
    words = tokens.text[name.start : name.end].casefold().replace(",", " ").split()
    return [word for word in words if word not in suffixes] or words


def _surnames(names: list[Name], first: list[int], tokens: Tokens, grammar: RoleGrammar) -> Iterator[Reference]:
    """ "Abrahamsson" and "Abrahamssons" behind "Christian Abrahamsson"."""
    holders: dict[str, set[int]] = {}
    for index, name in enumerate(names):
        words = _words(name, tokens, grammar.suffixes)
        if 1 < len(words) <= _LONGEST_NAME:
            holders.setdefault(words[-1], set()).add(first[index])
    persons = {word: next(iter(known)) for word, known in holders.items() if len(known) == 1}
    persons |= {word + grammar.genitive: person for word, person in persons.items() if word + grammar.genitive not in holders}
    for place in [place for place, word in enumerate(tokens.words) if word in persons]:
        start, person = tokens.starts[place], persons[tokens.words[place]]
        if tokens.text[start].isupper() and names[person].end <= start:
            yield Reference(start, tokens.ends[place], "surname", person, None)


def _pronouns(told: list[tuple[int, int | None]], tokens: Tokens, grammar: RoleGrammar) -> Iterator[Reference]:
    """ "hon", "she": the one person whom this sentence and the one before it name; ``told`` are offsets and persons."""
    for place, word in enumerate(tokens.words):
        if word not in grammar.pronouns:
            continue
        start = tokens.starts[place]
        low = tokens.sentence_around(max(0, tokens.sentence_around(start)[0] - 1))[0]
        near = {person for offset, person in told if low <= offset < start}
        others = any(tokens.words[other] in grammar.persons for other in range(bisect_left(tokens.starts, low), place))
        if len(near) == 1 and not others:
            yield Reference(start, tokens.ends[place], "pronoun", next(iter(near)), None)


def title_holders(roles: list[Role], first: list[int], tokens: Tokens, grammar: RoleGrammar) -> dict[str, int]:
    """The person that each title of the text in its definite form speaks of, where one person holds it: "gruppchefen"."""
    holders: dict[str, set[int]] = {}
    for role in roles:
        words = tokens.lower[role.title.start : role.title.end].split()
        if role.person is not None and words:
            for ending in grammar.definite_endings:
                holders.setdefault(f"{words[-1]}{ending}", set()).add(first[role.person])
    return {form: next(iter(persons)) for form, persons in holders.items() if len(persons) == 1}


def _titles(roles: list[Role], first: list[int], tokens: Tokens, grammar: RoleGrammar) -> Iterator[Reference]:
    """ "gruppchefen", "the director": a title that one person of the text holds, told again in the definite form."""
    holders = title_holders(roles, first, tokens, grammar)
    earliest = min((role.title.end for role in roles), default=len(tokens.text))
    for place in range(bisect_left(tokens.starts, earliest), len(tokens.words)):
        person = holders.get(tokens.words[place])
        if person is None:
            continue
        if grammar.definite_articles and (not place or tokens.words[place - 1] not in grammar.definite_articles):
            continue
        yield Reference(tokens.starts[place], tokens.ends[place], "title", person, None)


def _ages(counts: list[CountMention]) -> Iterator[Reference]:
    """ "25-åringen", "the 25-year-old": the one of that age who was told of before."""
    ages = [(index, count) for index, count in enumerate(counts) if count.kind == _AGED and count.value is not None]
    for index, count in ages:
        same = [i for i, other in ages if other.value == count.value and i < index]
        if len(same) == 1:
            yield Reference(count.start, count.end, "age", None, same[0])
