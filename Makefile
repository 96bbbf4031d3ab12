# Turno. `make help` says what there is. Paths are relative, so that a folder with spaces will do.

PY := .venv/bin/python
LOCK := --generate-hashes --universal --python-version 3.11 --no-header -q --no-annotate \
	--no-emit-index-url --no-emit-find-links

# Ten processes start from this code, time and again: what Python has compiled is kept, whatever the shell wants.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo run migrate seed doctor check test browser lint types bench eval soak lock clean
.DELETE_ON_ERROR:

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: .venv/demo ## Everything with stand-ins for the vendors, ready to be tried (VERBOSE=1: all logs here)
	@$(PY) -m sandbox.demo

run: .venv/demo ## The product's processes, against what the environment or .env names
	@$(PY) -m app.processes run

migrate: .venv/demo ## The product's database brought up to date
	@$(PY) -m app.processes migrate

seed: .venv/demo ## The same, and the demo salon put into it
	@$(PY) -m app.processes seed

doctor: .venv/demo ## Settings, database, Redis, ports and vendors, one line each
	@$(PY) -m app.doctor

check: .venv/dev ## Lint, types, and the tests that need no server: seconds, to be run after every change
	@$(PY) -m tests.suite --quick

test: .venv/dev ## Everything that must be green, side by side: lint, types, all tests, the browser's too
	@$(PY) -m tests.suite $(TESTS)

browser: .venv/dev ## Only the tests that look at the pages in a real browser
	@$(PY) -m tests.suite --only tests tests/browser

lint: .venv/dev ## Style, format, and which room may import which
	@$(PY) -m tests.suite --only lint

types: .venv/dev ## mypy, strict
	@$(PY) -m tests.suite --only types

bench: .venv/dev ## Our speed beside the bare route and LangGraph, as ratios (ARGS=--quick; --smoke: does it run?)
	@$(PY) -m tests.bench $(ARGS)

eval: .venv/dev ## Simulated customers against live Claude, else its stand-in (ARGS="--runs 4 --euros 5", --quick)
	@$(PY) -m tests.eval $(ARGS)

soak: .venv/dev ## The long tests: thousands of random cases, and every scenario in every hand (an hour and more)
	@$(PY) -m pytest -m soak --hypothesis-profile=random $(TESTS)

lock: ## New hashes in requirements/ after a change of pyproject.toml (needs uv)
	uv pip compile pyproject.toml $(LOCK) -o requirements/product.txt
	uv pip compile pyproject.toml $(LOCK) --group demo -c requirements/product.txt -o requirements/demo.txt
	uv pip compile pyproject.toml $(LOCK) --group demo --group test --group bench \
		-c requirements/demo.txt -o requirements/dev.txt

clean: ## Away with packages, caches and the demo's data (what `make run` has stored stays)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
	test ! -d var || find var -mindepth 1 -maxdepth 1 ! -name production -exec rm -rf {} +

# The packages of a requirements file, once it has changed; the stamp is written last. What pip says is
# shown when it fails, else only how far it has come. `dev` holds all of `demo`, which holds all of `product`.
.venv/%: requirements/%.txt | .venv/bin/pip
	@echo "Installing the locked packages of $<, once; about a minute"
	@{ $(PY) -m pip install --disable-pip-version-check --require-hashes --no-deps -r $< 2>&1 \
		|| echo FAILED; } | awk ' \
		/^Collecting/ && ++n % 20 == 0 { print "  " n " fetched"; fflush() } \
		/^Installing collected/ { print "  " n " fetched, unpacking"; fflush() } \
		{ said = said "\n" $$0 } \
		/^FAILED$$/ { print said; exit 1 }'
	@touch $@ $(if $(filter dev,$*),.venv/demo)

.venv/bin/pip:
	@for python in $(PYTHON) python3.11 python3; do \
		if $$python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then \
			echo "Making .venv with $$($$python --version)"; exec $$python -m venv .venv; \
		fi; \
	done; echo "Turno needs Python 3.11; name it: make PYTHON=/path/to/python3.11" >&2; exit 1
