#define _GNU_SOURCE
#include "trees.h"

#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

/* A child that holds memory, becomes another program under the same number, and holds half as much. */
void exec_in_place(int descriptor, long mebibytes, long hold_ms)
{
    expect(2);
    pid_t child = fork_member();
    if (child == 0) {
        hold(mebibytes);
        stand_still();
        char board_name[32], amount[32];
        snprintf(board_name, sizeof(board_name), "%d", descriptor);
        snprintf(amount, sizeof(amount), "%ld", mebibytes / 2);
        check(execl("/proc/self/exe", "successor", "successor", board_name, amount, (char *)NULL), "exec");
    }
    hold_plateau(hold_ms);
    hold_plateau(hold_ms);
    end_of(child);
}

void succeed(int descriptor, long mebibytes)
{
    prctl(PR_SET_NAME, "successor");
    map_board(descriptor);
    hold(mebibytes);
    stand_still();
    leave(7);
}
