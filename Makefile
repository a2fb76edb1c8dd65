# Doorstep. Each target installs what it needs and says what it is doing.
#
# Two builds, kept apart: the front end by cargo-leptos for the browser
# (target/site, target/front), and everything else by plain cargo, with the
# front end embedded. Build tools are made once, in a cache outside the clone.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# Pinned: cargo-leptos 0.3.11 does not build on Rust 1.95, and wasm-bindgen's
# tool must be of the same version as its crate. The npm packages are pinned
# in end2end/package-lock.json.
CARGO_LEPTOS := 0.3.10
WASM_BINDGEN := 0.2.130

TOOLS ?= $(HOME)/.cache/doorstep/tools
PORT ?= 3000
DATA ?= doorstep-data
SHARED ?= ../shared

leptos_home := $(TOOLS)/cargo-leptos-$(CARGO_LEPTOS)
bindgen_home := $(TOOLS)/wasm-bindgen-cli-$(WASM_BINDGEN)
node_modules := end2end/node_modules/.package-lock.json
export PATH := $(leptos_home)/bin:$(bindgen_home)/bin:$(CURDIR)/end2end/node_modules/.bin:$(PATH)

say = @printf '\n==> %s\n'

.PHONY: help run test bench fmt score dist tools wasm-target front node apt python rust \
        fmt-check lint-front build test-rust test-browser clean-tools

help: ## Show this list
	@printf 'Doorstep: what make can do\n\n'
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22
	@printf '\nmake run PORT=8080 DATA=folder chooses the port and the folder.\n'

run: front ## Serve Doorstep with a demo at http://localhost:3000
	$(say) 'building the server (release)'
	cargo build --release --bin doorstep
	$(say) 'serving at http://localhost:$(PORT) (Ctrl-C ends it)'
	exec target/release/doorstep demo --port $(PORT) --data $(DATA)

test: fmt-check front lint-front build test-rust test-browser ## Pass every check: format, lints, Rust tests, browser tests
	$(say) 'every check has passed'

bench: front node apt python ## Measure, and print ratios
	$(say) 'building and running the benchmark (release)'
	cargo bench -p server --bench ratios
	$(say) 'weighing the page, and asking Lighthouse (release)'
	cargo build --release --bin doorstep
	cd end2end && DOORSTEP_BINARY=$(CURDIR)/target/release/doorstep node budgets.mjs
	$(say) 'letting a bot make 100,000 tries at the form that finds an order'
	DOORSTEP_ABUSE_TRIES=100000 $(native) test -p server --test it abuse

fmt: rust ## Format the code
	cargo fmt --all

score: build ## Score the payload readers against ../shared/samples
	$(say) 'scoring the payload readers'
	@mkdir -p target
	$(SHARED)/tools/score-samples --skip ups_xml,fedex_soap,usps_webtools -- target/debug/doorstep normalise | tee target/score.txt
	@awk -f .ci/score.awk target/score.txt

dist: front ## Pack the release program with its config, unit and proxy into target/dist
	$(say) 'building the server (release)'
	cargo build --release --bin doorstep
	@set -- $$(cargo pkgid -p server | sed -E 's/.*[#@]//') $$(rustc -vV | sed -n 's/^host: //p'); \
	name="doorstep-$$1-$$2"; rm -rf "target/dist/$$name"; \
	packaging/lay-out target/release/doorstep "target/dist/$$name"; \
	tar -C target/dist --owner=0 --group=0 --numeric-owner -czf "target/dist/$$name.tar.gz" "$$name"; \
	(cd target/dist && sha256sum "$$name.tar.gz" > "$$name.tar.gz.sha256"); \
	printf '==> packed target/dist/%s.tar.gz\n' "$$name"

# ---- what the targets are made of ----

# Lints and builds in one go. `cargo clippy` only checks, so a build after it
# compiles every dependency a second time; clippy's driver in the place of
# rustc, for our own crates alone, lints while it builds what the tests run.
# The driver reads its flags from CLIPPY_ARGS as `cargo clippy -- -D warnings`
# would hand them over. No `cargo build` beside it: without the tests' own
# dependencies it would pick other features and compile much of it again.
native := RUSTC_WORKSPACE_WRAPPER=clippy-driver \
          CLIPPY_ARGS=-Dwarnings__CLIPPY_HACKERY__ \
          cargo

fmt-check: rust
	$(say) 'checking the format'
	cargo fmt --all --check

# What only the browser compiles (`hydrate`) is linted for the browser, under
# the profile of its build so that macros and build scripts are shared with it.
lint-front: front
	$(say) 'linting what runs in the browser'
	cargo clippy --package frontend --profile wasm-release --no-default-features \
	    --target wasm32-unknown-unknown --target-dir target/front -- -D warnings

build: front
	$(say) 'building and linting the server and all tests (dev profile)'
	$(native) test --all-targets --no-run

test-rust: build apt python
	$(say) 'running the Rust tests, on SQLite and on PostgreSQL'
	$(native) test

test-browser: build node apt
	$(say) 'running the browser tests'
	cd end2end && node run.mjs

# Built again only when something it is made of has changed. A hash, not file
# times: a switch of branches touches files without changing them.
front_sources = Cargo.toml Cargo.lock .cargo src app frontend style
front: tools node
	@mkdir -p target; \
	now=$$( { echo 'cargo-leptos $(CARGO_LEPTOS) wasm-bindgen $(WASM_BINDGEN)'; cat end2end/package-lock.json; rustc -V; \
	    find $(front_sources) -type f -print0 | sort -z | xargs -0 sha256sum; } | sha256sum); \
	if [[ -d target/site/pkg && "$$(cat target/front.stamp 2>/dev/null)" == "$$now" ]]; then \
	    printf '\n==> the front end is up to date\n'; \
	else \
	    printf '\n==> building the front end (release, compressed)\n'; \
	    rm -rf target/front.stamp target/site; \
	    cargo leptos build --release --frontend-only --precompress; \
	    echo "$$now" > target/front.stamp; \
	fi

tools: wasm-target $(leptos_home)/bin/cargo-leptos $(bindgen_home)/bin/wasm-bindgen

rust:
	@command -v cargo >/dev/null || { echo 'Doorstep is built with Rust 1.95: install it with rustup, then run make again.' >&2; exit 1; }

wasm-target: rust
	@if [[ ! -d "$$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]]; then \
	    printf '\n==> adding the wasm32 target to the Rust toolchain\n'; \
	    rustup target add wasm32-unknown-unknown; \
	fi

# The tools' own release profiles optimise for their authors' downloads: more
# than 25 minutes on two cores. Without LTO and with little optimisation it is
# 8, and what they build comes out the same.
tool_profile := CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
                CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
                CARGO_TARGET_DIR=$(CURDIR)/target/tools

$(leptos_home)/bin/cargo-leptos: | rust
	$(say) 'installing cargo-leptos $(CARGO_LEPTOS) into $(TOOLS) (once, about 10 minutes)'
	$(tool_profile) cargo install cargo-leptos --version $(CARGO_LEPTOS) --features no_downloads --locked --root $(leptos_home)
	@if [[ -x $(bindgen_home)/bin/wasm-bindgen ]]; then rm -rf target/tools; fi

# Not `--locked`: the lock file it is published with names a version of
# webpki-roots that is no longer to be had.
$(bindgen_home)/bin/wasm-bindgen: | rust $(leptos_home)/bin/cargo-leptos
	$(say) 'installing wasm-bindgen $(WASM_BINDGEN) into $(TOOLS) (once, about 2 minutes)'
	$(tool_profile) cargo install wasm-bindgen-cli --version $(WASM_BINDGEN) --root $(bindgen_home)
	@rm -rf target/tools

node: $(node_modules)

$(node_modules): end2end/package-lock.json end2end/package.json
	@command -v npm >/dev/null || { echo 'The build needs Node.js 20 or newer with npm: install the packages nodejs and npm.' >&2; exit 1; }
	$(say) 'installing the npm packages of end2end (wasm-opt, playwright-core, axe-core, lighthouse)'
	cd end2end && npm ci --ignore-scripts --no-progress
	@touch $@

# Packages of PyPI for the tests: receivers of webhooks as others write them.
python := target/python/standardwebhooks-1.1.0
python: $(python)

$(python):
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { echo 'The tests need Python 3 with venv: install the packages python3 and python3-venv.' >&2; exit 1; }
	$(say) 'installing the PyPI packages of the tests (standardwebhooks)'
	@rm -rf target/python
	python3 -m venv target/python
	target/python/bin/pip install --quiet --disable-pip-version-check standardwebhooks==1.1.0
	@touch $@

# Debian's packages for the tests: a browser, and the database server. Only
# the programs are used: a cluster the package may start is left alone.
apt:
	@missing=(); \
	command -v chromium >/dev/null || missing+=(chromium); \
	compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql); \
	if (( $${#missing[@]} == 0 )); then exit 0; fi; \
	if [[ $$(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then \
	    echo "The tests need these packages of Debian: $${missing[*]}. Install them (as root: apt-get install $${missing[*]}), then run make again." >&2; exit 1; \
	fi; \
	printf '\n==> installing from Debian: %s\n' "$${missing[*]}"; \
	export DEBIAN_FRONTEND=noninteractive; \
	apt-get update -q; \
	apt-get install -q -y --no-install-recommends "$${missing[@]}" </dev/null
