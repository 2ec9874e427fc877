"""Everything that makes the name model: three seeds trained, packed and measured; the median one is put in place.

    python models/build.py DATA

DATA holds the corpora that README.md names. Work goes to ``build/models``; what is there already is not made again, so that a
build goes on where it stopped. About an hour and a half on two cores.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import convert
import measure
import spacy

import pressextract.nlp.name_tagger  # noqa: F401 - the component that the models are made of
from pressextract.nlp.names import MANIFEST, model_digest

HERE = Path(__file__).parent
WORK = HERE.parent / "build" / "models"
NAMES = HERE / "names"
VERSION = "0.3.0"
SEEDS = (0, 1, 2)
WAYS = ("alone", "with_rules")
Scores = dict[str, Any]


def built(data: Path, seed: int) -> Path:
    """The packed model of a seed."""
    weights, packed = WORK / f"seed-{seed}.pt", WORK / f"seed-{seed}"
    for made, script, arguments in ((weights, "train.py", (data, weights, seed)), (packed, "pack.py", (data, weights, packed))):
        if not made.exists():
            command = [sys.executable, str(HERE / script), *map(str, arguments)]
            subprocess.run(command, check=True)  # noqa: S603 - our own scripts
    return packed


def scores_of(packed: Path, data: Path) -> Scores:
    """Scores of a model by test set, kept beside it."""
    kept = packed.with_suffix(".json")
    if not kept.exists():
        nlp = spacy.load(packed)
        scores = {Path(file[0]).name: measure.both(nlp, data, file) for file in convert.TEST}
        kept.write_text(json.dumps(scores, indent=2), "utf-8")
    found: Scores = json.loads(kept.read_text("utf-8"))
    return found


def of_median(results: list[tuple[Path, Scores]]) -> tuple[Path, Scores]:
    """The result whose mean F1 over the test sets, with rules, is the median."""
    means = [sum(score["with_rules"]["all"] for score in scores.values()) for _, scores in results]
    return results[means.index(sorted(means)[len(means) // 2])]


def medians_of(results: list[tuple[Path, Scores]]) -> Scores:
    """The median over the seeds of each set's F1, alone and with rules."""
    return {
        name: {way: round(median(scores[name][way]["all"] for _, scores in results), 1) for way in WAYS} for name in results[0][1]
    }


def install(packed: Path, scores: Scores, medians: Scores) -> None:
    """Copy a model to ``names/`` and write its manifest with the scores."""
    shutil.rmtree(NAMES, ignore_errors=True)
    shutil.copytree(packed, NAMES)
    meta = json.loads((NAMES / "meta.json").read_text("utf-8"))
    meta.update(name="names", version=VERSION, license="CC BY-SA 4.0", description="Persons, places, organisations (sv, en)")
    (NAMES / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", "utf-8")
    manifest = {"name": "names", "version": VERSION, "sha256": model_digest(NAMES), "f1": scores, "median_f1": medians}
    (NAMES / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")


def main() -> None:
    """Build and install."""
    data = Path(sys.argv[1])
    WORK.mkdir(parents=True, exist_ok=True)
    packed = [built(data, seed) for seed in SEEDS]
    results = [(folder, scores_of(folder, data)) for folder in packed]
    medians = medians_of(results)
    print(json.dumps(medians, indent=2))
    install(*of_median(results), medians)


if __name__ == "__main__":
    main()
