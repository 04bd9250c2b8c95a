/* What a change of the model does, in GitHub Flavored Markdown. */
#ifndef REPORTER_COMPOSING_AGAINST_MARKDOWN_H
#define REPORTER_COMPOSING_AGAINST_MARKDOWN_H

#include "reporter/composing/composition.h"

/* Writes nothing where the result is not compared with an older model. Returns how many bytes were written. */
size_t put_against_markdown(const struct composition *report);

#endif
