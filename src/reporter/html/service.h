/* The section of a service. */
#ifndef REPORTER_HTML_SERVICE_H
#define REPORTER_HTML_SERVICE_H

#include "reporter/html/markup.h"

/* The section of a service: its figures and tables. */
void html_service(struct html *page, size_t index);

#endif
