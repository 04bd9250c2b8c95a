#include "reporter/composing/log_credits.h"

#include "reporter/wording/numbers.h"

static void add(struct log_credit_rows *rows, struct log_credit_row row, struct arena *arena) {
    ARENA_APPEND(arena, rows->items, rows->count, rows->capacity, row);
}

struct log_credit_rows log_credit_rows_of(const slacalc_log *log, struct arena *arena) {
    struct log_credit_rows rows = {0};
    for (size_t w = 0; w < log->window_count; w++) {
        const slacalc_log_window *window = &log->windows[w];
        for (size_t s = 0; s < window->service_count; s++)
            if (window->services[s].credit && window->services[s].credit->part > 0)
                add(&rows, (struct log_credit_row){window, window->services[s].credit, true}, arena);
        for (size_t i = 0; i < window->recoverable_count; i++)
            add(&rows, (struct log_credit_row){window, &window->recoverable[i], false}, arena);
    }
    return rows;
}

const char *word_of_credit(const struct log_credit_row *row) {
    return row->is_owed ? "owed" : "recoverable";
}

const char *phrase_credit(const struct wording *wording, const slacalc_log_credit *credit) {
    if (credit->amount < 0)
        return "";
    return arena_printf(wording->arena, "%s%s%s", format_number(credit->amount).text, credit->currency ? " " : "",
                        credit->currency ? credit->currency : "");
}

const char *phrase_claim(const struct wording *wording, const slacalc_log_credit *credit) {
    if (!credit->claim_until)
        return credit->claim_within;
    return arena_printf(wording->arena, "%s (%s)", credit->claim_until, credit->claim_within);
}
