/* Of which version the library is, and its callers are. */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#include <stdbool.h>
#include <stddef.h>

/* Structures that a caller fills begin with their size, as later versions may add fields. Copies those fields into
 * `own` that the caller knows, `first` bytes where it names no size; the others stay as they are. Returns false where
 * the caller knows more than `size`: what it asks for would be lost. */
bool version_take(void *own, size_t size, const void *given, size_t first);

#define LATER_VERSION "%s is of a later version than this library"

/* `last_field` is the last one of version 0.1. */
#define VERSION_TAKE(own, given, last_field)                                                                           \
    version_take((own), sizeof *(own), (given), offsetof(__typeof__(*(own)), last_field) + sizeof((own)->last_field))

#endif
