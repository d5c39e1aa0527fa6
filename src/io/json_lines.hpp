#pragma once
// JSON read through events, with the lines that errors and reports name.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>

namespace weaktie::io {

/// Bytes that know their line: the parser says nothing of it while it is at work.
struct Reading {
  std::uint32_t line = 1;
  std::uint64_t at = 0;  // bytes so far
};
class LineIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  LineIterator(const char* at, Reading* reading) : at_(at), reading_(reading) {}
  reference operator*() const { return *at_; }
  LineIterator& operator++() {
    if (*at_ == '\n') ++reading_->line;
    ++reading_->at;
    ++at_;
    return *this;
  }
  LineIterator operator++(int) {
    LineIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const LineIterator& a, const LineIterator& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  Reading* reading_;
};

/// The error for bytes that are no JSON, of which the parser says `why` at a byte counted from 1.
[[noreturn]] inline void fail_malformed(const std::string& bytes, std::size_t position, std::string why,
                                        const std::string& file) {
  const std::size_t end = std::min(position, bytes.size());
  Place at;
  at.file = file;
  const auto begin = bytes.begin();
  at.line = static_cast<std::uint32_t>(
      1 + std::count(begin, begin + static_cast<std::ptrdiff_t>(end == 0 ? 0 : end - 1), '\n'));
  const std::size_t before = end == 0 ? std::string::npos : bytes.rfind('\n', end == 1 ? 0 : end - 2);
  at.column =
      static_cast<std::uint32_t>(before == std::string::npos ? std::max<std::size_t>(end, 1) : end - before - 1);
  const std::size_t colon = why.find(": ");
  if (colon != std::string::npos) why = why.substr(colon + 2);
  throw ImportFailed("the JSON is malformed: " + to_utf8(why), {}, at);
}

}  // namespace weaktie::io
