/* What is said once for all places of a kind. */
#ifndef PARSER_REMARK_H
#define PARSER_REMARK_H

#include "model/model.h"

/* For texts. */
#define FORMATS_READ "models, Backstage, OpenSLO, Sloth, Pyrra, OpenSRM"

/* What is worth a word, but not one for each place. */
enum remark_kind {
    REMARK_BARE,
    REMARK_LIBRARY,
    REMARK_GROUP,
    REMARK_NO_RELATION,
    REMARK_SELF,
    REMARK_URL,
    REMARK_OUTSIDE,
    REMARK_NO_FILE,
    REMARK_TEMPLATE,
    REMARK_PAGE,
    REMARK_FOREIGN,
    REMARK_IDLE,
    REMARK_CANDIDATES,
    REMARK_LATENCY,
    REMARK_WEIGHT,
    REMARK_END_TO_END,
    REMARK_STRANGER,
    REMARK_TWO_LEVELS,
    REMARK_CONTRACTS,
    REMARK_EXPECTED,
    REMARK_UNRESOLVED,
    REMARK_ASSUMED,
    REMARK_ISOLATED,
    REMARK_UNUSED,
    REMARK_PLACES,
    REMARK_BETA,
    REMARK_ONE_PLACE,
    REMARK_IN_COMMON,
    REMARK_SPLIT,
    REMARK_ANYWAY,
    REMARK_NO_FEE,
    REMARKS
};

struct remark {
    enum remark_kind kind;
    struct text subject;
    struct position where;
};

/* Notes something to be said once for all of its kind. The subject is copied. */
void remark(struct slacalc_model *model, enum remark_kind kind, struct position where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Says what was noted. */
void remarks_report(struct slacalc_model *model, slacalc_diagnostics *problems);

#endif
