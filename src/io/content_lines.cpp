// See content_lines.hpp.
#include "content_lines.hpp"

#include <algorithm>

#include <weaktie/core/text.hpp>

#include "../core/hex_escapes.hpp"
#include "encodings.hpp"

namespace weaktie::io {
namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

/// "^n", "^'" and "^^" of RFC 6868.
std::string parameter_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (text[i] == '^' && (next == 'n' || next == '\'' || next == '^')) {
      out += next == 'n' ? '\n' : next == '\'' ? '"' : '^';
      ++i;
    } else if (text[i] != '"') {
      out += text[i];
    }
  }
  return out;
}

/// The first of the wanted characters outside quotes. A quote that is never closed is text.
std::size_t find_outside_quotes(std::string_view text, std::string_view wanted, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '"') {
      const std::size_t close = text.find('"', i + 1);
      if (close != std::string_view::npos) i = close;
    } else if (wanted.find(text[i]) != std::string_view::npos) {
      return i;
    }
  }
  return std::string_view::npos;
}

bool is_folded(std::string_view line) { return !line.empty() && (line.front() == ' ' || line.front() == '\t'); }

}  // namespace

std::string_view ContentLine::parameter(std::string_view wanted) const {
  for (const auto& [key, text] : parameters) {
    if (key == wanted) return text;
  }
  return {};
}

bool ContentLine::has_type(std::string_view wanted) const {
  const std::string needle = upper(wanted);
  for (const auto& [key, text] : parameters) {
    if (key != "TYPE") continue;
    const std::string types = "," + upper(text) + ",";
    if (types.find("," + needle + ",") != std::string::npos) return true;
  }
  return false;
}

ContentLines::ContentLines(std::string bytes, std::string file, const ReadLimits& limits)
    : file_(std::move(file)), limits_(limits) {
  if (bytes.size() > limits.file_bytes) {
    Place place;
    place.file = file_;
    throw ImportFailed("the file has " + std::to_string(bytes.size()) + " bytes, more than the limit file_bytes of " +
                           std::to_string(limits.file_bytes),
                       file_, place);
  }
  Decoded whole = decoded(std::move(bytes));
  text_ = std::move(whole.text);
  note_ = std::move(whole.note);
}

std::string_view ContentLines::peek() const {
  const std::string_view rest = std::string_view(text_).substr(at_);
  return rest.substr(0, rest.find_first_of("\r\n"));
}

std::string_view ContentLines::physical() {
  const std::string_view line = peek();
  at_ += line.size();
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  ++line_;
  return line;
}

bool ContentLines::parse(std::string_view head, ContentLine& out) const {
  out = {};
  const std::size_t colon = find_outside_quotes(head, ":", 0);
  if (colon == std::string_view::npos) return false;
  std::size_t end = std::min(find_outside_quotes(head, ";", 0), colon);
  std::string name = upper(trimmed(head.substr(0, end)));
  if (const std::size_t dot = name.find('.'); dot != std::string::npos) name.erase(0, dot + 1);
  if (name.empty()) return false;
  out.name = std::move(name);
  while (end < colon) {
    const std::size_t begin = end + 1;
    end = std::min(find_outside_quotes(head, ";", begin), colon);
    const std::string_view part = head.substr(begin, end - begin);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      const std::string word = upper(trimmed(part));
      const bool encoding = word == "QUOTED-PRINTABLE" || word == "BASE64" || word == "8BIT" || word == "7BIT";
      if (!word.empty()) out.parameters.emplace_back(encoding ? "ENCODING" : "TYPE", word);
    } else {
      out.parameters.emplace_back(upper(trimmed(part.substr(0, equals))),
                                  trimmed(parameter_text(part.substr(equals + 1))));
    }
  }
  out.value = head.substr(colon + 1);
  return true;
}

bool ContentLines::next(ContentLine& out) {
  while (at_ < text_.size()) {
    const std::uint32_t begin = line_ + 1;
    std::string line(physical());
    if (trimmed(line).empty()) continue;
    while (at_ < text_.size() && is_folded(peek())) line += physical().substr(1);
    if (!parse(line, out)) {
      ++stray_lines_;
      continue;
    }
    out.line = begin;
    const std::string encoding = upper(out.parameter("ENCODING"));
    if (encoding == "BASE64" || encoding == "B") {
      out.value.clear();  // photos, sounds and keys are not read
      return true;
    }
    if (encoding == "QUOTED-PRINTABLE") {
      while (!out.value.empty() && out.value.back() == '=' && at_ < text_.size()) {  // goes on below
        out.value.pop_back();
        out.value += physical();
      }
      out.value = without_hex_escapes(out.value, '=');
    }
    if (out.value.size() > limits_.field_bytes && out.value.compare(0, 5, "data:") != 0) {
      Place place;
      place.file = file_;
      place.line = begin;
      place.field = out.name;
      throw ImportFailed("a line has " + std::to_string(out.value.size()) +
                             " bytes, more than the limit field_bytes of " + std::to_string(limits_.field_bytes),
                         file_, place);
    }
    const std::string_view charset = out.parameter("CHARSET");
    if (!is_utf8(out.value) && charset.empty()) ++foreign_lines_;
    if (!charset.empty() || !is_utf8(out.value)) out.value = from_charset(out.value, charset);
    for (auto& [key, text] : out.parameters) {
      if (!is_utf8(text)) text = from_windows_1252(text);
    }
    return true;
  }
  return false;
}

std::vector<std::string> ContentLines::notes() const {
  std::vector<std::string> out;
  if (!note_.empty()) out.push_back(file_ + ": " + note_);
  const auto tell = [&](std::uint32_t count, const char* one, const char* many) {
    if (count != 0) out.push_back(file_ + ": " + std::to_string(count) + (count == 1 ? one : many));
  };
  tell(foreign_lines_, " line is not UTF-8 and read as Windows-1252", " lines are not UTF-8 and read as Windows-1252");
  tell(stray_lines_, " line has no name and no value and is left out",
       " lines have no name and no value and are left out");
  return out;
}

std::vector<std::string> split_value(std::string_view value, char separator) {
  std::vector<std::string> out(1);
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\\' && i + 1 < value.size()) {
      ++i;
      const char c = value[i];
      if (c == 'n' || c == 'N') {
        out.back() += '\n';
      } else {
        if (c != ',' && c != ';' && c != '\\' && c != ':') out.back() += '\\';
        out.back() += c;
      }
    } else if (value[i] == separator && separator != '\0') {
      out.emplace_back();
    } else {
      out.back() += value[i];
    }
  }
  return out;
}

std::string plain_value(std::string_view value) { return split_value(value, '\0').front(); }

}  // namespace weaktie::io
