"""Sentences of raw releases and notices, for the teacher to label: a sentence a line, its language before a tab.

    python models/sentences.py OUT.txt RELEASES.jsonl.gz [...]

Only sentences with a capital inside are kept, each once; of short texts (notices) a quarter, since they name the same places.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from pressextract.languages.pack import load_pack
from pressextract.nlp.tokens import tokenize

SHORTEST, LONGEST = 4, 90  # words of a sentence
SHORT_TEXT, KEPT = 1500, 4  # characters of a notice; one of so many is kept


def releases(path: Path) -> Iterator[tuple[str, str]]:
    """Language and text of each release of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            text = item.get("text") or "\n\n".join(filter(None, (item.get("title"), item.get("preamble"), item.get("body"))))
            yield item.get("lang") or "sv", text


def sentences(language: str, text: str) -> Iterator[str]:
    """The sentences of a text that may hold a name."""
    pack = load_pack(language)
    tokens = tokenize(text, pack.chunks, pack.tokens.abbreviations)
    for start, end in pairwise([*tokens.breaks, len(text)]):
        for part in text[start:end].split("\n"):
            sentence = " ".join(part.split())
            if SHORTEST <= len(sentence.split()) <= LONGEST and any(letter.isupper() for letter in sentence[1:]):
                yield sentence


def main() -> None:
    """Write the sentences."""
    seen: dict[str, str] = {}
    for path in map(Path, sys.argv[2:]):
        for number, (language, text) in enumerate(releases(path)):
            if len(text) < SHORT_TEXT and number % KEPT:
                continue
            for sentence in sentences(language, text):
                seen.setdefault(sentence, language)
    Path(sys.argv[1]).write_text("".join(f"{language}\t{sentence}\n" for sentence, language in seen.items()), "utf-8")
    print(f"{len(seen)} sentences")


if __name__ == "__main__":
    main()
