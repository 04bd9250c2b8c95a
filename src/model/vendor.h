/* The catalogue of published SLAs, src/share/slacalc/vendors. It is a part of the library, which reads no file for it.
 */
#ifndef MODEL_VENDOR_H
#define MODEL_VENDOR_H

#include <stddef.h>

/* A percentage, and a date; short texts that stand in the tables themselves cost no pointer that is set at each start.
 */
typedef char vendor_percentage[8];
typedef char vendor_date[11];

struct vendor_credit {
    vendor_percentage below, part; /* "99.9%", "10%" */
};

struct vendor {
    const char *name;        /* "aws/s3-standard" */
    const char *same_as;     /* the name that the entry is listed by; NULL where this is it */
    const char *vendor;      /* "Amazon Web Services" */
    const char *description; /* the service */
    const char *condition;   /* when the level holds */
    vendor_percentage sla;   /* "99.9%" */
    const struct vendor_credit *credits;
    size_t credit_count;
    const char *credit_cap;   /* "50%", of the fee; NULL where it is not known, as the next one */
    const char *claim_within; /* "30 days after the incident" */
    const char *source;       /* where it was published */
    vendor_date as_of;        /* YYYY-MM-DD: when it said so */
    const char *evidence;     /* what was read: "vendor text", "vendor documentation" */
};

/* In the order of their names; made of the catalogue when the library is built. */
extern const struct vendor vendors[];
extern const size_t vendor_count;

#endif
