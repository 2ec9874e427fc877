"""WARC files for tests, written record by record."""

from __future__ import annotations

import gzip
import zlib


def record(
    url: str, body: bytes, *, kind: str = "response", status: int = 200, headers: str = "", date: str = "2021-12-09T10:00:00Z"
) -> bytes:
    """One record with an HTTP answer in it."""
    http = (
        f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:{zlib.crc32(url.encode()):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(text: str, published: str | None = None) -> bytes:
    """A page with a menu and a text."""
    meta = f'<meta property="article:published_time" content="{published}">' if published else ""
    return f"<html><head>{meta}<title>T</title></head><body><nav>Meny</nav><main><p>{text}</p></main></body></html>".encode()


def web_archive(*records: bytes) -> bytes:
    """A WARC file gzipped record by record."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)
