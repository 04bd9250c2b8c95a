/* An output file is whole or absent, also where the program is ended while it writes. */
#include "near.h"

#include <errno.h>
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

/* How many writes are interrupted, and whether the rest goes a few bytes at a time; what closing tells; 0: nothing. */
static int interruptions, closing_fails;
static bool in_pieces;

static ssize_t write_in_turns(int descriptor, const void *text, size_t length) {
    if (interruptions > 0) {
        interruptions--;
        errno = EINTR;
        return -1;
    }
    return write(descriptor, text, in_pieces && length > 3 ? 3 : length);
}

static int close_and_tell(int descriptor) {
    int closed = close(descriptor);
    errno = closing_fails ? closing_fails : errno;
    return closing_fails ? -1 : closed;
}

#define fchmod fchmod_and_signal
#define rename rename_and_signal
#define write write_in_turns
#define close close_and_tell
#include "cli/complaint.c"
#include "cli/ending_signals.c"
#include "cli/output.c"
#undef fchmod
#undef rename
#undef write
#undef close

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
        signal(ending, SIG_DFL); /* a job in the background is born with some ignored */
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

/* What was complained about. */
static bool write_to(const char *path, const char *text, char *complaint, size_t size) {
    FILE *errors = fmemopen(complaint, size, "w");
    assert_non_null(errors);
    arriving = 0;
    bool done = output_write(path, text, strlen(text), errors);
    fclose(errors);
    return done;
}

static bool write_report(const char *text, char *complaint, size_t size) {
    return write_to("report", text, complaint, size);
}

static void an_interrupted_write_goes_on(void **state) {
    (void)state;
    char complaint[200] = "";
    interruptions = 2;
    in_pieces = true;
    assert_true(write_report("a report in pieces", complaint, sizeof complaint));
    in_pieces = false;
    assert_string_equal(complaint, "");
    assert_holds("report", "a report in pieces");
}

/* As where the disk is full and the file system tells late: the report that was there stays. */
static void what_closing_tells_counts(void **state) {
    (void)state;
    char complaint[200] = "";
    assert_true(write_report("before", complaint, sizeof complaint));
    closing_fails = EDQUOT;
    bool done = write_report("after", complaint, sizeof complaint);
    closing_fails = 0;
    assert_false(done);
    assert_non_null(strstr(complaint, "cannot write 'report': "));
    assert_non_null(strstr(complaint, strerror(EDQUOT)));
    assert_holds("report", "before");
}

static void a_folder_that_is_not_there_is_told(void **state) {
    (void)state;
    char complaint[200] = "";
    FILE *errors = fmemopen(complaint, sizeof complaint, "w");
    assert_false(output_write("nowhere/report", "text", 4, errors));
    fclose(errors);
    assert_non_null(strstr(complaint, "cannot write 'nowhere/report': "));
    assert_non_null(strstr(complaint, strerror(ENOENT)));
}

/* A link keeps pointing where it does, also where nothing is yet. */
static void what_a_link_points_to_is_written(void **state) {
    (void)state;
    char complaint[200] = "";
    struct stat status;
    assert_true(mkdir("there", 0777) == 0 && symlink("../there/second", "there/first") == 0);
    assert_true(symlink("there/first", "report-link") == 0);
    for (size_t round = 0; round < 2; round++) {
        assert_true(write_to("report-link", round == 0 ? "new" : "again", complaint, sizeof complaint));
        assert_holds("there/second", round == 0 ? "new" : "again");
        assert_true(lstat("report-link", &status) == 0 && S_ISLNK(status.st_mode));
        assert_true(lstat("there/first", &status) == 0 && S_ISLNK(status.st_mode));
    }
    assert_true(unlink("there/second") == 0 && unlink("there/first") == 0);
    assert_true(symlink("first", "there/first") == 0);
    assert_false(write_to("report-link", "round", complaint, sizeof complaint));
    assert_non_null(strstr(complaint, strerror(ELOOP)));
    assert_true(unlink("there/first") == 0 && rmdir("there") == 0 && unlink("report-link") == 0);
}

/* Regular files are replaced wherever they are reached: who has one open keeps what was in it. */
static void assert_replaced(const char *path) {
    char complaint[200] = "", before[8] = "";
    int descriptor = open(path, O_RDWR | O_CREAT, 0666);
    assert_true(descriptor >= 0 && write(descriptor, "before", 6) == 6);
    assert_true(write_to(path, "after", complaint, sizeof complaint));
    assert_holds(path, "after");
    assert_true(pread(descriptor, before, sizeof before, 0) == 6);
    assert_string_equal(before, "before");
    close(descriptor);
    assert_int_equal(unlink(path), 0);
}

static void files_below_dev_and_proc_are_replaced(void **state) {
    (void)state;
    char path[80];
    assert_replaced("/proc/self/cwd/report");
    snprintf(path, sizeof path, "/dev/shm/slacalc-output-%d", (int)getpid());
    if (access("/dev/shm", W_OK) == 0)
        assert_replaced(path);
}

/* What somebody has open is written to behind what is there. */
static void open_descriptors_are_written_to(void **state) {
    (void)state;
    char path[40], complaint[200] = "";
    int descriptor = open("report", O_RDWR | O_CREAT | O_TRUNC, 0666);
    assert_true(write(descriptor, "one ", 4) == 4);
    snprintf(path, sizeof path, "/dev/fd/%d", descriptor);
    assert_true(write_to(path, "two ", complaint, sizeof complaint));
    snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)getpid(), descriptor);
    assert_true(write_to(path, "three", complaint, sizeof complaint));
    close(descriptor);
    assert_holds("report", "one two three");
}

/* As standard output that is closed is held. */
static void a_descriptor_that_cannot_be_written_to_is_told(void **state) {
    (void)state;
    char path[40], complaint[200] = "";
    int descriptor = open("/dev/null", O_RDONLY);
    snprintf(path, sizeof path, "/dev/fd/%d", descriptor);
    assert_false(write_to(path, "text", complaint, sizeof complaint));
    close(descriptor);
    assert_non_null(strstr(complaint, strerror(EBADF)));
}

static void rights_are_kept(void **state) {
    (void)state;
    char complaint[200] = "";
    struct stat status;
    assert_true(write_report("before", complaint, sizeof complaint));
    assert_int_equal(chmod("report", 06750), 0);
    bool is_given = chown("report", 12, 34) == 0;
    assert_true(chmod("report", 06750) == 0 || !is_given);
    assert_true(write_report("after", complaint, sizeof complaint));
    assert_int_equal(stat("report", &status), 0);
    assert_int_equal(status.st_mode & 07777, 0750);
    if (is_given)
        assert_true(status.st_uid == 12 && status.st_gid == 34);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_waits_until_the_file_is_in_its_place),
        cmocka_unit_test(a_signal_waits_until_the_temporary_file_is_gone),
        cmocka_unit_test(an_interrupted_write_goes_on),
        cmocka_unit_test(what_closing_tells_counts),
        cmocka_unit_test(a_folder_that_is_not_there_is_told),
        cmocka_unit_test(what_a_link_points_to_is_written),
        cmocka_unit_test(files_below_dev_and_proc_are_replaced),
        cmocka_unit_test(open_descriptors_are_written_to),
        cmocka_unit_test(a_descriptor_that_cannot_be_written_to_is_told),
        cmocka_unit_test(rights_are_kept),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
