# Two commands matter: `make demo` and `make test`. Each makes what it needs: .venv, the package, a browser.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin
# Python compiles what is imported when it first is; compiling all that is installed takes as long as installing it.
INSTALL := install --quiet --disable-pip-version-check --no-compile
PIP := $(BIN)/python -m pip $(INSTALL)

PIP_WHEEL := $(BIN)/python -m pip wheel --quiet --disable-pip-version-check

WHEELHOUSE ?= wheelhouse
# What the pure half can use beyond its plain dependencies.
EXTRAS := warc

SEED ?= $(shell date +%Y%m%d)

# Without its byte code every start compiles the package anew, and every test run rewrites every assertion.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test lint quick pytest golden schema wheelhouse bench bench-peers profile bench-wording bench-scoring validate check-long fuzz doctor clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

.venv/made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed: apt-get install python3 python3-venv, or brew install python" >&2; exit 2; }
	$(PYTHON) -m venv .venv
	-$(PIP) --upgrade pip  # a new one takes half the time of the one that came with Python; without it nothing is wrong
	@touch $@

.venv/package: pyproject.toml | .venv/made
	$(PIP) -e .
	@touch $@

.venv/tools: pyproject.toml | .venv/made
	$(PIP) -e '.[dev]'
	@touch $@ .venv/package

# The same walk must give the same bytes under another Python; without one on this machine, that test is skipped.
OTHER_PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 "$$HOME"/.pyenv/versions/3.1[1-9]*/bin/python3; do \
	$$p -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& test "$$($$p -V)" != "$$($(PYTHON) -V)" && echo $$p && break; done)

.venv-other/package: pyproject.toml | .venv/made
	@mkdir -p $(@D)
	test -z "$(OTHER_PYTHON)" || { $(OTHER_PYTHON) -m venv --without-pip .venv-other \
		&& $(BIN)/python -m pip --python .venv-other/bin/python $(INSTALL) -e .; }
	@touch $@

.venv/browser: | .venv/package
	$(BIN)/optout doctor --install
	@touch $@

demo: .venv/package .venv/browser  ## Walk, measure, score and report the shipped Facebook flow in French
	$(BIN)/optout demo

test:  ## All checks: style, types, import contracts, tests
	@$(MAKE) --no-print-directory -j 2 .venv/tools .venv-other/package
	@$(MAKE) --no-print-directory -j 2 .venv/browser lint pytest

lint: .venv/tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

quick: .venv/tools  ## Three in four of the tests that need no browser: those that take a moment each
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "not browser and not npm and not pip and not lengthy"

# Four browsers at once can starve one of them on a busy machine: what failed beside others decides alone.
TESTING = OPTOUT_BROWSER_REQUIRED=1 $(BIN)/python -m pytest --timeout 180 --timeout-method thread

pytest: .venv/tools .venv/browser .venv-other/package
	$(TESTING) -n 4 --dist worksteal || { test $$? -eq 1 && $(TESTING) --last-failed --last-failed-no-failures none; }

golden: .venv/tools .venv/browser  ## Walk again and rewrite the reviewed walks, reports and pictures
	$(BIN)/python -m pytest -q tests/test_goldens.py --refresh
	$(BIN)/optout reproduce -o docs/reproduced.json
	$(BIN)/python docs/refresh.py
	$(BIN)/python docs/described.py

schema: .venv/tools  ## Rewrite the published JSON Schema of report.json
	$(BIN)/python -m analyzer.reports.schema

wheelhouse: | .venv/made  ## Collect the wheels that a machine without network needs, and how to install them
	rm -f $(WHEELHOUSE)/*.whl
	$(PIP_WHEEL) --wheel-dir $(WHEELHOUSE) '.[$(EXTRAS)]'
	sed 's/EXTRAS/$(EXTRAS)/' docs/INSTALL.txt > $(WHEELHOUSE)/INSTALL.txt
	$(BIN)/python -c 'import platform as on; print(f"Made for Python {on.python_version()}, {on.system()} {on.machine()}.")' \
		>> $(WHEELHOUSE)/INSTALL.txt

bench: .venv/tools .venv/browser  ## Compare side by side: walking against bare Playwright, judging against walking, exploring against walking anew, --help against click, sealing against zip
	$(BIN)/python benchmarks/starting.py
	$(BIN)/python benchmarks/walking.py
	$(BIN)/python benchmarks/judging.py
	$(BIN)/python benchmarks/exploring.py
	$(BIN)/python benchmarks/sealing.py

bench-peers: .venv/tools .venv/browser  ## Compare walking with its peers (raw CDP, Playwright, tracing, @puppeteer/replay); writes docs/peers.md
	$(BIN)/python benchmarks/peers.py $(ROUNDS)

profile: .venv/tools .venv/browser  ## Where our share of a walk goes, by part and by function
	$(BIN)/python benchmarks/profiling.py

bench-wording: .venv/tools  ## Precision, recall and F1 of the wording rules on the labelled set, beside baselines
	$(BIN)/python benchmarks/wording.py $(if $(SHOP),--shop $(SHOP)) $(if $(NEUTRAL),--neutral $(NEUTRAL))

bench-scoring: .venv/tools  ## Score RUNS (default 10000) seeded variants of the committed walks, one worker and two by turns
	$(BIN)/python benchmarks/scoring.py $(or $(RUNS),10000)

validate: .venv/tools .venv/browser  ## Whether the score can be trusted: monotone, published counts, orders, grades; writes docs/validation.md
	$(BIN)/python -m pytest -q -n 0 tests/scoring
	$(BIN)/optout reproduce -o docs/reproduced.json
	$(BIN)/python benchmarks/validating.py

.venv/long: pyproject.toml | .venv/made
	$(PIP) -e '.[dev,long]'
	@touch $@ .venv/tools .venv/package

check-long: .venv/long .venv/browser .venv-other/package  ## The whole campaigns that `make test` samples; writes docs/campaigns.md
	OPTOUT_BROWSER_REQUIRED=1 $(BIN)/python -m pytest -n 2 --dist loadfile --long --hypothesis-seed=$(SEED)

fuzz: .venv/tools  ## Throw mutated files at every reader for SECONDS each (default 60); what is found stays as a case
	$(PIP) -e '.[dev,fuzz]'
	$(BIN)/python tests/fuzzing/campaign.py $(or $(SECONDS),60)

doctor: .venv/package  ## Say what was found and what is missing
	$(BIN)/optout doctor

clean:  ## Remove what was made
	rm -rf .venv .venv-other out wheelhouse .mypy_cache .ruff_cache .pytest_cache .hypothesis
