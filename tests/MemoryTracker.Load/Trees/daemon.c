#define _GNU_SOURCE
#include "trees.h"

#include <unistd.h>

/* A daemon as daemons begin: forked twice, in a session of its own, so that nobody of its family is its parent. It ends before the root. */
void daemon_tree(long mebibytes, long cpu_ms, long hold_ms)
{
    int ends[2];
    check(pipe(ends), "pipe");
    expect(2);
    pid_t between = fork_member();
    if (between == 0) {
        setsid();
        if (fork_member() != 0)
            leave(0);
        close(ends[0]);
        hold(mebibytes);
        stand_still();
        burn(cpu_ms);
        leave(3);
    }
    close(ends[1]);
    end_of(between);
    hold_plateau(hold_ms);
    drain(ends[0]);
}
