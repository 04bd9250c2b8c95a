/* What-ifs on a model that has a bit of everything. Each line of an input is one argument; its first byte says of which
 * option: '=' --set, '-' --down, '!' --require, '+' --service, '*' --period. */
#include "check.h"
#include "reports.h"

#include <stdlib.h>
#include <string.h>

static const char base[] = "title: Base\n"
                           "timezone: Europe/Berlin\n"
                           "components:\n"
                           "  zone: 99.99%\n"
                           "  db: {slo: 99.9%, replicas: 3, quorum: 2, depends_on: [zone]}\n"
                           "  web.front: {measured: 99.95%, mtbf: 90d, mttr: 2h, ola: 99.9%, depends_on: [zone]}\n"
                           "  pay: {sla: 99.9%, hours: Mon-Fri 08:00-18:00, maintenance: [Mon 08:00-09:00]}\n"
                           "  mail: {sla: 99%, owner: Vendor, source: contract, as_of: 2026-01-31}\n"
                           "  shop:\n"
                           "    sla: 99.5%\n"
                           "    objective: 99.9%\n"
                           "    depends_on:\n"
                           "      - web.front\n"
                           "      - {any: [db, mail], failover: 99%}\n"
                           "      - {at_least: 2, of: [db, pay, mail]}\n"
                           "      - {needs: pay, traffic: 20%}\n"
                           "      - {optional: mail}\n";

static bool apply(slacalc_model *model, const char *line, slacalc_diagnostics *problems) {
    double seconds;
    switch (line[0]) {
    case '=':
        return slacalc_model_set(model, line + 1, problems);
    case '-':
        return slacalc_model_down(model, line + 1, problems);
    case '!':
        return slacalc_model_require(model, line + 1, problems);
    case '+':
        return slacalc_model_select(model, line + 1, problems);
    case '*':
        return slacalc_parse_duration("--period", line + 1, &seconds, problems);
    default:
        return true;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    if (memchr(bytes ? (const char *)bytes : "", '\0', length))
        return -1;
    char *lines = calloc(length + 1, 1), *rest = lines, *line;
    memcpy(lines, bytes ? (const char *)bytes : "", length);
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    bool good = slacalc_model_read_text(model, "base.yaml", base, strlen(base), problems);
    while ((line = strsep(&rest, "\n")))
        good = apply(model, line, problems) && good;
    good = slacalc_model_check(model, problems) && good;
    if (good)
        demand_good_evaluation(model, length, problems);
    demand_good_problems(problems, !good);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    free(lines);
    return 0;
}
