"""What a reader of one text needs at every number."""

from __future__ import annotations

from typing import NamedTuple

from pressextract.extractors.terms import UnitsAt
from pressextract.languages.number_grammar import NumberGrammar
from pressextract.types import Term, Tokens, Unit


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

    def kind_at(self, place: int) -> str | None:
        """The kind of the unit that stands at a token."""
        term = self.units.get(place)
        return None if term is None else self.unit_kinds.get(term.entry.id)

    def kind_of(self, unit: Unit | None) -> str | None:
        """The kind of a unit; none where the taxonomy lacks it."""
        return None if unit is None else self.unit_kinds.get(unit.id or "")
