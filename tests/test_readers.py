"""Files of every kind, good and bad: a bad one is a line with its reason, and nothing else is lost."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from pressextract.readers.fields import LONGEST_TEXT
from pressextract.readers.sources import read_sources
from pressextract.types import Failure, Release

TEXT = "Polisen grep två män för rån i Lund den 3 maj. Åklagare är inkopplad."


def read(path: Path) -> list[Release | Failure]:
    return list(read_sources([path]))


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (release,) = read(write(tmp_path / "a.txt", TEXT.encode(encoding)))
    assert isinstance(release, Release)
    assert release.text == TEXT


def test_windows_marks_survive(tmp_path: Path) -> None:
    (release,) = read(write(tmp_path / "a.txt", "”Målet är nått” – säger hon".encode("cp1252")))
    assert isinstance(release, Release)
    assert release.text == "”Målet är nått” – säger hon"


def test_front_matter(tmp_path: Path) -> None:
    head = "---\nid: x1\ntitle: Rån i Lund\npublished: 2024-05-06\npublisher: Polisen\n---\n"
    (release,) = read(write(tmp_path / "a.md", (head + TEXT).encode()))
    assert isinstance(release, Release)
    assert (release.id, release.title, release.published, release.published_basis) == (
        "x1",
        "Rån i Lund",
        "2024-05-06",
        "front_matter",
    )
    assert release.text == TEXT


def test_formats_and_gzip(tmp_path: Path) -> None:
    entry = {"id": 7, "text": TEXT, "published": "2024-05"}
    (tmp_path / "a.json").write_text(json.dumps([entry, entry]), "utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps(entry) + "\n\n" + json.dumps(entry) + "\n", "utf-8")
    for name in ("a.json", "b.jsonl"):
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress((tmp_path / name).read_bytes()))
    found = read(tmp_path)
    assert len(found) == 8
    assert all(isinstance(r, Release) and r.id == "7" and r.text == TEXT and r.published == "2024-05" for r in found)


BAD = {
    "empty.txt": (b"", "empty file"),
    "blank.txt": (b" \n\t\n", "no text"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "binary"),
    "broken.txt.gz": (gzip.compress(TEXT.encode() * 50)[:60], "broken gzip"),
    "notgzip.jsonl.gz": (b"\x1f\x8bnonsense", "broken gzip"),
    "bad.json": (b'{"text": "a"', "not JSON"),
    "list.json": (b"[1]", "a release is an object"),
    "notext.json": (b'{"id": "x"}', "no text"),
    "date.md": (b"---\npublished: 2021-02-30\n---\nText", "2021-02-30"),
    "words.md": (b"---\npublished: last spring\n---\nText", "no ISO 8601 date"),
    "yaml.md": (b"---\ntitle: a: b\n---\nText", "front matter"),
    "menu.html": (b"<html><body><nav>Menu</nav><script>x()</script></body></html>", "no text left"),
    "picture.png": (b"x", None),
}


@pytest.mark.parametrize("name", [name for name, (_, reason) in BAD.items() if reason])
def test_bad_files_are_named_with_their_reason(tmp_path: Path, name: str) -> None:
    data, reason = BAD[name]
    (failure,) = read(write(tmp_path / name, data))
    assert isinstance(failure, Failure)
    assert name in failure.path
    assert reason is not None and reason in failure.reason


def test_the_rest_of_a_folder_is_read(tmp_path: Path) -> None:
    for name, (data, _) in BAD.items():
        write(tmp_path / name, data)
    write(tmp_path / "good.txt", TEXT.encode())
    found = read(tmp_path)
    assert [r.text for r in found if isinstance(r, Release)] == [TEXT]
    assert len([f for f in found if isinstance(f, Failure)]) == len(BAD) - 1  # files of unknown kinds in a folder are left out


def test_a_bad_line_in_the_middle(tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "text": TEXT})
    found = read(write(tmp_path / "a.jsonl", f"{good}\n{{broken\n[]\n{good}\n".encode()))
    assert [type(item) for item in found] == [Release, Failure, Failure, Release]
    assert isinstance(found[1], Failure) and found[1].path.endswith("a.jsonl:2")


def test_large_files(tmp_path: Path) -> None:
    (failure,) = read(write(tmp_path / "large.txt", b"a" * 50_000_000))
    assert isinstance(failure, Failure) and "larger than" in failure.reason
    (failure,) = read(write(tmp_path / "line.txt", b"ord " * (LONGEST_TEXT // 4 * 3)))
    assert isinstance(failure, Failure) and "at most" in failure.reason


def test_links_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    write(tmp_path / "sub" / "good.txt", TEXT.encode())
    found = read(tmp_path)
    assert len([r for r in found if isinstance(r, Release)]) == 1
    reasons = " ".join(f.reason for f in found if isinstance(f, Failure))
    assert "leads back" in reasons and "leads nowhere" in reasons
    (failure,) = read(tmp_path / "missing.txt")
    assert isinstance(failure, Failure) and "no such file" in failure.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (failure,) = read(tmp_path)
    assert isinstance(failure, Failure) and "ermission" in failure.reason


PAGE = """<!doctype html><html lang="sv"><head><title>Rån | Polisen</title><meta property="og:site_name" content="Polisen">
{head}</head><body><header><ul class="menu"><li><a href="/">Start</a></li></ul></header><main><article><h1>Rån i Lund</h1>
<p class="preamble">En man r&aring;nades p&aring; torget.</p><div><p>Han slogs ned<br>och r&aring;nades.</p></div>
<div class="meta-data">Publicerad i dag</div><ul class="share-links"><li><a href="#">Dela</a></li></ul></article></main>
<footer><p>Kontakta oss</p></footer></body></html>"""


@pytest.mark.parametrize(
    ("head", "published", "basis"),
    [
        ('<meta property="article:published_time" content="2024-05-03T07:05:00+02:00">', "2024-05-03T07:05+02:00", "html"),
        ('<meta name="Creation-Date" content="2024-05-03 07:05:12">', "2024-05-03T07:05", "html"),
        ('<script type="application/ld+json">{"datePublished": "2024-05-03"}</script>', "2024-05-03", "html"),
        ('<link rel="canonical" href="https://example.org/news/2024/05/03/robbery/">', "2024-05-03", "url"),
        ('<meta property="article:published_time" content="2024-02-30">', None, "unknown"),
        ("", None, "unknown"),
    ],
)
def test_pages(tmp_path: Path, head: str, published: str | None, basis: str) -> None:
    (release,) = read(write(tmp_path / "a.html", PAGE.replace("{head}", head).encode()))
    assert isinstance(release, Release)
    assert release.text == "Rån i Lund\n\nEn man rånades på torget.\n\nHan slogs ned\noch rånades."
    assert release.title == "Rån i Lund"
    assert release.publisher == "Polisen"
    assert (release.published, release.published_basis) == (published, basis)
