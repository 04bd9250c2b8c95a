/*
 * XML as it is written: elements, attributes and text, one element a line, without any memory of its own.
 *
 * The libraries at hand were measured and not taken. libxml2 loads ICU and makes a start five times as long; Mini-XML
 * crashes when memory is exhausted. A stream that is marked as failed by stdio is the only error there is.
 */
#ifndef REPORTER_COMPOSING_XML_H
#define REPORTER_COMPOSING_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct xml {
    FILE *stream;
    int depth;    /* of the element that would be opened next */
    bool in_tag;  /* the last element may still get attributes */
    bool in_line; /* it ends in the line of its text */
};

/* Writes the declaration. The encoding is UTF-8. */
struct xml xml_start(FILE *stream);

void xml_open(struct xml *xml, const char *element);

/* Of the element that was opened last, before anything is in it. The value may have no character that XML would have
 * escaped. */
void xml_attribute(struct xml *xml, const char *key, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same with any value, as xml_text writes it. */
void xml_attribute_text(struct xml *xml, const char *key, const char *value);

/* Text with line ends that are kept, behind what was written so already: all that the element holds, which was opened
 * last. */
void xml_lines(struct xml *xml, const char *text);

void xml_close(struct xml *xml, const char *element);

/* Writes a text, any that is UTF-8 as far as possible, so that it may stand between tags or in double quotes; control
 * characters and what else XML cannot hold are replaced by U+FFFD. */
void xml_put(FILE *stream, const char *text);

/* An element with nothing but such a text. */
void xml_text(struct xml *xml, const char *element, const char *text);

#endif
