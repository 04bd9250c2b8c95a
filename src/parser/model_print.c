/* A model as text in its own format: what was imported, joined and set, so that it can be kept and read again. */
#include "base/memory_stream.h"
#include "base/numerals.h"
#include "parser/print.h"

#include <stdlib.h>
#include <string.h>

/* A longer key is written in the form that has no limit: YAML reads a plain one only up to 1024 characters. */
enum { KEY_LENGTH = 200 };

struct printing {
    const struct slacalc_model *model;
    FILE *stream;
    struct memory_guard guard;
    struct arena scratch;
    struct sources places;
};

static const struct {
    enum attribute_key key;
    const char *name;
} keys[] = {{KEY_DESCRIPTION, "description"},
            {KEY_OWNER, "owner"},
            {KEY_SOURCE, "source"},
            {KEY_AS_OF, "as_of"},
            {KEY_SLO, "slo"},
            {KEY_MEASURED, "measured"},
            {KEY_MTBF, "mtbf"},
            {KEY_MTTR, "mttr"},
            {KEY_REPLICAS, "replicas"},
            {KEY_QUORUM, "quorum"},
            {KEY_SLA, "sla"},
            {KEY_OLA, "ola"},
            {KEY_OBJECTIVE, "objective"},
            {KEY_PERIOD, "period"},
            {KEY_HOURS, "hours"},
            {KEY_MAINTENANCE, "maintenance"}};

/* ---- Requirements, in one line ---- */

static void print_requirement(struct printing *p, uint32_t index);

static void print_parts(struct printing *p, const char *before, uint32_t first) {
    fputs(before, p->stream);
    for (uint32_t r = first; r != NO_INDEX; r = p->model->requirements[r].next) {
        fputs(r == first ? "[" : ", ", p->stream);
        print_requirement(p, r);
    }
    fputc(']', p->stream);
}

static void print_single(struct printing *p, const char *before, uint32_t part) {
    fputs(before, p->stream);
    print_requirement(p, part);
}

/* Recurses as deep as requirements nest, which is limited. */
static void print_requirement(struct printing *p, uint32_t index) {
    const struct requirement *requirement = &p->model->requirements[index];
    switch (requirement->kind) {
    case SLACALC_NEED_COMPONENT:
        print_text(p->stream, p->model->components[requirement->component].name);
        return;
    case SLACALC_NEED_ALL:
        print_parts(p, "{all: ", requirement->part);
        break;
    case SLACALC_NEED_ANY:
    case SLACALC_NEED_FAILOVER:
        print_parts(p, "{any: ", requirement->part);
        break;
    case SLACALC_NEED_AT_LEAST:
        fprintf(p->stream, "{at_least: %lu, ", (unsigned long)requirement->at_least);
        print_parts(p, "of: ", requirement->part);
        break;
    case SLACALC_NEED_TRAFFIC:
        print_single(p, "{needs: ", requirement->part);
        break;
    case SLACALC_NEED_OPTIONAL:
        print_single(p, "{optional: ", requirement->part);
        break;
    }
    if (requirement->kind == SLACALC_NEED_TRAFFIC || requirement->kind == SLACALC_NEED_FAILOVER) {
        fputs(requirement->kind == SLACALC_NEED_TRAFFIC ? ", traffic: " : ", failover: ", p->stream);
        print_level(p->stream, p->model->levels[requirement->level], &p->scratch);
    }
    fputc('}', p->stream);
}

/* A requirement that stands alone may nest as deep as is allowed at all, so no list is put around it. */
static void print_requirements(struct printing *p, uint32_t first) {
    const struct requirement *requirements = p->model->requirements;
    if (first == NO_INDEX)
        return;
    fputs("    depends_on:", p->stream);
    if (requirements[first].next == NO_INDEX && requirements[first].kind != SLACALC_NEED_COMPONENT) {
        fputc(' ', p->stream);
        print_requirement(p, first);
    }
    for (uint32_t r = first; r != NO_INDEX; r = requirements[r].next) {
        if (requirements[first].next == NO_INDEX && requirements[first].kind != SLACALC_NEED_COMPONENT)
            break;
        fputs("\n      - ", p->stream);
        print_requirement(p, r);
    }
    fputc('\n', p->stream);
}

/* ---- Components ---- */

static bool is_whole_range(struct text range) {
    return (range.length > 0 && memchr(range.at, ':', range.length)) || text_is(range, "24x7");
}

/* Ranges were joined by ", ", which may also divide the days of one range. There is no text of an empty list. */
static void print_ranges(struct printing *p, struct text text) {
    size_t begin = 0;
    fputc('[', p->stream);
    for (size_t at = 0; text.at && at <= text.length; at++) {
        bool at_end = at == text.length || (at + 1 < text.length && memcmp(text.at + at, ", ", 2) == 0);
        struct text range = {text.at + begin, at - begin};
        if (!at_end || !is_whole_range(range))
            continue;
        fputs(begin > 0 ? ", " : "", p->stream);
        print_text(p->stream, range);
        begin = at + 2;
    }
    fputc(']', p->stream);
}

static void print_attribute(struct printing *p, const struct attribute *attribute) {
    switch (attribute->key) {
    case KEY_MTBF:
    case KEY_MTTR:
    case KEY_PERIOD:
        print_duration(p->stream, attribute->seconds);
        break;
    case KEY_REPLICAS:
    case KEY_QUORUM:
        fprintf(p->stream, "%lu", (unsigned long)attribute->number);
        break;
    case KEY_OWNER:
    case KEY_DESCRIPTION:
    case KEY_SOURCE:
    case KEY_AS_OF:
        print_text(p->stream, attribute->text);
        break;
    case KEY_HOURS:
    case KEY_MAINTENANCE:
        print_ranges(p, attribute->ranges.text);
        break;
    case KEY_TIMEZONE:
        print_text(p->stream, p->model->zones[attribute->zone].name);
        break;
    default:
        print_level(p->stream, attribute->level, &p->scratch);
    }
    fputc('\n', p->stream);
}

/* The clocks are those of its document where it names none. */
static void print_zone(struct printing *p, uint32_t component) {
    uint32_t zone = p->model->components[component].zone;
    bool has_hours = model_attribute(p->model, component, KEY_HOURS) ||
                     model_attribute(p->model, component, KEY_MAINTENANCE) ||
                     model_attribute(p->model, component, KEY_TIMEZONE);
    if (zone == NO_INDEX || !has_hours)
        return;
    fputs("    timezone: ", p->stream);
    print_text(p->stream, p->model->zones[zone].name);
    fputc('\n', p->stream);
}

/* The name of a file may hold anything; in a comment nothing may end the line. */
static void print_place(struct printing *p, struct position where) {
    if (where.source == NO_SOURCE)
        return;
    fputs("  # ", p->stream);
    for (const char *c = p->places.items[where.source].name; *c; c++)
        fputc((unsigned char)*c < 0x20 || (unsigned char)*c >= 0x7f ? '?' : *c, p->stream);
    size_t line = sources_locate(&p->places, where).line;
    if (line > 0)
        fprintf(p->stream, ":%zu", line);
}

static void print_component(struct printing *p, uint32_t component) {
    const struct component *self = &p->model->components[component];
    bool is_long = self->name.length > KEY_LENGTH;
    fputs(is_long ? "  ? " : "  ", p->stream);
    print_text(p->stream, self->name);
    fputs(is_long ? "\n  :" : ":", p->stream);
    print_place(p, self->where);
    fputc('\n', p->stream);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct attribute *attribute = model_attribute(p->model, component, keys[i].key);
        if (!attribute)
            continue;
        fprintf(p->stream, "    %s: ", keys[i].name);
        print_attribute(p, attribute);
    }
    print_zone(p, component);
    print_requirements(p, self->requirements);
}

static void print_model(void *context) {
    struct printing *p = context;
    const struct slacalc_model *model = p->model;
    p->places = sources_view(&model->sources, &p->scratch);
    fputs("slacalc: 1\n", p->stream);
    if (model->title.at) {
        fputs("title: ", p->stream);
        print_text(p->stream, model->title);
        fputc('\n', p->stream);
    }
    if (model->period_s > 0) {
        fputs("period: ", p->stream);
        print_duration(p->stream, model->period_s);
        fputc('\n', p->stream);
    }
    if (model->together || model->cycle_count > 0)
        fputs("cycles: together\n", p->stream);
    fputs("components:\n", p->stream);
    for (uint32_t c = 0; c < model->component_count; c++)
        if (!model->components[c].absent)
            print_component(p, c);
}

static char *print_checked(const slacalc_model *model, size_t *length) {
    struct printing printing = {.model = model};
    struct memory_stream stream;
    if (!memory_stream_open(&stream))
        return NULL;
    printing.stream = stream.file;
    arena_init(&printing.scratch, &printing.guard);
    bool printed = memory_attempt(&printing.guard, print_model, &printing);
    arena_free(&printing.scratch);
    char *text = memory_stream_close(&stream);
    *length = stream.length;
    if (printed)
        return text;
    free(text);
    return NULL;
}

char *slacalc_model_print(const slacalc_model *model, size_t *length) {
    struct numerals numerals;
    if (!model->checked || model->failed || !numerals_begin(&numerals))
        return NULL;
    char *text = print_checked(model, length);
    numerals_end(&numerals);
    return text;
}
