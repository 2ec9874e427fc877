"""The net of the name model: a small transformer encoder over pieces of words, run by numpy.

Weights are stored in eight bits, one scale a row; the vectors of pieces in four bits, one scale for each 32 of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
_TILE = 16  # rows that a product takes at once
BLOCK = 32  # weights of four bits that share a scale
_TANH = math.sqrt(2 / math.pi)
_CUBE = 0.044715


class Layer(NamedTuple):
    """Weights of one block: attention (query, key, value and output in one row each) and a feed-forward net."""

    attention: tuple[tuple[Floats, Floats], ...]
    wide: tuple[Floats, Floats]
    narrow: tuple[Floats, Floats]
    first: tuple[Floats, Floats]
    second: tuple[Floats, Floats]


class Encoder(NamedTuple):
    """Vectors of pieces (packed) and of places, the layers, and the head that scores the labels."""

    words: Bytes
    places: Floats
    norm: tuple[Floats, Floats]
    layers: tuple[Layer, ...]
    head: tuple[Floats, Floats]
    heads: int
    eps: float

    def score(self, texts: list[list[int]]) -> list[Floats]:
        """Scores of the labels (pieces x labels) of each text, given as its pieces between its marks of begin and end.

        Texts are read together, a row a piece, for the weights are then fetched once. No text changes the scores of another by a
        bit: products of full tiles sum each row alike wherever it stands, and what is smaller is done text by text.
        """
        edges = [0, *accumulate(map(len, texts))]
        rows = [slice(*edge) for edge in pairwise(edges)]
        x = np.zeros((-(-edges[-1] // _TILE) * _TILE, self.places.shape[1]), np.float32)
        for text, row in zip(texts, rows, strict=True):
            x[row] = unpacked(self.words[text]) + self.places[: len(text)]
        x = _normal(x, self.norm, self.eps)
        for layer in self.layers:
            x = _normal(x + self._attended(x, rows, layer), layer.first, self.eps)
            x = _normal(x + _product(_gelu(_product(x, layer.wide)), layer.narrow), layer.second, self.eps)
        return [_product(x[row], self.head) for row in rows]

    def _attended(self, x: Floats, rows: list[slice], layer: Layer) -> Floats:
        query, key, value = (_product(x, part) for part in layer.attention[:3])
        seen = np.zeros_like(x)
        for row in rows:
            seen[row] = _attention(query[row], key[row], value[row], self.heads)
        return _product(seen, layer.attention[3])


def _attention(query: Floats, key: Floats, value: Floats, heads: int) -> Floats:
    """What each piece of a text takes from the others."""
    length, width = query.shape
    q, k, v = (part.reshape(length, heads, width // heads).transpose(1, 0, 2) for part in (query, key, value))
    weights = q @ k.transpose(0, 2, 1) / np.float32(math.sqrt(width // heads))
    weights = np.exp(weights - weights.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    return np.asarray((weights @ v).transpose(1, 0, 2).reshape(length, width), np.float32)


def unpacked(blocks: Bytes) -> Floats:
    """Vectors out of rows of blocks, each of a 16-bit scale and 32 four-bit weights: first the low halves, then the high.

    >>> unpacked(np.frombuffer(np.float16(0.5).tobytes() + bytes([0x79] * 16), np.uint8)[None, :])[0, [0, 16]].tolist()
    [0.5, -0.5]
    """
    rows = blocks.reshape(len(blocks), -1, 2 + BLOCK // 2)
    scales = np.ascontiguousarray(rows[:, :, :2]).view(np.float16).astype(np.float32)
    nibbles = rows[:, :, 2:]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=2).astype(np.float32) - 8
    return np.asarray((weights * scales).reshape(len(blocks), -1), np.float32)


def unscaled(stored: Mapping[str, NDArray[np.generic]], name: str) -> tuple[Floats, Floats]:
    """A matrix and its bias out of their stored form: eight-bit weights and a scale for each row."""
    weights = stored[f"{name}.weight"].astype(np.float32) * stored[f"{name}.scale"].astype(np.float32)[:, None]
    return np.asarray(weights, np.float32), stored[f"{name}.bias"].astype(np.float32)


def _pair(stored: Mapping[str, NDArray[np.generic]], name: str) -> tuple[Floats, Floats]:
    return stored[f"{name}.weight"].astype(np.float32), stored[f"{name}.bias"].astype(np.float32)


def encoder_of(stored: Mapping[str, NDArray[np.generic]]) -> Encoder:
    """The encoder out of its stored arrays; KeyError where one is missing."""
    layers = tuple(
        Layer(
            tuple(unscaled(stored, f"layers.{i}.{part}") for part in ("query", "key", "value", "out")),
            unscaled(stored, f"layers.{i}.wide"),
            unscaled(stored, f"layers.{i}.narrow"),
            _pair(stored, f"layers.{i}.first"),
            _pair(stored, f"layers.{i}.second"),
        )
        for i in range(int(stored["depth"][()]))
    )
    words = np.asarray(stored["words"], np.uint8)
    heads, eps = int(stored["heads"][()]), float(stored["eps"][()])
    places = stored["places"].astype(np.float32)
    return Encoder(words, places, _pair(stored, "norm"), layers, unscaled(stored, "head"), heads, eps)


def _product(x: Floats, part: tuple[Floats, Floats]) -> Floats:
    weights, bias = part
    return np.asarray(x @ weights.T + bias, np.float32)


def _normal(x: Floats, part: tuple[Floats, Floats], eps: float) -> Floats:
    gain, bias = part
    x = x - x.mean(-1, keepdims=True)
    return np.asarray(x / np.sqrt((x * x).mean(-1, keepdims=True) + np.float32(eps)) * gain + bias, np.float32)


def _gelu(x: Floats) -> Floats:
    return np.asarray(0.5 * x * (1 + np.tanh(np.float32(_TANH) * (x + np.float32(_CUBE) * x * x * x))), np.float32)
