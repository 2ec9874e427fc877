"""Kill an index run at random moments, go on, and compare the archive with that of an undisturbed run, byte by byte.

    python benchmarks/kills.py [KILLS]

Each round starts a run of its own process, kills it (SIGKILL) at a moment drawn from its whole duration, starts it again, kills
that as well in every third round, and lets it finish. Every other round runs two workers. Transactions are made small, so
that many of them are hit.
"""

from __future__ import annotations

import gzip
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from throughput import generated

RUN = """
import sys
from pathlib import Path
from pressextract.archive import indexing
from pressextract.archive.extraction import Settings
indexing._BATCH, indexing._STEP = 32, 3
indexing.index([Path(sys.argv[2])], Path(sys.argv[1]), Settings(names=False), jobs=int(sys.argv[3]))
"""


def make_sources(folder: Path) -> None:
    """Notices as text files, JSON lines and a ZIP file, with repeated and broken ones."""
    releases = generated(2400, "\n")
    texts = folder / "texts"
    texts.mkdir(parents=True)
    for release in releases[:800]:
        (texts / f"{release.id}.txt").write_text(release.text, "utf-8")
    (texts / "empty.txt").touch()
    lines = [
        json.dumps({"id": r.id, "text": r.text, "published": r.published, "url": f"https://a.se/{int(r.id) % 700}"})
        for r in releases
    ]
    (folder / "lines.jsonl.gz").write_bytes(gzip.compress("\n".join([*lines[:1000], "broken", *lines[900:]]).encode()))
    with zipfile.ZipFile(folder / "packed.zip", "w") as packed:
        for release in releases[1500:]:
            packed.writestr(f"{release.id}.txt", release.text)
        packed.writestr("../out.txt", "a")


def start(archive: Path, sources: Path, jobs: int) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    return subprocess.Popen([sys.executable, "-c", RUN, str(archive), str(sources), str(jobs)])  # noqa: S603


def content(archive: Path) -> dict[str, bytes]:
    """Every file of an archive but the lock."""
    files = (path for path in archive.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(archive)): path.read_bytes() for path in files}


def is_finished(archive: Path) -> bool:
    """Whether a run has come to its end: the next one would be another run."""
    path = archive / "archive.sqlite"
    if not path.exists():
        return False
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT value FROM meta WHERE key = 'state'").fetchone() == ("done",)


def main() -> None:
    """Count the rounds whose archive differs."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    chance, work = random.Random(1), Path(tempfile.mkdtemp(prefix="kills-"))
    sources = work / "sources"
    make_sources(sources)
    begun = time.perf_counter()
    start(work / "whole", sources, 1).wait()
    duration, wanted = time.perf_counter() - begun, content(work / "whole")
    print(f"undisturbed: {duration:.1f} s, {len(wanted)} files, {sum(map(len, wanted.values())):,} bytes", flush=True)
    done, different, late = 0, 0, 0
    while done < kills:
        archive = work / "killed"
        shutil.rmtree(archive, ignore_errors=True)
        for _ in range(2 if done % 3 == 0 else 1):
            process = start(archive, sources, 1 + done % 2)
            time.sleep(chance.uniform(0.2, duration))
            process.send_signal(signal.SIGKILL)
            process.wait()
            done += 1
            late += is_finished(archive)
            if is_finished(archive):
                break
        failed = not is_finished(archive) and start(archive, sources, 1 + done % 2).wait()
        if failed or content(archive) != wanted:
            different += 1
            shutil.copytree(archive, work / f"different-{done}")
    print(f"{done} kills ({late} came when all was done): {different} archives differ")
    if not different:
        shutil.rmtree(work)
    sys.exit(bool(different))


if __name__ == "__main__":
    main()
