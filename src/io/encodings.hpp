#pragma once
// The encodings that exports come in.
#include <string>
#include <string_view>

namespace weaktie::io {

/// Windows-1252, of which ISO 8859-1 is a part, as UTF-8; the five bytes that are not assigned become U+FFFD.
[[nodiscard]] std::string from_windows_1252(std::string_view bytes);

/// Bytes of a file as text. `text` is UTF-8 only if the file was: lines that are not are for the reader to decide.
struct Decoded {
  std::string text = {};
  std::string note = {};  ///< what was guessed, empty when nothing was
};
/// Takes off a byte order mark, and turns UTF-16 (with a mark or recognisable without) into UTF-8.
[[nodiscard]] Decoded decoded(std::string bytes);

/// Text in a named character set, as mail headers and old cards name it: any that iconv knows. With another name or
/// none, and where the bytes are no such text: UTF-8 if they are that, else Windows-1252. Always UTF-8.
[[nodiscard]] std::string from_charset(std::string_view bytes, std::string_view charset);

}  // namespace weaktie::io
