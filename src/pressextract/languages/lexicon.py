"""All words of a language in one trie over tokens, each with what it means in each layer.

A word that is no entry of its own is read by its grammar once (ending, compound, genitive) and remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from pressextract.types import Entry

_MEMO_LIMIT = 50_000  # words: a national archive has more; the memo starts again rather than grow
Analyse = Callable[[str], tuple[Entry, ...]]
Split = Callable[[str], list[str]]


@dataclass(slots=True)
class Node:
    """What a sequence of words means, and which words can go on from it."""

    entries: tuple[Entry, ...] = ()
    children: dict[str, Node] = field(default_factory=dict)


class Lexicon:
    """A trie with a memo: ``root`` holds first words and every word analysed so far (``None``: means nothing)."""

    def __init__(
        self, forms: Iterable[tuple[str, Entry]], split: Split, analysers: Iterable[Analyse] = (), genitive: str = ""
    ) -> None:
        self.root: dict[str, Node | None] = {}
        self._analysers = tuple(analysers)
        self._own: dict[str, Node | None] = {}  # the entries alone, from which the memo starts again
        self._learned = 0
        self._split = split
        self.genitive = genitive
        for form, entry in forms:
            self._add(split(form), entry)

    def _add(self, words: list[str], entry: Entry) -> None:
        if not words:
            return
        node = self.root.get(words[0])
        if node is None:
            node = self.root[words[0]] = Node()
        for word in words[1:]:
            node = node.children.setdefault(word, Node())
        if all(known.layer != entry.layer for known in node.entries):
            node.entries = (*node.entries, entry)

    def node(self, word: str) -> Node | None:
        """The node of a first word, known or worked out now."""
        return self.root[word] if word in self.root else self.lookup(word)

    def lookup(self, word: str) -> Node | None:
        """The node of a first word; unknown words are analysed once.

        The caller reads ``root`` first; this is the slow path.
        """
        entries = self.analyse(word)
        node = Node(entries) if entries else None
        if self._learned >= _MEMO_LIMIT:
            self._forget()
        self._learned += 1
        self.root[word] = node
        return node

    def analyse(self, word: str) -> tuple[Entry, ...]:
        """What the grammar makes of a word that is no entry: one reading a layer at most."""
        found: dict[str, Entry] = {}
        for analyse in self._analysers:
            for entry in analyse(word):
                found.setdefault(entry.layer, entry)
        return tuple(found.values())

    def complete(self) -> None:
        """Give first words of longer entries their own analysis, once all entries are in."""
        for word, node in self.root.items():
            if node is not None and not node.entries:
                node.entries = self.analyse(word)
        self._own = dict(self.root)

    def _forget(self) -> None:
        """Drop the words that were analysed; the entries stay."""
        self.root = dict(self._own)
        self._learned = 0

    def entry(self, form: str, layer: str) -> Entry | None:
        """The entry of a whole form in one layer, or ``None``."""
        words = self._split(form)
        node = self.node(words[0]) if words else None
        for word in words[1:]:
            node = node.children.get(word) if node is not None else None
        if node is None:
            return None
        return next((e for e in node.entries if e.layer == layer), None)

    def __iter__(self) -> Iterator[str]:
        return iter(self.root)
