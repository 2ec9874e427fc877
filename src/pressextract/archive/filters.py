"""Words of a user to ids of the taxonomy: an id, a label in either language, or a name that the lexicons know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from pressextract import taxonomy
from pressextract.data import available_languages
from pressextract.errors import PressextractError

_SHOWN = 3  # suggestions


class UnknownName(PressextractError):
    """A filter's value that names nothing, with what comes near it."""

    def __init__(self, layer: str, name: str, near: list[str]) -> None:
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"no {layer} is called {name!r}{hint}")


def ids_of(layer: str, name: str) -> tuple[str, ...]:
    """The ids that a name stands for: several places can share one; UnknownName where it stands for none.

    >>> ids_of("offence", "koppleri"), ids_of("offence", "procuring"), ids_of("place", "Malmö")
    (('procuring',), ('procuring',), ('locality-malmo', 'municipality-1280'))
    """
    known = _names(layer)
    wanted = name.strip().casefold()
    if wanted in known:
        return _with_parts(known[wanted]) if layer == "place" else known[wanted]
    if layer == "offence" and (found := _offences_named(name.strip())):
        return found
    raise UnknownName(layer, name, get_close_matches(wanted, known, _SHOWN))


def offences_named(words: str) -> tuple[str, ...]:
    """The offences that some words name as a whole, in any language; nothing where they say more or less."""
    return _names("offence").get(words.strip().casefold()) or _offences_named(words.strip())


@lru_cache(maxsize=1000)
def _offences_named(words: str) -> tuple[str, ...]:
    from pressextract.offence_naming import find_offences

    found = (find_offences(words, language=language) for language in available_languages())
    return tuple(sorted({m[0].offence for m in found if len(m) == 1 and m[0].start == 0 and m[0].end == len(words)}))


@lru_cache(maxsize=8)
def _names(layer: str) -> dict[str, tuple[str, ...]]:
    names: dict[str, set[str]] = {}
    for id_, entry in _entries(layer).items():
        for name in (id_, getattr(entry, "name", None), *(getattr(entry, "label", None) or {}).values()):
            if name:
                names.setdefault(name.casefold(), set()).add(id_)
                if layer == "place":
                    names.setdefault(_plain_place(name), set()).add(id_)
    return {name: tuple(sorted(ids)) for name, ids in names.items()}


def _plain_place(name: str) -> str:
    """A place's name without the word for its kind.

    >>> _plain_place("Skåne län")
    'skåne'
    """
    first, _, kind = name.casefold().rpartition(" ")
    return first if first and kind in _place_words() else name.casefold()


def _with_parts(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The same with the municipalities of a county, whose codes begin with its own."""
    places = taxonomy.places()
    codes = [places[id_].code for id_ in ids if places[id_].kind == "county"]
    inside = (
        p.id for p in places.values() if p.kind == "municipality" and any(code and p.code.startswith(code) for code in codes)
    )
    return (*ids, *inside)


@lru_cache(maxsize=1)
def _place_words() -> frozenset[str]:
    """The last words that many places share, which say their kind."""
    from collections import Counter

    last = Counter(place.name.casefold().rpartition(" ")[2] for place in taxonomy.places().values() if " " in place.name)
    return frozenset(word for word, count in last.items() if count >= 20)


def _entries(layer: str) -> Mapping[str, Any]:
    tables: dict[str, Callable[[], Mapping[str, Any]]] = {
        "offence": taxonomy.offence_types,
        "place": taxonomy.places,
        "role": taxonomy.roles,
        "organisation": taxonomy.organisations,
    }
    return tables[layer]()
