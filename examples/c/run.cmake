# Runs an example and compares what it prints with the file that says so:
# cmake -DPROGRAM=... -DARGUMENTS=... -DEXPECTED=... -P run.cmake
execute_process(COMMAND ${PROGRAM} ${ARGUMENTS} OUTPUT_VARIABLE output RESULT_VARIABLE result)
file(READ ${EXPECTED} expected)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "it ended with ${result}")
elseif(NOT output STREQUAL expected)
    message(FATAL_ERROR "it printed:\n${output}\ninstead of:\n${expected}")
endif()
