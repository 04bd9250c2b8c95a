/* The grid of a service by contract, by plan and as seen. */
#ifndef REPORTER_BASES_H
#define REPORTER_BASES_H

#include "reporter/screen.h"

/* In the order in which they are shown. */
struct basis_row {
    slacalc_basis basis;
    const char *title;
};
extern const struct basis_row bases[SLACALC_BASES];

/* The downtime is over the service's period, of which `period` is the text. */
void screen_bases(struct screen *screen, const slacalc_service *service, const char *period);

#endif
