/* Callbacks that a scenario can name: bytes that a call writes are collected, bytes that it reads come from a text. */
#ifndef SCENARIO_CALLBACKS_H
#define SCENARIO_CALLBACKS_H

#include <stddef.h>
#include <stdint.h>

typedef struct channel {
    char *bytes;
    size_t size, room, at;
} channel;

int32_t channel_write(void *user, const char *bytes, size_t size);
int64_t channel_read(void *user, char *out, size_t room); /* seven bytes at a time, so that pieces are tried */
int32_t channel_progress(void *user, uint64_t done, uint64_t total);
double value_of_controls(void *user, uint64_t controls); /* the square of how many there are */

#endif
