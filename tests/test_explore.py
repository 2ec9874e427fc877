"""An archive in a browser: pages, links, what is hidden, what is escaped."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from pressextract.archive.explore import HOST, application
from pressextract.archive.explore.highlight import LAYERS, Marked, pieces
from pressextract.archive.extraction import Settings
from pressextract.archive.indexing import index
from pressextract.errors import ArchiveError

TEXT = "---\ntitle: Rån <b>och</b> annat\npublished: 2024-05-06\nurl: https://a.se/1\n---\n"
FIRST = "Polisen fick tre anmälningar om rån i Lund den 3 maj, <i>säger</i> presstalesperson Karin Ekdahl."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explore")
    (folder / "in").mkdir()
    (folder / "in/a.md").write_text(f"{TEXT}{FIRST}", "utf-8")
    (folder / "in/b.md").write_text(f"{TEXT}{FIRST} Uppdaterad.", "utf-8")
    index([folder / "in"], folder / "a", Settings(names=False))
    return folder / "a"


def get(archive: Path, *paths: str) -> list[tuple[int, str]]:
    async def fetch() -> list[tuple[int, str]]:
        served: Any = application(archive)
        await served.invoke_startup()
        answers = [await served.client.get(path, follow_redirects=True) for path in paths]
        return [(answer.status_code, answer.text) for answer in answers]

    return asyncio.run(fetch())


def test_a_release(archive: Path) -> None:
    (status, page), (missing, _) = get(archive, "/release/1", "/release/99")
    assert (status, missing) == (200, 404)
    assert '<mark class="count" title="count: 3 anmälan / report">tre</mark>' in page
    assert '<mark class="offence" title="offence: rån / robbery (reported)">rån</mark>' in page
    assert "&lt;i&gt;säger&lt;/i&gt;" in page and "<i>säger" not in page
    assert "&lt;b&gt;och" in page and "<b>och" not in page
    assert '<a href="/release/2">release 2</a>' in page  # the other version


PAGES = [
    ("/", "An archive of press releases"),
    ("/archive", "fact_table"),
    ("/archive/fact_table", '<a href="/release/1">1</a>'),
    ("/archive/releases?_search=rån", "2 rows"),
    ("/archive/releases?_search=ran", "0 rows"),
    ("/archive/search?words=offence_robbery", "annat"),
    ("/archive/facts_of_an_offence?offence=robbery", "rån"),
    ("/archive/offences_by_year", "2024"),
    ("/archive/speakers", "Karin Ekdahl"),
    ("/archive/versions", "https://a.se/1"),
]


@pytest.mark.parametrize(("path", "said"), PAGES)
def test_pages(archive: Path, path: str, said: str) -> None:
    ((status, page),) = get(archive, path)
    assert status == 200
    assert said in page


def test_it_cannot_be_written(archive: Path) -> None:
    ((status, _),) = get(archive, "/archive?sql=delete+from+releases")
    assert status == 400


def test_only_this_machine() -> None:
    assert HOST == "127.0.0.1"


def test_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here"):
        application(tmp_path)


OVERLAPS = [
    ([], ["abcdef"]),
    ([(0, 6, "quote"), (2, 4, "count")], ["ab", "cd", "ef"]),
    ([(0, 4, "offence"), (2, 6, "place")], ["abcd", "ef"]),
    ([(2, 6, "place"), (0, 4, "offence")], ["abcd", "ef"]),
    ([(0, 2, "count"), (2, 4, "count")], ["ab", "cd", "ef"]),
    ([(5, 9, "date")], ["abcde", "f"]),
]


@pytest.mark.parametrize(("mentions", "cut"), OVERLAPS)
def test_pieces(mentions: list[tuple[int, int, str]], cut: list[str]) -> None:
    found = list(pieces("abcdef", [Marked(start, end, layer, "") for start, end, layer in mentions]))
    assert [piece.text for piece in found] == cut
    assert LAYERS[0] == "offence"
