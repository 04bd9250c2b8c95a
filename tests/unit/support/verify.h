/* Compares what the library found with what the oracle found. */
#ifndef VERIFY_H
#define VERIFY_H

#include "oracle.h"

#include <stdint.h>

/* One model under test. */
struct trial {
    uint64_t seed;
    const struct oracle_model *model;
    const char *text;
    slacalc_basis basis;
    size_t max_nodes; /* of the evaluation that is looked at */
    size_t failures;
};

/* Counts and prints a failure, before the first one the model too. Returns `passed`. */
bool expect(struct trial *trial, bool passed, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* That `got` is within `relative` of `want`. */
bool expect_near(struct trial *trial, double got, quad want, double relative, const char *what, const char *name);

/* Everything that one evaluation reports but shares. `inexact` allows intervals that hold the truth. */
void verify_result(struct trial *trial, const slacalc_result *result, const struct oracle_truth *truth, bool inexact);

/* Whether a figure of a component or a service is an interval. */
bool result_is_inexact(const slacalc_result *result);

void verify_shares(struct trial *trial, const slacalc_result *result, const struct oracle_truth *truth);

#endif
