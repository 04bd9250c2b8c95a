#include "model/level.h"

struct level level_of_repair(long double time_between, long double time_to_repair) {
    long double cycle = time_between + time_to_repair;
    return (struct level){time_between / cycle, time_to_repair / cycle};
}

slacalc_level level_row(struct level level) {
    return (slacalc_level){(double)level.up, (double)level.down};
}

struct level level_from_row(slacalc_level row) {
    return (struct level){row.up, row.down};
}
