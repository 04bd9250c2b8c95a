/* The catalogue of published SLAs, src/share/slacalc/vendors. It is a part of the library, which reads no file for it.
 */
#ifndef PARSER_VENDOR_H
#define PARSER_VENDOR_H

#include "model/model.h"

struct vendor {
    const char *name; /* "aws/s3" */
    const char *description;
    const char *sla;    /* "99.9%" */
    const char *source; /* where it was published */
    const char *as_of;  /* YYYY-MM-DD: when it said so */
};

/* In the order of their names; made of the catalogue when the library is built. */
extern const struct vendor vendors[];
extern const size_t vendor_count;

/* Gives every component with 'uses' what it says nothing of itself. Reports an error for a name that is unknown. */
void vendors_apply(struct slacalc_model *model, slacalc_diagnostics *problems);

#endif
