#include "grammar.h"

#include "check.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES = 7, DEPTH_MAX = 3 };

/* In what style the document is written. */
enum style { BLOCK, FLOW, JSON, STYLES };

struct writing {
    FILE *out;
    struct generator *generator;
    enum style style;
    size_t anchors; /* defined in this document so far */
};

static size_t draw(struct writing *w, size_t below) {
    return generator_draw(w->generator, below);
}

static bool one_in(struct writing *w, size_t count) {
    return draw(w, count) == 0;
}

#define PICK(w, list) ((list)[draw(w, sizeof(list) / sizeof *(list))])

/* ---- Scalars ---- */

static const char *const names[NAMES] = {"web",  "db",           "a.b", "two words", "component:default/web",
                                         "=1+2", "日本 ❤️"};

static const char *const texts[] = {"Team A",
                                    "",
                                    " blanks ",
                                    "null",
                                    "~",
                                    "yes",
                                    "0x1f",
                                    "a: b",
                                    "# no comment",
                                    "- item",
                                    "'quoted'",
                                    "\"double\"",
                                    "%TAG",
                                    "{flow}",
                                    "[list]",
                                    "&anchor",
                                    "*alias",
                                    "<<",
                                    "!tag",
                                    "|",
                                    "line\nbreak",
                                    "tab\there",
                                    "back\\slash",
                                    "=x",
                                    "'=x",
                                    "<b>&amp;</b>",
                                    "]]>",
                                    "a|b",
                                    "::error::",
                                    "\x7f",
                                    "zero\xe2\x80\x8bwidth",
                                    "\xf3\xa0\x81\x81",
                                    "\xef\xbb\xbf",
                                    "…"};

static void put_escaped(struct writing *w, const char *text) {
    fputc('"', w->out);
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            fprintf(w->out, "\\%c", byte);
        else if (byte < 0x20 || byte == 0x7f || (byte < 0x7f && one_in(w, 24)))
            fprintf(w->out, "\\u%04x", byte);
        else
            fputc(byte, w->out);
    }
    fputc('"', w->out);
}

static bool is_simple(const char *text) {
    size_t length = strlen(text);
    return length > 0 && strcmp(text, "null") != 0 && *text != '%' && *text != '/' &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.%/") == length;
}

static void put_properties(struct writing *w) {
    if (w->style != JSON && one_in(w, 16))
        fprintf(w->out, "&n%zu ", w->anchors++);
}

/* A text in one of the styles that mean the same. */
static void put_text(struct writing *w, const char *text) {
    size_t choice = w->style == JSON ? 0 : draw(w, 4);
    bool single = !strpbrk(text, "'\n\x7f\t") && !strchr(text, '\xef');
    if (choice == 1 && single)
        fprintf(w->out, "'%s'", text);
    else if (choice > 1 && is_simple(text))
        fputs(text, w->out);
    else
        put_escaped(w, text);
}

/* What has a meaning by its form stands without quotes, or with them. */
static void put_value(struct writing *w, const char *value) {
    static const char *const tags[] = {"!!str ", "! ", "!x "};
    put_properties(w);
    if (w->style != JSON && one_in(w, 24))
        fputs(PICK(w, tags), w->out);
    put_text(w, value);
}

/* ---- Collections ---- */

struct collection {
    unsigned indent;
    bool is_map;
    size_t count;
    enum style outer;
};

static void put_indent(struct writing *w, unsigned indent) {
    fprintf(w->out, "\n%*s", (int)(2 * indent), "");
}

/* A block may hold flows; nothing else changes within. */
static struct collection open_collection(struct writing *w, unsigned indent, bool is_map) {
    struct collection collection = {.indent = indent, .is_map = is_map, .outer = w->style};
    put_properties(w);
    if (w->style == BLOCK && indent > 0 && one_in(w, 4))
        w->style = FLOW;
    if (w->style != BLOCK)
        fputc(is_map ? '{' : '[', w->out);
    return collection;
}

static void close_collection(struct writing *w, const struct collection *collection) {
    if (w->style == FLOW && collection->count > 0 && one_in(w, 4))
        fputc(',', w->out);
    if (w->style != BLOCK)
        fputs(collection->is_map ? "}" : "]", w->out);
    else if (collection->count == 0)
        fputs(collection->is_map ? "{}" : "[]", w->out);
    w->style = collection->outer;
}

static void put_next(struct writing *w, struct collection *collection) {
    static const char *const gaps[] = {", ", ",", " ,\n  ", ",\t"};
    if (w->style == BLOCK)
        put_indent(w, collection->indent);
    else if (collection->count > 0)
        fputs(w->style == JSON ? gaps[draw(w, 2)] : PICK(w, gaps), w->out);
    if (w->style == BLOCK && one_in(w, 20)) {
        fputs("# a comment: {", w->out);
        put_indent(w, collection->indent);
    }
    collection->count++;
}

static void put_key(struct writing *w, struct collection *collection, const char *key) {
    put_next(w, collection);
    if (w->style == BLOCK && one_in(w, 24)) {
        fputs("? ", w->out);
        put_text(w, key);
        put_indent(w, collection->indent);
    } else
        put_text(w, key);
    fputs(": ", w->out);
}

static void put_item(struct writing *w, struct collection *collection) {
    put_next(w, collection);
    if (w->style == BLOCK)
        fputs("- ", w->out);
}

static void put_pair(struct writing *w, struct collection *collection, const char *key, const char *value) {
    put_key(w, collection, key);
    put_value(w, value);
}

/* ---- Models ---- */

static const char *const levels[] = {"99.9%",   "0.999", "100%",    "0%",         "1",
                                     "99.95 %", "4h/Q",  "30m/30d", "9995/10000", "0.5",
                                     "50.00%",  ".9",    "99.999%", "0.001%",     "99.99999999999%"};
static const char *const durations[] = {"1h", "30m", "1h30m", "2000h", "1w", "30d", "1M", "1Q", "1Y", "0.5h", "90s"};
static const char *const ranges[] = {
    "24x7", "24X7", "Mon-Fri 08:00-18:00", "Sat,Sun 00:00-24:00", "Fri 22:00-02:00", "Sun 23:00-01:00"};
static const char *const zones[] = {"UTC", "Europe/Vienna", "+02:00", "Africa/Casablanca", "-03:30"};
static const char *const dates[] = {"2025-03-01", "1970-01-01", "2024-02-29", "2099-12-31"};
static const char *const vendors[] = {"aws/s3-standard", "aws/rds-multi-az", "gcp/cloud-sql-ha"};

static void put_ranges(struct writing *w, unsigned indent) {
    if (one_in(w, 2)) {
        put_value(w, PICK(w, ranges));
        return;
    }
    struct collection list = open_collection(w, indent, false);
    for (size_t i = 1 + draw(w, 3); i > 0; i--) {
        put_item(w, &list);
        put_value(w, PICK(w, ranges));
    }
    close_collection(w, &list);
}

static void put_credits(struct writing *w, unsigned indent) {
    struct collection map = open_collection(w, indent, true);
    put_pair(w, &map, "99.9%", "10%");
    if (one_in(w, 2))
        put_pair(w, &map, "99%", "25%");
    close_collection(w, &map);
}

static void put_requirement(struct writing *w, size_t component, unsigned indent, unsigned depth);

static void put_requirements(struct writing *w, size_t component, unsigned indent, unsigned depth) {
    struct collection list = open_collection(w, indent, false);
    for (size_t i = 1 + draw(w, 3); i > 0; i--) {
        put_item(w, &list);
        put_requirement(w, component, indent + 1, depth + 1);
    }
    close_collection(w, &list);
}

/* Of components that come before it, so that there is no cycle; rarely of any. */
static void put_requirement(struct writing *w, size_t component, unsigned indent, unsigned depth) {
    size_t kind = depth >= DEPTH_MAX ? 0 : draw(w, depth == 0 ? 10 : 9);
    if (kind < 5) {
        put_value(w, names[one_in(w, 30) ? draw(w, NAMES) : draw(w, component)]);
        return;
    }
    struct collection map = open_collection(w, indent, true);
    switch (kind) {
    case 5:
        put_key(w, &map, "all");
        put_requirements(w, component, indent + 1, depth);
        break;
    case 6:
        put_key(w, &map, "any");
        put_requirements(w, component, indent + 1, depth);
        if (one_in(w, 2))
            put_pair(w, &map, "failover", PICK(w, levels));
        break;
    case 7:
        put_pair(w, &map, "at_least", "1");
        put_key(w, &map, "of");
        put_requirements(w, component, indent + 1, depth);
        break;
    case 8:
        put_pair(w, &map, "traffic", PICK(w, levels));
        put_key(w, &map, "needs");
        put_requirement(w, component, indent + 1, depth + 1);
        break;
    default:
        put_key(w, &map, "optional");
        put_requirement(w, component, indent + 1, depth + 1);
    }
    close_collection(w, &map);
}

/* Every key of a component, each as likely as the others. */
static void put_component_keys(struct writing *w, struct collection *map, size_t component, unsigned indent) {
    static const char *const level_keys[] = {"sla", "ola", "objective", "measured"};
    static const char *const text_keys[] = {"owner",        "description", "source", "condition",
                                            "claim_within", "evidence",    "x-own"};
    if (!one_in(w, 6))
        put_pair(w, map, "slo", PICK(w, levels));
    for (size_t i = 0; i < sizeof level_keys / sizeof *level_keys; i++)
        if (one_in(w, 4))
            put_pair(w, map, level_keys[i], PICK(w, levels));
    for (size_t i = 0; i < sizeof text_keys / sizeof *text_keys; i++)
        if (one_in(w, 6))
            put_pair(w, map, text_keys[i], PICK(w, texts));
    if (one_in(w, 6)) {
        put_pair(w, map, "mtbf", PICK(w, durations));
        put_pair(w, map, "mttr", PICK(w, durations));
    }
    if (one_in(w, 5)) {
        put_pair(w, map, "replicas", one_in(w, 2) ? "3" : "17");
        put_pair(w, map, "quorum", one_in(w, 2) ? "2" : "3");
    }
    if (one_in(w, 6))
        put_pair(w, map, "as_of", PICK(w, dates));
    if (one_in(w, 6))
        put_pair(w, map, "period", PICK(w, durations));
    if (one_in(w, 8))
        put_pair(w, map, "uses", PICK(w, vendors));
    if (one_in(w, 6)) {
        put_key(w, map, "hours");
        put_ranges(w, indent + 1);
    }
    if (one_in(w, 8)) {
        put_key(w, map, "maintenance");
        put_ranges(w, indent + 1);
    }
    if (one_in(w, 8))
        put_pair(w, map, "timezone", PICK(w, zones));
    if (one_in(w, 8)) {
        put_key(w, map, "credits");
        put_credits(w, indent + 1);
        put_pair(w, map, "credit_cap", "50%");
    }
    if (component > 0 && !one_in(w, 3)) {
        put_key(w, map, "depends_on");
        put_requirements(w, component, indent + 1, 0);
    }
}

static void put_component(struct writing *w, size_t component, unsigned indent) {
    if (one_in(w, 5)) {
        put_value(w, PICK(w, levels));
        return;
    }
    struct collection map = open_collection(w, indent, true);
    if (w->style != JSON && w->anchors > 0 && one_in(w, 12)) {
        put_next(w, &map);
        fprintf(w->out, "<<: {slo: 99%%}");
    }
    put_component_keys(w, &map, component, indent);
    close_collection(w, &map);
}

static void put_components(struct writing *w, unsigned indent, size_t first, size_t end) {
    struct collection map = open_collection(w, indent, true);
    for (size_t i = first; i < end; i++) {
        put_key(w, &map, names[i]);
        put_component(w, i, indent + 1);
    }
    close_collection(w, &map);
}

static void put_model(struct writing *w) {
    struct collection map = open_collection(w, 0, true);
    if (one_in(w, 3))
        put_pair(w, &map, "title", PICK(w, texts));
    if (one_in(w, 4))
        put_pair(w, &map, "slacalc", "1");
    if (one_in(w, 4))
        put_pair(w, &map, "period", PICK(w, durations));
    if (one_in(w, 4))
        put_pair(w, &map, "timezone", PICK(w, zones));
    if (one_in(w, 8))
        put_pair(w, &map, "cycles", "together");
    put_key(w, &map, "components");
    put_components(w, 1, 0, 2 + draw(w, NAMES - 1));
    close_collection(w, &map);
}

/* ---- What is imported ---- */

static const char *const entities[] = {"web", "db", "queue", "API.x"};

static void put_entity_name(struct writing *w, size_t entity, const char *kind) {
    char reference[64];
    snprintf(reference, sizeof reference, "%s%s%s", one_in(w, 2) ? kind : "", one_in(w, 4) ? "default/" : "",
             entities[entity]);
    put_value(w, strchr(reference, ':') || !strchr(reference, '/') ? reference : entities[entity]);
}

static void put_backstage(struct writing *w, size_t entity) {
    static const char *const annotations[] = {"slacalc/slo", "slacalc/measured", "slacalc/sla"};
    struct collection map = open_collection(w, 0, true);
    put_pair(w, &map, "apiVersion", one_in(w, 2) ? "backstage.io/v1alpha1" : "backstage.io/v1beta1");
    put_pair(w, &map, "kind", "Component");
    put_key(w, &map, "metadata");
    struct collection metadata = open_collection(w, 1, true);
    put_pair(w, &metadata, "name", entities[entity]);
    put_key(w, &metadata, "annotations");
    struct collection notes = open_collection(w, 2, true);
    put_pair(w, &notes, PICK(w, annotations), PICK(w, levels));
    if (one_in(w, 3))
        put_pair(w, &notes, "slacalc/hours", PICK(w, ranges));
    close_collection(w, &notes);
    close_collection(w, &metadata);
    put_key(w, &map, "spec");
    struct collection spec = open_collection(w, 1, true);
    put_pair(w, &spec, "type", one_in(w, 4) ? "library" : "service");
    put_pair(w, &spec, "owner", PICK(w, texts));
    if (entity > 0) {
        put_key(w, &spec, one_in(w, 4) ? "dependencyOf" : "dependsOn");
        struct collection list = open_collection(w, 2, false);
        put_item(w, &list);
        put_entity_name(w, draw(w, entity), "component:");
        close_collection(w, &list);
    }
    close_collection(w, &spec);
    close_collection(w, &map);
}

static void put_openslo(struct writing *w, size_t entity) {
    struct collection map = open_collection(w, 0, true);
    put_pair(w, &map, "apiVersion", "openslo/v1");
    put_pair(w, &map, "kind", "SLO");
    put_key(w, &map, "metadata");
    struct collection metadata = open_collection(w, 1, true);
    put_pair(w, &metadata, "name", "availability");
    close_collection(w, &metadata);
    put_key(w, &map, "spec");
    struct collection spec = open_collection(w, 1, true);
    put_pair(w, &spec, "service", entities[entity]);
    put_pair(w, &spec, "budgetingMethod", "Occurrences");
    put_key(w, &spec, "timeWindow");
    struct collection windows = open_collection(w, 2, false);
    put_item(w, &windows);
    struct collection window = open_collection(w, 3, true);
    put_pair(w, &window, "duration", PICK(w, durations));
    put_pair(w, &window, "isRolling", "true");
    close_collection(w, &window);
    close_collection(w, &windows);
    put_key(w, &spec, "objectives");
    struct collection objectives = open_collection(w, 2, false);
    for (size_t i = 1 + draw(w, 2); i > 0; i--) {
        put_item(w, &objectives);
        struct collection objective = open_collection(w, 3, true);
        put_pair(w, &objective, "displayName", PICK(w, texts));
        if (one_in(w, 2))
            put_pair(w, &objective, "target", "0.999");
        else
            put_pair(w, &objective, "targetPercent", "99.5");
        close_collection(w, &objective);
    }
    close_collection(w, &objectives);
    close_collection(w, &spec);
    close_collection(w, &map);
}

static void put_overlay(struct writing *w) {
    struct collection map = open_collection(w, 0, true);
    put_pair(w, &map, "overlay", "true");
    put_key(w, &map, "defaults");
    struct collection defaults = open_collection(w, 1, true);
    put_pair(w, &defaults, "component", PICK(w, levels));
    close_collection(w, &defaults);
    if (one_in(w, 2)) {
        put_key(w, &map, "components");
        struct collection components = open_collection(w, 1, true);
        put_key(w, &components, "web");
        struct collection web = open_collection(w, 2, true);
        put_pair(w, &web, "slo", PICK(w, levels));
        put_key(w, &web, "not_depends_on");
        struct collection edges = open_collection(w, 3, false);
        close_collection(w, &edges);
        close_collection(w, &web);
        close_collection(w, &components);
    }
    close_collection(w, &map);
}

/* ---- Documents ---- */

static void begin_document(struct writing *w, size_t index) {
    if (w->style == JSON)
        return;
    if (index == 0 && one_in(w, 10))
        fputs("%YAML 1.1\n---", w->out);
    else if (index > 0 || one_in(w, 4))
        fputs("---", w->out);
    if (one_in(w, 8))
        fputs(" # a document", w->out);
    fputs("\n", w->out);
    w->anchors = 0;
}

static void put_catalog(struct writing *w) {
    size_t count = 2 + draw(w, 3), documents = 0;
    for (size_t i = 0; i < count; i++) {
        begin_document(w, documents++);
        put_backstage(w, i);
        fputc('\n', w->out);
        if (one_in(w, 2)) {
            begin_document(w, documents++);
            put_openslo(w, i);
            fputc('\n', w->out);
        }
    }
    begin_document(w, documents);
    put_overlay(w);
}

char *grammar_text(struct generator *generator) {
    char *text = NULL;
    size_t length = 0;
    struct writing w = {.out = open_memstream(&text, &length), .generator = generator};
    bool is_catalog = !OWN_CODE_ONLY && one_in(&w, 3);
    w.style = OWN_CODE_ONLY ? JSON : (enum style)draw(&w, is_catalog ? JSON : STYLES);
    if (is_catalog)
        put_catalog(&w);
    else {
        begin_document(&w, 0);
        put_model(&w);
    }
    fputc('\n', w.out);
    fclose(w.out);
    return text;
}
