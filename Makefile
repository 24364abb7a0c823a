# The one task runner. `make help` lists the tasks.
SHELL := /bin/bash
PYTHON ?= python3.11
VENV   ?= .venv
BIN    := $(VENV)/bin
NOTICE ?= examples
SHARED ?= ../shared
SERVE  ?= 1
PORT   ?= 8465

.DEFAULT_GOAL := help
.PHONY: help demo messages test check lint types rooms docs score bench bench-office lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(VENV)/.run: requirements/run.txt pyproject.toml hatch_build.py
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.messages: $(wildcard src/namro/office/*/locale/*/LC_MESSAGES/django.po) tools/messages.py $(VENV)/.run
	@$(BIN)/python tools/messages.py >/dev/null
	@touch $@

# What the browser tests take from npm; without npm they are skipped, and fail where every part is required.
BROWSER := tests/office/browser
$(BROWSER)/node_modules/.package-lock.json: $(BROWSER)/package-lock.json
	@if command -v npm >/dev/null; then npm ci --silent --prefix $(BROWSER); \
	else echo "no npm here: the browser tests are left out"; fi

demo: $(VENV)/.messages ## read the examples (or NOTICE=file), then serve sample work (SERVE=0: not; DEMO_SECONDS=n: so long)
	@$(BIN)/namro read $(NOTICE)
ifneq ($(SERVE),0)
	@printf '\n'; NAMRO_DATA="$${NAMRO_DATA:-$(CURDIR)/build/demo}" PORT=$(PORT) DEMO_SECONDS=$(DEMO_SECONDS) tools/demo.sh $(BIN)/namro
endif

test: $(VENV)/.dev $(VENV)/.messages $(BROWSER)/node_modules/.package-lock.json ## all tests; those of the register on PostgreSQL too
	@$(BIN)/python -m pytest -n auto
	@if $(BIN)/python -c 'import sys; from tests.servers import postgres_is_there as there; sys.exit(not there())' \
	  || [ -n "$$NAMRO_REQUIRE_ALL" ]; then $(BIN)/python -m pytest -n auto tests/office --database=postgres \
	  --ignore $(BROWSER)/test_looks.py; \
	else echo "no initdb here: the register was tested on SQLite only"; fi

messages: $(VENV)/.messages ## compile the English of the pages, and tell which words have none
	@$(BIN)/python tools/messages.py --check

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

bench-office: $(VENV)/.dev $(VENV)/.messages ## the register at three sizes on PostgreSQL (takes half an hour)
	@$(BIN)/python -m bench.office

clean: ## remove what was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

lock: ## make the lock files anew (needs uv)
	$(LOCK) pyproject.toml requirements/build.in --extra office -o requirements/run.txt
	$(LOCK) pyproject.toml requirements/build.in --extra all --group dev -o requirements/dev.txt
	$(LOCK) pyproject.toml requirements/build.in --extra bench --extra all --group dev -o requirements/bench.txt
LOCK = uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
