// Graph files: which format it is, packed or not, and what the formats share.
#include <weaktie/io/graph_file.hpp>

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <system_error>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/number_text.hpp>
#include <weaktie/core/text.hpp>

#include "graph_formats.hpp"

namespace weaktie {
namespace io {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

Place place_of(const std::string& file, std::uint32_t line = 0) {
  Place at;
  at.file = file;
  at.line = line;
  return at;
}

/// What follows a byte order mark and blanks.
std::string_view begin_of(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  const std::size_t at = bytes.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? std::string_view() : bytes.substr(at);
}

/// Hands a document to the handler of its root.
class RootHandler : public XmlHandler {
 public:
  explicit RootHandler(GraphBuilder& builder) : builder_(builder) {}

  void open(XmlName name, const XmlAttributes& attributes) override {
    if (!handler_) {
      if (name.local == "graphml") {
        handler_ = graphml_handler(builder_);
        builder_.graph().format = GraphFormat::graphml;
      } else if (name.local == "gexf") {
        handler_ = gexf_handler(builder_);
        builder_.graph().format = GraphFormat::gexf;
      } else {
        Place at = place_of(builder_.graph().file, line);
        at.column = column;
        throw ImportFailed("this XML is no graph: its root is '" + std::string(name.local) +
                               "', that of GraphML is 'graphml', of GEXF 'gexf'",
                           std::string(name.local), at);
      }
    }
    move();
    handler_->open(name, attributes);
  }
  void close(XmlName name) override {
    move();
    handler_->close(name);
  }
  void text(std::string_view part) override {
    if (handler_) handler_->text(part);
  }
  void done() {
    if (handler_) handler_->done();
  }

 private:
  void move() {
    handler_->line = line;
    handler_->column = column;
  }
  GraphBuilder& builder_;
  std::unique_ptr<GraphXmlHandler> handler_;
};

void check_ids(const GraphFile& graph, bool xml) {
  for (const auto& node : graph.nodes) {
    if (node.id.empty()) throw InvalidValue("a node needs an id");
    if (!is_utf8(node.id)) {
      throw InvalidValue("the id '" + to_utf8(node.id) + "' is not UTF-8 text", to_utf8(node.id));
    }
    if (xml && !xml_can_hold(node.id)) {
      throw InvalidValue("the id '" + node.id + "' has a control character, which XML cannot hold; node-link JSON can",
                         node.id);
    }
  }
}

constexpr std::uint64_t small_file = std::uint64_t{1} << 20;

}  // namespace

ValueType value_type(std::string_view word) {
  const std::string key = lower(word);
  if (key == "int" || key == "integer" || key == "long" || key == "short" || key == "byte") return ValueType::whole;
  if (key == "double" || key == "float") return ValueType::number;
  if (key == "boolean" || key == "bool") return ValueType::truth;
  return ValueType::text;
}

std::string_view type_word(ValueType type) {
  switch (type) {
    case ValueType::whole:
      return "long";
    case ValueType::number:
      return "double";
    case ValueType::truth:
      return "boolean";
    default:
      return "string";
  }
}

GraphValue typed_value(ValueType type, const std::string& text) {
  if (type == ValueType::text || type == ValueType::none) return text;
  const std::string clean = trimmed(text);
  if (type == ValueType::truth) {
    const std::string key = lower(clean);
    if (key == "true" || key == "1") return true;
    if (key == "false" || key == "0") return false;
    return text;
  }
  const char* begin = clean.data();
  const char* end = begin + clean.size();
  if (type == ValueType::whole) {
    std::int64_t value = 0;
    const auto [last, failed] = std::from_chars(begin, end, value);
    if (failed == std::errc() && last == end && begin != end) return value;
  }
  double value = 0;
  const auto [last, failed] = std::from_chars(begin, end, value);
  if (failed == std::errc() && last == end && begin != end) return value;
  return text;
}

void GraphBuilder::count(std::uint32_t line) {
  if (graph_.nodes.size() + graph_.edges.size() + graph_.problems.size() >= limits_.rows) {
    throw ImportFailed("the file has more than the limit rows of " + std::to_string(limits_.rows) + " nodes and edges",
                       {}, place_of(graph_.file, line));
  }
}

std::size_t GraphBuilder::add_node(GraphNode node) {
  count(node.line);
  check_attributes(node.attributes, node.line);
  graph_.nodes.push_back(std::move(node));
  return graph_.nodes.size() - 1;
}

std::size_t GraphBuilder::add_edge(GraphEdge edge) {
  count(edge.line);
  check_attributes(edge.attributes, edge.line);
  graph_.edges.push_back(std::move(edge));
  return graph_.edges.size() - 1;
}

void GraphBuilder::problem(std::uint32_t line, std::uint32_t column, RowOutcome outcome, std::string reason,
                           std::string field) {
  count(line);
  Place at = place_of(graph_.file, line);
  at.column = column;
  at.field = std::move(field);
  graph_.problems.push_back({outcome, std::move(at), std::move(reason)});
}

void GraphBuilder::check_attributes(const GraphAttributes& attributes, std::uint32_t line) const {
  if (attributes.size() > limits_.cells_per_row) {
    throw ImportFailed("a node or an edge has more than the limit cells_per_row of " +
                           std::to_string(limits_.cells_per_row) + " attributes",
                       {}, place_of(graph_.file, line));
  }
}

void GraphBuilder::set(GraphNode& node, const std::string& name, GraphValue value) {
  if (name == "label") {
    node.label = value_text(value);
    return;
  }
  node.attributes.insert_or_assign(name, std::move(value));
  check_attributes(node.attributes, node.line);
}

void GraphBuilder::set(GraphEdge& edge, const std::string& name, GraphValue value) {
  edge.attributes.insert_or_assign(name, std::move(value));
  check_attributes(edge.attributes, edge.line);
}

void GraphBuilder::check_field(std::size_t bytes, std::uint32_t line) const {
  if (bytes > limits_.field_bytes) {
    throw ImportFailed("a text is longer than the limit field_bytes of " + std::to_string(limits_.field_bytes), {},
                       place_of(graph_.file, line));
  }
}

std::string unpacked(std::string bytes, const std::string& file, const ReadLimits& limits) {
  if (bytes.substr(0, 2) != "\x1F\x8B") return bytes;
  z_stream stream{};
  if (inflateInit2(&stream, MAX_WBITS + 16) != Z_OK) throw std::bad_alloc();
  struct End {
    z_stream& stream;
    explicit End(z_stream& ended) : stream(ended) {}
    ~End() { inflateEnd(&stream); }
    End(const End&) = delete;
    End& operator=(const End&) = delete;
  } end(stream);
  const auto fail = [&](const std::string& why) -> void { throw ImportFailed(why, {}, place_of(file)); };
  std::string out;
  std::array<char, 1u << 16> piece{};
  std::size_t given = 0;
  int state = Z_OK;
  while (true) {
    if (stream.avail_in == 0 && given < bytes.size()) {
      const std::size_t next = std::min<std::size_t>(bytes.size() - given, std::size_t{1} << 30);
      stream.next_in = reinterpret_cast<Bytef*>(bytes.data() + given);
      stream.avail_in = static_cast<uInt>(next);
      given += next;
    }
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
    if (out.size() > limits.expanded_bytes) {
      fail("the file expands to more than the limit expanded_bytes of " + std::to_string(limits.expanded_bytes));
    }
    if (out.size() > small_file && out.size() / limits.expansion > bytes.size()) {
      fail("the file expands more than " + std::to_string(limits.expansion) +
           " times (limit expansion), as a bomb does");
    }
    if (state == Z_STREAM_END) {
      if (stream.avail_in == 0 && given == bytes.size()) return out;
      if (inflateReset(&stream) != Z_OK) fail("the gzip file is damaged");
    } else if (state == Z_BUF_ERROR ||
               (state == Z_OK && stream.avail_in == 0 && given == bytes.size() && stream.avail_out != 0)) {
      fail("the gzip file is cut off");
    } else if (state != Z_OK) {
      fail("the gzip file is damaged");
    }
  }
}

std::optional<GraphFormat> seems_graph(std::string_view bytes) {
  const std::string_view text = begin_of(bytes);
  if (text.substr(0, 1) == "<") {
    const std::string_view head = text.substr(0, 65536);
    for (const auto& [word, format] :
         {std::pair("graphml", GraphFormat::graphml), std::pair("gexf", GraphFormat::gexf)}) {
      const std::string name = word;
      if (head.find("<" + name) != std::string_view::npos || head.find(":" + name) != std::string_view::npos) {
        return format;
      }
    }
  }
  const bool json =
      text.substr(0, 1) == "{" && text.find("\"nodes\"") != std::string_view::npos &&
      (text.find("\"links\"") != std::string_view::npos || text.find("\"edges\"") != std::string_view::npos);
  return json ? std::optional(GraphFormat::json) : std::nullopt;
}

}  // namespace io

std::string value_text(const GraphValue& value) {
  struct Writer {
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(double number) const { return number_text(number); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
  };
  return std::visit(Writer{}, value);
}

std::optional<double> value_number(const GraphValue& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* text = std::get_if<std::string>(&value)) {
    const GraphValue read = io::typed_value(io::ValueType::number, *text);
    if (const auto* number = std::get_if<double>(&read)) return *number;
  }
  return std::nullopt;
}

GraphFormat graph_format(const std::filesystem::path& path) {
  std::filesystem::path name = path.filename();
  if (io::lower(name.extension().string()) == ".gz") name = name.stem();
  const std::string extension = io::lower(name.extension().string());
  for (std::size_t i = 0; i < std::size(graph_format_names); ++i) {
    if (extension == "." + std::string(graph_format_names[i])) return static_cast<GraphFormat>(i);
  }
  const std::string shown = to_utf8(path.filename().string());
  throw InvalidValue("the name '" + shown +
                         "' says no graph format: .graphml, .gexf and .json do, each also with .gz; or give the format",
                     shown);
}

GraphFile parse_graph_file(std::string bytes, const std::string& file, const ReadLimits& limits,
                           const Control& control) {
  using namespace io;
  bytes = unpacked(std::move(bytes), file, limits);
  GraphFile graph;
  graph.file = file;
  GraphBuilder builder(graph, limits);
  const std::string_view begin = begin_of(bytes);
  if (begin.empty()) throw ImportFailed("the file is empty", file, place_of(file));
  if (begin.front() == '{' || begin.front() == '[') {
    graph.format = GraphFormat::json;
    parse_node_link(bytes, builder, limits, control);
    return graph;
  }
  const bool utf16 = bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF" || bytes[0] == '\0' ||
                     (bytes.size() > 1 && bytes[1] == '\0');
  if (begin.front() != '<' && !utf16) {
    std::string shown = to_utf8(begin.substr(0, begin.find_first_of("\r\n"))).substr(0, 80);
    shown = to_utf8(shown);  // a cut character
    throw ImportFailed("this is neither GraphML, GEXF nor node-link JSON; the file begins with: " + shown, shown,
                       place_of(file, 1));
  }
  RootHandler root(builder);
  parse_xml(bytes, file, limits, control, root);
  root.done();
  return graph;
}

GraphFile read_graph_file(const std::filesystem::path& path, const ReadLimits& limits, const Control& control) {
  return parse_graph_file(read_bytes(path, limits), to_utf8(path.filename().string()), limits, control);
}

std::string graph_file_text(const GraphFile& graph, GraphFormat format, const Control& control) {
  constexpr std::uint64_t parts_asked = 4096;
  Ticks ticks(control, 0, parts_asked);
  io::check_ids(graph, format != GraphFormat::json);
  switch (format) {
    case GraphFormat::graphml:
      return io::graphml_text(graph, ticks);
    case GraphFormat::gexf:
      return io::gexf_text(graph, ticks);
    case GraphFormat::json:
      break;
  }
  return io::node_link_text(graph, ticks);
}

void write_graph_file(const GraphFile& graph, const std::filesystem::path& path, GraphFormat format,
                      const Control& control) {
  const std::string text = graph_file_text(graph, format, control);
  const std::string shown = to_utf8(path.string());
  // Written beside its place and moved there whole.
  std::filesystem::path beside = path;
  beside += ".part";
  bool written = false;
  if (io::lower(path.extension().string()) == ".gz") {
    if (gzFile out = gzopen(beside.c_str(), "wb6")) {
      written = true;
      for (std::size_t done = 0; written && done < text.size();) {
        const auto piece = static_cast<unsigned>(std::min<std::size_t>(text.size() - done, std::size_t{1} << 24));
        written = gzwrite(out, text.data() + done, piece) == static_cast<int>(piece);
        done += piece;
      }
      written = gzclose(out) == Z_OK && written;
    }
  } else {
    std::ofstream out(beside, std::ios::binary);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    written = out.good();
  }
  std::error_code failed;
  if (written) std::filesystem::rename(beside, path, failed);
  if (!written || failed) {
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    throw Error("the file cannot be written" + (failed ? ": " + failed.message() : "") +
                    "; is its folder there, and may this user write to it?",
                shown, io::place_of(shown));
  }
}

}  // namespace weaktie
