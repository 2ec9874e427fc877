"""The one place that knows the order of the stations: Release -> tokens -> mentions -> values and facts -> Record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice

from pressextract import taxonomy
from pressextract.batches import batches_of
from pressextract.errors import RecordError
from pressextract.extractors.counts import find_counts
from pressextract.extractors.dates import find_dates as find_date_mentions
from pressextract.extractors.dates import item_clocks
from pressextract.extractors.entities import find_organisations, find_places, with_heads
from pressextract.extractors.indirect import find_indirect
from pressextract.extractors.names import NameEvidence, find_names, may_hold_names, merge_names, uncertain_stretches
from pressextract.extractors.offences import find_offences
from pressextract.extractors.quotes import find_quotes
from pressextract.extractors.terms import find_terms
from pressextract.extractors.titles import find_titles, title_terms
from pressextract.languages.detection import UNDECIDED, detect_language, detect_paragraph
from pressextract.languages.pack import LanguagePack, load_pack
from pressextract.linking.accused import without_accused
from pressextract.linking.anchors import parse_anchor
from pressextract.linking.bilingual import join_languages
from pressextract.linking.dates import resolve_dates
from pressextract.linking.events import date_events
from pressextract.linking.fact_settings import set_facts
from pressextract.linking.facts import Scene, link_facts
from pressextract.linking.qualifiers import qualify_offences
from pressextract.linking.quotes import attach_quotes, link_quotes
from pressextract.linking.references import (
    find_references,
    first_mentions,
    later_mentions,
    title_holders,
)
from pressextract.linking.roles import link_roles, roles_by_pronoun, without_bodies
from pressextract.linking.totals import check_totals
from pressextract.nlp.lines import read_through
from pressextract.nlp.segments import find_segments
from pressextract.nlp.tokens import tokenize
from pressextract.privacy import KEEP, MASK, find_personal_data
from pressextract.records.builder import build_record
from pressextract.records.model import Record
from pressextract.types import (
    Annotations,
    CountMention,
    DateMention,
    Fact,
    Name,
    Notice,
    OffenceMention,
    Organisation,
    Place,
    Quote,
    Reference,
    Release,
    Role,
    Segment,
    Span,
    Term,
    TimeInterval,
    Title,
    Tokens,
)
from pressextract.version import __version__


class Pipeline:
    """Turns releases into records. Building one loads nothing; each language is loaded with its first text.

    ``names=False`` leaves the name model out: persons are then those that rules and lists find. ``personal_data`` is ``keep``,
    ``flag`` (told in the record) or ``mask`` (covered in the record and in its text); MissingExtra without its libraries.

    >>> record = Pipeline().extract("Under november kom 16 anmälningar om köp av sexuell tjänst.", published="2021-12-09")
    >>> record.dates[0].value, record.counts[0].value, record.offences[0].offence
    ('2021-11', 16, 'purchase-of-sexual-act')
    """

    def __init__(
        self, *, language: str = "auto", names: bool = True, include_text: bool = False, personal_data: str = KEEP
    ) -> None:
        self.language = language
        self.names = names
        self.include_text = include_text
        self.personal_data = personal_data

    def extract(self, text: str, *, published: str | None = None, title: str | None = None, id: str = "") -> Record:  # noqa: A002
        """The record of one text."""
        basis = "given" if published else "unknown"
        return self.process(Release(id, text, title=title, published=published, published_basis=basis))

    def pipe(self, releases: Iterable[Release]) -> Iterator[Record | RecordError]:
        """Records in the order of the releases; a release that fails gives its error instead, and the rest go on.

        Up to 64 releases are read ahead: a station that takes many texts in a row is a quarter faster than one that takes turns.
        """
        for batch in batches_of(releases):
            yield from [self._record(release, found) for release, found in zip(batch, self._annotate(batch), strict=True)]

    def process(self, release: Release) -> Record:
        """The record of one release; RecordError where it breaks its own schema."""
        return self._build(release, self._annotate([release])[0])

    def _build(self, release: Release, found: Annotations) -> Record:
        if self.personal_data != KEEP:
            found = found._replace(personal_data=find_personal_data(release.text, found))
        return build_record(release, found, include_text=self.include_text, mask=self.personal_data == MASK)

    def _record(self, release: Release, found: Annotations) -> Record | RecordError:
        try:
            return self._build(release, found)
        except RecordError as error:
            return error

    def _annotate(self, batch: list[Release]) -> list[Annotations]:
        """What is found in each release of a batch, whose languages may differ."""
        codes = [self._language(release) for release in batch]
        found: dict[int, Annotations] = {}
        for code in dict.fromkeys(codes):
            places = [index for index, other in enumerate(codes) if other == code]
            found.update(zip(places, self._in_language([batch[index] for index in places], code), strict=True))
        return [found[index] for index in range(len(batch))]

    def _in_language(self, batch: list[Release], code: str) -> list[Annotations]:
        if code == UNDECIDED:
            return [_undecided(release) for release in batch]
        found = annotate(batch, load_pack(code), names_by_model=self.names)
        if self.language != "auto":
            return found
        return [self._by_paragraph(*pair) for pair in zip(batch, found, strict=True)]

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
        parts = {code: annotate([release], load_pack(code), names_by_model=self.names)[0] for code in foreign - {UNDECIDED}}
        return join_languages(found, parts, segments)


@dataclass(slots=True)
class _Work:
    """A release on its way through the stations, each of which adds what it finds."""

    release: Release
    pack: LanguagePack
    names_by_model: bool
    tokens: Tokens = field(init=False)
    terms: dict[str, list[Term]] = field(init=False)
    mentions: list[DateMention] = field(init=False)
    items: frozenset[int] = field(init=False)
    dates: list[tuple[DateMention, TimeInterval]] = field(init=False)
    counts: list[CountMention] = field(init=False)
    offences: list[OffenceMention] = field(init=False)
    organisations: list[Organisation] = field(init=False)
    places: list[Place] = field(init=False)
    titles: list[Title] = field(init=False)
    names: list[Name] = field(init=False)
    roles: list[Role] = field(init=False)
    quotes: list[tuple[Quote, int | None]] = field(init=False)
    references: list[Reference] = field(init=False)
    segments: list[Segment] = field(init=False)
    facts: list[Fact] = field(init=False)
    open_stretches: list[tuple[int, int]] = field(default_factory=list)
    evidence: NameEvidence | None = None
    model: str | None = None


def annotate(batch: Iterable[Release], pack: LanguagePack, *, names_by_model: bool = False) -> list[Annotations]:
    """Everything that is found in releases of one language; the name model is asked only where the rules leave names open.

    Each station takes the whole batch before the next begins: its code and words then stay in the processor's cache.
    """
    works = [_Work(release, pack, names_by_model) for release in batch]
    for station in _READING:
        for work in works:
            station(work)
    if names_by_model:
        _ask_model(works)
    for station in _LINKING:
        for work in works:
            station(work)
    return [_annotations(work) for work in works]


def _tokenize(work: _Work) -> None:
    work.tokens = tokenize(read_through(work.release.text), work.pack.chunks, work.pack.tokens.abbreviations)


def _read_terms(work: _Work) -> None:
    work.terms = find_terms(work.tokens, work.pack.lexicon)


def _read_dates(work: _Work) -> None:
    work.mentions = find_date_mentions(work.tokens, work.pack.dates)


def _resolve_dates(work: _Work) -> None:
    release = work.release
    work.items = item_clocks(work.mentions, work.tokens)
    hints = f"{release.publisher or ''} {release.url or ''}"
    anchor, signs = parse_anchor(release.published), work.pack.dates.order_signs
    intervals = resolve_dates(work.mentions, anchor, work.tokens.text, work.items, signs, hints)
    work.dates = list(zip(work.mentions, intervals, strict=True))


def _read_counts(work: _Work) -> None:
    pack, taken = work.pack, [Span(m.start, m.end) for m in work.mentions]
    work.counts = find_counts(work.tokens, pack.numbers, work.terms, taken, _unit_kinds(), pack.units, pack.number_memo)


def _read_offences(work: _Work) -> None:
    pack = work.pack
    work.offences = find_offences(work.tokens, work.terms, pack.offences, pack.acts, pack.lexicon)


def _qualify_offences(work: _Work) -> None:
    work.offences = qualify_offences(work.offences, work.tokens, work.pack.cues, work.pack.offences)


def _segment(work: _Work) -> None:
    release = work.release
    named = chain((offence.start for offence in work.offences), (place.start for place in work.places))
    segments = find_segments(work.tokens.text, work.pack.code, release.title, work.items, named)
    work.segments = date_events(segments, work.dates, work.places)


def _link_facts(work: _Work) -> None:
    work.facts = []
    if work.counts and work.offences:
        facts = link_facts(Scene(work.counts, work.offences, work.tokens, work.pack.cues, _unit_kinds()))
        work.facts = set_facts(facts, work.dates, work.places, work.tokens, work.segments) if facts else []


def _read_entities(work: _Work) -> None:
    pack, tokens, terms = work.pack, work.tokens, work.terms
    work.organisations = find_organisations(tokens, terms.get("organisation", []))
    work.places = find_places(tokens, terms.get("place", []), _place_kinds(), pack.place_cues, pack.ambiguous_places)
    if work.places:
        work.organisations, work.places = with_heads(work.organisations, work.places, tokens, pack.body_heads)


def _read_names(work: _Work) -> None:
    pack, tokens, terms = work.pack, work.tokens, work.terms
    roles = title_terms(tokens, terms["role"], pack.roles) if "role" in terms else []
    work.titles = find_titles(tokens, roles, pack.roles)
    work.names = []
    by_rule = may_hold_names(tokens, work.titles)
    if not by_rule and not work.names_by_model:
        return
    evidence = NameEvidence(
        pack.roles.given,
        frozenset(title.start for title in work.titles),
        frozenset(title.end for title in work.titles),
        frozenset(index for term in roles for index in range(term.first, term.last)),
        _tokens_of(terms, "place") | _tokens_of(terms, "organisation"),
    )
    if by_rule:
        work.names = find_names(tokens, pack.roles, evidence)
    if work.names_by_model:
        work.evidence = evidence
        work.open_stretches = uncertain_stretches(tokens, work.names, pack.roles, evidence)


def _ask_model(works: list[_Work]) -> None:
    """What all releases of the batch leave open, asked together: the model is fastest with much."""
    open_works = [work for work in works if work.open_stretches]
    if not open_works:
        return
    from pressextract.nlp.names import load_name_model

    model = load_name_model()
    asked = [(work.tokens, stretch) for work in open_works for stretch in work.open_stretches]
    found = model.find_persons(asked)
    for work in open_works:
        persons = [name for names in islice(found, len(work.open_stretches)) for name in names]
        if work.evidence is not None:
            work.names = merge_names(work.names, persons, work.tokens, work.pack.roles, work.evidence)
        work.model = model.description


def _link_people(work: _Work) -> None:
    tokens, grammar = work.tokens, work.pack.roles
    quotes = find_quotes(tokens, grammar)
    if work.names:
        taken = [span for q in quotes for span in (Span(q.start, q.end), q.tag) if span is not None]
        quotes = sorted([*quotes, *find_indirect(tokens, work.names, grammar, taken)])
    first = first_mentions(work.names, tokens, grammar.suffixes) if work.names else []
    roles = _find_roles(work, first) if work.names and work.titles else []
    holders = title_holders(roles, first, tokens, grammar) if roles else {}
    work.quotes = _with_speakers(link_quotes(quotes, work.names, tokens, grammar, holders))
    work.roles = attach_quotes(roles, work.quotes, first)


def _find_roles(work: _Work, first: list[int]) -> list[Role]:
    """The roles of named persons, told with their name or with a later mention; those of the accused are none."""
    tokens, grammar = work.tokens, work.pack.roles
    titles = without_bodies(work.titles, work.organisations)
    roles = link_roles(titles, work.names, tokens, work.organisations, grammar)
    later = later_mentions(work.names, first, tokens, grammar)
    if later:
        roles = roles_by_pronoun(titles, roles, later, tokens, work.organisations, grammar)
    return without_accused(roles, work.names, first, tokens, grammar) if roles else []


def _with_speakers(quotes: list[tuple[Quote, int | None]]) -> list[tuple[Quote, int | None]]:
    """The same without reported speech whose speaker is no person: "polisen uppger att"."""
    return [(quote, speaker) for quote, speaker in quotes if speaker is not None or quote.style != "indirect"]


def _find_references(work: _Work) -> None:
    taken = [Span(o.start, o.end) for o in work.organisations] + [Span(place.start, place.end) for place in work.places]
    work.references = find_references(work.names, work.roles, work.counts, work.tokens, work.pack.roles, taken)


_READING: tuple[Callable[[_Work], None], ...] = (
    _tokenize,
    _read_terms,
    _read_dates,
    _resolve_dates,
    _read_counts,
    _read_offences,
    _qualify_offences,
    _read_entities,
    _read_names,
)
_LINKING: tuple[Callable[[_Work], None], ...] = (
    _link_people,
    _find_references,
    _segment,
    _link_facts,
)


def _annotations(work: _Work) -> Annotations:
    return Annotations(
        language=work.pack.code,
        segments=work.segments,
        dates=work.dates,
        persons=work.names,
        organisations=work.organisations,
        places=work.places,
        roles=work.roles,
        quotes=work.quotes,
        references=work.references,
        counts=work.counts,
        offences=work.offences,
        facts=work.facts,
        warnings=_warnings(work),
        provenance={"pressextract": __version__, "lexicon": work.pack.version, "model": work.model},
    )


def _undecided(release: Release) -> Annotations:
    """An undecided language is a status: nothing is guessed."""
    warning = Notice("language-undecided", "the language is neither Swedish nor English, or the text is too short to tell")
    provenance = {"pressextract": __version__, "lexicon": None, "model": None}
    return Annotations(
        UNDECIDED, find_segments(release.text, UNDECIDED, release.title), warnings=[warning], provenance=provenance
    )


def _warnings(work: _Work) -> list[Notice]:
    found = []
    if work.release.published is None:
        found.append(Notice("published-unknown", "no publication date: relative dates stay open"))
    for mention, interval in work.dates:
        if interval.warning:
            found.append(Notice("date-conflict", interval.warning, mention.start, mention.end))
    found.extend(check_totals(work.counts, work.tokens))
    return found


def _tokens_of(terms: dict[str, list[Term]], layer: str) -> frozenset[int]:
    return frozenset(index for term in terms.get(layer, ()) for index in range(term.first, term.last))


@cache
def _unit_kinds() -> dict[str, str]:
    return {id_: unit.kind for id_, unit in taxonomy.units().items()}


@cache
def _place_kinds() -> dict[str, str]:
    return {id_: place.kind for id_, place in taxonomy.places().items()}
