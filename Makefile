# Bare `make` lists the targets. Nothing here is needed to use an installed subdocs.
SHELL := /bin/sh
PYTHON ?= python3
WORKERS ?= 2

BIN := .venv/bin
INSTALLED := .venv/.installed
RESULTS := results/demo
OFFERING := corpus/offerings/series-e.yaml

.DEFAULT_GOAL := help
.PHONY: help install demo test check golden accuracy bench corpus pictures

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(INSTALLED) ## make .venv with subdocs and everything its tests need

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "subdocs needs Python 3.11 or later. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ echo "No environment could be made. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making .venv: a minute or two, this once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

demo: $(INSTALLED) ## check the corpus's folder of signed agreements, and say where the report lies
	@$(BIN)/subdocs check corpus/folder-of-signed --offering $(OFFERING) --out $(RESULTS) --as-of 2005-12-20; \
	status=$$?; \
	if [ $$status -gt 1 ]; then echo "The check did not run (exit status $$status)." >&2; exit $$status; fi; \
	echo; echo "Open this file in a browser: $(CURDIR)/$(RESULTS)/report.html"

test: $(INSTALLED) ## run every test
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(INSTALLED) ## style, types and the borders between the folders
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

golden: $(INSTALLED) ## write the golden files and the schema of report.json anew; read the difference before committing
	$(BIN)/python -m pipeline.report.to_json
	$(BIN)/python tests/golden/report_of_signed.py

accuracy: $(INSTALLED) ## read and judge the whole corpus and compare with its truth
	$(BIN)/python -m corpus.accuracy

bench: $(INSTALLED) ## time one agreement of each make, the papers of a closing, and the replay of a ledger
	$(BIN)/python -m bench.one_document
	$(BIN)/python -m bench.closing
	$(BIN)/python -m bench.replay

corpus: $(INSTALLED) ## make the corpus anew (needs LibreOffice and Chromium)
	$(BIN)/python -m corpus.make

pictures: demo ## take the README's pictures of the demo's report (needs Chromium)
	$(BIN)/python docs/take_pictures.py $(RESULTS) docs/pictures
