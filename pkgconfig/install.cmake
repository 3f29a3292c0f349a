# What `install` lays down: headers, both libraries, isms.pc, the CMake package. Programs install themselves where they are built.
include(CMakePackageConfigHelpers)
set(ISMS_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/isms)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.h" PATTERN "*.def")
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

# isms.pc is written while installing, because only then is the prefix known for certain (cmake --install --prefix).
list(JOIN ISMS_PC_REQUIRES ", " ISMS_PC_REQUIRES)
configure_file(${CMAKE_CURRENT_LIST_DIR}/install_pc.cmake.in ${PROJECT_BINARY_DIR}/install_pc.cmake @ONLY)
install(SCRIPT ${PROJECT_BINARY_DIR}/install_pc.cmake)

# Two export sets, so that a program which links the shared library needs none of the libraries behind it.
install(TARGETS isms EXPORT isms_shared)
install(TARGETS isms_static EXPORT isms_static)
install(EXPORT isms_shared NAMESPACE isms:: FILE ismsShared.cmake DESTINATION ${ISMS_PACKAGE_DIR})
install(EXPORT isms_static NAMESPACE isms:: FILE ismsStatic.cmake DESTINATION ${ISMS_PACKAGE_DIR})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/ismsConfig.cmake.in ${PROJECT_BINARY_DIR}/ismsConfig.cmake
                              INSTALL_DESTINATION ${ISMS_PACKAGE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ismsConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ismsConfig.cmake ${PROJECT_BINARY_DIR}/ismsConfigVersion.cmake DESTINATION ${ISMS_PACKAGE_DIR})

# An installed program finds the library beside it wherever the prefix is; system prefixes need no such hint.
if(NOT CMAKE_INSTALL_PREFIX STREQUAL "/usr")
    file(RELATIVE_PATH from_bin_to_lib ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
    set(CMAKE_INSTALL_RPATH "$ORIGIN/${from_bin_to_lib}")
endif()
