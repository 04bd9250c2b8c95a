/* The section of a service. */
#ifndef REPORTER_HTML_SERVICE_H
#define REPORTER_HTML_SERVICE_H

#include "reporter/html/markup.h"

/* The answer in words: each promise that is not kept, with what the table says first of it; where all of a few are
 * kept, a sentence for each. */
void html_answers(struct html *page);

/* The section of a service: its figures and tables. */
void html_service(struct html *page, size_t index);

#endif
