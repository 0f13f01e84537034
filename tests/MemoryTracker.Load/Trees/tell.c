#define _GNU_SOURCE
#include "trees.h"

#include <stdio.h>
#include <unistd.h>

void wait_for_the_word(void)
{
    dprintf(STDOUT_FILENO, "{\"truth\":\"ready\",\"Pid\":%d}\n", getpid());
    char letter;
    while (read(STDIN_FILENO, &letter, 1) == 1 && letter != '\n')
        ;
}

void tell_plateau(long long from, long long to, long rss_bytes, int processes)
{
    dprintf(STDOUT_FILENO, "{\"truth\":\"plateau\",\"From\":%lld,\"To\":%lld,\"RssBytes\":%ld,\"Processes\":%d}\n", from, to, rss_bytes, processes);
}

static void tell_member(const struct member *member)
{
    dprintf(STDOUT_FILENO, "{\"truth\":\"member\",\"Pid\":%d,\"Parent\":%d,\"RssBytes\":%ld,\"CpuNanoseconds\":%lld,\"ExitCode\":%d}\n",
        member->pid, member->parent, member->rss_bytes, member->cpu_ns, member->exit_code);
}

void tell_members(void)
{
    for (int at = 0; at < board->members; at++)
        if (&board->list[at] != self)
            tell_member(&board->list[at]);
    self->cpu_ns = own_cpu();
    tell_member(self);
}
