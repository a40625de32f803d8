# Everything a newcomer types. `make` alone lists the targets.

# The Python that makes the environment: the first of these from 3.11 to 3.14, or `make PYTHON=…`.
PYTHON ?=
PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11)
VENV := .venv
BIN := $(VENV)/bin
# What makes the lock files; needed by `make lock` only.
UV ?= uv

# Addresses, certificates and proxies of a user's pip stay; settings that would change what is
# installed, or where, do not.
unexport PIP_BREAK_SYSTEM_PACKAGES PIP_CONSTRAINT PIP_DRY_RUN PIP_EDITABLE PIP_IGNORE_INSTALLED
unexport PIP_NO_BINARY PIP_NO_BUILD_ISOLATION PIP_NO_DEPS PIP_ONLY_BINARY PIP_PLATFORM PIP_PREFIX
unexport PIP_PYTHON PIP_PYTHON_VERSION PIP_REQUIREMENT PIP_REQUIRE_HASHES PIP_ROOT PIP_SRC PIP_TARGET
unexport PIP_UPGRADE PIP_USER PYTHONHOME PYTHONPATH
# Wheels only: building from source would fetch build tools that no hash covers.
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --no-user --quiet
INSTALL_LOCKED := $(INSTALL) --require-hashes --only-binary :all: --requirement

# The site that this one is compared with, by AGAINST: a folder, an address, or `published`, which
# stands for the address that the environment names.
DATA = $(if $(filter published,$(AGAINST)),$$($(BIN)/sourcebook published),$(AGAINST:%/=%)/)data
FORMATTED = $(if $(FORMAT),--format $(FORMAT))
LIMITED = $(if $(LIMIT),--limit $(LIMIT))

.DEFAULT_GOAL := help
.PHONY: help site serve test check changes review outbound bench lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(VENV)/.project ## Build the whole site into site/
	$(BIN)/sourcebook build

serve: $(VENV)/.project ## Show the site on this machine and rebuild it on change
	$(BIN)/sourcebook serve

test: $(VENV)/.test ## Install what the tests need and run them all
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.project ## Check seeds, registry, corrections, links; AGAINST=SITE compares the ids too
	$(BIN)/sourcebook check $(if $(AGAINST),--against "$(DATA)/ids.json") $(FORMATTED)

changes: $(VENV)/.project ## Tell what changes in the corpus: make changes AGAINST=SITE
	@test -n "$(AGAINST)" || { echo "make changes needs a site: AGAINST=folder, address or published" >&2; exit 2; }
	$(BIN)/sourcebook changes "$(DATA)" $(FORMATTED) $(LIMITED)

review: $(VENV)/.project ## List what wants a person
	$(BIN)/sourcebook review $(FORMATTED) $(LIMITED)

outbound: $(VENV)/.project ## Ask whether what the built site links to elsewhere is still there
	$(BIN)/sourcebook outbound $(FORMATTED)

bench: $(VENV)/.project ## Measure a build over any folder of texts: make bench DIR=…
	@test -n "$(DIR)" || { echo "make bench needs a folder of .txt files: make bench DIR=…" >&2; exit 2; }
	$(BIN)/sourcebook bench "$(DIR)"

lock: ## Write the lock files anew; UPGRADE=--upgrade takes newer versions
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: install it, or name it by UV=…" >&2; exit 2; }
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra test --constraint requirements.txt --output-file requirements-test.txt

clean: ## Remove what was built; the environment stays
	rm -rf site .cache
	git clean -fdXq -- docs

LOCK = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)

# A stamp stands for a finished step, so that nothing is installed twice.
$(VENV)/.created:
	@for python in $(PYTHONS); do \
	  if "$$python" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' \
	      >/dev/null 2>&1; then \
	    echo "$$python -m venv $(VENV)"; \
	    "$$python" -m venv $(VENV) && touch $@ && exit 0; \
	    exit 1; \
	  fi; \
	done; \
	echo "No suitable Python among: $(PYTHONS)." >&2; \
	echo "Sourcebook needs Python 3.11 to 3.14 with its venv module (on Debian: python3-venv)." >&2; \
	echo "Name another one by: make PYTHON=/path/to/python3" >&2; \
	exit 1

$(VENV)/.locked: requirements.txt $(VENV)/.created
	$(INSTALL_LOCKED) requirements.txt
	@touch $@

$(VENV)/.project: pyproject.toml $(VENV)/.locked
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.project
	$(INSTALL_LOCKED) requirements-test.txt
	@touch $@
