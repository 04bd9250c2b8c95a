/* The SLOs of Sloth and of Pyrra, from which they make rules for Prometheus. */
#ifndef PARSER_IMPORT_PROMETHEUS_H
#define PARSER_IMPORT_PROMETHEUS_H

#include "parser/fields.h"

/* Reads a file of Sloth: `version: prometheus/v1`. */
void sloth_read_own(struct reader *reader, uint32_t root);

/* Reads a resource of Kubernetes of Sloth, and of Pyrra. */
void sloth_read(struct reader *reader, uint32_t root, struct text kind);
void pyrra_read(struct reader *reader, uint32_t root, struct text kind);

#endif
