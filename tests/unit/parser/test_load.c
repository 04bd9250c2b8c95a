/* A file need not be as long as it says: it may grow or shrink while it is read, and those of /proc say 0. */
#include "near.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static off_t said; /* the size that is told of the file */

static int lying_fstat(int descriptor, struct stat *status) {
    int result = fstat(descriptor, status);
    status->st_size = said;
    return result;
}

#define fstat lying_fstat
#include "parser/load.c"
#undef fstat

static void assert_loads(FILE *file, size_t length, off_t size) {
    struct arena arena;
    arena_init(&arena, NULL);
    said = size;
    rewind(file);
    struct load load = load_stream(&arena, file);
    assert_int_equal(load.error, 0);
    assert_false(load.too_large);
    assert_int_equal(load.text.length, length);
    for (size_t i = 0; i < length; i++)
        assert_int_equal((unsigned char)load.text.at[i], i % 251);
    arena_free(&arena);
}

static void the_whole_file_is_read_whatever_size_it_told(void **state) {
    static const size_t lengths[] = {0, 1, 4095, 4096, 200000};
    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        off_t length = (off_t)lengths[i];
        FILE *file = tmpfile();
        assert_non_null(file);
        for (size_t byte = 0; byte < lengths[i]; byte++)
            fputc((int)(byte % 251), file);
        assert_loads(file, lengths[i], length);
        assert_loads(file, lengths[i], 0);
        assert_loads(file, lengths[i], length / 2 + 1);
        assert_loads(file, lengths[i], length + 1);
        assert_loads(file, lengths[i], 2 * length + 100);
        fclose(file);
    }
}

static void a_file_that_says_it_is_endless_is_read_to_its_end(void **state) {
    (void)state;
    FILE *file = tmpfile();
    assert_non_null(file);
    fputc(0, file);
    assert_loads(file, 1, (off_t)1 << 62);
    fclose(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_file_is_read_whatever_size_it_told),
        cmocka_unit_test(a_file_that_says_it_is_endless_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
