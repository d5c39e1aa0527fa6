#pragma once
// The ids of a network whose people have none: their numbers.
#include <charconv>
#include <cstdint>
#include <system_error>

#include <weaktie/core/ids.hpp>
#include <weaktie/network/detail/network_builder.hpp>

namespace weaktie::detail {

/// The ids "0" to "people - 1", and their order as texts: "1", "10", "100", "11", ... O(people).
inline void add_numbers(NetworkBuilder& data, PersonIndex people) {
  std::uint64_t bytes = 0;
  data.ids.offsets.resize(std::size_t{people} + 1);
  std::uint64_t* offset = data.ids.offsets.data();
  unsigned digits = 1;
  for (std::uint64_t person = 0, longer = 10; person < people; ++person) {
    if (person == longer) ++digits, longer *= 10;
    bytes += digits;
    *++offset = bytes;
  }
  data.ids.bytes.resize(bytes);
  char* at = data.ids.bytes.data();
  for (PersonIndex person = 0; person < people; ++person) {
    at = std::to_chars(at, data.ids.bytes.data() + bytes, person).ptr;
  }
  data.by_id.resize(people);
  std::uint64_t number = 0;
  for (PersonIndex& next : data.by_id) {
    next = static_cast<PersonIndex>(number);
    if (number == 0) {
      number = 1;
    } else if (number * 10 < people) {
      number *= 10;
    } else {
      while (number % 10 == 9 || number + 1 >= people) number /= 10;
      ++number;
    }
  }
}

}  // namespace weaktie::detail
