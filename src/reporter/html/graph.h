/* The dependency graph of the page. */
#ifndef REPORTER_HTML_GRAPH_H
#define REPORTER_HTML_GRAPH_H

#include "reporter/html/markup.h"

/* The graph as a picture, or the trees in its place. */
void html_graph(struct html *page);

#endif
