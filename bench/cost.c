/*
 * What a command costs: runs it to its end and writes a line into FILE: seconds elapsed, seconds of CPU, its highest RSS in KiB. From a process as
 * small as this one, because the kernel counts the memory of whoever starts it, until exec, as the command's own.
 *
 *     cost FILE COMMAND [ARG...]      exit code: the command's own, 128+n if signal n killed it
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time)
{
    return time.tv_sec + time.tv_usec / 1e6;
}

int main(int count, char **words)
{
    FILE *file = count > 2 ? fopen(words[1], "w") : NULL;
    struct timespec begin, end;
    if (file == NULL || clock_gettime(CLOCK_MONOTONIC, &begin) != 0)
        return 125;
    pid_t child = fork();
    if (child == 0) {
        execvp(words[2], words + 2);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child || clock_gettime(CLOCK_MONOTONIC, &end) != 0)
        return 125;
    fprintf(file, "%.6f %.6f %ld\n", end.tv_sec - begin.tv_sec + (end.tv_nsec - begin.tv_nsec) / 1e9,
            seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss);
    fclose(file);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
