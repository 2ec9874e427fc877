"""Persons whose occupation is no role: "former detective Michael Garcia pleaded guilty" speaks of a defendant."""

from __future__ import annotations

from bisect import bisect_left

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.types import Name, Role, Tokens

_REACH = 70  # tokens of a list of defendants with their occupations


def without_accused(roles: list[Role], names: list[Name], tokens: Tokens, grammar: RoleGrammar) -> list[Role]:
    """The same roles without those of persons whom their sentence accuses."""
    accused = {role.person for role in roles if role.person is not None and is_accused(names[role.person], tokens, grammar)}
    return [role for role in roles if role.person not in accused] if accused else roles


def is_accused(name: Name, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """Whether words of accusation follow a name, only ages, places and further defendants between them."""
    words, text, first = tokens.words, tokens.text, bisect_left(tokens.starts, name.end)
    for place in range(first, min(len(words), first + _REACH)):
        word = words[place]
        for phrase in grammar.accused.get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                return True
        capital = text[tokens.starts[place]].isupper()
        if word[0].isalpha() and not capital and word not in grammar.beside_accused:
            return False
        if word in ".:!?" and not _initial(place, tokens):
            return False
    return False


def _initial(place: int, tokens: Tokens) -> bool:
    """Whether a full stop belongs to an initial or a short form: "Gregory B. McRae"."""
    return tokens.words[place] == "." and place > 0 and tokens.ends[place - 1] - tokens.starts[place - 1] == 1
