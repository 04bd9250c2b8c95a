/* Texts of the table that are put together from figures and names. They are printable and belong to the screen's
 * arena. */
#ifndef REPORTER_PHRASES_H
#define REPORTER_PHRASES_H

#include "reporter/format.h"
#include "reporter/screen.h"

/* Columns of the labels before the lines of a service, their indent included. */
enum { LABEL_WIDTH = 16 };

const char *phrase_dots(const struct screen *screen);
const char *phrase_figure(struct screen *screen, struct figure figure);

/* Both ends where they differ as shown. */
const char *phrase_range(struct screen *screen, slacalc_level low, slacalc_level high);

/* Both ends where the answer is an interval. */
const char *phrase_estimate(struct screen *screen, const slacalc_estimate *estimate);

/* The component's name. */
const char *phrase_name(struct screen *screen, const slacalc_result *result, size_t component);

/* "shop.yaml:12", without the line where it is 0; NULL where there is no file. */
const char *phrase_place(struct screen *screen, const char *file, size_t line);

/* "3 gaps", "1 gap", "no gap" */
const char *phrase_count(struct screen *screen, size_t count, const char *noun);

/* A component's own level, "-" where it has none, and the word of the figure that it comes from, "-" likewise. */
const char *phrase_own(struct screen *screen, const slacalc_component *component);
const char *phrase_basis(const slacalc_component *component);

/* What is sure of it. */
const char *phrase_compound(struct screen *screen, const slacalc_estimate *estimate);

/* "contract 12, page 3, as of 2025-03-01"; NULL where it says neither. */
const char *phrase_source(struct screen *screen, const slacalc_component *component);

#endif
