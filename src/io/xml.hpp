#pragma once
// XML in and out: elements as events with their place, under limits; text made safe to write.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/io/csv.hpp>

namespace weaktie::io {

/// A name without its prefix. `foreign`: the prefix is not that of the root, so that it belongs to another vocabulary.
struct XmlName {
  std::string_view local;
  bool foreign = false;
};

/// The attributes of one element; valid while it is opened.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
  /// The value, or nullptr.
  [[nodiscard]] const char* find(std::string_view name) const;
  [[nodiscard]] std::string text(std::string_view name) const {
    const char* value = find(name);
    return value == nullptr ? std::string() : value;
  }

 private:
  const char* const* pairs_;
};

/// What reads a vocabulary. Its functions may throw; the parser stops then and lets that through.
class XmlHandler {
 public:
  XmlHandler() = default;
  XmlHandler(const XmlHandler&) = delete;
  XmlHandler& operator=(const XmlHandler&) = delete;
  virtual ~XmlHandler() = default;
  virtual void open(XmlName name, const XmlAttributes& attributes) = 0;
  virtual void close(XmlName name) = 0;
  virtual void text(std::string_view part) = 0;

  /// Where the parser is.
  std::uint32_t line = 1, column = 1;
};

/// Runs the handler over a document. Entities may not be declared and nothing outside is loaded.
/// @throws ImportFailed with the place: malformed, deeper than the limit, an entity; Cancelled
void parse_xml(std::string_view bytes, const std::string& file, const ReadLimits& limits, const Control& control,
               XmlHandler& handler);

/// Whether XML 1.0 can hold every character of a UTF-8 text.
[[nodiscard]] bool xml_can_hold(std::string_view text);
/// Adds text as the content of an element or of a quoted attribute; what XML cannot hold becomes U+FFFD.
void put_xml(std::string& out, std::string_view text);

}  // namespace weaktie::io
