/* For LD_PRELOAD, in tests alone: /dev/dma_heap/ made of memory files, for machines whose kernel has none.
 *
 * picamera2 opens a heap, asks it for buffers by ioctl, and locks them by ioctl while it reads. A memory file stands for
 * the heap, and one for each buffer; all are ordinary descriptors, so that what leaks can be counted. With FAKEHEAP_FULL
 * naming a file that exists the heap has no memory left. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/dma-buf.h>
#include <linux/dma-heap.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

static const char HEAPS[] = "/dev/dma_heap/";

static int memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

static int is_heap(const char *path) { return path && strncmp(path, HEAPS, sizeof HEAPS - 1) == 0; }

static mode_t mode_of(int flags, va_list rest) {
    return flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

#define OPEN(NAME)                                                                  \
    int NAME(const char *path, int flags, ...) {                                    \
        static int (*real)(const char *, int, ...);                                 \
        if (is_heap(path)) return memory_file("heap");                              \
        if (!real) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #NAME); \
        va_list rest;                                                               \
        va_start(rest, flags);                                                      \
        mode_t mode = mode_of(flags, rest);                                         \
        va_end(rest);                                                               \
        return real(path, flags, mode);                                             \
    }

#define OPENAT(NAME)                                                                          \
    int NAME(int folder, const char *path, int flags, ...) {                                  \
        static int (*real)(int, const char *, int, ...);                                      \
        if (is_heap(path)) return memory_file("heap");                                        \
        if (!real) real = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, #NAME);      \
        va_list rest;                                                                         \
        va_start(rest, flags);                                                                \
        mode_t mode = mode_of(flags, rest);                                                   \
        va_end(rest);                                                                         \
        return real(folder, path, flags, mode);                                               \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

static int allocate(struct dma_heap_allocation_data *wanted) {
    const char *full = getenv("FAKEHEAP_FULL");
    if (full && access(full, F_OK) == 0) {
        errno = ENOMEM;
        return -1;
    }
    int file = memory_file("buffer");
    if (file < 0) return -1;
    if (ftruncate(file, (off_t)((wanted->len + 4095) & ~4095ULL)) != 0) {
        close(file);
        return -1;
    }
    wanted->fd = (unsigned)file;
    return 0;
}

int ioctl(int file, unsigned long request, ...) {
    static int (*real)(int, unsigned long, ...);
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    if (request == DMA_HEAP_IOCTL_ALLOC) return allocate(argument);
    if (!real) real = (int (*)(int, unsigned long, ...))dlsym(RTLD_NEXT, "ioctl");
    int answer = real(file, request, argument);
    /* A memory file needs no locking and takes no name. */
    if (answer < 0 && _IOC_TYPE(request) == DMA_BUF_BASE && (errno == ENOTTY || errno == EINVAL)) return 0;
    return answer;
}
