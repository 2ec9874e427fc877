"""The page of a release, and links to it: a plugin of Datasette."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from pressextract.archive.explore.highlight import LAYERS, Marked, pieces

DATABASE = "archive"
_LINKS = {("releases", "id"), ("facts", "release"), ("mentions", "release"), ("fact_table", "release_number")}
_MENTIONS = """
SELECT layer, start, "end", text, id, value, low, high, date, notes, person,
  (SELECT group_concat(label, ' / ') FROM (SELECT label FROM labels
    WHERE labels.layer = iif(mentions.layer = 'count', 'unit', mentions.layer) AND labels.id = mentions.id
    ORDER BY language DESC)) AS label
FROM mentions WHERE release = ? ORDER BY start, "end" DESC
"""
_VERSIONS = "SELECT release, version, latest, captured, published FROM versions WHERE url = ? ORDER BY version"


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The address of a release: its number in the archive."""
    return [(r"^/release/(?P<release>\d+)$", release_page)]


@hookimpl
def render_cell(value: Any, column: str, table: str | None) -> Markup | None:
    """A release's number as a link to its page."""
    if (table, column) in _LINKS and isinstance(value, int):
        return Markup('<a href="/release/{0}">{0}</a>').format(value)
    return None


async def release_page(datasette: Any, request: Request) -> Response:
    """The text with what was found in it, the facts, and other versions of the release."""
    database = datasette.get_database(DATABASE)
    number = int(request.url_vars["release"])
    release = (await database.execute("SELECT * FROM releases WHERE id = ?", [number])).first()
    if release is None:
        return Response.text(f"no release {number}", status=404)
    mentions = [dict(row) for row in (await database.execute(_MENTIONS, [number])).rows]
    facts = [dict(row) for row in (await database.execute(_FACTS, [number])).rows]
    versions = [dict(row) for row in (await database.execute(_VERSIONS, [release["url"]])).rows] if release["url"] else []
    marked = [Marked(m["start"], m["end"], m["layer"], meaning(m)) for m in mentions]
    context = {
        "release": dict(release),
        "pieces": list(pieces(release["text"], marked)),
        "facts": facts,
        "versions": versions if len(versions) > 1 else [],
        "layers": [layer for layer in LAYERS if any(m["layer"] == layer for m in mentions)],
    }
    return Response.html(await datasette.render_template("release.html", context, request=request))


_FACTS = "SELECT * FROM fact_table WHERE release_number = ? ORDER BY start"


def meaning(mention: dict[str, Any]) -> str:
    """What a mention means, in words for a reader.

    >>> row = dict.fromkeys(("id", "value", "low", "high", "date", "notes", "label"))
    >>> meaning(row | {"layer": "count", "value": 16, "label": "anmälan / report", "notes": "exact"})
    'count: 16 anmälan / report'
    """
    value = mention["value"] if mention["value"] is not None else _range(mention["low"], mention["high"])
    notes = mention["notes"] if mention["notes"] != "exact" else None
    parts = [value, mention["date"], mention["label"] or mention["id"], f"({notes})" if notes else None]
    return f"{mention['layer']}: {' '.join(str(part) for part in parts if part is not None)}".strip()


def _range(low: float | None, high: float | None) -> str | None:
    if low is None and high is None:
        return None
    return f"{'' if low is None else low}–{'' if high is None else high}"
