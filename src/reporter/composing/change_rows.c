#include "reporter/composing/change_rows.h"

#include <math.h>
#include <stdlib.h>

/* What is not known stands before all else. */
static double size_of(const slacalc_effect *effect) {
    double alone = fabs(effect->alone_s), share = fabs(effect->share_s);
    if (isnan(alone))
        return INFINITY;
    return isnan(share) || share < alone ? alone : share;
}

static int compare_effects(const void *a, const void *b) {
    const slacalc_effect *one = *(const slacalc_effect *const *)a, *other = *(const slacalc_effect *const *)b;
    double size = size_of(one), other_size = size_of(other);
    if (size > other_size || size < other_size)
        return size > other_size ? -1 : 1;
    return (one->service > other->service) - (one->service < other->service);
}

/* Those that do something, the greatest first; they end with NULL. */
static const slacalc_effect **effects_by_size(const slacalc_change *change, struct arena *arena, size_t *count) {
    const slacalc_effect **effects = arena_alloc(arena, change->effect_count + 1, sizeof(void *));
    *count = 0;
    for (size_t i = 0; i < change->effect_count; i++)
        if (size_of(&change->effects[i]) > 0)
            effects[(*count)++] = &change->effects[i];
    qsort(effects, *count, sizeof(void *), compare_effects);
    return effects;
}

struct change_rows change_rows_of(const slacalc_against *against, size_t most_rows, size_t most_effects,
                                  struct arena *arena) {
    struct change_rows rows = {.items = arena_alloc(arena, most_rows + most_effects, sizeof *rows.items)};
    size_t next = 0;
    for (; next < against->change_count && rows.count < most_rows; next++) {
        const slacalc_change *change = &against->changes[next];
        size_t count;
        const slacalc_effect **effects = effects_by_size(change, arena, &count);
        size_t shown = count < most_effects ? count : most_effects;
        rows.items[rows.count++] = (struct change_row){.change = change, .is_first = true, .effect = effects[0]};
        for (size_t e = 1; e < shown; e++)
            rows.items[rows.count++] = (struct change_row){.change = change, .effect = effects[e]};
        rows.items[rows.count - 1].left_out = count - shown;
    }
    rows.left_out = against->change_count - next;
    return rows;
}
