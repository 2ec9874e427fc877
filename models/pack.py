"""Makes the name model out of trained weights: eight-bit layers, the vectors of the pieces that its languages use.

python models/pack.py DATA WEIGHTS.pt OUT
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import spacy
import torch
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

import convert
import e5
import press
import train

from pressextract import taxonomy
from pressextract.nlp.name_tagger import FACTORY, LONGEST, PIECES, WEIGHTS
from pressextract.nlp.pieces import Pieces

MOST_PIECES = 70_000
_MARKS = 2  # pieces that say where a text begins and ends
_LATIN = re.compile("[▁ -~À-ɏ‐-›€]+")
_STEPS = 127  # of an eight-bit weight on either side of nought
Stored = dict[str, NDArray[np.generic]]


def words_of(data: Path) -> Counter[str]:
    """Words of the training corpora and of the lists of names, places and bodies."""
    seen: Counter[str] = Counter(token.text for doc in convert.docs(data, convert.TRAIN, capitals=True) for token in doc)
    names = data / "svensktext"
    for file, column in (
        ("namn/tilltalsnamn-kvinnor.csv", "name"),
        ("namn/tilltalsnamn-man.csv", "name"),
        ("namn/efternamn-1000.csv", "lastname"),
    ):
        seen.update(row[column] for row in csv.DictReader((names / file).open(encoding="utf-8")))
    labels = [label for body in taxonomy.organisations().values() for label in body.label.values()]
    labels += [name for place in taxonomy.places().values() for name in (place.name, place.name_en)]
    seen.update(word for label in labels for word in label.split())
    seen.update([*press.GIVEN["en"], *press.SURNAMES["en"]])
    return seen


def chosen_pieces(pieces: Pieces, words: Counter[str]) -> list[str]:
    """The pieces to keep: those of the words, then the likeliest that are written in Latin letters."""
    numbers = {number: piece for piece, (number, _) in pieces.scores.items()}
    used = dict.fromkeys(numbers[i] for word, _ in words.most_common() for i in pieces.cut(word) if i in numbers)
    others = (piece for piece, _ in sorted(pieces.scores.items(), key=lambda item: -item[1][1]) if _LATIN.fullmatch(piece))
    chosen = list(used | dict.fromkeys(others))[:MOST_PIECES]
    return sorted(chosen, key=lambda piece: pieces.scores[piece][0])


def stored_weights(weights: dict[str, torch.Tensor], original: e5.Original, kept: list[int]) -> Stored:
    """The arrays of the model's file: matrices in eight bits with a scale for each row, the rest in sixteen or more."""
    places = original.tensors["emb.pos"] + original.tensors["emb.type"][0]
    stored: Stored = {
        "words": original.words[kept],
        "places": places[: LONGEST + _MARKS].astype(np.float16),
        "depth": np.array(train.DEPTH),
        "heads": np.array(original.heads),
        "eps": np.array(original.eps),
    }
    for name, tensor in weights.items():
        values = tensor.float().numpy()
        if values.ndim == 2:
            scale = np.abs(values).max(1) / _STEPS
            stored[name] = np.round(values / scale[:, None]).astype(np.int8)
            stored[f"{name.removesuffix('.weight')}.scale"] = scale.astype(np.float32)
        else:
            stored[name] = values.astype(np.float32)
    return stored


def pack(data: Path, weights: Path, out: Path) -> None:
    """Write a spaCy pipeline with the model; its vocabulary holds no words."""
    original = e5.load_original()
    specials = original.pieces.specials
    chosen = chosen_pieces(original.pieces, words_of(data))
    kept = [*specials, *(original.pieces.scores[piece][0] for piece in chosen)]
    nlp = spacy.blank("xx")
    nlp.add_pipe(FACTORY)
    nlp.to_disk(out)
    stored = stored_weights(torch.load(weights), original, kept)
    np.savez(out / FACTORY / WEIGHTS, **stored)  # type: ignore[arg-type]
    lines = [*(f"<{name}>\t0" for name in specials._fields), *(f"{p}\t{original.pieces.scores[p][1]:.3f}" for p in chosen)]
    (out / FACTORY / PIECES).write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(chosen)} pieces, {sum(file.stat().st_size for file in out.rglob('*') if file.is_file()) / 1e6:.1f} MB")


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
