/* Trampolines: the library's callbacks get a cell on the C stack that holds the Go handle, never a Go pointer. */
#include "shim.h"

#include "_cgo_export.h"

static int32_t write_bytes(void *user, const char *bytes, size_t size)
{
    return ismsGoWrite(*(uintptr_t *)user, (char *)bytes, size);
}

static int64_t read_bytes(void *user, char *bytes, size_t size)
{
    return ismsGoRead(*(uintptr_t *)user, bytes, size);
}

static int32_t progress(void *user, uint64_t done, uint64_t total)
{
    return ismsGoProgress(*(uintptr_t *)user, done, total);
}

isms_status isms_go_write(const isms_model *model, const char *format, uintptr_t handle)
{
    isms_write_options options = ISMS_WRITE_OPTIONS_INIT;
    options.progress = progress;
    options.user = &handle;
    return isms_model_write(model, format, &options, write_bytes, &handle);
}

isms_status isms_go_simulate(const isms_portfolio *portfolio, uint64_t trials, uint64_t seed, uintptr_t handle,
                             isms_diagnostics *problems, isms_simulation **out)
{
    isms_simulation_options options = ISMS_SIMULATION_OPTIONS_INIT;
    options.trials = trials;
    options.seed = seed;
    options.progress = progress;
    options.progress_user = &handle;
    return isms_simulation_run(portfolio, &options, problems, out);
}

isms_status isms_go_import(isms_model *model, const char *const *paths, size_t count, const char *scale, uintptr_t handle,
                           isms_diagnostics *problems)
{
    isms_import_options options = ISMS_IMPORT_OPTIONS_INIT;
    options.scale = scale;
    options.progress = progress;
    options.progress_user = &handle;
    return isms_import_files(model, paths, count, &options, problems, NULL);
}

isms_status isms_go_read(isms_model *model, const char *format, uintptr_t handle, const char *source,
                         isms_diagnostics *problems)
{
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    options.source = source;
    options.progress = progress;
    options.user = &handle;
    return isms_model_read(model, format, read_bytes, &handle, &options, problems);
}

isms_status isms_go_open(const char *path, uintptr_t handle, isms_diagnostics *problems, isms_model **out)
{
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    options.progress = progress;
    options.user = &handle;
    return isms_model_open(path, &options, problems, out);
}

isms_status isms_go_report(const isms_model *model, const char *section, const char *form, const isms_report_options *options,
                           uintptr_t handle)
{
    return isms_report_write(model, section, form, options, write_bytes, &handle);
}
