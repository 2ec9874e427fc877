"""Numbers alone: the tables, every word from nought to a million, every mark between figures."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from casefiles import Case, tables
from pressextract import Number, find_numbers
from pressextract.errors import LanguageError

OPEN_BOUNDS = {"at_least", "at_most", "range", "vague", "more_than", "less_than"}
NOUNS = {"sv": "bilar", "en": "cars"}
WRITTEN = 1_000_000
STRIDE = 89  # a prime: every ending and every hundred come round


@pytest.mark.parametrize(("case", "language"), tables("numbers"))
def test_numbers(case: Case, language: str) -> None:
    found = find_numbers(case.text, language=language)
    assert [(n.text, _said(n)) for n in found] == [(case.text[a:b], set(said.split())) for a, b, said in case.expected]


def _said(number: Number) -> set[str]:
    bounds = f"{'' if number.low is None else number.low}..{'' if number.high is None else number.high}"
    said = {bounds if number.bound in OPEN_BOUNDS else str(number.value), number.kind}
    said |= set() if number.bound == "exact" else {number.bound}
    said |= set() if number.currency is None else {number.currency}
    return said | (set() if number.si is None else {f"{number.si.value}_{number.si.unit}"})


@pytest.mark.parametrize("language", ["sv", "en"])
def test_number_words_read_back(language: str) -> None:
    wrong = [value for value in range(0, WRITTEN, STRIDE) if not _reads_back(value, language)]
    assert wrong == []


@given(value=st.integers(0, WRITTEN - 1), language=st.sampled_from(["sv", "en"]))
@settings(max_examples=300, deadline=None)
def test_any_number_word_reads_back(value: int, language: str) -> None:
    assert _reads_back(value, language)


def _reads_back(value: int, language: str) -> bool:
    words = num2words(value, lang=language)
    found = find_numbers(f"{NOUNS[language]} ({words})", language=language)
    return [(number.text, number.value) for number in found] == [(words, value)]


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        (language, mark)
        for language, own in (("sv", "."), ("en", ","))
        for mark in (" ", "\xa0", "\u202f", "\u2009", "'", "’", own)
    ],
)
@given(value=st.integers(1000, 10**12))
@settings(max_examples=60, deadline=None)
def test_figures_read_back_with_every_mark(language: str, mark: str, value: int) -> None:
    figure = f"{value:,}".replace(",", mark)
    found = find_numbers(f"({figure} {NOUNS[language]})", language=language)
    assert [(number.text, number.value) for number in found] == [(figure, value)]


@given(text=st.text(max_size=200), language=st.sampled_from(["sv", "en"]))
@settings(max_examples=200, deadline=None)
def test_any_text_has_numbers_that_stand_where_they_say(text: str, language: str) -> None:
    found = find_numbers(text, language=language)
    assert all(text[number.start : number.end] == number.text for number in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(LanguageError, match="xx"):
        find_numbers("12", language="xx")


def test_numbers_and_offences_alone_load_no_model() -> None:
    code = (
        "import sys; from pressextract import find_numbers, find_offences;"
        "find_numbers('16 rån', language='sv'); find_offences('16 robberies', language='en');"
        "print(sorted({'spacy', 'dateparser', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
