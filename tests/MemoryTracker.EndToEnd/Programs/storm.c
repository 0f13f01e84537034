/* Forks as fast as it can, and no faster than it is told to (words[1] a second), for so many milliseconds (words[2]); each child ends at once, and is waited for. Tells how many there were.
   By vfork(2), which is a fork like any other to those who watch, and leaves the machine the time for ten thousand a second. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int count, char **words)
{
    if (count < 3)
        return 2;
    printf("{\"truth\":\"ready\",\"Pid\":%d}\n", getpid());
    fflush(stdout);
    getchar();
    long long pause = 1000000000LL / atoll(words[1]), began = now(), until = began + atoll(words[2]) * 1000000LL, due = began;
    long forked = 0;
    for (; now() < until; due += pause) {
        while (now() < due)
            ;
        pid_t child = vfork();
        if (child == 0)
            _exit(0);
        if (child > 0) {
            waitpid(child, NULL, 0);
            forked++;
        }
    }
    printf("%ld %lld\n", forked, (now() - began) / 1000000);
    return 0;
}
