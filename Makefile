# Two commands matter: `make demo` and `make test`. The rest are their parts.

PREFIX ?= /usr/local
SWIFT ?= swift
CHECKED = Package.swift Sources Tests connectors schema

.PHONY: help setup build demo lint test install clean
.DEFAULT_GOAL := help

help:
	@echo "make demo   installs what is missing, builds, and shows four reports of a simulated company"
	@echo "make test   installs what is missing, and runs every check and test"
	@echo
	@echo "also: make setup, make build, make lint, make install PREFIX=$(PREFIX), make clean"

setup:
	@.ci/setup

build:
	$(SWIFT) build -c release --product journey

demo: setup build
	"$$($(SWIFT) build -c release --show-bin-path)/journey" demo

lint:
	$(SWIFT) format lint --strict --recursive $(CHECKED)

test: setup lint
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

install: build
	@.ci/install "$$($(SWIFT) build -c release --show-bin-path)" "$(DESTDIR)$(PREFIX)"

clean:
	$(SWIFT) package clean
	rm -f journey-report.html
