"""The one place that knows the order of the stations: Release -> tokens -> mentions -> values and facts -> Record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pressextract import taxonomy
from pressextract.errors import RecordError
from pressextract.extractors.counts import find_counts
from pressextract.extractors.dates import find_dates as find_date_mentions
from pressextract.extractors.dates import item_clocks
from pressextract.extractors.entities import find_organisations, find_places
from pressextract.extractors.names import NameEvidence, find_names, merge_names, uncertain_sentences
from pressextract.extractors.offences import find_offences
from pressextract.extractors.quotes import find_quotes
from pressextract.extractors.terms import find_terms
from pressextract.extractors.titles import find_titles
from pressextract.languages.detection import UNDECIDED, detect_language, detect_paragraph
from pressextract.languages.pack import LanguagePack, load_pack
from pressextract.linking.bilingual import join_languages
from pressextract.linking.dates import parse_anchor, resolve_dates
from pressextract.linking.facts import link_facts, place_facts
from pressextract.linking.qualifiers import qualify_offences
from pressextract.linking.quotes import attach_quotes, link_quotes
from pressextract.linking.roles import link_roles
from pressextract.nlp.segments import find_segments
from pressextract.nlp.tokens import tokenize
from pressextract.records.builder import build_record
from pressextract.records.model import Record
from pressextract.types import Annotations, DateMention, Notice, Release, Span, Term, TimeInterval
from pressextract.version import __version__


class Pipeline:
    """Turns releases into records. Building one loads nothing; each language is loaded with its first text.

    ``names=False`` leaves the name model out: persons are then those that rules and lists find.

    >>> record = Pipeline().extract("Under november kom 16 anmälningar om köp av sexuell tjänst.", published="2021-12-09")
    >>> record.dates[0].value, record.counts[0].value, record.offences[0].offence
    ('2021-11', 16, 'purchase-of-sexual-act')
    """

    def __init__(self, *, language: str = "auto", names: bool = True, include_text: bool = False) -> None:
        self.language = language
        self.names = names
        self.include_text = include_text

    def extract(self, text: str, *, published: str | None = None, title: str | None = None, id: str = "") -> Record:  # noqa: A002
        """The record of one text."""
        basis = "given" if published else "unknown"
        return self.process(Release(id, text, title=title, published=published, published_basis=basis))

    def pipe(self, releases: Iterable[Release]) -> Iterator[Record | RecordError]:
        """Records in the order of the releases; a release that fails gives its error instead, and the rest go on."""
        for release in releases:
            try:
                yield self.process(release)
            except RecordError as error:
                yield error

    def process(self, release: Release) -> Record:
        """The record of one release; RecordError where it breaks its own schema."""
        code = self._language(release)
        if code == UNDECIDED:
            return build_record(release, _undecided(release), include_text=self.include_text)
        found = annotate(release, load_pack(code), names_by_model=self.names)
        if self.language == "auto":
            found = self._by_paragraph(release, found)
        return build_record(release, found, include_text=self.include_text)

    def _language(self, release: Release) -> str:
        if self.language != "auto":
            return self.language
        return release.language or detect_language(release.text)

    def _by_paragraph(self, release: Release, found: Annotations) -> Annotations:
        """The same with paragraphs in another language read in that one, or not at all where it is not supported."""
        segments = [s._replace(language=detect_paragraph(release.text[s.start : s.end], found.language)) for s in found.segments]
        foreign = {s.language for s in segments} - {found.language}
        if not foreign:
            return found
        parts = {code: annotate(release, load_pack(code), names_by_model=self.names) for code in foreign - {UNDECIDED}}
        return join_languages(found, parts, segments)


def annotate(release: Release, pack: LanguagePack, *, names_by_model: bool = False) -> Annotations:
    """Everything that is found in a release in one language; the name model is asked only where the rules leave names open."""
    tokens = tokenize(release.text, pack.chunks, pack.tokens.abbreviations)
    terms = find_terms(tokens, pack.lexicon)
    anchor = parse_anchor(release.published)
    mentions = find_date_mentions(tokens, pack.dates)
    items = item_clocks(mentions, tokens)
    intervals = resolve_dates(mentions, anchor, release.text, items)
    taken = [Span(m.start, m.end) for m in mentions]
    counts = find_counts(tokens, pack.numbers, terms, taken, _unit_kinds(), pack.units, pack.number_memo)
    offences = find_offences(tokens, terms.get("offence", []), pack.offences, pack.lexicon)
    offences = qualify_offences(offences, tokens, pack.cues, pack.offences)
    organisations = find_organisations(tokens, terms.get("organisation", []))
    places = find_places(tokens, terms.get("place", []), _place_kinds(), pack.place_cues, pack.ambiguous_places)
    titles = find_titles(tokens, terms.get("role", []), pack.roles)
    evidence = NameEvidence(
        taxonomy.given_names(),
        frozenset(title.end for title in titles),
        _tokens_of(terms, "role"),
        _tokens_of(terms, "place") | _tokens_of(terms, "organisation"),
    )
    names = find_names(tokens, titles, pack.roles, evidence)
    model = None
    if names_by_model and (open_sentences := uncertain_sentences(tokens, names, pack.roles, evidence)):
        from pressextract.nlp.names import load_name_model

        loaded = load_name_model()
        names, model = merge_names(names, loaded.find_persons(tokens, open_sentences)), loaded.description
    quotes = link_quotes(find_quotes(tokens, pack.roles), names, tokens, pack.roles)
    roles = attach_quotes(link_roles(titles, names, tokens, organisations, pack.roles), quotes, names, tokens)
    segments = find_segments(release.text, pack.code, release.title, items)
    facts = link_facts(counts, offences, tokens, pack.cues, _unit_kinds())
    dated = list(zip(mentions, intervals, strict=True))
    return Annotations(
        language=pack.code,
        segments=segments,
        dates=dated,
        persons=names,
        organisations=organisations,
        places=places,
        roles=roles,
        quotes=quotes,
        counts=counts,
        offences=offences,
        facts=place_facts(facts, dated, places, tokens),
        warnings=_warnings(release, dated),
        provenance={"pressextract": __version__, "lexicon": pack.version, "model": model},
    )


def _undecided(release: Release) -> Annotations:
    """An undecided language is a status: nothing is guessed."""
    warning = Notice("language-undecided", "the language is neither Swedish nor English, or the text is too short to tell")
    provenance = {"pressextract": __version__, "lexicon": None, "model": None}
    return Annotations(
        UNDECIDED, find_segments(release.text, UNDECIDED, release.title), warnings=[warning], provenance=provenance
    )


def _warnings(release: Release, dated: list[tuple[DateMention, TimeInterval]]) -> list[Notice]:
    found = []
    if release.published is None:
        found.append(Notice("published-unknown", "no publication date: relative dates stay open"))
    for mention, interval in dated:
        if interval.warning:
            found.append(Notice("date-conflict", interval.warning, mention.start, mention.end))
    return found


def _tokens_of(terms: dict[str, list[Term]], layer: str) -> frozenset[int]:
    return frozenset(index for term in terms.get(layer, ()) for index in range(term.first, term.last))


@cache
def _unit_kinds() -> dict[str, str]:
    return {id_: unit.kind for id_, unit in taxonomy.units().items()}


@cache
def _place_kinds() -> dict[str, str]:
    return {id_: place.kind for id_, place in taxonomy.places().items()}
