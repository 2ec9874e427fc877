"""An archive in a browser, by Datasette: tables, search, and a page for each release (extra: explore)."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from pressextract.archive.store import DATABASE, opened
from pressextract.errors import MissingExtra

if TYPE_CHECKING:
    from datasette.app import Datasette

HOST = "127.0.0.1"  # this machine alone
_HERE = files("pressextract.archive.explore")


def application(archive: Path) -> Datasette:
    """The application over an archive, which it opens for reading alone; ArchiveError where there is none."""
    try:
        from datasette.app import Datasette
        from datasette.plugins import pm
    except ImportError as error:
        raise MissingExtra("explore", "datasette") from error
    from pressextract.archive.explore import release_page

    with opened(archive):
        pass
    if not pm.is_registered(release_page):
        pm.register(release_page)
    return Datasette(
        [str(archive / DATABASE)],
        metadata=json.loads(_HERE.joinpath("metadata.json").read_text("utf-8")),
        template_dir=str(_HERE.joinpath("templates")),
        settings={"default_page_size": 50, "num_sql_threads": 2, "allow_download": True},
    )


def serve(archive: Path, port: int) -> None:
    """Serve an archive on this machine until interrupted."""
    application_ = application(archive)
    import uvicorn

    uvicorn.run(application_.app(), host=HOST, port=port, log_level="warning", lifespan="on")
