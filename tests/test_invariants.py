"""What holds for any text: offsets, order, determinism, no crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressextract import Pipeline, Release
from pressextract.languages.pack import load_pack
from pressextract.nlp.tokens import lower_case, tokenize
from pressextract.readers.sources import read_sources

CORPUS = Path(__file__).parents[1] / "corpus"

WORDS = [
    "den", "8-12", "november", "2021", "kl.", "22.10", "natten", "till", "söndag", "två", "en", "anmälan", "om", "rån", "försök till",
    "grov", "misshandel", "säger", "Anna", "Berg", ",", ".", "\n\n", "\n- ", "tf", "gruppchef", "16", "drygt", "1,4", "miljarder", "kronor",
    "(", ")", "”", "narkotika-", "och", "vapenbrott", "İ", "\xa0", "\u2009", "$2.02", "million", "between", "May", "3", "first-degree",
    "counts of", "said", "Deputy", "District", "Attorney", "vecka", "45", "13-tiden", "förra", "året", "40s", "§", "\u200b", "😀", "\r\n",
]  # fmt: skip
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
PIPELINES = {code: Pipeline(language=code, names=False, include_text=True) for code in ("sv", "en")}


@given(
    text=texts,
    code=st.sampled_from(["sv", "en"]),
    published=st.sampled_from([None, "2021", "2021-12", "2021-12-09", "2021-12-09T07:05"]),
)
@settings(max_examples=300, deadline=None)
def test_every_mention_points_at_its_words(text: str, code: str, published: str | None) -> None:
    record = PIPELINES[code].extract(text, published=published)
    layers = [
        record.dates,
        record.persons,
        record.organisations,
        record.places,
        record.roles,
        record.quotes,
        record.counts,
        record.offences,
    ]
    for layer in layers:
        for mention in layer:
            assert text[mention.start : mention.end] == mention.text
            assert mention.text.strip()
        starts = [mention.start for mention in layer]
        assert starts == sorted(starts)
    for fact in record.facts:
        assert 0 <= fact.count < len(record.counts) and 0 <= fact.offence < len(record.offences)
    for role in record.roles:
        assert role.person is not None and role.person < len(record.persons)
    assert record.to_json() == PIPELINES[code].extract(text, published=published).to_json()


@given(text=texts, code=st.sampled_from(["sv", "en"]))
@settings(max_examples=300, deadline=None)
def test_tokens_lose_no_text(text: str, code: str) -> None:
    pack = load_pack(code)
    tokens = tokenize(text, pack.chunks, pack.tokens.abbreviations)
    assert len(tokens.lower) == len(text) == len(lower_case(text))
    covered = set()
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert tokens.lower[start:end] == word
        covered.update(range(start, end))
    assert all(tokens.lower[i].isspace() or i in covered for i in range(len(text)))


@given(text=texts)
@settings(max_examples=200, deadline=None)
def test_segments_hold_all_text(text: str) -> None:
    record = PIPELINES["sv"].extract(text)
    inside = {i for segment in record.segments for i in range(segment.start, segment.end)}
    assert all(text[i].isspace() or i in inside for i in range(len(text)))


def test_long_texts_take_linear_time() -> None:
    text = "Den 3 maj greps två män för rån, säger Anna Berg, tf gruppchef. – Det var bra, säger hon. " * 3000
    record = PIPELINES["sv"].extract(text, published="2024-05-06")
    assert len(record.offences) == 3000


def test_a_page_in_one_line_without_spaces() -> None:
    assert PIPELINES["sv"].extract("å" * 200_000).language == "sv"


def test_what_was_seen_before_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of words that were seen start again when they are full; a record must not tell when they did."""
    releases = [item for item in read_sources([CORPUS]) if isinstance(item, Release)]
    pipeline = Pipeline(names=False)
    wanted = [pipeline.process(release).to_json() for release in releases]
    for module, limit in (
        ("languages.chunks", "_LIMIT"),
        ("languages.lexicon", "_MEMO_LIMIT"),
        ("languages.number_words", "_MEMO_LIMIT"),
        ("extractors.date_reading", "_MEMO_LIMIT"),
    ):
        monkeypatch.setattr(f"pressextract.{module}.{limit}", 20)
    load_pack.cache_clear()
    assert [pipeline.process(release).to_json() for release in reversed(releases)] == wanted[::-1]
    load_pack.cache_clear()
