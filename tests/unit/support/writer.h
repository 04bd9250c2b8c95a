/* The YAML that says what an oracle's model says. */
#ifndef WRITER_H
#define WRITER_H

#include "generator.h"

/* To be freed. It takes one of several styles at random. */
char *writer_text(struct generator *random, const struct oracle_model *model);

#endif
