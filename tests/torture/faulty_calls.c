/* Lets the nth call of the system on a file below one folder fail: preloaded into the program under test.

   arm(n, error, stay): the nth call from now on fails with `error`; with `stay`, so does every later one that would
   take room on the disk, as on a full one. counted() tells how many calls there were. Calls on other files are left
   alone, so that n counts the calls of the work and not those of Python's start. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_FILES 4096
static char ours[MOST_FILES];
static const char *folder;
static long wanted, count;
static int failure, stays;

void arm(long n, int error, int stay, const char *below) {
    folder = strdup(below);
    wanted = n, failure = error, stays = stay, count = 0;
}

long counted(void) { return count; }

static int below(const char *path) { return folder && path && strncmp(path, folder, strlen(folder)) == 0; }
static int known(int file) { return folder && file >= 0 && file < MOST_FILES && ours[file]; }

static int fails(int takes_room) {
    count++;
    if (wanted > 0 && (count == wanted || (stays && takes_room && count > wanted))) {
        errno = failure;
        return 1;
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

#define OPENS(name, before, place, ...) \
    REAL(name); \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
    if (below(path) && fails(flags & O_CREAT)) return -1; \
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
ssize_t write(int file, const void *from, size_t size) { BY_FILE(write, file, 1); return real(file, from, size); }
ssize_t pwrite64(int file, const void *from, size_t size, off64_t at) { BY_FILE(pwrite64, file, 1); return real(file, from, size, at); }
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
int unlink(const char *path) { BY_PATH(unlink, path, 0); return real(path); }
DIR *opendir(const char *path) { REAL(opendir); if (below(path) && fails(0)) return NULL; return real(path); }
