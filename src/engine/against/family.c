#include "engine/against/family.h"

#include "engine/valuation/kept_model.h"

#include <string.h>

struct family {
    const struct slacalc_model *merged;
    const uint32_t *members;
    size_t member_count;
    const slacalc_options *options;
    struct deadline *deadline;
    bool is_open;
    struct kept_model kept;  /* of the first mixture that is a model */
    bool *is_shown;          /* by component, of members: its diagrams can be valued again */
    uint32_t *roots, *taken; /* room for the gates of members; those that were valued last */
    size_t taken_count;
    struct memory_guard guard, *outer; /* a mixture's model is freed before the outer one is told */
    struct arena *arena;
};

struct family *family_new(const struct slacalc_model *merged, const uint32_t *members, size_t member_count,
                          const slacalc_options *options, struct deadline *deadline, struct arena *arena) {
    struct arena *own = arena_open(arena);
    struct family *family = arena_alloc(own, 1, sizeof *family);
    *family = (struct family){.merged = merged,
                              .members = arena_copy(own, members, member_count, sizeof *members),
                              .member_count = member_count,
                              .options = options,
                              .deadline = deadline,
                              .is_shown = arena_alloc(own, merged->component_count, sizeof *family->is_shown),
                              .roots = arena_alloc(own, member_count, sizeof *family->roots),
                              .taken = arena_alloc(own, member_count, sizeof *family->taken),
                              .outer = arena->guard,
                              .arena = own};
    own->guard = &family->guard;
    return family;
}

void family_free(struct family *family) {
    arena_close(family->arena);
}

static void open(struct family *family, const struct slacalc_model *variant) {
    kept_model_open(&family->kept, variant, family->options, family->deadline, family->arena);
    for (size_t i = 0; i < family->member_count; i++) {
        uint32_t member = family->members[i];
        family->is_shown[member] = kept_model_shows(&family->kept, family->kept.graph.judged[member]);
    }
    family->is_open = true;
}

/* What lies below the same gates again is known. */
static void take_roots(struct family *family, size_t count) {
    if (count == family->taken_count && memcmp(family->roots, family->taken, count * sizeof *family->roots) == 0)
        return;
    memcpy(family->taken, family->roots, count * sizeof *family->roots);
    family->taken_count = count;
    scaled_take_all(&family->kept.scaled, family->roots, count);
}

static void value_services(struct family *family, const struct mixture *mixture, double *down) {
    const uint32_t *judged = family->kept.graph.judged;
    size_t root_count = 0;
    for (size_t i = 0; i < mixture->service_count; i++)
        if (family->is_shown[mixture->services[i]])
            family->roots[root_count++] = judged[mixture->services[i]];
    if (root_count == 0)
        return;
    take_roots(family, root_count);
    const struct level *levels = scaled_levels(&family->kept.scaled);
    for (size_t i = 0; i < mixture->service_count; i++)
        if (family->is_shown[mixture->services[i]])
            down[i] = (double)levels[judged[mixture->services[i]]].down;
}

/* A mixture that is being valued. */
struct family_valuing {
    struct family *family;
    const struct mixture *mixture;
    const struct slacalc_model *variant;
    double *down;
};

static void value(void *context) {
    const struct family_valuing *valuing = context;
    struct family *family = valuing->family;
    if (!family->is_open)
        open(family, valuing->variant);
    else if (!kept_model_take(&family->kept, valuing->variant, family->options, family->deadline))
        return;
    value_services(family, valuing->mixture, valuing->down);
}

void family_value(struct family *family, const struct mixture *mixture, double *down) {
    for (size_t i = 0; i < mixture->service_count; i++)
        down[i] = -1;
    struct slacalc_model *variant =
        variant_of(family->merged, mixture->settings, mixture->setting_count, family->members, family->member_count);
    struct family_valuing valuing = {family, mixture, variant, down};
    bool has_diagrams = variant && !variant->failed && variant->hours_count == 0;
    bool is_done = variant && (!has_diagrams || memory_attempt(&family->guard, value, &valuing));
    slacalc_model_free(variant);
    if (!is_done)
        memory_exhausted(family->outer);
}
