/* Saving a file: written beside the old one, brought to the disk, put in its place. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static isms_status status_of(int error)
{
    return error == ENOSPC || error == EDQUOT || error == EFBIG ? ISMS_E_FULL : error == ENOMEM ? ISMS_E_NO_MEMORY : ISMS_E_IO;
}

static char *copy(const isms_allocator *a, const char *text, size_t size)
{
    char *out = isms__allocate(a, size);
    if (out)
        memcpy(out, text, size);
    return out;
}

/* Links lead to the file that is to be replaced; where there is none yet, the path is taken as it is. */
static isms_status find_target(isms__replacement *r, const char *path)
{
    char *real = realpath(path, NULL);
    const char *target = real ? real : path;
    r->target_size = strlen(target) + 1;
    r->target = copy(r->allocator, target, r->target_size);
    free(real);
    return r->target ? ISMS_OK : ISMS_E_NO_MEMORY;
}

/* Does the path lead to this file? */
static bool is_at(int descriptor, const char *path)
{
    struct stat held, there;
    return fstat(descriptor, &held) == 0 && lstat(path, &there) == 0 && held.st_dev == there.st_dev &&
           held.st_ino == there.st_ino;
}

/* A save holds its file until it is in place, so one that nobody holds was left behind by a process that was killed. */
static void remove_left_behind(const char *path)
{
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return;
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0 && is_at(descriptor, path))
        unlink(path);
    close(descriptor);
}

/* A new file, held; -1 with EEXIST where another process has that name, or takes this one for left behind. Where the file
 * system has no locks, nothing is ever taken for that. */
static int create_held(const char *path)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return -1;
    bool locked = flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    if (locked ? is_at(descriptor, path) : errno != EWOULDBLOCK)
        return descriptor;
    close(descriptor);
    errno = EEXIST;
    return -1;
}

/* A new file beside the target; another process may have one there too, so the name counts up. */
static isms_status create_beside(isms__replacement *r)
{
    r->beside_size = r->target_size + 16;
    r->beside = isms__allocate(r->allocator, r->beside_size);
    if (!r->beside)
        return ISMS_E_NO_MEMORY;
    for (unsigned i = 0; i < 1000; i++) {
        snprintf(r->beside, r->beside_size, "%s.isms-%u", r->target, i);
        remove_left_behind(r->beside);
        r->descriptor = create_held(r->beside);
        if (r->descriptor >= 0 || errno != EEXIST)
            break;
    }
    return r->descriptor >= 0 ? ISMS_OK : status_of(errno);
}

/* The new file gets the permissions of the old one; anything but a file is not replaced. */
static isms_status take_over(const isms__replacement *r)
{
    struct stat old;
    if (stat(r->target, &old) != 0)
        return ISMS_OK;
    if (!S_ISREG(old.st_mode)) {
        errno = S_ISDIR(old.st_mode) ? EISDIR : EINVAL; /* so that a host can say why */
        return ISMS_E_IO;
    }
    return fchmod(r->descriptor, old.st_mode & 07777) == 0 ? ISMS_OK : ISMS_E_IO;
}

isms_status isms__replacement_start(isms__replacement *r, const isms_allocator *a, const char *path)
{
    memset(r, 0, sizeof *r);
    r->allocator = a;
    r->descriptor = -1;
    isms_status status = find_target(r, path);
    if (status == ISMS_OK)
        status = create_beside(r);
    if (status == ISMS_OK)
        status = take_over(r);
    return status == ISMS_OK ? ISMS_OK : isms__replacement_end(r, status);
}

int32_t isms__replacement_write(void *replacement, const char *bytes, size_t size)
{
    isms__replacement *r = replacement;
    while (size > 0 && r->status == ISMS_OK) {
        ssize_t n = write(r->descriptor, bytes, size);
        if (n < 0 && errno != EINTR)
            r->status = status_of(errno);
        if (n > 0) {
            bytes += n;
            size -= (size_t)n;
        }
    }
    return r->status == ISMS_OK ? 0 : 1;
}

/* The folder has to reach the disk too, or the new name might not; where that cannot be asked for, it is not an error. */
static void sync_folder(const char *target)
{
    char folder[4096];
    const char *slash = strrchr(target, '/');
    size_t size = slash ? (size_t)(slash - target) : 1;
    if (size >= sizeof folder)
        return;
    memcpy(folder, slash ? target : ".", size ? size : 1);
    folder[size ? size : 1] = '\0';
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    fsync(descriptor);
    close(descriptor);
}

static isms_status finish(const isms__replacement *r)
{
    if (fsync(r->descriptor) != 0 && errno != EINVAL)
        return status_of(errno);
    return ISMS_OK;
}

isms_status isms__replacement_end(isms__replacement *r, isms_status status)
{
    bool made = r->descriptor >= 0;
    if (r->status != ISMS_OK)
        status = r->status;
    if (made && status == ISMS_OK)
        status = finish(r);
    if (made && status == ISMS_OK && rename(r->beside, r->target) != 0)
        status = status_of(errno);
    int why = errno;
    if (made && status == ISMS_OK)
        sync_folder(r->target);
    else if (made)
        unlink(r->beside);
    if (made)
        close(r->descriptor); /* last, as it ends the hold; what it could complain of was said by fsync */
    errno = why;
    isms__release(r->allocator, r->target, r->target_size);
    isms__release(r->allocator, r->beside, r->beside_size);
    return status;
}
