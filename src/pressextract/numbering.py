"""Numbers alone: every number of any text with its value, kind and unit; no names, models or offences are loaded."""

from __future__ import annotations

from pressextract import taxonomy
from pressextract.extractors.plain_numbers import read_numbers
from pressextract.extractors.surroundings import Surroundings
from pressextract.extractors.terms import UnitsAt
from pressextract.languages.pack import LanguagePack, load_pack
from pressextract.nlp.tokens import tokenize
from pressextract.records.builder import build_number
from pressextract.records.model import Number
from pressextract.types import CountMention


def find_numbers(text: str, *, language: str) -> list[Number]:
    """The numbers of a text in order, whether or not they count something.

    ``kind`` is cardinal, ordinal, ratio, percent, rate, money, measure, age or duration; ``value`` is the number as written,
    ``low`` and ``high`` its bounds, open where ``None``. Money has an ISO 4217 ``currency``, a measure its value in ``si``.
    LanguageError for an unknown language.

    >>> [(n.text, n.value, n.kind, n.currency) for n in find_numbers("drygt 1,4 miljarder kronor", language="sv")]
    [('1,4 miljarder kronor', 1400000000, 'money', 'SEK')]
    >>> [(n.text, n.value, n.kind) for n in find_numbers("twenty-three men, the third aged 39", language="en")]
    [('twenty-three', 23, 'cardinal'), ('third', 3, 'ordinal'), ('39', 39, 'age')]
    """
    pack = load_pack(language)
    return [Number.model_validate(build_number(text, mention, language)) for mention in numbers_of(text, pack)]


def numbers_of(text: str, pack: LanguagePack) -> list[CountMention]:
    """The number mentions of a text; only the number words and counted nouns of the language are loaded."""
    tokens = tokenize(text, pack.number_chunks, pack.tokens.abbreviations)
    kinds = {id_: unit.kind for id_, unit in taxonomy.units().items()}
    around = Surroundings(tokens, pack.numbers, UnitsAt(tokens, pack.units), kinds, {})
    return read_numbers(tokens, around, pack.number_memo)
