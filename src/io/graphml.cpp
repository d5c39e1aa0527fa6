// GraphML, read and written. yEd's labels are understood; hyperedges, ports and drawings are not.
#include "graph_formats.hpp"

#include <utility>
#include <vector>

#include <weaktie/core/number_text.hpp>
#include <weaktie/core/text.hpp>

namespace weaktie::io {
namespace {

enum class Domain : std::uint8_t { node, edge, graph, other };

struct Key {
  std::string name = {};
  Domain domain = Domain::other;
  bool everywhere = false;
  ValueType type = ValueType::text;
  std::optional<GraphValue> otherwise = {};
};

class GraphmlHandler : public GraphXmlHandler {
 public:
  using GraphXmlHandler::GraphXmlHandler;

  void open(XmlName name, const XmlAttributes& attributes) override {
    if (skipped_ > 0) {
      ++skipped_;
      if (name.local == "NodeLabel" && data_ != nullptr) {
        text_.clear();
        in_label_ = true;
      }
      return;
    }
    if (name.foreign) {
      had_children_ = data_ != nullptr;
      return skip("drawings and data of other vocabularies are left out");
    }
    if (name.local == "graphml") return;
    if (name.local == "key") return open_key(attributes);
    if (name.local == "default") return collect();
    if (name.local == "graph") return open_graph(attributes);
    if (name.local == "node") return open_node(attributes);
    if (name.local == "edge") return open_edge(attributes);
    if (name.local == "data") return open_data(attributes);
    if (name.local == "hyperedge") {
      builder_.problem(line, column, RowOutcome::skipped, "a hyperedge joins any number of nodes; ties have two ends");
      return skip({});
    }
    if (name.local == "desc" || name.local == "port") return skip({});
    skip("elements that GraphML does not have are left out");
  }

  void close(XmlName name) override {
    if (skipped_ > 0) {
      --skipped_;
      if (in_label_ && name.local == "NodeLabel") {
        const Owner& owner = owners_.back();
        if (owner.domain == Domain::node && owner.sound) {
          auto& node = builder_.graph().nodes[owner.index];
          if (node.label.empty()) node.label = trimmed(text_);
        }
        in_label_ = false;
      }
      return;
    }
    if (name.local == "default") {
      if (key_ != nullptr) key_->otherwise = typed_value(key_->type, text_);
      collecting_ = false;
    } else if (name.local == "key") {
      key_ = nullptr;
    } else if (name.local == "data") {
      close_data();
    } else if (name.local == "node" || name.local == "edge" || name.local == "graph") {
      owners_.pop_back();
    }
  }

  void text(std::string_view part) override {
    if (!in_label_ && (!collecting_ || skipped_ > 0)) return;
    text_ += part;
    builder_.check_field(text_.size(), line);
  }

  void done() override {
    for (const auto& entry : keys_) {
      const Key& key = entry.second;
      if (!key.otherwise) continue;
      const auto fill = [&](auto& rows) {
        for (auto& row : rows) {
          if (row.attributes.find(key.name) == row.attributes.end()) builder_.set(row, key.name, *key.otherwise);
        }
      };
      if (key.domain == Domain::edge || key.everywhere) fill(builder_.graph().edges);
      if (key.domain != Domain::node && !key.everywhere) continue;
      if (key.name != "label") {
        fill(builder_.graph().nodes);
      } else {
        for (auto& node : builder_.graph().nodes) {
          if (node.label.empty()) node.label = value_text(*key.otherwise);
        }
      }
    }
  }

 private:
  struct Owner {
    Domain domain;
    std::size_t index = 0;
    bool sound = true;
  };

  void skip(const std::string& note) {
    if (!note.empty()) builder_.note(note);
    skipped_ = 1;
  }
  void collect() {
    text_.clear();
    collecting_ = true;
  }

  void open_key(const XmlAttributes& attributes) {
    Key key;
    const std::string id = attributes.text("id"), where = attributes.text("for");
    key.name = attributes.text("attr.name");
    if (key.name.empty()) key.name = id;
    key.everywhere = where.empty() || where == "all";
    key.domain = where == "node"    ? Domain::node
                 : where == "edge"  ? Domain::edge
                 : where == "graph" ? Domain::graph
                                    : Domain::other;
    if (const char* type = attributes.find("attr.type")) key.type = value_type(type);
    key_ = &(keys_[id] = std::move(key));
  }

  void open_graph(const XmlAttributes& attributes) {
    if (owners_.empty()) {
      if (graphs_++ > 0) return skip("the file holds several graphs; the first is read");
      builder_.graph().directed = attributes.text("edgedefault") == "directed";
    } else {
      builder_.note("graphs inside nodes are read as if their nodes stood outside");
    }
    owners_.push_back({Domain::graph});
  }

  void open_node(const XmlAttributes& attributes) {
    Owner owner{Domain::node};
    const char* id = attributes.find("id");
    if (owners_.empty() || id == nullptr || *id == '\0') {
      builder_.problem(line, column, RowOutcome::rejected,
                       owners_.empty() ? "a node outside a graph" : "a node without an id", "id");
      owner.sound = false;
    } else {
      GraphNode node;
      node.id = id;
      node.line = line;
      owner.index = builder_.add_node(std::move(node));
    }
    owners_.push_back(owner);
  }

  void open_edge(const XmlAttributes& attributes) {
    Owner owner{Domain::edge};
    GraphEdge edge;
    edge.source = attributes.text("source");
    edge.target = attributes.text("target");
    if (owners_.empty() || edge.source.empty() || edge.target.empty()) {
      builder_.problem(line, column, RowOutcome::rejected,
                       owners_.empty() ? "an edge outside a graph"
                                       : "an edge without a " + std::string(edge.source.empty() ? "source" : "target"),
                       edge.source.empty() ? "source" : "target");
      owner.sound = false;
    } else {
      const char* directed = attributes.find("directed");
      edge.directed = directed == nullptr ? builder_.graph().directed : std::string_view(directed) == "true";
      edge.line = line;
      owner.index = builder_.add_edge(std::move(edge));
    }
    owners_.push_back(owner);
  }

  void open_data(const XmlAttributes& attributes) {
    const std::string id = attributes.text("key");
    const auto key = keys_.find(id);
    if (owners_.empty()) return skip({});
    if (key == keys_.end()) return skip("data of the key '" + id + "', which the file does not declare, are left out");
    if (!key->second.everywhere && key->second.domain != owners_.back().domain) {
      return skip("data of the key '" + id + "' stand where its key does not belong and are left out");
    }
    data_ = &key->second;
    collect();
  }

  void close_data() {
    collecting_ = false;
    if (data_ == nullptr) return;
    const Key& key = *std::exchange(data_, nullptr);
    const Owner& owner = owners_.back();
    if (!owner.sound || had_children_) {
      had_children_ = false;
      return;
    }
    auto& graph = builder_.graph();
    if (owner.domain == Domain::node) builder_.set(graph.nodes[owner.index], key.name, typed_value(key.type, text_));
    if (owner.domain == Domain::edge) builder_.set(graph.edges[owner.index], key.name, typed_value(key.type, text_));
  }

  std::map<std::string, Key> keys_;
  std::vector<Owner> owners_;
  Key* key_ = nullptr;
  const Key* data_ = nullptr;
  std::string text_;
  bool collecting_ = false, in_label_ = false, had_children_ = false;
  std::uint64_t skipped_ = 0;
  std::uint64_t graphs_ = 0;
};

}  // namespace

std::unique_ptr<GraphXmlHandler> graphml_handler(GraphBuilder& builder) {
  return std::make_unique<GraphmlHandler>(builder);
}

std::string graphml_text(const GraphFile& graph, Ticks& ticks) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
      "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  std::map<std::string_view, std::string> node_keys, edge_keys;
  std::size_t number = 0;
  const auto declare = [&](const TypeTable& types, const char* where, std::map<std::string_view, std::string>& keys) {
    for (const auto& [name, type] : types) {
      const std::string id = "d" + std::to_string(number++);
      out += "  <key id=\"" + id + "\" for=\"" + where + "\" attr.name=\"";
      put_xml(out, name);
      out += "\" attr.type=\"" + std::string(type_word(type)) + "\"/>\n";
      keys.emplace(name, id);
    }
  };
  TypeTable node_types = types_of(graph.nodes);
  for (const auto& node : graph.nodes) {
    if (!node.label.empty()) node_types["label"] = ValueType::text;
  }
  declare(node_types, "node", node_keys);
  declare(types_of(graph.edges), "edge", edge_keys);
  out += "  <graph edgedefault=\"" + std::string(graph.directed ? "directed" : "undirected") + "\">\n";
  const auto put_data = [&](const std::string& key, std::string_view value) {
    out += "<data key=\"" + key + "\">";
    put_xml(out, value);
    out += "</data>";
  };
  for (const auto& node : graph.nodes) {
    ticks();
    out += "    <node id=\"";
    put_xml(out, node.id);
    if (node.attributes.empty() && node.label.empty()) {
      out += "\"/>\n";
      continue;
    }
    out += "\">";
    for (const auto& [name, value] : node.attributes) put_data(node_keys.at(name), value_text(value));
    if (!node.label.empty()) put_data(node_keys.at("label"), node.label);
    out += "</node>\n";
  }
  for (const auto& edge : graph.edges) {
    ticks();
    out += "    <edge source=\"";
    put_xml(out, edge.source);
    out += "\" target=\"";
    put_xml(out, edge.target);
    out += '"';
    if (edge.directed != graph.directed) out += edge.directed ? " directed=\"true\"" : " directed=\"false\"";
    if (edge.attributes.empty()) {
      out += "/>\n";
      continue;
    }
    out += '>';
    for (const auto& [name, value] : edge.attributes) put_data(edge_keys.at(name), value_text(value));
    out += "</edge>\n";
  }
  return out + "  </graph>\n</graphml>\n";
}

}  // namespace weaktie::io
