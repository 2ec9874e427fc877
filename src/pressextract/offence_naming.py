"""Offences alone: those of any text with what its words and clauses say of them; no names or models are loaded."""

from __future__ import annotations

from pressextract.extractors.offences import find_offences as find_offence_mentions
from pressextract.extractors.terms import find_terms
from pressextract.languages.pack import LanguagePack, load_pack
from pressextract.linking.qualifiers import qualify_offences
from pressextract.nlp.tokens import tokenize
from pressextract.records.builder import build_offence
from pressextract.records.model import Offence
from pressextract.types import OffenceMention


def find_offences(text: str, *, language: str) -> list[Offence]:
    """The offences of a text in order, as a record would hold them; LanguageError for an unknown language.

    >>> [(o.offence, o.degree, o.stage) for o in find_offences("försök till grovt rån", language="sv")]
    [('robbery', 'gross', 'attempt')]
    >>> [(o.offence, o.status) for o in find_offences("He was acquitted of murder.", language="en")]
    [('murder', 'acquitted')]
    """
    return [Offence.model_validate(build_offence(text, mention)) for mention in offences_of(text, load_pack(language))]


def offences_of(text: str, pack: LanguagePack) -> list[OffenceMention]:
    """The offence mentions of a text."""
    tokens = tokenize(text, pack.chunks, pack.tokens.abbreviations)
    terms = find_terms(tokens, pack.lexicon)
    found = find_offence_mentions(tokens, terms, pack.offences, pack.acts, pack.lexicon)
    return qualify_offences(found, tokens, pack.cues, pack.offences)
