/* The table of the components of a service. */
#ifndef REPORTER_HTML_COMPONENTS_H
#define REPORTER_HTML_COMPONENTS_H

#include "reporter/html/markup.h"

/* All that the service needs, what costs most downtime first. */
void html_components(struct html *page, const slacalc_service *service);

#endif
