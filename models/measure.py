"""F1 of persons, places and organisations, exact spans, of the model alone and of model and rules together.

python models/measure.py DATA MODEL
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import convert
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pressextract import Release
from pressextract.languages.pack import load_pack
from pressextract.nlp.names import written_as_name
from pressextract.pipeline import annotate
from pressextract.types import Annotations

LABELS = ("PER", "LOC", "ORG")
# Names by rules that are surer than the model: a title or a verb of speech beside a person, a body of the lists.
SURE = frozenset({"after-title", "after-speech"})
Span = tuple[int, int, str]


def both(nlp: Language, data: Path, file: tuple[str, str, str]) -> dict[str, dict[str, float]]:
    """Scores of one test set: ``alone`` and ``with_rules``."""
    gold, alone, together = [], [], []
    pack = load_pack(file[1])
    docs = list(convert.docs(data, [file]))
    for doc, read in zip(docs, nlp.pipe(_copy(doc, nlp) for doc in docs), strict=True):
        found = {(e.start_char, e.end_char, e.label_) for e in read.ents}
        rules = annotate([Release("", doc.text, language=file[1])], pack)[0]
        gold.append({(e.start_char, e.end_char, e.label_) for e in doc.ents})
        alone.append(found)
        together.append(joined(found, rules, doc.text))
    return {"alone": f1(gold, alone), "with_rules": f1(gold, together)}


def _copy(doc: Doc, nlp: Language) -> Doc:
    return Doc(nlp.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc])


def joined(found: set[Span], rules: Annotations, text: str) -> set[Span]:
    """The model's names, corrected by rules that are sure, and what only the rules found."""
    found = {span for span in found if written_as_name(text[span[0] : span[1]])}
    sure = {(o.start, o.end, "ORG") for o in rules.organisations if _is_name(text[: o.end], o.start)}
    sure = {span for span in sure if not any(_within(span, other) for other in found)}
    sure |= {(p.start, p.end, "PER") for p in rules.persons if p.rule in SURE}
    kept = sure | {span for span in found if not _overlaps(span, sure)}
    more = {(p.start, p.end, "LOC") for p in rules.places} | {(p.start, p.end, "PER") for p in rules.persons}
    return kept | {span for span in more if not _overlaps(span, kept)}


def _is_name(text: str, start: int) -> bool:
    """Whether the body that ends the text is written as a name: "regeringen" is not, nor "Regeringen" that begins a sentence."""
    return text[start].isupper() and (any(c.isalnum() for c in text[:start]) or " " in text[start:] or text[start:].isupper())


def _within(span: Span, other: Span) -> bool:
    """Whether the other holds the span and more: "Security Council" in "UN Security Council"."""
    return other[2] == span[2] and other[0] <= span[0] and span[1] <= other[1] and other != span


def _overlaps(span: Span, others: set[Span]) -> bool:
    return any(other[0] < span[1] and span[0] < other[1] for other in others)


def f1(gold: list[set[Span]], found: list[set[Span]]) -> dict[str, float]:
    """F1 by label and micro over all."""
    wanted: Counter[str] = Counter()
    got: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one, other in zip(gold, found, strict=True):
        for counter, spans in ((wanted, one), (got, other), (right, one & other)):
            counter.update(label for _, _, label in spans)
    scores = {label: _score(right[label], wanted[label], got[label]) for label in LABELS}
    return scores | {"all": _score(right.total(), wanted.total(), got.total())}


def _score(right: int, wanted: int, got: int) -> float:
    return round(200 * right / (wanted + got), 1) if wanted + got else 0.0


if __name__ == "__main__":
    print(json.dumps({file[0]: both(spacy.load(sys.argv[2]), Path(sys.argv[1]), file) for file in convert.TEST}, indent=2))
