# Every recipe runs in .venv, which `setup` makes. `make` alone lists the targets.

# Another Python: make setup PYTHON=python3.12. Without uv: make setup INSTALLER=pip.
PYTHON ?= python3

# The same clock, locale and hashes everywhere: the same bytes everywhere.
export TZ := UTC
export LC_ALL := C.UTF-8
export PYTHONHASHSEED := 0
# Set on some machines; it makes every start of a kernel twice as slow.
unexport PYTHONDONTWRITEBYTECODE

bin := .venv/bin

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help setup tables report test check notebooks lab bench audit lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv, or bring it up to date
	@"$(PYTHON)" -IS tools/setup.py $(if $(filter file,$(origin PYTHON)),,--exact)

# Status 1 says: done, but some inputs were rejected. They are listed, and do not stop the work on the others.
tables: setup ## code data/raw into the tables of data/processed
	@$(bin)/research code data/raw --out data/processed || [ $$? -eq 1 ]

report: setup ## build the reports, and say where they are
	@$(bin)/research report; status=$$?; \
	[ $$status -gt 1 ] || for page in reports/built/*/index.html; do [ ! -f "$$page" ] || echo "Report: $(CURDIR)/$$page"; done; \
	exit $$status

test: tables ## all tests, the notebooks' among them
	@$(bin)/pytest -n 2 --dist loadfile --nbval --nbval-current-env tests notebooks

check: setup ## notebooks, lint, format, types
	@$(bin)/research notebooks --check
	@$(bin)/ruff check || { echo "Most of it mends itself: .venv/bin/ruff check --fix (in notebooks: make notebooks)" >&2; exit 1; }
	@$(bin)/ruff format --check || { echo "It mends itself: .venv/bin/ruff format (in notebooks: make notebooks)" >&2; exit 1; }
	@$(bin)/mypy

notebooks: tables ## run the notebooks in place and store their outputs
	@$(bin)/ruff check --quiet --fix-only notebooks && $(bin)/ruff format --quiet notebooks
	@$(bin)/research notebooks

lab: setup ## open the notebooks in JupyterLab; on a machine without a browser: make lab OPTIONS=--no-browser
	@JUPYTER_CONFIG_PATH="$(CURDIR)/tools/lab$${JUPYTER_CONFIG_PATH:+:$$JUPYTER_CONFIG_PATH}" $(bin)/jupyter lab --ip=127.0.0.1 --LabApp.default_url=/lab/tree/notebooks --LabApp.news_url=None \
		--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate $(if $(filter 0,$(shell id -u)),--allow-root) $(OPTIONS)

bench: setup ## time the coder on one core, spaCy beside it; shorter: make bench OPTIONS="--articles 2000 --runs 3"; whole builds: OPTIONS="--size 1000 --size 10000"
	@"$(PYTHON)" -IS tools/setup.py --extra=bench
	@$(bin)/python -m research.quality.bench $(OPTIONS)

audit: setup ## ask an advisory database for faults of what is locked; needs the network
	@"$(PYTHON)" -IS tools/setup.py --extra=audit
	@$(bin)/pip-audit --disable-pip --requirement requirements/lock.txt $(OPTIONS)

lock: setup ## pin again after a change of pyproject.toml; newest versions: make lock OPTIONS=--upgrade
	@$(bin)/uv pip compile -q --universal --fork-strategy fewest --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--group pyproject.toml:dev --group pyproject.toml:build --constraint requirements/constraints.txt \
		$(OPTIONS) --output-file requirements/lock.txt pyproject.toml

clean: ## remove what was built, but for .venv
	@rm -rf build dist reports/built data/processed .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find src tests notebooks tools \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} + 2>/dev/null || true
