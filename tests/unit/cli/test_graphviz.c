/* A program `dot` that does what it should not: nothing waits for it for long, and nothing that it starts stays. */
#include "cli/ending_signals.c"
#include "cli/graphviz.c"
#include "near.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char folder[] = "/tmp/slacalc-graphviz-XXXXXX";

static int enter_folder(void **state) {
    (void)state;
    /* Orphans come here, to be counted. */
    if (mkdtemp(folder) == NULL || chdir(folder) != 0 || prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
        return -1;
    char path[200];
    snprintf(path, sizeof path, "%s:/usr/bin:/bin", folder);
    return setenv("PATH", path, 1);
}

static int leave_folder(void **state) {
    (void)state;
    unlink("dot");
    return chdir("/") != 0 || rmdir(folder) != 0 ? -1 : 0;
}

static void make_dot(const char *script) {
    FILE *file = fopen("dot", "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    fclose(file);
    assert_int_equal(chmod("dot", 0755), 0);
}

static bool nobody_is_left(void) {
    int status;
    for (int round = 0; round < 200 && waitpid(-1, &status, WNOHANG) != -1; round++)
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    return waitpid(-1, &status, WNOHANG) == -1;
}

static void assert_drawn(const char *script, double seconds, const char *want) {
    struct timespec before, after;
    make_dot(script);
    clock_gettime(CLOCK_MONOTONIC, &before);
    char *drawn;
    assert_true(graphviz_svg("digraph {}", 10, seconds, &drawn));
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert_true(after.tv_sec - before.tv_sec < 10);
    if (want)
        assert_string_equal(drawn, want);
    else
        assert_null(drawn);
    free(drawn);
    assert_true(nobody_is_left());
}

static void what_it_draws_is_taken(void **state) {
    (void)state;
    assert_drawn("cat; echo \" $1\"", 60, "digraph {} -Tsvg\n");
    assert_drawn("echo a; sleep 0.2; echo b", 60, "a\nb\n");
}

static void a_failure_draws_nothing(void **state) {
    (void)state;
    assert_drawn("echo half; exit 1", 60, NULL);
    assert_drawn("echo half; kill -9 $$", 60, NULL);
}

/* None of these uses time of the processor. */
static void what_hangs_is_ended_by_the_clock(void **state) {
    (void)state;
    assert_drawn("sleep 1000", 0.2, NULL);
    assert_drawn("echo half; exec sleep 1000", 0.2, NULL);
    assert_drawn("echo '<svg>a</svg>'; echo '<svg>b</svg>'; echo '<svg>half'; exec sleep 1000", 0.4,
                 "<svg>a</svg>\n<svg>b</svg>");
    assert_drawn("echo whole; exec >&-; sleep 1000", 0.2, NULL);
    assert_drawn("trap '' TERM INT HUP; sleep 1000; sleep 1000", 0.2, NULL);
    assert_drawn("sleep 1000 & echo whole", 0.2, NULL);
}

static void what_it_leaves_behind_is_ended(void **state) {
    (void)state;
    assert_drawn("sleep 1000 >&- 2>&- & echo whole", 60, "whole\n");
}

static void assert_ends_with(int ending) {
    int status;
    make_dot("sleep 1000; :");
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        signal(ending, SIG_DFL);
        char *drawn;
        graphviz_svg("digraph {}", 10, 60, &drawn);
        _exit(0);
    }
    nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
    kill(child, ending);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), ending);
    assert_true(nobody_is_left());
}

static void a_signal_ends_both(void **state) {
    (void)state;
    assert_ends_with(SIGINT);
    assert_ends_with(SIGTERM);
    assert_ends_with(SIGHUP);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_draws_is_taken),
        cmocka_unit_test(a_failure_draws_nothing),
        cmocka_unit_test(what_hangs_is_ended_by_the_clock),
        cmocka_unit_test(what_it_leaves_behind_is_ended),
        cmocka_unit_test(a_signal_ends_both),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
