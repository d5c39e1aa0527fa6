# Runs PROGRAM with ARGUMENT; what it prints must be what is recorded in the file OUTPUT, where there is one.
# Called by ctest. To record anew: WEAKTIE_RECORD=1 ctest --test-dir <build folder> -R example
execute_process(COMMAND "${PROGRAM}" "${ARGUMENT}" RESULT_VARIABLE result OUTPUT_VARIABLE printed ERROR_VARIABLE errors)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} ended with ${result}\n${printed}${errors}")
endif()
if(NOT EXISTS "${OUTPUT}")
  message("${printed}")
  return()
endif()
if(DEFINED ENV{WEAKTIE_RECORD})
  file(WRITE "${OUTPUT}" "${printed}")
endif()
file(READ "${OUTPUT}" recorded)
if(NOT printed STREQUAL recorded)
  message(FATAL_ERROR "The output is not the one recorded in ${OUTPUT}.\nrecorded:\n${recorded}\nprinted:\n${printed}"
                      "To record what is printed: WEAKTIE_RECORD=1 ctest -R example")
endif()
