/* What happened, on the page: verdicts, a timeline with a row for each service, and who explains what was lost. */
#ifndef REPORTER_HTML_LOG_H
#define REPORTER_HTML_LOG_H

#include "reporter/html/markup.h"

void html_log(struct html *page);

#endif
