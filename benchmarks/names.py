"""The name model behind the rules against the same model over every sentence, one core, warm; and what that costs in persons.

python benchmarks/names.py [NOTICES.jsonl.gz] [GOLD.jsonl]

GOLD holds annotated documents whose `roles` name persons by `person_span`.
"""

from __future__ import annotations

import json
import sys
import time
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from throughput import DEFAULT, generated, notices

from pressextract import Pipeline, Release
from pressextract.languages.pack import load_pack
from pressextract.nlp import names
from pressextract.nlp.tokens import tokenize
from pressextract.run import settle
from pressextract.types import Name, Tokens

ROUNDS = 3
SAMPLE = 20  # of this many sentences one is read by the model alone, and its time taken so many times
Sentence = tuple[Tokens, tuple[int, int]]


def sentences(releases: list[Release], language: str) -> Iterator[Sentence]:
    """Every sentence of the releases, as stretches of tokens."""
    pack = load_pack(language)
    for release in releases:
        tokens = tokenize(release.text, pack.chunks, pack.tokens.abbreviations)
        edges = [*(bisect_left(tokens.starts, offset) for offset in tokens.breaks), len(tokens.words)]
        yield from ((tokens, edge) for edge in pairwise(edges) if edge[0] < edge[1])


class Counted(names.NameModel):
    """A model that counts the sentences it is asked for."""

    asked = 0

    def find_persons(self, stretches: list[Sentence]) -> Iterator[list[Name]]:
        """As the model does."""
        Counted.asked += len(stretches)
        return super().find_persons(stretches)


def best(action: object) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        action()  # type: ignore[operator]
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> None:
    """Print the ratio, the share of sentences that the model saw, and F1 of the persons both ways."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    releases = notices(path, "\n") if path.exists() else generated(6000, "\n")
    model = names.load_name_model()
    all_sentences = list(sentences(releases, "sv"))
    counted = Counted(*model)
    names.load_name_model = lambda: counted  # type: ignore[assignment]
    pipeline = Pipeline(language="sv")
    settle()
    cascade = best(lambda: [record.to_json() for record in pipeline.pipe(releases)])  # type: ignore[union-attr]
    sample = all_sentences[::SAMPLE]
    whole = SAMPLE * best(lambda: list(model.find_persons(sample)))
    share = Counted.asked / ROUNDS / len(all_sentences)
    print(f"{len(releases)} texts, {len(all_sentences)} sentences ({path.name if path.exists() else 'generated texts'})")
    print(
        f"everything with names {cascade:.2f} s, the model alone over every sentence {whole:.2f} s: ratio {whole / cascade:.1f}"
    )
    print(f"the model saw {share:.1%} of the sentences")
    if len(sys.argv) > 2:
        _print_loss(Path(sys.argv[2]), model)


def _print_loss(gold: Path, model: names.NameModel) -> None:
    """Recall of annotated persons when the model sees what the rules leave open, and when it sees everything."""
    items = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    found = {"cascade": 0, "everywhere": 0}
    total = 0
    for item in items:
        wanted = {tuple(role["person_span"]) for role in item["roles"]}
        total += len(wanted)
        release = Release(str(item["id"]), item["text"], language=item["lang"])
        record = Pipeline(language=item["lang"]).process(release)
        rules = {(person.start, person.end) for person in record.persons}
        seen = rules | {(n.start, n.end) for group in model.find_persons(list(sentences([release], item["lang"]))) for n in group}
        found["cascade"] += len(wanted & rules)
        found["everywhere"] += len(wanted & seen)
    for way, count in found.items():
        print(f"persons with a role found whole, model {way}: {count} of {total} ({count / total:.3f})")


if __name__ == "__main__":
    main()
