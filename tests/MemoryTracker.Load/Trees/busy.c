#define _GNU_SOURCE
#include "trees.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void fork_busy(long milliseconds)
{
    if (fork_member() == 0) {
        burn(milliseconds);
        leave(0);
    }
}

/* All at the same time, then waited for: their parent's times have theirs. */
static void waited(int children, long milliseconds)
{
    pid_t pids[children];
    for (int at = 0; at < children; at++) {
        pids[at] = fork_member();
        if (pids[at] == 0) {
            burn(milliseconds);
            leave(0);
        }
    }
    for (int at = 0; at < children; at++)
        end_of(pids[at]);
}

/* One after another, each soon waited for: a sampler sees few of them alive. */
static void came_and_went(int children, long milliseconds)
{
    for (int at = 0; at < children; at++)
        waited(1, milliseconds);
}

/* Nobody waits for them, and nobody's times ever have theirs: their parent ignores SIGCHLD. */
static void ignored(int children, long milliseconds)
{
    int ends[2];
    check(pipe(ends), "pipe");
    signal(SIGCHLD, SIG_IGN);
    for (int at = 0; at < children; at++)
        fork_busy(milliseconds);
    close(ends[1]);
    drain(ends[0]);
}

/* Their parent ends before they do. */
static void orphaned(int children, long milliseconds)
{
    for (int at = 0; at < children; at++)
        fork_busy(milliseconds);
}

/* In a process of its own, and over when all that it has started are. */
static void in_a_branch(void (*kind)(int, long), int children, long milliseconds)
{
    int ends[2];
    check(pipe(ends), "pipe");
    pid_t branch = fork_member();
    if (branch == 0) {
        close(ends[0]);
        kind(children, milliseconds);
        leave(0);
    }
    close(ends[1]);
    end_of(branch);
    drain(ends[0]);
}

void busy(char **specification)
{
    for (; specification[0] != NULL && specification[1] != NULL && specification[2] != NULL; specification += 3) {
        int children = atoi(specification[1]);
        long milliseconds = atol(specification[2]);
        if (strcmp(specification[0], "waited") == 0)
            waited(children, milliseconds);
        else if (strcmp(specification[0], "brief") == 0)
            came_and_went(children, milliseconds);
        else if (strcmp(specification[0], "ignored") == 0)
            in_a_branch(ignored, children, milliseconds);
        else if (strcmp(specification[0], "orphaned") == 0)
            in_a_branch(orphaned, children, milliseconds);
        else
            check(-1, specification[0]);
    }
}
