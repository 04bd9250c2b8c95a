/* Whether this is built with the address sanitizer. There time matters little: invariants are asserted, by the
 * functions whose names end with _check, and each allocation of an arena is a block of its own. */
#ifndef BASE_SANITIZED_H
#define BASE_SANITIZED_H

#if defined __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#elif defined __has_feature
#if __has_feature(address_sanitizer)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif
#else
enum { SANITIZED = 0 };
#endif

#endif
