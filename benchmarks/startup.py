"""Start-up as a ratio: the first record of a short text against ``import spacy; spacy.blank("sv")``, fresh processes in turn."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 9
COMMANDS = {
    "import spacy; spacy.blank('sv')": "import spacy; spacy.blank('sv')",
    "first record": "import pressextract; pressextract.extract('Polisen grep en man den 3 maj.', published='2024').to_json()",
    "pressextract --help": "import sys; sys.argv[1:] = ['--help']; from pressextract.cli import main; main()",
}


def main() -> None:
    """Print medians and their ratio to spaCy's start."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, code in COMMANDS.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)  # noqa: S603 - our own commands
            times[name].append(time.perf_counter() - start)
    base = statistics.median(next(iter(times.values())))
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        print(f"{name}: {middle * 1000:.0f} ms, {middle / base:.2f} of spaCy's start")


if __name__ == "__main__":
    main()
