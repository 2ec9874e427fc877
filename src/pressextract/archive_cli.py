"""The commands for archives, hung onto the command line; what they do stands in ``archive_commands.py``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pressextract.options import LANGUAGES, PERSONAL_DATA, clear_errors

_ARCHIVE = click.argument("archive", type=click.Path(exists=True, file_okay=False, path_type=Path))


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...", type=click.Path(path_type=Path))
@click.option("-o", "--out", "archive", required=True, type=click.Path(file_okay=False, path_type=Path), help="The archive.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes to run in.")
@click.option("--published", metavar="DATE", help="Publication date of releases that give none (ISO 8601).")
@click.option("--language", type=LANGUAGES, default="auto", show_default=True, help="Language of all releases.")
@click.option("--names/--no-names", default=True, show_default=True, help="Ask the name model where rules leave names open.")
@PERSONAL_DATA
@click.option("--time-limit", type=click.FloatRange(0.01), default=60, show_default=True, help="Seconds a document may take.")
@click.option("--size-limit", type=click.IntRange(1), default=1_000_000, show_default=True, help="Characters a text may have.")
@click.option("--retry-failed", is_flag=True, help="Read nothing but the documents that failed before.")
@click.option("--prune", is_flag=True, help="Remove what belongs to sources that are gone.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a page about the archive, as HTML.")
def index(sources: tuple[Path, ...], archive: Path, **options: Any) -> None:
    """Index files, folders, ZIP, tar, WARC, WACZ and feeds into ARCHIVE, which is whole at every moment.

    What is there already, from the same text and by the same rules, is left as it is. A run that was stopped goes on.

    \b
    Examples:
      pressextract index corpus/ -o archive
      pressextract index crawl-*.warc.gz -o archive --jobs 2 --no-names
      pressextract index -o archive --retry-failed
    """
    if not sources and not options["retry_failed"]:
        raise click.UsageError("name at least one SOURCE")
    with clear_errors():
        from pressextract.archive_commands import index_command

        sys.exit(index_command(list(sources), archive, **options))


@click.command()
@_ARCHIVE
@click.argument("query", default="")
@click.option("--offence", "offences", multiple=True, help="Id or name of an offence, in any language; can be repeated.")
@click.option("--place", "places", multiple=True, help="Id or name of a place.")
@click.option("--role", "roles", multiple=True, help="Id or name of a role.")
@click.option("--organisation", "organisations", multiple=True, help="Id or name of an organisation.")
@click.option("--language", type=click.Choice(["sv", "en", "und"]), help="Language of the releases.")
@click.option("--from", "published_from", metavar="DATE", help="Published on this day, month or year, or later.")
@click.option("--to", "published_to", metavar="DATE", help="Published on this day, month or year, or earlier.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Releases that are shown.")
@click.option("--format", "shape", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True)
def search(archive: Path, query: str, *, limit: int, shape: str, **filters: Any) -> None:
    """Find releases in ARCHIVE: words in any inflection, "phrases" as they stand, best first.

    A query that names an offence finds releases in either language, and so do the filters.

    \b
    Examples:
      pressextract search archive koppleri
      pressextract search archive "anmälningar" --offence koppleri --place Malmö --from 2019 --to 2021
    """
    with clear_errors():
        from pressextract.archive_commands import search_command

        sys.exit(search_command(archive, query, filters, limit=limit, shape=shape))


@click.command()
@_ARCHIVE
@click.option("-o", "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="FILE.csv, .parquet or .jsonl.")
@click.option(
    "--table",
    type=click.Choice(["facts", "mentions", "releases", "captures", "failures", "sources"]),
    default="facts",
    show_default=True,
    help="What a .csv or .parquet file holds; .jsonl holds the records.",
)
@click.option("--include-text", is_flag=True, help="Put the text of each release into its record (.jsonl).")
def export(archive: Path, out: Path, table: str, *, include_text: bool) -> None:
    """Write the facts of ARCHIVE as one table, or its records as JSON lines.

    \b
    Examples:
      pressextract export archive -o facts.csv
      pressextract export archive -o records.jsonl
    """
    with clear_errors():
        from pressextract.archive.exporting import export as export_archive

        rows = export_archive(archive, out, table, include_text=include_text)
        click.echo(f"{rows} rows in {out}", err=True)


@click.command()
@_ARCHIVE
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of tables.")
def stats(archive: Path, *, as_json: bool) -> None:
    """Tell what ARCHIVE holds: documents, facts by year and offence, failures, coverage.

    \b
    Example:
      pressextract stats archive
    """
    with clear_errors():
        from pressextract.archive_commands import stats_command

        sys.exit(stats_command(archive, as_json=as_json))


@click.command()
@_ARCHIVE
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port on this machine.")
def explore(archive: Path, port: int) -> None:
    """Serve ARCHIVE to a browser on this machine alone: tables, search, and a page for each release (extra: explore).

    \b
    Example:
      pressextract explore archive
    """
    with clear_errors():
        from pressextract.archive.explore import serve

        serve(archive, port)


COMMANDS = (index, search, export, stats, explore)
