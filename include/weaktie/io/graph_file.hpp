#pragma once
// Graph files of other tools (GraphML, GEXF, node-link JSON) as one neutral value, in and out.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/io/csv.hpp>
#include <weaktie/records/import_report.hpp>

namespace weaktie {

/// GraphML 1.0; GEXF (1.1, 1.2 and 1.3 are read, 1.2 is written); node-link JSON as NetworkX and D3 use it.
enum class GraphFormat : std::uint8_t { graphml, gexf, json };
inline constexpr std::string_view graph_format_names[] = {"graphml", "gexf", "json"};

/// The value of an attribute.
using GraphValue = std::variant<std::string, double, std::int64_t, bool>;
using GraphAttributes = std::map<std::string, GraphValue, std::less<>>;

/// The value as text: numbers shortest, truth "true" or "false".
[[nodiscard]] std::string value_text(const GraphValue& value);
/// The value as a number, also out of text; empty when it is none.
[[nodiscard]] std::optional<double> value_number(const GraphValue& value);

struct GraphNode {
  std::string id = {};
  std::string label = {};  ///< what to show; in GraphML and JSON the attribute "label"
  GraphAttributes attributes = {};
  std::uint32_t line = 0;  ///< where it was read; no part of equality

  friend bool operator==(const GraphNode& a, const GraphNode& b) {
    return a.id == b.id && a.label == b.label && a.attributes == b.attributes;
  }
};

struct GraphEdge {
  std::string source = {};  ///< the id of a node
  std::string target = {};
  bool directed = false;
  GraphAttributes attributes = {};  ///< the `weight` and `label` of a GEXF edge among them
  std::uint32_t line = 0;           ///< as of a node

  friend bool operator==(const GraphEdge& a, const GraphEdge& b) {
    return a.source == b.source && a.target == b.target && a.directed == b.directed && a.attributes == b.attributes;
  }
};

/// What such a file says, in its order. Edges may name nodes that the file does not have: that is for its user to see.
struct GraphFile {
  bool directed = false;  ///< of edges that do not say it themselves
  std::vector<GraphNode> nodes = {};
  std::vector<GraphEdge> edges = {};
  GraphFormat format = GraphFormat::graphml;  ///< what it was read from
  std::string file = {};                      ///< its name; empty when it was not read
  std::vector<ReportRow> problems = {};       ///< elements that are neither a node nor an edge, with their place
  std::vector<std::string> notes = {};        ///< what was left out (colours, times, nested values)

  friend bool operator==(const GraphFile& a, const GraphFile& b) {
    return a.directed == b.directed && a.nodes == b.nodes && a.edges == b.edges;
  }
};

/// The format of a file by its name: .graphml, .gexf or .json, each also with .gz behind it.
/// @throws InvalidValue that names the three
[[nodiscard]] GraphFormat graph_format(const std::filesystem::path& path);

/// Reads a graph file whatever its name, also packed by gzip; the format is recognised by what stands in it. Text of
/// typed attributes that does not fit its type stays text. Ids are texts: a number in JSON becomes its digits; nodes
/// without any id are numbered from 0. Of several graphs in a file the first is read; nested graphs are read flat.
/// Nothing outside the file is ever loaded, and declared entities are refused.
/// @throws ImportFailed with file, line and column: not one of the formats, malformed, over a limit; Cancelled
/// @complexity O(bytes)
[[nodiscard]] GraphFile read_graph_file(const std::filesystem::path& path, const ReadLimits& limits = {},
                                        const Control& control = {});
/// The same from bytes; `file` is named in places.
[[nodiscard]] GraphFile parse_graph_file(std::string bytes, const std::string& file, const ReadLimits& limits = {},
                                         const Control& control = {});

/// The text of a graph file. Each attribute has one type: whole, then any numbers, truth, else text. The same graph
/// gives the same bytes. Characters that XML cannot hold (most control characters) and malformed bytes become U+FFFD.
/// @throws InvalidValue: an id that is blank, not UTF-8 or, in GraphML and GEXF, holds such a character; an attribute
/// of
///         the name of a key of node-link JSON
[[nodiscard]] std::string graph_file_text(const GraphFile& graph, GraphFormat format, const Control& control = {});
/// Writes it; packed by gzip when the name ends in .gz. A file of that name stays whole when this fails.
/// @throws as graph_file_text; Error when the file cannot be written
void write_graph_file(const GraphFile& graph, const std::filesystem::path& path, GraphFormat format,
                      const Control& control = {});

}  // namespace weaktie
