/* Usage: measure RESULT SECONDS MEGABYTES COMMAND [ARGUMENT]...
 * Runs a command for at most so long, in at most so much memory, and writes to the file RESULT: its wait status, user
 * seconds, wall seconds and peak memory in kB. A program this small is no floor under the peak memory of what it
 * starts, as an interpreter would be. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile pid_t child;

static void stop_child(int number) {
    (void)number;
    kill(child, SIGKILL);
}

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc < 5)
        return 2;
    double start = seconds_now();
    child = fork();
    if (child < 0)
        return 2;
    if (child == 0) {
        rlim_t limit = strtoull(argv[3], NULL, 10) << 20;
        setrlimit(RLIMIT_AS, &(struct rlimit){limit, limit});
        execvp(argv[4], &argv[4]);
        _exit(127);
    }
    signal(SIGALRM, stop_child);
    alarm((unsigned)strtoul(argv[2], NULL, 10));
    int status;
    struct rusage usage;
    while (wait4(child, &status, 0, &usage) < 0)
        continue;
    double user = (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
    FILE *result = fopen(argv[1], "w");
    if (!result)
        return 2;
    fprintf(result, "%d %.6f %.6f %ld\n", status, user, seconds_now() - start, usage.ru_maxrss);
    return fclose(result) == 0 ? 0 : 2;
}
