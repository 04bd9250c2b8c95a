/* Logs of incidents: an input is the bytes of a log, which happens to one model with everything that a log may be
 * about. Its length says which windows are looked at. */
#include "check.h"
#include "reports.h"

#include <stdlib.h>
#include <string.h>

static const char model_text[] =
    "timezone: Europe/Berlin\n"
    "components:\n"
    "  db-a: {slo: 99.9%, mttr: 1h}\n"
    "  db-b: {slo: 99.9%, mttr: 30m}\n"
    "  web: {slo: 99.9%, replicas: 3, quorum: 2, mttr: 5m}\n"
    "  vendor: {sla: 99.5%, mttr: 2h, hours: \"Mon-Fri 08:00-18:00\", fee: 100 EUR, credits: {99.5%: 10%, 95%: 50%},\n"
    "    claim_within: 30 days}\n"
    "  search: 99%\n"
    "  desk: {slo: 99.9%, maintenance: \"Sun 02:00-04:00\", timezone: America/Denver}\n"
    "  shop: {sla: 99.9%, fee: 1000 EUR, credits: {99.9%: 10%}, credit_cap: 5%,\n"
    "    depends_on: [web, {any: [db-a, db-b]}, vendor]}\n"
    "  portal: {sla: 99%, depends_on: [shop, {needs: search, traffic: 20%}, {optional: desk}]}\n"
    "  way: {ola: 99%, depends_on: [{split: [{needs: db-a, traffic: 60%}, {needs: search, traffic: 40%}]}]}\n"
    "  office: {objective: 99%, hours: \"Mon-Fri 22:00-06:00\", depends_on: [{any: [db-b, desk], failover: 99%}]}\n";

static const struct {
    const char *from, *to, *period;
} windows[] = {{NULL, NULL, NULL},
               {"2026-03-01", "2026-04-01", NULL},
               {"2026-03-02", "2026-03-31", "1w"},
               {"2026-10-01", NULL, "1d"},
               {NULL, "2026-12-31", NULL}};

/* What was measured is an overlay of the model. */
static void demand_good_overlay(const slacalc_model *model) {
    size_t length = 0;
    char *overlay = slacalc_print_measured(model, &length);
    demand(overlay && strlen(overlay) == length);
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *joined = slacalc_model_new();
    demand(slacalc_model_read_text(joined, "model.yaml", model_text, strlen(model_text), problems));
    demand(length == 0 || slacalc_model_read_text(joined, "measured.yaml", overlay, length, problems));
    demand(slacalc_model_check(joined, problems));
    slacalc_model_free(joined);
    slacalc_diagnostics_free(problems);
    free(overlay);
}

static double within(double value, double least, double most) {
    demand(value >= least && value <= most * (1 + 1e-12));
    return value;
}

static void demand_good_log(const slacalc_log *log) {
    for (size_t w = 0; w < log->window_count; w++)
        for (size_t s = 0; s < log->windows[w].service_count; s++) {
            const slacalc_log_service *service = &log->windows[w].services[s];
            double lost = 0;
            within(service->promised_s, 0, (double)(log->windows[w].to.instant - log->windows[w].from.instant));
            within(service->down_s, 0, service->promised_s);
            within(service->lost_s, 0, service->down_s);
            within(service->against_model.chance, 0, 1);
            for (size_t i = 0; i < service->outage_count; i++)
                lost += service->outages[i].lost_s;
            within(lost, service->lost_s * (1 - 1e-9), service->lost_s * (1 + 1e-9));
        }
    for (size_t g = 0; g < log->group_count; g++) {
        demand(log->groups[g].together_s >= 0 && log->groups[g].expected_s >= 0);
        demand(log->groups[g].beta <= 1 && log->groups[g].beta_low <= log->groups[g].beta_high);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    size_t window = length % (sizeof windows / sizeof *windows);
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = NULL;
    demand(slacalc_model_read_text(model, "model.yaml", model_text, strlen(model_text), problems));
    demand(slacalc_model_check(model, problems));
    if (slacalc_model_log_text(model, "log.csv", (const char *)bytes, length, problems) &&
        slacalc_model_windows(model, windows[window].from, windows[window].to, windows[window].period, problems)) {
        demand_good_overlay(model);
        options.time_limit_s = 60;
        result = slacalc_replay(model, &options, problems);
    }
    demand_good_problems(problems, result == NULL);
    if (result)
        demand_good_log(slacalc_result_log(result));
    if (result && !OWN_CODE_ONLY)
        demand_good_log_reports(result, problems);
    slacalc_result_free(result);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return 0;
}
