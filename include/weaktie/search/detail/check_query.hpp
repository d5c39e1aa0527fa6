#pragma once
// Whether a question can be asked at all. Unknown people come before any other answer.
#include <cstddef>
#include <cstdint>
#include <string>

#include <weaktie/core/error.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/core/number_text.hpp>
#include <weaktie/search/introduction.hpp>

namespace weaktie::detail {

inline constexpr std::uint8_t most_intermediaries = 6;

inline void check_person(PersonIndex person, std::size_t size) {
  if (person >= size) throw unknown_index(person, size);
}

inline void check_limits(std::uint8_t max_intermediaries, double relay) {
  if (max_intermediaries > most_intermediaries) {
    const auto got = std::to_string(static_cast<unsigned>(max_intermediaries));
    throw InvalidValue("max_intermediaries lies in 0 to 6, got " + got, got);
  }
  if (!(relay > 0.0 && relay <= 1.0)) {
    throw InvalidValue("relay lies in (0, 1], got " + number_text(relay) + "; 1 leaves chances as they are",
                       number_text(relay));
  }
}

inline void check_query(std::size_t size, PersonIndex from, PersonIndex to, const IntroductionOptions& options) {
  check_person(from, size);
  check_person(to, size);
  for (const PersonIndex person : options.avoid) check_person(person, size);
  check_limits(options.max_intermediaries, options.relay);
  if (from == to) {
    throw InvalidValue("an introduction leads to somebody else, but both ends are person " + std::to_string(from) +
                           "; give two different people",
                       std::to_string(from));
  }
}

}  // namespace weaktie::detail
