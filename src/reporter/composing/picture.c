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

enum { NAME_COLUMNS = 36, MOST_SERVICES = 10 };

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

/* A group is drawn with the parts of it that are. Nesting, and so recursion, is as deep as the document layer allows.
 */
static bool is_drawn(const struct picture *picture, size_t outer) {
    const slacalc_requirement *need = need_at(picture, requirement_core(picture->result, outer));
    if (need->kind == SLACALC_NEED_COMPONENT)
        return !picture->chosen || picture->chosen[need->component];
    for (size_t part = need->part; part != SLACALC_NONE; part = need_at(picture, part)->next)
        if (is_drawn(picture, part))
            return true;
    return false;
}

static void draw_chain(struct picture *picture, size_t from, size_t first, bool failover) {
    size_t level = picture->boxes[from].level + (picture->boxes[from].component != SLACALC_NONE);
    for (size_t outer = first; outer != SLACALC_NONE; outer = need_at(picture, outer)->next) {
        if (!is_drawn(picture, outer))
            continue;
        size_t core = requirement_core(picture->result, outer);
        const slacalc_requirement *need = need_at(picture, core);
        bool group = need->kind != SLACALC_NEED_COMPONENT;
        size_t to = group
                        ? add_box(picture, (struct box){.component = SLACALC_NONE, .requirement = core, .level = level})
                        : component_box(picture, need->component, level);
        picture->lines = arena_reserve(picture->wording->arena, picture->lines, picture->line_count,
                                       &picture->line_capacity, sizeof *picture->lines);
        picture->lines[picture->line_count++] =
            (struct line){.from = from,
                          .to = to,
                          .outer = outer,
                          .level = level,
                          .optional = requirement_is_optional(picture->result, outer),
                          .first = failover && outer == first};
        if (group)
            draw_chain(picture, to, need->part, need->kind == SLACALC_NEED_FAILOVER);
    }
}

static void draw_needs(struct picture *picture, size_t from) {
    struct box *box = &picture->boxes[from];
    const slacalc_component *component = slacalc_result_component(picture->result, box->component);
    if (box->level < picture->extent.depth && picture->box_count < MOST_BOXES) {
        for (size_t i = 0; picture->chosen && i < component->depends_on_count; i++)
            box->left_out += !picture->chosen[component->depends_on[i]];
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

static void note_service(struct picture *picture, const slacalc_service *service) {
    if (picture->box_of[service->component] == SLACALC_NONE)
        return;
    struct box *box = &picture->boxes[picture->box_of[service->component]];
    box->service = service;
    box->broken = has_broken_promise(service);
}

/* In the order of their levels, since a box that is met is drawn after those that were met before. */
static void draw(struct picture *picture) {
    picture->box_count = picture->line_count = picture->levels = 0;
    memset(picture->box_of, 0xff, (picture->result->component_count + 1) * sizeof *picture->box_of);
    for (size_t i = 0; i < picture->service_count; i++)
        component_box(picture, picture->result->services[picture->services[i]].component, 0);
    for (size_t i = 0; i < picture->box_count; i++)
        if (picture->boxes[i].component != SLACALC_NONE)
            draw_needs(picture, i);
    for (size_t i = 0; i < picture->result->service_count; i++)
        note_service(picture, &picture->result->services[i]);
}

/* ---- Choosing ---- */

/* Marks what the rows of the service's tree are that carry most of its downtime. */
static void choose_parts(struct picture *picture, struct tree_builder *builder, size_t service, size_t most_rows) {
    struct tree tree = tree_build_focused(builder, &picture->result->services[service], most_rows, SIZE_MAX);
    for (size_t i = 0; i < tree.count; i++)
        if (tree.rows[i].kind == ROW_COMPONENT)
            picture->chosen[tree.rows[i].component] = true;
    tree_release(&tree);
}

/* Each service has as many parts as leave few boxes for all together. What several need has one box, and a group may
 * have several, so that this is found by trying. */
static void draw_what_carries(struct picture *picture) {
    struct arena *arena = picture->wording->arena;
    struct tree_builder builder;
    size_t most_rows = picture->extent.boxes,
           levels = picture->extent.depth == SLACALC_NONE ? 0 : picture->extent.depth;
    tree_builder_init(&builder, picture->result, levels, arena);
    picture->chosen = arena_alloc(arena, picture->result->component_count + 1, sizeof *picture->chosen);
    for (;;) {
        memset(picture->chosen, 0, picture->result->component_count);
        for (size_t i = 0; i < picture->service_count; i++)
            choose_parts(picture, &builder, picture->services[i], most_rows);
        draw(picture);
        if (picture->box_count <= picture->extent.boxes || most_rows == 1)
            return;
        most_rows = most_rows * picture->extent.boxes / picture->box_count;
        most_rows = most_rows > 1 ? most_rows : 1;
    }
}

/* All services, or the one that is asked for. */
static void take_services(struct picture *picture) {
    size_t count = picture->extent.service == SLACALC_NONE ? picture->result->service_count : 1;
    size_t *services = arena_alloc(picture->wording->arena, count, sizeof *services);
    for (size_t i = 0; i < count; i++)
        services[i] = picture->extent.service == SLACALC_NONE ? i : picture->extent.service;
    picture->services = services;
    picture->service_count = count < picture->extent.services ? count : picture->extent.services;
}

/* Where none needs attention, those that come next. */
static void take_urgent_services(struct picture *picture) {
    struct attention *attention = &picture->attention;
    *attention = attention_of(picture->result, false, picture->wording->arena);
    size_t count = attention->details;
    if (count == 0)
        count = attention->service_count < MOST_SERVICES ? attention->service_count : MOST_SERVICES;
    picture->services = attention->services;
    picture->service_count = count < picture->extent.services ? count : picture->extent.services;
}

static void draw_less(struct picture *picture) {
    if (picture->extent.service == SLACALC_NONE)
        take_urgent_services(picture);
    draw(picture);
    if (picture->box_count > picture->extent.boxes)
        draw_what_carries(picture);
}

/* Of what the boxes need in the end, that which has none of its own. */
static void count_left_out(struct picture *picture) {
    size_t components = picture->result->component_count;
    bool *is_shown = arena_alloc(picture->wording->arena, components, sizeof *is_shown);
    for (size_t i = 0; i < components; i++)
        is_shown[i] = picture->box_of[i] != SLACALC_NONE;
    picture->left_out = needs_left_out(picture->result, is_shown, picture->wording->arena);
    for (size_t i = 0; i < picture->service_count; i++)
        left_out_add_shares(&picture->left_out, &picture->result->services[picture->services[i]], is_shown);
}

/* ---- What is to be seen on them ---- */

static void mark_shares(struct picture *picture, const slacalc_service *service) {
    for (size_t i = 0; i < service->share_count; i++) {
        size_t box = picture->box_of[service->shares[i].component];
        if (box != SLACALC_NONE)
            picture->boxes[box].share = fmax(picture->boxes[box].share, share_in_all(&service->shares[i]));
    }
}

/* Finds the boxes of the services that the picture is of and to which no line leads. */
static size_t find_tops(const struct picture *picture, size_t *tops) {
    bool *is_needed = arena_alloc(picture->wording->arena, picture->box_count, sizeof *is_needed);
    size_t count = 0;
    for (size_t i = 0; i < picture->line_count; i++)
        is_needed[picture->lines[i].to] = true;
    for (size_t i = 0; i < picture->service_count; i++) {
        size_t box = picture->box_of[picture->result->services[picture->services[i]].component];
        if (!is_needed[box])
            tops[count++] = box;
    }
    return count;
}

/* Whether the longest way through the picture has more boxes than stand beside each other, if each box stands behind
 * all that lead to it. */
static bool is_tall(const struct picture *picture) {
    size_t *rank = arena_alloc(picture->wording->arena, picture->box_count, sizeof *rank);
    size_t *beside = arena_alloc(picture->wording->arena, picture->box_count, sizeof *beside);
    size_t ranks = 0, widest = 0;
    bool moved = true;
    while (moved) {
        moved = false;
        for (size_t i = 0; i < picture->line_count; i++) {
            const struct line *line = &picture->lines[i];
            if (rank[line->to] > rank[line->from] || rank[line->from] + 1 == picture->box_count)
                continue;
            rank[line->to] = rank[line->from] + 1;
            moved = true;
        }
    }
    for (size_t i = 0; i < picture->box_count; i++) {
        ranks += beside[rank[i]]++ == 0;
        if (beside[rank[i]] > widest)
            widest = beside[rank[i]];
    }
    return ranks > widest;
}

/* Services that another component needs are told by what they cost those above them. */
static void mark(struct picture *picture) {
    struct single_points points = single_points_new(picture->result, picture->wording->arena);
    size_t *tops = arena_alloc(picture->wording->arena, picture->service_count, sizeof *tops);
    size_t count = find_tops(picture, tops);
    for (size_t i = 0; i < count; i++) {
        struct box *box = &picture->boxes[tops[i]];
        box->top = true;
        mark_shares(picture, box->service);
        tops[i] = box->component;
    }
    single_points_of(&points, tops, count);
    for (size_t i = 0; i < picture->box_count; i++) {
        struct box *box = &picture->boxes[i];
        box->single = box->component != SLACALC_NONE && !box->top && is_single_point(&points, box->component);
    }
}

struct extent extent_of(const slacalc_layout *layout) {
    return (struct extent){.all = layout->all,
                           .depth = layout->depth > 0 ? layout->depth : SLACALC_NONE,
                           .boxes = FEW_BOXES,
                           .service = SLACALC_NONE,
                           .services = SLACALC_NONE};
}

struct extent extent_of_service(const slacalc_layout *layout, size_t service) {
    struct extent extent = extent_of(layout);
    extent.all = false;
    extent.boxes = PAGE_BOXES;
    extent.service = service;
    return extent;
}

/* All services that are asked for, with all that they need. */
static struct picture draw_whole(const slacalc_result *result, const struct wording *wording, struct extent extent) {
    struct picture picture = {.result = result, .wording = wording, .extent = extent};
    picture.box_capacity = result->service_count + 1;
    picture.boxes = arena_alloc(wording->arena, picture.box_capacity, sizeof *picture.boxes);
    picture.box_of = arena_alloc(wording->arena, result->component_count + 1, sizeof *picture.box_of);
    take_services(&picture);
    draw(&picture);
    picture.is_whole = extent.all || picture.box_count <= extent.boxes;
    return picture;
}

struct picture picture_of(const slacalc_result *result, const struct wording *wording, struct extent extent) {
    struct picture picture = draw_whole(result, wording, extent);
    if (!picture.is_whole) {
        draw_less(&picture);
        count_left_out(&picture);
    }
    picture.is_tall = (!picture.is_whole || extent.service != SLACALC_NONE) && is_tall(&picture);
    mark(&picture);
    return picture;
}

bool fits_one_picture(const slacalc_result *result, const struct wording *wording, const slacalc_layout *layout) {
    struct wording scratch = *wording;
    struct extent extent = extent_of(layout);
    extent.all = false;
    scratch.arena = arena_open(wording->arena);
    bool fits = draw_whole(result, &scratch, extent).is_whole;
    arena_close(scratch.arena);
    return fits;
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
    return arena_printf(picture->wording->arena, "%s, %zu of %zu%s", own, component->quorum, component->replicas,
                        replica_beta_note(picture->wording, component));
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

/* Shares of the downtimes of several services have no sum. */
static const char *parts_left_out(const struct picture *picture) {
    const struct left_out *left = &picture->left_out;
    if (picture->service_count == 1 || left->largest == SLACALC_NONE)
        return statement_of_left_out(picture->wording, picture->result, left);
    return arena_printf(picture->wording->arena, "%s, none with more than %s of the downtime (%s)",
                        phrase_count(picture->wording, left->parts, "more part"),
                        format_share(left->largest_share).text,
                        slacalc_result_component(picture->result, left->largest)->name);
}

const char *picture_parts_left_out(const struct picture *picture) {
    return picture->left_out.parts > 0 ? arena_printf(picture->wording->arena, "Not drawn: %s", parts_left_out(picture))
                                       : NULL;
}

const char *picture_services_left_out(const struct picture *picture) {
    if (picture->is_whole || picture->extent.service != SLACALC_NONE)
        return NULL;
    const char *more =
        statement_of_more_services(picture->wording, picture->result, &picture->attention, picture->service_count);
    return more ? arena_printf(picture->wording->arena, "Not drawn by themselves: %s", more) : NULL;
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
