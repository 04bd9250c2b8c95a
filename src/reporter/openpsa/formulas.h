/* What a gate of a fault tree is made of: events, gates, and formulas over them, for what a component needs. */
#ifndef REPORTER_OPENPSA_FORMULAS_H
#define REPORTER_OPENPSA_FORMULAS_H

#include "reporter/composing/xml.h"
#include "reporter/openpsa/prepared.h"

/* What is being written, and of which component. */
struct writer {
    const struct export *export;
    struct xml xml;
    const char *id;
    const slacalc_component *component;
    const char *kind;                    /* "own" or "checked": of its events */
    const struct replica_events *events; /* of its own failure; NULL where it has none */
};

/* Whether the stream takes no more, so that nobody gets what would be written from now on. */
bool is_full(const struct writer *writer);

void put_component(struct writer *writer, size_t index);

/* An event or gate of the component that is being written, by a word and a number. */
void put_event(struct writer *writer, const char *element, const char *word, size_t number);

/* Of `count` parts `needed` must be up. Returns the element that is to be closed; NULL where one part needs none. */
const char *open_formula(struct writer *writer, size_t count, size_t needed);
void close_formula(struct writer *writer, const char *element);

/* A requirement: its formula, or the gate that it has of its own. */
void put_need(struct writer *writer, size_t need);
void put_formula(struct writer *writer, size_t need);

/* The requirement and those behind it that matter. */
void put_chain(struct writer *writer, size_t first);

bool is_component(const struct export *export, size_t need);

/* What a request needs that goes this way of a split; and what it needs if it goes this way or one behind it. */
void put_way(struct writer *writer, size_t way);
void put_ways(struct writer *writer, size_t way);

/* Whether the events of replicas stand with their places. */
bool is_in_places(const struct writer *writer);

#endif
