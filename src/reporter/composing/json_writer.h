/* A JSON document that is written value by value: as one tree it would take ten times its length, and most of the time
 * that a report takes. Brackets and keys are written here, values by jansson. */
#ifndef REPORTER_COMPOSING_JSON_WRITER_H
#define REPORTER_COMPOSING_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A number that was written, and its text. */
struct json_number {
    double value;
    size_t length; /* 0: none was */
    char text[32]; /* not terminated */
};

enum { JSON_NUMBERS_KEPT = 256 };

/* Start with the stream. */
struct json_writer {
    FILE *stream;
    int depth;                                     /* of what is open */
    bool begun;                                    /* what is open has a value already */
    bool failed;                                   /* a value could not be made: look once, at the end */
    struct json_number numbers[JSON_NUMBERS_KEPT]; /* of the last ones: a result repeats its figures */
};

/* '{' or '[', and what ends it. The key is NULL within an array, here and below. */
void json_open(struct json_writer *json, const char *key, char bracket);
void json_close(struct json_writer *json, char bracket);

/* Nothing where the text is NULL. Names of files need not be UTF-8: other bytes become question marks. */
void json_put_text(struct json_writer *json, const char *key, const char *text);
void json_put_count(struct json_writer *json, const char *key, size_t count);
void json_put_truth(struct json_writer *json, const char *key, bool truth);

void json_put_null(struct json_writer *json, const char *key);

/* Nothing where the value is not finite. */
void json_put_real(struct json_writer *json, const char *key, double value);

/* The same, with null where the value is not finite. */
void json_put_real_or_null(struct json_writer *json, const char *key, double value);

/* Where something stands: its file, and its line where that is known; nothing where it is in no file. */
void json_put_place(struct json_writer *json, const char *file, size_t line);

/* A number in the digits that it has; null where the text is NULL. */
void json_put_digits(struct json_writer *json, const char *key, const char *digits);

/* A whole number reads as one. */
void json_put_number(struct json_writer *json, const char *key, double number);

/* An array of the `count` values that `put_item` writes, each with no key. */
void json_put_array(struct json_writer *json, const char *key, const void *context, size_t count,
                    void (*put_item)(struct json_writer *json, const void *context, size_t index));

#endif
