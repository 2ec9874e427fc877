"""Who speaks: by name, by surname, by pronoun, or by going on where the last speaker stopped."""

from __future__ import annotations

from collections.abc import Mapping

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.types import Name, Quote, Role, Span, Tokens


def link_quotes(
    quotes: list[Quote], names: list[Name], tokens: Tokens, grammar: RoleGrammar, holders: Mapping[str, int]
) -> list[tuple[Quote, int | None]]:
    """Each quote with the index of its speaker, or ``None``; ``holders`` are the persons of titles in the definite form."""
    linked: list[tuple[Quote, int | None]] = []
    last: int | None = None
    for quote in quotes:
        speaker = _speaker(quote, names, tokens, grammar, last)
        if speaker is None and quote.tag is not None:
            speaker = _by_title(quote.tag, tokens, holders)
        linked.append((quote, speaker))
        last = speaker if speaker is not None else last
    return linked


def _by_title(tag: Span, tokens: Tokens, holders: Mapping[str, int]) -> int | None:
    """ "säger gruppchefen", "the director said"."""
    words = (word.strip(".,:;") for word in tokens.lower[tag.start : tag.end].split())
    return next((holders[word] for word in words if word in holders), None)


def _speaker(quote: Quote, names: list[Name], tokens: Tokens, grammar: RoleGrammar, last: int | None) -> int | None:
    if quote.tag is None:
        return last
    named = [i for i, name in enumerate(names) if quote.tag.start <= name.start < quote.tag.end]
    if named:
        return named[0] if quote.tag.start >= quote.end else _nearest_to(named, names, quote)
    surname = _by_surname(quote.tag, names, tokens, grammar.suffixes)
    if surname is not None:
        return surname
    words = tokens.lower[quote.tag.start : quote.tag.end].split()
    if any(word.strip(".,:") in grammar.pronouns for word in words):
        return last
    return None


def _nearest_to(named: list[int], names: list[Name], quote: Quote) -> int:
    return max(named, key=lambda i: names[i].end if names[i].end <= quote.start else -1)


def _by_surname(tag: Span, names: list[Name], tokens: Tokens, suffixes: frozenset[str]) -> int | None:
    """The latest full name before the tag whose surname stands in it."""
    words = {w.strip(".,:;") for w in tokens.text[tag.start : tag.end].split()}
    for index in range(len(names) - 1, -1, -1):
        name = names[index]
        if name.start < tag.end and _surname(tokens.text[name.start : name.end], suffixes) in words:
            return index
    return None


def _surname(name: str, suffixes: frozenset[str]) -> str:
    """The last word of a name that is no suffix of it.

    >>> _surname("Ronald C. Machen Jr.", frozenset({"jr."}))
    'Machen'
    """
    words = [word for word in name.replace(",", " ").split() if word.lower() not in suffixes]
    return words[-1] if words else name


def attach_quotes(roles: list[Role], quotes: list[tuple[Quote, int | None]], first: list[int]) -> list[Role]:
    """Each role with the quotes of its person; ``first`` has for each name the index of the first mention of the same person."""
    spoken: dict[int, list[int]] = {}
    for index, (_, speaker) in enumerate(quotes):
        if speaker is not None:
            spoken.setdefault(first[speaker], []).append(index)
    return [role if role.person is None else role._replace(quotes=tuple(spoken.get(first[role.person], ()))) for role in roles]
