"""Many releases at once: what goes wrong with one of them, and the order of all."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from pressextract import Pipeline, Record, Release, pipeline
from pressextract.batches import batches_of
from pressextract.run import Options, Success, run
from pressextract.types import Failure, Tokens

TEXTS = ["Två män greps för rån.", "Two men were arrested for robbery.", "Tre anmälningar om stöld kom in."]


def releases(*texts: str) -> list[Release]:
    return [Release(str(index), text, published="2024-05-03", published_basis="given") for index, text in enumerate(texts)]


def test_pipe_gives_what_process_gives_in_the_order_of_the_releases() -> None:
    batch = releases(*TEXTS * 30)
    alone = [Pipeline(names=False).process(release).to_json() for release in batch]
    together = [record.to_json() for record in Pipeline(names=False).pipe(batch) if isinstance(record, Record)]
    assert together == alone


def test_batches_end_by_number_and_by_size() -> None:
    sizes = [len(batch) for batch in batches_of(releases(*["a"] * 65, "b" * 200_000, "c", "d"))]
    assert sizes == [64, 2, 2]


def test_an_internal_error_costs_one_release(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = pipeline.tokenize

    def broken(text: str, *rest: object) -> Tokens:
        if "stöld" in text:
            raise ZeroDivisionError("on purpose")
        return plain(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "tokenize", broken)
    unread = Failure("x.txt", "empty file")
    outcomes = list(run([*releases(*TEXTS), unread], Options(names=False)))
    assert [type(outcome) for outcome in outcomes] == [Success, Success, Failure, Failure]
    assert outcomes[2] == Failure("2", "internal error: ZeroDivisionError: on purpose")
    assert outcomes[3] is unread


def test_nothing_in_nothing_out() -> None:
    assert list(Pipeline(names=False).pipe([])) == []
    assert list(run([], Options(names=False))) == []


def test_the_readme_says_what_is_so() -> None:
    readme = Path(__file__).parents[1] / "README.md"
    assert doctest.testfile(str(readme), module_relative=False).failed == 0
