# Installs the build in BUILD into a folder beside it, builds this consumer against the installed package and against
# the source tree, and runs the programs. Called by ctest.
get_filename_component(source "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
set(work "${BUILD}/consumer")
set(prefix "${work}/prefix")

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE out)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGV}\n${out}")
  endif()
endfunction()

file(REMOVE_RECURSE "${prefix}")
run("${CMAKE_COMMAND}" --install "${BUILD}" --config "${CONFIG}" --component cpp --prefix "${prefix}")
foreach(mode installed embedded)
  run("${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${CMAKE_CURRENT_LIST_DIR}" -B "${work}/${mode}" "-DMODE=${mode}"
      "-DWEAKTIE=${source}" "-DCMAKE_PREFIX_PATH=${prefix}" "-DCMAKE_CXX_COMPILER=${COMPILER}"
      "-DCMAKE_CXX_FLAGS=${FLAGS}" -DCMAKE_BUILD_TYPE=Debug)
  run("${CMAKE_COMMAND}" --build "${work}/${mode}")
  run("${work}/${mode}/own_graph")
endforeach()
run("${work}/installed/compiled")

find_program(pkg_config pkg-config)
if(pkg_config)
  file(GLOB_RECURSE pc "${prefix}/*.pc")
  cmake_path(GET pc PARENT_PATH folder)
  set(ENV{PKG_CONFIG_PATH} "${folder}")
  run("${pkg_config}" --exists --print-errors "weaktie >= 0.1")
endif()
