# find_package(weaktie) gives weaktie::headers (standard library alone) and weaktie::weaktie (compiled).
include("${CMAKE_CURRENT_LIST_DIR}/third_party.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/weaktieTargets.cmake")
