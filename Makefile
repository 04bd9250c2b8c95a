# slacalc: `make help` lists what can be made. Everything that is built lies below $(BUILD).

VERSION := $(shell sed -n 's/^.define SLACALC_VERSION "\(.*\)"/\1/p' include/slacalc.h)
SOVERSION := 1

BUILD ?= build
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share

CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
OBJCOPY ?= objcopy
LIBRARIES := yaml-0.1 smartcols jansson

HARDENING ?= -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong
HARDENING_LINK ?= -Wl,-z,relro,-z,now
# The same bytes wherever they are built.
REPRODUCIBLE := -ffile-prefix-map=$(CURDIR)=.
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion
# Quiet where pkg-config is not there yet: `make deps` has to run, and the rule of the stamp below explains the rest.
LIBRARY_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(LIBRARIES) 2>/dev/null)
LIBRARY_LIBS := $(shell $(PKG_CONFIG) --libs $(LIBRARIES) 2>/dev/null)
CMOCKA_CFLAGS := $(shell $(PKG_CONFIG) --cflags cmocka 2>/dev/null)
CMOCKA_LIBS := $(shell $(PKG_CONFIG) --libs cmocka 2>/dev/null)
INCLUDES := -D_GNU_SOURCE -Iinclude -Isrc
COMPILE = $(CC) -std=c11 $(WARNINGS) $(REPRODUCIBLE) $(HARDENING) $(INCLUDES) $(LIBRARY_CFLAGS) $(CPPFLAGS) $(CFLAGS) $(INSTRUMENT)
LINK = $(CC) $(CFLAGS) $(INSTRUMENT) -Wl,--as-needed $(HARDENING_LINK) $(LDFLAGS)

# The objects of all C files below some folders, or of single files.
objects = $(patsubst %.c,$(BUILD)/%.o,$(sort $(shell find $(1) -name '*.c')))
LIBRARY_OBJECTS := $(call objects,src/base src/model src/parser src/engine src/reporter) $(BUILD)/src/vendors.o \
                   $(BUILD)/src/starter.o
PROGRAM_OBJECTS := $(call objects,src/main.c src/cli)
TEST_OBJECTS := $(call objects,tests/unit)
HELPER_OBJECTS := $(call objects,tests/unit/support)
UNIT_TESTS := $(patsubst %.o,%,$(filter-out $(HELPER_OBJECTS),$(TEST_OBJECTS)))
FUZZ_OBJECTS := $(call objects,tests/fuzz)
FUZZ_HELPERS := $(filter-out $(BUILD)/tests/fuzz/fuzz_% $(BUILD)/tests/fuzz/replay.o,$(FUZZ_OBJECTS)) $(HELPER_OBJECTS)
FUZZ_TARGETS := $(patsubst %.o,%,$(filter $(BUILD)/tests/fuzz/fuzz_%,$(FUZZ_OBJECTS)))
# What gives the targets their inputs: libFuzzer, or here the program that replays those that are kept.
FUZZ_MAIN ?= $(BUILD)/tests/fuzz/replay.o
# What `make fuzz` adds for coverage and sanitizers: not to the oracles, which are no subject of it, and slow enough.
INSTRUMENT ?=
$(HELPER_OBJECTS): private INSTRUMENT =
C_FILES = $(shell find include src tests -name '*.c' -o -name '*.h')

PROGRAM := $(BUILD)/slacalc
STATIC := $(BUILD)/libslacalc.a
INTERNAL := $(BUILD)/internal.a
SHARED := $(BUILD)/libslacalc.so
DIGITS := $(BUILD)/tests/bench/full_digits.so
FAILING_HEAP := $(BUILD)/tests/memory/fail_in_turn.so

# A command that every program under test runs below, such as valgrind.
RUN ?=

# Installs packages of Debian, where they are missing.
PACKAGES := src/packaging/packages

.PHONY: all help check check-unit check-fuzz check-cli check-structure check-share check-formats check-memory demo asan \
        fuzz valgrind memory clang coverage mutation lint format bench \
        reproducible install uninstall dist deb static deps deps-build deps-dev clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(PROGRAM) $(STATIC) $(SHARED) $(BUILD)/slacalc.pc ## program, static and shared library (the default)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' Makefile | expand -t 18
	@sed -n 's/^##  *\(.*[^ ]\)  *#  *\(.*\)/\1	\2/p; s/^##$$//p' Makefile | expand -t 44

# ---- what is built

# The C library stands first, since most symbols are its own: the loader looks for each in every library in turn, and so
# a start takes a tenth fewer instructions.
$(PROGRAM): $(PROGRAM_OBJECTS) $(INTERNAL)
	$(LINK) -pie -o $@ -lc $^ $(LIBRARY_LIBS) -lm

# What the program and the tests are linked with: they know what the header does not show.
$(INTERNAL): $(LIBRARY_OBJECTS)
	rm -f $@
	$(AR) rcsD $@ $^

# One object in which what is hidden is local, so that a program's own function never takes the place of one of ours.
$(STATIC): $(LIBRARY_OBJECTS)
	rm -f $@
	$(LD) -r -o $(BUILD)/libslacalc.o $^
	$(OBJCOPY) --localize-hidden $(BUILD)/libslacalc.o
	$(AR) rcsD $@ $(BUILD)/libslacalc.o

$(SHARED): $(LIBRARY_OBJECTS)
	$(LINK) -shared -Wl,-soname,$(notdir $@).$(SOVERSION) -o $@ $^ $(LIBRARY_LIBS) -lm
	ln -sf $(notdir $@) $@.$(SOVERSION)

pkgconfig = sed -e 's|@prefix@|$(PREFIX)|' -e 's|@libdir@|$(LIBDIR)|' -e 's|@includedir@|$(INCLUDEDIR)|' \
                -e 's|@version@|$(VERSION)|' -e 's|@libraries@|$(LIBRARIES)|' src/slacalc.pc.in

$(BUILD)/slacalc.pc: src/slacalc.pc.in include/slacalc.h
	@mkdir -p $(@D)
	$(pkgconfig) >$@

# One set of objects serves the static and the shared library, so all of them are position independent.
$(BUILD)/src/%.o: src/%.c | $(BUILD)/libraries-found
	@mkdir -p $(@D)
	$(COMPILE) -fPIC -fvisibility=hidden -MMD -MP -c -o $@ $<

# The vendor catalogue is a part of the library, so that a program needs no file and a model cannot name one.
$(BUILD)/src/vendors.c: src/parser/vendors.awk $(sort $(wildcard src/share/slacalc/vendors/*.yaml))
	@mkdir -p $(@D)
	LC_ALL=C awk -f $^ >$@

# So is the model to start from.
$(BUILD)/src/starter.c: src/share/slacalc/starter.yaml
	@mkdir -p $(@D)
	{ printf '#include "slacalc.h"\n\nconst char *slacalc_starter(void) {\n    return\n'; \
	    sed 's/["\\]/\\&/g; s/.*/        "&\\n"/' $<; printf '        ;\n}\n'; } >$@

$(BUILD)/src/vendors.o $(BUILD)/src/starter.o: %.o: %.c | $(BUILD)/libraries-found
	$(COMPILE) -fPIC -fvisibility=hidden -MMD -MP -c -o $@ $<

$(BUILD)/tests/%.o: tests/%.c | $(BUILD)/libraries-found
	@mkdir -p $(@D)
	$(COMPILE) -Itests/unit/support $(CMOCKA_CFLAGS) -MMD -MP -c -o $@ $<

$(UNIT_TESTS): %: %.o $(HELPER_OBJECTS) $(INTERNAL)
	$(LINK) -o $@ $^ $(LIBRARY_LIBS) $(CMOCKA_LIBS) -lm

$(FUZZ_TARGETS): %: %.o $(FUZZ_HELPERS) $(INTERNAL) $(filter %.o,$(FUZZ_MAIN))
	$(LINK) -o $@ $(filter-out $(FUZZ_MAIN),$^) $(FUZZ_MAIN) $(LIBRARY_LIBS) $(CMOCKA_LIBS) -lm

$(DIGITS): tests/bench/full_digits.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -O2 -shared -fPIC -o $@ $<

$(FAILING_HEAP): tests/memory/fail_in_turn.c
	@mkdir -p $(@D)
	$(CC) -std=c11 $(WARNINGS) -D_GNU_SOURCE -O2 -shared -fPIC -o $@ $<

$(BUILD)/libraries-found:
	@$(PKG_CONFIG) --print-errors --exists $(LIBRARIES) || { echo "libraries are missing: run 'make deps'"; exit 1; }
	@mkdir -p $(@D) && touch $@

-include $(LIBRARY_OBJECTS:.o=.d) $(PROGRAM_OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d) \
         $(FUZZ_OBJECTS:.o=.d)

# ---- tests

##
## make check-unit TEST=bounds # the unit tests with that in their names
## SLACALC_SEED=1 make check-unit # random models from that seed; a test that fails says which one it had
## SLACALC_MODELS=50 make check # so many random models a test, instead of thousands
## make check RUN="valgrind -q" # every program under test runs below that command
## tests/cli/run GROUP/NAME # one case of the command line, or a whole GROUP
## tests/cli/run GROUP/NAME --accept # takes what it prints now for what it shall print: read the difference

check: check-unit check-fuzz check-cli check-structure check-share check-formats check-memory ## build and run every test
	@echo "all tests passed"

# Each test is a target of its own, so that make runs as many at a time as its -j allows. One that fails does not stop the
# others: it leaves a mark beside its log, and what the marked ones say is shown at the end. $(1): the program or the
# folder below $(BUILD) that logs and marks are named after; $(2): the test as it is called; $(3): the command.
run_test = mkdir -p $(dir $(1)); rm -f $(1).failed; if $(3) >$(1).log 2>&1; then echo "ok     $(2)"; \
    else echo "FAILED $(2)"; touch $(1).failed; fi
show_failed = failed=; for test in $(1); do test ! -e $$test.failed || { \
    failed=1; echo; echo "FAILED $$test.log"; tail -n 200 $$test.log; }; done; test -z "$$failed"

TESTED := $(if $(TEST),$(strip $(foreach test,$(UNIT_TESTS),$(if $(findstring $(TEST),$(notdir $(test))),$(test)))),$(UNIT_TESTS))
RUN_UNIT := $(addprefix run/,$(UNIT_TESTS))
RUN_FUZZ := $(addprefix run/,$(FUZZ_TARGETS))
CLI_GROUPS := $(sort $(patsubst tests/cli/%/,%,$(dir $(wildcard tests/cli/*/*.cmd))))
RUN_CLI := $(addprefix run/cli/,$(CLI_GROUPS))
.PHONY: $(RUN_UNIT) $(RUN_FUZZ) $(RUN_CLI)

check-unit: $(addprefix run/,$(TESTED)) ## the unit tests; TEST=bounds: those with that in their names
	@$(if $(TESTED),$(call show_failed,$(TESTED)),echo "no unit test has '$(TEST)' in its name"; false)

$(RUN_UNIT): export SCRAM_DIGITS = $(abspath $(DIGITS))
$(RUN_UNIT): run/%: % $(DIGITS)
	@$(call run_test,$*,$(notdir $*),$(RUN) $*)

check-fuzz: $(RUN_FUZZ)
	@$(call show_failed,$(FUZZ_TARGETS))

$(RUN_FUZZ): run/%: %
	@$(call run_test,$*,fuzz $(patsubst fuzz_%,%,$(notdir $*)),$(RUN) $* tests/fuzz/corpus/$(patsubst fuzz_%,%,$(notdir $*)))

check-cli: $(RUN_CLI) ## the command line; tests/cli/run GROUP/NAME: one case
	@$(call show_failed,$(addprefix $(BUILD)/tests/cli/,$(CLI_GROUPS)))

$(RUN_CLI): export SLACALC = $(RUN) $(abspath $(PROGRAM))
$(RUN_CLI): run/cli/%: $(PROGRAM)
	@$(call run_test,$(BUILD)/tests/cli/$*,cli $*,tests/cli/run $*); grep '^skipped' $(BUILD)/tests/cli/$*.log || true

check-structure: $(PROGRAM) $(SHARED) $(STATIC)
	@HARDENING='$(HARDENING)' tests/structure/run $(BUILD)

reproducible: ## two builds in folders of their own are the same to the byte
	tests/structure/reproducible build/reproducible

check-share: $(PROGRAM)
	@tests/share/run "$(RUN) $(abspath $(PROGRAM))"

check-formats: $(PROGRAM)
	@tests/formats/run "$(RUN) $(abspath $(PROGRAM))"

# A sample; nothing can fail below another command's heap.
check-memory: $(PROGRAM) $(FAILING_HEAP)
	@$(if $(RUN),echo "skipped memory: another heap is in use",$(call run_test,$(BUILD)/tests/memory/sample,memory,\
	    tests/memory/run $(abspath $(FAILING_HEAP) $(PROGRAM)) 13))
	@$(call show_failed,$(BUILD)/tests/memory/sample)

memory: $(PROGRAM) $(FAILING_HEAP) ## fail every allocation in turn, in all formats and imports, of which check takes a sample
	tests/memory/run $(abspath $(FAILING_HEAP) $(PROGRAM))

SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
asan: export ASAN_OPTIONS = detect_leaks=1:detect_stack_use_after_return=1:allocator_may_return_null=1
asan: export UBSAN_OPTIONS = print_stacktrace=1
asan: ## every test with address and undefined-behaviour sanitizers
	$(MAKE) BUILD=build/asan CFLAGS="-O1 -g $(SANITIZE)" HARDENING= check

FUZZ_SECONDS ?= 60
fuzz: export INSTRUMENT = -fsanitize=fuzzer-no-link $(SANITIZE)
fuzz: ## look for new findings, FUZZ_SECONDS for each target
	@$(PACKAGES) build test fuzz
	@$(MAKE) --no-print-directory BUILD=build/fuzz CC=clang HARDENING= FUZZ_MAIN=-fsanitize=fuzzer build-fuzz
	tests/fuzz/run build/fuzz $(FUZZ_SECONDS)
	@$(MAKE) --no-print-directory BUILD=build/msan CC=clang HARDENING= FUZZ_MAIN=-fsanitize=fuzzer \
	     INSTRUMENT="-fsanitize=fuzzer-no-link,memory -fno-omit-frame-pointer -D__NO_INLINE__" build-msan
	tests/fuzz/run build/msan $(FUZZ_SECONDS) $(MSAN_TARGETS)

valgrind: ## every test under valgrind
	$(MAKE) RUN="valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=all" check

clang: ## build everything with clang, warnings are errors
	$(MAKE) BUILD=build/clang CC=clang CFLAGS="-O2 -g -Werror" all build-tests

# Those that can do without what libraries compute and write.
MSAN_TARGETS := grammar quantities
.PHONY: build-tests build-fuzz build-msan
build-msan: $(addprefix $(BUILD)/tests/fuzz/fuzz_,$(MSAN_TARGETS))
build-tests: $(UNIT_TESTS) build-fuzz
build-fuzz: $(FUZZ_TARGETS)

# What writes the counters at the end of a program crashes where there is no memory for that.
coverage: export LEAST_KIB = 6000
coverage: ## line coverage of src/ by the tests, as text and in build/coverage/html
	find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	$(MAKE) BUILD=build/coverage CFLAGS="-O0 -g --coverage -fprofile-update=atomic" HARDENING= check
	lcov --quiet --capture --directory build/coverage/src --base-directory . --no-external \
	     --output-file build/coverage/all.info
	lcov --quiet --extract build/coverage/all.info '$(CURDIR)/src/*' --output-file build/coverage/src.info
	lcov --list build/coverage/src.info
	genhtml --quiet --output-directory build/coverage/html build/coverage/src.info

# The code whose mistakes would cost somebody money; $(MUTANTS) of its places are drawn, other ones with another $(SEED).
MUTANTS ?= 200
SEED ?= 1
mutation: $(DIGITS) $(BUILD)/src/vendors.c $(BUILD)/src/starter.c ## change the engine in $(MUTANTS) places, one at a time, and see that a test notices
	tests/mutation/run --mutants $(MUTANTS) --seed $(SEED) $$(find src/engine src/model -name '*.c') src/parser/quantity.c

lint: ## formatter check, clang-tidy, cppcheck
	clang-format --dry-run --Werror $(C_FILES)
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
	     --suppress=missingIncludeSystem --suppress=duplicateAssignExpression $(INCLUDES) src
	find src -name '*.c' | xargs -n 1 -P "$$(nproc)" \
	    sh -c 'clang-tidy --quiet "$$0" -- -std=c11 $(INCLUDES) $(LIBRARY_CFLAGS) 2>/dev/null || exit 1'

format: ## rewrite the C files as .clang-format says
	clang-format -i $(C_FILES)

# What the benchmark measures by; $(BENCH_MODELS), $(BENCH_TIMEOUT), $(BENCH_RUNS): tests/bench/compare says what they are.
BENCH_TOOLS := $(addprefix $(BUILD)/bench/,nothing events measure)
$(BENCH_TOOLS): $(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -O2 -D_GNU_SOURCE -o $@ $< $(shell $(PKG_CONFIG) --cflags --libs yaml-0.1)

bench: all $(BENCH_TOOLS) $(DIGITS) ## against SCRAM and the least there is to do; build/bench.json
	@$(PACKAGES) bench
	tests/bench/run $(BUILD)
	tests/bench/compare $(BUILD)

# ---- installation

# Laid out below src/share as it is installed below $(DATADIR).
SHARED_DATA := $(shell cd src/share && find . -type f | sort)

# What the guides show stands beside them where they are installed.
EXAMPLES := $(shell find examples -type f | sort)
GUIDES := $(DATADIR)/doc/slacalc
# In the guides as installed, what stands nowhere beside them is named without a link.
guide_links := -e 's|](../../../../examples|](examples|g' -e 's|\[\([^]]*\)\](../../../../[^)]*)|\1|g'

PUBLIC_HEADERS := $(shell cd include && find . -name '*.h' | sort)

install: all ## below $(PREFIX), or $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(INCLUDEDIR)/slacalc
	install -m 755 $(PROGRAM) $(DESTDIR)$(BINDIR)/slacalc
	install -m 644 $(STATIC) $(DESTDIR)$(LIBDIR)/libslacalc.a
	install -m 644 $(SHARED) $(DESTDIR)$(LIBDIR)/libslacalc.so.$(VERSION)
	ln -sf libslacalc.so.$(VERSION) $(DESTDIR)$(LIBDIR)/libslacalc.so.$(SOVERSION)
	ln -sf libslacalc.so.$(SOVERSION) $(DESTDIR)$(LIBDIR)/libslacalc.so
	install -m 644 include/slacalc.h $(DESTDIR)$(INCLUDEDIR)
	install -m 644 include/slacalc/*.h $(DESTDIR)$(INCLUDEDIR)/slacalc
	$(pkgconfig) >$(DESTDIR)$(LIBDIR)/pkgconfig/slacalc.pc
	for file in $(SHARED_DATA); do install -D -m 644 src/share/$$file $(DESTDIR)$(DATADIR)/$$file || exit; done
	sed -i $(guide_links) $(DESTDIR)$(GUIDES)/*.md
	for file in $(EXAMPLES); do mode=644; test ! -x $$file || mode=755; \
	    install -D -m $$mode $$file $(DESTDIR)$(GUIDES)/$$file || exit; done

uninstall: ## what install put there
	rm -f $(DESTDIR)$(BINDIR)/slacalc $(DESTDIR)$(LIBDIR)/pkgconfig/slacalc.pc
	rm -f $(addprefix $(DESTDIR)$(INCLUDEDIR)/,$(PUBLIC_HEADERS))
	test ! -d $(DESTDIR)$(INCLUDEDIR)/slacalc || rmdir --ignore-fail-on-non-empty $(DESTDIR)$(INCLUDEDIR)/slacalc
	rm -f $(addprefix $(DESTDIR)$(LIBDIR)/libslacalc.,a so so.$(SOVERSION) so.$(VERSION))
	rm -f $(addprefix $(DESTDIR)$(DATADIR)/,$(SHARED_DATA)) $(addprefix $(DESTDIR)$(GUIDES)/,$(EXAMPLES))
	for folder in slacalc doc/slacalc; do test ! -d $(DESTDIR)$(DATADIR)/$$folder || \
	    find $(DESTDIR)$(DATADIR)/$$folder -depth -type d -empty -delete; done

dist: ## build/slacalc-$(VERSION).tar.gz of what is committed
	@mkdir -p build
	git archive --format=tar.gz --prefix=slacalc-$(VERSION)/ -o build/slacalc-$(VERSION).tar.gz HEAD

# The folder debian has to stand at the top of a package's source, and nowhere else.
deb: dist ## Debian packages in build/deb, of what is committed
	@$(PACKAGES) build test deb
	rm -rf build/deb && mkdir -p build/deb
	cp build/slacalc-$(VERSION).tar.gz build/deb/slacalc_$(VERSION).orig.tar.gz
	tar -xzf build/slacalc-$(VERSION).tar.gz -C build/deb
	cp -R build/deb/slacalc-$(VERSION)/src/packaging/debian build/deb/slacalc-$(VERSION)
	cd build/deb/slacalc-$(VERSION) && dpkg-buildpackage -us -uc

# Another call of make: this makefile was read before the libraries were there.
static: ## build/static/slacalc, one file that needs no other
	@$(PACKAGES) build static
	@$(MAKE) --no-print-directory $(BUILD)/static/slacalc

$(BUILD)/static/slacalc: $(PROGRAM_OBJECTS) $(INTERNAL) $(BUILD)/static/libsmartcols.a
	$(CC) $(CFLAGS) -static -s $(HARDENING_LINK) $(LDFLAGS) -o $@ $(PROGRAM_OBJECTS) $(INTERNAL) -L$(@D) \
	    $$($(PKG_CONFIG) --static --libs $(LIBRARIES)) -lm

$(BUILD)/static/libsmartcols.a: src/packaging/static-smartcols
	CC="$(CC)" $< $(@D)

clean: ## remove what was built
	rm -rf build

# ---- a Debian machine, as root or with sudo

deps-build: ## install what building needs
	@$(PACKAGES) build

deps: ## install what building and testing need
	@$(PACKAGES) build test

deps-dev: ## install what clang, lint, coverage and valgrind need too
	@$(PACKAGES) build test dev

# Another call of make: this makefile was read before the libraries were there. What both say is shown where they fail.
demo: ## install what is needed, build, and run an example
	@mkdir -p $(BUILD)
	@echo 'Installing what is missing, and building: a minute or two ...'
	@{ $(PACKAGES) build && $(MAKE) -s -j"$$(nproc)" all; } >$(BUILD)/demo.log 2>&1 || { cat $(BUILD)/demo.log; exit 1; }
	./build/slacalc examples/web-shop.yaml
