// Node-link JSON, read through the events of nlohmann/json so that nothing is built that is not kept; and written.
#include "graph_formats.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <unordered_set>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/core/text.hpp>

#include "json_lines.hpp"

namespace weaktie::io {
namespace {

using Json = nlohmann::ordered_json;

class NodeLinkHandler : public nlohmann::json_sax<nlohmann::json> {
 public:
  NodeLinkHandler(const std::string& bytes, GraphBuilder& builder, const ReadLimits& limits, const Control& control,
                  const Reading& reading)
      : bytes_(bytes), builder_(builder), limits_(limits), control_(control), reading_(reading) {}

  bool null() override { return true; }
  bool boolean(bool value) override {
    if (depth_ == 1 && key_ == "directed") builder_.graph().directed = value;
    return take(value);
  }
  bool number_integer(number_integer_t value) override { return take(static_cast<std::int64_t>(value)); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return take(static_cast<double>(value));
    }
    return take(static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t value, const string_t&) override { return take(static_cast<double>(value)); }
  bool string(string_t& value) override {
    builder_.check_field(value.size(), reading_.line);
    return take(value);
  }
  bool binary(binary_t&) override { return true; }

  bool start_object(std::size_t) override {
    deeper();
    if (depth_ == 3 && section_ != Section::other && in_array_) {
      row_ = {};
      row_line_ = reading_.line;
    } else if (depth_ > 3) {
      nested();
    }
    return true;
  }
  bool end_object() override {
    if (depth_ == 3 && section_ != Section::other && in_array_) close_row();
    --depth_;
    return true;
  }
  bool start_array(std::size_t) override {
    deeper();
    if (depth_ == 2 && section_ != Section::other) {
      in_array_ = true;
      (section_ == Section::nodes ? has_nodes_ : has_edges_) = true;
    } else if (depth_ == 3 && in_array_) {
      not_an_object();
    } else if (depth_ > 3) {
      nested();
    }
    return true;
  }
  bool end_array() override {
    if (depth_ == 2) in_array_ = false;
    --depth_;
    return true;
  }
  bool key(string_t& value) override {
    builder_.check_field(value.size(), reading_.line);
    key_ = value;
    if (depth_ == 1) {
      section_ = value == "nodes"                       ? Section::nodes
                 : value == "links" || value == "edges" ? Section::edges
                                                        : Section::other;
    }
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    fail_malformed(bytes_, position, error.what(), builder_.graph().file);
  }

  [[nodiscard]] bool is_graph() const { return has_nodes_ && has_edges_; }

  /// Ids of nodes without one, and ends that are positions.
  void done() {
    auto& graph = builder_.graph();
    if (!graph.nodes.empty() && without_id_ == graph.nodes.size()) {
      for (std::size_t i = 0; i < graph.nodes.size(); ++i) graph.nodes[i].id = std::to_string(i);
    } else {
      if (without_id_ > 0) {
        std::vector<GraphNode> kept;
        for (auto& node : graph.nodes) {
          if (node.id.empty()) {
            builder_.problem(node.line, 0, RowOutcome::rejected, "a node without an id", "id");
          } else {
            kept.push_back(std::move(node));
          }
        }
        graph.nodes = std::move(kept);
      }
      positions_to_ids();
    }
  }

 private:
  enum class Section : std::uint8_t { other, nodes, edges };
  struct Row {
    std::optional<GraphValue> id = {}, source = {}, target = {};
    GraphAttributes attributes = {};
    std::string label = {};
    bool bad_end = false;
  };

  void deeper() {
    if (++depth_ > limits_.depth) {
      Place at;
      at.file = builder_.graph().file;
      at.line = reading_.line;
      throw ImportFailed(
          "values stand inside each other more than " + std::to_string(limits_.depth) + " deep (limit depth)", {}, at);
    }
    if (++events_ % 65536 == 0) control_.check(events_);
  }
  void nested() {
    if (depth_ != 4 || section_ == Section::other || !in_array_) return;
    const bool end = section_ == Section::edges && (key_ == "source" || key_ == "target");
    if (end || (section_ == Section::nodes && key_ == "id")) {
      row_.bad_end = true;
    } else {
      builder_.note("lists and objects inside nodes and edges are left out");
    }
  }
  void not_an_object() {
    builder_.problem(
        reading_.line, 0, RowOutcome::rejected,
        section_ == Section::nodes ? "a node is an object with an id" : "an edge is an object with source and target");
  }

  template <class Value>
  bool take(const Value& value) {
    if (depth_ == 2 && in_array_ && section_ != Section::other) not_an_object();
    if (depth_ != 3 || !in_array_ || section_ == Section::other) return true;
    GraphValue held(value);
    if (section_ == Section::nodes && key_ == "id") {
      row_.id = std::move(held);
    } else if (section_ == Section::nodes && key_ == "label") {
      row_.label = value_text(held);
    } else if (section_ == Section::edges && key_ == "source") {
      row_.source = std::move(held);
    } else if (section_ == Section::edges && key_ == "target") {
      row_.target = std::move(held);
    } else {
      row_.attributes.insert_or_assign(key_, std::move(held));
    }
    return true;
  }

  void close_row() {
    if (section_ == Section::nodes) {
      GraphNode node;
      if (row_.id) node.id = value_text(*row_.id);
      if (row_.bad_end) {
        builder_.problem(row_line_, 0, RowOutcome::rejected, "the id of a node is a text or a number", "id");
        return;
      }
      if (node.id.empty()) ++without_id_;
      node.label = std::move(row_.label);
      node.attributes = std::move(row_.attributes);
      node.line = row_line_;
      builder_.add_node(std::move(node));
      return;
    }
    const bool ends =
        row_.source && row_.target && !value_text(*row_.source).empty() && !value_text(*row_.target).empty();
    if (!ends || row_.bad_end) {
      builder_.problem(row_line_, 0, RowOutcome::rejected,
                       row_.bad_end ? "the ends of an edge are texts or numbers"
                                    : "an edge without a " + std::string(row_.source ? "target" : "source"),
                       row_.source ? "target" : "source");
      return;
    }
    GraphEdge edge;
    for (const auto& end : {*row_.source, *row_.target}) {
      const auto* position = std::get_if<std::int64_t>(&end);
      all_positions_ = all_positions_ && position != nullptr && *position >= 0;
    }
    edge.source = value_text(*row_.source);
    edge.target = value_text(*row_.target);
    edge.attributes = std::move(row_.attributes);
    edge.line = row_line_;
    builder_.add_edge(std::move(edge));
  }

  /// Older files name the ends by position although their nodes have ids.
  void positions_to_ids() {
    auto& graph = builder_.graph();
    if (!all_positions_ || graph.edges.empty()) return;
    std::unordered_set<std::string_view> ids;
    for (const auto& node : graph.nodes) ids.insert(node.id);
    bool all_ids = true;
    for (const auto& edge : graph.edges) {
      all_ids = all_ids && ids.find(edge.source) != ids.end() && ids.find(edge.target) != ids.end();
    }
    if (all_ids) return;
    for (auto& edge : graph.edges) {
      for (std::string* end : {&edge.source, &edge.target}) {
        const std::size_t position = end->size() > 18 ? graph.nodes.size() : std::stoull(*end);
        if (position < graph.nodes.size()) *end = graph.nodes[position].id;
      }
    }
  }

  const std::string& bytes_;
  GraphBuilder& builder_;
  const ReadLimits& limits_;
  const Control& control_;
  const Reading& reading_;
  std::uint64_t depth_ = 0, events_ = 0;
  std::string key_;
  Section section_ = Section::other;
  bool in_array_ = false, has_nodes_ = false, has_edges_ = false, all_positions_ = true;
  Row row_;
  std::uint32_t row_line_ = 0;
  std::size_t without_id_ = 0;
};

void put_text(std::string& out, std::string_view text) {
  out += nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void put_value(std::string& out, const GraphValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    put_text(out, *text);
  } else if (const auto* number = std::get_if<double>(&value)) {
    out += nlohmann::json(*number).dump();
  } else {
    out += value_text(value);
  }
}

void put_attributes(std::string& out, const GraphAttributes& attributes,
                    std::initializer_list<std::string_view> taken) {
  for (const auto& [name, value] : attributes) {
    if (std::find(taken.begin(), taken.end(), name) != taken.end()) {
      throw InvalidValue("node-link JSON has no room for an attribute named '" + name +
                             "', which is a key of its own; rename it, or write GraphML",
                         name);
    }
    const auto* number = std::get_if<double>(&value);
    if (number != nullptr && !std::isfinite(*number)) continue;  // JSON has no such number
    out += ", ";
    put_text(out, name);
    out += ": ";
    put_value(out, value);
  }
}

bool has_parallel_edges(const GraphFile& graph) {
  std::set<std::pair<std::string_view, std::string_view>> pairs;
  for (const auto& edge : graph.edges) {
    std::pair<std::string_view, std::string_view> ends{edge.source, edge.target};
    if (!graph.directed && ends.second < ends.first) std::swap(ends.first, ends.second);
    if (!pairs.insert(ends).second) return true;
  }
  return false;
}

}  // namespace

void parse_node_link(const std::string& bytes, GraphBuilder& builder, const ReadLimits& limits,
                     const Control& control) {
  Reading reading;
  NodeLinkHandler handler(bytes, builder, limits, control, reading);
  const char* begin = bytes.data();
  nlohmann::json::sax_parse(LineIterator(begin, &reading), LineIterator(begin + bytes.size(), &reading), &handler);
  if (!handler.is_graph()) {
    Place at;
    at.file = builder.graph().file;
    at.line = 1;
    throw ImportFailed(
        "this JSON is no graph: node-link JSON is an object with the lists \"nodes\" and \"links\" (or \"edges\")", {},
        at);
  }
  handler.done();
  for (auto& edge : builder.graph().edges) edge.directed = builder.graph().directed;
}

std::string node_link_text(const GraphFile& graph, Ticks& ticks) {
  for (const auto& edge : graph.edges) {
    if (edge.directed != graph.directed) {
      throw InvalidValue("node-link JSON cannot hold directed and undirected edges together; write GraphML or GEXF",
                         edge.source);
    }
  }
  std::string out = "{\"directed\": " + std::string(graph.directed ? "true" : "false") +
                    ", \"multigraph\": " + (has_parallel_edges(graph) ? "true" : "false") +
                    ", \"graph\": {}, \"nodes\": [";
  bool first = true;
  for (const auto& node : graph.nodes) {
    ticks();
    out += first ? "\n  {\"id\": " : ",\n  {\"id\": ";
    first = false;
    put_text(out, node.id);
    if (!node.label.empty()) {
      out += ", \"label\": ";
      put_text(out, node.label);
    }
    put_attributes(out, node.attributes, {"id", "label"});
    out += '}';
  }
  out += "\n], \"edges\": [";
  first = true;
  for (const auto& edge : graph.edges) {
    ticks();
    out += first ? "\n  {\"source\": " : ",\n  {\"source\": ";
    first = false;
    put_text(out, edge.source);
    out += ", \"target\": ";
    put_text(out, edge.target);
    put_attributes(out, edge.attributes, {"source", "target"});
    out += '}';
  }
  return out + "\n]}\n";
}

}  // namespace weaktie::io
