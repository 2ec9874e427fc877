"""The name model: what it finds, that nothing depends on what is read together, long and empty texts, damaged files."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pressextract.errors import ModelNotFound
from pressextract.nlp import names
from pressextract.nlp.name_tagger import FACTORY, LONGEST, NameTagger, parts_of, spans_of
from pressextract.nlp.names import model_folder, written_as_name

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(model_folder())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Enligt Anders Lindqvist på Tullverket i Malmö finns inga misstänkta.", ["Anders Lindqvist PER", "Malmö LOC"]),
        ("A spokesman for Halworth Bank named Rashid Okonkwo as the suspect.", ["Halworth Bank ORG", "Rashid Okonkwo PER"]),
        ("Rånet anmäldes på tisdagen och ingen är gripen.", []),
        ("", []),
    ],
)
def test_names_of_each_kind(nlp: Language, text: str, found: list[str]) -> None:
    read = [f"{entity.text} {entity.label_}" for entity in nlp(text).ents]
    assert [name for name in read if name in found] == found
    assert bool(read) == bool(found)


def test_what_is_read_together_changes_nothing(nlp: Language) -> None:
    lines = [line for file in sorted(CORPUS.rglob("*.txt"))[:12] for line in file.read_text("utf-8").splitlines() if line.strip()]
    alone = {line: [(e.start, e.end, e.label_) for e in nlp(line).ents] for line in lines}
    random.Random(1).shuffle(lines)
    assert {doc.text: [(e.start, e.end, e.label_) for e in doc.ents] for doc in nlp.pipe(lines, batch_size=17)} == alone


def test_a_text_longer_than_the_net_takes_is_read_in_parts(nlp: Language) -> None:
    tagger = nlp.get_pipe(FACTORY)
    assert isinstance(tagger, NameTagger)
    assert tagger.pieces is not None
    words = ["och"] * 500 + ["Lindqvist"]
    parts = list(parts_of(words, tagger.pieces))
    assert len(parts) > 2
    assert sum(len(firsts) for _, firsts in parts) == len(words)
    assert max(len(ids) for ids, _ in parts) <= LONGEST + 2


def test_a_word_that_no_piece_spells(nlp: Language) -> None:
    tagger = nlp.get_pipe(FACTORY)
    assert isinstance(tagger, NameTagger)
    assert tagger.pieces is not None
    assert tagger.pieces.specials.unknown in tagger.pieces.cut("\U0001f600")


def test_an_empty_tagger_says_so() -> None:
    with pytest.raises(ValueError, match="has no model"):
        spacy.blank("xx").add_pipe(FACTORY)(spacy.blank("xx").make_doc("Anna"))  # type: ignore[operator]


def test_labels_that_break_off() -> None:
    assert list(spans_of(["I-PER", "B-PER", "O", "I-ORG"])) == [(0, 1, "PER"), (1, 2, "PER"), (3, 4, "ORG")]


@pytest.mark.parametrize(("text", "name"), [("al-Bashir", True), ("malaria", False), ("", False), ("O", True)])
def test_a_name_has_a_capital(text: str, name: bool) -> None:
    assert written_as_name(text) is name


@pytest.mark.parametrize("damage", ["missing", "changed", "no manifest"])
def test_a_model_that_is_not_whole(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "names"
    if damage != "missing":
        shutil.copytree(model_folder(), folder)
        file = folder / (names.MANIFEST if damage == "no manifest" else "meta.json")
        file.unlink() if damage == "no manifest" else file.write_text("{}", "utf-8")
    monkeypatch.setattr(names, "model_folder", lambda: folder)
    names.load_name_model.cache_clear()
    with pytest.raises(ModelNotFound, match="pip install --force-reinstall pressextract"):
        names.load_name_model()
    names.load_name_model.cache_clear()
