"""Titles and functions as they stand, with the words that make them acting, deputy or former."""

from __future__ import annotations

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.types import Term, Title, Tokens

_NAME_INSIDE = 2  # tokens of a place between "Acting" and its title


def title_terms(tokens: Tokens, terms: list[Term], grammar: RoleGrammar) -> list[Term]:
    """The terms that are titles as they are written: "DA" is one, the "Da" of "Jennifer Da Rin" is none."""
    text, words = tokens.text, tokens.words
    return [term for term in terms if words[term.first] not in grammar.acronyms or text[term.start : term.end].isupper()]


def find_titles(tokens: Tokens, terms: list[Term], grammar: RoleGrammar) -> list[Title]:
    """Titles in order. A stack ("Acting Deputy Assistant Attorney General") is one title; its last term names the role."""
    titles: list[Title] = []
    index = 0
    while index < len(terms):
        last = index + 1
        while (
            last < len(terms) and terms[last].first == terms[last - 1].last and _same_line(terms[last - 1], terms[last], tokens)
        ):
            last += 1
        stack = terms[index:last]
        index = last
        title = _title(stack, tokens, grammar)
        while titles and title.start < titles[-1].end:
            titles.pop()  # "Deputy" inside "General Deputy Assistant Secretary"
        titles.append(title)
    return titles


def _same_line(left: Term, right: Term, tokens: Tokens) -> bool:
    return "\n" not in tokens.text[left.end : right.start]


def _title(stack: list[Term], tokens: Tokens, grammar: RoleGrammar) -> Title:
    head = stack[-1]
    flags = set(_flags_inside(stack, tokens, grammar))
    first = _over_modifiers(stack[0].first, flags, tokens, grammar)
    if stack[-1].entry.rule == "head" and len(stack) == 1:
        wider = _over_capitals(first, tokens, grammar)
        first = _over_modifiers(wider, flags, tokens, grammar) if wider < first else first
    first = _over_suspended(first, tokens, grammar)
    role = (stack[-1].entry.id if len(stack) == 1 else _last_known(stack)) or None
    rule = "list" if role else "compound"
    return Title(tokens.starts[first], tokens.ends[head.last - 1], role, rule, frozenset(flags))


def _over_modifiers(first: int, flags: set[str], tokens: Tokens, grammar: RoleGrammar) -> int:
    """The token at which the modifiers before a title begin; what they say of it is added to ``flags``."""
    while first > 0:
        step = _modifier(first, tokens, grammar) or _over_name(first, tokens, grammar)
        if step is None:
            break
        first, flag = step
        if flag != "plain":
            flags.add(flag)
    return first


def _over_suspended(first: int, tokens: Tokens, grammar: RoleGrammar) -> int:
    """ "gymnasie-, högskole- och forskningsminister": the parts before suspended hyphens belong to the title."""
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    place = first
    while True:
        gap = place - 1
        while gap > 0 and (words[gap] in grammar.joiners or words[gap] == ","):
            gap -= 1
        if gap == place - 1 or gap < 1 or words[gap] != "-" or ends[gap - 1] != starts[gap]:
            return place
        place = gap - 1


def _over_capitals(first: int, tokens: Tokens, grammar: RoleGrammar) -> int:
    """ "Port Director", "Case Controller": one capitalised word more belongs to a title that the list lacks."""
    text, starts, words = tokens.text, tokens.starts, tokens.words
    low = first - 1
    if low < 0 or not text[starts[first]].isupper() or not text[starts[low]].isupper() or starts[first] - tokens.ends[low] != 1:
        return first
    if words[low] in grammar.org_heads and low and text[starts[low - 1]].isupper() and starts[low] - tokens.ends[low - 1] == 1:
        return first  # "Economic Crimes Unit Chief": the unit is the organisation
    opens_sentence = starts[low] in tokens.breaks
    return first if opens_sentence or not words[low].isalpha() or text[starts[low] : tokens.ends[low]].isupper() else low


def _over_name(first: int, tokens: Tokens, grammar: RoleGrammar) -> tuple[int, str] | None:
    """ "Acting Brooklyn District Attorney": the place between belongs to the title, since its modifier stands before it."""
    for low in range(first - 1, max(0, first - 1 - _NAME_INSIDE), -1):
        if not tokens.text[tokens.starts[low]].isupper():
            return None
        step = _modifier(low, tokens, grammar)
        if step is not None and step[1] != "plain":
            return step
    return None


def _last_known(stack: list[Term]) -> str | None:
    return next((term.entry.id for term in reversed(stack) if term.entry.id), None)


def _flags_inside(stack: list[Term], tokens: Tokens, grammar: RoleGrammar) -> set[str]:
    """Flags by words that the list's own form holds: "biträdande polisområdeschef" is one entry and a deputy."""
    flags = set()
    for index in range(stack[0].first, stack[-1].last - 1):
        for words, flag in grammar.modifiers.get(tokens.words[index], ()):
            if flag != "plain" and len(words) == 1:
                flags.add(flag)
    return flags


def _heads_a_body(index: int, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """Whether a modifier is the head of a body before it: the "County" of "Orange County District Attorney"."""
    before = index - 1
    return (
        tokens.words[index] in grammar.org_heads
        and before >= 0
        and tokens.text[tokens.starts[before]].isupper()
        and tokens.starts[index] - tokens.ends[before] == 1
        and tokens.words[before] not in grammar.definite_articles
    )


def _modifier(first: int, tokens: Tokens, grammar: RoleGrammar) -> tuple[int, str] | None:
    before = tokens.words[first - 1]
    if "\n" in tokens.text[tokens.ends[first - 1] : tokens.starts[first]]:
        return None
    for words, flag in grammar.modifiers.get(before, ()):
        low = first - len(words)
        if low >= 0 and tuple(tokens.words[low:first]) == words:
            capital = tokens.text[tokens.starts[first]].isupper()
            if flag == "plain" and capital and not tokens.text[tokens.starts[low]].isupper():
                return None  # "the national Director" keeps its adjective out of the title
            if flag == "plain" and _heads_a_body(low, tokens, grammar):
                return None
            return low, flag
    if grammar.plain_endings and before.endswith(grammar.plain_endings):
        return first - 1, "plain"
    return None
