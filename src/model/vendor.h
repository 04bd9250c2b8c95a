/* The catalogue of published SLAs, src/share/slacalc/vendors. It is a part of the library, which reads no file for it.
 */
#ifndef MODEL_VENDOR_H
#define MODEL_VENDOR_H

#include <stddef.h>

struct vendor_credit {
    const char *below, *part; /* "99.9%", "10%" */
};

struct vendor {
    const char *name;        /* "aws/s3-standard" */
    const char *same_as;     /* the name that the entry is listed by; NULL where this is it */
    const char *vendor;      /* "Amazon Web Services" */
    const char *description; /* the service */
    const char *condition;   /* when the level holds */
    const char *sla;         /* "99.9%" */
    const struct vendor_credit *credits;
    size_t credit_count;
    const char *credit_cap;   /* "50%", of the fee; NULL where it is not known, as the next one */
    const char *claim_within; /* "30 days after the incident" */
    const char *source;       /* where it was published */
    const char *as_of;        /* YYYY-MM-DD: when it said so */
    const char *evidence;     /* what was read: "vendor text", "vendor documentation" */
};

/* In the order of their names; made of the catalogue when the library is built. */
extern const struct vendor vendors[];
extern const size_t vendor_count;

#endif
