# Two commands do all the set-up: `make run` and `make test`. Both work again at once when nothing changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGE := pyproject.toml src/pressextract/version.py

.PHONY: run test test-engines check gate bench models clean

run: $(VENV)/.installed
	$(BIN)/pressextract run corpus/ -o records

test: check gate
	$(BIN)/python -m pytest
	TZ=Pacific/Kiritimati PRESSEXTRACT_TEST_CLOCK=1999-12-31T23:59 $(BIN)/python -m pytest tests/test_layers.py tests/test_dates.py -k "dates and not dress"

# Spark and Dask are some 600 MB, Spark needs Java 17: apart from the rest, and skipped with the reason where they are not there.
test-engines: $(VENV)/.developed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements-dev.txt --editable '.[spark,dask]'
	$(BIN)/python -m pytest tests/engines -rs

check: $(VENV)/.developed
	$(BIN)/ruff check src tests benchmarks models
	$(BIN)/ruff format --check src tests benchmarks models
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

gate: $(VENV)/.developed
	$(BIN)/pressextract run corpus/ -o $(VENV)/gate.jsonl
	$(BIN)/pressextract evaluate corpus/ $(VENV)/gate.jsonl --floors corpus/floors.toml

bench: $(VENV)/.developed
	$(BIN)/python benchmarks/throughput.py
	$(BIN)/python benchmarks/dates.py
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/names.py

# DATA is the folder with the corpora that models/README.md names.
models: $(VENV)/.developed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement models/requirements.txt
	$(BIN)/python models/build.py $(DATA)

clean:
	rm -rf $(VENV) records build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(PACKAGE) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.developed: $(PACKAGE) requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements-dev.txt --editable '.[dev]'
	touch $@ $(VENV)/.installed
