/* What is paid back for the windows of a log, both ways, in one list. */
#ifndef REPORTER_COMPOSING_LOG_CREDITS_H
#define REPORTER_COMPOSING_LOG_CREDITS_H

#include "reporter/wording/printable.h"
#include "slacalc.h"

struct log_credit_row {
    const slacalc_log_window *window;
    const slacalc_log_credit *credit;
    bool is_owed; /* to customers; otherwise it is recoverable from a vendor */
};

struct log_credit_rows {
    struct log_credit_row *items; /* by window; what is owed first. Nothing of which nothing is due */
    size_t count, capacity;
};

struct log_credit_rows log_credit_rows_of(const slacalc_log *log, struct arena *arena);

/* "owed", "recoverable" */
const char *word_of_credit(const struct log_credit_row *row);

/* "2026-03-31 (30 days)", or the words alone; NULL where there are none. As the model has them. */
const char *phrase_claim(const struct wording *wording, const slacalc_log_credit *credit);

/* "1200 EUR"; "" where no fee is stated. */
const char *phrase_credit(const struct wording *wording, const slacalc_log_credit *credit);

#endif
