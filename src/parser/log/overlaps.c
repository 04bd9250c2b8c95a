#include "parser/log/overlaps.h"

#include <stdlib.h>

/* So many rows that overlap others are shown; the rest are counted. */
enum { OVERLAPS_SHOWN = 5 };

static int order_of(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int compare_rows(const void *one, const void *other) {
    const struct log_row *a = one, *b = other;
    const int orders[] = {order_of(a->component, b->component), order_of(a->replica, b->replica),
                          order_of(a->start, b->start), order_of(a->end, b->end),
                          order_of(a->where.source, b->where.source)};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (orders[i] != 0)
            return orders[i];
    return order_of(a->where.offset, b->where.offset);
}

static void tell_overlap(const struct log_row *row, const struct log_row *other, slacalc_diagnostics *problems) {
    diagnose_remark(problems, row->where, SLACALC_HINT_NONE,
                    "the row overlaps another one of the same component: they count as one, with the larger loss "
                    "where both are");
    diagnose(problems, SLACALC_NOTE, other->where, "the other one is here");
}

void log_sort(struct log *log, slacalc_diagnostics *problems) {
    const struct log_row *longest = NULL; /* of those before that are of the same component, the one that ends last */
    size_t overlaps = 0;
    if (log->row_count > 1)
        qsort(log->rows, log->row_count, sizeof *log->rows, compare_rows);
    for (size_t i = 0; i < log->row_count; i++) {
        const struct log_row *row = &log->rows[i];
        if (longest && (row->component != longest->component || row->replica != longest->replica))
            longest = NULL;
        if (longest && row->start < longest->end && overlaps++ < OVERLAPS_SHOWN)
            tell_overlap(row, longest, problems);
        if (!longest || row->end > longest->end)
            longest = row;
    }
    if (overlaps > OVERLAPS_SHOWN)
        diagnose_remark(problems, nowhere, SLACALC_HINT_NONE,
                        "%zu more row%s of the logs overlap%s another one of the same component",
                        overlaps - OVERLAPS_SHOWN, overlaps - OVERLAPS_SHOWN == 1 ? "" : "s",
                        overlaps - OVERLAPS_SHOWN == 1 ? "s" : "");
}
