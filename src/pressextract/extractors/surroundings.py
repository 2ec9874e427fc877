"""What a reader of one text needs at every number."""

from __future__ import annotations

from typing import NamedTuple

from pressextract.extractors.terms import UnitsAt
from pressextract.languages.number_grammar import NumberGrammar
from pressextract.types import Term, Tokens


class Surroundings(NamedTuple):
    """What a reader of one text needs at every number."""

    tokens: Tokens
    grammar: NumberGrammar
    units: UnitsAt
    unit_kinds: dict[str, str]
    offences: dict[int, Term]

    def counted(self, place: int) -> bool:
        """Whether a unit or an offence stands at a token."""
        return place in self.offences or self.units.get(place) is not None
