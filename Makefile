# Every command of the project; `make` alone lists them.

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test check proof bench scenarios docs lock screenshots clean

PYTHON ?= python3
PORT ?= 8000
# Most commands are new processes: each would compile every module again.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
BOOTSTRAP := $(PYTHON) src/candour/ops/bootstrap.py
# Tests and benchmarks have a database of their own, never the one of a deployment.
BESIDE_TESTS := CANDOUR_DATA=$(CURDIR)/build/test

# Verifiers that others wrote, beside the environment: what they ask for is none of our business.
INDEPENDENT := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
	--ignore-requires-python --require-hashes --upgrade --target build/independent \
	-r tests/independent.txt

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## create the environment, fetch what is missing, build the style sheets
	@$(BOOTSTRAP)

setup-dev: ## the same, with the tools of development
	@$(BOOTSTRAP) --dev
	@[ -e build/independent/done ] || { $(INDEPENDENT) && touch build/independent/done; } \
	|| echo "Without the libraries of others in tests/independent.txt their tests are left out."

demo: setup ## run the whole system with an invented police force (PORT=8000); Ctrl-C stops it
	@$(BIN)/candour up --demo --story --port $(PORT)

test: setup-dev ## run every test, sampled, beside a database of its own
	@$(BESIDE_TESTS) $(BIN)/candour test -m "not proof" -n auto --maxprocesses 4 --dist loadfile

check: setup-dev ## format, lint, types, layers, templates, migrations, documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/candour types
	$(BIN)/lint-imports
	find src tests -path '*/templates/*' -name '*.html' -print0 | xargs -0 -r $(BIN)/djhtml --check --tabwidth 2
	PYTHONWARNINGS=ignore::RuntimeWarning $(BIN)/candour makemigrations --check --dry-run
	$(BIN)/candour docs build --check
	if [ -e src/candour/ops/checks.py ]; then $(BIN)/python -m candour.ops.checks; fi

proof: setup-dev ## the full counts: load, kills, mutations, walks, timing
	@$(BESIDE_TESTS) $(BIN)/candour test -m "proof" --junitxml build/proof.xml -o junit_family=xunit1; \
	ended=$$?; $(BESIDE_TESTS) $(BIN)/candour docs proof build/proof.xml && exit $$ended

bench: setup-dev ## measure import, submission, history and log; prints the figures
	@for file in $(filter-out bench/measured.py,$(wildcard bench/*.py bench/*/*.py)); do \
	$(BESIDE_TESTS) PYTHONPATH=bench $(BIN)/python $$file || exit 1; done

scenarios: setup-dev ## say for each acceptance scenario which tests prove it
	@$(BESIDE_TESTS) $(BIN)/candour docs scenarios

docs: setup-dev ## generate the reference pages
	@$(BIN)/candour docs build

screenshots: setup-dev ## take the pictures of the README from the running demonstration
	@$(BESIDE_TESTS) $(BIN)/candour docs screenshots

EXPORT = $(BIN)/uv export --quiet --frozen --no-default-groups --no-emit-project --no-header \
	--format requirements-txt --output-file
NPM_LOCK = npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

lock: setup-dev ## resolve every dependency again, with hashes and without addresses
	$(BIN)/uv lock --upgrade
	$(EXPORT) requirements.lock
	$(EXPORT) requirements-dev.lock --group dev
	$(EXPORT) requirements-install.lock --only-group install
	$(EXPORT) requirements-node.lock --only-group node
	$(NPM_LOCK)
	cd src/candour/ops/postgres/npm && $(NPM_LOCK)

clean: ## remove what was built and fetched; never the data of a deployment
	rm -rf .venv node_modules build .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache htmlcov .coverage
