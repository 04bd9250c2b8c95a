#include "model/level.h"

struct level level_of_repair(long double time_between, long double time_to_repair) {
    long double cycle = time_between + time_to_repair;
    return (struct level){time_between / cycle, time_to_repair / cycle};
}
