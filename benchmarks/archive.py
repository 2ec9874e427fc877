"""What archives cost, as ratios in one run: pages to records, writing, two processes, memory over many documents, search.

    python benchmarks/archive.py [pages] [writing] [processes] [search] [memory [names]]

Pages are those of the tar file beside the project, else generated ones; notices as in ``throughput.py``. ``memory`` and
``search`` make 200,000 documents of the notices with other words, numbers and ids, so that vocabularies grow as they do in life;
``memory names`` asks the name model too. Give the machine two idle cores.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent))

from throughput import DEFAULT, generated, notices

from pressextract.archive.extraction import Settings
from pressextract.archive.indexing import index
from pressextract.archive.search import Filters, search
from pressextract.run import Options, run, settle
from pressextract.types import Release

PAGES = DEFAULT.with_name("polisen_html_dev.tar.gz")
RULES = Settings(names=False)
ROUNDS = 5
_PAGES_WRITTEN = 3000
_DOCUMENTS = 200_000
QUERIES = (
    ("koppleri", Filters()),
    ("polisen", Filters()),
    ("misstänkt anmälan", Filters()),
    ("", Filters(offences=("rån",), language="sv")),
    ("trafikolycka", Filters(published_from="2023", published_to="2024")),
    ('"en man"', Filters(places=("Malmö",))),
)


def releases() -> list[Release]:
    """The notices beside the project, or generated ones."""
    return notices(DEFAULT, "\n") if DEFAULT.exists() else generated(6000, "\n")


def pages() -> list[bytes]:
    """Web pages as they were fetched."""
    if PAGES.exists():
        with tarfile.open(PAGES) as packed:
            return [file.read() for info in packed if info.name.endswith(".html") and (file := packed.extractfile(info))]
    menu = "".join(f'<li><a href="/{n}">Ett ämne</a></li>' for n in range(400))
    frame = "<html><head><title>T</title></head><body><nav><ul>{}</ul></nav><main>{}</main></body></html>"
    return [frame.format(menu, "".join(f"<p>{p}</p>" for p in r.text.split("\n"))).encode() for r in generated(600, "\n")]


def medians(**sides: Callable[[], object]) -> dict[str, float]:
    """Median processor time of each side; they take turns."""
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, side in sides.items():
            begun = time.process_time()
            side()
            times[name].append(time.process_time() - begun)
    return {name: statistics.median(found) for name, found in times.items()}


def measure_pages(work: Path) -> None:
    """Raw pages to records, against lexbor parsing them and trafilatura extracting them, each alone; WARC to records."""
    from selectolax.lexbor import LexborHTMLParser

    from pressextract.readers.parsing import parse_document
    from pressextract.readers.sources import read_sources
    from pressextract.types import Document

    found, options = pages(), Options(names=False)
    warc = work / "pages.warc.gz"
    warc.write_bytes(b"".join(_record(number, page) for number, page in enumerate(found)))
    documents = [Document(str(number), "html", page) for number, page in enumerate(found)]
    sides: dict[str, Callable[[], object]] = {
        "lexbor": lambda: [LexborHTMLParser(page.decode("utf-8", "replace")) for page in found],
        "records": lambda: list(run(map(parse_document, documents), options)),
        "warc": lambda: list(run(read_sources([warc]), options)),
    }
    try:
        import trafilatura
    except ImportError:
        print("trafilatura is not installed: not compared")
    else:
        sides["trafilatura"] = lambda: [trafilatura.extract(page) for page in found]
    settle()
    list(run(map(parse_document, documents), options))
    took = medians(**sides)
    each = {name: f"{1e6 * seconds / len(found):.0f} us" for name, seconds in took.items()}
    print(f"{len(found)} pages of {sum(map(len, found)) // len(found):,} bytes: {each}")
    print(f"records / lexbor: {took['records'] / took['lexbor']:.2f} (asked: at most 4)")
    if "trafilatura" in took:
        print(f"trafilatura / records: {took['trafilatura'] / took['records']:.1f} (asked: at least 8)")
    print(f"rate from WARC.gz / from pages: {took['records'] / took['warc']:.2f} (asked: at least 0.9)")


def _record(number: int, page: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.se/{number}\r\nWARC-Date: 2024-05-06T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number:032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


def measure_writing(work: Path) -> None:
    """An archive of pages, and one of texts, against extracting the same records without writing them."""
    from pressextract.readers.sources import read_sources

    texts, web = work / "texts.jsonl", work / "pages.warc.gz"
    texts.write_text("".join(_line(r) for r in releases()), "utf-8")
    base = pages()
    web.write_bytes(b"".join(_record(n, _numbered(base[n % len(base)], n)) for n in range(_PAGES_WRITTEN)))
    for name, source in (("pages", web), ("texts", texts)):
        took = medians(
            extract=lambda source=source: list(run(read_sources([source]), Options(names=False, include_text=True))),
            index=lambda source=source: _index(source, work / "a"),
        )
        print(f"writing an archive of {name}: {took['index'] / took['extract'] - 1:+.0%} of extraction (asked: at most +25%)")


def _numbered(page: bytes, number: int) -> bytes:
    """A page that is like no other."""
    return page.replace(b"<p>", b"<p>%d. " % number, 1)


def _line(release: Release) -> str:
    return json.dumps({"id": release.id, "text": release.text, "published": release.published}) + "\n"


def _index(source: Path, archive: Path, jobs: int = 1) -> None:
    shutil.rmtree(archive, ignore_errors=True)
    index([source], archive, RULES, jobs=jobs)


def measure_processes(work: Path) -> None:
    """Two processes against one: wall time, processor time and bytes."""
    source = work / "many.jsonl"
    with source.open("w", encoding="utf-8") as file:
        file.writelines(map(_line, varied(40_000)))
    ratios: list[tuple[float, float]] = []
    for _ in range(3):
        took = [_timed(source, work / f"jobs{jobs}", jobs) for jobs in (1, 2)]
        ratios.append((took[0][0] / took[1][0], took[1][1] / took[0][1]))
    same = _content(work / "jobs1") == _content(work / "jobs2")
    wall, cpu = (statistics.median(values) for values in zip(*ratios, strict=True))
    print(f"two processes: {wall:.2f} times as fast (asked: 1.7), processor time x {cpu:.2f} (asked: 1.10), same bytes: {same}")


def _timed(source: Path, archive: Path, jobs: int) -> tuple[float, float]:
    begun, before = time.perf_counter(), _processor_time()
    _index(source, archive, jobs)
    return time.perf_counter() - begun, _processor_time() - before


def _processor_time() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _content(archive: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in archive.rglob("*") if p.is_file() and p.name != ".lock"}


_WORD = re.compile(r"\b[a-zåäö]{7,}\b")
_NUMBER = re.compile(r"\b\d{2,}\b")
_ENDS = ["are", "ning", "het", "else", "skap", "dom", "sel", "nad", "ande", "ist"]


def varied(number: int) -> Iterator[Release]:
    """As many releases as wanted: the notices with some words and all longer numbers replaced by others."""
    chance, base = random.Random(1), releases()
    stems = sorted({word[:5] for r in base for word in _WORD.findall(r.text)})

    def word(match: re.Match[str]) -> str:
        return match[0] if chance.random() < 0.8 else chance.choice(stems) + chance.choice(stems)[:3] + chance.choice(_ENDS)

    for place in range(number):
        release = base[place % len(base)]
        text = _NUMBER.sub(lambda match: str(chance.randrange(10 ** len(match[0]))), _WORD.sub(word, release.text))
        published = f"{chance.randrange(2015, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        yield Release(f"{place}", text, published=published)


def _many(path: Path, number: int) -> Path:
    if not path.exists():
        with path.open("w", encoding="utf-8") as file:
            file.writelines(map(_line, varied(number)))
    return path


_MEMORY = """
import re, sys
from pathlib import Path
from pressextract.archive.extraction import Settings
from pressextract.archive.indexing import index
marks = [int(n) for n in sys.argv[3].split(",")]
def report(progress):
    while marks and progress.documents >= marks[0]:
        now, peak = (
            int(re.search(rf"{name}:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1e3 for name in ("VmRSS", "VmHWM")
        )
        print(f"  {marks.pop(0):>7} documents: {now:.0f} MB, peak {peak:.0f} MB", flush=True)
index([Path(sys.argv[1])], Path(sys.argv[2]), Settings(names=sys.argv[4] == "names"), report=report)
"""


def measure_memory(work: Path, *, names: bool) -> None:
    """Resident memory of one process as documents go by."""
    source = _many(work / f"memory-{_DOCUMENTS}.jsonl", _DOCUMENTS)
    marks = ",".join(str(_DOCUMENTS * part // 20) for part in (1, 2, 5, 10, 15, 20))
    most = 700 if names else 300
    print(f"memory, {'with' if names else 'without'} names (asked: at most {most} MB, flat within 10 %)", flush=True)
    command = [sys.executable, "-c", _MEMORY, str(source), str(work / "memory"), marks, "names" if names else "rules"]
    subprocess.run(command, check=True)  # noqa: S603


def measure_search(work: Path) -> None:
    """Queries over 200,000 documents, warm."""
    archive = work / "memory"
    if not archive.exists():
        index([_many(work / f"memory-{_DOCUMENTS}.jsonl", _DOCUMENTS)], archive, RULES)
    slowest = 0.0
    for query, filters in QUERIES:
        found, times = search(archive, query, filters), []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            found = search(archive, query, filters)
            times.append(time.perf_counter() - begun)
        slowest = max(slowest, statistics.median(times))
        asked = {k: v for k, v in filters._asdict().items() if v}
        print(f"  {query!r} {asked or ''}: {len(found)} shown, {1e3 * statistics.median(times):.1f} ms")
    print(f"search over 200,000 documents: slowest {1e3 * slowest:.1f} ms (asked: under 50)")


def main() -> None:
    """Measure what the command line names, or all."""
    wanted = sys.argv[1:] or ["pages", "writing", "processes", "memory", "search"]
    work = Path(tempfile.mkdtemp(prefix="archive-"))
    try:
        for name in wanted:
            if name == "memory":
                measure_memory(work, names="names" in wanted)
            elif name != "names":
                {"pages": measure_pages, "writing": measure_writing, "processes": measure_processes, "search": measure_search}[
                    name
                ](work)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
