#include "cli/output.h"

#include "cli/complaint.h"
#include "cli/ending_signals.h"

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

/* A new file has the mode that the user's mask leaves; one that is replaced keeps its own, and its owner and group
 * where that is allowed. */
static bool give_rights(int descriptor, const struct stat *replaced) {
    if (replaced) {
        if (fchown(descriptor, replaced->st_uid, replaced->st_gid) != 0)
            (void)!fchown(descriptor, (uid_t)-1, replaced->st_gid);
        return fchmod(descriptor, replaced->st_mode & 0777) == 0;
    }
    mode_t mask = umask(0);
    umask(mask);
    return fchmod(descriptor, 0666 & ~mask) == 0;
}

/* Fills the file that was made at `temporary` and puts it in the place of `target`. */
static bool fill_and_rename(int descriptor, const char *temporary, const char *target, const struct stat *replaced,
                            const char *text, size_t length) {
    bool permitted = give_rights(descriptor, replaced);
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

/* `replaced`: what there is; NULL where there is nothing. Who interrupts the program meanwhile ends it afterwards: with
 * the file in its place, or without a temporary one. */
static bool replace_file(const char *target, const struct stat *replaced, const char *text, size_t length) {
    sigset_t before;
    const char *slash = strrchr(target, '/');
    char *temporary = NULL;
    if (asprintf(&temporary, "%.*s.slacalc-XXXXXX", slash ? (int)(slash + 1 - target) : 0, target) < 0)
        return false;
    ending_signals_hold(&before);
    int descriptor = mkostemp(temporary, O_CLOEXEC);
    bool done = descriptor >= 0 && fill_and_rename(descriptor, temporary, target, replaced, text, length);
    int reason = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    free(temporary);
    errno = reason;
    return done;
}

/* ---- Where a path leads to ---- */

/* Sets `*link` to where the link leads, to be freed with free(); to NULL where the path is no link. Returns false when
 * memory is exhausted. */
static bool read_link(const char *path, char **link) {
    for (size_t size = 128;; size *= 2) {
        *link = malloc(size);
        if (!*link)
            return false;
        ssize_t length = readlink(path, *link, size);
        if (length >= 0 && (size_t)length < size) {
            (*link)[length] = '\0';
            return true;
        }
        free(*link);
        *link = NULL;
        if (length < 0)
            return true;
    }
}

static char *joined(const char *folder, size_t length, const char *name) {
    char *path = NULL;
    return asprintf(&path, "%.*s/%s", (int)length, folder, name) < 0 ? NULL : path;
}

/* The same place without links and dots in the folder; NULL where that is none. */
static char *place_of(const char *path) {
    const char *slash = strrchr(path, '/');
    char *folder = slash ? joined(path, (size_t)(slash - path), "") : strdup(".");
    char *real = folder ? realpath(folder, NULL) : NULL;
    char *place = real ? joined(real, strcmp(real, "/") == 0 ? 0 : strlen(real), slash ? slash + 1 : path) : NULL;
    int reason = errno;
    free(real);
    free(folder);
    errno = reason;
    return place;
}

/* As /dev/stdout and /dev/fd lead to: what stands there may be a regular file, but one that somebody has open. */
static bool is_descriptor(const char *place) {
    const char *slash = strrchr(place, '/');
    return strncmp(place, "/proc/", 6) == 0 && slash - place > 9 && strncmp(slash - 3, "/fd", 3) == 0;
}

/* The place that the last link leads to, where something is or not: a link keeps pointing where it does, and what it
 * points to is written. */
static char *follow_links(const char *path) {
    enum { LINKS_MAX = 40 };
    char *place = place_of(path);
    for (int links = 0; place && !is_descriptor(place); links++) {
        char *link;
        bool is_read = read_link(place, &link);
        if (is_read && !link)
            return place;
        char *next = !is_read       ? NULL
                     : *link == '/' ? strdup(link)
                                    : joined(place, (size_t)(strrchr(place, '/') - place), link);
        free(link);
        free(place);
        place = next ? place_of(next) : NULL;
        free(next);
        if (place && links == LINKS_MAX) {
            free(place);
            errno = ELOOP;
            return NULL;
        }
    }
    return place;
}

/* ---- Files and what else there is ---- */

/* A descriptor of this process is used as it is, since opening it again would also open what holds a closed one. */
static bool write_descriptor(const char *place, const char *text, size_t length) {
    char *own = realpath("/proc/self/fd", NULL);
    size_t folder = own ? strlen(own) : 0;
    bool is_own = own && strncmp(own, place, folder) == 0 && place[folder] == '/';
    free(own);
    int descriptor = is_own ? fcntl((int)strtol(place + folder + 1, NULL, 10), F_DUPFD_CLOEXEC, 0)
                            : open(place, O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC);
    return descriptor >= 0 && write_and_close(descriptor, text, length);
}

/* As a single file is that is mounted into a container: no other file can take its place. */
static bool is_mounted(const char *place) {
    struct statx status;
    return statx(AT_FDCWD, place, AT_NO_AUTOMOUNT, 0, &status) == 0 &&
           (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

/* `path`: as the user calls it. */
static bool write_place(const char *place, const char *path, const char *text, size_t length, FILE *errors) {
    struct stat status;
    bool exists = stat(place, &status) == 0;
    if (!exists)
        return replace_file(place, NULL, text, length);
    int descriptor = -1;
    if (!S_ISREG(status.st_mode))
        descriptor = open(place, O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC);
    else if (access(place, W_OK) != 0)
        return false;
    else if (!is_mounted(place))
        return replace_file(place, &status, text, length);
    else {
        complain(errors, "warning: '%s' is mounted alone, so it is written in place: a reader may meet a part of it",
                 path);
        descriptor = open(place, O_WRONLY | O_TRUNC | O_CLOEXEC);
    }
    return descriptor >= 0 && write_and_close(descriptor, text, length);
}

static bool write_file(const char *path, const char *text, size_t length, FILE *errors) {
    char *place = follow_links(path);
    bool done = place && (is_descriptor(place) ? write_descriptor(place, text, length)
                                               : write_place(place, path, text, length, errors));
    int reason = errno;
    free(place);
    errno = reason;
    return done;
}

bool output_write(const char *path, const char *text, size_t length, FILE *errors) {
    bool done = path ? write_file(path, text, length, errors) : write_and_close(STDOUT_FILENO, text, length);
    if (!done && path)
        complain(errors, "cannot write '%s': %s", path, strerror(errno));
    else if (!done)
        complain(errors, "cannot write to standard output: %s", strerror(errno));
    return done;
}

bool output_create(const char *path, const char *text, size_t length, bool *exists, FILE *errors) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOCTTY | O_CLOEXEC, 0666);
    *exists = descriptor < 0 && errno == EEXIST;
    if (descriptor >= 0 && write_and_close(descriptor, text, length))
        return true;
    int reason = errno;
    if (descriptor >= 0)
        unlink(path);
    if (!*exists)
        complain(errors, "cannot write '%s': %s", path, strerror(reason));
    return false;
}
