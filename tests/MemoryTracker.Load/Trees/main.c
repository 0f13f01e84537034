#define _GNU_SOURCE
#include "trees.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int usage(void)
{
    fputs(
        "A tree of processes of known memory and CPU. It prints what it did as JSON lines, beginning when a line (or the end) comes on standard input.\n"
        "\n"
        "  tree CHILDREN DEPTH MIB HOLD_MS   each process forks CHILDREN in threads, DEPTH levels down; all hold MIB for HOLD_MS\n"
        "  chain LENGTH MIB HOLD_MS          each is the only child of the one before\n"
        "  double-fork MIB CPU_MS HOLD_MS    a daemon that holds MIB for HOLD_MS, then uses CPU_MS, and ends with 3\n"
        "  short-children COUNT MS MIB       one after another, the n-th ending with exit code n\n"
        "  exec-in-place MIB HOLD_MS         a child that holds MIB, becomes another program and holds half of it, and ends with 7\n"
        "  burst COUNT                       children that end at once\n"
        "  busy-tree (KIND COUNT MS)...      children that use MS of CPU: waited, brief, ignored, orphaned\n"
        "  vfork COUNT MIB PAUSE_MS          children that share the parent's MIB for PAUSE_MS, then become /bin/true\n"
        "  sleepers COUNT                    children that do nothing until the word comes\n",
        stderr);
    return 2;
}

int main(int count, char **words)
{
    const char *scenario = count > 2 ? words[1] : "";
    long numbers[4] = { 0 };
    for (int at = 0; at < 4 && at + 2 < count; at++)
        numbers[at] = atol(words[at + 2]);
    if (strcmp(scenario, "successor") == 0)
        succeed(numbers[0], numbers[1]);

    int descriptor = open_board();
    if (strcmp(scenario, "sleepers") == 0) {
        sleepers(numbers[0]);
        return 0;
    }
    wait_for_the_word();
    if (strcmp(scenario, "tree") == 0)
        tree(numbers[0], numbers[1], numbers[2], numbers[3]);
    else if (strcmp(scenario, "chain") == 0)
        chain(numbers[0], numbers[1], numbers[2]);
    else if (strcmp(scenario, "double-fork") == 0)
        daemon_tree(numbers[0], numbers[1], numbers[2]);
    else if (strcmp(scenario, "short-children") == 0)
        brief(numbers[0], numbers[1], numbers[2]);
    else if (strcmp(scenario, "exec-in-place") == 0)
        exec_in_place(descriptor, numbers[0], numbers[1]);
    else if (strcmp(scenario, "burst") == 0)
        burst(numbers[0]);
    else if (strcmp(scenario, "busy-tree") == 0)
        busy(words + 2);
    else if (strcmp(scenario, "vfork") == 0)
        borrow(numbers[0], numbers[1], numbers[2]);
    else
        return usage();
    await_all();
    tell_members();
    return 0;
}
