/*
 * What the user wrote: components, requirements, promises, each with its position; names resolved to indices once
 * the model is checked. It knows no YAML node and computes nothing.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/text.h"
#include "model/entity.h"
#include "model/level.h"
#include "slacalc.h"

#include <stdbool.h>
#include <stdint.h>

/* The keys of a component that carry a value. */
enum attribute_key {
    KEY_SLO,
    KEY_MEASURED,
    KEY_MTBF,
    KEY_SLA,
    KEY_OLA,
    KEY_OBJECTIVE, /* up to here figures, from which a level comes */
    KEY_MTTR,
    KEY_REPLICAS,
    KEY_QUORUM,
    KEY_BETA,
    KEY_OWNER,
    KEY_DESCRIPTION,
    KEY_SOURCE,
    KEY_AS_OF,
    KEY_HOURS,
    KEY_MAINTENANCE,
    KEY_TIMEZONE,
    KEY_PERIOD,
    KEY_USES,
    KEY_CONDITION,
    KEY_CREDITS,
    KEY_CREDIT_CAP,
    KEY_FEE,
    KEY_CLAIM_WITHIN,
    KEY_EVIDENCE
};

/* Ranges of the week as one key of a component gives them. */
struct ranges {
    uint32_t first, count; /* of its stretches in the model's, in local time; ascending, disjoint, not touching */
    struct text text;      /* as written, joined by ", " */
};

/* What an agreement pays back: below that level, that part of the fee. */
struct credit {
    struct level below, part;
};

/* The tiers of one agreement, the level going down and the part going up from each to the next. */
struct credits {
    const struct credit *tiers;
    size_t count;
};

/* An amount of money. */
struct money {
    double amount;
    struct text currency; /* absent where there is none */
    struct text written;  /* both, as written */
};

/* One key of one component with its value. Few components have more than two, so they are kept in a chain. */
struct attribute {
    struct position where; /* of the value */
    uint32_t next;         /* in the model's attributes; NO_INDEX ends */
    enum attribute_key key;
    union {
        struct level level;      /* SLO, MEASURED, SLA, OLA, OBJECTIVE; BETA, CREDIT_CAP: up is the share */
        long double seconds;     /* MTBF, MTTR, PERIOD */
        uint32_t number;         /* REPLICAS, QUORUM */
        struct text text;        /* OWNER, DESCRIPTION, SOURCE, AS_OF, USES, CONDITION, CLAIM_WITHIN, EVIDENCE */
        struct credits credits;  /* CREDITS: at least one */
        const struct money *fee; /* FEE: above 0, for the period over which the SLA is judged */
        struct ranges ranges;    /* HOURS: at least one; MAINTENANCE */
        uint32_t zone;           /* TIMEZONE: index in the model's zones */
    };
};

/* What a requirement says of how long outages last. */
struct spans {
    double tolerates_s; /* outages are noticed only when they have lasted that long; 0: at once */
    double takes_s;     /* NEED_FAILOVER: so long each switch takes; 0: none */
};

/* See slacalc_requirement_kind for what each kind is. */
struct requirement {
    struct position where;
    struct text name; /* NEED_COMPONENT */
    union {
        uint32_t component; /* NEED_COMPONENT: index, from slacalc_model_check on; NO_INDEX where it is unknown */
        uint32_t part;      /* all others: first part; NO_INDEX where it was wrong */
    };
    union {
        uint32_t at_least; /* NEED_AT_LEAST: 1 <= at_least <= number of parts */
        uint32_t level;    /* NEED_FAILOVER, NEED_TRAFFIC: index in the model's levels */
    };
    uint32_t beta; /* NEED_ANY, NEED_AT_LEAST, NEED_FAILOVER: index in the model's levels, of which up is the share of a
                      common cause; NO_INDEX where none is stated */
    uint32_t spans; /* index in the model's spans; NO_INDEX where it says nothing of how long outages last */
    uint32_t next;  /* beside it; NO_INDEX ends */
    slacalc_requirement_kind kind;
};

struct component {
    struct text name;
    struct position where;
    uint32_t attributes;   /* chain; NO_INDEX where there is none */
    uint32_t requirements; /* chain of depends_on, all needed; NO_INDEX where there is none. From slacalc_model_check on
                              the places of its replicas are the first of it (places.h) */
    uint32_t across; /* as it says: the requirement whose parts are the places of its replicas; NO_INDEX where there is
                        none */
    bool down;       /* what if: 0 % */
    bool absent;     /* nothing needs it and it needs nothing, and it has no level: from slacalc_model_check on */
    bool dissolved;  /* others stand for it where it is needed, such as the providers of an API */
    bool flawed;     /* an error was found in it: what it lacks may be only a consequence */
    uint32_t hours;  /* index in the model's hours, from slacalc_model_check on; NO_INDEX: always */
    uint32_t zone;   /* of its document, its own from slacalc_model_check on; NO_INDEX: nothing said, UTC */
    uint32_t document_mttr; /* of its document: index in the model's document_mttrs; NO_INDEX: nothing said */
};

/* Minutes of a local week from Monday 00:00; 0 <= start < end <= MINUTES_PER_WEEK. */
struct stretch {
    uint32_t start, end;
};

enum { MINUTES_PER_WEEK = 7 * 24 * 60 };

/* When a component's promises hold: its hours less its maintenance. */
struct hours {
    uint32_t first, count;          /* of its stretches in the model's; ascending, disjoint, not touching; count >= 1 */
    uint32_t zone;                  /* index in the model's zones */
    struct position where;          /* of the value of 'hours', or of 'maintenance' where there is no other */
    struct text hours, maintenance; /* as written, ranges joined by ", "; absent where not given */
};

/* The clocks of a time zone are set. */
struct clock_change {
    int32_t since;  /* minutes from the begin of the reference years (2026) in UTC */
    int32_t offset; /* minutes east of UTC from then on */
};

/* A time zone over the reference years, or from 1970 to 2099. */
struct zone {
    struct text name;             /* as written */
    bool all_years;               /* from 1970 on: changes may lie before the reference years */
    struct clock_change *changes; /* ascending; the first one since 0 */
    size_t change_count, change_capacity;
};

/* Weeks of the reference years in which every zone keeps one offset. */
struct season {
    char monday[11];        /* YYYY-MM-DD of the first such week */
    const int32_t *offsets; /* by zone: minutes east of UTC */
};

/* A promise that came from outside the model. */
struct required {
    uint32_t component;
    struct level level;
    struct position where;
};

/* A what-if, kept to find another one that contradicts it. */
struct setting {
    uint32_t component;
    struct position where; /* of the argument */
    struct text key;       /* absent: the component is down */
    struct text value;
};

/* Components that need each other, directly or through others: they stand in the model's `order` one after another. */
struct cycle {
    uint32_t first, count;           /* in the model's order; count >= 2 */
    uint32_t first_edge, edge_count; /* one way round, in the model's cycle_edges */
    bool is_series;                  /* its components need each other directly, not as alternatives or in part */
    uint32_t rounds;                 /* after which it is solved at the latest, where it is not in series */
};

/* One step of a way round. */
struct cycle_edge {
    uint32_t component;   /* that needs */
    uint32_t requirement; /* the next component */
};

/* An entity of a catalogue, of whatever kind. */
struct entity {
    struct entity_name name; /* nothing absent */
    struct text key;         /* entity_key of the name */
    struct text type;        /* of its spec; absent where there is none */
    struct position where;   /* of its name */
    uint32_t component;      /* NO_INDEX: it is none, such as a system */
    bool is_assumed;         /* no input defines it: a reference to it counts with a level that the user chose */
};

/* The components from this one on are copies that `each` made for a value. */
struct copies {
    uint32_t first;
    const char *value; /* "market=de"; NULL: they are none */
};

/* What the parser keeps of inputs until all of them are read. */
struct imports;

/* Of plan_option.h, difference.h and log.h, which stand above. */
struct plan_option;
struct difference;
struct log;

struct slacalc_model {
    struct memory_guard guard;
    struct arena arena;
    struct sources sources;
    slacalc_hint_name *hint_names; /* NULL: those of the public header */

    struct component *components;
    size_t component_count, component_capacity;
    struct attribute *attributes;
    size_t attribute_count, attribute_capacity;
    struct requirement *requirements;
    size_t requirement_count, requirement_capacity;
    struct level *levels;
    size_t level_count, level_capacity;
    struct spans *spans; /* of requirements */
    size_t span_count, span_capacity;
    struct text_map names; /* name to index in components */

    struct copies *copies; /* components from one `each` behind others, the first first */
    size_t copies_count, copies_capacity;

    struct text title; /* absent where none */
    struct position title_where;
    long double period_s; /* 0 where none */
    struct position period_where;

    long double *document_mttrs; /* seconds: of components that state none of their own */
    size_t document_mttr_count, document_mttr_capacity;
    long double assumed_mttr_s; /* what if: of all components that state none; 0 where nothing is assumed */

    uint32_t *selected; /* components to report, in order; none: those that the model implies */
    size_t selected_count, selected_capacity;
    struct required *required;
    size_t required_count, required_capacity;

    struct hours *hours;
    size_t hours_count, hours_capacity;
    struct stretch *stretches;
    size_t stretch_count, stretch_capacity;
    struct zone *zones;
    size_t zone_count, zone_capacity;
    struct text_map zone_names; /* name as written to index in zones */
    struct season *seasons; /* at least one where there are hours, from slacalc_model_check on; the first weeks first */
    size_t season_count;

    struct setting *settings;
    size_t setting_count, setting_capacity;

    struct entity *entities;
    size_t entity_count, entity_capacity;
    struct text_map entity_keys; /* key to index in entities */
    uint32_t *entity_of;         /* by component: NO_INDEX where it came from a model; from joining on */
    size_t entity_of_count;
    bool has_catalogue;     /* a document of Backstage was read */
    size_t unresolved;      /* references of catalogues that lead nowhere, of those too that a model was printed from */
    bool counts_unresolved; /* their number is told: there are some, or there might have been */
    struct imports *imports; /* what catalogues, OpenSLO documents and overlays say; NULL where there are none */
    void (*close_imports)(struct imports *imports); /* frees what of them is in no arena; NULL where there are none */

    bool (*recheck)(struct slacalc_model *variant, slacalc_diagnostics *problems); /* checks a variant of the model as
                                                                                     the model was; once that is */
    struct plan_option *plan_options;                                              /* changes that could be made */
    size_t plan_option_count, plan_option_capacity;
    struct difference *difference; /* from an older model, in the memory of the merged one; NULL where there is none */
    struct slacalc_model *merged;  /* both in one; NULL likewise */

    struct log *log;     /* of what happened; NULL where none was read */
    uint32_t first_zone; /* of the first document that names one; NO_INDEX: none does */

    struct level beta; /* what if: of replicas and groups that state none; up is its share, 0: nothing is assumed */

    bool together;        /* the components of a cycle stand or fall together; otherwise it is an error */
    struct cycle *cycles; /* in the model's order; from slacalc_model_check on */
    size_t cycle_count, cycle_capacity;
    struct cycle_edge *cycle_edges;
    size_t cycle_edge_count, cycle_edge_capacity;

    uint32_t *order; /* all components, each after those that it depends on; from slacalc_model_check on */
    uint32_t stated; /* a bit for each attribute_key that some component may have */
    bool has_places; /* some component may have 'across' */
    bool has_beta;   /* some component or requirement may have a 'beta' */
    bool has_groups; /* some requirement may have one */
    bool has_mttr;   /* some component may have a time to restore */
    bool failed;     /* an error was found: it may not be evaluated */
    bool incomplete; /* an input was given up: a name that is missing may stand in it */
    bool checked;
};

/* Makes memory, and maps that are empty, of what is zeroed or a copy of another model. */
void model_init(struct slacalc_model *model);

/* The components that are added from now on are copies for that value, or with NULL none. */
void model_begin_copies(struct slacalc_model *model, const char *value);

/* The value of `each` that the component is a copy for; NULL where it is none. */
const char *model_copy_of(const struct slacalc_model *model, uint32_t component);

/* Whether any component may have that key. */
static inline bool model_states(const struct slacalc_model *model, enum attribute_key key) {
    return model->stated >> key & 1;
}

/* The component's value for that key; NULL where it has none. Most models have few of the keys, so that most questions
 * are answered without a search. */
const struct attribute *model_attribute_found(const struct slacalc_model *model, uint32_t component,
                                              enum attribute_key key);
static inline const struct attribute *model_attribute(const struct slacalc_model *model, uint32_t component,
                                                      enum attribute_key key) {
    return model_states(model, key) ? model_attribute_found(model, component, key) : NULL;
}

/* The component of that name, or the entity that it refers to ("component:default/web"); NO_INDEX where there is
 * none. */
/* The component of a catalogue of that name or reference; a name alone means that in the default namespace. */
uint32_t model_find_entity(const struct slacalc_model *model, struct text name);

uint32_t model_find(const struct slacalc_model *model, struct text name);

/* Whether the component came from a catalogue or an OpenSLO document. */
bool model_is_imported(const struct slacalc_model *model, uint32_t component);

/* The cycle whose last component stands at that place of the model's order; NULL where there is none. */
const struct cycle *model_cycle_ending(const struct slacalc_model *model, size_t place);

/* Its replicas and quorum, 1 where it says nothing. */
static inline uint32_t model_number(const struct slacalc_model *model, uint32_t component, enum attribute_key key) {
    const struct attribute *attribute = model_attribute(model, component, key);
    return attribute ? attribute->number : 1;
}

/* Runs `phase(context)` with `problems` bound to the model's sources. Returns whether no error was added; otherwise
 * the model has failed, of exhausted memory too. */
bool model_run(struct slacalc_model *model, slacalc_diagnostics *problems, void (*phase)(void *context), void *context);

/* The same for what is added to a model that was checked: what happened to it. */
bool model_run_checked(struct slacalc_model *model, slacalc_diagnostics *problems, void (*phase)(void *context),
                       void *context);

/* Says that memory is exhausted, and that the model has failed. Returns false. */
bool model_out_of_memory(struct slacalc_model *model, slacalc_diagnostics *problems);

/* Adds an input to the sources and sets `*source`; returns false with an error where there are too many. */
bool model_add_source(struct slacalc_model *model, const char *name, struct text text, slacalc_diagnostics *problems,
                      uint32_t *source);

#endif
