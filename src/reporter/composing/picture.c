#include "reporter/composing/picture.h"

#include "engine/rows/downtime.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "engine/rows/single_points.h"
#include "reporter/composing/tree.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/requirements.h"
#include "reporter/wording/words.h"

#include <math.h>
#include <string.h>

enum { NAME_COLUMNS = 36 };

static const slacalc_requirement *need_at(const struct picture *picture, size_t need) {
    return slacalc_result_requirement(picture->result, need);
}

/* ---- Boxes and lines ---- */

static size_t add_box(struct picture *picture, struct box box) {
    picture->boxes = arena_reserve(picture->wording->arena, picture->boxes, picture->box_count, &picture->box_capacity,
                                   sizeof *picture->boxes);
    picture->boxes[picture->box_count] = box;
    if (box.level > picture->levels)
        picture->levels = box.level;
    return picture->box_count++;
}

static size_t component_box(struct picture *picture, size_t component, size_t level) {
    size_t *box = &picture->box_of[component];
    if (*box == SLACALC_NONE)
        *box = add_box(picture, (struct box){.component = component, .requirement = SLACALC_NONE, .level = level});
    return *box;
}

static bool is_optional(const struct picture *picture, size_t outer, size_t core) {
    for (size_t need = outer; need != core; need = need_at(picture, need)->part)
        if (need_at(picture, need)->kind == SLACALC_NEED_OPTIONAL)
            return true;
    return false;
}

/* Nesting, and so recursion, is as deep as the document layer allows. */
static void draw_chain(struct picture *picture, size_t from, size_t first, bool failover) {
    size_t level = picture->boxes[from].level + (picture->boxes[from].component != SLACALC_NONE);
    for (size_t outer = first; outer != SLACALC_NONE; outer = need_at(picture, outer)->next) {
        size_t core = requirement_core(picture->result, outer);
        const slacalc_requirement *need = need_at(picture, core);
        bool group = need->kind != SLACALC_NEED_COMPONENT;
        size_t to = group
                        ? add_box(picture, (struct box){.component = SLACALC_NONE, .requirement = core, .level = level})
                        : component_box(picture, need->component, level);
        picture->lines = arena_reserve(picture->wording->arena, picture->lines, picture->line_count,
                                       &picture->line_capacity, sizeof *picture->lines);
        picture->lines[picture->line_count++] = (struct line){.from = from,
                                                              .to = to,
                                                              .outer = outer,
                                                              .level = level,
                                                              .optional = is_optional(picture, outer, core),
                                                              .first = failover && outer == first};
        if (group)
            draw_chain(picture, to, need->part, need->kind == SLACALC_NEED_FAILOVER);
    }
}

static void draw_needs(struct picture *picture, size_t from) {
    struct box *box = &picture->boxes[from];
    const slacalc_component *component = slacalc_result_component(picture->result, box->component);
    if (box->level < picture->extent.depth && picture->box_count < MOST_BOXES) {
        draw_chain(picture, from, component->requirements, false);
        return;
    }
    box->left_out = component->depends_on_count;
}

static bool has_broken_promise(const slacalc_service *service) {
    for (size_t i = 0; i < service->promise_count; i++)
        if (!promise_is_kept(&service->promises[i]))
            return true;
    return false;
}

/* In the order of their levels, since a box that is met is drawn after those that were met before. */
static void draw(struct picture *picture) {
    for (size_t i = 0; i < picture->result->service_count && i < picture->extent.services; i++) {
        const slacalc_service *service = &picture->result->services[i];
        size_t index = component_box(picture, service->component, 0);
        struct box *box = &picture->boxes[index];
        box->service = service;
        box->broken = has_broken_promise(service);
    }
    for (size_t i = 0; i < picture->box_count; i++)
        if (picture->boxes[i].component != SLACALC_NONE)
            draw_needs(picture, i);
}

/* ---- What is to be seen on them ---- */

static void mark_shares(struct picture *picture, const slacalc_service *service) {
    for (size_t i = 0; i < service->share_count; i++) {
        size_t box = picture->box_of[service->shares[i].component];
        if (box != SLACALC_NONE)
            picture->boxes[box].share = fmax(picture->boxes[box].share, share_in_all(&service->shares[i]));
    }
}

/* Services that another component needs are told by what they cost those above them. */
static void mark(struct picture *picture) {
    const slacalc_result *result = picture->result;
    struct single_points points = single_points_new(result, picture->wording->arena);
    size_t *tops = arena_alloc(picture->wording->arena, picture->box_count + 1, sizeof *tops), count = 0;
    for (size_t i = 0; i < picture->box_count; i++) {
        const slacalc_service *service = picture->boxes[i].service;
        if (!service || points.named_by[service->component] != SLACALC_NONE)
            continue;
        mark_shares(picture, service);
        tops[count++] = service->component;
    }
    single_points_of(&points, tops, count);
    for (size_t i = 0; i < picture->box_count; i++) {
        struct box *box = &picture->boxes[i];
        if (box->component != SLACALC_NONE && (!box->service || points.named_by[box->component] != SLACALC_NONE))
            box->single = is_single_point(&points, box->component);
    }
}

struct picture picture_of(const slacalc_result *result, const struct wording *wording, struct extent extent) {
    struct picture picture = {.result = result, .wording = wording, .extent = extent};
    size_t count = result->component_count;
    picture.box_capacity = result->service_count + 1;
    picture.boxes = arena_alloc(wording->arena, picture.box_capacity, sizeof *picture.boxes);
    picture.box_of = arena_alloc(wording->arena, count + 1, sizeof *picture.box_of);
    memset(picture.box_of, 0xff, (count + 1) * sizeof *picture.box_of);
    draw(&picture);
    mark(&picture);
    return picture;
}

/* ---- Texts ---- */

static const slacalc_component *component_of(const struct picture *picture, const struct box *box) {
    return slacalc_result_component(picture->result, box->component);
}

const char *box_name(const struct picture *picture, const struct box *box) {
    if (box->component == SLACALC_NONE)
        return group_label(picture->wording, picture->result, box->requirement);
    const char *name = phrase_name(picture->wording, picture->result, box->component);
    return printable_cut(picture->wording, name, NAME_COLUMNS);
}

const char *box_own(const struct picture *picture, const struct box *box) {
    const slacalc_component *component = component_of(picture, box);
    bool compound = component->requirements != SLACALC_NONE || component->replicas > 1;
    if (component->figure == SLACALC_FIGURE_DOWN)
        return "down";
    if (component->figure == SLACALC_FIGURE_NONE)
        return NULL;
    const char *own = !compound ? phrase_basis(component)
                                : arena_printf(picture->wording->arena, "own %s %s",
                                               phrase_own(picture->wording, component), phrase_basis(component));
    if (component->replicas == 1)
        return own;
    return arena_printf(picture->wording->arena, "%s, %zu of %zu", own, component->quorum, component->replicas);
}

const char *box_share(const struct picture *picture, const struct box *box) {
    return box->share > 0 ? phrase_figure(picture->wording, format_share(box->share)) : NULL;
}

const char *box_promise(const struct picture *picture, const struct box *box, size_t promise) {
    const struct wording *wording = picture->wording;
    const slacalc_promise *row = &box->service->promises[promise];
    const char *text =
        arena_printf(wording->arena, "%s: %s", phrase_promise(wording, row), word_of_verdict(row->verdict));
    size_t gaps = gap_count(box->service, promise);
    if (component_of(picture, box)->has_whole)
        text = arena_printf(wording->arena, "%s, %s computed", text, phrase_against(wording, box->service, row));
    return gaps > 0 ? arena_printf(wording->arena, "%s, %s", text, phrase_count(wording, gaps, "gap")) : text;
}

const char *box_left_out(const struct picture *picture, const struct box *box) {
    return box->left_out > 0 ? arena_printf(picture->wording->arena, "… needs %zu more", box->left_out) : NULL;
}

const char *line_label(const struct picture *picture, const struct line *line) {
    const char *notes = requirement_notes(picture->wording, picture->result, line->outer);
    if (line->first)
        return arena_printf(picture->wording->arena, "first%s", notes);
    return *notes ? notes + strlen(", ") : NULL;
}

size_t box_shade(const struct box *box) {
    static const double least[MOST_SHADE] = {0, 0.01, 0.05, 0.2};
    size_t shade = 0;
    while (shade < MOST_SHADE && box->share > least[shade])
        shade++;
    return shade;
}
