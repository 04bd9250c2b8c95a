#include "engine/graph/beta_factor.h"

#include "engine/graph/k_of_n.h"

#include <math.h>

struct level cause_of(struct level replica, struct level beta) {
    return (struct level){replica.up + beta.down * replica.down, beta.up * replica.down};
}

struct level without_cause(struct level replica, struct level beta) {
    long double cause_up = cause_of(replica, beta).up;
    if (cause_up <= 0)
        return (struct level){1, 0};
    return (struct level){replica.up / cause_up, beta.down * replica.down / cause_up};
}

struct level k_of_n_with_cause(struct level replica, uint32_t n, uint32_t k, struct level beta) {
    if (beta.up <= 0)
        return k_of_n_replicas(replica, n, k);
    return level_of_both(cause_of(replica, beta), k_of_n_replicas(without_cause(replica, beta), n, k));
}

struct level beside_cause(struct level level, struct level cause) {
    /* Both differences are the same number; the one between the smaller sides has more digits. */
    long double down = level.up < 0.5L ? cause.up - level.up : level.down - cause.down;
    return down > 0 && cause.up > 0 ? (struct level){fminl(level.up / cause.up, 1), fminl(down / cause.up, 1)}
                                    : (struct level){1, 0};
}
