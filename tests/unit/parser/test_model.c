/* From text to a checked model: what is read, and every error with its place. */
#include "model/model.h"
#include "near.h"
#include "problems.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A model with what was said of it. */
struct fixture {
    slacalc_model *model;
    slacalc_diagnostics *problems;
};

static void open_fixture(struct fixture *f) {
    f->model = slacalc_model_new();
    f->problems = slacalc_diagnostics_new();
}

static bool read_text(struct fixture *f, const char *name, const char *text) {
    return slacalc_model_read_text(f->model, name, text, strlen(text), f->problems);
}

static void open_model(struct fixture *f, const char *text) {
    open_fixture(f);
    assert_true(read_text(f, "m", text));
}

static void close_fixture(struct fixture *f, const char *want) {
    slacalc_model_check(f->model, f->problems);
    char *said = problems_text(f->problems);
    assert_string_equal(said, want);
    free(said);
    slacalc_model_free(f->model);
    slacalc_diagnostics_free(f->problems);
}

static void expect(const char *text, const char *want) {
    char *said = problems_of_model(text);
    assert_string_equal(said, want);
    free(said);
}

static uint32_t component(const struct fixture *f, const char *name) {
    uint32_t index = text_map_find(&f->model->names, text_of(name));
    assert_int_not_equal(index, NO_INDEX);
    return index;
}

static const struct attribute *attribute(const struct fixture *f, const char *name, enum attribute_key key) {
    return model_attribute(f->model, component(f, name), key);
}

/* Writes requirements as "all(a, 2of(b, c))". */
static void write_requirements(FILE *out, const slacalc_model *model, uint32_t first) {
    static const char *const names[] = {"", "all", "any", "of", "failover", "traffic", "optional"};
    for (uint32_t i = first; i != NO_INDEX; i = model->requirements[i].next) {
        const struct requirement *requirement = &model->requirements[i];
        fputs(i == first ? "" : " ", out);
        if (requirement->kind == SLACALC_NEED_COMPONENT) {
            fprintf(out, "%.*s", TEXT_ARGS(requirement->name));
            continue;
        }
        if (requirement->kind == SLACALC_NEED_AT_LEAST)
            fprintf(out, "%u", (unsigned)requirement->at_least);
        fprintf(out, "%s(", names[requirement->kind]);
        if (requirement->kind == SLACALC_NEED_FAILOVER || requirement->kind == SLACALC_NEED_TRAFFIC)
            fprintf(out, "%.3Lf: ", model->levels[requirement->level].up);
        write_requirements(out, model, requirement->part);
        fputc(')', out);
    }
}

static void assert_requirements(const char *depends_on, const char *want) {
    struct fixture f;
    char text[512], *written = NULL;
    size_t length = 0;
    snprintf(text, sizeof text,
             "components: {a: 9%%, b: 9%%, c: 9%%, s: {slo: 9%%, depends_on: %s}, all: {depends_on: [a, b, c, s]}}",
             depends_on);
    open_model(&f, text);
    FILE *out = open_memstream(&written, &length);
    assert_non_null(out);
    write_requirements(out, f.model, f.model->components[component(&f, "s")].requirements);
    fclose(out);
    assert_string_equal(written, want);
    free(written);
    close_fixture(&f, "");
}

static void attributes(void **state) {
    struct fixture f;
    (void)state;
    open_model(&f,
               "slacalc: 1\ntitle: Shop\nperiod: 30d\nx-any: [thing]\ncomponents:\n"
               "  a: 99.9%\n"
               "  b: {slo: 90%, measured: 91%, sla: 92%, ola: 93%, objective: 94%, mtbf: 2h, mttr: 1s,\n"
               "      replicas: 3, quorum: 2, owner: O, description: D, source: S, as_of: 2024-02-29, x-y: {z: 1}}\n");
    assert_true(text_is(f.model->title, "Shop"));
    assert_near(f.model->period_s, 2592000, 0);
    assert_int_equal(f.model->component_count, 2);
    assert_near(attribute(&f, "a", KEY_SLO)->level.down, 0.001, 1e-15);
    assert_null(attribute(&f, "a", KEY_SLA));
    assert_int_equal(model_number(f.model, component(&f, "a"), KEY_REPLICAS), 1);
    assert_near(attribute(&f, "b", KEY_MEASURED)->level.up, 0.91, 1e-15);
    assert_near(attribute(&f, "b", KEY_OBJECTIVE)->level.up, 0.94, 1e-15);
    assert_near(attribute(&f, "b", KEY_MTBF)->seconds, 7200, 0);
    assert_near(attribute(&f, "b", KEY_MTTR)->seconds, 1, 0);
    assert_int_equal(model_number(f.model, component(&f, "b"), KEY_QUORUM), 2);
    assert_true(text_is(attribute(&f, "b", KEY_DESCRIPTION)->text, "D"));
    assert_true(text_is(attribute(&f, "b", KEY_AS_OF)->text, "2024-02-29"));
    close_fixture(&f, "");
}

static void requirements(void **state) {
    (void)state;
    assert_requirements("a", "a");
    assert_requirements("[a, b]", "a b");
    assert_requirements("[]", "");
    assert_requirements("", "");
    assert_requirements("{any: [a, {all: [b, c]}]}", "any(a all(b c))");
    assert_requirements("[{at_least: 2, of: [a, b, c]}, a]", "2of(a b c) a");
    assert_requirements("[{of: [a], at_least: 1}]", "1of(a)");
    assert_requirements("[{any: [a, b], failover: 95%}]", "failover(0.950: a b)");
    assert_requirements("[{traffic: 20%, needs: {any: [a, b]}}]", "traffic(0.200: any(a b))");
    assert_requirements("[{optional: {any: [a, b]}}, {all: [{all: [{optional: c}]}]}]",
                        "optional(any(a b)) all(all(optional(c)))");
    assert_requirements("[&r {any: [a, b]}, *r]", "any(a b) any(a b)");
}

static void order(void **state) {
    struct fixture f;
    (void)state;
    open_model(&f,
               "components: {a: {depends_on: [b, c]}, b: {depends_on: [d]}, c: {slo: 9%, depends_on: [{optional: d}]}, "
               "d: 9%}");
    assert_true(slacalc_model_check(f.model, f.problems));
    static const uint32_t want[] = {3, 1, 2, 0};
    assert_memory_equal(f.model->order, want, sizeof want);
    close_fixture(&f, "");
}

/* Neither reading nor checking may recurse along a chain. */
static void long_chain(void **state) {
    enum { LENGTH = 200000 };
    struct fixture f;
    char *text = NULL;
    size_t length = 0;
    (void)state;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    fputs("components:\n", out);
    for (int i = 0; i < LENGTH; i++)
        fprintf(out, "  c%d: {depends_on: c%d}\n", i, i + 1);
    fprintf(out, "  c%d: 9%%\n", LENGTH);
    fclose(out);
    open_model(&f, text);
    assert_true(slacalc_model_check(f.model, f.problems));
    assert_int_equal(f.model->order[0], LENGTH);
    assert_int_equal(f.model->order[LENGTH], 0);
    close_fixture(&f, "");
    free(text);
}

static void merged_components(void **state) {
    struct fixture f;
    (void)state;
    open_model(&f, "x-d: &d {slo: 99%, owner: O}\ncomponents:\n  a: {<<: *d, slo: 98%}\n  b: *d\n");
    assert_near(attribute(&f, "a", KEY_SLO)->level.up, 0.98, 1e-15);
    assert_true(text_is(attribute(&f, "a", KEY_OWNER)->text, "O"));
    assert_near(attribute(&f, "b", KEY_SLO)->level.up, 0.99, 1e-15);
    close_fixture(&f, "");
}

static void several_inputs(void **state) {
    struct fixture f;
    (void)state;
    open_fixture(&f);
    assert_true(read_text(&f, "one", "title: T\ncomponents: {a: {depends_on: [b, c]}}\n"));
    assert_true(read_text(&f, "two",
                          "title: T\nperiod: 24h\n---\n---\nperiod: 1d\ncomponents: {b: 9%}\n---\n"
                          "components: {c: 9%}\n"));
    close_fixture(&f, "");
}

static void contradicting_inputs(void **state) {
    struct fixture f;
    (void)state;
    open_fixture(&f);
    read_text(&f, "one", "title: T\nperiod: 1d\ncomponents: {a: 9%}\n");
    read_text(&f, "two", "title: U\nperiod: 2d\ncomponents: {a: 9%}\n");
    close_fixture(&f, "two:1:1: error: 'title' is set twice, to different values\none:1:1: note: first set here\n"
                      "two:2:1: error: 'period' is set twice, to different values\none:2:1: note: first set here\n"
                      "two:3:14: error: component 'a' is defined twice\none:3:14: note: first defined here\n");
}

static void inputs_without_model(void **state) {
    (void)state;
    expect("", "m: error: has no model in it: it is empty (slacalc_starter gives one to start from)\n");
    expect(" \n", "m: error: has no model in it: it is empty (slacalc_starter gives one to start from)\n");
    expect("# a\n", "m: error: has no model in it: only comments (slacalc_starter gives one to start from)\n");
    expect("---\n---\n",
           "m: error: has no model in it: only empty documents (slacalc_starter gives one to start from)\n");
    expect("[a]", "m:1:1: error: a model is a map with the key 'components', not a list (slacalc_starter gives one to "
                  "start from)\n");
    expect("a", "m:1:1: error: a model is a map with the key 'components', not text (slacalc_starter gives one to "
                "start from)\n");
    expect("title: T", "m: error: the model has no components (the smallest one: components: {web: 99.9%}; "
                       "slacalc_starter gives a larger one)\n");
    expect("components: {}", "m: error: the model has no components (the smallest one: components: {web: 99.9%}; "
                             "slacalc_starter gives a larger one)\n");
    expect("components: [a]", "m:1:13: error: 'components' must be a map, not a list (write each one as 'web: 99.9%' "
                              "or 'web: {slo: 99.9%}', without '-')\n");
    expect("components: ~", "m:1:13: error: 'components' must be a map, not nothing\n");
}

static void bytes_that_are_no_yaml(void **state) {
    struct fixture f;
    (void)state;
    expect("\xef\xbb\xbf"
           "components: {a: 9%}",
           "");
    expect("\xff\xfe"
           "a",
           "m: error: is UTF-16; save it as UTF-8\n");
    expect("a: \xc3\xa4 \xc3(", "m:1:6: error: is not valid UTF-8 (save the file as UTF-8)\n");
    expect("a: \xed\xa0\x80", "m:1:4: error: is not valid UTF-8 (save the file as UTF-8)\n");
    expect("a: \xf4\x90\x80\x80", "m:1:4: error: is not valid UTF-8 (save the file as UTF-8)\n");
    expect("a: \xc0\x80", "m:1:4: error: is not valid UTF-8 (save the file as UTF-8)\n");
    expect("a:\n  \x1b", "m:2:3: error: control character U+001B is not allowed (escape it in double quotes)\n");
    open_fixture(&f);
    assert_false(slacalc_model_read_text(f.model, "m", "a\0b", 3, f.problems));
    close_fixture(&f, "m: error: is binary data, not YAML\n");
}

/* Long texts are checked many bytes at a time. */
static void a_wrong_byte_is_found_wherever_it_stands(void **state) {
    enum { LENGTH = 200 };
    static const struct {
        char byte;
        const char *message;
    } wrong[] = {{'\x1b', "control character U+001B is not allowed (escape it in double quotes)"},
                 {'\x7f', "control character U+007F is not allowed (escape it in double quotes)"},
                 {'\xff', "is not valid UTF-8 (save the file as UTF-8)"}};
    struct fixture f;
    (void)state;
    for (size_t at = 3; at < LENGTH; at++) {
        char text[LENGTH], want[128];
        memset(text, '#', LENGTH);
        memcpy(text, "#\xc3\xa4", 3);
        text[at] = wrong[at % 3].byte;
        snprintf(want, sizeof want, "m:1:%zu: error: %s\n", at, wrong[at % 3].message);
        open_fixture(&f);
        assert_false(slacalc_model_read_text(f.model, "m", text, LENGTH, f.problems));
        close_fixture(&f, want);
    }
}

static void files(void **state) {
    struct fixture f;
    (void)state;
    char folder[] = "/tmp/slacalc-model-XXXXXX", path[64], want[512];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/m.yaml", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("components: {a: 99}\n", file);
    fclose(file);
    open_fixture(&f);
    assert_false(slacalc_model_read(f.model, path, f.problems));
    assert_false(slacalc_model_read(f.model, folder, f.problems));
    unlink(path);
    assert_false(slacalc_model_read(f.model, path, f.problems));
    rmdir(folder);
    snprintf(want, sizeof want,
             "%s:1:17: error: '99' is above 1 (did you mean 99%%?)\n%s: error: holds no file that is read "
             "(models, Backstage, OpenSLO, Sloth, Pyrra, OpenSRM)\n"
             "%s: error: cannot be read: No such file or directory\n",
             path, folder, path);
    close_fixture(&f, want);
}

static void too_large_text(void **state) {
    struct fixture f;
    size_t length = 255 * 1024 * 1024 + 1;
    (void)state;
    char *text = malloc(length);
    assert_non_null(text);
    memset(text, '\n', length);
    open_fixture(&f);
    assert_false(slacalc_model_read_text(f.model, "m", text, length, f.problems));
    free(text);
    close_fixture(&f, "m: error: is larger than 255 MiB (split the model into several files)\n");
}

static void wrong_keys(void **state) {
    (void)state;
    expect("slacalc: 2\ntitel: T\ncomponents: {a: 9%}\n",
           "m:1:10: error: format version '2' is not known (this slacalc reads version 1)\n"
           "m:2:1: error: unknown key 'titel' (did you mean 'title'?)\n");
    expect("compnents: {a: 9%}\n", "m:1:1: error: unknown key 'compnents' (did you mean 'components'?)\n");
    expect("period: 0s\ntimezone: []\ncomponents: {a: {sloo: 9%}}\n",
           "m:1:9: error: 'period' must be longer than 0\nm:2:11: error: 'timezone' must be a time zone, not a list\n"
           "m:3:18: error: unknown key 'sloo' (did you mean 'slo'?)\n");
    expect("title:\ncomponents: {a: {slo: , owner: [b], sla: {c: d}}, '': 9%, b: [9%]}\n",
           "m:1:1: error: 'title' has no value\n"
           "m:2:18: error: 'slo' has no value\n"
           "m:2:32: error: 'owner' must be text, not a list\n"
           "m:2:42: error: 'sla' must be a level, not a map\n"
           "m:2:51: error: a component has an empty name\n"
           "m:2:62: error: component 'b' must be a map or a level, not a list\n");
}

static void wrong_components(void **state) {
    (void)state;
    expect("components: {a: , b: {objective: 9%}, c: {depends_on: []}, d: {ola: 9%}, e: {depends_on: d}}",
           "m:1:14: error: component 'a' has neither a level nor 'depends_on' (add slo: 99.9%)\n"
           "m:1:39: error: component 'c' has neither a level nor 'depends_on' (add slo: 99.9%)\n");
    expect("components: {a: {depends_on: [{optional: b}, {all: [{optional: b}]}]}, b: 9%}",
           "m:1:14: error: component 'a' has no level, and all that it needs is optional (add slo: 99.9%)\n");
    expect("components: {a: {mtbf: 1h}, b: {slo: 9%, mttr: 1h}, c: {mtbf: 0h, mttr: 0h}}",
           "m:1:24: error: 'mtbf' without 'mttr' (add mttr: 1h)\n"
           "m:1:63: error: 'mtbf' must be longer than 0\n"
           "m:1:73: error: 'mttr' must be longer than 0\n");
    expect("components: {a: {slo: 9%, quorum: 3, replicas: 2}, b: {slo: 9%, quorum: 2}}",
           "m:1:35: error: quorum: 3 is above replicas: 2\nm:1:73: error: quorum: 2 is above replicas: 1\n");
    expect("components: {a: 9%, b: {slo: 9%, slo: 8%}, a: 9%}",
           "m:1:34: error: duplicate key 'slo'\nm:1:25: note: first used here\n"
           "m:1:44: error: duplicate key 'a'\nm:1:14: note: first used here\n");
}

/* Each as the value of depends_on, which begins at column 30. */
static void refuse(const char *depends_on, const char *want) {
    char text[512];
    snprintf(text, sizeof text, "components: {s: {depends_on: %s}, a: 9%%, b: 9%%, c: 9%%}", depends_on);
    expect(text, want);
}

static void wrong_requirements(void **state) {
    (void)state;
    refuse("[a, ~]", "m:1:34: error: a requirement is missing here (write the name of a component)\n");
    refuse("['']", "m:1:31: error: the name of a component is empty\n");
    refuse("[[a]]",
           "m:1:31: error: a requirement is a name or a map, not a list (write {all: [...]} or {any: [...]})\n");
    refuse("{}", "m:1:30: error: a requirement is empty (write the name of a component)\n");
    refuse("{any: [a], all: [b]}", "m:1:41: error: 'any' and 'all' stand in one requirement (write two)\n");
    refuse("{any: [a], optional: b}", "m:1:41: error: 'any' and 'optional' stand in one requirement (write two)\n");
    refuse("{at_least: 1}",
           "m:1:31: error: 'at_least' without 'of' (give both in one map: {at_least: ..., of: ...})\n");
    refuse("{of: [a]}", "m:1:31: error: 'of' without 'at_least' (give both in one map: {of: ..., at_least: ...})\n");
    refuse("{needs: a}",
           "m:1:31: error: 'needs' without 'traffic' (give both in one map: {needs: ..., traffic: ...})\n");
    refuse("{traffic: 1%}",
           "m:1:31: error: 'traffic' without 'needs' (give both in one map: {traffic: ..., needs: ...})\n");
    refuse("{all: [a], failover: 1%}",
           "m:1:41: error: 'failover' without 'any' (give both in one map: {failover: ..., any: ...})\n");
    refuse("{any: []}", "m:1:36: error: 'any' is empty (name at least one requirement)\n");
    refuse("{any: a}", "m:1:36: error: 'any' must be a list of requirements, not text\n");
    refuse("{all: }", "m:1:31: error: 'all' has no value\n");
    refuse("{at_least: 4, of: [a, b, c]}", "m:1:41: error: at_least: 4 of 3 can never be met (write 1 to 3)\n");
    refuse("{at_least: 0, of: [a]}", "m:1:41: error: at_least: 0 is below 1\n");
    refuse("{at_least: two, of: [a]}", "m:1:41: error: at_least: 'two' is not a whole number\n");
    refuse("{needs: a, traffic: 20}", "m:1:50: error: '20' is above 1 (did you mean 20%?)\n");
    refuse("{atleast: 1, of: [a]}",
           "m:1:31: error: unknown key 'atleast' of a requirement (did you mean 'at_least'?)\n");
    refuse("[{optional: a}, {any: [{optional: b}]}]",
           "m:1:54: error: 'optional' may stand only directly in 'depends_on', or in an 'all' that stands there\n");
    refuse("{any: [{all: [{optional: b}]}]}",
           "m:1:45: error: 'optional' may stand only directly in 'depends_on', or in an 'all' that stands there\n");
}

static void unknown_names(void **state) {
    (void)state;
    expect("components:\n  web: {depends_on: [databse, {any: [nothing-like-it, web2]}]}\n  database: 9%\n",
           "m:2:22: error: unknown component 'databse' (did you mean 'database'?)\n"
           "m:2:38: error: unknown component 'nothing-like-it'\n"
           "m:2:55: error: unknown component 'web2' (did you mean 'web'?)\n");
    expect("components: {a: *non, b: {depends_on: [a]}}", "m:1:17: error: unknown anchor 'non'\n");
}

/* Where an input was given up, a missing name may stand in it. */
static void no_consequences(void **state) {
    struct fixture f;
    (void)state;
    open_fixture(&f);
    read_text(&f, "one", "components: {a: {depends_on: [b]}}");
    read_text(&f, "two", "components: {b: 9%");
    slacalc_model_set(f.model, "b.slo=9%", f.problems);
    close_fixture(&f, "two:1:19: error: expected ',' or '}'\ntwo:1:13: note: the '{' stands here\n");
}

static void cycles(void **state) {
    (void)state;
    expect("components: {a: {depends_on: [a, {any: [a, b]}]}, b: 9%}",
           "m:1:31: error: component 'a' needs itself\nm:1:41: error: component 'a' needs itself\n");
    expect("components:\n  a: {depends_on: [d, b]}\n  b: {slo: 9%, depends_on: [{optional: c}]}\n  c: {depends_on: [b, "
           "a]}\n"
           "  d: 9%\n  e: {depends_on: f}\n  f: {depends_on: e}\n",
           "m:2:23: error: a cycle: a -> b -> c -> a\nm:3:40: note: 'b' depends on 'c'\n"
           "m:4:23: note: 'c' depends on 'a'\n"
           "m:6:19: error: a cycle: e -> f -> e\nm:7:19: note: 'f' depends on 'e'\n");
}

static void long_cycle(void **state) {
    enum { LENGTH = 1000 };
    char *text = NULL;
    size_t length = 0, notes = 0;
    (void)state;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    fputs("components:\n", out);
    for (int i = 0; i < LENGTH; i++)
        fprintf(out, "  c%d: {depends_on: c%d}\n", i, (i + 1) % LENGTH);
    fclose(out);
    char *said = problems_of_model(text);
    assert_non_null(strstr(said, "m:2:20: error: a cycle: c0 -> c1 -> "));
    assert_non_null(strstr(said, " -> c50 -> ... -> c951 -> "));
    assert_non_null(strstr(said, " -> c999 -> c0\n"));
    for (const char *note = said; (note = strstr(note, ": note: ")); note++)
        notes++;
    assert_int_equal(notes, 99);
    free(said);
    free(text);
}

#define SMALL "components: {web: 99.9%, db: {slo: 99.9%, sla: 9%}, api.v2: {slo: 9%, depends_on: [web]}}"

static void what_if(void **state) {
    struct fixture f;
    (void)state;
    open_model(&f, SMALL);
    assert_true(slacalc_model_set(f.model, "web.slo=99%", f.problems));
    assert_true(slacalc_model_set(f.model, "web.slo=0.99", f.problems));
    assert_true(slacalc_model_set(f.model, "api.v2.replicas=3", f.problems));
    assert_true(slacalc_model_set(f.model, "web.owner=\"A=B\"", f.problems));
    assert_true(slacalc_model_set(f.model, "api.v2.depends_on=[db, {any: [web]}]", f.problems));
    assert_true(slacalc_model_down(f.model, "db", f.problems));
    assert_true(slacalc_model_select(f.model, "web", f.problems));
    assert_true(slacalc_model_select(f.model, "web", f.problems));
    assert_true(slacalc_model_require(f.model, "web=99.5%", f.problems));
    assert_near(attribute(&f, "web", KEY_SLO)->level.up, 0.99, 1e-15);
    assert_true(text_is(attribute(&f, "web", KEY_OWNER)->text, "A=B"));
    assert_int_equal(model_number(f.model, component(&f, "api.v2"), KEY_REPLICAS), 3);
    assert_true(f.model->components[component(&f, "db")].down);
    assert_int_equal(f.model->selected_count, 1);
    assert_int_equal(f.model->required_count, 1);
    assert_near(f.model->required[0].level.down, 0.005, 1e-15);
    close_fixture(&f, "");
}

/* The error of one what-if on a small model. */
static void refuse_whatif(bool (*apply)(slacalc_model *, const char *, slacalc_diagnostics *), const char *argument,
                          const char *want) {
    struct fixture f;
    open_model(&f, SMALL);
    assert_false(apply(f.model, argument, f.problems));
    close_fixture(&f, want);
}

static void wrong_what_ifs(void **state) {
    (void)state;
    refuse_whatif(slacalc_model_set, "", "slacalc_model_set:1:1: error: expected NAME.KEY=VALUE\n");
    refuse_whatif(slacalc_model_set, "web", "slacalc_model_set:1:1: error: expected NAME.KEY=VALUE\n");
    refuse_whatif(slacalc_model_set, "web=9%", "slacalc_model_set:1:1: error: expected NAME.KEY=VALUE\n");
    refuse_whatif(slacalc_model_set, "wbe.slo=9%",
                  "slacalc_model_set:1:1: error: unknown component 'wbe' (did you mean 'web'?)\n");
    refuse_whatif(slacalc_model_set, "web.sol=9%",
                  "slacalc_model_set:1:5: error: unknown key 'sol' (did you mean 'slo'?)\n");
    refuse_whatif(slacalc_model_set, "web.ola=", "slacalc_model_set:1:5: error: 'ola' has no value\n");
    refuse_whatif(slacalc_model_set, "web.slo=99",
                  "slacalc_model_set:1:9: error: '99' is above 1 (did you mean 99%?)\n");
    refuse_whatif(slacalc_model_set, "web.slo=[9%]",
                  "slacalc_model_set:1:9: error: 'slo' must be a level, not a list\n");
    refuse_whatif(
        slacalc_model_set, "web.depends_on=[db",
        "slacalc_model_set:1:19: error: expected ',' or ']'\nslacalc_model_set:1:16: note: the '[' stands here\n");
    refuse_whatif(slacalc_model_down, "dbb",
                  "slacalc_model_down:1:1: error: unknown component 'dbb' (did you mean 'db'?)\n");
    refuse_whatif(slacalc_model_select, "dbb",
                  "slacalc_model_select:1:1: error: unknown component 'dbb' (did you mean 'db'?)\n");
    refuse_whatif(slacalc_model_require, "web", "slacalc_model_require:1:1: error: expected NAME=LEVEL\n");
    refuse_whatif(slacalc_model_require, "web=99",
                  "slacalc_model_require:1:5: error: '99' is above 1 (did you mean 99%?)\n");
    refuse_whatif(slacalc_model_require, "wbe=9%",
                  "slacalc_model_require:1:1: error: unknown component 'wbe' (did you mean 'web'?)\n");
}

static void contradicting_what_ifs(void **state) {
    struct fixture f;
    (void)state;
    open_model(&f, SMALL);
    assert_true(slacalc_model_set(f.model, "web.slo=99%", f.problems));
    assert_false(slacalc_model_set(f.model, "web.slo=98%", f.problems));
    assert_false(slacalc_model_down(f.model, "web", f.problems));
    assert_true(slacalc_model_down(f.model, "db", f.problems));
    assert_true(slacalc_model_down(f.model, "db", f.problems));
    assert_true(slacalc_model_set(f.model, "db.sla=98%", f.problems));
    assert_false(slacalc_model_set(f.model, "db.slo=98%", f.problems));
    close_fixture(&f,
                  "slacalc_model_set:1:1: error: contradicts the earlier slacalc_model_set\nslacalc_model_set:1:1: "
                  "note: the earlier one is here\n"
                  "slacalc_model_down:1:1: error: 'slacalc_model_down web' contradicts 'slacalc_model_set web.slo'\n"
                  "slacalc_model_set:1:1: note: the other one is here\n"
                  "slacalc_model_set:1:1: error: 'slacalc_model_set db.slo' contradicts 'slacalc_model_down db'\n"
                  "slacalc_model_down:1:1: note: the other one is here\n");
}

static void checked_once(void **state) {
    struct fixture f;
    (void)state;
    open_model(&f, SMALL);
    assert_true(slacalc_model_check(f.model, f.problems));
    assert_true(slacalc_model_check(f.model, f.problems));
    assert_false(read_text(&f, "late", SMALL));
    close_fixture(&f, "-: error: the model was checked already: nothing may be read or set any more\n");
}

/* It fails and says so as often as it is read. */
static void expect_each_time(const char *text, const char *want) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    for (size_t i = 0; i < 2; i++) {
        slacalc_model *model = slacalc_model_new();
        slacalc_model_read_text(model, "m", text, strlen(text), problems);
        assert_false(slacalc_model_check(model, problems));
        slacalc_model_free(model);
    }
    char *said = problems_text(problems);
    size_t length = strlen(want);
    assert_int_equal(strlen(said), 2 * length);
    assert_memory_equal(said, want, length);
    assert_string_equal(said + length, want);
    free(said);
    slacalc_diagnostics_free(problems);
}

static void models_share_a_list_of_problems(void **state) {
    (void)state;
    expect_each_time("components: {a: {slo: 101%}}", "m:1:23: error: '101%' is above 100%\n");
    expect_each_time("components: {a: {depends_on: [b]}}", "m:1:31: error: unknown component 'b'\n");
    expect_each_time("", "m: error: has no model in it: it is empty (slacalc_starter gives one to start from)\n");
}

static void errors_of_one_model_leave_another_alone(void **state) {
    struct fixture f;
    (void)state;
    open_model(&f, SMALL);
    slacalc_model *wrong = slacalc_model_new();
    assert_false(slacalc_model_read_text(wrong, "wrong", "components: [", 13, f.problems));
    assert_false(slacalc_model_check(wrong, f.problems));
    slacalc_model_free(wrong);
    assert_true(slacalc_model_set(f.model, "web.slo=99%", f.problems));
    assert_true(slacalc_model_check(f.model, f.problems));
    size_t length = 0;
    char *names = slacalc_model_names(f.model, &length, f.problems);
    assert_non_null(names);
    free(names);
    close_fixture(&f, "wrong:1:14: error: expected a value\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attributes),
        cmocka_unit_test(requirements),
        cmocka_unit_test(order),
        cmocka_unit_test(long_chain),
        cmocka_unit_test(merged_components),
        cmocka_unit_test(several_inputs),
        cmocka_unit_test(contradicting_inputs),
        cmocka_unit_test(inputs_without_model),
        cmocka_unit_test(bytes_that_are_no_yaml),
        cmocka_unit_test(a_wrong_byte_is_found_wherever_it_stands),
        cmocka_unit_test(files),
        cmocka_unit_test(too_large_text),
        cmocka_unit_test(wrong_keys),
        cmocka_unit_test(wrong_components),
        cmocka_unit_test(wrong_requirements),
        cmocka_unit_test(unknown_names),
        cmocka_unit_test(no_consequences),
        cmocka_unit_test(cycles),
        cmocka_unit_test(long_cycle),
        cmocka_unit_test(what_if),
        cmocka_unit_test(wrong_what_ifs),
        cmocka_unit_test(contradicting_what_ifs),
        cmocka_unit_test(checked_once),
        cmocka_unit_test(models_share_a_list_of_problems),
        cmocka_unit_test(errors_of_one_model_leave_another_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
