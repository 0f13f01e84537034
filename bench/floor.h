/*
 * What both floors have in common: clocks, held files of /proc, numbers in them, and rows without printf. Each is one translation unit.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

enum { SECOND = 1000000000, MICROSECOND = 1000 };

static int64_t now(clockid_t clock)
{
    struct timespec time;
    if (clock_gettime(clock, &time) != 0)
        exit(0); /* only the CPU clock of a process that has ended fails */
    return (int64_t)time.tv_sec * SECOND + time.tv_nsec;
}

static void sleep_until(int64_t due)
{
    struct timespec time = {due / SECOND, due % SECOND};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) == EINTR)
        ;
}

/* The next deadline of the grid; a tick that was missed is skipped, never made up for. */
static int64_t next_due(int64_t due, int64_t interval)
{
    due += interval;
    int64_t late = now(CLOCK_MONOTONIC) - due;
    return late < 0 ? due : due + (late / interval + 1) * interval;
}

/* ---- reading ---- */

static int open_file(const char *pid, const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%s/%s", pid, name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        perror(path);
        exit(1);
    }
    return file;
}

/* A held file of a process that has ended fails with ESRCH: a recycled PID cannot slip in. */
static void read_file(int file, char *text, size_t size)
{
    ssize_t length = pread(file, text, size - 1, 0);
    if (length <= 0)
        exit(0);
    text[length] = 0;
}

static int64_t number_after(const char *text, const char *name)
{
    const char *digit = strstr(text, name);
    if (!digit)
        return -1; /* a zombie has no memory lines */
    digit += strlen(name);
    while (*digit == ' ' || *digit == '\t')
        digit++;
    int64_t value = 0;
    while (*digit >= '0' && *digit <= '9')
        value = value * 10 + (*digit++ - '0');
    return value;
}

/* Where a field of stat begins, with its space, by its number in proc_pid_stat(5). The name, which is the second, may hold anything: the third follows its last bracket. */
static const char *field_text(const char *text, int field)
{
    const char *space = strrchr(text, ')') + 1;
    for (int number = 3; number < field; number++)
        space = strchr(space + 1, ' ');
    return space;
}

/* ---- writing: the one cost of a row that printf would double ---- */

static char *put_number(char *end, int64_t value, int digits)
{
    char reversed[20];
    int length = 0;
    do {
        reversed[length++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0 || length < digits);
    while (length > 0)
        *end++ = reversed[--length];
    return end;
}

static char *put_fixed(char *end, int64_t value, int64_t scale, int decimals)
{
    end = put_number(end, value / scale, 1);
    *end++ = '.';
    return put_number(end, value % scale, decimals);
}

static char *put_text(char *end, const char *text)
{
    while (*text && *text != '\n')
        *end++ = *text++;
    return end;
}

/* 2026-01-31T23:59:59.123456Z; the calendar is asked once a second. */
static char *put_moment(char *end, int64_t realtime)
{
    static char second_text[24];
    static time_t second_shown = -1;
    time_t second = realtime / SECOND;
    if (second != second_shown) {
        struct tm parts;
        strftime(second_text, sizeof second_text, "%Y-%m-%dT%H:%M:%S", gmtime_r(&second, &parts));
        second_shown = second;
    }
    end = put_text(end, second_text);
    *end++ = '.';
    end = put_number(end, realtime % SECOND / MICROSECOND, 6);
    *end++ = 'Z';
    return end;
}
