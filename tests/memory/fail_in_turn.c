/* Preloaded into slacalc: the program runs again and again, each time with another allocation that fails, alone and
 * with all that follow it, be it of ours, of a library or within the C library. Each run shall end as the one in which
 * none fails, to the byte, or with status 2, the reason on standard error, and nothing half written. The runs are
 * forked before main begins, so that each costs what the program does and no more.
 *
 * EVERY=k fails each k-th allocation only. OUTPUT=FILE names the file of --output: it is put back before each run, and
 * nothing else may be left in its folder. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- A heap that fails on demand ---- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static struct heap {
    size_t asked;    /* allocations so far */
    size_t from, to; /* those that are refused, counted from 0 */
} * heap;            /* shared with the run; NULL before the first one */

static bool refused(void) {
    if (!heap)
        return false;
    size_t turn = heap->asked++;
    if (turn < heap->from || turn >= heap->to)
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size) {
    return refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return refused() ? NULL : __libc_calloc(count, size);
}

/* What need not grow never fails: no heap refuses that, and the C library's memory streams would lose the block. */
void *realloc(void *block, size_t size) {
    bool grows = !block || size > malloc_usable_size(block);
    return grows && refused() ? NULL : __libc_realloc(block, size);
}

/* ---- One run ---- */

enum { TEXT_MAX = 1 << 21, PATIENCE_S = 20, FAULT = 2, FAULTS_SHOWN = 10 };

/* What a run wrote, in memory. */
struct text {
    int descriptor;
    size_t length;
    char *at;
};

struct outcome {
    int status; /* as waitpid() has it */
    struct text out, err, file;
};

static const char before[] = "before\n";
static const char *target; /* the file of --output; NULL where there is none */

static void put_back(void) {
    int descriptor = target ? open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
    if (descriptor >= 0)
        (void)!write(descriptor, before, sizeof before - 1);
    if (descriptor >= 0)
        close(descriptor);
}

static void read_back(struct text *text) {
    ssize_t length = text->descriptor < 0 ? 0 : pread(text->descriptor, text->at, TEXT_MAX - 1, 0);
    text->length = length < 0 ? 0 : (size_t)length;
    text->at[text->length] = '\0';
}

static void begin(struct text *text) {
    if (!text->at)
        text->at = mmap(NULL, TEXT_MAX, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    text->descriptor = memfd_create("written", MFD_CLOEXEC);
}

/* Of the child: it goes on as the program. */
static void become(const struct outcome *outcome) {
    lseek(STDIN_FILENO, 0, SEEK_SET);
    dup2(outcome->out.descriptor, STDOUT_FILENO);
    dup2(outcome->err.descriptor, STDERR_FILENO);
    alarm(PATIENCE_S);
}

/* Returns false in the child. */
static bool run(struct outcome *outcome, size_t from, size_t to) {
    put_back();
    begin(&outcome->out);
    begin(&outcome->err);
    begin(&outcome->file);
    *heap = (struct heap){.from = from, .to = to};
    pid_t child = fork();
    if (child == 0) {
        become(outcome);
        return false;
    }
    while (waitpid(child, &outcome->status, 0) == -1 && errno == EINTR)
        continue;
    heap->from = heap->to = SIZE_MAX; /* what compares has memory */
    close(outcome->file.descriptor);
    outcome->file.descriptor = target ? open(target, O_RDONLY | O_CLOEXEC) : -1;
    struct text *texts[] = {&outcome->out, &outcome->err, &outcome->file};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        read_back(texts[i]);
        close(texts[i]->descriptor);
    }
    return true;
}

/* ---- What came of it ---- */

static struct outcome reference, ascii, attempt;

static bool same_text(const struct text *one, const struct text *other) {
    return one->length == other->length && memcmp(one->at, other->at, one->length) == 0;
}

static bool ends_as(const struct outcome *other) {
    return attempt.status == other->status && same_text(&attempt.out, &other->out) &&
           same_text(&attempt.err, &other->err) && same_text(&attempt.file, &other->file);
}

static bool says_why(const char *text) {
    return strstr(text, "out of memory") || strstr(text, strerror(ENOMEM));
}

static size_t begin_of_last_line(const struct text *text) {
    size_t at = text->length > 0 ? text->length - 1 : 0;
    while (at > 0 && text->at[at - 1] != '\n')
        at--;
    return at;
}

/* Nothing, or what a pipeline that waits for a report is told in its format: whole, and with the reason. */
static bool is_whole_complaint(const struct text *text, const struct text *whole) {
    if (text->length == 0)
        return true;
    bool is_lines = strncmp(text->at, "::", 2) == 0;
    const char *last = text->at + begin_of_last_line(text);
    return says_why(text->at) && text->at[text->length - 1] == '\n' &&
           (is_lines || strcmp(last, whole->at + begin_of_last_line(whole)) == 0);
}

/* Whether there is nothing in the folder of the report but that, and what it may be a link to. */
static bool is_tidy(void) {
    char folder[4096];
    const char *slash = target ? strrchr(target, '/') : NULL;
    if (!slash)
        return true;
    snprintf(folder, sizeof folder, "%.*s", (int)(slash - target), target);
    DIR *entries = opendir(folder);
    size_t temporary = 0;
    for (struct dirent *entry; entries && (entry = readdir(entries));)
        temporary += strncmp(entry->d_name, ".slacalc-", 9) == 0;
    struct stat status;
    bool kept_link = !strstr(slash, "link") || (lstat(target, &status) == 0 && S_ISLNK(status.st_mode));
    closedir(entries);
    return entries && temporary == 0 && kept_link;
}

/* What is wrong with a run that ended otherwise than it should; NULL where nothing is. */
static const char *fault_of(void) {
    if (WIFSIGNALED(attempt.status))
        return WTERMSIG(attempt.status) == SIGALRM ? "it does not end" : strsignal(WTERMSIG(attempt.status));
    if (WEXITSTATUS(attempt.status) != FAULT)
        return attempt.status == reference.status ? "what is written is something else" : "the status is another one";
    if (!says_why(attempt.err.at))
        return "the reason is not said";
    if (!is_whole_complaint(&attempt.out, &reference.out))
        return "something is printed in part";
    if (target && strcmp(attempt.file.at, before) != 0 && !is_whole_complaint(&attempt.file, &reference.file))
        return "the file is written in part";
    return NULL;
}

static void show(const char *name, const struct text *text) {
    if (text->length > 0)
        dprintf(STDOUT_FILENO, "    %s: %.*s\n", name, text->length < 600 ? (int)text->length : 600, text->at);
}

static void show_fault(const char *fault, size_t turn, bool all_following) {
    dprintf(STDOUT_FILENO, "FAILED allocation %zu%s: %s (status %d)\n", turn + 1,
            all_following ? " and all that follow" : "", fault,
            WIFEXITED(attempt.status) ? WEXITSTATUS(attempt.status) : -1);
    show("standard error", &attempt.err);
    show("standard output", &attempt.out);
    show("file", &attempt.file);
}

static size_t number_of(const char *name, size_t otherwise) {
    const char *value = getenv(name);
    return value ? strtoul(value, NULL, 10) : otherwise;
}

__attribute__((constructor)) static void fail_in_turn(void) {
    size_t every = number_of("EVERY", 1), faults = 0, tried = 0, done_without = 0;
    target = getenv("OUTPUT");
    unsetenv("LD_PRELOAD"); /* what the program starts has memory */
    heap = mmap(NULL, sizeof *heap, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!run(&reference, SIZE_MAX, SIZE_MAX))
        return;
    size_t count = heap->asked;
    if (!run(&ascii, SIZE_MAX, SIZE_MAX)) {
        setenv("LC_ALL", "C", true);
        return;
    }
    for (size_t turn = 0; turn < count; turn += every)
        for (int all_following = 0; all_following < 2; all_following++, tried++) {
            if (!run(&attempt, turn, all_following ? SIZE_MAX : turn + 1))
                return;
            bool without = ends_as(&reference) || ends_as(&ascii);
            const char *fault = !is_tidy() ? "a file is left over, or a link is gone" : without ? NULL : fault_of();
            done_without += without && !fault;
            if (fault && ++faults <= FAULTS_SHOWN)
                show_fault(fault, turn, all_following);
        }
    dprintf(STDOUT_FILENO, "%zu of %zu allocations failed in %zu runs: %zu said so, %zu did without, %zu faults\n",
            tried / 2, count, tried, tried - done_without - faults, done_without, faults);
    _exit(faults > 0 || tried == 0);
}
