"""A language as one value: everything compiled from its data folder, each part on first use and once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

from pressextract import taxonomy
from pressextract.data import Table, available_languages, data_digest, load_table
from pressextract.errors import LanguageError
from pressextract.languages.act_grammar import ActGrammar, compile_acts
from pressextract.languages.chunks import DATE, NAME, NUMBER, TERM, ChunkTable
from pressextract.languages.countries import country_forms
from pressextract.languages.date_grammar import DateGrammar, compile_dates
from pressextract.languages.lexicon import Analyse, Lexicon
from pressextract.languages.morphology import (
    BodyMorphology,
    NameMorphology,
    OffenceMorphology,
    TitleMorphology,
    UnitMorphology,
    infinitives,
)
from pressextract.languages.number_grammar import NumberGrammar, compile_numbers
from pressextract.languages.number_words import Reading, read_number_word
from pressextract.languages.offence_grammar import CueGrammar, OffenceGrammar, compile_cues, compile_offences
from pressextract.languages.role_grammar import RoleGrammar, compile_roles
from pressextract.languages.tokenizer import TokenPattern, compile_tokens
from pressextract.types import Entry

Forms = dict[str, str]
REGION_PREFIX = "region-"  # of ids of parts of countries
LAW = "law"  # rule of a law's name that stands for the offence against it
# Where a place has the name of its municipality, county and locality, the municipality is what a release means.
_PLACE_ORDER = ("municipality", "locality", "county", "province")


class LanguagePack:
    """Vocabulary, templates and compiled patterns of one language.

    >>> LanguagePack("sv").lexicon.entry("cykelstölden", "offence").id
    'bicycle-theft'
    """

    def __init__(self, code: str) -> None:
        if code not in available_languages():
            raise LanguageError(f"no data for language {code!r}; there are {', '.join(available_languages())}")
        self.code = code

    @cached_property
    def version(self) -> str:
        """Language code and digest of its files: what ``provenance.lexicon`` says."""
        return f"{self.code}:{data_digest(self.code)}"

    @cached_property
    def tokens(self) -> TokenPattern:
        """The token pattern."""
        return compile_tokens(self.code)

    def split(self, phrase: str) -> list[str]:
        """A phrase of a data file cut as texts are cut."""
        return self.tokens.pattern.findall(phrase.lower())

    @cached_property
    def dates(self) -> DateGrammar:
        """The date patterns."""
        return compile_dates(self.code, self.split)

    @cached_property
    def numbers(self) -> NumberGrammar:
        """The number grammar."""
        return compile_numbers(self.code)

    @cached_property
    def number_memo(self) -> dict[str, Reading]:
        """Words already tried as numbers."""
        return {}

    @cached_property
    def chunks(self) -> ChunkTable:
        """The tokens of stretches of text, with what each word can begin; it learns as it is asked."""
        return ChunkTable(self.tokens.pattern, self._begins, self.tokens.abbreviations)

    @cached_property
    def date_chunks(self) -> ChunkTable:
        """The same for dates alone, without the other vocabularies."""
        return ChunkTable(self.tokens.pattern, self._begins_date, self.tokens.abbreviations)

    @cached_property
    def number_chunks(self) -> ChunkTable:
        """The same for numbers alone."""
        return ChunkTable(self.tokens.pattern, self._begins_number, self.tokens.abbreviations)

    def _begins_number(self, word: str) -> int:
        return NUMBER if read_number_word(word, self.numbers, self.number_memo) is not None else 0

    def _begins_date(self, word: str) -> int:
        return DATE if word in self.dates.by_word or word in self.dates.by_second or word[0].isdigit() else 0

    def _begins(self, word: str) -> int:
        return (
            self._begins_date(word)
            | self._begins_number(word)
            | (TERM if self.lexicon.node(word) is not None else 0)
            | (NAME if word in self.roles.given or word in self.roles.verbs else 0)
        )

    @cached_property
    def offences(self) -> OffenceGrammar:
        """How offences are named around the list's forms."""
        return compile_offences(self.code, self.split)

    @cached_property
    def acts(self) -> ActGrammar:
        """Verbs of charges and their objects."""
        return compile_acts(self.code, self.split)

    @cached_property
    def cues(self) -> CueGrammar:
        """Words of the clause."""
        return compile_cues(self.code, self.split)

    @cached_property
    def roles(self) -> RoleGrammar:
        """Titles, names and speech."""
        return compile_roles(self.code, self.split)

    @cached_property
    def place_cues(self) -> frozenset[str]:
        """Prepositions that make a word a place."""
        return frozenset(load_table(self.code, "places")["prepositions"])

    @cached_property
    def ambiguous_places(self) -> frozenset[str]:
        """Ids of places whose name is an ordinary word."""
        return frozenset(place.id for place in taxonomy.places().values() if place.ambiguous)

    @cached_property
    def body_heads(self) -> dict[str, str]:
        """Words that make a place before them the name of a body, with its id."""
        heads: dict[str, str] = load_table(self.code, "organisations")["heads"]
        return heads

    @cached_property
    def lexicon(self) -> Lexicon:
        """Offences, titles, organisations and places in one trie."""
        offences, roles, places = load_table(self.code, "offences"), self._forms("roles"), self._places()
        forms = _inverted(offences["forms"])
        entries, genitive = self._entries(offences, forms, roles, places), load_table(self.code, "places")["genitive"]
        lexicon = Lexicon(entries, self.split, self._analysers(forms, roles, places), genitive)
        lexicon.complete()
        return lexicon

    @cached_property
    def units(self) -> Lexicon:
        """Counted nouns: a trie of their own, looked at behind numbers only."""
        forms = self._forms("units")
        morphology = UnitMorphology(forms, load_table(self.code, "units_grammar"))
        lexicon = Lexicon(((form, Entry("unit", id_)) for form, id_ in forms.items()), self.split, (morphology,))
        lexicon.complete()
        return lexicon

    def _forms(self, name: str) -> Forms:
        return _inverted(load_table(self.code, name)["forms"])

    def _places(self) -> Forms:
        english = load_table(self.code, "places").get("names") == "english"
        forms: Forms = {}
        kinds = {kind: i for i, kind in enumerate(_PLACE_ORDER)}
        for place in sorted(taxonomy.places().values(), key=lambda p: kinds[p.kind]):
            forms.setdefault((place.name_en if english else place.name).lower(), place.id)
            forms.setdefault(place.name.lower(), place.id)
        for iso, names in load_table(self.code, "places")["regions"].items():
            forms |= {name: f"{REGION_PREFIX}{iso}" for name in names if name not in forms}
        for name, id_ in country_forms(self.code):
            forms.setdefault(name, id_)
        return forms

    def _entries(self, offences: Table, forms: Forms, roles: Forms, places: Forms) -> Iterator[tuple[str, Entry]]:
        grammar = load_table(self.code, "offence_grammar")
        openings: dict[str, str] = grammar.get("openings", {})
        morphology = OffenceMorphology(forms, grammar["morphology"])
        for form, id_ in forms.items():
            stage = next((stage for opening, stage in openings.items() if form.startswith(f"{opening} ")), None)
            modifier = morphology.modifier(form, id_) if " " not in form else None
            yield form, Entry("offence", id_, stage=stage, modifier=modifier)
        yield from _laws(forms, grammar["laws"])
        yield from self.acts.forms()
        for layer, table in (("role", roles), ("place", places)):
            for form, id_ in table.items():
                yield form, Entry(layer, id_)
        for form, id_ in _inverted(offences.get("charge_forms", {})).items():
            yield form, Entry("offence", id_, "gerund")
            yield from _with_opening(form, id_, openings)
        for form, id_ in {**_authorities(), **self._forms("organisations")}.items():
            rule = "caps" if form.isupper() and len(form) < 8 else "capital" if form[0].isupper() else "list"
            yield form.lower(), Entry("organisation", id_, rule)

    def _one_word_organisations(self, *, capital: bool) -> Forms:
        """Organisations of one word, in lower case: those written with a capital, or without."""
        forms = {**_authorities(), **self._forms("organisations")}
        one_word = {form: id_ for form, id_ in forms.items() if " " not in form and not form.isupper()}
        return {form.lower(): id_ for form, id_ in one_word.items() if form[0].isupper() == capital}

    def _analysers(self, offences: Forms, roles: Forms, places: Forms) -> tuple[Analyse, ...]:
        titles = load_table(self.code, "roles_grammar")["titles"]
        morphology = load_table(self.code, "offence_grammar")["morphology"]
        genitive = load_table(self.code, "places")["genitive"]
        return (
            OffenceMorphology(offences, morphology),
            TitleMorphology(roles, titles),
            NameMorphology(places, genitive, "place"),
            BodyMorphology(places, load_table(self.code, "organisations")["compounds"]),
            NameMorphology(self._one_word_organisations(capital=True), genitive, "organisation", "capital"),
            NameMorphology(self._one_word_organisations(capital=False), genitive, "organisation"),
        )


def _authorities() -> Forms:
    """Names of Swedish authorities, the same in both languages."""
    return {concept.label["sv"]: id_ for id_, concept in taxonomy.organisations().items() if concept.kind == taxonomy.AUTHORITY}


def _laws(forms: Forms, grammar: Table) -> Iterator[tuple[str, Entry]]:
    """The law alone out of "brott mot knivlagen": it names the offence in a heading."""
    prefix, endings = grammar["prefix"], tuple(grammar["endings"])
    for form, id_ in forms.items():
        law = form.removeprefix(prefix)
        if prefix and law != form and law.partition(" ")[0].endswith(endings):
            yield law, Entry("offence", id_, LAW)


def _with_opening(gerund: str, id_: str, openings: dict[str, str]) -> Iterator[tuple[str, Entry]]:
    """ "conspiring to rig bids" out of "rigging bids": openings that take the infinitive, each with the stage that it says."""
    for opening, stage in openings.items():
        for infinitive in infinitives(gerund):
            yield f"{opening} {infinitive}", Entry("offence", id_, "infinitive", stage=stage)


def _inverted(table: dict[str, list[str]]) -> Forms:
    return {form: id_ for id_, forms in table.items() for form in forms}


@lru_cache(maxsize=8)
def load_pack(code: str) -> LanguagePack:
    """The pack of a language; LanguageError where there is no data for it."""
    return LanguagePack(code)
