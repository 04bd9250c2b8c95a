#include "base/version.h"

#include "slacalc.h"

#include <string.h>

const char *slacalc_version(void) {
    return SLACALC_VERSION;
}

bool version_take(void *own, size_t size, const void *given, size_t first) {
    size_t known;
    memcpy(&known, given, sizeof known);
    if (known > size)
        return false;
    memcpy(own, given, known == 0 ? first : known);
    return true;
}
