/* The table of the promises. */
#ifndef REPORTER_HTML_VERDICTS_H
#define REPORTER_HTML_VERDICTS_H

#include "reporter/html/markup.h"

/* All promises, the worst first. Of many services, what is to be seen of the table can be chosen and sorted on the
 * page. */
void html_verdicts(struct html *page);

#endif
