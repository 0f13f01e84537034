#define _GNU_SOURCE
#include "trees.h"

#include <unistd.h>

/*
 * Starts children as posix_spawn does, again and again: until such a child has become another program it runs in the memory of its parent.
 * The pause is before that, so that a sampler sees it so. The plateau is of the parent's memory, which is there once.
 */
void borrow(int children, long mebibytes, long pause_ms)
{
    hold(mebibytes);
    resident_bytes();
    long rss = resident_bytes();
    long long from = now();
    for (int at = 0; at < children; at++) {
        pid_t child = check(vfork(), "vfork");
        if (child == 0) {
            doze(pause_ms);
            execl("/bin/true", "true", (char *)NULL);
            _exit(127);
        }
        end_of(child);
    }
    tell_plateau(from, now(), rss, 1);
}
