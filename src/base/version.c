#include "slacalc.h"

const char *slacalc_version(void) {
    return SLACALC_VERSION;
}
