/* The JSON of results that are made by hand, to the letter. */
#include "shop.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void json_has_the_form_of_version_1(void **state) {
    (void)state;
    struct fixture *fixture = fixture_new();
    fixture->result.component_count = 1;
    fixture->components[LEAF].as_of = "2024-01-31";
    fixture->service.component = LEAF;
    fixture->service.share_count = 1;
    fixture->service.cause_count = 0;
    fixture->shares[0].share = 0.75;
    fixture->service.availability.exact = false;
    fixture->service.availability.value = fixture->service.availability.high = (slacalc_level){0.75, 0.25};
    fixture->service.availability.low = (slacalc_level){0.5, 0.5};
    fixture->service.undegraded = fixture->components[LEAF].availability =
        (slacalc_estimate){{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}, true};
    fixture->components[LEAF].own = fixture->service.worst = (slacalc_level){0.5, 0.5};
    fixture->service.best = (slacalc_level){1, 0};
    fixture->service.covered = fixture->slices[0].availability = (slacalc_level){0.75, 0.25};
    fixture->service.nines = INFINITY;
    fixture->service.downtime_period_s = 1.5;
    fixture->service.downtime_year_s = 18;
    fixture->service.promise_count = 1;
    fixture->promises[0] = (slacalc_promise){SLACALC_REQUIRED,
                                             {0.75, 0.25},
                                             SLACALC_BROKEN,
                                             false,
                                             -2.5,
                                             -1,
                                             "a\xff.yaml",
                                             3,
                                             5,
                                             SLACALC_KEPT_UNKNOWN,
                                             0,
                                             NULL};
    memset(fixture->result.verdicts, 0, sizeof fixture->result.verdicts);
    fixture->result.verdicts[SLACALC_BROKEN] = 1;
    assert_report(fixture, (slacalc_layout){.format = SLACALC_JSON},
                  "{\n"
                  "  \"schema\": \"slacalc/report/1\",\n"
                  "  \"title\": \"Shop\",\n"
                  "  \"basis\": \"slo\",\n"
                  "  \"period_s\": 2592000,\n"
                  "  \"services\": [\n"
                  "    {\n"
                  "      \"name\": \"leaf\",\n"
                  "      \"availability\": 0.75,\n"
                  "      \"unavailability\": 0.25,\n"
                  "      \"within\": [\n"
                  "        0.5,\n"
                  "        0.75\n"
                  "      ],\n"
                  "      \"undegraded\": {\n"
                  "        \"availability\": 0.5,\n"
                  "        \"unavailability\": 0.5\n"
                  "      },\n"
                  "      \"downtime_period_s\": 1.5,\n"
                  "      \"downtime_year_s\": 18.0,\n"
                  "      \"exact\": false,\n"
                  "      \"bounds\": {\n"
                  "        \"kind\": \"sharp\",\n"
                  "        \"worst\": {\n"
                  "          \"availability\": 0.5,\n"
                  "          \"unavailability\": 0.5\n"
                  "        },\n"
                  "        \"best\": {\n"
                  "          \"availability\": 1.0,\n"
                  "          \"unavailability\": 0.0\n"
                  "        }\n"
                  "      },\n"
                  "      \"hours_per_week\": 168,\n"
                  "      \"coverage\": 1.0,\n"
                  "      \"covered_availability\": 0.75,\n"
                  "      \"slices\": [\n"
                  "        {\n"
                  "          \"hours_per_week\": 168,\n"
                  "          \"uncovered\": [],\n"
                  "          \"availability\": 0.75,\n"
                  "          \"unavailability\": 0.25\n"
                  "        }\n"
                  "      ],\n"
                  "      \"uncovered\": [],\n"
                  "      \"promises\": [\n"
                  "        {\n"
                  "          \"kind\": \"require\",\n"
                  "          \"level\": 0.75,\n"
                  "          \"unavailability\": 0.25,\n"
                  "          \"verdict\": \"broken\",\n"
                  "          \"decided\": false,\n"
                  "          \"margin_s\": -2.5,\n"
                  "          \"gaps\": 0,\n"
                  "          \"file\": \"a?.yaml\",\n"
                  "          \"line\": 3\n"
                  "        }\n"
                  "      ],\n"
                  "      \"gaps\": [],\n"
                  "      \"degraded_by\": [\n"
                  "        \"leaf\"\n"
                  "      ],\n"
                  "      \"contributions\": [\n"
                  "        {\n"
                  "          \"name\": \"leaf\",\n"
                  "          \"downtime_share\": 0.75\n"
                  "        }\n"
                  "      ]\n"
                  "    }\n"
                  "  ],\n"
                  "  \"components\": [\n"
                  "    {\n"
                  "      \"name\": \"leaf\",\n"
                  "      \"as_of\": \"2024-01-31\",\n"
                  "      \"file\": \"shop.yaml\",\n"
                  "      \"line\": 3,\n"
                  "      \"own\": {\n"
                  "        \"availability\": 0.5,\n"
                  "        \"unavailability\": 0.5,\n"
                  "        \"basis\": \"sla\"\n"
                  "      },\n"
                  "      \"replicas\": 1,\n"
                  "      \"quorum\": 1,\n"
                  "      \"availability\": 0.5,\n"
                  "      \"unavailability\": 0.5\n"
                  "    }\n"
                  "  ],\n"
                  "  \"summary\": {\n"
                  "    \"promises\": 1,\n"
                  "    \"guaranteed\": 0,\n"
                  "    \"holds\": 0,\n"
                  "    \"broken\": 1,\n"
                  "    \"impossible\": 0,\n"
                  "    \"gaps\": 0\n"
                  "  }\n"
                  "}\n");
    free(fixture);
}

static void json_numbers_read_back(void **state) {
    (void)state;
    struct fixture *fixture = fixture_new();
    const double third = 1.0 / 3, tiny = 4.9406564584124654e-324;
    fixture->service.downtime_period_s = third;
    fixture->service.downtime_year_s = tiny;
    char *text = report(fixture, (slacalc_layout){.format = SLACALC_JSON});
    const char *period = strstr(text, "\"downtime_period_s\": "), *year = strstr(text, "\"downtime_year_s\": ");
    assert_true(strtod(strchr(period, ':') + 1, NULL) == third);
    assert_true(strtod(strchr(year, ':') + 1, NULL) == tiny);
    free(text);
    free(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_has_the_form_of_version_1),
        cmocka_unit_test(json_numbers_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
