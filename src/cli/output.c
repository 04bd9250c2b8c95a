#include "cli/output.h"

#include "cli/complaint.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int descriptor, const char *text, size_t length) {
    while (length > 0) {
        ssize_t written = write(descriptor, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        text += written;
        length -= (size_t)written;
    }
    return true;
}

/* Closing may fail too: some file systems tell only then that the disk is full. */
static bool write_and_close(int descriptor, const char *text, size_t length) {
    bool written = write_all(descriptor, text, length);
    int reason = errno;
    if (close(descriptor) != 0 && written)
        return false;
    errno = reason;
    return written;
}

static mode_t mode_of_new_file(void) {
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Fills the file that was made at `temporary` and puts it in the place of `target`. */
static bool fill_and_rename(int descriptor, const char *temporary, const char *target, mode_t mode, const char *text,
                            size_t length) {
    bool permitted = fchmod(descriptor, mode) == 0;
    int reason = errno;
    bool done = write_and_close(descriptor, text, length) && permitted && rename(temporary, target) == 0;
    if (done)
        return true;
    if (permitted)
        reason = errno;
    unlink(temporary);
    errno = reason;
    return false;
}

/* Who interrupts the program meanwhile ends it afterwards: with the file in its place, or without a temporary one. */
static void hold_signals(sigset_t *before) {
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGHUP);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGQUIT);
    sigaddset(&ending, SIGTERM);
    sigprocmask(SIG_BLOCK, &ending, before);
}

static bool replace_file(const char *target, mode_t mode, const char *text, size_t length) {
    sigset_t before;
    const char *slash = strrchr(target, '/');
    char *temporary = NULL;
    if (asprintf(&temporary, "%.*s.slacalc-XXXXXX", slash ? (int)(slash + 1 - target) : 0, target) < 0)
        return false;
    hold_signals(&before);
    int descriptor = mkostemp(temporary, O_CLOEXEC);
    bool done = descriptor >= 0 && fill_and_rename(descriptor, temporary, target, mode, text, length);
    int reason = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    free(temporary);
    errno = reason;
    return done;
}

/* A link keeps pointing where it does: what it points to is replaced. */
static bool replace_existing(const char *path, mode_t mode, const char *text, size_t length) {
    char *target = access(path, W_OK) == 0 ? realpath(path, NULL) : NULL;
    bool done = target && replace_file(target, mode & 07777, text, length);
    int reason = errno;
    free(target);
    errno = reason;
    return done;
}

/* What /dev/stdout stands for may be a regular file, but one that others have open. */
static bool is_device_path(const char *path) {
    return strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/proc/", 6) == 0;
}

static bool write_file(const char *path, const char *text, size_t length) {
    struct stat status;
    bool exists = stat(path, &status) == 0;
    if (is_device_path(path) || (exists && !S_ISREG(status.st_mode))) {
        int descriptor = open(path, O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC);
        return descriptor >= 0 && write_and_close(descriptor, text, length);
    }
    return exists ? replace_existing(path, status.st_mode, text, length)
                  : replace_file(path, mode_of_new_file(), text, length);
}

bool output_write(const char *path, const char *text, size_t length, FILE *errors) {
    bool done = path ? write_file(path, text, length) : write_and_close(STDOUT_FILENO, text, length);
    if (!done && path)
        complain(errors, "cannot write '%s': %s", path, strerror(errno));
    else if (!done)
        complain(errors, "cannot write to standard output: %s", strerror(errno));
    return done;
}
