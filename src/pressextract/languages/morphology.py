"""Reading unknown words: endings, compounds by their head, attempts, genitives of names.

Each analyser takes a lower-case word and gives the entries that it can prove, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pressextract.data import Table
from pressextract.languages.misspellings import Misspellings
from pressextract.types import Entry

_COMPLETED = "completed"
_OPENING = 4  # letters by which the bases of inflected forms are known
_SHORTEST_UNIT = 3  # letters: "ha" and "kg" are signs and have no endings
_SHORTEST_MODIFIER = 3  # letters before a head: "pub" in "pubrån"; shorter ones are parts of other words


def _openings(words: Iterable[str]) -> frozenset[str]:
    """First letters of words: an inflected form begins as its base does, and most words begin as none of them."""
    return frozenset(word[:_OPENING] for word in words)


def _may_inflect(word: str, openings: frozenset[str]) -> bool:
    return word[:_OPENING] in openings or word[:3] in openings or word[:2] in openings


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)")


_GERUND = re.compile(r"(\w+)ing\b")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")


def infinitives(gerund: str) -> list[str]:
    """How an English gerund phrase can begin as an infinitive, by spelling alone; words that do not exist match nothing.

    >>> infinitives("rigging bids"), infinitives("filing false claims")
    (['rigg bids', 'rigge bids', 'rig bids'], ['fil false claims', 'file false claims'])
    """
    found = _GERUND.match(gerund)
    if found is None:
        return []
    stem, rest = found[1], gerund[found.end() :]
    stems = [stem, f"{stem}e"] + ([stem[:-1]] if _DOUBLED.search(stem) else [])
    return [stem + rest for stem in stems]


class OffenceMorphology:
    """Inflected offences, compounds with an offence as head ("cykelstölden"), attempts ("rånförsöket")."""

    def __init__(self, forms: dict[str, str], grammar: Table) -> None:
        self._all_forms = forms
        self._related: str = grammar["related"]
        self._forms = {form: id_ for form, id_ in forms.items() if " " not in form}
        self._misspellings = Misspellings(self._forms)
        self._openings = _openings(self._forms)
        self._endings = tuple(grammar["endings"])
        self._heads: dict[str, str] = grammar["heads"]
        self._longest_first = sorted(self._heads, key=len, reverse=True)
        self._any_head = _any_of(self._heads)
        self._tails = {tail: stage for stage, tails in grammar["stages"].items() for tail in tails}
        self._all_tails = tuple(self._tails)
        self._links = tuple(grammar["links"])
        self._not = tuple(grammar["not_endings"])
        self._not_modifiers = frozenset(grammar["not_modifiers"])

    def __call__(self, word: str) -> tuple[Entry, ...]:
        """The readings of a word that is no entry itself."""
        if "-" in word and (hyphened := self._hyphened(word)) is not None:
            return (hyphened,)
        known_opening, headed = _may_inflect(word, self._openings), self._any_head.search(word) is not None
        if len(word) < _OPENING or word.endswith(self._not):
            return ()
        if not (known_opening or headed):
            slip = self._misspellings.find(word)
            return (Entry("offence", slip, "misspelling"),) if slip is not None else ()
        if word.endswith(self._all_tails) and (attempt := self._attempt(word)) is not None:
            return (attempt,)
        found = self._forms.get(word) or (self._inflected(word) if known_opening else None)
        if found is not None:
            return (Entry("offence", found, "inflection", modifier=self.modifier(word, found)),)
        compound = self._compound(word) if headed else None
        if compound is None and (slip := self._misspellings.find(word)) is not None:
            compound = Entry("offence", slip, "misspelling")
        return (compound,) if compound is not None else ()

    def modifier(self, word: str, id_: str) -> str | None:
        """What a compound of the list adds to its head, where it has the head's id: "äldre" of "äldrebedrägeri"."""
        if self._any_head.search(word) is None:
            return None
        compound = self._compound(word)
        return compound.modifier if compound is not None and compound.id == id_ else None

    def _hyphened(self, word: str) -> Entry | None:
        """ "tax-fraud" for "tax fraud", "terrorism-related" for what is related to it."""
        found = self._all_forms.get(word.replace("-", " "))
        if found is None and self._related and word.endswith(self._related):
            found = self._all_forms.get(word[: -len(self._related)])
        return Entry("offence", found, "hyphened") if found is not None else None

    def _attempt(self, word: str) -> Entry | None:
        for tail, stage in self._tails.items():
            if word.endswith(tail) and len(word) > len(tail) + 2 and (found := self._attempted(word[: -len(tail)])):
                if stage == _COMPLETED:
                    return found._replace(rule="kind-compound")  # "smugglingsbrott" is smuggling
                return found._replace(rule="attempt-compound", stage=stage)
        return None

    def _attempted(self, stem: str) -> Entry | None:
        bases = [stem[: len(stem) - len(link)] for link in self._links if stem.endswith(link)]
        known = next((base for base in bases if base in self._forms), None)
        if known is not None:
            return Entry("offence", self._forms[known], modifier=self.modifier(known, self._forms[known]))
        return next((found for base in bases if (found := self._compound(base)) is not None), None)

    def _inflected(self, word: str) -> str | None:
        for ending in self._endings:
            if word.endswith(ending) and (found := self._forms.get(word[: -len(ending)])):
                return found
        return None

    def _compound(self, word: str) -> Entry | None:
        for head in self._longest_first:
            place = word.rfind(head)
            if place < _SHORTEST_MODIFIER:
                continue
            tail, modifier = word[place + len(head) :], word[:place]
            if tail and tail not in self._endings:
                continue
            if modifier.rstrip("-") in self._not_modifiers:
                return None
            return Entry("offence", self._heads[head], "compound", modifier=modifier.rstrip("-"))
        return None


class TitleMorphology:
    """Titles by their head ("kriminalkommissarie", "insatsledaren"): role id ``""`` where the list lacks them."""

    def __init__(self, forms: dict[str, str], grammar: Table) -> None:
        self._forms = forms
        self._heads = tuple(sorted(grammar["heads"], key=len, reverse=True))
        self._bare = frozenset(grammar["bare"])
        self._openings = _openings(forms) | _openings(self._bare)
        self._any_head = _any_of(self._heads)
        self._compounds: bool = grammar["compounds"]
        self._endings = ("", *grammar["endings"])
        self._not = frozenset(grammar["not_titles"])

    def __call__(self, word: str) -> tuple[Entry, ...]:
        """The readings of a word that is no entry itself."""
        headed = self._compounds and self._any_head.search(word) is not None
        if not (headed or _may_inflect(word, self._openings)) or word in self._not:
            return ()
        for ending in self._endings:
            if ending and not word.endswith(ending):
                continue
            base = word[: -len(ending)] if ending else word
            if (entry := self._title(base, ending, headed)) is not None:
                return (entry,)
        return ()

    def _title(self, base: str, ending: str, headed: bool) -> Entry | None:
        if ending and base in self._forms:
            return Entry("role", self._forms[base], "inflection")
        if base in self._bare:
            return Entry("role", "", "head")
        if headed and base.endswith(self._heads) and base not in self._not:
            head = next(h for h in self._heads if base.endswith(h))
            if len(base) - len(head) >= _SHORTEST_MODIFIER:
                return Entry("role", "", "compound")
        return None


class UnitMorphology:
    """Inflected units, and compounds by their head: "polispatruller" counts patrols."""

    def __init__(self, forms: dict[str, str], grammar: Table) -> None:
        uninflected = frozenset(grammar["uninflected"])
        self._forms = {form: id_ for form, id_ in forms.items() if id_ not in uninflected and len(form) >= _SHORTEST_UNIT}
        self._openings = _openings(forms)
        self._heads = tuple(sorted(grammar["heads"], key=len, reverse=True))
        self._endings = tuple(grammar["endings"])

    def __call__(self, word: str) -> tuple[Entry, ...]:
        """The readings of a word that is no entry itself."""
        if _may_inflect(word, self._openings):
            for ending in self._endings:
                if word.endswith(ending) and (found := self._forms.get(word[: -len(ending)])):
                    return (Entry("unit", found, "inflection"),)
        if word.endswith(self._heads):
            head = next(h for h in self._heads if word.endswith(h))
            if len(word) - len(head) >= _SHORTEST_MODIFIER:
                return (Entry("unit", self._forms[head], "compound"),)
        return ()


class NameMorphology:
    """Genitives of places and organisations: "Malmös", "Skolverkets"."""

    def __init__(self, forms: dict[str, str], genitive: str, layer: str, rule: str = "genitive") -> None:
        self._forms, self._genitive, self._layer, self._rule = forms, genitive, layer, rule

    def __call__(self, word: str) -> tuple[Entry, ...]:
        """The readings of a word that is no entry itself."""
        if self._genitive and word.endswith(self._genitive):
            found = self._forms.get(word[: -len(self._genitive)])
            if found is not None:
                return (Entry(self._layer, found, self._rule),)
        return ()


class BodyMorphology:
    """Bodies that a place is part of: "Göteborgspolisen"."""

    def __init__(self, places: dict[str, str], heads: dict[str, str]) -> None:
        self._places, self._heads = places, heads

    def __call__(self, word: str) -> tuple[Entry, ...]:
        """The readings of a word that is no entry itself."""
        for head, id_ in self._heads.items():
            stem = word.removesuffix(head)
            if stem != word and stem and (stem in self._places or stem.removesuffix("s") in self._places):
                return (Entry("organisation", id_, "capital"),)
        return ()
