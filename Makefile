# The commands of the playbook. `make help` lists them.
PORT ?= 8000
export PYTHON CHROMIUM
install := scripts/setup/install.sh
bin := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help serve test site papers check lifecycle format bench release-preview zensical

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: .venv/.installed ## serve the playbook on http://127.0.0.1:8000 while you write (PORT=8001 for another)
	@$(bin)/playbook serve --port $(PORT)

test: .venv/.installed node_modules/.installed .cache/chromium ## run every check and every test
	@$(bin)/python scripts/setup/test.py

site: .venv/.installed ## build the site into site/
	@$(bin)/playbook site

papers: .venv/.installed .cache/chromium ## print the papers of workshops as PDF, for the next `make site`
	@$(bin)/playbook papers

check: .venv/.installed node_modules/.installed ## check records, design documents, types, style and spelling, without building
	@$(bin)/playbook check
	@$(bin)/playbook design check docs/design/documents
	@$(bin)/python -m pytest -q tests/unit tests/records tests/examples

lifecycle: .venv/.installed ## check that no standard of the last release vanished or changed its meaning
	@$(bin)/playbook lifecycle

format: .venv/.installed ## format the Python code
	@$(bin)/ruff check --quiet --fix scripts tests
	@$(bin)/ruff format scripts tests

bench: .venv/.installed ## measure the build and the checks against others of their kind, the ranking of a board, and papers
	@$(bin)/python tests/benchmarks/build.py
	@$(bin)/python -m tests.benchmarks.review
	@$(bin)/python -m tests.benchmarks.design
	@$(bin)/python -m tests.benchmarks.board
	@$(bin)/python -m tests.benchmarks.board_paint
	@$(bin)/python -m tests.benchmarks.papers

release-preview: .venv/.installed ## publish two versions into a scratch clone and serve them on PORT
	@$(bin)/playbook release-preview --port $(PORT)

zensical: .venv/.installed ## build with Zensical too and compare addresses and text
	@$(bin)/playbook zensical

.venv/.installed: uv.lock pyproject.toml scripts/setup/uv.txt
	@$(install) python

node_modules/.installed: package-lock.json .venv/.installed
	@$(install) node

.cache/chromium: .venv/.installed
	@$(install) browser
