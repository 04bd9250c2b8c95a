/* What a change of the model does. */
#ifndef REPORTER_HTML_AGAINST_H
#define REPORTER_HTML_AGAINST_H

#include "reporter/html/markup.h"

/* Nothing where the result is not compared with an older model. */
void html_against(struct html *page);

#endif
