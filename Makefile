# Words for people. Everything is set up in .venv from hash-locked files.
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
# --no-deps: the lock names every package; pip would look for sqlalchemy[asyncio] anew.
# pip compiles on one core; this does on all. A file for another Python may fail: pip passes it too.
COMPILE := $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true
# One line a package, whatever happens else; pip's own exit code counts (pipefail).
SHORT  := | sed -un -E 's/^(Collecting|Installing|Successfully installed) ?([^ ]*).*/  \1 \2/p'

.PHONY: run demo ready test test-lake lint format lock clean

run: $(VENV)/.run-ready ## set up, poll what is due, print the summary
	@$(BIN)/placewatch run

demo: $(VENV)/.run-ready ## set up, play the bundled newsroom
	@$(BIN)/placewatch demo

ready: $(VENV)/.dev-ready ## set up for the tests

# The tests start many interpreters: what they compile is kept, whatever the machine says of it.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/.dev-ready ## set up, run the tests
	@$(BIN)/python -m pytest -n $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )) --dist loadfile --no-loadscope-reorder

test-lake: $(VENV)/.dev-ready ## the tests of the warehouse on a lake; needs Debian's postgresql
	@$(BIN)/python -m pytest tests/warehouse -m lake -n $$(getconf _NPROCESSORS_ONLN) --dist loadfile

lint: $(VENV)/.dev-ready ## ruff, mypy, yamllint
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/yamllint --strict .

format: $(VENV)/.dev-ready
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## resolve pyproject.toml anew; needs uv
	uv pip compile pyproject.toml --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.txt
	uv pip compile pyproject.toml --extra dev -c requirements.txt --universal --python-version 3.11 \
	  --upgrade --generate-hashes --no-emit-index-url --no-header --quiet -o requirements-dev.txt
	echo pip | uv pip compile - --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o requirements-pip.txt

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	@echo "Setting up: a virtual environment in $(VENV)"
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else "Placewatch runs on Python 3.11 to 3.13, not %d.%d: make PYTHON=python3.12 run" % v)'
	@$(PYTHON) -m venv $(VENV)

# First the pip of requirements-pip.txt: the one that a Python brings may take twice as long.
$(VENV)/.run-ready: $(VENV)/bin/python requirements-pip.txt requirements.txt pyproject.toml
	@echo "Setting up: packages from requirements.txt (once; about a minute)"
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements-pip.txt
	@$(PIP) install --no-compile --progress-bar off --no-deps --require-hashes -r requirements.txt $(SHORT)
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(COMPILE)
	@touch $@

$(VENV)/.dev-ready: $(VENV)/.run-ready requirements-dev.txt
	@echo "Setting up: packages for tests from requirements-dev.txt (once)"
	@$(PIP) install --no-compile --progress-bar off --no-deps --require-hashes -r requirements-dev.txt $(SHORT)
	@$(COMPILE)
	@touch $@
