/*
 * The dependency graph as boxes and lines, for every format that draws it: a box for each component and for each group
 * of requirements, a line from a box to each one that it needs. What has a single part, a share of traffic or an
 * optional requirement, is a label of the line.
 */
#ifndef REPORTER_COMPOSING_PICTURE_H
#define REPORTER_COMPOSING_PICTURE_H

#include "reporter/composing/attention.h"
#include "reporter/composing/focus.h"
#include "reporter/wording/printable.h"
#include "slacalc.h"

struct box {
    size_t component;               /* SLACALC_NONE: a group */
    size_t requirement;             /* the group; SLACALC_NONE for a component */
    const slacalc_service *service; /* NULL where the component is none */
    size_t level;                   /* of components below the services; a group counts with its parts */
    size_t left_out;                /* components that it needs and whose lines are not drawn */
    double share; /* of the downtime of a service that nothing in the report needs; the largest of several */
    bool top;     /* a service that the picture is of, to which no line leads */
    bool single;  /* its loss alone takes such a service down, of which it is none itself */
    bool broken;  /* a promise of it is not kept */
};

struct line {
    size_t from, to; /* boxes */
    size_t outer;    /* the requirement, with traffic and optional around it */
    size_t level;    /* of the box that it leads to */
    bool optional;
    bool first; /* of a failover: the part that is used while it is up */
};

/* How much is drawn. */
struct extent {
    bool all;        /* otherwise, of what would take more boxes than `boxes`, the services that need attention and what
                        carries most of their downtime */
    size_t depth;    /* levels below the services; SLACALC_NONE: all, as far as MOST_BOXES goes */
    size_t boxes;    /* the most of them, unless all are drawn */
    size_t service;  /* this one alone; SLACALC_NONE: those of the report */
    size_t services; /* the first ones of these; SLACALC_NONE: all */
};

enum { FEW_BOXES = 60, PAGE_BOXES = 25, MOST_BOXES = 5000 };

struct picture {
    const slacalc_result *result;
    const struct wording *wording;
    struct box *boxes;
    size_t box_count, box_capacity;
    struct line *lines; /* by ascending level */
    size_t line_count, line_capacity;
    size_t levels; /* of the deepest box */
    struct extent extent;
    const size_t *services; /* indices of those that it is of, whose boxes are the first */
    size_t service_count;
    bool *chosen;               /* by component: may be drawn; NULL: all may */
    size_t *box_of;             /* by component: SLACALC_NONE where it is not drawn */
    bool is_whole;              /* nothing is left out, the depth aside */
    bool is_tall;               /* best drawn from the top; otherwise, and where it is whole, from the left */
    struct attention attention; /* of all services, where it is not whole */
    struct left_out left_out;   /* of what the services need; the share is the sum of theirs */
};

/* As the options have it. */
struct extent extent_of(const slacalc_layout *layout);

/* Of the one service, for a page. */
struct extent extent_of_service(const slacalc_layout *layout, size_t service);

/* Whether a page has one picture of everything, and not one of each service. */
bool fits_one_picture(const slacalc_result *result, const struct wording *wording, const slacalc_layout *layout);

struct picture picture_of(const slacalc_result *result, const struct wording *wording, struct extent extent);

/* ---- Texts, unescaped ---- */

/* A component's name, cut to what a box has room for; of a group what is_up needs. */
const char *box_name(const struct picture *picture, const struct box *box);

/* What the component itself delivers, where that is not the compound: "own 99.9 % slo, 2 of 3 replicas"; NULL where
 * there is nothing to say. */
const char *box_own(const struct picture *picture, const struct box *box);

/* "17.1 %"; NULL where it costs nothing. */
const char *box_share(const struct picture *picture, const struct box *box);

/* "sla 99.9 %: holds, 2 gaps"; with what was computed where that is not what those who need the component get, as the
 * box has it. */
const char *box_promise(const struct picture *picture, const struct box *box, size_t promise);

/* "4 more below"; NULL where all is drawn. */
const char *box_left_out(const struct picture *picture, const struct box *box);

/* "Not drawn: 84 more parts, none with more than 0.6 % of the downtime (db)", of what the services need; "Not drawn for
 * 151 more services: ...", as statement_of_more_services has it. NULL where nothing of the kind is left out. Names are
 * as the model has them. */
const char *picture_parts_left_out(const struct picture *picture);
const char *picture_services_left_out(const struct picture *picture);

/* "20 % of traffic, optional"; NULL where there is nothing to say. */
const char *line_label(const struct picture *picture, const struct line *line);

/* From 0, for none, to MOST_SHADE: a step for each doubling or so of the downtime. */
enum { MOST_SHADE = 4 };
size_t box_shade(const struct box *box);

#endif
