/* What happened, as comma-separated values. */
#ifndef REPORTER_COMPOSING_LOG_CSV_H
#define REPORTER_COMPOSING_LOG_CSV_H

#include "reporter/composing/composition.h"

/* A row for each window, service and promise; one for a service without any. */
void compose_log_csv(const struct composition *report);

#endif
