/** @file
 * What every other header needs: export macros, status codes, the allocator, dates, versions.
 *
 * @par Environment requirements
 * libisms asks nothing of its host and does nothing to it: it reads no clock, locale, environment or random device, writes to
 * no stream, installs no signal handler, starts no thread unless an option asks for it, never calls exit or abort, and keeps no
 * mutable state outside the objects that the host makes.
 *
 * @par Threads
 * An object and everything made from it may be used by one thread at a time; it is not bound to a particular thread. Objects
 * that were made independently share no mutable state. An object that is read-only (#isms_catalogue, a snapshot, a finished
 * result) may be read by any number of threads at once.
 *
 * @par Ownership
 * A function that hands an object out through a pointer to a pointer, or whose name ends in `_new`, gives it to the caller, who
 * frees it with the matching `_free` (which accepts NULL). A returned pointer or string is borrowed: it lives until the next
 * call that changes the object it came from, or until that object is freed. Arguments are read and copied, never kept.
 */
#ifndef ISMS_COMMON_H
#define ISMS_COMMON_H

#include <stddef.h>
#include <stdint.h>

#if defined(ISMS_STATIC)
#define ISMS_API
#elif defined(_WIN32)
#if defined(ISMS_BUILDING)
#define ISMS_API __declspec(dllexport)
#else
#define ISMS_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define ISMS_API __attribute__((visibility("default")))
#else
#define ISMS_API /**< marks what the library exports */
#endif

/** Version of the headers as numbers; compare with #isms_version for that of the library. */
#define ISMS_VERSION_MAJOR  0
#define ISMS_VERSION_MINOR  1       /**< @copydoc ISMS_VERSION_MAJOR */
#define ISMS_VERSION_PATCH  0       /**< @copydoc ISMS_VERSION_MAJOR */
#define ISMS_VERSION_STRING "0.1.0" /**< @copydoc ISMS_VERSION_MAJOR */

/** True where the headers are of version @p a.@p b.@p c or newer. */
#define ISMS_AT_LEAST(a, b, c)                                                                                                 \
    ((ISMS_VERSION_MAJOR * 1000000 + ISMS_VERSION_MINOR * 1000 + ISMS_VERSION_PATCH) >= ((a)*1000000 + (b)*1000 + (c)))

#ifdef __cplusplus
extern "C" {
#endif

/** Result of a call: 0 is success, above 0 is success with a remark, below 0 is an error that changed nothing. */
typedef int32_t isms_status;

/** The status codes; names and numbers come from status.def and are never reused. */
enum {
#define ISMS_STATUS(name, number, text) ISMS_##name = (number), /**< text */
#include <isms/status.def>
#undef ISMS_STATUS
    ISMS_STATUS_ENUM_END_ = 0x7fffffff /**< keeps the enumeration 32 bits wide; never returned */
};

/** Name of a status code, such as `NO_MEMORY`; never NULL. @since 0.1 */
ISMS_API const char *isms_status_name(isms_status status);

/** What a status code means, one English sentence without full stop; never NULL. @since 0.1 */
ISMS_API const char *isms_status_text(isms_status status);

/**
 * Memory functions of the host, given when an object is made; everything that the object needs comes from there.
 * Memory that cJSON and libxml2 need for one record while a document is read comes from theirs and is bounded by the limits.
 */
typedef struct isms_allocator {
    uint32_t struct_size;                                                       /**< sizeof(isms_allocator) */
    void *user;                                                                 /**< handed to each function */
    void *(*allocate)(void *user, size_t size);                                 /**< NULL on failure; size is never 0 */
    void *(*resize)(void *user, void *block, size_t old_size, size_t new_size); /**< NULL on failure, the block stays valid */
    void (*release)(void *user, void *block, size_t size);                      /**< block is never NULL */
} isms_allocator;

/** Calendar date: number of days, 1 is 0001-01-01 (proleptic Gregorian); 0 is "no date". Highest is 9999-12-31. */
typedef int32_t isms_day;

/** The day of a calendar date, or 0 where there is no such date. @since 0.1 */
ISMS_API isms_day isms_date(int32_t year, int32_t month, int32_t day);

/** The day of a date written `YYYY-MM-DD`, or 0 where @p text is NULL or not such a date. @since 0.1 */
ISMS_API isms_day isms_date_parse(const char *text);

/** Writes @p day as `YYYY-MM-DD` with its NUL into @p out, which has room for 11 bytes; an empty string for 0. @since 0.1 */
ISMS_API void isms_date_format(isms_day day, char *out);

/**
 * Adds calendar months; a day that the month does not have becomes the month's last (31 August + 6 months: 28 or 29 February).
 * @return the new day, or 0 where @p day is 0 or the result leaves the calendar. @since 0.1
 */
ISMS_API isms_day isms_date_add_months(isms_day day, int32_t months);

/** Version of the library that runs. Any pointer may be NULL. @since 0.1 */
ISMS_API void isms_version(int32_t *major, int32_t *minor, int32_t *patch);

/** Version of the library that runs, such as `0.1.0`; static. @since 0.1 */
ISMS_API const char *isms_version_text(void);

/** Libraries that libisms was built with and runs with, one line each; static. @since 0.1 */
ISMS_API const char *isms_build_text(void);

/**
 * How far a long call has come. Return 0 to go on, anything else to stop it: the call then returns #ISMS_E_CANCELLED and has
 * changed nothing. The callback may read objects but not change them.
 * @param user  what the host put beside the callback in the options
 * @param done  work done so far, in the call's own unit (bytes, records, trials)
 * @param total all of the work, or 0 where it is not known
 */
typedef int32_t (*isms_progress)(void *user, uint64_t done, uint64_t total);

/**
 * Takes what a call writes, piece by piece. Return 0 to go on, anything else where it could not be taken: the call then stops
 * and returns #ISMS_E_IO.
 * @param user  what the host gave beside the callback
 * @param bytes the piece, borrowed for the time of this call; not NUL-terminated
 * @param size  its bytes, at least 1
 */
typedef int32_t (*isms_write)(void *user, const char *bytes, size_t size);

/**
 * Gives what a call reads, piece by piece.
 * @param user what the host gave beside the callback
 * @param out  where the bytes go
 * @param room how many may be put there, at least 1
 * @return how many were put there, 0 at the end, -1 where reading failed (the call then returns #ISMS_E_IO)
 */
typedef int64_t (*isms_read)(void *user, char *out, size_t room);

#ifdef __cplusplus
}
#endif
#endif
