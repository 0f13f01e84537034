/*
 * The floor: what recording a process must cost at the least. A loop in C without options, statistics, picture or care for a
 * slow disk, which reads the same files as memory_tracker and writes the same rows; what memory_tracker costs above it is ours.
 *
 *     floor PID INTERVAL_MS CSV [LETTERS]      until the process ends or the floor is killed; INTERVAL_MS 0 = flat out
 *
 * LETTERS are the files of /proc/PID read at every tick: t status (the default; RSS and its high-water mark, as memory_tracker),
 * m statm, i io (bytes read from storage), s stat (minor faults); what the last two tell since the begin are two more columns. The
 * process's CPU clock is always read. With w rows are written by a second thread, as memory_tracker does so that no disk holds up the
 * samples: woken at once for a row after a pause, else 50 ms after it was last woken.
 */
#include "floor.h"

#include <pthread.h>
#include <stdbool.h>
#include <sys/eventfd.h>

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
        reading->minor_faults = number_after(field_text(text, 10), " ");
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

/* ---- the second thread ---- */

enum { ROOM = 4 << 20, PLENTY = 64 << 10, PAUSE = 50000000 };

static struct {
    int csv, wake, length;
    char *filling, *writing;
    int64_t woken;
    pthread_spinlock_t lock;
} handed;

static void *write_rows(void *unused)
{
    (void)unused;
    for (uint64_t raised; read(handed.wake, &raised, sizeof raised) > 0;) {
        pthread_spin_lock(&handed.lock);
        char *rows = handed.filling;
        int length = handed.length;
        handed.filling = handed.writing;
        handed.writing = rows;
        handed.length = 0;
        pthread_spin_unlock(&handed.lock);
        if (write(handed.csv, rows, length) < 0)
            exit(1);
    }
    return NULL;
}

static void start_writer(int csv)
{
    pthread_t thread;
    handed.csv = csv;
    handed.wake = eventfd(0, EFD_CLOEXEC);
    handed.filling = malloc(ROOM);
    handed.writing = malloc(ROOM);
    handed.woken = -PAUSE;
    if (handed.wake < 0 || !handed.filling || !handed.writing || pthread_spin_init(&handed.lock, 0) || pthread_create(&thread, NULL, write_rows, NULL))
        exit(1);
}

static void hand_over(const char *row, int length, int64_t at)
{
    pthread_spin_lock(&handed.lock);
    int before = handed.length;
    if (length > ROOM - before)
        exit(1);
    memcpy(handed.filling + before, row, length);
    handed.length += length;
    pthread_spin_unlock(&handed.lock);
    bool is_plenty = before < PLENTY && before + length >= PLENTY;
    if (at - handed.woken < PAUSE && !is_plenty)
        return;
    handed.woken = at;
    uint64_t one = 1;
    if (write(handed.wake, &one, sizeof one) < 0)
        exit(1);
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
    if (handed.filling)
        hand_over(row, end - row, reading->at);
    else if (write(csv, row, end - row) < 0)
        exit(1);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: floor PID INTERVAL_MS CSV [LETTERS]\n");
        return 2;
    }
    const char *pid = argv[1], *letters = argc > 4 ? argv[4] : "t";
    int64_t interval = (int64_t)(strtod(argv[2], NULL) * 1e6);
    struct files files = open_files(pid, letters);

    char header[128];
    int header_length = snprintf(header, sizeof header, "time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent%s%s\n",
                                 files.io >= 0 ? ",read_bytes" : "", files.stat >= 0 ? ",minor_faults" : "");
    int csv = open(argv[3], O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
    if (csv < 0 || write(csv, header, header_length) < 0) {
        perror(argv[3]);
        return 1;
    }

    if (strchr(letters, 'w'))
        start_writer(csv);
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
