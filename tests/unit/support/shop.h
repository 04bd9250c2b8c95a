/* A result that is made by hand, and what is reported of it. */
#ifndef SHOP_H
#define SHOP_H

#include "engine/rows/result.h"
#include "near.h"

enum { LEAF, WEB, SHOP, COMPONENTS };

/* A shop that needs two of three replicas of a web server, of which all need a leaf that the shop needs too. */
struct fixture {
    slacalc_component components[COMPONENTS];
    slacalc_requirement requirements[5];
    slacalc_promise promises[2];
    slacalc_share shares[3];
    slacalc_needed keeping[2];
    slacalc_mending mending[2];
    slacalc_cause causes[2];
    slacalc_slice slices[2];
    size_t degraded_by[1], web_needs[1], shop_needs[2];
    slacalc_service service;
    struct slacalc_result result;
};

/* To be freed with free(). */
struct fixture *fixture_new(void);

/* To be freed with free(). */
char *report(const struct fixture *fixture, slacalc_layout layout);
void assert_report(const struct fixture *fixture, slacalc_layout layout, const char *wanted);
void assert_shows(const struct fixture *fixture, slacalc_layout layout, const char *line);

/* No line of the text may take more columns. */
void assert_no_line_above(const char *text, size_t width);

slacalc_estimate exactly(double down);
slacalc_requirement need(slacalc_requirement_kind kind, size_t component, size_t part, size_t next);

/* Sets the locale. */
bool in_unicode(void);
void in_ascii(void);

/* The table in a pipe. */
static const slacalc_layout unlimited = {.format = SLACALC_TABLE};

#endif
