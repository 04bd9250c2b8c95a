/* The dependency graph of the page. */
#ifndef REPORTER_HTML_GRAPH_H
#define REPORTER_HTML_GRAPH_H

#include "reporter/html/markup.h"

/* The graph as a picture, or the trees in its place, unless each service has a picture of its own. */
void html_graph(struct html *page);

/* The same of a service. */
void html_graph_of(struct html *page, const slacalc_service *service);

#endif
