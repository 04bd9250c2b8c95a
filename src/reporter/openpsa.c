/*
 * The model as a fault tree in the Open-PSA model exchange format. Gates and basic events are failures, so that an
 * `any` becomes an `and`. Everything is prepared first: what is written takes no memory.
 *
 * Identifiers: a name that is one itself stays as it is, unless it has "__" in it; any other becomes WORD__ROW with the
 * component's row. What belongs to a component is IDENTIFIER__WORD. So no two are the same.
 */
#include "engine/rows/result.h"
#include "reporter/printable.h"
#include "reporter/report.h"
#include "reporter/xml.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What is written of a requirement. */
struct need_plan {
    size_t arguments; /* parts that matter: optional ones do not; 1 for a component */
    size_t number;    /* from 1 within its component, for what is named after it */
    bool repeated;    /* an argument before it in the same formula is the same: it needs a gate of its own */
};

struct component_plan {
    const char *id;
    size_t arguments; /* requirements that matter */
    bool reached;     /* by a service */
    bool referred;    /* by another component */
    size_t stamp;     /* serial of the last formula that had it as an argument */
};

struct export {
    const slacalc_result *result;
    struct memory_guard guard;
    struct arena arena;
    struct need_plan *needs;           /* by requirement */
    struct component_plan *components; /* by component */
    size_t *waiting;                   /* components that are reached and not planned yet */
    size_t waiting_count;
    size_t serial;
    size_t numbered; /* requirements of the component that is planned */
};

static const slacalc_requirement *need_at(const struct export *e, size_t need) {
    return slacalc_result_requirement(e->result, need);
}

/* ---- Identifiers ---- */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word_character(char c) {
    return is_letter(c) || (c >= '0' && c <= '9');
}

static bool is_identifier(const char *name) {
    if (!is_letter(*name) || strstr(name, "__"))
        return false;
    for (const char *at = name; *at; at++) {
        bool joins = *at == '-' && at[1] != '-' && at[1] != '\0';
        if (!is_word_character(*at) && *at != '_' && !joins)
            return false;
    }
    return true;
}

/* What an identifier may keep of the name, and the row, which makes it the only one. */
static const char *made_identifier(struct arena *arena, const char *name, size_t row) {
    char *word = arena_alloc(arena, strlen(name) + 1, 1), *to = word;
    for (; *name; name++) {
        if (is_word_character(*name) && (to > word || is_letter(*name)))
            *to++ = *name;
        else if (to > word && to[-1] != '_')
            *to++ = '_';
    }
    if (to > word && to[-1] == '_')
        to--;
    *to = '\0';
    return arena_printf(arena, "%s__%zu", to > word ? word : "component", row + 1);
}

/* ---- Planning ---- */

static void reach(struct export *e, size_t component) {
    if (!e->components[component].reached)
        e->waiting[e->waiting_count++] = component;
    e->components[component].reached = true;
}

/* The component that the requirement comes down to; SLACALC_NONE where it is more than one. */
static size_t only_component(const struct export *e, size_t need) {
    while (need_at(e, need)->kind != SLACALC_NEED_COMPONENT) {
        if (e->needs[need].arguments != 1 || need_at(e, need)->kind == SLACALC_NEED_TRAFFIC)
            return SLACALC_NONE;
        need = need_at(e, need)->part;
        while (e->needs[need].arguments == 0)
            need = need_at(e, need)->next;
    }
    return need_at(e, need)->component;
}

static size_t plan_chain(struct export *e, size_t first);

/* Nesting, and so recursion, is as deep as the document layer allows. */
static void plan_need(struct export *e, size_t need) {
    const slacalc_requirement *row = need_at(e, need);
    struct need_plan *plan = &e->needs[need];
    plan->number = ++e->numbered;
    if (row->kind == SLACALC_NEED_COMPONENT) {
        e->components[row->component].referred = true;
        reach(e, row->component);
        plan->arguments = 1;
    } else if (row->kind != SLACALC_NEED_OPTIONAL) {
        plan->arguments = plan_chain(e, row->part);
    }
}

/* Returns how many matter. */
static size_t plan_chain(struct export *e, size_t first) {
    size_t arguments = 0;
    for (size_t need = first; need != SLACALC_NONE; need = need_at(e, need)->next)
        plan_need(e, need);
    e->serial++;
    for (size_t need = first; need != SLACALC_NONE; need = need_at(e, need)->next) {
        if (e->needs[need].arguments == 0)
            continue;
        arguments++;
        size_t component = only_component(e, need);
        if (component == SLACALC_NONE)
            continue;
        e->needs[need].repeated = e->components[component].stamp == e->serial;
        e->components[component].stamp = e->serial;
    }
    return arguments;
}

static void plan(void *context) {
    struct export *e = context;
    size_t count = slacalc_result_component_count(e->result);
    e->needs = arena_alloc(&e->arena, e->result->requirement_count, sizeof *e->needs);
    e->components = arena_alloc(&e->arena, count, sizeof *e->components);
    e->waiting = arena_alloc(&e->arena, count, sizeof *e->waiting);
    for (size_t i = 0; i < slacalc_result_service_count(e->result); i++)
        reach(e, slacalc_result_service(e->result, i)->component);
    while (e->waiting_count > 0) {
        size_t index = e->waiting[--e->waiting_count];
        const slacalc_component *component = slacalc_result_component(e->result, index);
        e->numbered = 0;
        e->components[index].arguments = plan_chain(e, component->requirements);
        e->components[index].id =
            is_identifier(component->name) ? component->name : made_identifier(&e->arena, component->name, index);
    }
}

/* ---- Writing ---- */

/* What is being written, and of which component. */
struct writer {
    const struct export *e;
    struct xml xml;
    const char *id;
};

static bool has_own_failure(const slacalc_component *component) {
    return component->own.down > 0;
}

/* Then the component is nothing but a basic event. */
static bool is_basic(const struct export *e, size_t index) {
    const slacalc_component *component = slacalc_result_component(e->result, index);
    return e->components[index].arguments == 0 && (component->replicas == 1 || !has_own_failure(component));
}

static void put_component(struct writer *w, size_t index) {
    const char *element = is_basic(w->e, index) ? "basic-event" : "gate";
    xml_open(&w->xml, element);
    xml_attribute(&w->xml, "name", "%s", w->e->components[index].id);
    xml_close(&w->xml, element);
}

static void put_event(struct writer *w, const char *element, const char *word, size_t number) {
    xml_open(&w->xml, element);
    xml_attribute(&w->xml, "name", "%s__%s_%zu", w->id, word, number);
    xml_close(&w->xml, element);
}

/* Of `count` parts `needed` must be up. Returns the element that is to be closed; NULL where one part needs none. */
static const char *open_formula(struct writer *w, size_t count, size_t needed) {
    size_t failures = count - needed + 1;
    const char *element = failures == 1 ? "or" : failures == count ? "and" : "atleast";
    if (count == 1)
        return NULL;
    xml_open(&w->xml, element);
    if (failures > 1 && failures < count)
        xml_attribute(&w->xml, "min", "%zu", failures);
    return element;
}

static void close_formula(struct writer *w, const char *element) {
    if (element)
        xml_close(&w->xml, element);
}

static void put_need(struct writer *w, size_t need);

static void put_chain(struct writer *w, size_t first) {
    for (size_t need = first; need != SLACALC_NONE; need = need_at(w->e, need)->next)
        if (w->e->needs[need].arguments > 0)
            put_need(w, need);
}

static void put_failover(struct writer *w, size_t first) {
    put_need(w, first);
    for (size_t need = need_at(w->e, first)->next; need != SLACALC_NONE; need = need_at(w->e, need)->next) {
        xml_open(&w->xml, "or");
        put_event(w, "basic-event", "switch", w->e->needs[need].number);
        put_need(w, need);
        xml_close(&w->xml, "or");
    }
}

/* How many of its parts a group needs. */
static size_t needed_parts(const slacalc_requirement *row, size_t arguments) {
    return row->kind == SLACALC_NEED_ALL ? arguments : row->kind == SLACALC_NEED_AT_LEAST ? row->at_least : 1;
}

/* Whether the requirement is a component with an event of its own, and no other argument of its formula is the same. */
static bool is_distinct(const struct export *e, size_t need) {
    const slacalc_requirement *row = need_at(e, need);
    return row->kind == SLACALC_NEED_COMPONENT && !e->needs[need].repeated &&
           (is_basic(e, row->component) || has_own_failure(slacalc_result_component(e->result, row->component)));
}

/* SCRAM 0.16.2 takes 2 of (a, a, b) for b, also where two arguments turn out to be the same only as it simplifies them:
 * where that may be, such a group is written out. */
static bool may_be_misread(const struct export *e, const slacalc_requirement *row, size_t arguments) {
    if (row->kind != SLACALC_NEED_AT_LEAST || row->at_least != 2 || arguments != 3)
        return false;
    for (size_t need = row->part; need != SLACALC_NONE; need = need_at(e, need)->next)
        if (!is_distinct(e, need))
            return true;
    return false;
}

static void put_pairs(struct writer *w, size_t first) {
    size_t second = need_at(w->e, first)->next, third = need_at(w->e, second)->next;
    const size_t pairs[][2] = {{first, second}, {first, third}, {second, third}};
    xml_open(&w->xml, "or");
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        xml_open(&w->xml, "and");
        put_need(w, pairs[i][0]);
        put_need(w, pairs[i][1]);
        xml_close(&w->xml, "and");
    }
    xml_close(&w->xml, "or");
}

static void put_formula(struct writer *w, size_t need) {
    const slacalc_requirement *row = need_at(w->e, need);
    size_t arguments = w->e->needs[need].arguments;
    bool traffic = row->kind == SLACALC_NEED_TRAFFIC;
    if (row->kind == SLACALC_NEED_COMPONENT) {
        put_component(w, row->component);
        return;
    }
    if (may_be_misread(w->e, row, arguments)) {
        put_pairs(w, row->part);
        return;
    }
    const char *element = open_formula(w, arguments + traffic, needed_parts(row, arguments));
    if (traffic)
        put_event(w, "basic-event", "share", w->e->needs[need].number);
    if (row->kind == SLACALC_NEED_FAILOVER)
        put_failover(w, row->part);
    else
        put_chain(w, row->part);
    close_formula(w, element);
}

static void put_need(struct writer *w, size_t need) {
    if (w->e->needs[need].repeated)
        put_event(w, "gate", "same", w->e->needs[need].number);
    else
        put_formula(w, need);
}

static void put_label(struct writer *w, const char *name) {
    if (strcmp(w->id, name) != 0 && name[strspn(name, " ")] != '\0')
        xml_text(&w->xml, "label", name);
}

static void put_probability(struct writer *w, double probability) {
    xml_open(&w->xml, "float");
    xml_attribute(&w->xml, "value", "%.17g", probability);
    xml_close(&w->xml, "float");
}

static void define_event(struct writer *w, const char *word, size_t number, double probability) {
    xml_open(&w->xml, "define-basic-event");
    xml_attribute(&w->xml, "name", "%s__%s_%zu", w->id, word, number);
    put_probability(w, probability);
    xml_close(&w->xml, "define-basic-event");
}

/* What the formulas of a component mention that is only its own. */
static void define_needs(struct writer *w, size_t first, const slacalc_requirement *group) {
    for (size_t need = first; need != SLACALC_NONE; need = need_at(w->e, need)->next) {
        const slacalc_requirement *row = need_at(w->e, need);
        const struct need_plan *plan = &w->e->needs[need];
        if (plan->arguments == 0)
            continue;
        if (group && group->kind == SLACALC_NEED_FAILOVER && need != first)
            define_event(w, "switch", plan->number, group->level.down);
        if (row->kind == SLACALC_NEED_TRAFFIC)
            define_event(w, "share", plan->number, row->level.up);
        if (plan->repeated) {
            xml_open(&w->xml, "define-gate");
            xml_attribute(&w->xml, "name", "%s__same_%zu", w->id, plan->number);
            put_formula(w, need);
            xml_close(&w->xml, "define-gate");
        }
        if (row->kind != SLACALC_NEED_COMPONENT)
            define_needs(w, row->part, row);
    }
}

static void put_own(struct writer *w, const slacalc_component *component) {
    const char *element = open_formula(w, component->replicas, component->quorum);
    for (size_t i = 1; i <= component->replicas; i++)
        put_event(w, "basic-event", "own", i);
    close_formula(w, element);
}

static void define_gate(struct writer *w, size_t index) {
    const slacalc_component *component = slacalc_result_component(w->e->result, index);
    bool own = has_own_failure(component);
    size_t arguments = w->e->components[index].arguments + own;
    xml_open(&w->xml, "define-gate");
    xml_attribute(&w->xml, "name", "%s", w->id);
    put_label(w, component->name);
    const char *element = open_formula(w, arguments, arguments);
    if (own)
        put_own(w, component);
    put_chain(w, component->requirements);
    close_formula(w, element);
    xml_close(&w->xml, "define-gate");
    for (size_t i = 1; own && i <= component->replicas; i++)
        define_event(w, "own", i, component->own.down);
    define_needs(w, component->requirements, NULL);
}

static void define_component(struct writer *w, size_t index) {
    const slacalc_component *component = slacalc_result_component(w->e->result, index);
    if (!is_basic(w->e, index)) {
        define_gate(w, index);
        return;
    }
    xml_open(&w->xml, "define-basic-event");
    xml_attribute(&w->xml, "name", "%s", w->id);
    put_label(w, component->name);
    put_probability(w, component->own.down);
    xml_close(&w->xml, "define-basic-event");
}

/* A gate that nothing refers to is a top event; any other service gets one above it. */
static void define_top(struct writer *w, size_t index) {
    if (!w->e->components[index].referred && !is_basic(w->e, index))
        return;
    xml_open(&w->xml, "define-gate");
    xml_attribute(&w->xml, "name", "%s__service", w->id);
    put_label(w, slacalc_result_component(w->e->result, index)->name);
    put_component(w, index);
    xml_close(&w->xml, "define-gate");
}

static bool write_model(const void *context, FILE *stream) {
    const struct export *e = context;
    struct writer w = {.e = e, .xml = xml_start(stream), .id = ""};
    const char *title = slacalc_result_title(e->result);
    xml_open(&w.xml, "opsa-mef");
    if (title)
        put_label(&w, title);
    xml_open(&w.xml, "define-fault-tree");
    xml_attribute(&w.xml, "name", "services");
    for (size_t i = 0; i < slacalc_result_service_count(e->result); i++) {
        size_t index = slacalc_result_service(e->result, i)->component;
        w.id = e->components[index].id;
        define_top(&w, index);
    }
    for (size_t i = 0; i < slacalc_result_component_count(e->result); i++) {
        w.id = e->components[i].id;
        if (e->components[i].reached)
            define_component(&w, i);
    }
    xml_close(&w.xml, "define-fault-tree");
    xml_close(&w.xml, "opsa-mef");
    return true;
}

/* Hours are beyond the format: only what holds in all promised hours alike can be said. */
/* Marks, of every component, whether it needs a cycle; a fixed point, since what needs it may stand anywhere. */
static void mark_cyclic(const slacalc_result *result, bool *cyclic) {
    for (size_t i = 0; i < result->cycle_count; i++)
        for (size_t e = 0; e < result->cycles[i].edge_count; e++)
            cyclic[result->cycles[i].edges[e].from] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t c = 0; c < result->component_count; c++)
            for (size_t d = 0; d < result->components[c].depends_on_count && !cyclic[c]; d++)
                changed |= cyclic[c] = cyclic[result->components[c].depends_on[d]];
    }
}

static size_t find_obstacle(const slacalc_result *result, const bool *cyclic) {
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        if (cyclic && cyclic[service->component])
            return i;
        for (size_t s = 0; s < service->slice_count; s++)
            if (service->slices[s].uncovered_count > 0)
                return i;
    }
    return SLACALC_NONE;
}

/* Without memory for more, any cycle counts as one that is needed. */
size_t openpsa_obstacle(const slacalc_result *result) {
    if (result->cycle_count == 0)
        return find_obstacle(result, NULL);
    bool *cyclic = calloc(result->component_count, sizeof *cyclic);
    if (!cyclic)
        return 0;
    mark_cyclic(result, cyclic);
    size_t obstacle = find_obstacle(result, cyclic);
    free(cyclic);
    return obstacle;
}

char *report_openpsa(const slacalc_result *result, size_t *length) {
    struct export e = {.result = result};
    char *text = NULL;
    arena_init(&e.arena, &e.guard);
    if (memory_attempt(&e.guard, plan, &e))
        text = report_collect(write_model, &e, length);
    arena_free(&e.arena);
    return text;
}
