"""Citations of statutes that stand for an offence, compiled from ``offence_grammar.toml`` and the sections of the taxonomy."""

from __future__ import annotations

import re
from typing import NamedTuple

from pressextract import taxonomy
from pressextract.data import Table


class StatuteGrammar(NamedTuple):
    """Patterns with named groups, the marks that a text must hold for any to match, and what a citation means.

    ``template`` makes a citation of the groups ("{code} {chapter}:{section}"), ``codes`` the short names of laws.
    """

    marks: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    template: str
    codes: dict[str, str]
    offences: dict[str, str]


def compile_statutes(data: Table) -> StatuteGrammar:
    """The citations of one language."""
    return StatuteGrammar(
        tuple(data["marks"]),
        tuple(re.compile(pattern) for pattern in data["patterns"]),
        data["template"],
        dict(data["codes"]),
        _sections(data["source"]),
    )


def _sections(source: str) -> dict[str, str]:
    """Offence by citation in lower case, subsections cut off; of several the one without a wider type."""
    found: dict[str, str] = {}
    for offence in sorted(taxonomy.offence_types().values(), key=lambda o: (o.parent is not None, not o.verified)):
        for citation in offence.statute if source == "statute" else offence.foreign:
            found.setdefault(citation.partition("(")[0].strip().lower(), offence.id)
    return found
