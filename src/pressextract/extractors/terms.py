"""Entries of the lexicon in a text: one walk over the tokens, longest match in each layer."""

from __future__ import annotations

from pressextract.languages.lexicon import Lexicon, Node
from pressextract.types import Entry, Term, Tokens

_MISSING = Node()


def find_terms(tokens: Tokens, lexicon: Lexicon) -> dict[str, list[Term]]:
    """Terms by layer, in order; inside a layer spans do not overlap.

    Layers are offence, unit, role, organisation, place and modifier; a stretch of text may be a term of several.
    """
    words, root = tokens.words, lexicon.root
    found: dict[str, list[Term]] = {}
    busy: dict[str, int] = {}
    for first in tokens.live:
        word = words[first]
        node = root.get(word, _MISSING)
        if node is _MISSING:
            node = lexicon.lookup(word)
        if node is None:
            continue
        for layer, (entry, last) in _walk(node, words, first).items():
            if busy.get(layer, 0) > first:
                continue
            busy[layer] = last
            term = Term(tokens.starts[first], tokens.ends[last - 1], first, last, entry)
            found.setdefault(layer, []).append(term)
    return found


def _walk(node: Node, words: list[str], first: int) -> dict[str, tuple[Entry, int]]:
    """The longest entry of each layer that starts at a token."""
    best = {entry.layer: (entry, first + 1) for entry in node.entries}
    last = first + 1
    while node.children and last < len(words):
        following = node.children.get(words[last])
        if following is None:
            break
        node, last = following, last + 1
        for entry in node.entries:
            best[entry.layer] = (entry, last)
    return best
