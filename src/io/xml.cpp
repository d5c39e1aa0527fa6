// XML through expat. Exceptions do not cross its C frames: they wait until it has stopped.
#include "xml.hpp"

#include <expat.h>

#include <algorithm>
#include <exception>
#include <memory>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>

namespace weaktie::io {
namespace {

struct Parser {
  XML_Parser expat;
  XmlHandler& handler;
  const std::string& file;
  const ReadLimits& limits;
  std::uint64_t depth = 0;
  std::string prefix = {};  // of the root
  std::exception_ptr thrown = {};

  [[nodiscard]] Place place() const {
    Place at;
    at.file = file;
    at.line = static_cast<std::uint32_t>(XML_GetCurrentLineNumber(expat));
    at.column = static_cast<std::uint32_t>(XML_GetCurrentColumnNumber(expat)) + 1;
    return at;
  }
  [[noreturn]] void fail(const std::string& why, const std::string& value = {}) const {
    throw ImportFailed(why, value, place());
  }
  [[nodiscard]] XmlName name_of(std::string_view name) const {
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) return {name, !prefix.empty()};
    return {name.substr(colon + 1), name.substr(0, colon) != prefix};
  }
  template <class Work>
  void guarded(const Work& work) {
    if (thrown) return;
    try {
      handler.line = static_cast<std::uint32_t>(XML_GetCurrentLineNumber(expat));
      handler.column = static_cast<std::uint32_t>(XML_GetCurrentColumnNumber(expat)) + 1;
      work();
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(expat, XML_FALSE);
    }
  }
};

void XMLCALL on_open(void* data, const XML_Char* name, const XML_Char** pairs) {
  auto& parser = *static_cast<Parser*>(data);
  parser.guarded([&] {
    if (parser.depth++ == 0) {
      const std::string_view root = name;
      const std::size_t colon = root.find(':');
      if (colon != std::string_view::npos) parser.prefix = root.substr(0, colon);
    }
    if (parser.depth > parser.limits.depth) {
      parser.fail("elements stand inside each other more than " + std::to_string(parser.limits.depth) +
                  " deep (limit depth)");
    }
    for (const XML_Char** pair = pairs; *pair != nullptr; pair += 2) {
      if (std::string_view(pair[1]).size() > parser.limits.field_bytes) {
        parser.fail("an attribute is longer than the limit field_bytes of " +
                    std::to_string(parser.limits.field_bytes));
      }
    }
    parser.handler.open(parser.name_of(name), XmlAttributes(pairs));
  });
}

void XMLCALL on_close(void* data, const XML_Char* name) {
  auto& parser = *static_cast<Parser*>(data);
  parser.guarded([&] {
    --parser.depth;
    parser.handler.close(parser.name_of(name));
  });
}

void XMLCALL on_text(void* data, const XML_Char* text, int length) {
  auto& parser = *static_cast<Parser*>(data);
  parser.guarded([&] { parser.handler.text(std::string_view(text, static_cast<std::size_t>(length))); });
}

void XMLCALL on_entity(void* data, const XML_Char* name, int, const XML_Char*, int, const XML_Char*, const XML_Char*,
                       const XML_Char*, const XML_Char*) {
  auto& parser = *static_cast<Parser*>(data);
  parser.guarded([&] {
    parser.fail(std::string("the file declares the entity '") + name +
                    "'; entities are refused, since they can grow without end or lead outside",
                name);
  });
}

void XMLCALL on_skipped_entity(void* data, const XML_Char* name, int) {
  auto& parser = *static_cast<Parser*>(data);
  parser.guarded([&] { parser.fail(std::string("the entity '&") + name + ";' is not known", name); });
}

struct Freed {
  void operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }
};

/// The next character of a UTF-8 text, and whether XML 1.0 has it.
bool allowed(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t first = byte(at);
  if (first < 0x80) {
    ++at;
    return first >= 0x20 || first == '\t' || first == '\n' || first == '\r';
  }
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  const bool last_two = length == 3 && first == 0xEF && byte(at + 1) == 0xBF && byte(at + 2) >= 0xBE;  // FFFE, FFFF
  at += length;
  return !last_two;
}

}  // namespace

const char* XmlAttributes::find(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (name == pair[0]) return pair[1];
  }
  return nullptr;
}

void parse_xml(std::string_view bytes, const std::string& file, const ReadLimits& limits, const Control& control,
               XmlHandler& handler) {
  const std::unique_ptr<XML_ParserStruct, Freed> expat(XML_ParserCreate(nullptr));
  if (!expat) throw std::bad_alloc();
  Parser parser{expat.get(), handler, file, limits};
  XML_SetUserData(expat.get(), &parser);
  XML_SetElementHandler(expat.get(), &on_open, &on_close);
  XML_SetCharacterDataHandler(expat.get(), &on_text);
  XML_SetEntityDeclHandler(expat.get(), &on_entity);
  XML_SetSkippedEntityHandler(expat.get(), &on_skipped_entity);
  XML_SetParamEntityParsing(expat.get(), XML_PARAM_ENTITY_PARSING_NEVER);

  constexpr std::size_t piece = std::size_t{1} << 20;
  std::size_t done = 0;
  do {
    const std::size_t length = std::min(piece, bytes.size() - done);
    const bool last = done + length == bytes.size();
    const auto state = XML_Parse(expat.get(), bytes.data() + done, static_cast<int>(length), last ? 1 : 0);
    if (parser.thrown) std::rethrow_exception(parser.thrown);
    if (state != XML_STATUS_OK) {
      parser.fail(std::string("the XML is malformed: ") + XML_ErrorString(XML_GetErrorCode(expat.get())));
    }
    done += length;
    control.check(done, bytes.size());
  } while (done < bytes.size());
}

bool xml_can_hold(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!allowed(text, at)) return false;
  }
  return true;
}

void put_xml(std::string& out, std::string_view text) {
  std::string sound;
  if (!is_utf8(text)) {
    sound = to_utf8(text);
    text = sound;
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (!allowed(text, at)) {
      out += "\xEF\xBF\xBD";
      continue;
    }
    switch (text[begin]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':  // also of "]]>"
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\t':  // readers turn these into blanks inside attributes, and CR into LF everywhere
        out += "&#9;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        out += text.substr(begin, at - begin);
    }
  }
}

}  // namespace weaktie::io
