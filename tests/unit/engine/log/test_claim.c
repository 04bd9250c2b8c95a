/* Until when a credit can be claimed, as agreements say it. */
#include "near.h"

#include "base/date.h"
#include "engine/log/claim.h"

#include <string.h>

static void each_form_has_its_day(void **state) {
    (void)state;
    static const struct {
        const char *text, *incident, *last_day;
    } cases[] = {
        {"30 days", "2026-02-10", "2026-03-12"},
        {"30d", "2026-02-10", "2026-03-12"},
        {"2w", "2026-02-10", "2026-02-24"},
        {"1 month", "2026-01-31", "2026-02-28"},
        {"2 months after the incident", "2026-12-31", "2027-02-28"},
        {"3M", "2023-11-30", "2024-02-29"},
        {"60 days after the incident", "2026-01-20", "2026-03-21"},
        {"30 days after becoming eligible", "2026-01-20", "2026-02-19"},
        {"15 days after the end of the month", "2026-02-01", "2026-03-15"},
        {"30 days after the end of the quarter", "2026-02-01", "2026-04-30"},
        {"30 days after the end of the quarter", "2026-12-31", "2027-01-30"},
        {"3 months after the end of the billing cycle", "2026-02-28", "2026-05-28"},
        {"end of the second billing cycle after the incident", "2026-11-05", "2027-01-31"},
        {"end of the second month after", "2026-02-11", "2026-04-30"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        long day = 0;
        assert_true(claim_until(text_of(cases[i].text), date_days(cases[i].incident), &day));
        if (day != date_days(cases[i].last_day))
            fail_msg("%s", cases[i].text);
    }
}

/* What might be understood too late is not understood. */
static void other_words_have_no_day(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "soon",
                                        "30",
                                        "0 days",
                                        "30m",
                                        "-30 days",
                                        "99999999999999999999 days",
                                        "30 days after receipt of the invoice",
                                        "30 working days",
                                        "end of the second billing cycle",
                                        "end of the year",
                                        "end of the tenth month after",
                                        "ticket within 21 days of becoming aware",
                                        "30 days after the end of the month after"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        long day;
        if (claim_until(text_of(texts[i]), 20000, &day))
            fail_msg("%s", texts[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_has_its_day),
        cmocka_unit_test(other_words_have_no_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
