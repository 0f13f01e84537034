/*
 * The floor of a tree: what recording a process with all its children must cost at the least. A loop in C which reads of each process what
 * memory_tracker reads (the CPU clock, status, stat), through files that it holds, and writes the same total. It finds the processes once, at
 * its start, and has no eye for those that come or go: it is for trees that stand still.
 *
 *     treefloor PID INTERVAL_MS CSV      until one of the processes ends or the floor is killed; INTERVAL_MS 0 = flat out
 */
#include "floor.h"

#include <dirent.h>
#include <sys/resource.h>

struct process {
    int pid, status, stat;
    clockid_t cpu_clock;
};

struct total {
    int64_t at, realtime, cpu, rss;
};

static struct process *processes;
static int count, room;

/* ---- finding ---- */

static void hold(int pid)
{
    char name[12];
    snprintf(name, sizeof name, "%d", pid);
    if (count == room) {
        room = room ? 2 * room : 64;
        processes = realloc(processes, room * sizeof *processes);
        if (!processes)
            exit(1);
    }
    processes[count++] = (struct process) {
        .pid = pid,
        .status = open_file(name, "status"),
        .stat = open_file(name, "stat"),
        .cpu_clock = (clockid_t)((~(uint32_t)pid << 3) | 2),
    };
}

/* The children of one process: those of each of its threads, of which the kernel keeps the lists apart. */
static void hold_children(int parent)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", parent);
    DIR *tasks = opendir(path);
    for (struct dirent *task; tasks && (task = readdir(tasks));) {
        if (task->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "/proc/%d/task/%.10s/children", parent, task->d_name);
        FILE *list = fopen(path, "re");
        for (int child; list && fscanf(list, "%d", &child) == 1;)
            hold(child);
        if (list)
            fclose(list);
    }
    if (tasks)
        closedir(tasks);
}

static void hold_tree(int root)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    hold(root);
    for (int at = 0; at < count; at++)
        hold_children(processes[at].pid);
}

/* ---- one tick ---- */

static struct total take(void)
{
    static char text[4096];
    struct total total = {.at = now(CLOCK_MONOTONIC), .realtime = now(CLOCK_REALTIME)};
    for (struct process *process = processes; process < processes + count; process++) {
        total.cpu += now(process->cpu_clock);
        read_file(process->status, text, sizeof text);
        total.rss += number_after(text, "VmRSS:") * 1024;
        read_file(process->stat, text, sizeof text);
        /* What it got from children that have ended: cutime and cstime, in ticks of 10 ms. */
        const char *of_children = field_text(text, 16);
        total.cpu += (number_after(of_children, " ") + number_after(strchr(of_children + 1, ' '), " ")) * (SECOND / 100);
    }
    return total;
}

static void write_row(int csv, const struct total *start, const struct total *total, const struct total *before)
{
    char row[256], *end = put_moment(row, total->realtime);
    *end++ = ',';
    end = put_fixed(end, (total->at - start->at) / MICROSECOND, 1000000, 6);
    end = put_text(end, ",,,");
    end = put_number(end, total->rss, 1);
    end = put_text(end, ",,");
    if (before && total->at > before->at)
        end = put_fixed(end, (total->cpu - before->cpu) * 100000 / (total->at - before->at), 1000, 3);
    *end++ = ',';
    end = put_number(end, count, 1);
    *end++ = '\n';
    if (write(csv, row, end - row) < 0)
        exit(1);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: treefloor PID INTERVAL_MS CSV\n");
        return 2;
    }
    int64_t interval = (int64_t)(strtod(argv[2], NULL) * 1e6);
    hold_tree(atoi(argv[1]));

    static const char header[] = "time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent,processes\n";
    int csv = open(argv[3], O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
    if (csv < 0 || write(csv, header, sizeof header - 1) < 0) {
        perror(argv[3]);
        return 1;
    }

    prctl(PR_SET_TIMERSLACK, 1UL);
    struct total start = take(), before, total = start;
    int64_t due = start.at;
    write_row(csv, &start, &start, NULL);
    for (;;) {
        if (interval > 0)
            sleep_until(due = next_due(due, interval));
        before = total;
        total = take();
        write_row(csv, &start, &total, &before);
    }
}
