/* An output file is whole or absent, also where the program is ended while it writes. */
#include "near.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* The signal that arrives once the temporary file is made, and once it is full. */
static int arriving;

static int fchmod_and_signal(int descriptor, mode_t mode) {
    raise(arriving);
    return fchmod(descriptor, mode);
}

static int rename_and_signal(const char *from, const char *to) {
    raise(arriving);
    return rename(from, to);
}

#define fchmod fchmod_and_signal
#define rename rename_and_signal
#include "cli/complaint.c"
#include "cli/output.c"
#undef fchmod
#undef rename

static char folder[] = "/tmp/slacalc-output-XXXXXX";

static int enter_folder(void **state) {
    (void)state;
    return mkdtemp(folder) == NULL || chdir(folder) != 0 ? -1 : 0;
}

static int leave_folder(void **state) {
    (void)state;
    unlink("report");
    return chdir("/") != 0 || rmdir(folder) != 0 ? -1 : 0; /* fails where a temporary file is left */
}

static void assert_holds(const char *path, const char *want) {
    char text[32] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    assert_string_equal(text, want);
}

/* Demands that the signal ended the child. `room`: bytes that it may write. */
static void write_in_a_child(const char *path, const char *text, rlim_t room, int ending) {
    int status;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        arriving = ending;
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){room, room});
        output_write(path, text, strlen(text), stderr);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), ending);
}

static void a_signal_waits_until_the_file_is_in_its_place(void **state) {
    static const int endings[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    (void)state;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char text[16];
        snprintf(text, sizeof text, "report %zu", i);
        write_in_a_child("report", text, RLIM_INFINITY, endings[i]);
        assert_holds("report", text);
    }
}

static void a_signal_waits_until_the_temporary_file_is_gone(void **state) {
    (void)state;
    write_in_a_child("report", "before", RLIM_INFINITY, SIGINT);
    write_in_a_child("report", "after", 0, SIGINT);
    assert_holds("report", "before");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_waits_until_the_file_is_in_its_place),
        cmocka_unit_test(a_signal_waits_until_the_temporary_file_is_gone),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
