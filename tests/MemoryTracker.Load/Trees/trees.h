/*
 * Trees of processes of known memory and CPU, which print their own truth in the words of ../Truths: what recordings of whole trees are
 * compared with. In C, because they fork from threads, vfork, and start thousands of processes: a managed runtime survives no fork,
 * and an interpreter's own memory and CPU would be larger than what is to be known.
 *
 * Each process joins a board, which is memory that all share. On it each writes what it finds about itself: its resident memory from a walk
 * over its page tables, its CPU time from its own clock right before it ends. The root adds up and tells.
 */
#ifndef TREES_H
#define TREES_H

#include <pthread.h>
#include <stdatomic.h>
#include <sys/types.h>

struct member {
    pid_t pid;
    pid_t parent;               /* the one that forked it, whoever adopts it later */
    _Atomic int is_present;
    int exit_code;
    long rss_bytes;             /* as last looked up; 0 when it never was */
    long long cpu_ns;           /* right before its end; 0 until then */
};

enum { MOST_MEMBERS = 4096 };

struct board {
    pthread_barrier_t meeting;
    _Atomic int members;
    struct member list[MOST_MEMBERS];
};

extern struct board *board;
extern struct member *self;

/* board.c: who is there, and how they wait for each other */
int open_board(void);                   /* by the root, which joins; returns the descriptor by which map_board finds it again after an exec */
void map_board(int descriptor);         /* by a program that a member has become */
pid_t fork_member(void);                /* fork; the child has joined. It ends after two minutes at the latest, with or without its tests */
_Noreturn void leave(int exit_code);    /* notes the CPU time and ends this process, nothing more */
void await_all(void);                   /* until all others have ended, not only said so */
void expect(int members);               /* how many will come to the next meetings */
void stand_still(void);                 /* be looked up on a plateau, and do nothing until it is over */
void hold_plateau(long milliseconds);   /* the root's part of it: holds it, then tells it */

/* self.c: what a process does and finds out about itself */
void *check_map(void *memory);
int check(int result, const char *what);
void hold(long mebibytes);              /* more memory, every page of it resident, until the end */
void burn(long milliseconds);           /* of CPU time of this process */
void doze(long milliseconds);
long resident_bytes(void);
long long now(void);                    /* nanoseconds since 1970 */
long long own_cpu(void);                /* nanoseconds */
void drain(int pipe_end);               /* returns when nobody has the other end any more */
void end_of(pid_t child);               /* returns when the child has ended and is waited for */

/* tell.c: the truths, one JSON line each */
void wait_for_the_word(void);           /* tells that the process is ready, then waits for a line (or the end) of standard input */
void tell_plateau(long long from, long long to, long rss_bytes, int processes);
void tell_members(void);                /* all that have ended, the root (which is about to) the last */

/* The scenarios, each in its file: run by the root, which tells the members and ends afterwards. */
void tree(int children, int depth, long mebibytes, long hold_ms);
void chain(int length, long mebibytes, long hold_ms);
void daemon_tree(long mebibytes, long cpu_ms, long hold_ms);
void brief(int children, long milliseconds, long mebibytes);
void exec_in_place(int descriptor, long mebibytes, long hold_ms);
_Noreturn void succeed(int descriptor, long mebibytes);
void burst(int children);
void busy(char **specification);
void borrow(int children, long mebibytes, long pause_ms);
void sleepers(int children);

#endif
