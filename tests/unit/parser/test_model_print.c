/* What --print-model writes is read as the same model: of random ones with every key and import, and of all that stand
 * in examples, in tests, and in the folder beside the project that its maintainers share. */
#include "grammar.h"
#include "near.h"
#include "read_back.h"
#include "runs.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FOLDERS = 20, LARGE = 50000 };

static slacalc_options quick_options(size_t choice) {
    slacalc_options options = slacalc_options_default();
    options.basis = (slacalc_basis)(choice % SLACALC_BASES);
    options.max_nodes = 2000;
    options.sharp = choice / SLACALC_BASES % 2 == 0;
    options.all_bases = choice / SLACALC_BASES / 2 % 2 == 0;
    return options;
}

static slacalc_model *new_model(size_t choice, slacalc_diagnostics *problems) {
    static const char *const unresolved[] = {"warn", "99.9%", "error"};
    static const char *const picks[] = {"min", "max"};
    slacalc_model *model = slacalc_model_new();
    slacalc_import import = {.unresolved = unresolved[choice % 3],
                             .slo_pick = picks[choice / 3 % 2],
                             .slo_as = choice / 6 % 2 == 0 ? "objective" : "own"};
    assert_true(slacalc_model_import(model, &import, problems));
    return model;
}

/* Returns whether the model was valid. */
static bool expect_reads_back(slacalc_model *model, bool read, size_t choice, slacalc_diagnostics *problems,
                              const char *name) {
    slacalc_options options = quick_options(choice);
    if (!slacalc_model_check(model, problems) || !read)
        return false;
    char *difference = read_back_difference(model, &options);
    if (difference)
        fail_msg("%s\n%s", name, difference);
    return true;
}

static bool expect_text_reads_back(const char *text, size_t choice) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = new_model(choice, problems);
    bool read = slacalc_model_read_text(model, "m", text, strlen(text), problems);
    bool valid = expect_reads_back(model, read, choice, problems, text);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return valid;
}

static void random_models(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t count = runs_models(2000), valid = 0;
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0; i < count; i++) {
        struct generator generator = {.state = seed + i};
        char *text = grammar_text(&generator, false);
        valid += expect_text_reads_back(text, (size_t)(seed + i));
        free(text);
    }
    print_message("%zu of %zu texts are models\n", valid, count);
    assert_true(valid >= count / 10);
}

static size_t valid_paths;

/* The largest benchmarks take seconds each. */
static bool is_read(const char *path, int kind, const struct stat *status) {
    const char *end = strrchr(path, '.');
    bool named = end && (strcmp(end, ".yaml") == 0 || strcmp(end, ".yml") == 0 || strcmp(end, ".json") == 0);
    return kind == FTW_D || (kind == FTW_F && named && status->st_size < LARGE);
}

/* Folders are read as such too: catalogues have many files. */
static int read_path(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)place;
    if (!is_read(path, kind, status))
        return 0;
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = new_model(0, problems);
    valid_paths += expect_reads_back(model, slacalc_model_read(model, path, problems), 0, problems, path);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return 0;
}

static void models_of_the_project(void **state) {
    (void)state;
    assert_int_equal(nftw("examples", read_path, OPEN_FOLDERS, FTW_PHYS), 0);
    assert_int_equal(nftw("tests", read_path, OPEN_FOLDERS, FTW_PHYS), 0);
    if (access("../shared", R_OK) == 0)
        assert_int_equal(nftw("../shared", read_path, OPEN_FOLDERS, FTW_PHYS), 0);
    print_message("%zu files and folders are models\n", valid_paths);
    assert_true(valid_paths > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_models),
        cmocka_unit_test(models_of_the_project),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
