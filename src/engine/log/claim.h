/* The last day on which a credit can be claimed. */
#ifndef ENGINE_LOG_CLAIM_H
#define ENGINE_LOG_CLAIM_H

#include "base/text.h"

#include <stdbool.h>

/*
 * Reads what an agreement says of claims, where it is one of
 *
 *     30 days | 30 days after the incident | 30 days after becoming eligible
 *     30 days after the end of the month | of the quarter | of the billing cycle
 *     end of the second month after | end of the second billing cycle after the incident
 *
 * with days (d), weeks (w) or months (M), and sets the last day, as days since 1970. A billing cycle is a calendar
 * month. `incident` is the day of the first outage of the window: who counts from it is never late. Returns false for
 * all other texts, of which nobody but a reader knows what they mean.
 */
bool claim_until(struct text text, long incident, long *last_day);

#endif
