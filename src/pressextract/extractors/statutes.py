"""Offences named by their statute: "brott mot 6 kap. 11 § brottsbalken", "in violation of 18 U.S.C. § 1591"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressextract.languages.lexicon import Lexicon
from pressextract.languages.statute_grammar import StatuteGrammar
from pressextract.types import OffenceMention, Tokens


def find_statutes(
    found: list[OffenceMention], tokens: Tokens, grammar: StatuteGrammar, lexicon: Lexicon
) -> Iterator[OffenceMention]:
    """Cited offences that the text does not name: the citation of one that it names is no mention of its own."""
    if not any(mark in tokens.lower for mark in grammar.marks):
        return
    for pattern in grammar.patterns:
        for match in pattern.finditer(tokens.lower):
            offence = _offence(match, grammar, lexicon)
            if offence is not None and not _named(offence, match, found):
                yield OffenceMention(match.start(), match.end(), "statute", offence)


def _offence(match: re.Match[str], grammar: StatuteGrammar, lexicon: Lexicon) -> str | None:
    parts = {name: " ".join(value.split()) for name, value in match.groupdict().items() if value}
    law = parts.get("law", "")
    code = grammar.codes.get(law, "")
    if law and not code:
        entry = lexicon.entry(f"{match['verb']} {law}", "offence")
        return entry.id if entry is not None else None
    try:
        return grammar.offences.get(grammar.template.format(code=code, **parts).lower())
    except KeyError:  # a section without its chapter
        return None


def _named(offence: str, match: re.Match[str], found: list[OffenceMention]) -> bool:
    """Whether the text names the offence, or a mention overlaps the citation."""
    return any(m.offence == offence or (m.start < match.end() and match.start() < m.end) for m in found)
