/* Stands between a process and its files while tests ask what a fault leaves behind: it can kill the process at a given
 * sync, and note every write, so that the disk can be built as it was when the power went. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[4096];
static long syncs, deadly; /* how many there were, and at which the process dies; 0 at none */
static int notes = -1;

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, name)

static ssize_t raw_write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(fd, data, size);
}

/* Watch the files below a folder; die at a sync; note what is written in a file. */
void faults_watch(const char *below, long at, const char *file) {
    snprintf(folder, sizeof folder, "%s", below);
    syncs = 0;
    deadly = at;
    notes = file && *file ? open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
}

long faults_syncs(void) { return syncs; }

static int path_of(int fd, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, size - 1);
    if (length < 0 || !*folder) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

static void note(char what, const char *path, int64_t offset, const void *data, uint32_t size) {
    if (notes < 0) return;
    uint16_t length = strlen(path);
    pthread_mutex_lock(&lock);
    raw_write(notes, &what, 1);
    raw_write(notes, &length, sizeof length);
    raw_write(notes, path, length);
    raw_write(notes, &offset, sizeof offset);
    raw_write(notes, &size, sizeof size);
    if (size) raw_write(notes, data, size);
    pthread_mutex_unlock(&lock);
}

ssize_t write(int fd, const void *data, size_t size) {
    char path[4096];
    if (fd == notes || !path_of(fd, path, sizeof path)) return raw_write(fd, data, size);
    int64_t offset = lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    ssize_t written = raw_write(fd, data, size);
    if (written > 0) note('w', path, offset, data, written);
    return written;
}

static ssize_t at(const char *name, int fd, const void *data, size_t size, off64_t offset) {
    ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, name);
    ssize_t written = real(fd, data, size, offset);
    char path[4096];
    if (written > 0 && path_of(fd, path, sizeof path)) note('w', path, offset, data, written);
    return written;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return at("pwrite", fd, data, size, offset); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) { return at("pwrite64", fd, data, size, offset); }

static int cut(const char *name, int fd, off64_t size) {
    int (*real)(int, off64_t) = dlsym(RTLD_NEXT, name);
    char path[4096];
    int done = real(fd, size);
    if (!done && path_of(fd, path, sizeof path)) note('t', path, size, 0, 0);
    return done;
}

int ftruncate(int fd, off_t size) { return cut("ftruncate", fd, size); }
int ftruncate64(int fd, off64_t size) { return cut("ftruncate64", fd, size); }

static int sync_it(const char *name, int fd) {
    int (*real)(int) = dlsym(RTLD_NEXT, name);
    char path[4096];
    if (!path_of(fd, path, sizeof path)) return real(fd);
    if (__sync_add_and_fetch(&syncs, 1) == deadly) kill(getpid(), SIGKILL);
    int done = real(fd);
    note('s', path, 0, 0, 0);
    return done;
}

int fsync(int fd) { return sync_it("fsync", fd); }
int fdatasync(int fd) { return sync_it("fdatasync", fd); }

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    int done = real(from, to);
    if (!done && *folder && !strncmp(from, folder, strlen(folder))) note('r', from, 0, to, strlen(to));
    return done;
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    int done = real(path);
    if (!done && *folder && !strncmp(path, folder, strlen(folder))) note('u', path, 0, 0, 0);
    return done;
}

int remove(const char *path) {
    REAL(int, "remove", const char *);
    int done = real(path);
    if (!done && *folder && !strncmp(path, folder, strlen(folder))) note('u', path, 0, 0, 0);
    return done;
}

static void opened(int fd, int flags) {
    char path[4096];
    if (fd >= 0 && (flags & O_TRUNC) && path_of(fd, path, sizeof path)) note('t', path, 0, 0, 0);
    if (fd >= 0 && (flags & O_CREAT) && path_of(fd, path, sizeof path)) note('c', path, 0, 0, 0);
}

#define OPEN(name, ...)                                  \
    mode_t mode = 0;                                     \
    if (flags & (O_CREAT | __O_TMPFILE)) {               \
        va_list list;                                    \
        va_start(list, flags);                           \
        mode = va_arg(list, mode_t);                     \
        va_end(list);                                    \
    }                                                    \
    int fd = real(__VA_ARGS__);                          \
    opened(fd, flags);                                   \
    return fd

int open(const char *path, int flags, ...) {
    REAL(int, "open", const char *, int, ...);
    OPEN("open", path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    REAL(int, "open64", const char *, int, ...);
    OPEN("open64", path, flags, mode);
}
int openat(int at_fd, const char *path, int flags, ...) {
    REAL(int, "openat", int, const char *, int, ...);
    OPEN("openat", at_fd, path, flags, mode);
}
