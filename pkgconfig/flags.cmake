# How everything here is compiled: warnings, exact arithmetic, paths that do not show, hardening, sanitizers. Never installed.
include(CheckCCompilerFlag)
include(CheckLinkerFlag)
set(CMAKE_REQUIRED_QUIET ON)

add_library(isms_flags INTERFACE)
target_compile_options(isms_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes)
target_compile_options(isms_flags INTERFACE -ffp-contract=off) # the same bits on every processor
target_compile_options(isms_flags INTERFACE -ffile-prefix-map=${PROJECT_BINARY_DIR}=./build -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)

if(ISMS_SANITIZE)
    target_compile_options(isms_flags INTERFACE -fsanitize=${ISMS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(isms_flags INTERFACE -fsanitize=${ISMS_SANITIZE})
endif()

# Hardening, only where the builder gave no flags: a distribution has its own and they win.
string(STRIP "${CMAKE_C_FLAGS}" builders_flags)
if(NOT ISMS_SANITIZE AND builders_flags STREQUAL "")
    set(branches) # each processor has its own word for protected branches, and clang accepts a wrong one silently
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86|i.86|AMD64")
        set(branches -fcf-protection=full)
    elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
        set(branches -mbranch-protection=standard)
    endif()
    foreach(flag -Wformat=2 -Werror=format-security -fstack-protector-strong -fstack-clash-protection
                 -ftrivial-auto-var-init=zero ${branches})
        string(MAKE_C_IDENTIFIER "ISMS_HAS${flag}" has)
        check_c_compiler_flag(${flag} ${has})
        if(${has})
            target_compile_options(isms_flags INTERFACE ${flag})
        endif()
    endforeach()
    set(optimized $<CONFIG:Release,RelWithDebInfo,MinSizeRel>) # fortified calls need the optimizer
    target_compile_options(isms_flags INTERFACE $<${optimized}:-U_FORTIFY_SOURCE> $<${optimized}:-D_FORTIFY_SOURCE=3>)
    # No -z nodlopen: bindings and plug-ins open the library at run time.
    foreach(flag -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--as-needed)
        string(MAKE_C_IDENTIFIER "ISMS_LINKS${flag}" has)
        check_linker_flag(C ${flag} ${has})
        if(${has})
            target_link_options(isms_flags INTERFACE ${flag})
        endif()
    endforeach()
endif()
