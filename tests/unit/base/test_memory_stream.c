/* A stream into memory: all of what was written, or nothing and the reason. */
#include "near.h"

#include "base/memory_stream.h"

#include <stdlib.h>

static void what_fits_is_kept(void **state) {
    (void)state;
    struct memory_stream stream;
    assert_true(memory_stream_open(&stream, 5));
    fputs("five.", stream.file);
    char *text = memory_stream_close(&stream);
    assert_string_equal(text, "five.");
    assert_int_equal(stream.length, 5);
    assert_false(stream.is_full);
    free(text);
}

static void nothing_is_kept_of_what_is_too_long(void **state) {
    (void)state;
    struct memory_stream stream;
    assert_true(memory_stream_open(&stream, 5));
    fputs("five.", stream.file);
    fflush(stream.file);
    fputs("x", stream.file);
    assert_null(memory_stream_close(&stream));
    assert_true(stream.is_full);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fits_is_kept),
        cmocka_unit_test(nothing_is_kept_of_what_is_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
