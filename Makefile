# Turno. `make help` says what there is. Paths are relative, so that a folder with spaces will do.

PY := .venv/bin/python
LOCK := --generate-hashes --universal --python-version 3.11 --no-header -q --no-annotate \
	--no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help demo run migrate seed test browser lint types bench eval soak doctor lock clean
.DELETE_ON_ERROR:

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: .venv/dev ## Everything with stand-ins for the vendors, ready to be tried (VERBOSE=1: all logs here)
	@$(PY) -m sandbox.demo

run: .venv/dev ## The product's processes, against what the environment or .env names
	@$(PY) -m app.processes run

migrate: .venv/dev ## The product's database brought up to date
	@$(PY) -m app.processes migrate

seed: .venv/dev ## The same, and the demo salon put into it
	@$(PY) -m app.processes seed

# Three at once keep two cores busy: tests wait for leases and time-outs as well. mypy fills what the browser leaves.
test: lint ## Everything that must be green: lint, all tests, types
	@$(PY) -m pytest -n 3 --dist worksteal --ignore tests/browser $(TESTS)
	@echo "And the types, and what a browser sees: about a minute"
	@$(MAKE) --no-print-directory -j2 types browser

browser: .venv/dev ## The tests that look at the pages in a real browser
	@$(PY) -m pytest -n 2 --dist worksteal tests/browser

lint: .venv/dev ## Style, format, and which room may import which
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/lint-imports --no-logo

types: .venv/dev ## mypy, strict
	@$(PY) -m mypy

bench: .venv/bench ## Our speed beside the bare route and LangGraph, as ratios
	@$(PY) -m tests.bench

eval: .venv/dev ## Simulated customers against live Claude, else its stand-in (ARGS="--runs 4 --euros 5", --quick)
	@$(PY) -m tests.eval $(ARGS)

soak: .venv/dev ## The long tests: oracles on thousands of random calendars (minutes)
	@$(PY) -m pytest -m soak $(TESTS)

doctor: .venv/dev ## Settings, database, Redis, ports and vendors, one line each
	@$(PY) -m app.doctor

lock: ## New hashes in requirements/ after a change of pyproject.toml (needs uv)
	uv pip compile pyproject.toml $(LOCK) -o requirements/product.txt
	uv pip compile pyproject.toml $(LOCK) --group demo --group test \
		-c requirements/product.txt -o requirements/dev.txt
	uv pip compile pyproject.toml $(LOCK) --group demo --group test --group bench \
		-c requirements/dev.txt -o requirements/bench.txt

clean: ## Away with packages, caches and the demo's data (what `make run` has stored stays)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
	test ! -d var || find var -mindepth 1 -maxdepth 1 ! -name production -exec rm -rf {} +

# The packages of a requirements file, once it has changed; the stamp is written last. What pip says is
# shown when it fails, else only how far it has come.
.venv/%: requirements/%.txt | .venv/bin/pip
	@echo "Installing the locked packages of $<, once; about a minute"
	@{ $(PY) -m pip install --disable-pip-version-check --require-hashes --no-deps -r $< 2>&1 \
		|| echo FAILED; } | awk ' \
		/^Collecting/ && ++n % 20 == 0 { print "  " n " fetched"; fflush() } \
		/^Installing collected/ { print "  " n " fetched, unpacking"; fflush() } \
		{ said = said "\n" $$0 } \
		/^FAILED$$/ { print said; exit 1 }'
	@touch $@

.venv/bin/pip:
	@for python in $(PYTHON) python3.11 python3; do \
		if $$python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then \
			echo "Making .venv with $$($$python --version)"; exec $$python -m venv .venv; \
		fi; \
	done; echo "Turno needs Python 3.11; name it: make PYTHON=/path/to/python3.11" >&2; exit 1
