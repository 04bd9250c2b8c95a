#include "engine/graph/across.h"

#include "base/indices.h"
#include "model/places.h"

struct across across_of(const struct slacalc_model *model, uint32_t component) {
    struct across across = {.replicas = model_number(model, component, KEY_REPLICAS),
                            .quorum = model_number(model, component, KEY_QUORUM),
                            .places = place_count(model, places_of(model, component))};
    across.fuller = across.replicas % across.places;
    return across;
}

uint32_t across_others(const struct across *across, uint32_t replicas, uint32_t fuller) {
    uint32_t each = across->replicas / across->places, there = fuller * (each + 1);
    return there >= replicas ? 0 : (replicas - there + each - 1) / each;
}

uint32_t *across_numbers(const struct across *across, size_t *count, struct arena *arena) {
    uint32_t each = across->replicas / across->places, others = across->places - across->fuller;
    uint32_t *numbers = arena_alloc(arena, (size_t)(across->fuller + 1) * (others + 1), sizeof *numbers);
    size_t found = 0, kept = 0;
    for (uint32_t i = 0; i <= across->fuller; i++)
        for (uint32_t j = 0; j <= others; j++)
            if (i * (each + 1) + j * each >= across->quorum)
                numbers[found++] = i * (each + 1) + j * each;
    indices_sort(numbers, found);
    for (size_t i = 0; i < found; i++)
        if (i == 0 || numbers[i] != numbers[i - 1])
            numbers[kept++] = numbers[i];
    *count = kept;
    return numbers;
}
