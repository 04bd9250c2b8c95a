#include "cli/graphviz.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum {
    MOST_GRAPH = 250000, /* bytes; some 400 components, which take seconds */
    MOST_SECONDS = 20    /* of computing */
};

/* Reads until the other end is closed. */
static char *read_all(FILE *stream) {
    char *text = NULL;
    size_t capacity = 0;
    if (getdelim(&text, &capacity, '\0', stream) > 0 && !ferror(stream) && fgetc(stream) == EOF)
        return text;
    free(text);
    return NULL;
}

/* Returns the child's number; -1 where there is no such program. Its messages are nobody's: the page does without. */
static pid_t start(int input, int output) {
    static char program[] = "dot", format[] = "-Tsvg";
    char *arguments[] = {program, format, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t usual;
    pid_t child = -1;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    if (posix_spawnattr_init(&attributes) == 0) {
        sigemptyset(&usual);
        sigaddset(&usual, SIGPIPE);
        bool ready = posix_spawnattr_setsigdefault(&attributes, &usual) == 0 &&
                     posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF) == 0 &&
                     posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) == 0 &&
                     posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) == 0 &&
                     posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0;
        if (!ready || posix_spawnp(&child, program, &actions, &attributes, arguments, environ) != 0)
            child = -1;
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

static bool ended_well(pid_t child) {
    int status;
    while (waitpid(child, &status, 0) == -1)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Closes both ends of the pipe. */
static char *run(int input, int ends[2]) {
    pid_t child = start(input, ends[1]);
    close(ends[1]);
    FILE *stream = child > 0 ? fdopen(ends[0], "r") : NULL;
    if (child > 0)
        prlimit(child, RLIMIT_CPU, &(struct rlimit){MOST_SECONDS, MOST_SECONDS}, NULL);
    char *drawn = stream ? read_all(stream) : NULL;
    if (stream)
        fclose(stream);
    else
        close(ends[0]);
    if (child > 0 && ended_well(child))
        return drawn;
    free(drawn);
    return NULL;
}

/* The graph goes through a file, so that neither side waits for the other to read. */
char *graphviz_svg(const char *graph, size_t length) {
    FILE *input = length <= MOST_GRAPH ? tmpfile() : NULL;
    int ends[2];
    char *drawn = NULL;
    if (!input)
        return NULL;
    bool filled = fwrite(graph, 1, length, input) == length && fflush(input) == 0 && fseek(input, 0, SEEK_SET) == 0;
    if (filled && pipe2(ends, O_CLOEXEC) == 0)
        drawn = run(fileno(input), ends);
    fclose(input);
    return drawn;
}
