#include "model/level.h"

slacalc_level level_row(struct level level) {
    return (slacalc_level){(double)level.up, (double)level.down};
}

struct level level_from_row(slacalc_level row) {
    return (struct level){row.up, row.down};
}
