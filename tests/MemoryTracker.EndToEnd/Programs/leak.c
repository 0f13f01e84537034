/* Leaks so many bytes a second for so many seconds, by the clock. */
#define _POSIX_C_SOURCE 199309L
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BLOCK = 64 << 10 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    double rate = atof(argv[1]), seconds = atof(argv[2]), start = now(), leaked = 0;
    for (double elapsed = 0; elapsed < seconds; elapsed = now() - start) {
        for (; leaked < rate * elapsed; leaked += BLOCK) {
            void *block = malloc(BLOCK);
            if (block == NULL)
                return 1;
            memset(block, 1, BLOCK);
        }
        nanosleep(&(struct timespec){ 0, 5000000 }, NULL);
    }
    return 0;
}
