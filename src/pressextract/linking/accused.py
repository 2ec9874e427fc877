"""Persons whose occupation is no role: "former detective Michael Garcia pleaded guilty" speaks of a defendant."""

from __future__ import annotations

from bisect import bisect_left

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.types import Name, Role, Tokens

_REACH = 70  # tokens of a list of defendants with their occupations


def without_accused(roles: list[Role], names: list[Name], first: list[int], tokens: Tokens, grammar: RoleGrammar) -> list[Role]:
    """The same roles without those of persons whom a sentence of the text accuses; ``first`` has the first mention of each."""
    held = {first[role.person] for role in roles if role.person is not None}
    accused = {first[i] for i, name in enumerate(names) if first[i] in held and is_accused(name, tokens, grammar)}
    return [role for role in roles if role.person is None or first[role.person] not in accused] if accused else roles


def is_accused(name: Name, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """Whether words of accusation stand before a name, behind it, or behind what its commas say of it."""
    return _behind(name, tokens, grammar) or _before(name, tokens, grammar) or _behind_apposition(name, tokens, grammar)


def _before(name: Name, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """ "an indictment charging County Deputy A B", "charges that Captain A B, Deputy C D and E F knew"."""
    words, text = tokens.words, tokens.text
    low = bisect_left(tokens.starts, tokens.sentence_around(name.start)[0])
    for place in range(bisect_left(tokens.starts, name.start) - 1, max(low, 0) - 1, -1):
        word = words[place]
        if word in grammar.accusing:
            return words[place + 1] != ","  # "were indicted, the prosecutor announced"
        plain = text[tokens.starts[place]].isupper() or word in ",." or word in grammar.that or word in grammar.beside_accused
        if not plain and not word.isdigit():
            return False
    return False


def _behind_apposition(name: Name, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """ "A B, a former detective with the police who worked on such crimes, pleaded guilty"."""
    words, first = tokens.words, bisect_left(tokens.starts, name.end)
    if words[first : first + 1] != [","]:
        return False
    for place in range(first + 1, bisect_left(tokens.starts, tokens.sentence_around(name.start)[1])):
        if words[place] in grammar.verbs:
            return False
        if words[place - 1] in (",", ")") and any(
            tuple(words[place : place + len(phrase)]) == phrase for phrase in grammar.accused.get(words[place], ())
        ):
            return True
    return False


def _behind(name: Name, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """ "A B, 57, of Mobile, and C D were charged": only ages, places and further defendants between."""
    words, text, first = tokens.words, tokens.text, bisect_left(tokens.starts, name.end)
    for place in range(first, min(len(words), first + _REACH)):
        word = words[place]
        for phrase in grammar.accused.get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                another = place > first and text[tokens.starts[place - 1]].isupper()  # "before Judge Marsh, Doe was convicted"
                return not (another and phrase[0] in grammar.singular)
        capital = text[tokens.starts[place]].isupper()
        if word[0].isalpha() and not capital and word not in grammar.beside_accused:
            return False
        if word in ".:!?" and not _initial(place, tokens):
            return False
    return False


def _initial(place: int, tokens: Tokens) -> bool:
    """Whether a full stop belongs to an initial or a short form: "Gregory B. McRae"."""
    return tokens.words[place] == "." and place > 0 and tokens.ends[place - 1] - tokens.starts[place - 1] == 1
