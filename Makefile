# Every target installs what it needs into .venv first, and again only when pyproject.toml or constraints.txt change.
# Another Python:  make report PYTHON=python3.12
# Another index:   make report PIP_ARGS='--extra-index-url https://download.pytorch.org/whl/cpu'
.POSIX:
.PHONY: help report test check long lint types bench quality train clean

PYTHON ?= python3
PIP_ARGS ?=
QUALITY_ARGS ?= --misses

BIN = .venv/bin
INSTALL = $(BIN)/python -m pip --disable-pip-version-check install -q -q $(PIP_ARGS) --constraint constraints.txt
PROJECT = --no-build-isolation --editable
MADE = .venv/.made
RUNTIME = .venv/.installed-runtime
DEV = .venv/.installed-dev
TRAIN = .venv/.installed-train

help:
	@echo "make report   read corpus/ and write reports/ (installs first: about two minutes, once)"
	@echo "make test     run the tests"
	@echo "make check    format, lint, types and tests: what CI runs"
	@echo "make long     the tests that draw sequences of arrival and kill runs, two hundred of each (about half an hour)"
	@echo "make bench    time and memory on corpus/, and the judge pair by pair (about fifteen minutes)"
	@echo "make quality  score the tool on ../shared/benchmark/dev; fails below a floor"
	@echo "make train    make the models again from ../shared/data and training/stories"
	@echo "make clean    remove the environment, the store and all caches"

report: $(RUNTIME)
	@$(BIN)/crosscheck run corpus --out reports

test: $(DEV)
	@$(BIN)/python -m pytest

check: lint types test

long: $(DEV)
	@CROSSCHECK_LONG=1 $(BIN)/python -m pytest tests/test_arrival.py tests/test_killed.py

lint: $(DEV)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check --quiet .

types: $(DEV)
	@$(BIN)/mypy

bench: $(DEV)
	@$(BIN)/python -m benchmarks.speed
	@$(BIN)/python -m benchmarks.judge $(JUDGE_ARGS)

quality: $(DEV)
	@$(BIN)/python -m benchmarks.quality $(QUALITY_ARGS)

train: $(TRAIN)
	@$(BIN)/python -m training all

clean:
	rm -rf .venv .crosscheck .scratch .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit("crosscheck needs Python 3.11 or newer; name one: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv
	@touch $@

$(RUNTIME): $(MADE) pyproject.toml constraints.txt
	@echo "Installing crosscheck into .venv (about two minutes the first time) ..."
	@$(INSTALL) hatchling
	@$(INSTALL) $(PROJECT) .
	@touch $@

$(DEV): $(RUNTIME)
	@echo "Installing the tools for tests and checks into .venv ..."
	@$(INSTALL) $(PROJECT) '.[dev]'
	@touch $@

$(TRAIN): $(DEV)
	@echo "Installing the tools for training into .venv ..."
	@$(INSTALL) $(PROJECT) '.[dev,train]'
	@touch $@
