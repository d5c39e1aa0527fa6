// GEXF 1.1 to 1.3, read; 1.2 written. Colours, positions, hierarchies and times are left out.
#include "graph_formats.hpp"

#include <utility>
#include <vector>

namespace weaktie::io {
namespace {

struct Attribute {
  std::string title = {};
  ValueType type = ValueType::text;
  std::optional<GraphValue> otherwise = {};
};

class GexfHandler : public GraphXmlHandler {
 public:
  using GraphXmlHandler::GraphXmlHandler;

  void open(XmlName name, const XmlAttributes& attributes) override {
    if (skipped_ > 0) {
      ++skipped_;
      return;
    }
    const auto is = [&](std::string_view word) { return name.local == word; };
    if (name.foreign) return skip("colours, positions and sizes are left out");
    if (is("gexf") || is("nodes") || is("edges") || is("attvalues")) return;
    if (is("graph")) return open_graph(attributes);
    if (is("attributes")) {
      in_edges_ = attributes.text("class") == "edge";
      return;
    }
    if (is("attribute")) return open_attribute(attributes);
    if (is("default")) {
      text_.clear();
      collecting_ = true;
      return;
    }
    if (is("node")) return open_node(attributes);
    if (is("edge")) return open_edge(attributes);
    if (is("attvalue")) return open_value(attributes);
    if (is("meta") || is("options")) return skip({});
    if (is("spells") || is("slices") || is("parents")) return skip("times and hierarchies are left out");
    skip("elements that GEXF does not have are left out");
  }

  void close(XmlName name) override {
    if (skipped_ > 0) {
      --skipped_;
      return;
    }
    if (name.local == "default") {
      if (attribute_ != nullptr) attribute_->otherwise = typed_value(attribute_->type, text_);
      collecting_ = false;
    } else if (name.local == "attribute") {
      attribute_ = nullptr;
    } else if (name.local == "graph") {
      in_graph_ = false;
    } else if (name.local == "node" || name.local == "edge") {
      rows_.pop_back();
    }
  }

  void text(std::string_view part) override {
    if (!collecting_ || skipped_ > 0) return;
    text_ += part;
    builder_.check_field(text_.size(), line);
  }

  void done() override {
    const auto fill = [&](const std::map<std::string, Attribute>& attributes, auto& rows) {
      for (const auto& entry : attributes) {
        const Attribute& attribute = entry.second;
        if (!attribute.otherwise) continue;
        for (auto& row : rows) {
          if (row.attributes.find(attribute.title) == row.attributes.end()) {
            builder_.set(row, attribute.title, *attribute.otherwise);
          }
        }
      }
    };
    fill(of_nodes_, builder_.graph().nodes);
    fill(of_edges_, builder_.graph().edges);
  }

 private:
  struct Row {
    bool edge;
    std::size_t index = 0;
    bool sound = true;
  };

  void skip(const std::string& note) {
    if (!note.empty()) builder_.note(note);
    skipped_ = 1;
  }

  void open_graph(const XmlAttributes& attributes) {
    if (graphs_++ > 0) return skip("the file holds several graphs; the first is read");
    in_graph_ = true;
    builder_.graph().directed = attributes.text("defaultedgetype") == "directed";
    if (attributes.text("mode") == "dynamic") builder_.note("times and hierarchies are left out");
  }

  void open_attribute(const XmlAttributes& attributes) {
    Attribute attribute;
    const std::string id = attributes.text("id");
    attribute.title = attributes.text("title");
    if (attribute.title.empty()) attribute.title = id;
    attribute.type = value_type(attributes.text("type"));
    attribute_ = &((in_edges_ ? of_edges_ : of_nodes_)[id] = std::move(attribute));
  }

  void open_node(const XmlAttributes& attributes) {
    Row row{false};
    const char* id = attributes.find("id");
    if (!in_graph_ || id == nullptr || *id == '\0') {
      builder_.problem(line, column, RowOutcome::rejected,
                       in_graph_ ? "a node without an id" : "a node outside a graph", "id");
      row.sound = false;
    } else {
      GraphNode node;
      node.id = id;
      node.label = attributes.text("label");
      node.line = line;
      row.index = builder_.add_node(std::move(node));
      if (!rows_.empty() || attributes.find("pid") != nullptr) builder_.note("times and hierarchies are left out");
    }
    rows_.push_back(row);
  }

  void open_edge(const XmlAttributes& attributes) {
    Row row{true};
    GraphEdge edge;
    edge.source = attributes.text("source");
    edge.target = attributes.text("target");
    if (!in_graph_ || edge.source.empty() || edge.target.empty()) {
      builder_.problem(line, column, RowOutcome::rejected,
                       in_graph_ ? "an edge without a " + std::string(edge.source.empty() ? "source" : "target")
                                 : "an edge outside a graph",
                       edge.source.empty() ? "source" : "target");
      row.sound = false;
    } else {
      const char* type = attributes.find("type");
      edge.directed = type == nullptr ? builder_.graph().directed : std::string_view(type) == "directed";
      edge.line = line;
      if (const char* weight = attributes.find("weight")) {
        builder_.set(edge, "weight", typed_value(ValueType::number, weight));
      }
      if (const char* label = attributes.find("label")) {
        if (*label != '\0') builder_.set(edge, "label", std::string(label));
      }
      row.index = builder_.add_edge(std::move(edge));
    }
    rows_.push_back(row);
  }

  void open_value(const XmlAttributes& attributes) {
    if (rows_.empty() || !rows_.back().sound) return;
    const Row& row = rows_.back();
    std::string id = attributes.text("for");
    if (id.empty()) id = attributes.text("id");  // GEXF 1.0 and 1.1
    const auto& known = row.edge ? of_edges_ : of_nodes_;
    const auto attribute = known.find(id);
    if (attribute == known.end()) {
      builder_.note("values of the attribute '" + id + "', which the file does not declare, are left out");
      return;
    }
    auto value = typed_value(attribute->second.type, attributes.text("value"));
    auto& graph = builder_.graph();
    if (row.edge) {
      builder_.set(graph.edges[row.index], attribute->second.title, std::move(value));
    } else {
      builder_.set(graph.nodes[row.index], attribute->second.title, std::move(value));
    }
  }

  std::map<std::string, Attribute> of_nodes_, of_edges_;
  std::vector<Row> rows_;  // what is open, nodes inside each other
  Attribute* attribute_ = nullptr;
  std::string text_;
  bool in_edges_ = false, in_graph_ = false, collecting_ = false;
  std::uint64_t skipped_ = 0, graphs_ = 0;
};

/// Whether an attribute of an edge has a place of its own in GEXF.
bool has_place(std::string_view name, ValueType type) {
  return name == "weight" ? type == ValueType::number || type == ValueType::whole : name == "label";
}

}  // namespace

std::unique_ptr<GraphXmlHandler> gexf_handler(GraphBuilder& builder) { return std::make_unique<GexfHandler>(builder); }

std::string gexf_text(const GraphFile& graph, Ticks& ticks) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://www.gexf.net/1.2draft\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:schemaLocation=\"http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd\" version=\"1.2\">\n";
  out +=
      "  <graph defaultedgetype=\"" + std::string(graph.directed ? "directed" : "undirected") + "\" mode=\"static\">\n";
  const TypeTable node_types = types_of(graph.nodes), edge_types = types_of(graph.edges);
  std::map<std::string_view, std::string> node_keys, edge_keys;
  const auto declare = [&](const TypeTable& types, bool edges, std::map<std::string_view, std::string>& keys) {
    std::string rows;
    for (const auto& [name, type] : types) {
      if (edges && has_place(name, type)) continue;
      const std::string id = std::to_string(keys.size());
      rows += "      <attribute id=\"" + id + "\" title=\"";
      put_xml(rows, name);
      rows += "\" type=\"" + std::string(type_word(type)) + "\"/>\n";
      keys.emplace(name, id);
    }
    if (rows.empty()) return;
    out += "    <attributes class=\"" + std::string(edges ? "edge" : "node") + "\" mode=\"static\">\n" + rows +
           "    </attributes>\n";
  };
  declare(node_types, false, node_keys);
  declare(edge_types, true, edge_keys);
  const auto put_values = [&](const GraphAttributes& attributes, const std::map<std::string_view, std::string>& keys,
                              const char* element) {
    std::string values;
    for (const auto& [name, value] : attributes) {
      const auto key = keys.find(name);
      if (key == keys.end()) continue;
      values += "<attvalue for=\"" + key->second + "\" value=\"";
      put_xml(values, value_text(value));
      values += "\"/>";
    }
    if (values.empty()) {
      out += "/>\n";
    } else {
      out += "><attvalues>" + values + "</attvalues></" + element + ">\n";
    }
  };
  out += "    <nodes>\n";
  for (const auto& node : graph.nodes) {
    ticks();
    out += "      <node id=\"";
    put_xml(out, node.id);
    if (!node.label.empty()) {
      out += "\" label=\"";
      put_xml(out, node.label);
    }
    out += '"';
    put_values(node.attributes, node_keys, "node");
  }
  out += "    </nodes>\n    <edges>\n";
  std::size_t number = 0;
  for (const auto& edge : graph.edges) {
    ticks();
    out += "      <edge id=\"" + std::to_string(number++) + "\" source=\"";
    put_xml(out, edge.source);
    out += "\" target=\"";
    put_xml(out, edge.target);
    out += '"';
    if (edge.directed != graph.directed) out += edge.directed ? " type=\"directed\"" : " type=\"undirected\"";
    for (const auto* name : {"weight", "label"}) {
      const auto value = edge.attributes.find(name);
      if (value == edge.attributes.end() || edge_keys.find(name) != edge_keys.end()) continue;
      out += " " + std::string(name) + "=\"";
      put_xml(out, value_text(value->second));
      out += '"';
    }
    put_values(edge.attributes, edge_keys, "edge");
  }
  return out + "    </edges>\n  </graph>\n</gexf>\n";
}

}  // namespace weaktie::io
