# Each target installs what it needs first, so that a bare Debian 12 machine (python3.11, gcc, make, git) is enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# tflite-runtime beside LiteRT, for `make bench` alone: it has wheels for Python up to 3.11, and wants numpy 1.
TFLITE := .venv-tflite
TFLITE_PYTHON := $(shell for p in $(PYTHON) python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && echo $$p && break; done)
# What `make attack` runs: it wants other versions of libraries than the product does.
ATTACK := .venv-attack
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# What a command needs of Debian. libgl1 and libglib2.0-0 are OpenCV's.
RUN_PACKAGES := python3-venv libgl1 libglib2.0-0
TEST_PACKAGES := chromium xvfb xauth xdotool dataset-fashion-mnist shellcheck systemd libimage-exiftool-perl fonts-noto-cjk

# libcamera's virtual cameras under the real picamera2. PICAMERA=optional: where they cannot be had, say so and go on.
PICAMERA_TREE := .cache/picamera-tree
PICAMERA ?=

.PHONY: attack demo run test test-picamera picamera-tree check format bench evaluate words golden pictures check-wheels install uninstall clean

demo: $(VENV)/.run  ## both faces over a throw-away closet of demo garments
	$(BIN)/otjang demo

run: $(VENV)/.run  ## the mirror over ./data
	$(BIN)/otjang --data data run

test: $(VENV)/.test  ## all tests, on every core
	$(BIN)/pytest -n auto --dist worksteal

test-picamera: picamera-tree  ## the Raspberry Pi camera's driver, on the real picamera2 with virtual cameras (minutes)
	@if [ -f $(PICAMERA_TREE)/recipe ]; then \
	  tests/picamera/run.sh $(PICAMERA_TREE) tests/picamera tests/hardware/test_camera.py; fi

picamera-tree:
	-$(if $(shell [ "$$(id -u)" = 0 ] && echo root),$(call need,debootstrap))
	@status=0; tests/picamera/build_tree.sh $(PICAMERA_TREE) || status=$$?; \
	[ $$status = 0 ] || { [ $$status = 3 ] && [ "$(PICAMERA)" = optional ]; }

check: $(VENV)/.test  ## lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.run $(TFLITE)/.bench  ## milliseconds of each stage under LiteRT and tflite-runtime, peak memory
	$(BIN)/python -m tests.bench

attack: $(VENV)/.test $(ATTACK)/.attack  ## schemathesis, wapiti, bandit and raw requests against a throw-away closet (ten minutes)
	$(BIN)/python -m tests.attack

evaluate: $(VENV)/.test  ## the committed networks against their cards
	$(BIN)/python -m model.evaluate all
	$(BIN)/python -m model.measure_whole_path

words: $(VENV)/.test  ## compile the translations
	for po in mirror/locale/*/LC_MESSAGES/*.po; do $(BIN)/pybabel -q compile -i $$po -o $${po%.po}.mo; done

golden: $(VENV)/.test  ## the pictures that every screen is compared with, drawn anew where they differ
	$(BIN)/python -m tests.screens.golden

pictures: $(VENV)/.test  ## the pictures of README.md and docs/, made anew
	$(BIN)/python docs/make_pictures.py

check-wheels: $(VENV)/.test  ## every dependency has an aarch64 wheel or a Debian package
	$(BIN)/python docs/check_wheels.py

install:  ## the appliance, on a Raspberry Pi: sudo make install
	firmware_config/install.sh

uninstall:
	firmware_config/uninstall.sh

clean:
	rm -rf $(VENV) $(TFLITE) $(ATTACK) build *.egg-info

$(VENV)/.run: setup.py
	$(call need,$(RUN_PACKAGES))
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.test: setup.py $(VENV)/.run
	$(call need,$(TEST_PACKAGES))
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

$(TFLITE)/.bench: setup.py
ifeq ($(TFLITE_PYTHON),)
	@echo "tflite-runtime has no wheel for this Python and there is no python3.11: its column is left out"
else
	$(TFLITE_PYTHON) -m venv $(TFLITE)
	$(TFLITE)/bin/pip install --quiet --disable-pip-version-check tflite-runtime==2.14.0 'numpy<2' 'opencv-python<4.12' \
	  msgspec 'pillow>=10.3' 'peewee>=3.17,<5' argon2-cffi rich && touch $@ \
	  || { rm -rf $(TFLITE); echo "tflite-runtime cannot be installed here: its column is left out"; }
endif

$(ATTACK)/.attack: tests/attack/requirements.txt
	$(PYTHON) -m venv $(ATTACK)
	$(ATTACK)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

# Install those of the Debian packages that are not there; where there is no apt, say so and go on.
define need
	@if command -v apt-get >/dev/null; then \
	  missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	  if [ -n "$$missing" ]; then \
	    echo "installing:" $$missing; \
	    $(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	  fi; \
	else echo "no apt-get here: install yourself what is missing of:" $(1); fi
endef
