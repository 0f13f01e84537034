#define _GNU_SOURCE
#include "trees.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const long PAGE = 4096;
static const long MEBIBYTE = 1 << 20;

int check(int result, const char *what)
{
    if (result < 0) {
        perror(what);
        _exit(99);
    }
    return result;
}

void *check_map(void *memory)
{
    check(memory == MAP_FAILED ? -1 : 0, "mmap");
    return memory;
}

/* No huge pages: the kernel neither gives more than was asked for nor takes any back on its own. */
void hold(long mebibytes)
{
    if (mebibytes == 0)
        return;
    long size = mebibytes * MEBIBYTE;
    char *memory = check_map(mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    madvise(memory, size, MADV_NOHUGEPAGE);
    for (long at = 0; at < size; at += PAGE)
        memory[at] = 1;
}

static long long read_clock(clockid_t clock)
{
    struct timespec time;
    check(clock_gettime(clock, &time), "clock_gettime");
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

long long now(void)
{
    return read_clock(CLOCK_REALTIME);
}

long long own_cpu(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

void burn(long milliseconds)
{
    for (long long until = own_cpu() + milliseconds * 1000000LL; own_cpu() < until;)
        for (volatile int spin = 0; spin < 10000; spin++)
            ;
}

void doze(long milliseconds)
{
    struct timespec rest = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
    while (nanosleep(&rest, &rest) != 0)
        ;
}

/* A walk over every page, not one of the kernel's running counters; by system calls alone, which take no memory. */
long resident_bytes(void)
{
    char text[1024];
    int file = check(open("/proc/self/smaps_rollup", O_RDONLY | O_CLOEXEC), "smaps_rollup");
    int length = check(read(file, text, sizeof(text) - 1), "smaps_rollup");
    close(file);
    text[length] = '\0';
    char *line = strstr(text, "\nRss:");
    check(line == NULL ? -1 : 0, "smaps_rollup without Rss");
    return strtol(line + strlen("\nRss:"), NULL, 10) * 1024;
}

void drain(int pipe_end)
{
    char byte;
    int length;
    do {
        length = read(pipe_end, &byte, 1);
    } while (length > 0 || (length < 0 && errno == EINTR));
    close(pipe_end);
}

void end_of(pid_t child)
{
    int status;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
}
