"""Later mentions of persons, reported speech, occupations of the accused, bodies and countries: table by table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casefiles import CASES, LANGUAGES
from pressextract import Pipeline
from pressextract.records.model import Record

PIPELINES = {code: Pipeline(language=code, names=False) for code in LANGUAGES}


def lines(name: str) -> list[tuple[str, str, str]]:
    found = []
    for code in LANGUAGES:
        for line in (CASES / f"{name}.{code}.txt").read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                text, _, said = line.partition(" =>")
                found.append((code, text, said.strip()))
    return found


@pytest.mark.parametrize(("language", "text", "said"), lines("people"))
def test_references_and_reported_speech(language: str, text: str, said: str) -> None:
    assert "; ".join(_told(PIPELINES[language].extract(text))) == said


def _told(record: Record) -> Iterator[str]:
    for reference in record.references:
        whole = record.persons[reference.person] if reference.person is not None else record.counts[reference.count or 0]
        yield f"{reference.kind}: {reference.text} = {whole.text}"
    for quote in record.quotes:
        if quote.style == "indirect" and quote.speaker is not None:
            yield f"said: {quote.text} = {record.persons[quote.speaker].text}"


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        # the speaker on the line before, and not the one of the next quote
        ("en", "Inspector Ann Marsh said:\n“We will not give up.”", ["Ann Marsh: We will not give up."]),
        (
            "en",
            'Chief Ann Marsh said: "We go on as before."\nManager Mark Dale said: “That is good for us.”',
            ["Ann Marsh: We go on as before.", "Mark Dale: That is good for us."],
        ),
        # a second paragraph that opens without a closing mark before it; single marks; a straight mark that a curly one closes
        (
            "en",
            "Ann Marsh said: “It is over now. “We are all glad.”",
            ["Ann Marsh: It is over now.", "Ann Marsh: We are all glad."],
        ),
        ("en", "Ann Marsh said: ‘We are glad that it’s over, all of us.’", ["Ann Marsh: We are glad that it’s over, all of us."]),
        ("en", '"Our officers work hard,” said Ann Marsh.', ["Ann Marsh: Our officers work hard"]),
        ("en", "The court said:\n• one thing that is long enough here", []),
        # a dash inside a paragraph; a tag without its comma
        (
            "sv",
            "Det var åtta brott.– Det är allvarligt. Vi fortsätter, säger Eva Ek.",
            ["Eva Ek: Det är allvarligt. Vi fortsätter"],
        ),
        ("sv", "– Vi har fler vapen i rörelse säger polischef Eva Ek.", ["Eva Ek: Vi har fler vapen i rörelse"]),
        ("sv", "Det var öppet 2004. - 2009 var det stängt.", []),
    ],
)
def test_direct_quotes(language: str, text: str, quotes: list[str]) -> None:
    record = PIPELINES[language].extract(text)
    assert [f"{record.persons[q.speaker].text}: {q.text}" for q in record.quotes if q.speaker is not None] == quotes


@pytest.mark.parametrize(
    ("language", "text", "holders"),
    [
        ("en", "Former police officer David Warren, 48, of Gretna, was charged with murder.", []),
        ("en", "Detective Ann Marsh pleaded guilty to theft.", []),
        ("en", "The complaint alleged that Paul Finch, a minister at the Hope Church, prepared tax returns.", []),
        ("en", "Director Ann Marsh alleged that the agreement was broken.", ["Ann Marsh"]),
        ("en", "Sheriff Ann Marsh said that David Warren was charged with murder.", ["Ann Marsh"]),
        ("en", "U.S. District Judge Jane Pell sentenced John Doe, who was convicted of fraud.", ["Jane Pell"]),
        ("sv", "Kommissarie Erik Lindqvist åtalas för tjänstefel.", []),
        ("sv", "Kommissarie Erik Lindqvist leder utredningen.", ["Erik Lindqvist"]),
        ("sv", "Det säger åklagare Anna Lindmark von der", ["Anna Lindmark"]),
        ("sv", "Det säger ordförande Ursula von der Lindmark.", ["Ursula von der Lindmark"]),
        ("sv", "Anna Lindmark, Bo Berg och Eva Ek förordnas som nya ledamöter.", ["Anna Lindmark", "Bo Berg", "Eva Ek"]),
        ("sv", "Det säger regionråden Bo Berg (S) samt Eva Ek (KD).", ["Bo Berg", "Eva Ek"]),
        ("en", "They are Jane Pell and Robert Finch, OSC Trial Attorneys.", ["Jane Pell", "Robert Finch"]),
        ("sv", "Regeringen presenterar Anders Sylvander som nationell samordnare.", ["Anders Sylvander"]),
    ],
)
def test_who_holds_a_role(language: str, text: str, holders: list[str]) -> None:
    record = PIPELINES[language].extract(text)
    assert [record.persons[role.person].name for role in record.roles if role.person is not None] == holders


@pytest.mark.parametrize(
    ("language", "text", "bodies", "places"),
    [
        ("sv", "Han åtalas vid Malmö tingsrätt.", ["district-court"], []),
        ("sv", "Göteborgspolisen söker vittnen i Göteborg.", ["swedish-police-authority"], ["municipality-1480"]),
        (
            "sv",
            "Skolverkets rapport om Tyskland och Nederländerna.",
            ["national-agency-for-education"],
            ["country-DE", "country-NL"],
        ),
        ("sv", "Statskontoret granskar regeringens arbete.", ["statskontoret", "government"], []),
        ("sv", "En bil med tysk skylt stod på en väg.", [], []),
        ("en", "He was tried in Malmö District Court.", ["district-court"], []),
        ("en", "He was tried in U.S. District Court in Texas.", ["us-district-court"], ["region-US-TX"]),
        ("en", "The IRS and EPA work with Canada and the United Kingdom.", ["irs", "epa"], ["country-CA", "country-GB"]),
        ("en", "She bought turkey and ice, and we MUST see it.", [], []),
    ],
)
def test_bodies_and_places(language: str, text: str, bodies: list[str], places: list[str]) -> None:
    record = PIPELINES[language].extract(text)
    assert [body.id for body in record.organisations] == bodies
    assert [place.id for place in record.places] == places
    assert all(body.label is not None and set(body.label) == set(LANGUAGES) for body in record.organisations)


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Länsstyrelsen i samråd med andra.", ["Länsstyrelsen"]),
        ("Länsstyrelsen i Stockholms län beslutade.", ["Länsstyrelsen i Stockholms län"]),
        ("Han dömdes av Malmö tingsrätt.", ["Malmö tingsrätt"]),
    ],
)
def test_where_the_name_of_a_body_ends(text: str, bodies: list[str]) -> None:
    assert [body.text for body in PIPELINES["sv"].extract(text).organisations] == bodies


@pytest.mark.parametrize(
    ("language", "text", "persons"),
    [
        ("sv", "Anna Bergkvist kom. Då gick Olof Bergkvist.", ["Anna Bergkvist", "Olof Bergkvist"]),
        ("sv", "Anna Bergkvist kom. Men Bergkvist gick. Och Bergkvist kom åter.", ["Anna Bergkvist"]),
        ("en", "The Coast Guard Sector Otter Sound and the Coast Guard Investigative Service met the Otter Cartel.", []),
        ("en", "Jane Pell of the Fraud Section came. But Pell left.", ["Jane Pell"]),
    ],
)
def test_words_that_are_no_part_of_a_person(language: str, text: str, persons: list[str]) -> None:
    assert [person.text for person in PIPELINES[language].extract(text).persons] == persons


@pytest.mark.parametrize("names", [True, False])
def test_a_batch_names_the_same_persons_as_each_alone(names: bool) -> None:
    texts = ["Prosecutor Jane Pell spoke to Quentin Farquharson.", "Nobody came.", "Zebulon Pikewater and Ann Marsh left."]
    pipeline = Pipeline(language="en", names=names)
    from pressextract import Release

    together = list(pipeline.pipe(Release(str(i), text, language="en") for i, text in enumerate(texts)))
    alone = [pipeline.extract(text) for text in texts]
    assert [[p.text for p in r.persons] for r in together if isinstance(r, Record)] == [
        [p.text for p in r.persons] for r in alone
    ]
