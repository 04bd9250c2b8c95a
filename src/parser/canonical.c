#include "parser/canonical.h"

#include <stdlib.h>
#include <string.h>

struct texts {
    const char **items;
    size_t count, capacity;
};

struct canonical {
    const struct slacalc_model *model;
    struct arena *arena;
};

static const char *text_of_need(const struct canonical *canonical, uint32_t index);

static void add(const struct canonical *canonical, struct texts *texts, const char *text) {
    texts->items = arena_reserve(canonical->arena, texts->items, texts->count, &texts->capacity, sizeof *texts->items);
    texts->items[texts->count++] = text;
}

/* Adds the parts of a chain; those of a part of the same kind stand in its place. */
static void add_parts(const struct canonical *canonical, struct texts *texts, uint32_t first,
                      slacalc_requirement_kind kind) {
    const struct requirement *requirements = canonical->model->requirements;
    for (uint32_t r = first; r != NO_INDEX; r = requirements[r].next) {
        if (requirements[r].kind == kind && kind != SLACALC_NEED_FAILOVER && requirements[r].beta == NO_INDEX &&
            requirements[r].spans == NO_INDEX)
            add_parts(canonical, texts, requirements[r].part, kind);
        else
            add(canonical, texts, text_of_need(canonical, r));
    }
}

static int compare_texts(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort(struct texts *texts) {
    if (texts->count > 1)
        qsort(texts->items, texts->count, sizeof *texts->items, compare_texts);
}

static bool is_name(const char *text) {
    return text[strspn(text, "0123456789")] == ':';
}

/* Of what has a share or a switch of its own, the second one is another event. */
static void drop_repeated_names(struct texts *texts) {
    size_t kept = 0;
    for (size_t i = 0; i < texts->count; i++)
        if (kept == 0 || !is_name(texts->items[i]) || strcmp(texts->items[kept - 1], texts->items[i]) != 0)
            texts->items[kept++] = texts->items[i];
    texts->count = kept;
}

static const char *joined(const struct canonical *canonical, const char *head, const struct texts *texts) {
    size_t length = strlen(head) + 3;
    for (size_t i = 0; i < texts->count; i++)
        length += strlen(texts->items[i]) + 1;
    char *text = arena_alloc(canonical->arena, length, 1), *end = stpcpy(text, head);
    for (size_t i = 0; i < texts->count; i++) {
        *end++ = i == 0 ? '(' : ' ';
        end = stpcpy(end, texts->items[i]);
    }
    stpcpy(end, ")");
    return text;
}

/* Of parts whose order says nothing: a single one stands for itself. */
static const char *group(const struct canonical *canonical, const struct requirement *requirement) {
    struct texts texts = {0};
    slacalc_requirement_kind kind = requirement->kind;
    size_t parts = 0;
    for (uint32_t r = requirement->part; r != NO_INDEX; r = canonical->model->requirements[r].next)
        parts++;
    if (kind == SLACALC_NEED_AT_LEAST && requirement->at_least == parts)
        kind = SLACALC_NEED_ALL;
    else if (kind == SLACALC_NEED_AT_LEAST && requirement->at_least == 1)
        kind = SLACALC_NEED_ANY;
    add_parts(canonical, &texts, requirement->part, kind);
    sort(&texts);
    if (kind != SLACALC_NEED_AT_LEAST)
        drop_repeated_names(&texts);
    if (texts.count == 1)
        return texts.items[0];
    return joined(canonical,
                  kind == SLACALC_NEED_ALL     ? "all"
                  : kind == SLACALC_NEED_SPLIT ? "split"
                  : kind == SLACALC_NEED_ANY
                      ? "any"
                      : arena_printf(canonical->arena, "%lu of", (unsigned long)requirement->at_least),
                  &texts);
}

static const char *failover(const struct canonical *canonical, const struct requirement *requirement) {
    struct texts texts = {0};
    add_parts(canonical, &texts, requirement->part, SLACALC_NEED_FAILOVER);
    if (texts.count == 1)
        return texts.items[0];
    double takes_s = requirement->spans == NO_INDEX ? 0 : canonical->model->spans[requirement->spans].takes_s;
    const char *takes = takes_s > 0 ? arena_printf(canonical->arena, " in %a", takes_s) : "";
    return joined(
        canonical,
        arena_printf(canonical->arena, "failover %La%s", canonical->model->levels[requirement->level].down, takes),
        &texts);
}

/* Replicas are in them by turns, so that none of them stands for others. */
static const char *places(const struct canonical *canonical, const struct requirement *requirement) {
    struct texts texts = {0};
    add_parts(canonical, &texts, requirement->part, SLACALC_NEED_ACROSS);
    return joined(canonical, "across", &texts);
}

/* Without its beta, and what is tolerated of it. A name is told apart from other words by its length. Recurses as deep
 * as requirements nest, which is limited. */
static const char *text_of_form(const struct canonical *canonical, const struct requirement *requirement) {
    if (requirement->kind == SLACALC_NEED_COMPONENT) {
        struct text name = canonical->model->components[requirement->component].name;
        return arena_printf(canonical->arena, "%zu:%.*s", name.length, TEXT_ARGS(name));
    }
    if (requirement->kind == SLACALC_NEED_FAILOVER)
        return failover(canonical, requirement);
    if (requirement->kind == SLACALC_NEED_ACROSS)
        return places(canonical, requirement);
    if (requirement->kind == SLACALC_NEED_TRAFFIC)
        return arena_printf(canonical->arena, "traffic %La(%s)", canonical->model->levels[requirement->level].up,
                            text_of_need(canonical, requirement->part));
    if (requirement->kind == SLACALC_NEED_OPTIONAL)
        return arena_printf(canonical->arena, "optional(%s)", text_of_need(canonical, requirement->part));
    return group(canonical, requirement);
}

static const char *text_of_need(const struct canonical *canonical, uint32_t index) {
    const struct requirement *requirement = &canonical->model->requirements[index];
    const char *text = text_of_form(canonical, requirement);
    double tolerates_s = requirement->spans == NO_INDEX ? 0 : canonical->model->spans[requirement->spans].tolerates_s;
    if (requirement->beta != NO_INDEX)
        text = arena_printf(canonical->arena, "beta %La(%s)", canonical->model->levels[requirement->beta].up, text);
    return tolerates_s > 0 ? arena_printf(canonical->arena, "tolerates %a(%s)", tolerates_s, text) : text;
}

const char *canonical_text(const struct slacalc_model *model, uint32_t requirement, struct arena *arena) {
    const struct canonical canonical = {model, arena};
    return text_of_need(&canonical, requirement);
}

struct canonical_needs canonical_needs(const struct slacalc_model *model, uint32_t first, struct arena *arena) {
    const struct canonical canonical = {model, arena};
    struct texts texts = {0};
    add_parts(&canonical, &texts, first, SLACALC_NEED_ALL);
    sort(&texts);
    drop_repeated_names(&texts);
    return (struct canonical_needs){texts.items, texts.count};
}

bool canonical_has(const struct canonical_needs *needs, const struct slacalc_model *model, uint32_t requirement,
                   struct arena *arena) {
    const struct canonical canonical = {model, arena};
    const char *text = text_of_need(&canonical, requirement);
    return needs->count > 0 && bsearch(&text, needs->items, needs->count, sizeof *needs->items, compare_texts);
}
