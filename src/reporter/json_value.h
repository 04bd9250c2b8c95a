/* JSON by jansson: objects with one check at their end, and a document that is written value by value. */
#ifndef REPORTER_JSON_VALUE_H
#define REPORTER_JSON_VALUE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* jansson takes NULL for a value and returns an error then, so that one check at the end of an object is enough. */
struct object {
    json_t *json;
    bool failed;
};

struct object object_new(void);

/* NULL where anything of it failed. */
json_t *object_done(struct object object);

/* Takes the value over. */
void object_set(struct object *object, const char *key, json_t *value);

/* Nothing where the text is NULL. */
void object_set_text(struct object *object, const char *key, const char *text);
void object_set_count(struct object *object, const char *key, size_t count);

/* Nothing where the value is not finite. */
void object_set_real(struct object *object, const char *key, double value);

/* Names of files need not be UTF-8: other bytes become question marks. */
json_t *json_of_text(const char *text);

/* A whole number reads as one. */
json_t *json_of_number(double number);

/* An array of the `count` values that `value_at` makes. */
json_t *json_array_of(const void *context, size_t count, json_t *(*value_at)(const void *context, size_t index));

/* An array of that value alone, which is taken over; NULL is one that could not be made. */
json_t *json_array_of_one(json_t *value);

/* A document that is written value by value: as one tree it would take ten times its length. Start with the stream. */
struct json_writer {
    FILE *stream;
    int depth;  /* of what is open */
    bool begun; /* what is open has a value already */
    bool failed;
};

/* Takes the value over; NULL is one that could not be made. The key is NULL within an array. */
void json_put(struct json_writer *writer, const char *key, json_t *value);

/* '{' or '[', and what ends it. */
void json_open(struct json_writer *writer, const char *key, char bracket);
void json_close(struct json_writer *writer, char bracket);

void json_put_array(struct json_writer *writer, const char *key, const void *context, size_t count,
                    json_t *(*value_at)(const void *context, size_t index));

#endif
