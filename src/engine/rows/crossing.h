/* Where a promise is just kept, between what keeps it and what does not. */
#ifndef ENGINE_ROWS_CROSSING_H
#define ENGINE_ROWS_CROSSING_H

struct crossing_end {
    double at;
    double
        excess; /* above 0 where the promise is broken: best the logarithm of the unavailability by the promised one */
};

/* The excess at that place. */
typedef double crossing_excess(void *context, double at);

/* The place, kept.at < broken.at, on the side that keeps the promise, to `enough`: by interpolation that takes no more
 * than one step more than halving would (Oliveira and Takahashi 2021, "An enhancement of the bisection method average
 * performance preserving minmax optimality", ACM Transactions on Mathematical Software 47). */
double crossing_between(struct crossing_end kept, struct crossing_end broken, double enough, crossing_excess *excess,
                        void *context);

#endif
