"""One set of annotations out of several, each language speaking for its own paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pressextract.types import Annotations, Notice, Segment

UNDECIDED = "und"


def join_languages(main: Annotations, others: Mapping[str, Annotations], segments: list[Segment]) -> Annotations:
    """What each language found in its own segments; paragraphs in no supported language hold nothing, and a warning says so."""
    joined = _Joined(main, others, segments)
    warnings = [
        *main.warnings,
        *(
            Notice("paragraph-undecided", "a paragraph in neither language: nothing is extracted from it", s.start, s.end)
            for s in segments
            if s.language == UNDECIDED
        ),
    ]
    dates, persons, counts, offences, places = (
        joined.layer(name) for name in ("dates", "persons", "counts", "offences", "places")
    )
    quotes = joined.layer("quotes")
    return main._replace(
        segments=[
            s._replace(date=dates.index(main.language, s.date), place=places.index(main.language, s.place)) for s in segments
        ],
        dates=dates.items,
        persons=persons.items,
        organisations=joined.layer("organisations").items,
        places=places.items,
        quotes=[(quote, persons.index(code, speaker)) for (quote, speaker), code in quotes.marked],
        references=[
            reference._replace(person=persons.index(code, reference.person), aged=counts.index(code, reference.aged))
            for reference, code in joined.layer("references").marked
            if persons.index(code, reference.person) is not None or counts.index(code, reference.aged) is not None
        ],
        counts=counts.items,
        offences=offences.items,
        roles=[
            replace_role(
                role, persons.index(code, role.person), tuple(i for q in role.quotes if (i := quotes.index(code, q)) is not None)
            )
            for role, code in joined.layer("roles").marked
            if persons.index(code, role.person) is not None
        ],
        facts=[
            replace(
                fact,
                count=counts.index(code, fact.count),
                offence=offences.index(code, fact.offence),
                date=dates.index(code, fact.date),
                place=places.index(code, fact.place),
            )
            for fact, code in joined.layer("facts").marked
            if counts.index(code, fact.count) is not None and offences.index(code, fact.offence) is not None
        ],
        warnings=warnings,
    )


def replace_role(role: Any, person: int | None, quotes: tuple[int, ...]) -> Any:
    """A role with its indexes moved."""
    return role._replace(person=person, quotes=quotes)


@dataclass(frozen=True, slots=True)
class _Layer:
    """The items of one layer with the language that found each, and where each stands now."""

    marked: list[tuple[Any, str]]
    places: dict[tuple[str, int], int]

    @property
    def items(self) -> list[Any]:
        return [item for item, _ in self.marked]

    def index(self, code: str, old: int | None) -> int | None:
        """The new index of what was ``old`` in its language's own list; ``None`` where it was left out."""
        return None if old is None else self.places.get((code, old))


class _Joined:
    def __init__(self, main: Annotations, others: Mapping[str, Annotations], segments: list[Segment]) -> None:
        self._parts = {main.language: main, **others}
        self._segments = segments

    def layer(self, name: str) -> _Layer:
        start = _STARTS.get(name, _own_start)
        kept = [
            (start(item), code, index, item)
            for code, part in self._parts.items()
            for index, item in enumerate(getattr(part, name))
            if self._speaks(code, start(item))
        ]
        kept.sort(key=lambda entry: entry[0])
        return _Layer(
            [(item, code) for _, code, _, item in kept], {(code, old): new for new, (_, code, old, _) in enumerate(kept)}
        )

    def _speaks(self, code: str, offset: int) -> bool:
        return any(s.language == code and s.start <= offset < s.end for s in self._segments)


def _own_start(item: Any) -> int:
    start: int = item.start
    return start


def _first_start(item: Any) -> int:
    return _own_start(item[0])


def _title_start(item: Any) -> int:
    return _own_start(item.title)


_STARTS: dict[str, Callable[[Any], int]] = {"dates": _first_start, "quotes": _first_start, "roles": _title_start}
