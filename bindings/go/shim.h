/* Trampolines between the library's callbacks and Go. */
#ifndef ISMS_GO_SHIM_H
#define ISMS_GO_SHIM_H

#include <isms.h>

isms_status isms_go_write(const isms_model *model, const char *format, uintptr_t handle);
isms_status isms_go_simulate(const isms_portfolio *portfolio, uint64_t trials, uint64_t seed, uintptr_t handle,
                             isms_diagnostics *problems, isms_simulation **out);
isms_status isms_go_import(isms_model *model, const char *const *paths, size_t count, const char *scale, uintptr_t handle,
                           isms_diagnostics *problems);
isms_status isms_go_read(isms_model *model, const char *format, uintptr_t handle, const char *source,
                         isms_diagnostics *problems);
isms_status isms_go_open(const char *path, uintptr_t handle, isms_diagnostics *problems, isms_model **out);
isms_status isms_go_report(const isms_model *model, const char *section, const char *form, const isms_report_options *options,
                           uintptr_t handle);

#endif
