#define _GNU_SOURCE
#include "trees.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

/* Processes that do nothing, for as long as the root is there. They are no members: a bench may last longer than those. */
void sleepers(int children)
{
    pid_t *pids = malloc(children * sizeof(pid_t));
    alarm(0);
    for (int at = 0; at < children; at++) {
        pids[at] = check(fork(), "fork");
        if (pids[at] == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            for (;;)
                pause();
        }
    }
    wait_for_the_word();
    for (int at = 0; at < children; at++) {
        kill(pids[at], SIGKILL);
        end_of(pids[at]);
    }
}
