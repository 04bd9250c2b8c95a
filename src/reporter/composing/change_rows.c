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

struct change_rows change_rows_of(const slacalc_against *against, size_t most_rows, size_t most_effects,
                                  struct arena *arena) {
    struct change_rows rows = {.items = arena_alloc(arena, most_rows + most_effects, sizeof *rows.items)};
    for (size_t i = 0; i < against->change_count; i++) {
        const slacalc_change *change = &against->changes[i];
        const slacalc_effect **effects = arena_alloc(arena, change->effect_count + 1, sizeof(void *));
        size_t count = 0;
        if (rows.count >= most_rows) {
            rows.left_out = against->change_count - i;
            break;
        }
        for (size_t e = 0; e < change->effect_count; e++)
            if (size_of(&change->effects[e]) > 0)
                effects[count++] = &change->effects[e];
        qsort(effects, count, sizeof(void *), compare_effects);
        size_t shown = count < most_effects ? count : most_effects;
        rows.items[rows.count++] = (struct change_row){.change = change, .is_first = true, .effect = effects[0]};
        for (size_t e = 1; e < shown; e++)
            rows.items[rows.count++] = (struct change_row){.change = change, .effect = effects[e]};
        rows.items[rows.count - 1].left_out = count - shown;
    }
    return rows;
}
