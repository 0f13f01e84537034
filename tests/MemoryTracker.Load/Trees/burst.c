#define _GNU_SOURCE
#include "trees.h"

#include <sys/wait.h>

/* As many children as can be started, each ending at once: the plateau tells how long that took. */
void burst(int children)
{
    long long from = now();
    for (int at = 0; at < children; at++) {
        if (fork_member() == 0)
            leave(0);
        while (waitpid(-1, NULL, WNOHANG) > 0)
            ;
    }
    while (waitpid(-1, NULL, 0) > 0)
        ;
    tell_plateau(from, now(), resident_bytes(), board->members);
}
