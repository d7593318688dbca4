# Arbetshubb: the two commands that matter are `make demo` and `make check`.
SHELL := /bin/sh
.DEFAULT_GOAL := help
BIN := .venv/bin
UV := $(BIN)/uv
SOURCES := src tests benchmarks manage.py
TESTS ?= tests
# What keeps rows: run on both databases.
DATABASE_TESTS := $(wildcard tests/foundation tests/people tests/places tests/distances tests/statistics tests/mapping tests/plans tests/location tests/reports/test_reports_views.py)
WORKERS ?= 2
PORT ?= 8000

.PHONY: help
help: ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: install
install: .venv/.installed build/.frontend build/.messages ## Environment, locked dependencies, front-end, translations

.venv/bin/python:
	@python=$$(tools/find-python) && echo "Python: $$($$python --version)" && $$python -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/bootstrap.lock

.venv/.installed: .venv/bin/python requirements/bootstrap.lock requirements/dev.lock pyproject.toml
	@tools/system-packages run
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/bootstrap.lock
	@$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.lock
	@$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

build/.frontend: package-lock.json .venv/.installed
	@npm ci --silent --no-audit --no-fund
	@$(BIN)/python -m arbetshubb.ui.build_fonts
	@mkdir -p build && touch $@

build/.messages: $(wildcard src/arbetshubb/*/locale/*/LC_MESSAGES/*.po) .venv/.installed
	@for folder in src/arbetshubb/*/locale; do $(BIN)/pybabel -q compile -d $$folder -D django || exit 1; done
	@mkdir -p build && touch $@

.PHONY: demo
demo: install ## The demo county at http://127.0.0.1:8000 (PORT=… for another)
	@ARBETSHUBB_DEMO=1 $(BIN)/python manage.py run_demo --port $(PORT)

.PHONY: check
check: install check-packages ## Format, lint, types, import contracts, all tests on SQLite and PostgreSQL
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	ARBETSHUBB_DEMO=1 ARBETSHUBB_VAR=build/check $(BIN)/python manage.py check
	ARBETSHUBB_DEMO=1 ARBETSHUBB_VAR=build/check $(BIN)/python manage.py makemigrations --check --dry-run
	tools/with-postgresql $(MAKE) --no-print-directory test-all

.PHONY: check-packages
check-packages:
	@tools/system-packages check

.PHONY: test-all
test-all:
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not journey" $(TESTS) --cov --cov-report=term:skip-covered --cov-report=json:build/coverage.json
	$(BIN)/python tools/coverage_floors.py build/coverage.json
	DATABASE_URL="$$TEST_POSTGRESQL_URL" $(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not journey" $(DATABASE_TESTS)
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m journey $(TESTS)

.PHONY: test
test: install ## Tests only; TESTS=tests/analysis for some
	$(BIN)/pytest -n $(WORKERS) --dist loadfile $(TESTS)

.PHONY: bench
bench: install ## All benchmarks; figures go to benchmarks/RESULTS.md by hand, with machine and date
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

.PHONY: format
format: install ## Format and mend what can be mended
	$(BIN)/ruff check --fix-only -q $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

.PHONY: messages
messages: install check-packages ## Collect new texts into every package's Swedish catalogue
	@for folder in src/arbetshubb/*/locale; do \
		(cd $$(dirname $$folder) && ../../../$(BIN)/django-admin makemessages -l sv --no-location --no-obsolete -v 0) || exit 1; done

.PHONY: lock
lock: ## Resolve and pin the dependencies anew
	@printf 'uv\nhatchling\neditables\n' | $(UV) pip compile - --universal --python-version 3.12 --generate-hashes --no-header --no-annotate -q -o requirements/bootstrap.lock
	@$(UV) pip compile pyproject.toml --universal --python-version 3.12 --generate-hashes --no-header --no-annotate -q -o requirements/base.lock
	@$(UV) pip compile pyproject.toml --group dev --universal --python-version 3.12 --generate-hashes --no-header --no-annotate -q -o requirements/dev.lock

.PHONY: clean
clean: ## Remove everything that make made
	rm -rf .venv node_modules build var
