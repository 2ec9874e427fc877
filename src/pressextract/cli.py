"""The command line. Standard output is data, standard error is talk; exit codes: 0 all, 1 some failed, 2 usage."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pressextract.archive_cli import COMMANDS
from pressextract.data import available_languages
from pressextract.options import LANGUAGES, PERSONAL_DATA, clear_errors, given_date
from pressextract.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pressextract")
def main() -> None:
    """Extract dates, roles, counts, offences and the facts that tie them from press releases in Swedish and English.

    \b
    Example:
      pressextract run corpus/ -o records.jsonl
    """


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o", "--out", default="records", show_default=True, help="FILE.jsonl, FILE.json, a folder, or - for standard output."
)
@click.option("--published", metavar="DATE", help="Publication date of releases that give none (ISO 8601).")
@click.option("--language", type=LANGUAGES, default="auto", show_default=True, help="Language of all releases.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes to run in.")
@click.option("--strict", is_flag=True, help="Stop at the first input that fails.")
@click.option("--names/--no-names", default=True, show_default=True, help="Ask the name model where rules leave names open.")
@PERSONAL_DATA
@click.option("--include-text", is_flag=True, help="Put the text of each release into its record.")
def run(paths: tuple[str, ...], out: str, *, strict: bool, jobs: int, published: str | None, **options: Any) -> None:
    """Write one record a release for files, folders and - (standard input).

    \b
    Examples:
      pressextract run corpus/ -o records.jsonl
      pressextract run page.html notices.jsonl.gz --jobs 2 -o records/
      cat release.txt | pressextract run - --published 2021-12-09 -o -
    """
    from pressextract.command import run_command
    from pressextract.run import Options

    with clear_errors():
        sys.exit(run_command(paths, out, Options(published=given_date(published), **options), jobs=jobs, strict=strict))


@main.command()
@click.argument("file", metavar="FILE")
@click.option("--published", metavar="DATE", help="Publication date, where the file gives none.")
@click.option("--language", type=LANGUAGES, default="auto", show_default=True, help="Language of the release.")
@PERSONAL_DATA
@click.option("--explain", is_flag=True, help="Say of each date which pattern matched, what anchored it and why it won.")
def show(file: str, published: str | None, language: str, *, personal_data: str, explain: bool) -> None:
    """Print releases with their facts coloured, and a table of the facts.

    \b
    Examples:
      pressextract show corpus/sv/polis-insats-novemberljus.md
      pressextract show corpus/sv/polis-insats-novemberljus.md --explain
    """
    from pressextract.command import show_command

    with clear_errors():
        sys.exit(show_command(file, published=published, language=language, explain=explain, personal_data=personal_data))


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="strict"), default="-")
@click.option("--language", type=click.Choice(available_languages()), required=True, help="Language of the lines.")
@click.option("--published", metavar="DATE", help="Publication date that relative dates count from (ISO 8601).")
def dates(file: Any, language: str, published: str | None) -> None:
    """Find the dates of each line of FILE or standard input: a line in, a line of JSON out.

    A line is text, or a JSON object with ``text`` and perhaps ``published`` and ``language`` of its own. Neither names nor
    models are loaded.

    \b
    Example:
      echo "den 8-12 november" | pressextract dates --language sv --published 2021-12-09
    """
    from pressextract.date_lines import dates_command

    with clear_errors():
        sys.exit(dates_command(file, language=language, published=published))


@main.command()
def schema() -> None:
    """Print the JSON Schema of a record.

    \b
    Example:
      pressextract schema > record.schema.json
    """
    import json

    from pressextract.records.model import record_schema

    click.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))


@main.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("records", type=click.Path(exists=True, path_type=Path))
@click.option("--misses", type=click.IntRange(0), default=0, help="Print up to so many misses a layer.")
@click.option(
    "--floors",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML file of lowest value F1 by language and layer.",
)
def evaluate(gold: Path, records: Path, misses: int, floors: Path | None) -> None:
    """Measure RECORDS against GOLD: precision, recall and F1 by layer and language.

    \b
    Example:
      pressextract run corpus/ -o records.jsonl
      pressextract evaluate corpus/ records.jsonl --misses 5
    """
    from pressextract.command import evaluate_command

    with clear_errors():
        sys.exit(evaluate_command(gold, records, misses=misses, floors=floors))


@main.command()
@click.option("--search", metavar="WORDS", help="Only types whose id, labels, former names, statute or forms hold WORDS.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with all fields.")
def offences(search: str | None, *, as_json: bool) -> None:
    """List the offence types: id, Swedish and English label, statute, ICCS code; `?` where no source was read for the entry.

    \b
    Examples:
      pressextract offences --search "köp av sexuell"
      pressextract offences --json > offences.jsonl
    """
    from pressextract.offence_list import offences_command

    with clear_errors():
        sys.exit(offences_command(search, as_json=as_json))


@main.command()
def languages() -> None:
    """List the languages, the version of their lexicon and how many offence names it holds.

    \b
    Example:
      pressextract languages
    """
    from pressextract.data import available_languages, load_table
    from pressextract.languages.pack import load_pack

    for code in available_languages():
        forms = sum(map(len, load_table(code, "offences")["forms"].values()))
        click.echo(f"{code}\t{load_pack(code).version}\t{forms} offence names")


for _command in COMMANDS:
    main.add_command(_command)
