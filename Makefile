# `make demo` and `make test` set up what they need by themselves: Python ≥ 3.11, its venv module, make and git suffice.
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,$(if $(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo yes),$(name))))
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8080
PIP := PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := check
.PHONY: demo test check format lint types docs pictures clean

demo: $(VENV)/.ready
	$(BIN)/chihoi demo --port $(PORT)

test: $(VENV)/.ready-test
	$(BIN)/python -m pytest -n 3 --dist loadfile

check: $(VENV)/.ready-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 3 --dist loadfile

format: $(VENV)/.ready-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.ready-test
	$(BIN)/python -m forms.document

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên (need Python 3.11 or newer)." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Thiếu module venv: cài gói python3-venv, ví dụ apt-get install python3-venv (the venv module is missing)." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) -e .
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready pyproject.toml constraints.txt
	$(PIP) -e '.[test]'
	@touch $@

pictures: $(VENV)/.ready-test
	$(BIN)/python docs/take_pictures.py

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
