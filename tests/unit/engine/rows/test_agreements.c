/* What is reported of hours, gaps and bases, to the letter. */
#include "shop.h"

#include <stdlib.h>
#include <string.h>

static const slacalc_layout with_gaps = {.format = SLACALC_TABLE, .gaps = true};
static const slacalc_layout json = {.format = SLACALC_JSON};

/* Agreements of all but the web server, and gaps of every kind of the broken promise. */
struct agreements {
    struct fixture *fixture;
    slacalc_stated leaf[2], web[2], shop[1];
    slacalc_gap gaps[7];
    slacalc_weak_part weak[1];
};

static slacalc_level down(double ratio) {
    return (slacalc_level){1 - ratio, ratio};
}

static slacalc_gap gap(slacalc_gap_kind kind, size_t component, double stated, double backed, size_t line) {
    bool compares = stated > 0;
    return (slacalc_gap){.kind = kind,
                         .promise = 1,
                         .component = component,
                         .stated = compares ? down(stated) : (slacalc_level){0, 0},
                         .backed = compares ? down(backed) : (slacalc_level){0, 0},
                         .file = "shop.yaml",
                         .line = line};
}

static void fill(struct agreements *all) {
    struct fixture *fixture = fixture_new();
    *all = (struct agreements){.fixture = fixture};
    all->leaf[0] = (slacalc_stated){SLACALC_STATED_SLA, down(0.005), "shop.yaml", 3};
    all->leaf[1] = (slacalc_stated){SLACALC_STATED_MEASURED, down(0.008), "shop.yaml", 4};
    all->web[0] = (slacalc_stated){SLACALC_STATED_SLO, down(0.001), "shop.yaml", 5};
    all->web[1] = (slacalc_stated){SLACALC_STATED_MTBF, down(0.00025), "shop.yaml", 6};
    all->shop[0] = (slacalc_stated){SLACALC_STATED_SLA, down(0.001), "shop.yaml", 11};
    fixture->components[LEAF].stated = all->leaf;
    fixture->components[WEB].stated = all->web;
    fixture->components[SHOP].stated = all->shop;
    fixture->components[LEAF].stated_count = fixture->components[WEB].stated_count = 2;
    fixture->components[SHOP].stated_count = 1;
    all->gaps[0] = gap(SLACALC_GAP_AVAILABILITY, SHOP, 0.0005, 0.000503, 11);
    all->gaps[1] = gap(SLACALC_GAP_HOURS, LEAF, 0, 0, 3);
    all->gaps[1].hours_per_week = 118;
    all->gaps[2] = gap(SLACALC_GAP_NO_AGREEMENT, WEB, 0, 0, 4);
    all->gaps[3] = gap(SLACALC_GAP_CONTRACT, SHOP, 0.0005, 0.00502, 11);
    all->weak[0] = (slacalc_weak_part){LEAF, down(0.005), down(0.00123456), 0.75, "shop.yaml", 3};
    all->gaps[3].weak_parts = all->weak;
    all->gaps[3].weak_part_count = 1;
    all->gaps[4] = gap(SLACALC_GAP_BREACHED, LEAF, 0.005, 0.008, 4);
    all->gaps[5] = gap(SLACALC_GAP_NOT_OPTIONAL, LEAF, 0, 0, 10);
    all->gaps[6] = gap(SLACALC_GAP_NO_OWN_LEVEL, SHOP, 0, 0, 10);
    fixture->service.gaps = all->gaps;
    fixture->service.gap_count = 7;
}

static void chain_of_agreements_is_a_tree(void **state) {
    (void)state;
    if (!in_unicode())
        skip();
    struct agreements all;
    fill(&all);
    assert_shows(all.fixture, with_gaps,
                 "\n\nwhat backs shop\n"
                 "COMPONENT                     AGREEMENT                                 OWNER      PLACE\n"
                 "shop                          sla 99.9 %, require 99.95 %               Team Shop  shop.yaml:11\n"
                 "├─web, 2 of 3 replicas        no agreement (slo 99.9 %, mtbf 99.975 %)"
                 "             shop.yaml:4\n"
                 "│ └─leaf                      sla 99.5 %                                           shop.yaml:3\n"
                 "└─leaf, optional ↑ see above  sla 99.5 %\n"
                 "\n"
                 "sla 99.9 % of shop holds: no gap\n"
                 "\n"
                 "require 99.95 % of shop is broken: 7 gaps\n");
    free(all.fixture);
}

static void every_gap_says_what_is_missing_and_where(void **state) {
    (void)state;
    in_ascii();
    struct agreements all;
    fill(&all);
    assert_shows(
        all.fixture, with_gaps,
        "  promise         require 99.95 % of shop, 99.9497 % computed  shop.yaml:11\n"
        "  hours           leaf has no hours for 118h of the 168h promised  shop.yaml:3\n"
        "  no agreement    web has neither sla nor ola, only an slo and an mtbf and mttr  shop.yaml:4\n"
        "  contract        require 99.95 % of shop, only 99.498 % by the agreements of its parts  shop.yaml:11\n"
        "                  sla 99.5 % of leaf, 99.877 % counted on  shop.yaml:3\n"
        "  breached        leaf was measured at 99.2 %, its sla says 99.5 %  shop.yaml:4\n"
        "  not optional    leaf is optional in one place, but a single point of failure elsewhere"
        "  shop.yaml:10\n"
        "  no own level    shop states no level of its own, and counts as never down by itself  shop.yaml:10\n");
    all.fixture->components[WEB].stated_count = 0;
    assert_shows(all.fixture, with_gaps, "    web has neither sla nor ola  shop.yaml:4\n");
    assert_shows(all.fixture, with_gaps, "|-web, 2 of 3 replicas        no agreement               ");
    free(all.fixture);
}

static void broken_promise_shows_its_causes_and_what_would_keep_it(void **state) {
    (void)state;
    in_ascii();
    struct agreements all;
    fill(&all);
    assert_shows(all.fixture, unlimited,
                 "require 99.95 % of shop is broken\n"
                 "  largest causes  leaf 99.4 %, web 0.6 % of the downtime\n"
                 "  would keep it   leaf at 99.9503 % (now 99.95 %), or web, each of 3 replicas, at 99.99228 % (now"
                 " 99.9 %)\n"
                 "  more gaps       1 contract, 1 hours, 1 no agreement, 1 breached, 1 not optional, 1 no own level"
                 " (slacalc_layout.gaps)\n"
                 "\n"
                 "shop (Team Shop)\n");
    free(all.fixture);
}

static void broken_promise_without_shares_shows_the_gaps_that_cost_most(void **state) {
    (void)state;
    in_ascii();
    struct agreements all;
    fill(&all);
    all.fixture->service.share_count = 0;
    assert_shows(
        all.fixture, unlimited,
        "+21m 28s    0\n"
        "\n"
        "require 99.95 % of shop is broken: 6 more gaps\n"
        "  hours           leaf has no hours for 118h of the 168h promised  shop.yaml:3\n"
        "  no agreement    web has neither sla nor ola, only an slo and an mtbf and mttr  shop.yaml:4\n"
        "  contract        require 99.95 % of shop, only 99.498 % by the agreements of its parts  shop.yaml:11\n"
        "                  sla 99.5 % of leaf, 99.877 % counted on  shop.yaml:3\n"
        "  3 more: see slacalc_layout.gaps\n"
        "\n"
        "shop (Team Shop)\n");
    all.fixture->service.gap_count = 1;
    assert_shows(all.fixture, unlimited, "+21m 28s    0\n\nshop (Team Shop)\n");
    free(all.fixture);
}

static void strict_counts_gaps(void **state) {
    (void)state;
    in_ascii();
    struct agreements all;
    fill(&all);
    all.fixture->result.strict = true;
    const slacalc_gap of_second = all.gaps[0]; /* gaps stand in the order of their promises */
    all.gaps[0] = all.gaps[1];
    all.gaps[1] = all.gaps[2];
    all.gaps[2] = of_second;
    all.gaps[0].promise = all.gaps[1].promise = 0;
    assert_shows(all.fixture, unlimited, "+21m 28s    2     not guaranteed\n");
    all.fixture->promises[0].verdict = SLACALC_GUARANTEED;
    all.gaps[1].promise = 1;
    assert_shows(all.fixture, unlimited, "+21m 28s    1\n");
    assert_shows(all.fixture, unlimited, "sla 99.9 % of shop is guaranteed: 1 gap\n");
    assert_shows(all.fixture, (slacalc_layout){.format = SLACALC_TABLE, .color = true}, "\033[31mguaranteed");
    free(all.fixture);
}

static void gaps_fit_the_width(void **state) {
    (void)state;
    if (!in_unicode())
        skip();
    struct agreements all;
    fill(&all);
    all.fixture->components[WEB].name = "web-servers-with-a-long-name-that-does-not-fit";
    for (size_t width = 50; width <= 160; width++) {
        char *text = report(all.fixture, (slacalc_layout){.format = SLACALC_TABLE, .width = width, .gaps = true});
        assert_no_line_above(text, width);
        free(text);
    }
    free(all.fixture);
}

static void json_has_gaps_and_what_is_stated(void **state) {
    (void)state;
    struct agreements all;
    fill(&all);
    all.gaps[4].stated = (slacalc_level){0.5, 0.5};
    all.gaps[4].backed = (slacalc_level){0.25, 0.75};
    all.leaf[0].level = (slacalc_level){0.5, 0.5};
    assert_shows(all.fixture, json,
                 "          \"kind\": \"hours\",\n"
                 "          \"promise\": {\n"
                 "            \"kind\": \"require\",\n"
                 "            \"level\": 0.99950000000000006\n"
                 "          },\n"
                 "          \"component\": \"leaf\",\n"
                 "          \"hours_per_week\": 118,\n"
                 "          \"file\": \"shop.yaml\",\n"
                 "          \"line\": 3\n");
    assert_shows(all.fixture, json,
                 "          \"component\": \"leaf\",\n"
                 "          \"stated\": {\n"
                 "            \"availability\": 0.5,\n"
                 "            \"unavailability\": 0.5\n"
                 "          },\n"
                 "          \"backed\": {\n"
                 "            \"availability\": 0.25,\n"
                 "            \"unavailability\": 0.75\n"
                 "          },\n");
    assert_shows(all.fixture, json,
                 "      \"stated\": [\n"
                 "        {\n"
                 "          \"kind\": \"sla\",\n"
                 "          \"availability\": 0.5,\n"
                 "          \"unavailability\": 0.5,\n"
                 "          \"file\": \"shop.yaml\",\n"
                 "          \"line\": 3\n"
                 "        },\n");
    free(all.fixture);
}

/* ---- Hours ---- */

static const size_t only_leaf[] = {LEAF};
static const slacalc_stretch nights[] = {{0, 480},     {1080, 1920}, {2520, 3360},
                                         {3960, 4800}, {5400, 6240}, {6840, 10080}};

/* The leaf has office hours from Monday to Friday. */
static struct fixture *office_hours(slacalc_uncovered *uncovered) {
    struct fixture *fixture = fixture_new();
    *uncovered = (slacalc_uncovered){.component = LEAF,
                                     .hours_per_week = 118,
                                     .stretches = nights,
                                     .stretch_count = sizeof nights / sizeof *nights,
                                     .local = nights,
                                     .local_count = sizeof nights / sizeof *nights};
    fixture->service.timezone = "UTC";
    fixture->service.coverage = 50.0 / 168;
    fixture->service.covered = down(0.001);
    fixture->service.season = "2026-03-30";
    fixture->service.slice_count = 2;
    fixture->slices[0] = (slacalc_slice){.hours_per_week = 50, .availability = down(0.001)};
    fixture->slices[1] = (slacalc_slice){118, {0, 1}, only_leaf, 1};
    fixture->service.uncovered = uncovered;
    fixture->service.uncovered_count = 1;
    fixture->components[LEAF].hours = "Mon-Fri 08:00-18:00";
    return fixture;
}

static void hours_say_who_leaves_which_uncovered(void **state) {
    (void)state;
    in_ascii();
    slacalc_uncovered uncovered;
    struct fixture *fixture = office_hours(&uncovered);
    assert_shows(fixture, unlimited,
                 "  degraded by   leaf\n"
                 "  hours         168h a week promised, 29.76 % covered\n"
                 "  covered       99.9 % within covered hours\n"
                 "  uncovered     leaf 118h: Mon 00:00-08:00, Mon 18:00-Tue 08:00, Tue 18:00-Wed 08:00, "
                 "Wed 18:00-Thu 08:00, Thu 18:00-Fri 08:00, Fri 18:00-Sun 24:00 UTC\n"
                 "  season        computed by the clocks of the week of 2026-03-30, in which less is covered\n"
                 "\n"
                 "SLICE  HOURS  AVAILABILITY  UNCOVERED\n"
                 "1      50h    99.9 %        -\n"
                 "2      118h   0 %           leaf\n"
                 "\n"
                 "COMPONENT ");
    assert_shows(fixture, (slacalc_layout){.format = SLACALC_TABLE, .width = 80},
                 "  uncovered     leaf 118h: Mon 00:00-08:00, Mon 18:00-Tue 08:00,\n"
                 "                Tue 18:00-Wed 08:00, Wed 18:00-Thu 08:00, .. UTC\n");
    fixture->service.coverage = 0;
    char *text = report(fixture, unlimited);
    assert_null(strstr(text, "within covered hours"));
    free(text);
    free(fixture);
}

static void downtime_is_that_of_the_promised_hours(void **state) {
    (void)state;
    in_ascii();
    slacalc_uncovered uncovered;
    struct fixture *fixture = office_hours(&uncovered);
    fixture->service.hours_per_week = 84;
    fixture->service.undegraded = exactly(0.001);
    assert_shows(fixture, unlimited, "  undegraded    99.9 %     21m 36s down per 30d\n");
    free(fixture);
}

static void json_has_hours(void **state) {
    (void)state;
    slacalc_uncovered uncovered;
    struct fixture *fixture = office_hours(&uncovered);
    uncovered.stretch_count = uncovered.local_count = 2;
    fixture->service.coverage = 0.25;
    fixture->service.covered = (slacalc_level){0.5, 0.5};
    assert_shows(fixture, json,
                 "      \"hours_per_week\": 168,\n"
                 "      \"coverage\": 0.25,\n"
                 "      \"covered_availability\": 0.5,\n"
                 "      \"slices\": [\n");
    assert_shows(fixture, json,
                 "          \"hours_per_week\": 118,\n"
                 "          \"uncovered\": [\n"
                 "            \"leaf\"\n"
                 "          ],\n"
                 "          \"availability\": 0.0,\n"
                 "          \"unavailability\": 1.0\n"
                 "        }\n"
                 "      ],\n"
                 "      \"uncovered\": [\n"
                 "        {\n"
                 "          \"name\": \"leaf\",\n"
                 "          \"hours_per_week\": 118,\n"
                 "          \"ranges\": [\n"
                 "            \"Mon 00:00-Mon 08:00\",\n"
                 "            \"Mon 18:00-Tue 08:00\"\n"
                 "          ],\n"
                 "          \"local_ranges\": [\n"
                 "            \"Mon 00:00-Mon 08:00\",\n"
                 "            \"Mon 18:00-Tue 08:00\"\n"
                 "          ]\n"
                 "        }\n"
                 "      ],\n"
                 "      \"season\": \"2026-03-30\",\n"
                 "      \"timezone\": \"UTC\",\n"
                 "      \"promises\": [\n");
    assert_shows(fixture, json, "      \"hours\": \"Mon-Fri 08:00-18:00\",\n");
    fixture->service.coverage = 0;
    char *text = report(fixture, json);
    assert_null(strstr(text, "covered_availability"));
    free(text);
    free(fixture);
}

/* ---- Bases ---- */

static void bases_stand_side_by_side(void **state) {
    (void)state;
    in_ascii();
    struct fixture *fixture = fixture_new();
    fixture->result.all_bases = true;
    fixture->service.by_basis[SLACALC_BASIS_SLA] = exactly(0.5);
    fixture->service.without_agreement = 2;
    fixture->service.by_basis[SLACALC_BASIS_SLO] = exactly(0.001);
    fixture->service.by_basis[SLACALC_BASIS_MEASURED] =
        (slacalc_estimate){down(0.003), down(0.004), down(0.002), false};
    assert_shows(fixture, unlimited, "basis all (verdicts by slo), period 30d");
    assert_shows(fixture, unlimited,
                 "\n"
                 "BASIS               AVAILABILITY      DOWNTIME/30d\n"
                 "contract (sla)      50 %              15d 00h       2 parts have no agreement\n"
                 "plan (slo)          99.9 %            43m 12s\n"
                 "as seen (measured)  99.6 % .. 99.8 %  2h 10m\n"
                 "\n"
                 "COMPONENT ");
    assert_shows(fixture, json,
                 "  \"basis\": \"slo\",\n"
                 "  \"bases\": [\n"
                 "    \"sla\",\n"
                 "    \"slo\",\n"
                 "    \"measured\"\n"
                 "  ],\n");
    assert_shows(fixture, json,
                 "      \"bases\": {\n"
                 "        \"sla\": {\n"
                 "          \"availability\": 0.5,\n"
                 "          \"unavailability\": 0.5\n"
                 "        },\n"
                 "        \"slo\": {\n");
    free(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chain_of_agreements_is_a_tree),
        cmocka_unit_test(every_gap_says_what_is_missing_and_where),
        cmocka_unit_test(broken_promise_shows_its_causes_and_what_would_keep_it),
        cmocka_unit_test(broken_promise_without_shares_shows_the_gaps_that_cost_most),
        cmocka_unit_test(strict_counts_gaps),
        cmocka_unit_test(gaps_fit_the_width),
        cmocka_unit_test(json_has_gaps_and_what_is_stated),
        cmocka_unit_test(hours_say_who_leaves_which_uncovered),
        cmocka_unit_test(downtime_is_that_of_the_promised_hours),
        cmocka_unit_test(json_has_hours),
        cmocka_unit_test(bases_stand_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
