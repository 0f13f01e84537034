/*
 * Says when a program was started: writes the time (seconds since 1970) into FILE, then becomes COMMAND. From a process as small
 * as this one exec costs nothing but itself; from Python's it would first have to give back Python's memory.
 *
 *     stamp FILE COMMAND [ARG...]
 */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **words)
{
    FILE *file = count > 2 ? fopen(words[1], "w") : NULL;
    struct timespec now;
    if (file == NULL || clock_gettime(CLOCK_REALTIME, &now) != 0)
        return 1;
    fprintf(file, "%lld.%09ld", (long long)now.tv_sec, now.tv_nsec);
    fclose(file);
    execv(words[2], words + 2);
    return 127;
}
