# `make help` lists the targets. Needed: make and Python 3.11 or newer; everything else goes into .venv.

.DEFAULT_GOAL := help
.PHONY: help run test chaos fuzz check format lock messages screenshots bench clean install install-dev

# The first Python that is new enough; `make run PYTHON=...` names another.
PYTHON ?= $(or $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done),python3)
BIN := .venv/bin
# More than the cores of a small machine: many tests wait for processes.
JOBS ?= 3
PYTEST := $(BIN)/python -m pytest -n $(JOBS)

# An environment as production has it, so that Django's deployment checks judge what will run there.
AS_PRODUCTION := PREPAPP_MODE=production SECRET_KEY=only-for-the-deployment-checks-0123456789-abcdefghijklmnop \
	SEALING_KEYS=check:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= \
	INDEX_KEYS=check:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA= \
	PUBLIC_URL=https://prep.hospital.example ALLOWED_HOSTS=prep.hospital.example \
	DATABASE_URL=postgresql://prepapp@localhost/prepapp REDIS_URL=redis://localhost/0 \
	EMAIL_URL=smtp://localhost EMAIL_FROM=reminders@hospital.example \
	TWILIO_ACCOUNT_SID=AC0 TWILIO_AUTH_TOKEN=none TWILIO_FROM=+12125550100

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: install  ## serve the demo in the foreground; PORT=9000 chooses the port, Ctrl-C stops it all
	@$(BIN)/python manage.py serve

test: install-dev  ## install and run every test: all on PostgreSQL, those with a database on SQLite too
	@.ci/browser.sh
	$(PYTEST)
	TEST_DATABASE_URL=sqlite $(PYTEST) -m database --ignore=tests/running

chaos: install-dev  ## break everything while reminders go out, and count: CHAOS_SECONDS=60 CHAOS_DATABASE=sqlite CHAOS_SEED=
	@$(BIN)/python -m tests.chaos

check: install-dev  ## lint, format, types, templates, layers, known weaknesses, migrations, deployment, lock files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/lint-imports
	$(BIN)/bandit -q -c pyproject.toml -r prepapp procedures
	DJANGO_SETTINGS_MODULE=tests.settings TEST_DATABASE_URL=sqlite $(BIN)/python manage.py makemigrations --check --dry-run
	$(AS_PRODUCTION) $(BIN)/python -W error manage.py check --deploy --fail-level WARNING
	$(BIN)/python .ci/locks.py
	$(BIN)/python .ci/audit.py requirements.lock
	$(BIN)/python .ci/messages.py --check

format: install-dev  ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: install-dev  ## write the lock files anew from pyproject.toml (needs the network)
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group dev pyproject.toml -c requirements.lock -o requirements-dev.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group pyproject.toml:fuzz -o requirements-fuzz.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group pyproject.toml:bench -c requirements-dev.lock -o requirements-bench.lock

fuzz: install-dev  ## try every reader of documents with bytes nobody would write: FUZZ_SECONDS=60 for each, FUZZ_JOBS=2
	@$(PYTHON) .ci/install.py requirements-fuzz.lock
	@$(BIN)/python -m tests.fuzzing

messages: install-dev  ## collect what patients' pages say and compile the translations
	@$(BIN)/python .ci/messages.py

screenshots: install-dev  ## take the pictures of every page, and those of the README
	@.ci/browser.sh
	$(BIN)/python -m tests.journeys.screenshots

bench: install-dev  ## measure; one file a question
	@$(PYTHON) .ci/install.py requirements-bench.lock
	@set -e; for file in bench/*.py; do echo "== $$file"; $(BIN)/python "$$file"; done

clean:  ## remove what was built; the demo's data in .data stays
	rm -rf .venv staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

install:
	@$(PYTHON) .ci/install.py requirements.lock

install-dev:
	@$(PYTHON) .ci/install.py requirements.lock requirements-dev.lock
