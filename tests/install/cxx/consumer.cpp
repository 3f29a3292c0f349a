// A host in C++: a smart pointer frees what the library gives.
#include <isms.h>

#include <iostream>
#include <memory>

struct free_diagnostics {
    void operator()(isms_diagnostics *list) const
    {
        isms_diagnostics_free(list);
    }
};

int main()
{
    std::unique_ptr<isms_diagnostics, free_diagnostics> problems(isms_diagnostics_new(nullptr));
    isms_status status =
        isms_diagnostics_add(problems.get(), ISMS_SEVERITY_NOTE, "HOST-1", nullptr, nullptr, "host.cpp", 1, 1, "hello");
    std::cout << isms_diagnostics_line(problems.get(), 0) << '\n';
    return status == ISMS_OK && isms_diagnostics_count(problems.get()) == 1 ? 0 : 1;
}
