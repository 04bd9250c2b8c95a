/* What a service owes, and what it recovers. */
#ifndef REPORTER_TABLE_MONEY_H
#define REPORTER_TABLE_MONEY_H

#include "reporter/table/screen.h"

void screen_money(struct screen *screen, const slacalc_result *result, const slacalc_service *service);

#endif
