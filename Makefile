# Every target needs only make and Python 3.11 or newer; `make PYTHON=python3.12 serve` chooses one.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# `make lock UPGRADE=--upgrade` takes the newest versions; without it the lock keeps those it has where it can.
UPGRADE ?=
# How many processes share the tests; one a core by default. `make test WORKERS=0 TESTS=tests/graph` takes none.
WORKERS ?= logical
TESTS ?=
# `make bench BENCH="--rounds 1 --documents 1000"`; `--help` says what there is.
BENCH ?=
# `make faults FAULTS="kill power --times 20"`: which faults, and how often each.
FAULTS ?=
# `make growth GROWTH="--documents 1000 10000"`.
GROWTH ?=

# One resolution for every Python from 3.11 on, Linux and macOS, with the hashes of all files of a release. A place that
# this machine takes packages from does not belong into it.
UV_LOCK := env -u UV_FIND_LINKS -u PIP_FIND_LINKS $(BIN)/uv pip compile --quiet --no-config --universal \
	--python-version 3.11 --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-header --extra build $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: help serve test check format lock assets bench growth faults clean

help:  ## Say what there is (the default)
	@sed -n 's/^\([a-z]*\):.*##  *\(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

serve: $(VENV)/.runtime  ## Install into .venv, load the graph on the first start, serve it
	@$(BIN)/hezuo serve

test: $(VENV)/.dev  ## Run every test
	$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses=8 $(TESTS)

check: $(VENV)/.dev  ## Check everything: format, lint, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) --no-print-directory test

format: $(VENV)/.dev  ## Format the code and mend what the linter can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(BIN)/uv  ## Write both lock files after a change of dependencies in pyproject.toml
	$(UV_LOCK) -o requirements.lock pyproject.toml
	$(UV_LOCK) --extra dev --extra tracing -c requirements.lock -o requirements-dev.lock pyproject.toml

bench: $(VENV)/.dev  ## Measure against @neo4j/graphql and the bare drivers; needs Java, Maven, Node and wrk
	$(BIN)/python -m tests.bench.run $(BENCH)

growth: $(VENV)/.dev  ## Measure how the work of each question grows with the graph; needs Java and Maven
	$(BIN)/python -m tests.bench.growth $(GROWTH)

faults: $(VENV)/.dev  ## Kill, cut and spoil graphs in the middle of writes, and count what is lost; takes an hour
	$(BIN)/python -m tests.faults.run $(FAULTS)

assets:  ## Build the explorer, the query page in full; needs Node and npm
	cd hezuo/explorer && npm ci --no-audit --no-fund && npm run --silent build

clean:  ## Remove .venv and every cache; the graph under var/ stays
	rm -rf $(VENV) *.egg-info build .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The files below .venv are stamps: a second run installs nothing.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Hezuo needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1 || true)." \
			"Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.lock pyproject.toml
	@echo "Installing the pinned dependencies ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "Installing what checks need ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(BIN)/uv: | $(VENV)/.dev
