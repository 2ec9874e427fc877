"""What an archive holds, in numbers: for the terminal and for the report."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

from pressextract.archive.store import opened, scalar

Rows = list[tuple[Any, ...]]


class Statistics(NamedTuple):
    """Totals; shares of releases that have something; lists, the most frequent first."""

    totals: dict[str, int]
    coverage: dict[str, float]
    languages: Rows
    years: Rows  # year, releases, facts, counted of the facts' values
    offences: Rows  # id, Swedish label, English label, releases, facts
    offences_by_year: Rows  # year, offence, facts
    publishers: Rows
    failures: Rows  # reason, documents


def statistics(archive: Path) -> Statistics:
    """The statistics of an archive."""
    with opened(archive) as db:
        return _statistics(db)


def _statistics(db: sqlite3.Connection) -> Statistics:
    releases = scalar(db, "SELECT count(*) FROM releases")
    totals = {
        "sources": scalar(db, "SELECT count(*) FROM sources"),
        "documents": scalar(db, "SELECT count(*) FROM captures") + scalar(db, "SELECT count(*) FROM failures"),
        "releases": releases,
        "older versions": scalar(db, "SELECT count(*) FROM versions WHERE NOT latest"),
        "mentions": scalar(db, "SELECT count(*) FROM mentions"),
        "facts": scalar(db, "SELECT count(*) FROM facts"),
        "failures": scalar(db, "SELECT count(*) FROM failures"),
        "gone sources": scalar(db, "SELECT count(*) FROM sources WHERE state = 'gone'"),
    }
    coverage = {name: round(scalar(db, query) / releases, 3) if releases else 0.0 for name, query in _COVERAGE.items()}
    lists = (db.execute(query).fetchall() for query in _LISTS)
    return Statistics(totals, coverage, *lists)


_WITH = "SELECT count(DISTINCT release) FROM mentions WHERE layer = '{}'"
_COVERAGE = {
    "publication date": "SELECT count(published) FROM releases",
    "language": "SELECT count(*) FROM releases WHERE language != 'und'",
    **{f"{layer}s": _WITH.format(layer) for layer in ("date", "count", "offence", "role", "place")},
    "facts": "SELECT count(DISTINCT release) FROM facts",
}
_LISTS = (
    "SELECT language, count(*) FROM releases GROUP BY language ORDER BY count(*) DESC, language",
    """SELECT coalesce(substr(coalesce(published, captured), 1, 4), 'unknown') AS year, count(*),
      sum((SELECT count(*) FROM facts WHERE facts.release = releases.id))
      FROM releases GROUP BY year ORDER BY year""",
    """SELECT id,
      (SELECT label FROM labels WHERE layer = 'offence' AND labels.id = m.id AND language = 'sv'),
      (SELECT label FROM labels WHERE layer = 'offence' AND labels.id = m.id AND language = 'en'),
      count(DISTINCT release), (SELECT count(*) FROM facts WHERE offence = m.id)
      FROM mentions AS m WHERE layer = 'offence' GROUP BY id ORDER BY 4 DESC, id LIMIT 20""",
    """SELECT coalesce(substr(coalesce(published, captured), 1, 4), 'unknown') AS year, offence, count(*)
      FROM facts JOIN releases ON releases.id = facts.release GROUP BY year, offence ORDER BY year, 3 DESC, offence""",
    """SELECT coalesce(publisher, 'unknown'), count(*) FROM releases
      GROUP BY publisher ORDER BY count(*) DESC, publisher LIMIT 20""",
    """SELECT CASE WHEN instr(reason, ':') THEN substr(reason, 1, instr(reason, ':') - 1) ELSE reason END AS kind, count(*)
      FROM failures GROUP BY kind ORDER BY count(*) DESC, kind LIMIT 20""",
)
