#include "grammar.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES = 8, EACH_NAME = 1, DEPTH_MAX = 3 };

/* In what style the document is written. */
enum style { BLOCK, FLOW, JSON, STYLES };

struct writing {
    FILE *out;
    struct generator *generator;
    enum style style;
    size_t anchors;    /* defined in this document so far */
    bool together;     /* cycles are allowed */
    bool each;         /* one component stands once for each value */
    char scalar[4096]; /* the last one that was made up */
};

static size_t draw(struct writing *w, size_t below) {
    return generator_draw(w->generator, below);
}

static bool one_in(struct writing *w, size_t count) {
    return draw(w, count) == 0;
}

__attribute__((format(printf, 2, 3))) static const char *make_up(struct writing *w, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(w->scalar, sizeof w->scalar, format, arguments);
    va_end(arguments);
    return w->scalar;
}

#define PICK(w, list) ((list)[draw(w, sizeof(list) / sizeof *(list))])

/* ---- Scalars ---- */

static const char *const names[NAMES] = {"web",  "db",           "a.b", "two words", "component:default/web",
                                         "=1+2", "日本 ❤️"};

/* The last one is longer than a key that YAML reads where it stands. */
static const char *name_of(struct writing *w, size_t component) {
    if (w->each && component == EACH_NAME)
        return "db-$(m)";
    return component + 1 < NAMES ? names[component] : make_up(w, "long %01100d", 7);
}

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
                                    "…",
                                    "a:  # place",
                                    "\r\n",
                                    "\xc2\x85",
                                    "\xe2\x80\xa8"};

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

static const char *draw_level(struct writing *w) {
    size_t whole = draw(w, 1000000), part = draw(w, 1000000000);
    switch (draw(w, 6)) {
    case 0:
        return make_up(w, "%zu.%zu%%", draw(w, 100), part);
    case 1:
        return make_up(w, "99.99%zu%06zu%09zu%%", draw(w, 10), whole, part);
    case 2:
        return make_up(w, "0.%0*zu%06zu", (int)draw(w, 40), part, whole);
    case 3:
        return make_up(w, "%zu/%zu", whole, whole + 1 + draw(w, 1000));
    case 4:
        return make_up(w, "%zu.%zus/%zum", draw(w, 60), whole, 1 + part % 100000);
    default:
        return PICK(w, levels);
    }
}

static const char *draw_beta(struct writing *w) {
    return one_in(w, 2) ? "5%" : "0.125";
}

static const char *draw_duration(struct writing *w) {
    static const char units[] = {'s', 'm', 'h', 'd', 'w', 'M', 'Q', 'Y'};
    size_t number = 1 + draw(w, 1000000);
    switch (draw(w, 4)) {
    case 0:
        return make_up(w, "%zu%c", number % 1000 + 1, PICK(w, units));
    case 1:
        return make_up(w, "%zu.%0*zu%c", draw(w, 100), (int)draw(w, 30), number, PICK(w, units));
    case 2:
        return make_up(w, "%zud%zum0.%zus", number % 50, number % 97, number);
    default:
        return PICK(w, durations);
    }
}

/* Of one day or several, beyond midnight too. */
static const char *draw_range(struct writing *w) {
    static const char *const days[] = {"", "Mon ", "Tue-Thu ", "Fri,Sun ", "Sat - Mon ", "Mon, Wed, Fri-Sat ", "sun "};
    size_t start = draw(w, 24), end = (start + 1 + draw(w, 23)) % 24;
    if (one_in(w, 3))
        return PICK(w, ranges);
    return make_up(w, "%s%02zu:%02zu-%02zu:%02zu", PICK(w, days), start, draw(w, 60), end, draw(w, 60));
}

static const char *const dates[] = {"2025-03-01", "1970-01-01", "2024-02-29", "2099-12-31"};
static const char *const vendors[] = {"aws/s3-standard", "aws/rds-multi-az", "gcp/cloud-sql-ha"};

static void put_ranges(struct writing *w, unsigned indent) {
    if (one_in(w, 2)) {
        put_value(w, draw_range(w));
        return;
    }
    struct collection list = open_collection(w, indent, false);
    for (size_t i = 1 + draw(w, 3); i > 0; i--) {
        put_item(w, &list);
        put_value(w, draw_range(w));
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

/* Returns how many there are. */
static size_t put_requirements(struct writing *w, size_t component, unsigned indent, unsigned depth) {
    size_t count = 1 + draw(w, 3);
    struct collection list = open_collection(w, indent, false);
    for (size_t i = 0; i < count; i++) {
        put_item(w, &list);
        put_requirement(w, component, indent + 1, depth + 1);
    }
    close_collection(w, &list);
    return count;
}

static void put_ways(struct writing *w, size_t component, unsigned indent, unsigned depth) {
    static const char *const shares[] = {"40%", "33.4%", "0.266"};
    struct collection list = open_collection(w, indent, false);
    bool is_even = one_in(w, 2);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        put_item(w, &list);
        struct collection way = open_collection(w, indent + 1, true);
        put_pair(w, &way, "traffic", is_even ? "1/3" : shares[i]);
        put_key(w, &way, "needs");
        put_requirement(w, component, indent + 2, depth + 1);
        close_collection(w, &way);
    }
    close_collection(w, &list);
}

static void put_slow_failover(struct writing *w, struct collection *map, unsigned indent) {
    put_key(w, map, "failover");
    struct collection both = open_collection(w, indent, true);
    put_pair(w, &both, "level", draw_level(w));
    put_pair(w, &both, "takes", draw_duration(w));
    close_collection(w, &both);
}

/* Of components that come before it, so that there is no cycle; rarely of any. */
static void put_requirement(struct writing *w, size_t component, unsigned indent, unsigned depth) {
    size_t kind = depth >= DEPTH_MAX ? 0 : draw(w, depth == 0 ? 11 : 10);
    if (kind < 5) {
        put_value(w, name_of(w, one_in(w, w->together ? 3 : 60) ? draw(w, NAMES) : draw(w, component)));
        return;
    }
    struct collection map = open_collection(w, indent, true);
    bool tolerates;
    switch (kind) {
    case 5:
        put_key(w, &map, "all");
        put_requirements(w, component, indent + 1, depth);
        break;
    case 6:
        put_key(w, &map, "any");
        put_requirements(w, component, indent + 1, depth);
        if (one_in(w, 12))
            put_pair(w, &map, "beta", draw_beta(w));
        if (one_in(w, 2))
            put_pair(w, &map, "failover", draw_level(w));
        else if (one_in(w, 4))
            put_slow_failover(w, &map, indent + 1);
        break;
    case 7:
        put_key(w, &map, "of");
        put_pair(w, &map, "at_least",
                 make_up(w, "%zu", 1 + draw(w, put_requirements(w, component, indent + 1, depth))));
        if (one_in(w, 12))
            put_pair(w, &map, "beta", draw_beta(w));
        break;
    case 8:
        tolerates = one_in(w, 3);
        if (!tolerates || one_in(w, 3))
            put_pair(w, &map, "traffic", draw_level(w));
        if (tolerates)
            put_pair(w, &map, "tolerates", draw_duration(w));
        put_key(w, &map, "needs");
        put_requirement(w, component, indent + 1, depth + 1);
        break;
    case 9:
        put_key(w, &map, "split");
        put_ways(w, component, indent + 1, depth);
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
    static const char *const fees[] = {"12000 EUR", "\"0.50 EUR\"", "7. EUR"};
    bool is_paid_back = one_in(w, 8);
    if (!one_in(w, 6))
        put_pair(w, map, "slo", draw_level(w));
    for (size_t i = is_paid_back ? 1 : 0; i < sizeof level_keys / sizeof *level_keys; i++)
        if (one_in(w, 4))
            put_pair(w, map, level_keys[i], draw_level(w));
    for (size_t i = 0; i < sizeof text_keys / sizeof *text_keys; i++)
        if (one_in(w, 6))
            put_pair(w, map, text_keys[i], PICK(w, texts));
    if (one_in(w, 6)) {
        put_pair(w, map, "mtbf", draw_duration(w));
        put_pair(w, map, "mttr", draw_duration(w));
    } else if (one_in(w, 6)) {
        put_pair(w, map, "mttr", draw_duration(w));
    }
    if (one_in(w, 5)) {
        put_pair(w, map, "replicas", one_in(w, 2) ? "3" : "17");
        put_pair(w, map, "quorum", one_in(w, 2) ? "2" : "3");
        if (one_in(w, 2))
            put_pair(w, map, "beta", draw_beta(w));
        if (component > 0 && one_in(w, 2)) {
            put_key(w, map, "across");
            put_requirements(w, component, indent + 1, 0);
        }
    }
    if (one_in(w, 6))
        put_pair(w, map, "as_of", PICK(w, dates));
    if (one_in(w, 6))
        put_pair(w, map, "period", draw_duration(w));
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
    if (is_paid_back) {
        put_pair(w, map, "sla", one_in(w, 2) ? "99.9%" : "0.9995");
        put_key(w, map, "credits");
        put_credits(w, indent + 1);
        put_pair(w, map, "credit_cap", "50%");
        if (one_in(w, 2))
            put_pair(w, map, "fee", PICK(w, fees));
    }
    if (component == 0 || one_in(w, 3))
        return;
    put_key(w, map, "depends_on");
    if (one_in(w, 3))
        put_requirement(w, component, indent + 1, 0);
    else
        put_requirements(w, component, indent + 1, 0);
}

static void put_component(struct writing *w, size_t component, unsigned indent) {
    if (one_in(w, 5)) {
        put_value(w, draw_level(w));
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
        put_key(w, &map, name_of(w, i));
        put_component(w, i, indent + 1);
    }
    close_collection(w, &map);
}

static void put_each(struct writing *w, struct collection *map) {
    put_key(w, map, "each");
    struct collection keys = open_collection(w, 1, true);
    put_key(w, &keys, "m");
    struct collection values = open_collection(w, 2, false);
    for (size_t i = 0, count = 1 + draw(w, 3); i < count; i++) {
        put_item(w, &values);
        put_value(w, make_up(w, "v%zu", i));
    }
    close_collection(w, &values);
    close_collection(w, &keys);
}

/* What a setting changes: a value, which may be removed, or requirements where so many components are there. */
static void put_setting(struct writing *w, struct collection *set, size_t components) {
    enum { NEEDY = 2 };
    static const char *const level_keys[] = {"web.slo", "web.measured", "web.sla", "web.objective"};
    switch (draw(w, 4)) {
    case 0:
        put_pair(w, set, "web.replicas", one_in(w, 2) ? "3" : "2");
        break;
    case 1:
        put_pair(w, set, "web.ola", "null");
        break;
    case 2:
        if (components > NEEDY) {
            put_key(w, set, make_up(w, "%s.depends_on", name_of(w, NEEDY)));
            put_requirements(w, NEEDY, 4, 0);
            break;
        }
        /* fall through */
    default:
        put_pair(w, set, PICK(w, level_keys), draw_level(w));
    }
}

/* Each may need or exclude the one before. */
static void put_options(struct writing *w, struct collection *map, size_t components) {
    static const char *const option_names[] = {"better", "two words", "1"};
    const char *currency = one_in(w, 2) ? " EUR/M" : "";
    put_key(w, map, "options");
    struct collection options = open_collection(w, 1, true);
    for (size_t i = 0, count = 1 + draw(w, 3); i < count; i++) {
        put_key(w, &options, option_names[i]);
        struct collection option = open_collection(w, 2, true);
        put_key(w, &option, "set");
        struct collection set = open_collection(w, 3, true);
        put_setting(w, &set, components);
        close_collection(w, &set);
        put_pair(w, &option, "cost", make_up(w, "%s%s", one_in(w, 2) ? "12.5" : "300", currency));
        if (i > 0 && one_in(w, 2))
            put_pair(w, &option, one_in(w, 2) ? "needs" : "excludes", option_names[i - 1]);
        close_collection(w, &option);
    }
    close_collection(w, &options);
}

static void put_model(struct writing *w) {
    struct collection map = open_collection(w, 0, true);
    if (one_in(w, 3))
        put_pair(w, &map, "title", PICK(w, texts));
    if (one_in(w, 4))
        put_pair(w, &map, "slacalc", "1");
    if (one_in(w, 4))
        put_pair(w, &map, "period", draw_duration(w));
    if (one_in(w, 4))
        put_pair(w, &map, "timezone", PICK(w, zones));
    if (one_in(w, 8))
        put_pair(w, &map, "mttr", draw_duration(w));
    if (one_in(w, 4))
        put_pair(w, &map, "unresolved", one_in(w, 2) ? "0" : "12");
    w->together = one_in(w, 6);
    if (w->together || one_in(w, 8))
        put_pair(w, &map, "cycles", w->together ? "together" : "error");
    if (one_in(w, 8))
        put_pair(w, &map, "x-own", PICK(w, texts));
    w->each = one_in(w, 6);
    if (w->each)
        put_each(w, &map);
    put_key(w, &map, "components");
    size_t components = 2 + draw(w, NAMES - 1);
    put_components(w, 1, 0, components);
    if (one_in(w, 4))
        put_options(w, &map, components);
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
    static const char *const kinds[] = {"Resource", "API", "System"};
    static const char *const relations[] = {"dependsOn",    "dependsOn",    "dependsOn",
                                            "dependencyOf", "consumesApis", "providesApis"};
    struct collection map = open_collection(w, 0, true);
    put_pair(w, &map, "apiVersion", one_in(w, 2) ? "backstage.io/v1alpha1" : "backstage.io/v1beta1");
    put_pair(w, &map, "kind", one_in(w, 4) ? PICK(w, kinds) : "Component");
    put_key(w, &map, "metadata");
    struct collection metadata = open_collection(w, 1, true);
    put_pair(w, &metadata, "name", entities[entity]);
    put_key(w, &metadata, "annotations");
    struct collection notes = open_collection(w, 2, true);
    put_pair(w, &notes, PICK(w, annotations), draw_level(w));
    if (one_in(w, 3))
        put_pair(w, &notes, "slacalc/hours", draw_range(w));
    close_collection(w, &notes);
    close_collection(w, &metadata);
    put_key(w, &map, "spec");
    struct collection spec = open_collection(w, 1, true);
    put_pair(w, &spec, "type", one_in(w, 4) ? "library" : "service");
    put_pair(w, &spec, "owner", PICK(w, texts));
    if (entity > 0) {
        put_key(w, &spec, PICK(w, relations));
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

/* What Sloth, Pyrra and OpenSRM have. */
static void put_other(struct writing *w, size_t entity) {
    const char *service = entities[entity], *needed = entities[draw(w, sizeof entities / sizeof *entities)];
    size_t level = 99000 + draw(w, 1000);
    switch (draw(w, 3)) {
    case 0:
        fprintf(w->out, "{version: prometheus/v1, service: %s, slos: [{name: a, objective: 99.%zu}]}", service, level);
        break;
    case 1:
        fprintf(w->out,
                "{apiVersion: pyrra.dev/v1alpha1, kind: ServiceLevelObjective, metadata: {name: %s},"
                " spec: {target: '99.%zu', window: %zud}}",
                service, level, 1 + draw(w, 90));
        break;
    default:
        fprintf(w->out,
                "{apiVersion: srm/v1, kind: ServiceReliabilityManifest, metadata: {name: %s, team: t},"
                " spec: {slos: {availability: {target: 99.%zu}}, contract: {availability: 0.%zu},"
                " dependencies: [{name: %s, type: cache, critical: %s}]}}",
                service, level, level, needed, one_in(w, 2) ? "true" : "false");
    }
}

static void put_overlay(struct writing *w) {
    struct collection map = open_collection(w, 0, true);
    put_pair(w, &map, "overlay", "true");
    put_key(w, &map, "defaults");
    struct collection defaults = open_collection(w, 1, true);
    put_pair(w, &defaults, "component", draw_level(w));
    close_collection(w, &defaults);
    if (one_in(w, 4)) {
        put_each(w, &map);
        put_key(w, &map, "components");
        struct collection copies = open_collection(w, 1, true);
        put_pair(w, &copies, "web-$(m)", draw_level(w));
        put_pair(w, &copies, one_in(w, 2) ? "queue" : "web", draw_level(w));
        close_collection(w, &copies);
    } else if (one_in(w, 2)) {
        put_key(w, &map, "aliases");
        struct collection aliases = open_collection(w, 1, true);
        put_pair(w, &aliases, "another", "db");
        close_collection(w, &aliases);
        put_key(w, &map, "components");
        struct collection components = open_collection(w, 1, true);
        put_key(w, &components, "web");
        struct collection web = open_collection(w, 2, true);
        put_component_keys(w, &web, 0, 2);
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
        if (one_in(w, 4)) {
            begin_document(w, documents++);
            put_other(w, i);
            fputc('\n', w->out);
        }
    }
    begin_document(w, documents);
    put_overlay(w);
}

char *grammar_text(struct generator *generator, bool json_only) {
    char *text = NULL;
    size_t length = 0;
    struct writing w = {.out = open_memstream(&text, &length), .generator = generator};
    bool is_catalog = !json_only && one_in(&w, 3);
    w.style = json_only ? JSON : (enum style)draw(&w, is_catalog ? JSON : STYLES);
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
