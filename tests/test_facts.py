"""Facts and events: pairs that no order of a list changes, events with their time and place, totals that do not add up."""

from __future__ import annotations

from itertools import permutations

import pytest

from pressextract import Pipeline
from pressextract.records.model import Record

PIPELINES = {code: Pipeline(language=code, names=False) for code in ("sv", "en")}
ITEMS = {
    "sv": [("16 anmälningar om stöld", "16 x stöld"), ("en anmälan om koppleri", "en x koppleri"), ("fyra anmälningar om grovt rån", "fyra x grovt rån")],
    "en": [("16 reports of theft", "16 x theft"), ("one report of arson", "one x arson"), ("four reports of armed robbery", "four x armed robbery")],
}  # fmt: skip
FRAMES = {
    "sv": ["Polisen skrev {0}, {1} och {2}.", "Insatsen gav:\n- {0}\n- {1}\n- {2}", "{0}, {1} samt {2} kom in i november."],
    "en": [
        "Police took {0}, {1} and {2}.",
        "The week brought:\n- {0}\n- {1}\n- {2}",
        "{0}, {1} and {2} came in during November.",
    ],
}


@pytest.mark.parametrize(("language", "frame"), [(code, frame) for code in FRAMES for frame in FRAMES[code]])
def test_no_order_of_a_list_changes_its_pairs(language: str, frame: str) -> None:
    for order in permutations(ITEMS[language]):
        record = PIPELINES[language].extract(frame.format(*(words for words, _ in order)))
        assert _pairs(record) == {pair for _, pair in order}


def _pairs(record: Record) -> set[str]:
    return {f"{record.counts[fact.count].text} x {record.offences[fact.offence].text}" for fact in record.facts}


SUMMARIES = {
    "sv": (
        "Händelser natten till måndag\n\n"
        "22:54 Misshandel, Kalmar\nEn man är anmäld för misshandel.\n\n"
        "00.30 Stöld, Malmö\nTre anmälningar om stöld är upprättade."
    ),
    "en": (
        "Overnight log\n\n22:54 Assault, Malmö\nTwo reports of assault were taken.\n\n00:30 Theft, Kalmar\nThree reports of theft were taken."
    ),
}


def test_each_event_of_a_summary_has_its_own_time_and_place() -> None:
    record = PIPELINES["sv"].extract(SUMMARIES["sv"], published="2024-05-06T06:00")
    events = [segment for segment in record.segments if segment.kind == "event"]
    told = [
        (record.dates[e.date].value, record.places[e.place].text) for e in events if e.date is not None and e.place is not None
    ]
    assert told == [("2024-05-05T22:54", "Kalmar"), ("2024-05-06T00:30", "Malmö")]
    assert [(record.dates[f.date or 0].value, record.places[f.place or 0].text) for f in record.facts] == [
        ("2024-05-06T00:30", "Malmö")
    ]


def test_events_in_english() -> None:
    record = PIPELINES["en"].extract(SUMMARIES["en"], published="2024-05-06T06:00")
    assert [segment.kind for segment in record.segments] == ["title", "event", "event"]
    assert [record.places[fact.place].text for fact in record.facts if fact.place is not None] == ["Malmö", "Kalmar"]


@pytest.mark.parametrize("text", ["En kväll\n\nEn man greps 22:54 för rån.", "Rån\n\nKlockan 22:54 hördes ett skott.", ""])
def test_one_incident_is_no_event(text: str) -> None:
    assert "event" not in [segment.kind for segment in PIPELINES["sv"].extract(text, published="2024-05-06").segments]


@pytest.mark.parametrize(
    ("language", "text", "warned"),
    [
        ("sv", "Tre personer, en man och en kvinna, greps.", ["the parts make 2, the total says 3"]),
        ("sv", "Två personer, en man och en kvinna, greps.", []),
        ("sv", "Totalt 5 anmälningar: 2 stölder och 2 rån.", ["the parts make 4, the total says 5"]),
        ("sv", "Totalt 4 anmälningar: 2 stölder och 2 rån.", []),
        ("sv", "16 anmälningar om stöld och en om rån. Totalt genomfördes även 18 kontroller.", []),
        ("en", "Four people, a man and two women, were arrested.", ["the parts make 3, the total says 4"]),
        ("en", "Three people, a man and two women, were arrested.", []),
        ("en", "Five people, including two women, were arrested.", []),
    ],
)
def test_totals_that_do_not_add_up_are_told_and_not_mended(language: str, text: str, warned: list[str]) -> None:
    record = PIPELINES[language].extract(text, published="2024-05-06")
    assert [warning.message for warning in record.warnings if warning.code == "total-differs"] == warned


WEEK = {
    "sv": "Mellan den 8 och 12 november genomfördes en aktionsvecka mot människohandel. 54 personer greps misstänkta för människohandel.",
    "en": "An action week against human trafficking ran between 8 and 12 November. 54 people were arrested for human trafficking.",
}


def test_two_releases_of_one_week_agree() -> None:
    records = {code: PIPELINES[code].extract(text, published="2021-12-01") for code, text in WEEK.items()}
    told = {
        code: (
            record.dates[0].value,
            {offence.offence for offence in record.offences},
            [record.counts[f.count].value for f in record.facts],
        )
        for code, record in records.items()
    }
    assert told["sv"] == told["en"] == ("2021-11-08/2021-11-12", {"human-trafficking"}, [54])
