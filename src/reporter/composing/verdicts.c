#include "reporter/composing/verdicts.h"

#include "engine/rows/downtime.h"
#include "engine/rows/promises_kept.h"

#include <stdlib.h>

static int compare(double a, double b) {
    return (a > b) - (a < b);
}

static int worst_first(const void *left, const void *right) {
    const struct verdict_row *a = left, *b = right;
    int order = (int)a->enough - (int)b->enough;
    if (order == 0)
        order = (int)b->verdict - (int)a->verdict;
    if (order == 0)
        order = compare(a->spare, b->spare);
    if (order == 0)
        order = (a->service > b->service) - (a->service < b->service);
    return order != 0 ? order : (a->promise > b->promise) - (a->promise < b->promise);
}

struct verdict_row *verdicts_worst_first(const slacalc_result *result, struct arena *arena) {
    struct verdict_row *rows = arena_alloc(arena, promise_count(result), sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        for (size_t j = 0; j < service->promise_count; j++)
            rows[count++] =
                (struct verdict_row){i, j, promise_is_enough(result, service, j), service->promises[j].verdict,
                                     spare_part(service, &service->promises[j])};
    }
    if (count > 1)
        qsort(rows, count, sizeof *rows, worst_first);
    return rows;
}
