VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate $(UPGRADE)

# Runs a command, whose output matters only if it fails.
QUIETLY := quietly() { said=$$("$$@" 2>&1) || { echo "$$said" >&2; return 1; }; }; quietly

# Else each of the many processes of a run compiles all that it imports anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help site test quick programs shots lint style types suite format lock audit clean distclean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

site: $(VENV)/.runtime ## build the sample into site/, and its team edition into site-team/
	@$(BIN)/python build.py
	@$(BIN)/python build.py --edition team
	@echo "Open $(CURDIR)/site/index.html in a browser; the team edition, with a paper for a"
	@echo "meeting, is $(CURDIR)/site-team/index.html."

test: style $(VENV)/.npm ## lint, types and tests
	@$(MAKE) --no-print-directory --jobs 2 types suite

suite: $(VENV)/.npm
	@echo "Running the tests"
	@$(BIN)/python -m pytest -n auto

quick: $(VENV)/.dev ## style, and the tests that a change touches: a minute at most
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/python -m tests.harness.quick

shots: $(VENV)/.dev ## picture every kind of page, in .briefbook/shots/
	@$(BIN)/python -m tests.harness.providing chromium
	@$(BIN)/python -m tests.browser.shots

lint: style types ## style and types alone

style: $(VENV)/.dev
	@echo "Checking the style"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(VENV)/.dev
	@echo "Checking the types"
	@$(BIN)/mypy

format: $(VENV)/.dev ## put the code in shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(VENV)/.dev ## work out the lock files anew (UPGRADE=--upgrade: with newer versions)
	$(COMPILE) --extra build --extra handouts --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraints requirements.lock \
		--output-file requirements-dev.lock pyproject.toml

audit: $(VENV)/.dev ## ask for known weaknesses of the locked libraries (takes the network)
	$(BIN)/uv tool run pip-audit --strict --disable-pip --require-hashes \
		--requirement requirements-dev.lock

clean: ## remove what was built, and the state and caches
	-@test ! -x $(BIN)/python || $(BIN)/python build.py clean
	rm -rf dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean ## the same, and the virtual environment
	rm -rf $(VENV)

$(BIN)/python:
	@for python in $(PYTHON) python3.11 python3 python3.12 python3.13; do \
		if $$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then echo "Making $(VENV) with $$($$python --version)"; \
		exec $$python -m venv --without-pip $(VENV); fi; \
	done; \
	echo "Python 3.11 or newer is needed, with its venv module (Debian: python3-venv)." >&2; \
	exit 1

# The pip that Python brings installs uv, which installs the rest in a tenth of the time.
$(BIN)/uv: requirements-dev.lock | $(BIN)/python
	@sed -n '/^uv==/,/[^\\]$$/p' $< > $(VENV)/uv.lock
	@pip=$$($(BIN)/python -c "import ensurepip, pathlib, sysconfig; \
		brought = sysconfig.get_config_var('WHEEL_PKG_DIR') \
			or pathlib.Path(ensurepip.__file__).parent / '_bundled'; \
		print(next(pathlib.Path(brought).glob('pip-*.whl')))"); \
	$(QUIETLY) env PYTHONPATH="$$pip" $(BIN)/python -m pip --disable-pip-version-check install \
		--no-compile --require-hashes --requirement $(VENV)/uv.lock
	@touch $@

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/uv
	@echo "Installing the libraries"
	@$(QUIETLY) $(INSTALL) --require-hashes --requirement requirements.lock
	@$(QUIETLY) $(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/uv
	@echo "Installing the libraries and tools"
	@$(QUIETLY) $(INSTALL) --require-hashes --requirement requirements-dev.lock
	@$(QUIETLY) $(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# What is lacking and may not be installed is named: the tests that need it are skipped.
programs: $(VENV)/.dev
	@$(BIN)/python -m tests.harness.providing

# A validator of HTML, which runs on Java, and a language server for YAML come from npm alone.
$(VENV)/.npm: tests/harness/package-lock.json | programs
	@echo "Installing what the tests take from npm"
	@mkdir -p $(VENV)/npm && cp tests/harness/package*.json $(VENV)/npm
	@$(QUIETLY) npm ci --prefix $(VENV)/npm --ignore-scripts --no-audit --no-fund \
		&& touch $@ || echo "Going on without the validator and the language server."
