/*
 * The floor: what recording a process must cost at the least. A loop in C without options, statistics, picture or care for a
 * slow disk, which reads the same files as memory_tracker and writes the same rows; what memory_tracker costs above it is ours.
 *
 *     floor PID INTERVAL_MS CSV [LETTERS]      until the process ends or the floor is killed; INTERVAL_MS 0 = flat out
 *
 * LETTERS are the files of /proc/PID read at every tick: t status (the default; RSS and its high-water mark, as memory_tracker),
 * m statm, i io (bytes read from storage), s stat (minor faults); what the last two tell since the begin are two more columns. The
 * process's CPU clock is always read.
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

/* A field of stat by its number in proc_pid_stat(5). The name, which is the second, may hold anything: the third follows its last bracket. */
static int64_t field_after_name(const char *text, int field)
{
    const char *space = strrchr(text, ')') + 1;
    for (int number = 3; number < field; number++)
        space = strchr(space + 1, ' ');
    return number_after(space, " ");
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

/* ---- one tick ---- */

struct files {
    int status, statm, io, stat;
    clockid_t cpu_clock;
};

struct reading {
    int64_t at, realtime, cpu, rss, mark, read_bytes, minor_faults;
    char command[64];
};

static struct files open_files(const char *pid, const char *letters)
{
    struct files files = {
        .status = strchr(letters, 't') ? open_file(pid, "status") : -1,
        .statm = strchr(letters, 'm') ? open_file(pid, "statm") : -1,
        .io = strchr(letters, 'i') ? open_file(pid, "io") : -1,
        .stat = strchr(letters, 's') ? open_file(pid, "stat") : -1,
        .cpu_clock = (clockid_t)((~(uint32_t)atoi(pid) << 3) | 2),
    };
    return files;
}

static void take(struct reading *reading, const struct files *files)
{
    static char text[4096];
    reading->at = now(CLOCK_MONOTONIC);
    reading->realtime = now(CLOCK_REALTIME);
    reading->cpu = now(files->cpu_clock);
    reading->rss = reading->mark = reading->read_bytes = reading->minor_faults = -1;
    reading->command[0] = 0;
    if (files->statm >= 0) {
        read_file(files->statm, text, sizeof text);
        reading->rss = number_after(strchr(text, ' '), " ") * sysconf(_SC_PAGESIZE);
    }
    if (files->stat >= 0) {
        read_file(files->stat, text, sizeof text);
        reading->minor_faults = field_after_name(text, 10);
    }
    if (files->io >= 0) {
        read_file(files->io, text, sizeof text);
        reading->read_bytes = number_after(text, "\nread_bytes:");
    }
    if (files->status >= 0) {
        read_file(files->status, text, sizeof text);
        const char *name = text + sizeof "Name:\t" - 1;
        *put_text(reading->command, name) = 0;
        reading->mark = number_after(name, "VmHWM:") * 1024;
        reading->rss = number_after(name, "VmRSS:") * 1024;
    }
}

static void write_row(int csv, const char *pid, const struct reading *start, const struct reading *reading, const struct reading *before)
{
    char row[256], *end = put_moment(row, reading->realtime);
    *end++ = ',';
    end = put_fixed(end, (reading->at - start->at) / MICROSECOND, 1000000, 6);
    *end++ = ',';
    end = put_text(end, pid);
    *end++ = ',';
    end = put_text(end, reading->command);
    *end++ = ',';
    if (reading->rss >= 0)
        end = put_number(end, reading->rss, 1);
    *end++ = ',';
    if (before && reading->mark > before->mark && reading->mark > reading->rss && reading->mark > before->rss)
        end = put_number(end, reading->mark, 1);
    *end++ = ',';
    if (before && reading->at > before->at)
        end = put_fixed(end, (reading->cpu - before->cpu) * 100000 / (reading->at - before->at), 1000, 3);
    if (reading->read_bytes >= 0) {
        *end++ = ',';
        end = put_number(end, reading->read_bytes - start->read_bytes, 1);
    }
    if (reading->minor_faults >= 0) {
        *end++ = ',';
        end = put_number(end, reading->minor_faults - start->minor_faults, 1);
    }
    *end++ = '\n';
    if (write(csv, row, end - row) < 0)
        exit(1);
}

/* The next deadline of the grid; a tick that was missed is skipped, never made up for. */
static int64_t next_due(int64_t due, int64_t interval)
{
    due += interval;
    int64_t late = now(CLOCK_MONOTONIC) - due;
    return late < 0 ? due : due + (late / interval + 1) * interval;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: floor PID INTERVAL_MS CSV [LETTERS]\n");
        return 2;
    }
    const char *pid = argv[1];
    int64_t interval = (int64_t)(strtod(argv[2], NULL) * 1e6);
    struct files files = open_files(pid, argc > 4 ? argv[4] : "t");

    char header[128];
    int header_length = snprintf(header, sizeof header, "time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent%s%s\n",
                                 files.io >= 0 ? ",read_bytes" : "", files.stat >= 0 ? ",minor_faults" : "");
    int csv = open(argv[3], O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
    if (csv < 0 || write(csv, header, header_length) < 0) {
        perror(argv[3]);
        return 1;
    }

    prctl(PR_SET_TIMERSLACK, 1UL); /* by default the kernel lets a sleep be 50 us late */
    struct reading readings[2], start = {0};
    int64_t due = 0;
    for (int64_t tick = 0;; tick++) {
        take(&readings[tick & 1], &files);
        if (tick == 0) {
            start = readings[0];
            due = start.at;
        }
        write_row(csv, pid, &start, &readings[tick & 1], tick ? &readings[~tick & 1] : NULL);
        if (interval > 0)
            sleep_until(due = next_due(due, interval));
    }
}
