/* How often something happens, from how often it did: the interval that holds the mean of a Poisson distribution with
 * 95 % at least (Garwood 1936, "Fiducial limits for the Poisson distribution", Biometrika 28). Few events say little.
 */
#ifndef MODEL_GARWOOD_H
#define MODEL_GARWOOD_H

#include <stddef.h>

struct mean_interval {
    double low, high;
};

struct mean_interval garwood_interval(size_t events);

#endif
