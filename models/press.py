"""Sentences in the style of press releases, composed from ``press.toml``: training text with gold of our own.

Persons are invented: any given name with any surname. The same number of sentences and seed give the same sentences.
"""

from __future__ import annotations

import csv
import random
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pressextract import taxonomy

HERE = Path(__file__).parent
_FIELD = re.compile(r"\{(\w+)\}")
_MARKED = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "surname": "PER", "given": "PER"}
_COMMON = 2500  # names of a list that are drawn, the most common first
_PARTICLES = {"sv": ("von", "af", "de"), "en": ("de", "van")}
Sentence = tuple[str, list[tuple[int, int, str]]]

with (HERE / "press.toml").open("rb") as _file:
    _DATA: dict[str, Any] = tomllib.load(_file)
GIVEN = {"en": _DATA["en"]["given"]}
SURNAMES = {"en": _DATA["en"]["surname"]}


def sentences(data: Path, language: str, count: int, seed: int) -> Iterator[Sentence]:
    """Invented sentences with their names as (start, end, label)."""
    chance = random.Random(f"{language} {seed}")  # noqa: S311 - no secret
    writer = _Writer(data, language, chance)
    for _ in range(count):
        yield writer.sentence()


class _Writer:
    def __init__(self, data: Path, language: str, chance: random.Random) -> None:
        self.words, self.language, self.chance = _DATA[language], language, chance
        self.given, self.surnames = _names(data) if language == "sv" else (tuple(GIVEN["en"]), tuple(SURNAMES["en"]))
        self.places = tuple(place.name for place in taxonomy.places().values()) if language == "sv" else ()

    def sentence(self) -> Sentence:
        template = self.chance.choice(self.words["templates"])
        text, entities, last = "", [], 0
        for field in _FIELD.finditer(template):
            text += template[last : field.start()]
            value, label = self._value(field[1], capitals=template.upper() == template)
            if label:
                lead = len(value) - len(value.removeprefix("the "))
                entities.append((len(text) + lead, len(text) + len(value), label))
            text += value
            last = field.end()
        text += template[last:]
        text = text[0].upper() + text[1:]
        return text, entities

    def _value(self, field: str, *, capitals: bool) -> tuple[str, str]:
        made = {
            "PER": self._person,
            "LOC": self._place,
            "ORG": lambda: self.chance.choice(self.words["org"]),
            "given": lambda: self.chance.choice(self.given),
            "surname": lambda: self.chance.choice(self.surnames),
            "age": lambda: str(self.chance.randint(18, 79)),
            "digits": lambda: f"{self.chance.randint(0, 9999):04}",
            "road": lambda: str(self.chance.randint(2, 999)),
            "title_cap": self._title,
        }
        value = made[field]() if field in made else self.chance.choice(self.words[field])
        return (value.upper() if capitals else value), _MARKED.get(field, "")

    def _title(self) -> str:
        title = self.chance.choice(self.words["title"])
        return title[0].upper() + title[1:]

    def _person(self) -> str:
        given, surname = self.chance.choice(self.given), self.chance.choice(self.surnames)
        form = self.chance.random()
        if form < 0.08:
            return f"{given}-{self.chance.choice(self.given)} {surname}"
        if form < 0.16:
            return f"{given} {self.chance.choice(self.surnames)} {surname}"
        if form < 0.24 and self.language == "en":
            return f"{given} {self.chance.choice('ABCDEFGHJKLMNPRSTW')}. {surname}"
        if form < 0.27:
            return f"{given} {self.chance.choice(_PARTICLES[self.language])} {surname}"
        return f"{given} {surname}, Jr." if form < 0.29 and self.language == "en" else f"{given} {surname}"

    def _place(self) -> str:
        listed = self.places and self.chance.random() < 0.6
        return self.chance.choice(self.places if listed else self.words["loc"])


@lru_cache(maxsize=1)
def _names(data: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given names and surnames of the statistics, the most common ones."""
    folder = data / "svensktext" / "namn"
    persons: dict[str, int] = {}
    for file in ("tilltalsnamn-kvinnor.csv", "tilltalsnamn-man.csv"):
        for row in csv.DictReader((folder / file).open(encoding="utf-8")):
            persons[row["name"]] = persons.get(row["name"], 0) + int(row["persons"])
    given = tuple(sorted(persons, key=lambda name: (-persons[name], name))[:_COMMON])
    return given, tuple(row["lastname"] for row in csv.DictReader((folder / "efternamn-1000.csv").open(encoding="utf-8")))
