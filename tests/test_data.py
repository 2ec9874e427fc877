"""The data files, tested harder than the code: every pattern by its own examples, every id in the taxonomy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pressextract
from pressextract import taxonomy
from pressextract.data import available_languages, load_table
from pressextract.extractors.date_atoms import candidates_at
from pressextract.languages.pack import LanguagePack, load_pack
from pressextract.nlp.tokens import lower_case, tokenize

LANGUAGES = ("sv", "en")
PACKAGE = Path(pressextract.__file__).parent


def patterns() -> list[object]:
    return [pytest.param(code, p, id=f"{code}-{p.name}") for code in LANGUAGES for p in load_pack(code).dates.patterns]


@pytest.mark.parametrize(("code", "pattern"), patterns())
def test_date_pattern_matches_its_examples_and_no_near_miss(code: str, pattern) -> None:  # type: ignore[no-untyped-def]
    assert pattern.matches, "a pattern brings examples"
    assert pattern.rejects, "a pattern brings near misses"
    for text in pattern.matches:
        match = pattern.regex.match(lower_case(text))
        assert match is not None and match.end() == len(text), f"{text!r} must match as a whole"
    for text in pattern.rejects:
        match = pattern.regex.match(lower_case(text))
        assert match is None or match.end() < len(text), f"{text!r} must not match as a whole"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_date_example_can_be_reached_from_its_first_word(code: str) -> None:
    pack = load_pack(code)
    for pattern in pack.dates.patterns:
        for text in pattern.matches:
            tokens = tokenize(text, pack.chunks, frozenset())
            begun = [(first, tried) for index in tokens.dates for first, tried in candidates_at(index, tokens, pack.dates)]
            assert any(first == 0 and pattern in tried for first, tried in begun), f"{text!r} does not begin {pattern.name}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_token_examples(code: str) -> None:
    pack = load_pack(code)
    for text, words in load_table(code, "tokens")["examples"].items():
        assert tokenize(text, pack.chunks, pack.tokens.abbreviations).words == words


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("offences", taxonomy.offence_types),
        ("roles", taxonomy.roles),
        ("units", taxonomy.units),
        ("organisations", taxonomy.organisations),
    ],
)
def test_forms_have_ids_of_the_taxonomy_and_stand_once(code: str, name: str, known) -> None:  # type: ignore[no-untyped-def]
    data = load_table(code, name)
    forms = data["forms"]
    assert list(forms) == sorted(forms), "ids are sorted"
    assert set(forms) <= set(known())
    for id_, words in forms.items():
        assert words == sorted(words), f"the forms of {id_} are sorted"
    every = [word for words in forms.values() for word in words]
    assert len(every) == len(set(every)), "a form has one id"


def test_police_events_are_no_offences() -> None:
    events = {id_ for id_, offence in taxonomy.offence_types().items() if offence.event}
    for code in LANGUAGES:
        assert not events & set(load_table(code, "offences")["forms"])


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_offence_with_a_label_has_a_form(code: str) -> None:
    forms = load_table(code, "offences")
    named = set(forms["forms"]) | set(forms.get("charge_forms", {}))
    labelled = {id_ for id_, o in taxonomy.offence_types().items() if code in o.label and not o.event}
    assert len(labelled - named) <= 0.03 * len(labelled), sorted(labelled - named)


@pytest.mark.parametrize(
    "name", ["dates", "numbers", "cues", "offence_grammar", "roles_grammar", "tokens", "places", "units_grammar"]
)
def test_both_languages_have_the_same_sections(name: str) -> None:
    sections = [set(load_table(code, name)) for code in LANGUAGES]
    assert sections[0] - {"compounds"} == sections[1] - {"compounds"}


@pytest.mark.parametrize("table", ["months", "weekdays", "parts", "seasons", "ordinals"])
def test_both_languages_name_the_same_values(table: str) -> None:
    assert set(load_table("sv", "dates")[table]) == set(load_table("en", "dates")[table])


@pytest.mark.parametrize(
    ("word", "offence", "stage"),
    [
        ("cykelstölden", "bicycle-theft", None),
        ("knivrån", "robbery", None),
        ("villainbrotten", "burglary-theft", None),
        ("mordförsöket", "murder", "attempt"),
        ("inbrottsförsök", "burglary-theft", "attempt"),
        ("bedrägeriernas", "fraud", None),
    ],
)
def test_swedish_words_read_by_their_grammar(word: str, offence: str, stage: str | None) -> None:
    entry = LanguagePack("sv").lexicon.entry(word, "offence")
    assert entry is not None
    assert (entry.id, entry.stage) == (offence, stage)


@pytest.mark.parametrize(
    "word",
    [
        "därifrån",
        "bakifrån",
        "utifrån",
        "pressbyrån",
        "ytterån",
        "hotell",
        "brottsplats",
        "narkotikahund",
        "människohandelsgruppen",
        "stöldliga",
        "rattfyllerist",
        "mordutredning",
        "rånmisstänkt",
        "inbrottslarm",
        "från",
    ],
)
def test_swedish_false_friends(word: str) -> None:
    assert LanguagePack("sv").lexicon.entry(word, "offence") is None


def test_no_language_is_named_in_code() -> None:
    """Grammar is code, words are data: no branch on a language, no Swedish letter outside strings of documentation."""
    for path in PACKAGE.rglob("*.py"):
        code = re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text("utf-8"))
        assert not re.search(r"""==\s*["'](?:sv|en)["']|in\s*\(\s*["'](?:sv|en)["']""", code), path
        words = re.findall(r"[A-Za-zåäöÅÄÖ]*[åäöÅÄÖ][A-Za-zåäöÅÄÖ]{2,}", code)
        assert not [w for w in words if len(set(w.lower()) - set("azåäöé")) > 0], (path, words)


def test_available_languages() -> None:
    assert available_languages() == ("en", "sv")
