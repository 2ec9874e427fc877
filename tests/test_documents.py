"""Archives, web archives, feeds, exports, PDF and DOCX: what is read of them, and what is said of bad ones."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from pressextract.readers.documents import read_documents
from pressextract.readers.sources import read_sources
from pressextract.types import Document, Failure, Release
from web_archive import page, record, web_archive

TEXT = "Polisen grep två män för rån i Lund den 3 maj. Åklagare är inkopplad."
OTHER = "The court sentenced two men for robbery."


def read(path: Path, data: bytes) -> list[Release | Failure]:
    path.write_bytes(data)
    return list(read_sources([path]))


def texts(items: list[Release | Failure]) -> list[str]:
    return [item.text for item in items if isinstance(item, Release)]


def reasons(items: list[Release | Failure]) -> list[str]:
    return [f"{item.path}: {item.reason}" for item in items if isinstance(item, Failure)]


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return file.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as packed:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return file.getvalue()


MEMBERS = {
    "a/one.txt": TEXT.encode(),
    "a/two.txt.gz": gzip.compress(TEXT.encode("cp1252")),
    "b/lines.jsonl": json.dumps({"id": "x", "text": OTHER}).encode(),
    "b/picture.png": b"\x89PNG",
    "b/page.html": page(TEXT, "2024-05-06"),
}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.zst"])
def test_archives(tmp_path: Path, name: str) -> None:
    import zstandard

    data = zipped(MEMBERS) if name.endswith("zip") else tarred(MEMBERS)
    data = gzip.compress(data) if name.endswith("gz") else zstandard.compress(data) if name.endswith("zst") else data
    found = read(tmp_path / name, data)
    assert texts(found) == [TEXT, TEXT, OTHER, TEXT]
    assert [item.path for item in found] == [
        f"{tmp_path / name}!{inner}" for inner in ("a/one.txt", "a/two.txt.gz", "b/lines.jsonl:1", "b/page.html")
    ]
    assert [item.id for item in found if isinstance(item, Release)] == ["one", "two", "x", "page"]


BAD_ARCHIVES = {
    "out.zip": (zipped({"../../etc/a.txt": b"x", "good.txt": TEXT.encode()}), "leads out of the archive"),
    "root.tar": (tarred({"/etc/a.txt": b"x", "good.txt": TEXT.encode()}), "leads out of the archive"),
    "windows.zip": (zipped({"..\\..\\a.txt": b"x", "good.txt": TEXT.encode()}), "leads out of the archive"),
    "bomb.zip": (zipped({"bomb.txt": b"a" * 60_000_000, "good.txt": TEXT.encode()}), "larger than 10 MB"),
    "nested.zip": (zipped({"inner.zip": zipped({"a.txt": b"x"}), "good.txt": TEXT.encode()}), "an archive in an archive"),
    "member.zip": (zipped({"bad.txt.gz": gzip.compress(TEXT.encode())[:30], "good.txt": TEXT.encode()}), "broken gzip"),
    "empty.zip": (zipped({"a.txt": b"", "good.txt": TEXT.encode()}), "empty file"),
}


@pytest.mark.parametrize("name", BAD_ARCHIVES)
def test_bad_members_are_named_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    data, reason = BAD_ARCHIVES[name]
    found = read(tmp_path / name, data)
    assert texts(found) == [TEXT]
    assert len(reasons(found)) == 1 and reason in reasons(found)[0]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("cut.zip", zipped(MEMBERS)[:-40], "broken ZIP"),
        ("nonsense.zip", b"nonsense", "broken ZIP"),
        ("nonsense.tar", b"nonsense" * 200, "broken tar"),
        ("cut.tar.gz", gzip.compress(tarred(MEMBERS))[:-30], "broken tar"),
        ("nonsense.warc", b"hello world\n" * 50, "damaged record"),
        ("nonsense.xml", b"<html></html>", "no feed"),
        ("nonsense.pdf", b"%PDF-1.4 nonsense", "broken PDF"),
        ("nonsense.docx", b"PK\x03\x04nonsense", "broken DOCX"),
    ],
)
def test_broken_files(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    assert any(reason in said for said in reasons(read(tmp_path / name, data)))


def test_a_cut_tar_keeps_what_comes_before(tmp_path: Path) -> None:
    found = read(tmp_path / "a.tar", tarred({"one.txt": TEXT.encode(), "two.txt": TEXT.encode() * 200})[:6000])
    assert texts(found) == [TEXT]
    assert len(reasons(found)) == 1


URLS = ("https://a.se/1", "https://a.se/2", "https://a.se/3")


def test_web_archive(tmp_path: Path) -> None:
    records = [
        record(URLS[0], page(TEXT, "2021-12-08")),
        record(URLS[0], b"GET", kind="request"),
        record(URLS[1], page(OTHER), status=404),
        record(URLS[1], gzip.compress(page(OTHER)), headers="Content-Encoding: gzip\r\n"),
    ]
    first, second = read(tmp_path / "a.warc.gz", web_archive(*records))
    assert isinstance(first, Release) and isinstance(second, Release)
    assert (first.text, first.url, first.captured, first.published) == (TEXT, URLS[0], "2021-12-09T10:00:00Z", "2021-12-08")
    assert (second.text, second.url, second.published) == (OTHER, URLS[1], None)


def test_wacz(tmp_path: Path) -> None:
    inside = {"archive/data.warc.gz": web_archive(record(URLS[0], page(TEXT))), "pages/pages.jsonl": b'{"id": 1}'}
    assert texts(read(tmp_path / "a.wacz", zipped(inside))) == [TEXT]


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_record_in_the_middle(tmp_path: Path, packed: bool) -> None:
    whole = [record(url, page(TEXT)) for url in URLS]
    parts = [web_archive(r) for r in whole] if packed else whole
    parts[1] = parts[1][: len(parts[1]) // 2] + b"\0" * 40
    found = read(tmp_path / ("a.warc.gz" if packed else "a.warc"), b"".join(parts))
    assert URLS[0] in [r.url for r in found if isinstance(r, Release)] and URLS[2] in [
        r.url for r in found if isinstance(r, Release)
    ]
    assert reasons(found)


def test_a_cut_web_archive_says_where(tmp_path: Path) -> None:
    found = read(tmp_path / "a.warc", b"".join(record(url, page(TEXT * 20)) for url in URLS)[:-400])
    assert len(texts(found)) == 2
    (reason,) = reasons(found)
    assert "cut off" in reason and "a.warc@" in reason


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Polisen</title>
<item><title>Rån</title><link>{URLS[0]}</link><guid>7</guid><pubDate>Thu, 09 Dec 2021 08:00:00 +0100</pubDate>
<description>{TEXT}</description></item><item><title>Tom</title></item></channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Polisen</title><entry><id>7</id><title>Rån</title>
<link href="{URLS[0]}"/><published>2021-12-09T07:00:00Z</published><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize(("name", "feed"), [("a.rss", RSS), ("a.xml", RSS), ("a.atom", ATOM)])
def test_feeds(tmp_path: Path, name: str, feed: str) -> None:
    release, *rest = read(tmp_path / name, feed.encode())
    assert isinstance(release, Release)
    assert (release.id, release.text, release.url, release.published) == ("7", TEXT, URLS[0], "2021-12-09T07:00:00Z")
    assert (release.title, release.publisher) == ("Rån", "Polisen")
    assert all("no text" in reason for reason in reasons(rest))


EXPORTS = [
    {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "7", "url": URLS[0], "content_html": f"<p>{TEXT}</p>"}]},
    {"urlset": {"url": [{"loc": URLS[0], "guid": 7, "html": page(TEXT).decode()}]}},
    {"results": [{"id": 7, "link": URLS[0], "headline": "Rån", "body": TEXT, "summary": TEXT}]},
    [{"id": 7, "permalink": URLS[0], "preamble": TEXT[:46], "body": TEXT[47:]}],
]


@pytest.mark.parametrize("export", EXPORTS)
def test_exports(tmp_path: Path, export: object) -> None:
    (release,) = read(tmp_path / "a.json", json.dumps(export).encode())
    assert isinstance(release, Release)
    assert (release.id, " ".join(release.text.split()), release.url) == ("7", TEXT, URLS[0])


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2021-12-09 08:00:00 +01:00", "2021-12-09 08:00:00+01:00"),
        ("Thu, 09 Dec 2021 08:00:00 +0100", "2021-12-09T08:00:00+01:00"),
        ("2021-12-09", "2021-12-09"),
    ],
)
def test_dates_of_exports(tmp_path: Path, written: str, published: str) -> None:
    (release,) = read(tmp_path / "a.json", json.dumps([{"body": TEXT, "datetime": written}]).encode())
    assert isinstance(release, Release)
    assert release.published == published


def test_docx_and_pdf(tmp_path: Path) -> None:
    import docx
    from pypdf import PdfWriter

    document = docx.Document()
    document.core_properties.title = "Rån"
    document.add_paragraph(TEXT)
    document.save(str(tmp_path / "a.docx"))
    (release,) = read_sources([tmp_path / "a.docx"])
    assert isinstance(release, Release)
    assert (release.text, release.title, release.id) == (TEXT, "Rån", "a")
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "blank.pdf")
    writer.encrypt("secret")
    writer.write(tmp_path / "locked.pdf")
    blank, locked = read_sources([tmp_path / "blank.pdf", tmp_path / "locked.pdf"])
    assert isinstance(blank, Failure) and "text recognition" in blank.reason
    assert isinstance(locked, Failure) and "password" in locked.reason


def test_text_of_a_pdf(tmp_path: Path) -> None:
    stream = b"BT /F1 12 Tf 20 100 Td (Polisen grep tv\\345 m\\344n.) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    data += table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    (release,) = read(tmp_path / "a.pdf", data)
    assert isinstance(release, Release) and release.text.strip() == "Polisen grep två män."


def test_a_long_line_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 9_000_000 + b'"}\n' + json.dumps({"text": TEXT}).encode() + b"\n")
    long, good = read_documents(path)
    assert isinstance(long, Failure) and "more than" in long.reason
    assert isinstance(good, Document) and good.path.endswith(":2")
