#include "cli/progress_line.h"

#include "cli/ending_signals.h"
#include "cli/trace.h"
#include "reporter/wording/words.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/time.h>
#include <unistd.h>

enum { LONGEST = 120, FIRST_S = 1, NEXT_US = 200000 };

static const char erasure[] = "\r\033[K";

/* Two texts, so that one is whole whenever a signal comes: it is drawn from there, and a computation is not asked to
 * look at the clock. */
static struct {
    char texts[2][LONGEST + sizeof erasure];
    volatile sig_atomic_t current;
    volatile sig_atomic_t is_drawn;
    bool is_on;
    size_t width;
    slacalc_progress last;
    double phase_began;
    struct sigaction before[NSIG]; /* of the signals that end the program */
    struct sigaction alarm_before;
} line;

static void write_text(const char *text) {
    int reason = errno;
    (void)!write(STDERR_FILENO, text, strlen(text));
    errno = reason;
}

/* A program in the background leaves the terminal to others. */
static void draw(int number) {
    (void)number;
    if (tcgetpgrp(STDERR_FILENO) != getpgrp())
        return;
    line.is_drawn = 1;
    write_text(line.texts[line.current]);
}

/* The signal comes once more, and ends the program as it would have. */
static void erase_and_end(int number) {
    if (line.is_drawn)
        write_text(erasure);
    sigaction(number, &line.before[number], NULL);
    raise(number);
}

static void set_text(const char *text) {
    int other = line.current ? 0 : 1;
    size_t width = line.width < LONGEST ? line.width : LONGEST;
    snprintf(line.texts[other], sizeof line.texts[other], "\r%.*s\033[K", (int)width, text);
    line.current = other;
}

static bool is_terminal(void) {
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
}

/* One that was ignored stays so. */
static void watch_endings(void) {
    const struct sigaction ending = {.sa_handler = erase_and_end};
    sigset_t before, endings = ending_signals_hold(&before);
    for (int number = 1; number < NSIG; number++) {
        if (sigismember(&endings, number) != 1)
            continue;
        sigaction(number, NULL, &line.before[number]);
        if (line.before[number].sa_handler != SIG_IGN)
            sigaction(number, &ending, NULL);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
}

static void leave_endings(void) {
    sigset_t before, endings = ending_signals_hold(&before);
    for (int number = 1; number < NSIG; number++)
        if (sigismember(&endings, number) == 1)
            sigaction(number, &line.before[number], NULL);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

void progress_line_begin(const char *text) {
    const struct sigaction drawing = {.sa_handler = draw, .sa_flags = SA_RESTART};
    const struct itimerval timer = {{0, NEXT_US}, {FIRST_S, 0}};
    struct winsize size;
    if (!is_terminal())
        return;
    line.width = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col - 1u : LONGEST;
    line.is_on = true;
    line.is_drawn = 0;
    set_text(text);
    watch_endings();
    sigaction(SIGALRM, &drawing, &line.alarm_before);
    setitimer(ITIMER_REAL, &timer, NULL);
}

/* ", about 12 s more" for the services of this phase, if they take equally long; "" where that is not known, or is
 * soon over. */
static const char *time_left(const slacalc_progress *progress, char *text, size_t room) {
    double spent = trace_clock() - line.phase_began;
    double left = progress->done > 0 ? spent / (double)progress->done * (double)(progress->count - progress->done) : 0;
    const double least = 1;
    text[0] = '\0';
    if (left >= least)
        snprintf(text, room, ", about %.0f s more", left);
    return text;
}

void progress_line_tell(void *context, const slacalc_progress *progress) {
    static const char *const phases[] = {[SLACALC_PHASE_OWN_PARTS] = "own parts of whole figures",
                                         [SLACALC_PHASE_GRAPH] = "dependencies",
                                         [SLACALC_PHASE_VALUES] = "availability",
                                         [SLACALC_PHASE_UNDEGRADED] = "undegraded availability",
                                         [SLACALC_PHASE_HOURS] = "hours",
                                         [SLACALC_PHASE_BOUNDS] = "worst and best case",
                                         [SLACALC_PHASE_ROWS] = "causes and gaps"};
    char text[LONGEST], left[48];
    (void)context;
    if (!line.is_on)
        return;
    if (progress->phase != line.last.phase || progress->basis != line.last.basis || progress->done < line.last.done)
        line.phase_began = trace_clock();
    line.last = *progress;
    if (progress->count > 0)
        snprintf(text, sizeof text, "slacalc: %s by %s: %zu of %zu %s%s", phases[progress->phase],
                 word_of_basis(progress->basis), progress->done, progress->count,
                 progress->phase == SLACALC_PHASE_OWN_PARTS ? "components" : "services",
                 time_left(progress, left, sizeof left));
    else
        snprintf(text, sizeof text, "slacalc: %s by %s", phases[progress->phase], word_of_basis(progress->basis));
    set_text(text);
}

void progress_line_end(void) {
    const struct itimerval never = {0};
    if (!line.is_on)
        return;
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, &line.alarm_before, NULL);
    if (line.is_drawn)
        write_text(erasure);
    line.is_drawn = 0;
    leave_endings();
    line.is_on = false;
}
