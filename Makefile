# Two commands matter: `make demo` and `make test`. The rest are their parts.

PREFIX ?= /usr/local
SWIFT ?= swift
CHECKED = Package.swift Sources Tests connectors schema Benchmarks

.PHONY: help setup build demo lint test soak benchmark install clean
.DEFAULT_GOAL := help

help:
	@echo "make demo   installs what is missing, builds, and shows four reports of a simulated company"
	@echo "make test   installs what is missing, and runs every check and test"
	@echo
	@echo "also: make setup, make build, make lint, make install PREFIX=$(PREFIX), make clean,"
	@echo "make soak (kills, outages and defects in great number; takes about an hour)"

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

benchmark: build
	$(SWIFT) build -c release --product ParsingBenchmark
	"$$($(SWIFT) build -c release --show-bin-path)/ParsingBenchmark"
	$(SWIFT) build -c release --product ResolutionBenchmark
	python3 Benchmarks/resolution.py --peers \
	    --program "$$($(SWIFT) build -c release --show-bin-path)/ResolutionBenchmark"
	python3 Benchmarks/ingest.py --program "$$($(SWIFT) build -c release --show-bin-path)/journey"

soak: build
	@JOURNEY_TEST_PLANS=5000 $(SWIFT) test --filter 'any order gives what a plain second resolver gives'
	@program="$$($(SWIFT) build -c release --show-bin-path)/journey" && \
	    python3 Tests/faults/kills.py --program "$$program" --moments 200 --calls 200 && \
	    python3 Tests/faults/kills.py --program "$$program" --moments 20 --calls 20 --seed 2 \
	        --large 45000 --only 'several batches' && \
	    python3 Tests/faults/kills.py --program "$$program" --run --moments 60 --calls 60 && \
	    python3 Tests/faults/access.py --program "$$program" && \
	    python3 Tests/faults/outages.py --program "$$program" --points 40 --silences 10 && \
	    python3 Tests/faults/defects.py --program "$$program" --rows 1000000

install: build
	@.ci/install "$$($(SWIFT) build -c release --show-bin-path)" "$(DESTDIR)$(PREFIX)"

clean:
	$(SWIFT) package clean
	rm -f journey-report.html
