#define _GNU_SOURCE
#include "trees.h"

/* Children too short to be sampled, one after another. The n-th ends with exit code n, beginning at 0. */
void brief(int children, long milliseconds, long mebibytes)
{
    for (int at = 0; at < children; at++) {
        pid_t child = fork_member();
        if (child == 0) {
            hold(mebibytes);
            self->rss_bytes = resident_bytes();
            doze(milliseconds);
            leave(at);
        }
        end_of(child);
    }
}
