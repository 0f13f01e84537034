#define _GNU_SOURCE
#include "trees.h"

#include <stdlib.h>

struct node {
    int children;
    int depth;
    long mebibytes;
};

static void grow(const struct node *node);

static void *fork_child(void *argument)
{
    struct node child = *(const struct node *)argument;
    child.depth--;
    pid_t pid = fork_member();
    if (pid == 0) {
        grow(&child);
        leave(0);
    }
    end_of(pid);
    return NULL;
}

static void come_to_the_plateau(const struct node *node, pthread_t *threads)
{
    hold(node->mebibytes);
    stand_still();
    for (int at = 0; node->depth > 0 && at < node->children; at++)
        pthread_join(threads[at], NULL);
}

/* Each child is forked by a thread of its own, in whose `children` file alone it is found, and which waits for it. */
static void fork_children(struct node *node, pthread_t *threads)
{
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 256 * 1024);
    for (int at = 0; node->depth > 0 && at < node->children; at++)
        check(-pthread_create(&threads[at], &small, fork_child, node), "pthread_create");
}

/* What a parent holds already when a thread forks, its child has as well: resident in both, as each finds and as their sum has it. */
static void grow(const struct node *node)
{
    struct node own = *node;
    pthread_t threads[node->children];
    fork_children(&own, threads);
    come_to_the_plateau(&own, threads);
}

void tree(int children, int depth, long mebibytes, long hold_ms)
{
    int members = 1;
    for (int level = 1, width = children; level <= depth; level++, width *= children)
        members += width;
    expect(members);

    struct node root = { children, depth, mebibytes };
    pthread_t threads[children];
    fork_children(&root, threads);
    hold(mebibytes);
    hold_plateau(hold_ms);
    for (int at = 0; at < children; at++)
        pthread_join(threads[at], NULL);
}

/* Children before memory, or the last would have that of all. */
static void grow_chain(int length, long mebibytes)
{
    pid_t child = length > 0 ? fork_member() : -1;
    if (child == 0) {
        grow_chain(length - 1, mebibytes);
        leave(0);
    }
    hold(mebibytes);
    stand_still();
    if (child > 0)
        end_of(child);
}

void chain(int length, long mebibytes, long hold_ms)
{
    expect(length + 1);
    pid_t child = fork_member();
    if (child == 0) {
        grow_chain(length - 1, mebibytes);
        leave(0);
    }
    hold(mebibytes);
    hold_plateau(hold_ms);
    end_of(child);
}
