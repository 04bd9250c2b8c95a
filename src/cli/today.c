#include "cli/today.h"

#include "cli/complaint.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

enum { SECONDS_PER_DAY = 24 * 60 * 60 };

bool today_read(long *days, FILE *errors) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    errno = 0;
    long long seconds = epoch ? strtoll(epoch, &end, 10) : (long long)time(NULL);
    if (epoch && (end == epoch || *end != '\0' || seconds < 0 || errno != 0)) {
        complain(errors, "SOURCE_DATE_EPOCH is '%s', which is no number of seconds", epoch);
        return false;
    }
    *days = (long)(seconds / SECONDS_PER_DAY);
    return true;
}
