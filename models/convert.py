"""The named-entity corpora as spaCy Docs, tokens cut as the project cuts them; nothing of the data is kept anywhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.util import filter_spans

sys.path.insert(0, str(Path(__file__).parent))

import press

from pressextract.languages.pack import load_pack
from pressextract.nlp.docs import tokens_to_doc
from pressextract.nlp.tokens import tokenize

PRESS_SENTENCES = 2500  # a language
LABELS = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "GPE_LOC": "LOC", "GPE_ORG": "ORG"}
NO_SPACE_BEFORE = set(".,:;!?)]}%'”’")
NO_SPACE_AFTER = set("([{“‘")
SOFT_HYPHEN = "\u00ad"
Entity = tuple[int, int, str]
Sentence = tuple[str, list[Entity]]
TRAIN = (
    ("uner_swedish_talbanken/sv_talbanken-ud-train.iob2", "sv", "uner"),
    ("uner_english_ewt/en_ewt-ud-train.iob2", "en", "uner"),
    ("uner_danish_ddt/da_ddt-ud-train.iob2", "sv", "uner"),
    ("swedish_ner_corpus/train_corpus.txt", "sv", "bare"),
    ("norne_bokmaal/nob", "sv", "norne"),
)
TEST = (
    ("uner_swedish_talbanken/sv_talbanken-ud-test.iob2", "sv", "uner"),
    ("uner_english_ewt/en_ewt-ud-test.iob2", "en", "uner"),
    ("swedish_ner_corpus/test_corpus.txt", "sv", "bare"),
)


def read_uner(path: Path) -> Iterator[Sentence]:
    """Sentences of a UNER file: the text as it was, entities by character."""
    text, rows = "", []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line.strip() and not line.startswith("#"):
            columns = line.split("\t")
            rows.append((columns[1], columns[2]))
        elif not line.strip() and rows:
            yield text, list(_spans(text, rows))
            rows = []


def read_bare(path: Path) -> Iterator[Sentence]:
    """Sentences of the Swedish news corpus: one token and one bare tag a line; neighbours of one tag are one entity."""
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        parts = line.replace(SOFT_HYPHEN, "").split()
        if len(parts) == 2:
            tag = parts[1] if parts[1] in LABELS else "O"
            inside = rows and rows[-1][1].split("-")[-1] == tag
            rows.append((parts[0], tag if tag == "O" else f"{'I' if inside else 'B'}-{tag}"))
        elif rows:
            text = spaced([token for token, _ in rows])
            yield text, list(_spans(text, rows))
            rows = []


def read_norne(folder: Path) -> Iterator[Sentence]:
    """Sentences of NorNE's files: the token in the second column, the entity in the last; "|" is a mark of the annotators."""
    for path in sorted(folder.glob("*.conll")):
        rows: list[tuple[str, str]] = []
        for line in [*path.read_text("utf-8").splitlines(), ""]:
            columns = line.split("\t")
            if len(columns) > 2 and columns[1] != "|":
                rows.append((columns[1].strip(), columns[-1].removeprefix("name=")))
            elif not line.strip() and rows:
                text = spaced([token for token, _ in rows])
                yield text, list(_spans(text, rows))
                rows = []


def spaced(tokens: Iterable[str]) -> str:
    """A sentence out of its tokens, with the spaces that print would have."""
    text = ""
    for token in tokens:
        if text and token[0] not in NO_SPACE_BEFORE and text[-1] not in NO_SPACE_AFTER:
            text += " "
        text += token
    return text


def _spans(text: str, rows: list[tuple[str, str]]) -> Iterator[Entity]:
    place, start, label, end = 0, -1, "", 0
    for token, tag in [*rows, ("", "O")]:
        kind = LABELS.get(tag.partition("-")[2], "")
        if start >= 0 and (not kind or tag.startswith("B") or kind != label):
            yield start, end, label
            start = -1
        found = text.find(token, place) if token else -1
        if found < 0:
            continue
        place = found + len(token)
        if kind:
            if start < 0:
                start, label = found, kind
            end = place


READERS = {"uner": read_uner, "bare": read_bare, "norne": read_norne}


def docs(data: Path, files: Iterable[tuple[str, str, str]], *, capitals: bool = False) -> Iterator[Doc]:
    """Training documents; with ``capitals`` every tenth sentence again in capitals, as headlines are."""
    vocab = spacy.blank("xx").vocab
    for name, language, kind in files:
        for number, (text, entities) in enumerate(READERS[kind](data / name)):
            yield to_doc(text, entities, language, vocab)
            if capitals and number % 10 == 0 and entities and len(text.upper()) == len(text):
                yield to_doc(text.upper(), entities, language, vocab)


def to_doc(text: str, entities: list[Entity], language: str, vocab: spacy.vocab.Vocab) -> Doc:
    """One sentence as a Doc with its entities."""
    pack = load_pack(language)
    doc = tokens_to_doc(tokenize(text, pack.chunks, pack.tokens.abbreviations), vocab)
    spans = [doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in entities]
    doc.ents = filter_spans([span for span in spans if span is not None])
    return doc


def press_docs(data: Path, seed: int) -> Iterator[Doc]:
    """Invented sentences in press style, in both languages."""
    vocab = spacy.blank("xx").vocab
    for language in ("sv", "en"):
        for text, entities in press.sentences(data, language, PRESS_SENTENCES, seed):
            yield to_doc(text, entities, language, vocab)
