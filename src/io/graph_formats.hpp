#pragma once
// Inside graph_file.cpp: one reader and one writer a format, and what they share.
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <weaktie/io/graph_file.hpp>

#include "xml.hpp"

namespace weaktie::io {

/// The types that attributes have in the formats, in the order in which one gives way to the next.
enum class ValueType : std::uint8_t { none, whole, number, truth, text };
/// The type of a word of GraphML or GEXF: "int", "double", "boolean", ...; text for any other.
[[nodiscard]] ValueType value_type(std::string_view word);
/// The word of a type: both formats have the same.
[[nodiscard]] std::string_view type_word(ValueType type);
/// The value of that type; the text itself when it is none.
[[nodiscard]] GraphValue typed_value(ValueType type, const std::string& text);

/// A graph file being read: rows are counted against the limit, notes are made once.
class GraphBuilder {
 public:
  GraphBuilder(GraphFile& graph, const ReadLimits& limits) : graph_(graph), limits_(limits) {}

  [[nodiscard]] GraphFile& graph() { return graph_; }
  std::size_t add_node(GraphNode node);
  std::size_t add_edge(GraphEdge edge);
  void problem(std::uint32_t line, std::uint32_t column, RowOutcome outcome, std::string reason,
               std::string field = {});
  void note(const std::string& text) {
    if (noted_.insert(text).second) graph_.notes.push_back(text);
  }
  void set(GraphNode& node, const std::string& name, GraphValue value);
  void set(GraphEdge& edge, const std::string& name, GraphValue value);
  /// @throws ImportFailed when a text grows too long
  void check_field(std::size_t bytes, std::uint32_t line) const;

 private:
  void count(std::uint32_t line);
  void check_attributes(const GraphAttributes& attributes, std::uint32_t line) const;
  GraphFile& graph_;
  const ReadLimits& limits_;
  std::set<std::string> noted_;
};

/// A handler of a vocabulary; `done` is called at the end.
class GraphXmlHandler : public XmlHandler {
 public:
  explicit GraphXmlHandler(GraphBuilder& builder) : builder_(builder) {}
  virtual void done() {}

 protected:
  GraphBuilder& builder_;
};
std::unique_ptr<GraphXmlHandler> graphml_handler(GraphBuilder& builder);
std::unique_ptr<GraphXmlHandler> gexf_handler(GraphBuilder& builder);
void parse_node_link(const std::string& bytes, GraphBuilder& builder, const ReadLimits& limits, const Control& control);

/// The one type of each attribute, by name.
using TypeTable = std::map<std::string_view, ValueType>;
template <class Rows>
TypeTable types_of(const Rows& rows) {
  TypeTable types;
  for (const auto& row : rows) {
    for (const auto& [name, value] : row.attributes) {
      constexpr std::array own = {ValueType::text, ValueType::number, ValueType::whole, ValueType::truth};
      const ValueType here = own[value.index()];
      ValueType& type = types.try_emplace(name, here).first->second;
      if (type == here) continue;
      const bool numbers =
          type != ValueType::truth && here != ValueType::truth && type != ValueType::text && here != ValueType::text;
      type = numbers ? ValueType::number : ValueType::text;
    }
  }
  return types;
}

[[nodiscard]] std::string graphml_text(const GraphFile& graph, Ticks& ticks);
[[nodiscard]] std::string gexf_text(const GraphFile& graph, Ticks& ticks);
[[nodiscard]] std::string node_link_text(const GraphFile& graph, Ticks& ticks);

/// Unpacked when packed by gzip. @throws ImportFailed: damaged, cut off, over a limit
[[nodiscard]] std::string unpacked(std::string bytes, const std::string& file, const ReadLimits& limits);
/// The format that a text seems to be in, by its first bytes; empty: none of them.
[[nodiscard]] std::optional<GraphFormat> seems_graph(std::string_view bytes);

}  // namespace weaktie::io
