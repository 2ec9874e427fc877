"""Entries of the lexicon in a text: one walk over the tokens, longest match in each layer."""

from __future__ import annotations

from collections.abc import Sequence

from pressextract.languages.lexicon import Lexicon, Node
from pressextract.types import Entry, Term, Tokens

_INFLECTED = frozenset({"offence", "organisation"})  # a title in the genitive is no title: "the Attorney General's office"


def find_terms(tokens: Tokens, lexicon: Lexicon) -> dict[str, list[Term]]:
    """Terms by layer, in order; inside a layer spans do not overlap.

    Layers are offence, role, organisation and place; a stretch of text may be a term of several.
    """
    words, root = tokens.words, lexicon.root
    found: dict[str, list[Term]] = {}
    busy: dict[str, int] = {}
    for first in tokens.terms:
        node = root.get(words[first]) or lexicon.node(words[first])
        if node is None:
            continue
        single = not node.children
        for entry, last in [(e, first + 1) for e in node.entries] if single else _walk(node, words, first, lexicon.genitive):
            layer = entry.layer
            if busy.get(layer, 0) > first:
                continue
            busy[layer] = last
            term = Term(tokens.starts[first], tokens.ends[last - 1], first, last, entry)
            found.setdefault(layer, []).append(term)
    return found


class UnitsAt:
    """Counted nouns, looked up where they are asked for: those behind numbers, not every noun of a text."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self._tokens, self._lexicon = tokens, lexicon
        self._found: dict[int, Term | None] = {}

    def __contains__(self, first: int) -> bool:
        return self.get(first) is not None

    def get(self, first: int) -> Term | None:
        """The longest unit that starts at a token, or ``None``."""
        known = self._found
        if first in known:
            return known[first]
        tokens, lexicon = self._tokens, self._lexicon
        if first >= len(tokens.words):
            return None
        word = tokens.words[first]
        node = lexicon.root[word] if word in lexicon.root else lexicon.lookup(word)
        found = _walk(node, tokens.words, first, lexicon.genitive) if node is not None else ()
        unit = None
        if found:
            entry, last = found[0]
            unit = Term(tokens.starts[first], tokens.ends[last - 1], first, last, entry)
        known[first] = unit
        return unit

    def entry(self, form: str) -> Entry | None:
        """What a counted noun means, or ``None``."""
        return self._lexicon.entry(form, "unit")


def _walk(node: Node, words: list[str], first: int, genitive: str) -> Sequence[tuple[Entry, int]]:
    """The longest entry of each layer that starts at a token, with the token behind it."""
    last = first + 1
    following = _child(node, words[last], genitive) if node.children and last < len(words) else None
    if following is None:
        return [(entry, last) for entry in node.entries]
    best = {entry.layer: (entry, last) for entry in node.entries}
    while following is not None:
        node, last = following, last + 1
        for entry in node.entries:
            best[entry.layer] = (entry, last)
        following = _child(node, words[last], genitive) if node.children and last < len(words) else None
    return list(best.values())


def _child(node: Node, word: str, genitive: str) -> Node | None:
    """What a phrase goes on with, its last word in the genitive too: "organiserade brottslighetens"."""
    found = node.children.get(word)
    if found is None and genitive and word.endswith(genitive):
        base = node.children.get(word[: -len(genitive)])
        return base if base is not None and any(entry.layer in _INFLECTED for entry in base.entries) else None
    return found
