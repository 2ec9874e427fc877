"""Speed of the rules, text to validated JSON, as a ratio to spaCy's blank Swedish tokenizer on the same texts in the same run.

    python benchmarks/throughput.py [NOTICES.jsonl.gz]

NOTICES holds objects with ``title``, ``preamble`` and ``body``; without it texts are generated. Both sides take turns on
chunks of 200 texts, in one process, from a cold start; the second round is warm. The fields of a notice are joined by a line
break, as a page's text is; ``--blank-lines`` joins them by a blank line, which spaCy's tokenizer takes several times faster.
Cold means that no word has been seen yet; what is loaded once, the language and the calendar of holidays, is loaded before.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy

from pressextract import Pipeline, Release
from pressextract.run import settle

CHUNK = 200
DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "polisen_events_dev.jsonl.gz"
PLACES = ["Lund", "Umeå", "Kalmar", "Borås", "Eslöv", "Luleå", "Gävle", "Motala", "Ystad", "Mora"]
OFFENCES = ["stöld", "misshandel", "rattfylleri", "olaga hot", "skadegörelse", "ringa narkotikabrott", "rån", "inbrott"]
SENTENCES = [
    "En man i {age}-årsåldern misstänks för {offence} efter en händelse i centrala {place}.",
    "Larmet kom klockan {hour}.{minute} och två patruller åkte till platsen.",
    "Mannen greps och fördes till polisstationen för förhör.",
    "Polisen har upprättat en anmälan om {offence} och söker nu vittnen.",
    "{number} personer kontrollerades, samtliga förare var nyktra.",
    "Ingen person är gripen för händelsen under {day}en.",
]


def notices(path: Path, joiner: str) -> list[Release]:
    """The notices of a file as releases."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    return [
        Release(str(e["id"]), joiner.join([e["title"], e["preamble"] or "", e["body"] or ""]), published=e["published"])
        for e in entries
    ]


def generated(number: int, joiner: str) -> list[Release]:
    """Invented notices of the length of real ones."""
    chance = random.Random(1)
    texts = []
    for index in range(number):
        words = {
            "age": chance.choice([20, 25, 30, 45]),
            "offence": chance.choice(OFFENCES),
            "place": chance.choice(PLACES),
            "hour": f"{chance.randrange(24):02}",
            "minute": f"{chance.randrange(60):02}",
            "number": chance.choice(["Tre", "Fem", "18", "65"]),
            "day": chance.choice(["fredag", "lördag"]),
        }
        title = "{hour}.{minute}, {offence}, {place}".format(**words)
        body = " ".join(sentence.format(**words) for sentence in chance.sample(SENTENCES, 5))
        texts.append(Release(str(index), joiner.join([title, body]), published="2024-05-03T07:00"))
    return texts


def main() -> None:
    """Print the time of each side and their ratio, cold and warm."""
    joiner = "\n\n" if "--blank-lines" in sys.argv else "\n"
    paths = [Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    path = paths[0] if paths else DEFAULT
    releases = notices(path, joiner) if path.exists() else generated(6000, joiner)
    source = path.name if path.exists() else "generated texts"
    words = sum(len(r.text.split()) for r in releases) / len(releases)
    print(f"{len(releases)} texts of {words:.0f} words ({source})")
    pipeline, blank = Pipeline(language="sv", names=False), spacy.blank("sv")
    pipeline.extract("Under midsommarhelgen 2024 larmades polis till Lund.")
    pipeline.process(releases[0])
    settle()
    for round_name in ("cold", "warm"):
        ours, theirs, ratios = 0.0, 0.0, []
        for first in range(0, len(releases), CHUNK):
            chunk = releases[first : first + CHUNK]
            start = time.perf_counter()
            for record in pipeline.pipe(chunk):
                record.to_json()
            middle = time.perf_counter()
            for release in chunk:
                blank(release.text)
            end = time.perf_counter()
            ours, theirs = ours + middle - start, theirs + end - middle
            ratios.append((end - middle) / (middle - start))
        each = 1e6 / len(releases)
        print(
            f"{round_name}: rules to JSON {ours * each:.0f} us a text, spaCy's tokenizer {theirs * each:.0f}; "
            f"speed ratio {theirs / ours:.2f} (median of chunks {statistics.median(ratios):.2f})"
        )


if __name__ == "__main__":
    main()
