"""Train the name model from the corpora and put it in place.

    python models/train.py DATA

Converts the corpora of DATA, trains by ``config.cfg``, measures on the test sets, writes ``names/`` with its manifest. About ten
minutes on one core. The same data and seed give the same model on the same machine and library versions.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent))

import convert
import spacy
from spacy.cli.train import train
from spacy.language import Language

from pressextract.nlp.names import MANIFEST, model_digest

HERE = Path(__file__).parent
VERSION = "0.1.0"
LABELS = ("PER", "LOC", "ORG")


def score(nlp: Language, data: Path, file: tuple[str, str, str]) -> dict[str, float]:
    """Exact-span F1 by label and micro over all, on one test set."""
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for doc in convert.docs(data, [file]):
        wanted = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        got = {
            (e.start_char, e.end_char, e.label_)
            for e in nlp(spacy.tokens.Doc(nlp.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc])).ents
        }
        for counter, entities in ((gold, wanted), (found, got), (right, wanted & got)):
            counter.update(label for _, _, label in entities)
    result = {label: _f1(right[label], gold[label], found[label]) for label in LABELS}
    return result | {"all": _f1(right.total(), gold.total(), found.total())}


def _f1(right: int, gold: int, found: int) -> float:
    return round(200 * right / (gold + found), 1) if gold + found else 0.0


def install(best: Path, data: Path) -> None:
    """Copy the best model to ``names/`` and write its manifest with the scores."""
    target = HERE / "names"
    shutil.rmtree(target, ignore_errors=True)
    nlp = spacy.load(best)
    nlp.meta.update(name="names", version=VERSION, license="CC BY-SA 4.0", performance={})
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.to_disk(target)
    _forget_words(target, nlp)
    nlp = spacy.load(target)
    scores = {Path(file[0]).name: score(nlp, data, file) for file in convert.TEST}
    manifest = {"name": "names", "version": VERSION, "sha256": model_digest(target), "f1": scores}
    (target / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    print(json.dumps(manifest, indent=2))


def _forget_words(target: Path, nlp: Language) -> None:
    """Leave the words of the corpora out of the stored vocabulary: the model works on hashes and needs its labels only."""
    names = [*nlp.pipe_names, *LABELS, *(move for move in nlp.get_pipe("ner").move_names)]
    (target / "vocab" / "strings.json").write_text(json.dumps(sorted(set(names))) + "\n", "utf-8")


def main() -> None:
    """Convert, train, measure, install."""
    data = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        sys.argv[1:] = [str(data), work]
        convert.main()
        overrides = {"paths.train": f"{work}/train.spacy", "paths.dev": f"{work}/dev.spacy"}
        train(HERE / "config.cfg", Path(work) / "out", overrides=overrides)
        install(Path(work) / "out" / "model-best", data)


if __name__ == "__main__":
    main()
