/* Lets the nth call of the system on a folder or a file below it fail: preloaded into the program under test.

   arm(n, error, stay): the nth call from now on fails with `error`; with `stay`, so does every later one that would
   take room on the disk, as on a full one, and a write that it falls on still puts down its first half. counted() tells
   how many calls there were, those of the worker processes that are forked from this one among them. SQLite's calls
   are counted too, as its library makes them through the C library. Calls on other files are left alone, so that n
   counts the calls of the work and not those of Python's start. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_FILES 4096
static char ours[MOST_FILES];
static const char *folder;
static long wanted;
static long *count; /* shared with the workers */
static int failure, stays;

void arm(long n, int error, int stay, const char *below) {
    count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (count == MAP_FAILED) abort();
    folder = strdup(below);
    wanted = n, failure = error, stays = stay;
}

long counted(void) { return *count; }

/* The folder itself counts too: it is opened to settle a name in it, and for files without a name. */
static int below(const char *path) {
    size_t length = folder ? strlen(folder) : 0;
    return folder && path && strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}
static int known(int file) { return folder && file >= 0 && file < MOST_FILES && ours[file]; }

static int fails(int takes_room) {
    long now = __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST);
    if (wanted > 0 && (now == wanted || (stays && takes_room && now > wanted))) {
        errno = failure;
        return now == wanted ? 1 : 2;
    }
    return 0;
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
#define BY_PATH(name, path, room) REAL(name); if (below(path) && fails(room)) return -1
#define BY_FILE(name, file, room) REAL(name); if (known(file) && fails(room)) return -1

static int noted(int file, const char *path) {
    if (file >= 0 && file < MOST_FILES) ours[file] = below(path);
    return file;
}

static int makes_file(int flags) { return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE; }

#define OPENS(name, before, place, ...) \
    REAL(name); \
    mode_t mode = 0; \
    if (makes_file(flags)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
    if (below(path) && fails(makes_file(flags))) return -1; \
    return noted(real(__VA_ARGS__), path)

int open(const char *path, int flags, ...) { OPENS(open, , , path, flags, mode); }
int open64(const char *path, int flags, ...) { OPENS(open64, , , path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { OPENS(openat, , , at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { OPENS(openat64, , , at, path, flags, mode); }

int close(int file) {
    REAL(close);
    if (!known(file)) return real(file);
    ours[file] = 0;
    int failed = fails(0);
    int answer = real(file);
    if (failed) { errno = failure; return -1; }
    return answer;
}
ssize_t read(int file, void *to, size_t size) { BY_FILE(read, file, 0); return real(file, to, size); }
ssize_t pread64(int file, void *to, size_t size, off64_t at) { BY_FILE(pread64, file, 0); return real(file, to, size, at); }

/* The disk fills up in the middle of the write that is to fail: half of it is there. */
#define WRITES(name, ...) \
    REAL(name); \
    int failed = known(file) ? fails(1) : 0; \
    if (failed && !(stays && failed == 1 && size > 1)) return -1; \
    if (failed) size /= 2; \
    return real(__VA_ARGS__)

ssize_t write(int file, const void *from, size_t size) { WRITES(write, file, from, size); }
ssize_t pwrite64(int file, const void *from, size_t size, off64_t at) { WRITES(pwrite64, file, from, size, at); }

static int locks(int what) { return what == F_SETLK || what == F_SETLKW || what == F_GETLK; }
int fcntl64(int file, int what, ...) {
    REAL(fcntl64);
    va_list more;
    va_start(more, what);
    void *with = va_arg(more, void *);
    va_end(more);
    if (known(file) && locks(what) && fails(0)) return -1;
    int answer = real(file, what, with);
    if (what == F_DUPFD_CLOEXEC || what == F_DUPFD) return answer < 0 || !known(file) ? answer : noted(answer, folder);
    return answer;
}
int flock(int file, int how) { BY_FILE(flock, file, 0); return real(file, how); }
int fsync(int file) { BY_FILE(fsync, file, 1); return real(file); }
int fdatasync(int file) { BY_FILE(fdatasync, file, 1); return real(file); }
int ftruncate64(int file, off64_t size) { BY_FILE(ftruncate64, file, 1); return real(file, size); }
int fstat(int file, struct stat *to) { BY_FILE(fstat, file, 0); return real(file, to); }
int fstat64(int file, struct stat64 *to) { BY_FILE(fstat64, file, 0); return real(file, to); }
int stat(const char *path, struct stat *to) { BY_PATH(stat, path, 0); return real(path, to); }
int stat64(const char *path, struct stat64 *to) { BY_PATH(stat64, path, 0); return real(path, to); }
int lstat(const char *path, struct stat *to) { BY_PATH(lstat, path, 0); return real(path, to); }
int lstat64(const char *path, struct stat64 *to) { BY_PATH(lstat64, path, 0); return real(path, to); }
int access(const char *path, int how) { BY_PATH(access, path, 0); return real(path, how); }
int chmod(const char *path, mode_t mode) { BY_PATH(chmod, path, 0); return real(path, mode); }
int fchmod(int file, mode_t mode) { BY_FILE(fchmod, file, 0); return real(file, mode); }
int mkdir(const char *path, mode_t mode) { BY_PATH(mkdir, path, 1); return real(path, mode); }
int rename(const char *from, const char *to) { BY_PATH(rename, from, 1); return real(from, to); }
int rmdir(const char *path) { BY_PATH(rmdir, path, 0); return real(path); }
int utimensat(int at, const char *path, const struct timespec times[2], int how) { BY_PATH(utimensat, path, 0); return real(at, path, times, how); }
ssize_t readlink(const char *path, char *to, size_t size) { BY_PATH(readlink, path, 0); return real(path, to, size); }
int unlink(const char *path) { BY_PATH(unlink, path, 0); return real(path); }
DIR *opendir(const char *path) { REAL(opendir); if (below(path) && fails(0)) return NULL; return real(path); }
