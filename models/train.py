"""Train the name model from the corpora and put it in place.

    python models/train.py DATA VECTORS OUT [--silver SILVER.spacy] [--seeds 0 1 2] [--install]

VECTORS is what ``vectors.py`` wrote, SILVER what ``teacher.py label`` wrote. Trains by ``config.cfg`` once a seed, measures each
model on the test sets, alone and with the rules, and with ``--install`` writes the one of the median seed to ``names/`` with its
manifest.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path
from statistics import median
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent))

import convert
import measure
import spacy
from spacy.cli.train import train
from spacy.language import Language

from pressextract.nlp.names import MANIFEST, model_digest

HERE = Path(__file__).parent
VERSION = "0.2.0"
LABELS = ("PER", "LOC", "ORG")
Scores = dict[str, Any]


def trained(seed: int, options: argparse.Namespace) -> tuple[Path, Scores]:
    """The model of one seed and its scores by test set."""
    work = options.out / f"seed-{seed}"
    convert.write(options.data, work, options.silver, seed)
    overrides = {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "paths.vectors": str(options.vectors),
        "system.seed": seed,
    }
    train(HERE / "config.cfg", work / "out", overrides=overrides)
    best = work / "out" / "model-best"
    nlp = spacy.load(best)
    scores = {Path(file[0]).name: measure.both(nlp, options.data, file) for file in convert.TEST}
    print(seed, json.dumps(scores), flush=True)
    (work / "scores.json").write_text(json.dumps(scores, indent=2), "utf-8")
    return best, scores


def of_median(results: list[tuple[Path, Scores]]) -> tuple[Path, Scores]:
    """The result whose mean F1 over the test sets, with rules, is the median."""
    means = [sum(score["with_rules"]["all"] for score in scores.values()) for _, scores in results]
    middle = sorted(means)[len(means) // 2]
    return results[means.index(middle)]


def install(best: Path, scores: Scores, medians: Scores) -> None:
    """Copy a model to ``names/`` and write its manifest with the scores."""
    target = HERE / "names"
    shutil.rmtree(target, ignore_errors=True)
    nlp = spacy.load(best)
    nlp.meta.update(name="names", version=VERSION, license="CC BY-SA 4.0", performance={})
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.config["initialize"]["vectors"] = None
    nlp.to_disk(target)
    _forget_words(target, nlp)
    manifest = {"name": "names", "version": VERSION, "sha256": model_digest(target), "f1": scores, "median_f1": medians}
    (target / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")


def _forget_words(target: Path, nlp: Language) -> None:
    """Leave the words of the corpora out of the stored vocabulary: the model works on hashes and needs its labels only."""
    names = [*nlp.pipe_names, *LABELS, *(move for move in nlp.get_pipe("ner").move_names)]
    (target / "vocab" / "strings.json").write_text(json.dumps(sorted(set(names))) + "\n", "utf-8")


def medians_of(results: list[tuple[Path, Scores]]) -> Scores:
    """The median over the seeds of each set's F1, alone and with rules."""
    return {
        name: {way: round(median(scores[name][way]["all"] for _, scores in results), 1) for way in ("alone", "with_rules")}
        for name in results[0][1]
    }


def main() -> None:
    """Train once a seed, measure, install."""
    parser = argparse.ArgumentParser()
    for name in ("data", "vectors", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--silver", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--install", action="store_true")
    options = parser.parse_args()
    results = [trained(seed, options) for seed in options.seeds]
    medians = medians_of(results)
    print(json.dumps(medians, indent=2))
    if options.install:
        install(*of_median(results), medians)


if __name__ == "__main__":
    main()
