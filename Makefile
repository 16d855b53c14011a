PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# One more than there are processors: now and then, a test waits for a browser, a program or a server.
WORKERS := $(shell echo $$(( 1 + $$(getconf _NPROCESSORS_ONLN) )))
PARALLEL := -n $(WORKERS) --maxprocesses 8
# What tests write need not last: it is kept in memory, where a file system there has 2 GB to spare.
MEMORY := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 2000000 { print "TMPDIR=/dev/shm" }')
# The files of tests that have a mark: to read all the others takes longer than some of these tests.
marked = $(sort $(shell grep -rlw 'mark[.]$(1)' tests --include='test_*.py'))
QUALITY := scripts/proof/quality
EPUB := scripts/proof/epub
TEACHING := scripts/proof/teaching
SERVING := scripts/proof/serving
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

READERS := poppler-utils libreoffice-writer libreoffice-impress libreoffice-calc
BROWSERS := chromium chromium-headless-shell firefox-esr
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

.DEFAULT_GOAL := help
.PHONY: site test serve help check lint format picture clean all downloads packed wheel recipes siege same served proof quality load serving mutate corrupt hostile bench bench-quotes lock licences audit sbom browser pango servers

##@ Begin here

site: $(VENV)/.site ## Set everything up, check everything, and publish the site as site/
	@$(BIN)/explainer publish

test: $(VENV)/.test browser lint ## Set everything up and run the tests (a few minutes)
	@$(MEMORY) $(BIN)/pytest $(PARALLEL) --dist loadfile --no-loadscope-reorder -m 'not downloads and not siege and not same and not recipes and not served'

serve: $(VENV)/.site ## Show the site on 127.0.0.1:8000 (or PORT=8001) while you edit, with the problems that it has
	@$(BIN)/explainer serve --port $(PORT)

help: ## Show this list
	@awk -F':.*## ' '/^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

##@ Work on pages, data and code

check: $(VENV)/.site ## Check data and pages without building the site
	@$(BIN)/explainer check $(CHECK_OPTIONS)

lint: $(VENV)/.test ## Check the types and the style of the code
	@$(BIN)/ruff check scripts tests
	@$(BIN)/ruff format --check --quiet scripts tests
	@$(BIN)/mypy

format: $(VENV)/.test ## Bring data files and code into their one form
	@$(BIN)/explainer format
	@$(BIN)/ruff check --quiet --fix scripts tests
	@$(BIN)/ruff format --quiet scripts tests

picture: $(VENV)/.test site browser ## Renew the picture in the README
	@$(BIN)/python scripts/picture.py

clean: ## Delete downloads and reports; the published site stays
	@rm -rf build

##@ Publish

all: downloads ## Make all downloads (PDFs, EPUB, offline copies, data), then publish the site with them
	@$(BIN)/explainer publish

downloads: $(VENV)/.downloads pango ## Make the downloads alone, into build/downloads/
	@$(BIN)/explainer downloads

packed: $(VENV)/.site ## Publish with compressed forms beside the files, for a server of your own
	@$(BIN)/explainer publish --packed

wheel: $(VENV)/.site ## Pack the program, without pages and data, as a wheel in build/wheel/, for projects on other subjects
	@rm -rf build/lib build/bdist.* build/wheel
	@$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir build/wheel .
	@ls build/wheel/*.whl

##@ Prove more than the tests do (minutes each)

recipes: $(VENV)/.test browser ## Follow CONTRIBUTING.md and docs/start.md to the letter
	@$(MEMORY) $(BIN)/pytest $(PARALLEL) --dist loadfile -q -m recipes $(call marked,recipes)

siege: $(VENV)/.test ## Kill every command that writes, take its room, run several at once, and draft from a hostile server
	@$(MEMORY) SIEGE_OPTIONS="$(SIEGE_OPTIONS)" $(BIN)/pytest $(PARALLEL) -q -rP -m siege $(call marked,siege)

same: $(VENV)/.test ## Build the real site twice, in other surroundings and by another program, and compare
	@$(MEMORY) $(BIN)/pytest $(PARALLEL) -q -m same $(call marked,same)

served: $(VENV)/.test servers ## Follow the recipes of deploy/, and publish while pages are requested
	@$(BIN)/pytest $(PARALLEL) -q -m served $(call marked,served)

proof: $(VENV)/.proof pango browser $(EPUB)/node_modules/.package-lock.json $(TEACHING)/node_modules/.package-lock.json ## Make all downloads twice, and check them with other people’s validators
	@{ command -v pdftotext && command -v soffice && command -v localc; } >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq \
	  && apt-get install -y -qq --no-install-recommends $(READERS) >/dev/null; } \
	  || { echo "The proofs need pdftotext and LibreOffice: sudo apt-get install $(READERS)"; exit 2; }
	@$(MEMORY) $(BIN)/pytest $(PARALLEL) --dist loadfile -m downloads $(call marked,downloads)

quality: site $(QUALITY)/node_modules/.package-lock.json ## Measure every page of the built site in a browser (needs Node and Java)
	@node $(QUALITY)/quality.mjs $(QUALITY_OPTIONS)

load: $(VENV)/.test servers ## Publish again and again while pages are requested; no request may fail
	@$(BIN)/python scripts/proof/load.py $(LOAD_OPTIONS)

serving: $(VENV)/.test servers $(SERVING)/node_modules/.package-lock.json ## Try the recipes of deploy/ on this machine: headers, logs, scores
	@$(BIN)/python scripts/proof/recipes.py

mutate: $(VENV)/.test ## Change one thing at a time, and see that a rule catches it
	@$(BIN)/python scripts/proof/mutate.py

corrupt: $(VENV)/.test ## Damage each file in many ways, and see it refused or found harmless
	@$(BIN)/python scripts/proof/corrupt.py --toy
	@$(BIN)/python scripts/proof/corrupt.py $(CORRUPT_OPTIONS)

hostile: $(VENV)/.proof pango $(TEACHING)/node_modules/.package-lock.json ## Try thousands of hostile texts and pages, in every format
	@$(BIN)/pytest $(PARALLEL) -q tests/hostile --hypothesis-profile=thorough

##@ Measure

bench: $(VENV)/.test $(VENV)/.downloads pango ## Measure how time grows with the size of the project, as ratios
	@$(BIN)/python scripts/bench/extension.py
	@$(BIN)/python scripts/bench/gates.py
	@$(BIN)/python scripts/bench/drafting.py
	@$(BIN)/python scripts/bench/handbook.py
	@$(BIN)/python scripts/bench/hostile.py
	@$(BIN)/python scripts/bench/pictures.py
	@$(BIN)/python scripts/bench/quotation_speed.py
	@$(BIN)/python scripts/bench/scale.py

bench-quotes: $(VENV)/.test ## Score drafts and saved pages, and quotations where an annotated set is at hand
	@$(BIN)/python scripts/bench/quotations.py
	@$(BIN)/python scripts/bench/invented_drafts.py
	@$(BIN)/python scripts/bench/saved_pages.py

##@ Look after the packages

lock: $(VENV)/.supply ## Renew the locked requirements, with their hashes
	@$(COMPILE) pyproject.toml requirements/build.in --output-file requirements/site.txt
	@$(COMPILE) pyproject.toml requirements/build.in --group test --output-file requirements/test.txt
	@$(COMPILE) pyproject.toml requirements/build.in --group downloads --output-file requirements/downloads.txt
	@$(COMPILE) pyproject.toml requirements/build.in --group downloads --group test --group proof --output-file requirements/proof.txt
	@$(COMPILE) pyproject.toml requirements/build.in --group supply --output-file requirements/supply.txt

licences: $(VENV)/.site ## Renew the table of licences, and check it
	@$(BIN)/python scripts/supply/licences.py --write

audit: $(VENV)/.supply ## Ask whether a locked package has a known fault; “unchecked” is no pass
	@$(BIN)/python scripts/supply/audit.py

sbom: $(VENV)/.supply ## List what the site is built with, as CycloneDX, into build/sbom/
	@mkdir -p build/sbom
	@for list in requirements/*.txt; do PYTHONWARNINGS=ignore $(BIN)/cyclonedx-py requirements --output-reproducible --short-PURLs \
	  --pyproject pyproject.toml --output-file build/sbom/$$(basename $$list .txt).json $$list || exit 2; done
	@ls build/sbom/*.json

# What the targets above need; nobody has to make these by hand.

$(QUALITY)/node_modules/.package-lock.json $(EPUB)/node_modules/.package-lock.json $(TEACHING)/node_modules/.package-lock.json $(SERVING)/node_modules/.package-lock.json: %/node_modules/.package-lock.json: %/package-lock.json
	@{ command -v node && command -v npm && command -v java; } >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq \
	  && apt-get install -y -qq --no-install-recommends nodejs npm default-jre-headless >/dev/null; } \
	  || { echo "This needs Node 20 or newer with npm, and Java 17 or newer."; exit 2; }
	@npm --prefix $* ci --loglevel=error
	@touch $@

pango:
	@$(BIN)/python -c 'import weasyprint' 2>/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && apt-get install -y -qq --no-install-recommends $(PANGO) >/dev/null 2>&1; } \
	  || echo "The PDFs need Pango. Install it, for instance: sudo apt-get install $(PANGO)"

servers:
	@PATH="$$PATH:/usr/sbin"; { command -v nginx && command -v wrk; } >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  apt-get install -y -qq nginx wrk libnginx-mod-http-brotli-static >/dev/null; } \
	  || { echo "This needs nginx with brotli, and wrk: sudo apt-get install nginx wrk libnginx-mod-http-brotli-static"; exit 2; }

browser:
	@{ command -v chromium && command -v chromium-headless-shell && command -v firefox-esr; } >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq $(BROWSERS) >/dev/null; } \
	  || { command -v chromium && command -v firefox-esr; } >/dev/null \
	  || { echo "The page tests need Chromium and Firefox. Install them, for instance: sudo apt-get install $(BROWSERS)"; exit 2; }

$(VENV)/bin/pip:
	@echo "Setting up (once; this takes a minute) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { echo "Python 3.11.5 or newer is needed. Name one: make PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 2; }

$(VENV)/.site: $(VENV)/bin/pip requirements/site.txt pyproject.toml
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements/test.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.downloads: $(VENV)/.site requirements/downloads.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/downloads.txt
	@touch $@

$(VENV)/.proof: $(VENV)/.test $(VENV)/.downloads requirements/proof.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/proof.txt
	@touch $@

$(VENV)/.supply: $(VENV)/.site requirements/supply.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/supply.txt
	@touch $@
