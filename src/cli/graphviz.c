#include "cli/graphviz.h"

#include "base/deadline.h"
#include "cli/ending_signals.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

/* What runs beside this program, in a process group of its own, and until when. */
struct drawing {
    pid_t child;
    int output;  /* where it is read */
    int endings; /* where signals are read that end this program */
    struct deadline deadline;
    bool out_of_memory;
    bool is_late; /* time was over before all was read */
};

/* Waits until something may be there to be read, at most `most` seconds; returns false where time is over, or a signal
 * is to end this program. */
static bool wait_for(const struct drawing *drawing, int descriptor, double most) {
    struct pollfd waiting[] = {{.fd = drawing->endings, .events = POLLIN}, {.fd = descriptor, .events = POLLIN}};
    double left = deadline_left_s(&drawing->deadline);
    if (left <= 0)
        return false;
    int ready = poll(waiting, 2, (int)((left < most ? left : most) * 1000) + 1);
    return waiting[0].revents == 0 && (ready >= 0 || errno == EINTR);
}

/* Ends the text behind the last picture that is whole. Returns false where there is none. */
static bool cut_behind_pictures(char *text) {
    static const char end[] = "</svg>";
    char *last = NULL;
    for (char *found = strstr(text, end); found; found = strstr(last, end))
        last = found + strlen(end);
    if (last)
        *last = '\0';
    return last != NULL;
}

/* Reads until the other end is closed, or time is over: then there are the pictures that were drawn by then. Returns
 * NULL where there are none, or what came is no text. */
static char *read_all(struct drawing *drawing) {
    char *text = NULL;
    size_t length = 0, capacity = 0;
    while (wait_for(drawing, drawing->output, HUGE_VAL)) {
        if (capacity - length < 2) {
            capacity = capacity > 0 ? 2 * capacity : 1 << 16;
            char *grown = realloc(text, capacity);
            drawing->out_of_memory = !grown;
            if (!grown)
                break;
            text = grown;
        }
        ssize_t count = read(drawing->output, text + length, capacity - length - 1);
        if (count > 0)
            length += (size_t)count;
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (count == 0 && length > 0 && !memchr(text, '\0', length)) {
            text[length] = '\0';
            return text;
        }
        if (count <= 0)
            break;
    }
    drawing->is_late = text && deadline_left_s(&drawing->deadline) <= 0;
    if (drawing->is_late)
        text[length] = '\0';
    if (drawing->is_late && cut_behind_pictures(text))
        return text;
    free(text);
    return NULL;
}

/* Its messages are nobody's: the page does without. It ends with this program, whatever ends that. */
static void become_dot(int input, int output, pid_t parent, const sigset_t *signals) {
    int nobody = open("/dev/null", O_WRONLY);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    sigprocmask(SIG_SETMASK, signals, NULL);
    if (setpgid(0, 0) == 0 && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent &&
        dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 && dup2(nobody, STDERR_FILENO) >= 0)
        execlp("dot", "dot", "-Tsvg", (char *)NULL);
    _exit(127);
}

static bool has_ended(const struct drawing *drawing) {
    siginfo_t state = {0};
    return waitid(P_PID, (id_t)drawing->child, &state, WEXITED | WNOHANG | WNOWAIT) == 0 && state.si_pid != 0;
}

/* Ends what it has started too, and what does not end by itself. */
static bool ended_well(const struct drawing *drawing, bool is_wanted) {
    int status = 0;
    while (is_wanted && !has_ended(drawing) && wait_for(drawing, -1, 0.001))
        continue;
    bool ended = has_ended(drawing);
    kill(-drawing->child, SIGKILL);
    kill(drawing->child, SIGKILL);
    while (waitpid(drawing->child, &status, 0) == -1 && errno == EINTR)
        continue;
    return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static char *draw(struct drawing *drawing, int input, const sigset_t *signals) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return NULL;
    pid_t parent = getpid();
    drawing->output = ends[0];
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    drawing->child = fork();
    if (drawing->child == 0)
        become_dot(input, ends[1], parent, signals);
    close(ends[1]);
    char *drawn = drawing->child > 0 ? read_all(drawing) : NULL;
    bool good = drawing->child > 0 && ended_well(drawing, drawn != NULL);
    close(ends[0]);
    if (good || drawing->is_late)
        return drawn;
    free(drawn);
    return NULL;
}

/* Signals that end this program end the other one first. */
static bool run(int input, double seconds, char **drawn) {
    sigset_t before, endings = ending_signals_hold(&before);
    struct drawing drawing = {.endings = signalfd(-1, &endings, SFD_CLOEXEC), .deadline = deadline_in(seconds)};
    *drawn = drawing.endings >= 0 ? draw(&drawing, input, &before) : NULL;
    if (drawing.endings >= 0)
        close(drawing.endings);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return !drawing.out_of_memory;
}

/* The graph goes through a file, so that neither side waits for the other to read. */
bool graphviz_svg(const char *graph, size_t length, double seconds, char **drawn) {
    *drawn = NULL;
    FILE *input = tmpfile();
    if (!input)
        return errno != ENOMEM;
    errno = 0;
    bool filled = fwrite(graph, 1, length, input) == length && fflush(input) == 0 && fseek(input, 0, SEEK_SET) == 0;
    bool had_memory = filled ? run(fileno(input), seconds, drawn) : errno != ENOMEM;
    fclose(input);
    return had_memory;
}
