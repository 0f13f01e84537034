#define _GNU_SOURCE
#include "trees.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LONGEST_LIFE_S = 120 };

struct board *board;
struct member *self;

static void join(pid_t parent)
{
    int at = atomic_fetch_add(&board->members, 1);
    check(at < MOST_MEMBERS ? 0 : -1, "more members than the board has room for");
    self = &board->list[at];
    self->pid = getpid();
    self->parent = parent;
    self->is_present = 1;
    alarm(LONGEST_LIFE_S);
}

int open_board(void)
{
    int descriptor = check(memfd_create("board", 0), "memfd_create");
    check(ftruncate(descriptor, sizeof(struct board)), "ftruncate");
    map_board(descriptor);
    join(getppid());
    return descriptor;
}

void map_board(int descriptor)
{
    board = check_map(mmap(NULL, sizeof(struct board), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0));
    for (int at = 0; at < board->members; at++)
        if (board->list[at].pid == getpid())
            self = &board->list[at];
}

pid_t fork_member(void)
{
    pid_t parent = getpid();
    pid_t child = check(fork(), "fork");
    if (child == 0)
        join(parent);
    return child;
}

void leave(int exit_code)
{
    self->exit_code = exit_code;
    self->is_present = 0;
    self->cpu_ns = own_cpu();
    _exit(exit_code);
}

/* By a descriptor of each, because whoever waits for it need not be here. */
void await_all(void)
{
    for (int at = 0; at < board->members; at++) {
        if (&board->list[at] == self)
            continue;
        struct pollfd process = { .fd = syscall(SYS_pidfd_open, board->list[at].pid, 0), .events = POLLIN };
        if (process.fd < 0)
            continue;
        while (poll(&process, 1, -1) < 1)
            ;
        close(process.fd);
    }
}

void expect(int members)
{
    pthread_barrierattr_t among_processes;
    pthread_barrierattr_init(&among_processes);
    pthread_barrierattr_setpshared(&among_processes, PTHREAD_PROCESS_SHARED);
    pthread_barrier_init(&board->meeting, &among_processes, members);
}

static void look_up(void)
{
    pthread_barrier_wait(&board->meeting);
    self->rss_bytes = resident_bytes();
    pthread_barrier_wait(&board->meeting);
}

/* The first time is a rehearsal: it makes resident what looking up and waiting need themselves. */
void stand_still(void)
{
    look_up();
    look_up();
    pthread_barrier_wait(&board->meeting);
}

void hold_plateau(long milliseconds)
{
    now();
    doze(0);
    look_up();
    look_up();
    long long from = now();
    doze(milliseconds);
    long long to = now();

    long sum = 0;
    int present = 0;
    for (int at = 0; at < board->members; at++)
        if (board->list[at].is_present) {
            sum += board->list[at].rss_bytes;
            present++;
        }
    pthread_barrier_wait(&board->meeting);
    tell_plateau(from, to, sum, present);
}
