/*
 * The target that a recorder may disturb: it holds memory, touched page by page without huge pages, and beside it maps 1 MiB, touches
 * it and unmaps it again, for ever. Mapping and unmapping need the lock that reading the page tables holds.
 *
 *     churn MIB COUNTER       COUNTER is a file in which it counts the rounds, 8 bytes
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MEBIBYTE = 1 << 20, PAGE = 4096 };

static char *map(size_t size, int flags, int file)
{
    char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, file, 0);
    if (memory == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    return memory;
}

static char *map_and_touch(size_t size)
{
    char *memory = map(size, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    madvise(memory, size, MADV_NOHUGEPAGE);
    for (size_t at = 0; at < size; at += PAGE)
        memory[at] = 1;
    return memory;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: churn MIB COUNTER\n");
        return 2;
    }
    int file = open(argv[2], O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (file < 0 || ftruncate(file, sizeof(uint64_t)) != 0) {
        perror(argv[2]);
        return 1;
    }
    volatile uint64_t *rounds = (volatile uint64_t *)map(sizeof(uint64_t), MAP_SHARED, file);
    map_and_touch((size_t)atoi(argv[1]) * MEBIBYTE);
    for (;; (*rounds)++)
        munmap(map_and_touch(MEBIBYTE), MEBIBYTE);
}
