"""Names of countries in a language, from the Unicode CLDR as the library Babel brings it."""

from __future__ import annotations

from collections.abc import Iterator

from pressextract.data import load_table

PREFIX = "country-"


def country_forms(code: str) -> Iterator[tuple[str, str]]:
    """Lower-case names of countries with their ids (ISO 3166-1 behind a prefix); short forms are in ``places.toml``.

    >>> dict(country_forms("sv"))["nederländerna"], dict(country_forms("en"))["uk"]
    ('country-NL', 'country-GB')
    """
    from babel import Locale

    table = load_table(code, "places")["countries"]
    skipped = frozenset(table["skip"])
    for iso, name in Locale(code).territories.items():
        if len(iso) == 2 and iso.isalpha() and name.lower() not in skipped:
            yield name.lower(), f"{PREFIX}{iso}"
    for iso, forms in table["forms"].items():
        for form in forms:
            yield form, f"{PREFIX}{iso}"
