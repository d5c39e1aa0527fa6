// Catch2 2 compiles its main here, once for all test programs; Catch2 3 brings its own.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
