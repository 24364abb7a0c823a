# The one task runner. `make help` lists the tasks.
SHELL := /bin/bash
PYTHON ?= python3.11
VENV   ?= .venv
BIN    := $(VENV)/bin
NOTICE ?= examples
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types rooms docs score bench lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(VENV)/.run: requirements/run.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/.run ## read the examples (or NOTICE=file) and show what they state
	@$(BIN)/namro read $(NOTICE)

test: $(VENV)/.dev ## all tests
	@$(BIN)/python -m pytest -n auto

lint: $(VENV)/.dev ## ruff: style and likely mistakes
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.dev ## mypy --strict
	@$(BIN)/mypy

rooms: $(VENV)/.dev ## the rooms stand only on those below
	@$(BIN)/lint-imports

score: $(VENV)/.run ## the gold score, where the shared folder is there
	@if [ -d $(SHARED)/gold/dev ]; then $(BIN)/python tools/score.py --shared $(SHARED); \
	else echo "no $(SHARED)/gold/dev here: the gold score is not part of a clone"; fi

docs: $(VENV)/.dev ## draw the README's picture anew and test the pages
	@$(BIN)/python tools/picture.py && $(BIN)/python -m pytest tests/docs

check: test lint types rooms score ## everything CI asks

bench: $(VENV)/.dev ## speed, as ratios side by side
	@$(BIN)/python -m bench.reading
	@printf '\n'; $(BIN)/python -m bench.statistics
	@printf '\n'; $(BIN)/python -m bench.law --small

clean: ## remove what was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

lock: ## make the lock files anew (needs uv)
	$(LOCK) pyproject.toml requirements/build.in --extra office -o requirements/run.txt
	$(LOCK) pyproject.toml requirements/build.in --extra all --group dev -o requirements/dev.txt
	$(LOCK) pyproject.toml requirements/build.in --extra bench --extra all --group dev -o requirements/bench.txt
LOCK = uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
