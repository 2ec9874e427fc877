"""Everything that makes the name model, in order: raw sentences, vectors, teacher, its labels, the model of three seeds.

    python models/build.py DATA [RELEASES.jsonl.gz ...]

DATA holds the corpora that README.md names, RELEASES raw texts for the teacher to label. Work goes to ``build/models``; what is
there already is not made again, so that a build goes on where it stopped. About two hours on two cores.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
WORK = HERE.parent / "build" / "models"
EPOCHS = "1"


def step(made: Path, script: str, *arguments: str | Path) -> None:
    """Run a script unless what it makes is there."""
    if made.exists():
        print(f"kept {made}")
        return
    subprocess.run(  # noqa: S603 - our own scripts
        [sys.executable, str(HERE / script), *map(str, arguments)], check=True
    )


def main() -> None:
    """Build and install."""
    data, releases = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    WORK.mkdir(parents=True, exist_ok=True)
    texts, vectors, weights, silver = (WORK / name for name in ("texts.txt", "vectors", "teacher.pt", "silver.spacy"))
    step(texts, "sentences.py", texts, *releases)
    step(vectors, "vectors.py", data, vectors, texts)
    step(weights, "teacher.py", "train", data, weights, EPOCHS)
    step(silver, "teacher.py", "label", weights, texts, silver)
    step(WORK / "installed", "train.py", data, vectors, WORK, "--silver", silver, "--install")
    (WORK / "installed").touch()


if __name__ == "__main__":
    main()
