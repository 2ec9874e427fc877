"""Time of the dates of a notice, with and without cutting it into tokens, one core, rules warm.

python benchmarks/dates.py [NOTICES.jsonl.gz]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from throughput import DEFAULT, generated, notices

from pressextract import Release
from pressextract.dating import dates_of
from pressextract.extractors.dates import find_dates, item_clocks
from pressextract.languages.pack import load_pack
from pressextract.linking.anchors import parse_anchor
from pressextract.linking.dates import resolve_dates
from pressextract.nlp.tokens import tokenize
from pressextract.run import settle
from pressextract.types import Tokens

ROUNDS = 4


def main() -> None:
    """Print microseconds a notice: the best of some rounds."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    releases = notices(path, "\n") if path.exists() else generated(6000, "\n")
    pack = load_pack("sv")
    cut = [(r, tokenize(r.text, pack.date_chunks, pack.tokens.abbreviations)) for r in releases]
    settle()
    words = sum(len(r.text.split()) for r in releases) / len(releases)
    print(f"{len(releases)} texts of {words:.0f} words ({path.name if path.exists() else 'generated texts'})")

    def dates(pair: tuple[Release, Tokens]) -> None:
        release, tokens = pair
        mentions = find_dates(tokens, pack.dates)
        resolve_dates(mentions, parse_anchor(release.published), release.text, item_clocks(mentions, tokens))

    print(f"dates of tokens: {best(dates, cut):.0f} us a text")
    print(f"dates of text, tokens included: {best(lambda release: dates_of(release, pack), releases):.0f} us a text")


def best(function: Callable[..., object], items: list[object] | list[Release] | list[tuple[Release, Tokens]]) -> float:
    """Microseconds an item in the fastest round."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for item in items:
            function(item)
        times.append(time.perf_counter() - start)
    return min(times) / len(items) * 1e6


if __name__ == "__main__":
    main()
