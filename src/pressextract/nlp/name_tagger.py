"""The spaCy component that finds persons, places and organisations: pieces of the words, the encoder, the likeliest labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab
from threadpoolctl import ThreadpoolController

from pressextract.nlp.encoder import Encoder, encoder_of
from pressextract.nlp.pieces import Pieces, Specials

FACTORY = "pressextract_names"
KINDS = ("PER", "LOC", "ORG")
LABELS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
LONGEST = 190  # pieces that are read at once; longer stretches are read one part after the other
_TOGETHER = 32  # Docs that are read together
WEIGHTS, PIECES = "weights.npz", "pieces.tsv"


class NameTagger:
    """Sets the entities of a Doc. An empty one has to be filled with :meth:`from_disk`."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.encoder: Encoder | None = None
        self.pieces: Pieces | None = None
        self._threads = ThreadpoolController()

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its entities; ValueError for a tagger without a model."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = _TOGETHER) -> Iterator[Doc]:
        """The Docs in order. Some of them are read together, for memory 32 at most, which changes nothing in what is found."""
        stream = iter(docs)
        while batch := list(islice(stream, min(batch_size, _TOGETHER))):
            for doc, labels in zip(batch, self.read(batch), strict=True):
                doc.set_ents([Span(doc, start, end, label) for start, end, label in spans_of(labels)])
                yield doc

    @property
    def labels(self) -> tuple[str, ...]:
        """The kinds of entities."""
        return KINDS

    def read(self, docs: list[Doc]) -> list[list[str]]:
        """For each Doc one label a token: "O", or "B-" or "I-" and the kind of the entity."""
        if self.encoder is None or self.pieces is None:
            raise ValueError("the name tagger has no model: load it from disk")
        found: list[list[str]] = [[] for _ in docs]
        parts = [(i, *part) for i, doc in enumerate(docs) for part in parts_of([token.text for token in doc], self.pieces)]
        # One thread: the products are small, other workers have the other cores, and the sums are made in one order.
        with self._threads.limit(limits=1, user_api="blas"):
            for scores, (index, _, firsts) in zip(self.encoder.score([ids for _, ids, _ in parts]), parts, strict=True):
                best = scores.argmax(-1)
                found[index] += [LABELS[best[place]] for place in firsts]
        return found

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy passes it
        """Nothing: the files of a model are written by what trains it (``models/pack.py``)."""
        Path(path).mkdir(parents=True, exist_ok=True)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> NameTagger:  # noqa: ARG002 - spaCy passes it
        """The tagger with the model of a folder; OSError, KeyError or ValueError for one that is not whole."""
        with np.load(Path(path) / WEIGHTS, allow_pickle=False) as stored:
            self.encoder = encoder_of(stored)
        self.pieces = read_pieces(Path(path) / PIECES)
        return self


def read_pieces(path: Path) -> Pieces:
    """The pieces of a file: a piece a line with the logarithm of its likelihood; the first three are no text."""
    lines = path.read_text("utf-8").rstrip("\n").split("\n")
    scores = {}
    for number, line in enumerate(lines[len(Specials._fields) :], len(Specials._fields)):
        piece, _, score = line.rpartition("\t")
        scores[piece] = (number, float(score))
    return Pieces(scores, Specials(*range(len(Specials._fields))))


def parts_of(words: list[str], pieces: Pieces) -> Iterator[tuple[list[int], list[int]]]:
    """The pieces of words between marks of begin and end, and the place of each word's first piece; long texts in parts."""
    specials = pieces.specials
    ids, firsts = [specials.begin], list[int]()
    for word in words:
        cut = pieces.cut(word)[:LONGEST]
        if firsts and len(ids) + len(cut) > LONGEST:
            yield [*ids, specials.end], firsts
            ids, firsts = [specials.begin], []
        firsts.append(len(ids))
        ids.extend(cut)
    if firsts:
        yield [*ids, specials.end], firsts


def spans_of(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """Entities as half-open stretches of tokens; one that starts without its mark of beginning starts all the same.

    >>> list(spans_of(["O", "B-PER", "I-PER", "I-LOC", "O"]))
    [(1, 3, 'PER'), (3, 4, 'LOC')]
    """
    start, kind = 0, ""
    for place, label in enumerate([*labels, "O"]):
        mark, _, found = label.partition("-")
        if kind and (mark != "I" or found != kind):
            yield start, place, kind
            kind = ""
        if found and not kind:
            start, kind = place, found


@Language.factory(FACTORY, assigns=["doc.ents"])
def make_name_tagger(nlp: Language, name: str) -> NameTagger:  # noqa: ARG001 - spaCy passes it
    """An empty tagger for a pipeline."""
    return NameTagger(nlp.vocab)
