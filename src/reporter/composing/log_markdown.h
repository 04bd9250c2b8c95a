/* What happened, as Markdown. */
#ifndef REPORTER_COMPOSING_LOG_MARKDOWN_H
#define REPORTER_COMPOSING_LOG_MARKDOWN_H

#include "reporter/composing/composition.h"

/* Verdicts first; kept below the 65536 characters of a comment. */
void compose_log_markdown(const struct composition *report);

#endif
