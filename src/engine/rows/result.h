/* What was found: the rows behind slacalc_result. No pointer into model or graph; it outlives both. */
#ifndef ENGINE_ROWS_RESULT_H
#define ENGINE_ROWS_RESULT_H

#include "base/arena.h"
#include "model/needs.h"
#include "slacalc.h"

struct series; /* engine/kept/series.h */

struct slacalc_result {
    struct memory_guard guard;
    struct arena arena; /* of all rows and texts */

    slacalc_hint_name *hint_names; /* of the model */
    const char *title;             /* NULL where none */
    slacalc_basis basis;
    double period_s;
    bool period_is_given; /* by the options: then it counts for every service */
    bool strict;
    bool all_bases;
    bool why, need, outages, money;
    double min_kept;  /* 0: not asked for */
    size_t top;       /* minimal cut sets of each service; 0: all */
    size_t max_nodes; /* of the diagrams of each */
    long today;       /* 0: not known */
    double max_age_s;
    size_t gap_count;
    size_t inexact_parts;     /* components whose own part is only an interval */
    const char *inexact_part; /* the first of them; NULL where there is none */
    size_t unpaid_parts;      /* components that pay credits and have hours, so that nobody knows how much they pay */
    const char *unpaid_part;  /* the first of them; NULL where there is none */
    size_t shared_payers;     /* components that pay credits which are recoverable to several services */
    const char *shared_payer; /* the first of them; NULL where there is none */
    const char *gaps_end;     /* the first service whose gaps were too many to look for; NULL where there is none */

    slacalc_service *services;
    size_t service_count;
    slacalc_component *components;
    size_t component_count;
    uint32_t *component_of; /* by component row: the model's index */
    slacalc_requirement *requirements;
    size_t requirement_count;
    struct needs
        needs; /* between rows of components; of their optional requirements only whether there is one counts */

    slacalc_cycle *cycles;
    size_t cycle_count;
    bool counts_unresolved;
    size_t unresolved; /* references of the catalogues; where they are counted */

    const uint64_t *const **likeness; /* by service, by cut set, by event: the same of those that are alike, so that a
                                         set with one of them in place of another is a cut set too */

    const size_t *group_of; /* by component: the group whose common cause takes it down; SLACALC_NONE where it is in
                               none. NULL where there is no such group */
    const slacalc_level *group_cause; /* by group: of that cause */
    size_t group_count;

    size_t beyond_fault_trees; /* the first service that no fault tree can express; SLACALC_NONE where there is none */

    const slacalc_against *against; /* NULL where it is not compared with an older model */

    const slacalc_plan *plan; /* NULL where no options were chosen */

    const slacalc_log *log; /* NULL where no log was replayed */

    const struct series *series; /* by service, where its outages are known: its modules, for the chance of what a log
                                    says. NULL where the model has no log */

    bool time_over; /* the time limit was reached; what is not exact is so for it, otherwise for the node budget */

    size_t verdicts[SLACALC_IMPOSSIBLE + 1]; /* number of promises by verdict */
};

/* The name of the service at that index. */
const char *service_name(const slacalc_result *result, size_t service);

/* Whether the component's replicas are in places one by one: its first requirement is these. */
bool is_across(const slacalc_result *result, const slacalc_component *component);

#endif
