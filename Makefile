# Two commands: "make run" opens the site with its demo school, "make test" checks everything.
# Both set themselves up: nothing but Python 3.11 or newer is needed, and a second run starts at once.

PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
# A run keeps the bytecode, whatever the shell says: else each worker and each site the tests start compiles all anew.
export PYTHONDONTWRITEBYTECODE :=
# A file to a worker, in the order of tests/order.py.
PYTEST := --numprocesses auto --dist loadfile --no-loadscope-reorder
LOCK := .venv/bin/uv pip compile --python-version 3.11 --generate-hashes --no-header --no-annotate --universal --quiet

.PHONY: run test lint audit test-postgresql test-sqlite test-sqlite-told screenshots bench bench-department load mutate fuzz lock clean

run: .venv/app.done
	@CAITIEN_DEMO=1 exec $(PY) -m caitien serve --port $(PORT)

# All at once: what waits in one (a browser, a site, a server that starts) leaves the cores to the others. Each says what
# it has to say when it has ended; SQLite, which has the most to do and ends last, while it goes.
test: .venv/dev.done
	@$(MAKE) --no-print-directory --jobs 4 --keep-going --output-sync=target lint audit test-postgresql test-sqlite-told

lint: .venv/dev.done
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djangofmt --quiet --check caitien/web/templates caitien/backup/templates
	.venv/bin/djangofmt --quiet --check --profile jinja caitien/web/jinja2
	.venv/bin/mypy
	.venv/bin/lint-imports

# Known holes in what the site runs on, by the lock. Where nobody answers it is said, and nothing was looked at.
audit: .venv/dev.done
	@$(PY) -m requirements.audit

# What differs by database, by its mark; everything runs on SQLite.
test-postgresql: .venv/dev.done .pytest_cache/compiled.done
	@echo "Trên PostgreSQL:"
	CAITIEN_TEST_DATABASE=postgresql .venv/bin/pytest $(PYTEST) -m "each_database and not browser" \
	  $$(grep --recursive --files-with-matches --include="test_*.py" each_database tests)

test-sqlite: .venv/dev.done .pytest_cache/compiled.done
	@echo "Trên SQLite:"
	.venv/bin/pytest $(PYTEST)

test-sqlite-told: .venv/dev.done .pytest_cache/compiled.done
	@$(MAKE) --no-print-directory --output-sync=none test-sqlite

# Of a fresh clone: the tables every worker starts from, and the tests compiled once, else each worker would compile them
# all (what fails in that is said by the run itself).
.pytest_cache/compiled.done: .venv/dev.done
	@$(PY) -m tests.migrated
	@.venv/bin/pytest --collect-only -qq >/dev/null || true
	@mkdir -p $(@D) && touch $@

# The pictures of docs/pages.md, drawn anew.
screenshots: .venv/dev.done
	CAITIEN_SCREENSHOTS=docs/pictures .venv/bin/pytest -q tests/web/browser/test_parts_browser.py

bench: .venv/dev.done
	@$(PY) -m bench

# A department of 50,000 schools on PostgreSQL, and files by the hundred: make bench-department SCHOOLS=5000 FILES=60
SCHOOLS ?= 50000
FILES ?= 120
bench-department: .venv/dev.done
	@$(PY) -m bench.department --schools $(SCHOOLS) --files $(FILES)

# Many people at once for a minute, over HTTP: make load LOAD=--postgresql, --during-backup, --during-reading
LOAD ?=
load: .venv/dev.done
	@$(PY) -m bench.load $(LOAD)

# Which wrong lines no test notices: make mutate COUNT=300 SEED=1 ROOMS="domain rules". On demand: an hour or more.
COUNT ?= 300
SEED ?= 1
ROOMS ?=
mutate: .venv/mutate.done
	@$(PY) -m mutation --count $(COUNT) --seed $(SEED) $(if $(ROOMS),--rooms $(ROOMS))

# make fuzz SECONDS=1200: broken files of every format through every door, for so long; docs/decisions/atheris.md
SECONDS ?= 480
fuzz: .venv/fuzz.done
	@nice -n 19 $(PY) -m fuzz $(SECONDS) $(FORMATS)

# The locks name versions and hashes, never a registry.
lock: .venv/dev.done
	$(LOCK) pyproject.toml --output-file requirements/app.txt
	$(LOCK) pyproject.toml --group dev --output-file requirements/dev.txt
	$(LOCK) --group mutate --constraints requirements/dev.txt --output-file requirements/mutate.txt
	$(LOCK) --group build --constraints requirements/dev.txt --output-file requirements/build.txt
	$(LOCK) --group fuzz --output-file requirements/fuzz.txt
	$(LOCK) --group installer --output-file requirements/installer.txt

clean:
	rm -rf .venv

.venv/python.done: requirements/installer.txt
	@echo "Đang chuẩn bị môi trường Python (một lần)…"
	@$(PYTHON) -c 'import sys; sys.exit("Cần Python 3.11 trở lên." if sys.version_info < (3, 11) else 0)'
	@test -x $(PY) || $(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "Chưa tạo được môi trường: trên Debian, Ubuntu xin cài gói python3-venv rồi chạy lại."; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $< \
	  || echo "Không có uv cho máy này, dùng pip (chậm hơn)."
	@touch $@

# $(call install,FILES): the locked packages, hashes checked; then the command caitien itself, without the network.
define install
	@if test -x .venv/bin/uv; then \
	  .venv/bin/uv pip install --quiet --python $(PY) --require-hashes --compile-bytecode $(1) && \
	  .venv/bin/uv pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable . ; \
	else \
	  $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes $(1) && \
	  $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . ; \
	fi
	@touch $@
endef

.venv/app.done: .venv/python.done requirements/app.txt requirements/build.txt pyproject.toml
	$(call install,-r requirements/app.txt -r requirements/build.txt)

.venv/dev.done: .venv/python.done requirements/dev.txt pyproject.toml
	$(call install,-r requirements/dev.txt)
	@touch .venv/app.done

.venv/mutate.done: .venv/dev.done requirements/mutate.txt
	$(call install,-r requirements/dev.txt -r requirements/mutate.txt)

.venv/fuzz.done: .venv/dev.done requirements/fuzz.txt
	$(call install,-r requirements/fuzz.txt)
