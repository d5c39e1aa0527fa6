// Networks and records to and from graphs.
#include <weaktie/io/graph.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <weaktie/core/number_text.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/io/contact_counter.hpp>
#include <weaktie/network/strength.hpp>

#include "graph_formats.hpp"
#include "shared.hpp"

namespace weaktie {
namespace io {
namespace {

constexpr std::string_view kind_key = "kind";
constexpr std::string_view affiliation_word = "affiliation";
constexpr std::string_view membership_word = "membership";
constexpr std::uint64_t graph_parts_asked = 4096;  // nodes and edges between two looks at whether to go on

// ------------------------------------------------------------------------------------------------- network to graph

void put_people(const Network& network, GraphFile& graph, const WriteGraphOptions& options, Ticks& ticks) {
  bool any = false;
  for (PersonIndex person = 0; person < network.size(); ++person) {
    ticks();
    GraphNode node;
    node.id = network.id(person);
    if (options.people) {
      node.label = network.label(person);
      for (std::size_t i = 0; i < std::size(person_column_names); ++i) {
        const auto value = network.text(person, static_cast<PersonColumn>(i));
        if (value.empty()) continue;
        node.attributes.emplace(person_column_names[i], std::string(value));
        any = true;
      }
    }
    graph.nodes.push_back(std::move(node));
  }
  // A people table of which nothing is left but its ids: a blank name says that it was there.
  if (options.people && network.has_people() && !any && !graph.nodes.empty()) {
    graph.nodes.front().attributes.emplace("name", std::string());
  }
}

void put_ties(const Network& network, GraphFile& graph, const WriteGraphOptions& options, Ticks& ticks) {
  for (PersonIndex person = 0; person < network.size(); ++person) {
    for (const Step& step : network.steps_from(person)) {
      ticks();
      if (!graph.directed && step.to < person) continue;
      GraphEdge edge;
      edge.source = network.id(person);
      edge.target = network.id(step.to);
      edge.directed = graph.directed;
      edge.attributes.emplace(options.chance, chance_of(step.cost));
      graph.edges.push_back(std::move(edge));
    }
  }
}

/// The kinds of ties that were frozen from records: as many edges as `put_ties` made, in its order.
void put_kinds(const Network& network, GraphFile& graph, Ticks& ticks) {
  if (!network.as_of()) return;
  for (auto& edge : graph.edges) {
    ticks();
    const auto facts = network.tie(network.index(edge.source), network.index(edge.target));
    if (facts && facts->kind) edge.attributes.emplace(kind_key, std::string(name_of(*facts->kind)));
  }
}

void put_affiliations(const Network& network, GraphFile& graph, Ticks& ticks) {
  std::unordered_set<std::string> taken;
  for (const auto id : network.ids()) taken.emplace(id);
  for (GroupIndex group = 0; group < network.group_count(); ++group) {
    const AffiliationFacts facts = network.affiliation(group);
    GraphNode node;
    node.id = facts.id;
    while (!taken.insert(node.id).second) node.id = std::string(affiliation_word) + ":" + node.id;
    node.label = facts.name;
    node.attributes.emplace(kind_key, std::string(affiliation_word));
    node.attributes.emplace(affiliation_word, std::string(facts.id));
    node.attributes.emplace("affiliation_kind", std::string(name_of(facts.kind)));
    node.attributes.emplace("reach", facts.reach);
    node.attributes.emplace("name", std::string(facts.name));
    if (facts.size) node.attributes.emplace("size", static_cast<std::int64_t>(*facts.size));
    for (const MemberWeight& member : network.members_of(group)) {
      ticks();
      GraphEdge edge;
      edge.source = network.id(member.person);
      edge.target = node.id;
      edge.directed = graph.directed;
      edge.attributes.emplace(kind_key, std::string(membership_word));
      edge.attributes.emplace("weight", chance_of(member.cost));
      graph.edges.push_back(std::move(edge));
    }
    graph.nodes.push_back(std::move(node));
  }
}

// ------------------------------------------------------------------------------------------------- graph to network

const GraphValue* value_of(const GraphAttributes& attributes, std::string_view name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? nullptr : &found->second;
}

std::string text_of(const GraphAttributes& attributes, std::string_view name) {
  const GraphValue* value = value_of(attributes, name);
  return value == nullptr ? std::string() : value_text(*value);
}

bool is_affiliation(const GraphNode& node) { return text_of(node.attributes, kind_key) == affiliation_word; }

std::string affiliation_id_of(const GraphNode& node) {
  auto id = text_of(node.attributes, affiliation_word);
  return id.empty() ? node.id : id;
}

std::string shown(const std::string& text) { return "'" + to_utf8(text.substr(0, 80)) + "'"; }

std::string called(const GraphEdge& edge, bool directed) {
  return "the edge '" + to_utf8(edge.source) + (directed ? "' -> '" : "' - '") + to_utf8(edge.target) + "'";
}

Place place_in(const GraphFile& graph, std::uint32_t line, std::string field) {
  Place at;
  at.file = graph.file;
  at.line = line;
  at.field = std::move(field);
  return at;
}

/// The nodes of a graph by their id: people and affiliations, each numbered in order.
struct Node {
  bool affiliation;
  std::uint32_t number;
};
using NodeTable = std::unordered_map<std::string_view, Node>;

std::string names_of_attributes(const GraphFile& graph) {
  std::set<std::string_view> names;
  for (const auto& edge : graph.edges) {
    for (const auto& entry : edge.attributes) {
      if (names.size() < 8) names.insert(entry.first);
    }
  }
  std::string out;
  for (const auto name : names) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

double chance_of_edge(const GraphFile& graph, const GraphEdge& edge, const ReadGraphOptions& options) {
  const Place at = place_in(graph, edge.line, options.chance);
  const GraphValue* value = value_of(edge.attributes, options.chance);
  if (value == nullptr) {
    if (options.default_chance) return *options.default_chance;
    const std::string names = names_of_attributes(graph);
    throw InvalidValue(called(edge, edge.directed) + " has no attribute '" + options.chance +
                           "': give default_chance, or name the attribute that holds the chance" +
                           (names.empty() ? std::string("; the edges of this graph have none")
                                          : "; the edges of this graph have " + names),
                       options.chance, at);
  }
  const auto number = value_number(*value);
  if (!number || !(*number > 0 && *number <= 1)) {
    throw InvalidValue(called(edge, edge.directed) + " has the " + options.chance + " " + shown(value_text(*value)) +
                           ", which is no chance: a chance lies in (0, 1]. Turn weights into chances first, or name "
                           "another attribute and give default_chance",
                       value_text(*value), at);
  }
  return *number;
}

Person person_of(const GraphNode& node, std::string id, bool& any) {
  Person person;
  person.id = std::move(id);
  for (const auto& field : person_fields) {
    if (const GraphValue* value = value_of(node.attributes, field.name)) {
      person.*field.member = value_text(*value);
      any = true;
    }
  }
  if (person.name.empty() && !node.label.empty() && node.label != node.id && node.label != person.id) {
    person.name = node.label;
    any = true;
  }
  return person;
}

AffiliationRow affiliation_of(const GraphFile& graph, const GraphNode& node) {
  AffiliationRow row;
  row.id = affiliation_id_of(node);
  row.name = text_of(node.attributes, "name");
  if (row.name == row.id) row.name.clear();
  const auto kind = text_of(node.attributes, "affiliation_kind");
  if (!kind.empty()) row.kind = affiliation_kind(kind, place_in(graph, node.line, "affiliation_kind"));
  if (const GraphValue* size = value_of(node.attributes, "size")) {
    const auto number = value_number(*size);
    if (!number || *number < 0 || *number != std::floor(*number) || *number >= 18446744073709551616.0) {
      throw InvalidValue(
          "the size of affiliation " + shown(row.id) + " is a whole number from 0, got " + shown(value_text(*size)),
          value_text(*size), place_in(graph, node.line, "size"));
    }
    const auto* whole = std::get_if<std::int64_t>(size);
    row.size = whole != nullptr ? static_cast<std::uint64_t>(*whole) : static_cast<std::uint64_t>(*number);
  }
  row.reach = default_reach(row.kind, row.size);
  if (const GraphValue* reach = value_of(node.attributes, "reach")) {
    const auto number = value_number(*reach);
    if (!number || !(*number > 0 && *number <= 1)) {
      throw InvalidValue(
          "the reach of affiliation " + shown(row.id) + " lies in (0, 1], got " + shown(value_text(*reach)),
          value_text(*reach), place_in(graph, node.line, "reach"));
    }
    row.reach = *number;
  }
  return row;
}

}  // namespace
}  // namespace io

GraphFile graph_file_of(const Network& network, const WriteGraphOptions& options, const Control& control) {
  if (options.chance.empty() || options.chance == io::kind_key) {
    throw InvalidValue("the attribute for the chance needs a name, which is not 'kind'", options.chance);
  }
  GraphFile graph;
  graph.directed = !network.data().symmetric;
  Ticks ticks(control, 0, io::graph_parts_asked);
  io::put_people(network, graph, options, ticks);
  io::put_ties(network, graph, options, ticks);
  io::put_kinds(network, graph, ticks);
  if (options.affiliations) io::put_affiliations(network, graph, ticks);
  return graph;
}

void write_graph(const Network& network, const std::filesystem::path& path, const WriteGraphOptions& options,
                 const Control& control) {
  const GraphFormat format = options.format ? *options.format : graph_format(path);
  write_graph_file(graph_file_of(network, options, control), path, format, control);
}

Network network_of(const GraphFile& graph, const ReadGraphOptions& options, const Control& control) {
  using namespace io;
  Ticks ticks(control, 0, graph_parts_asked);
  if (options.default_chance && !(*options.default_chance > 0 && *options.default_chance <= 1)) {
    throw InvalidValue("default_chance lies in (0, 1], got " + number_text(*options.default_chance),
                       number_text(*options.default_chance));
  }
  for (const auto& problem : graph.problems) {
    if (problem.outcome != RowOutcome::rejected) continue;
    throw ImportFailed(problem.reason + "; Records.read_graph reads the rest and reports such rows", {}, problem.place);
  }
  ArraysOptions arrays;
  NodeTable nodes;
  bool any_people = false;
  std::unordered_map<std::string, std::uint32_t> lines;
  for (const auto& node : graph.nodes) {
    ticks();
    const bool affiliation = is_affiliation(node);
    const auto number = static_cast<std::uint32_t>(affiliation ? arrays.affiliations.size() : arrays.ids.size());
    if (!nodes.emplace(node.id, Node{affiliation, number}).second) {
      throw InvalidValue("the id " + shown(node.id) + " stands twice", node.id, place_in(graph, node.line, "id"));
    }
    if (affiliation) {
      arrays.affiliations.push_back(affiliation_of(graph, node));
      continue;
    }
    std::string id = node.id;
    if (options.id) {
      id = text_of(node.attributes, *options.id);
      if (id.empty() && *options.id == "label") id = node.label;
      if (id.empty()) {
        throw InvalidValue("the node " + shown(node.id) + " has no attribute '" + *options.id + "' to take as its id",
                           *options.id, place_in(graph, node.line, *options.id));
      }
      if (!lines.emplace(id, node.line).second) {
        throw InvalidValue(
            "the id " + shown(id) + " stands twice: the attribute '" + *options.id + "' does not tell nodes apart", id,
            place_in(graph, node.line, *options.id));
      }
    }
    arrays.people.push_back(person_of(node, id, any_people));
    arrays.ids.push_back(std::move(id));
  }
  if (arrays.ids.size() >= no_person) throw InvalidValue("a network holds fewer than 4294967295 people");

  bool directed = graph.directed;
  if (options.directed) {
    directed = *options.directed;
  } else {
    for (const auto& edge : graph.edges) directed = directed || edge.directed;
  }
  std::vector<std::uint32_t> source, target;
  std::vector<double> chance;
  for (const auto& edge : graph.edges) {
    ticks();
    const auto from = nodes.find(edge.source), to = nodes.find(edge.target);
    for (const auto& end : {std::pair(from, &edge.source), std::pair(to, &edge.target)}) {
      if (end.first != nodes.end()) continue;
      throw ImportFailed(
          called(edge, edge.directed) + " names a node that the graph does not have: " + shown(*end.second),
          *end.second, place_in(graph, edge.line, end.second == &edge.source ? "source" : "target"));
    }
    if (from->second.affiliation && to->second.affiliation) {
      throw InvalidValue(called(edge, edge.directed) + " joins two affiliations; a membership joins a person to one",
                         edge.target, place_in(graph, edge.line, "target"));
    }
    if (from->second.affiliation || to->second.affiliation) {
      const auto& person = from->second.affiliation ? to->second : from->second;
      auto& row = arrays.affiliations[from->second.affiliation ? from->second.number : to->second.number];
      const GraphValue* value = value_of(edge.attributes, "weight");
      const auto weight = value == nullptr ? std::optional<double>(1.0) : value_number(*value);
      if (!weight || !(*weight > 0 && *weight <= 1)) {
        throw InvalidValue(called(edge, edge.directed) + ": the weight of a membership lies in (0, 1], got " +
                               shown(value_text(*value)),
                           value_text(*value), place_in(graph, edge.line, "weight"));
      }
      row.members.push_back(arrays.ids[person.number]);
      row.weights.push_back(*weight);
      continue;
    }
    if (from == to) {
      throw InvalidValue(called(edge, edge.directed) +
                             " joins a node to itself, and nobody has a tie to themself: leave such edges out",
                         edge.source, place_in(graph, edge.line, "target"));
    }
    const double value = chance_of_edge(graph, edge, options);
    source.push_back(from->second.number);
    target.push_back(to->second.number);
    chance.push_back(value);
    if (directed && !options.directed && !edge.directed) {
      source.push_back(to->second.number);
      target.push_back(from->second.number);
      chance.push_back(value);
    }
  }
  arrays.directed = directed;
  if (!any_people) arrays.people.clear();
  return Network::from_arrays(source, target, chance, arrays, control);
}

Network read_graph(const std::filesystem::path& path, const ReadGraphOptions& options, const Control& control) {
  return network_of(read_graph_file(path, {}, control), options, control);
}

// ------------------------------------------------------------------------------------------------- graph to records

namespace io {
namespace {

/// A value that does not fit what it stands for: rejects its row.
struct BadValue {
  std::string field;
  std::string reason;
};

/// The attributes of a row by our names.
class Attributes {
 public:
  Attributes(const GraphAttributes& attributes, const std::map<std::string, std::string>& columns)
      : attributes_(attributes), columns_(columns) {}

  [[nodiscard]] std::string theirs(const std::string& ours) const {
    const auto mapped = columns_.find(ours);
    return mapped == columns_.end() ? ours : mapped->second;
  }
  [[nodiscard]] const GraphValue* find(const std::string& ours) const { return value_of(attributes_, theirs(ours)); }
  [[nodiscard]] std::string text(const std::string& ours) const {
    const GraphValue* value = find(ours);
    return value == nullptr ? std::string() : trimmed(value_text(*value));
  }
  [[nodiscard]] std::optional<double> number(const std::string& ours, double low, bool low_included, double high,
                                             const char* range) const {
    const GraphValue* value = find(ours);
    if (value == nullptr || trimmed(value_text(*value)).empty()) return std::nullopt;
    const auto out = value_number(*value);
    if (!out || !std::isfinite(*out) || *out > high || *out < low || (!low_included && *out == low)) {
      throw BadValue{theirs(ours), ours + " lies in " + range + ", got " + shown(value_text(*value))};
    }
    return out;
  }
  [[nodiscard]] std::optional<std::uint64_t> whole(const std::string& ours, double low, double high) const {
    const auto out = number(ours, low, true, high, "the whole numbers from its smallest");
    if (!out) return std::nullopt;
    if (*out != std::floor(*out)) throw BadValue{theirs(ours), ours + " is a whole number, got " + number_text(*out)};
    return static_cast<std::uint64_t>(*out);
  }

 private:
  const GraphAttributes& attributes_;
  const std::map<std::string, std::string>& columns_;
};

constexpr std::string_view tie_attributes[] = {"kind", "chance", "strength", "years", "contexts", "since"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class GraphReader {
 public:
  GraphReader(const GraphFile& graph, const GraphOptions& options, ImportPlan& plan)
      : graph_(graph), options_(options), plan_(plan) {
    for (const auto& entry : options.columns) mapped_.insert(entry.second);
    for (const auto& node : graph.nodes) {
      nodes_.emplace(node.id, &node);
    }
    check_columns();
  }

  void read(const Control& control) {
    enum class Kind : std::uint8_t { node, edge, problem };
    struct Entry {
      std::uint32_t line;
      Kind kind;
      std::size_t number;
    };
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) entries.push_back({graph_.nodes[i].line, Kind::node, i});
    for (std::size_t i = 0; i < graph_.edges.size(); ++i) entries.push_back({graph_.edges[i].line, Kind::edge, i});
    for (std::size_t i = 0; i < graph_.problems.size(); ++i) {
      entries.push_back({graph_.problems[i].place.line, Kind::problem, i});
    }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.line < b.line; });
    std::uint64_t done = 0;
    for (const Entry& entry : entries) {
      if (++done % 4096 == 0) control.check(done, entries.size());
      if (entry.kind == Kind::problem) {
        const ReportRow& problem = graph_.problems[entry.number];
        if (problem.outcome == RowOutcome::skipped) {
          plan_.skip(entry.line, problem.reason, problem.place.field);
        } else {
          plan_.reject(entry.line, problem.reason, problem.place.field);
        }
        continue;
      }
      try {
        if (entry.kind == Kind::node) {
          read_node(graph_.nodes[entry.number]);
        } else {
          read_edge(graph_.edges[entry.number]);
        }
      } catch (const BadValue& bad) {
        plan_.reject(entry.line, bad.reason, bad.field);
      }
    }
    if (!left_out_.empty()) {
      std::string names;
      for (const auto& name : left_out_) names += (names.empty() ? "" : ", ") + to_utf8(name);
      plan_.note("attributes of edges that a tie does not have are not read: " + names +
                 "; columns={\"chance\": ...} takes one of them as the chance");
    }
  }

 private:
  void check_columns() const {
    std::set<std::string_view> names;
    for (const auto& node : graph_.nodes) {
      for (const auto& entry : node.attributes) names.insert(entry.first);
      if (!node.label.empty()) names.insert("label");
    }
    for (const auto& edge : graph_.edges) {
      for (const auto& entry : edge.attributes) names.insert(entry.first);
    }
    for (const auto& [ours, theirs] : options_.columns) {
      if (names.find(theirs) != names.end()) continue;
      std::string have;
      for (const auto name : names) have += (have.empty() ? "" : ", ") + std::string(name);
      std::string words = "columns= takes '";
      words.append(ours).append("' from '").append(theirs);
      words.append("', which no node or edge of the file has; there are: ").append(have.empty() ? "none" : have);
      throw InvalidValue(words, theirs, place_in(graph_, 0, theirs));
    }
  }

  [[nodiscard]] std::string id_of(const GraphNode& node) const {
    const auto mapped = options_.columns.find("id");
    if (mapped == options_.columns.end()) return node.id;
    auto id = trimmed(text_of(node.attributes, mapped->second));
    if (id.empty() && mapped->second == "label") id = trimmed(node.label);
    if (id.empty()) throw BadValue{mapped->second, "the node " + shown(node.id) + " has no such attribute for its id"};
    return id;
  }

  void read_node(const GraphNode& node) {
    const Attributes row(node.attributes, options_.columns);
    if (is_affiliation(node)) {
      Affiliation affiliation;
      affiliation.id = affiliation_id_of(node);
      affiliation.name = text_of(node.attributes, "name");
      if (affiliation.name == affiliation.id) affiliation.name.clear();
      if (const auto kind = text_of(node.attributes, "affiliation_kind"); !kind.empty()) {
        try {
          affiliation.kind = affiliation_kind(kind);
        } catch (const InvalidValue& error) {
          throw BadValue{"affiliation_kind", error.what()};
        }
      }
      affiliation.reach = row.number("reach", 0, false, 1, "(0, 1]");
      affiliation.size = row.whole("size", 0, 9007199254740992.0);
      plan_.keep(node.line, {std::move(affiliation)});
      return;
    }
    Person person;
    person.id = id_of(node);
    for (const auto& field : person_fields) {
      std::string& cell = person.*field.member;
      cell = row.text(field.name);
      if (cell.empty() && row.theirs(field.name) == "label") cell = trimmed(node.label);
    }
    if (person.name.empty() && node.label != node.id && node.label != person.id) person.name = trimmed(node.label);
    for (const auto& [name, value] : node.attributes) {
      bool meant = mapped_.find(name) != mapped_.end();
      for (const auto& field : person_fields) meant = meant || name == field.name;
      auto text = value_text(value);
      if (!meant && !text.empty()) person.attributes.emplace(name, std::move(text));
    }
    plan_.keep(node.line, {std::move(person)});
  }

  void read_edge(const GraphEdge& edge) {
    const GraphNode* ends[2] = {nullptr, nullptr};
    for (const int which : {0, 1}) {
      const std::string& id = which == 0 ? edge.source : edge.target;
      const auto node = nodes_.find(id);
      if (node == nodes_.end()) {
        throw BadValue{which == 0 ? "source" : "target", "the file has no node with the id " + shown(id)};
      }
      ends[which] = node->second;
    }
    const bool from = is_affiliation(*ends[0]), to = is_affiliation(*ends[1]);
    const Attributes row(edge.attributes, options_.columns);
    if (from && to) throw BadValue{"target", "an edge between two affiliations is no membership"};
    if (from || to) {
      Membership membership;
      membership.person = id_of(*ends[from ? 1 : 0]);
      membership.affiliation = affiliation_id_of(*ends[from ? 0 : 1]);
      membership.weight = row.number("weight", 0, false, 1, "(0, 1]");
      membership.role = row.text("role");
      plan_.keep(edge.line, {std::move(membership)});
      return;
    }
    Tie tie;
    tie.source = id_of(*ends[0]);
    tie.target = id_of(*ends[1]);
    if (tie.source == tie.target) throw BadValue{"target", "a tie of a person to themself: " + shown(tie.source)};
    tie.directed = edge.directed;
    tie.chance = row.number("chance", 0, false, 1, "(0, 1]");
    tie.strength = row.number("strength", 1, true, 5, "1 to 5");
    tie.years = row.number("years", 0, true, std::numeric_limits<double>::max(), "0 and above");
    if (const auto contexts = row.whole("contexts", 1, 4294967295.0)) {
      tie.contexts = static_cast<std::uint32_t>(*contexts);
    }
    if (const auto since = row.text("since"); !since.empty()) {
      tie.since = parse_day(since);
      if (!tie.since) plan_.note_cell(edge.line, row.theirs("since"), since, "no date YYYY-MM-DD");
    }
    if (const auto kind = row.text("kind"); !kind.empty()) {
      const auto* name = std::find(std::begin(tie_kind_names), std::end(tie_kind_names), kind);
      if (name != std::end(tie_kind_names)) {
        tie.kind = static_cast<TieKind>(name - std::begin(tie_kind_names));
      } else {
        plan_.note_cell(edge.line, row.theirs("kind"), kind, "no kind of tie");
      }
    }
    for (const auto& entry : edge.attributes) {
      if (!is_one_of(entry.first, tie_attributes) && mapped_.find(entry.first) == mapped_.end()) {
        left_out_.insert(entry.first);
      }
    }
    plan_.keep(edge.line, {std::move(tie)});
  }

  const GraphFile& graph_;
  const GraphOptions& options_;
  ImportPlan& plan_;
  std::unordered_map<std::string_view, const GraphNode*> nodes_;
  std::set<std::string, std::less<>> mapped_;  // attributes that `columns` gives a meaning
  std::set<std::string> left_out_;
};

constexpr std::string_view format_words[] = {"GraphML, recognised by its root", "GEXF, recognised by its root",
                                             "node-link JSON, recognised by its lists"};

}  // namespace
}  // namespace io

ImportReport read_graph(Records& records, const std::filesystem::path& path, const GraphOptions& options,
                        const Control& control) {
  using namespace io;
  const Statement by = statement_of(options.owner, options.audience);
  for (const auto& entry : options.columns) {
    bool known = entry.first == "id" || is_one_of(entry.first, tie_attributes);
    for (const auto& field : person_fields) known = known || entry.first == field.name;
    if (!known) {
      throw InvalidValue("columns= names '" + entry.first +
                             "', which is neither a column of people nor kind, chance, strength, years, contexts or "
                             "since of ties",
                         entry.first);
    }
  }
  const GraphFile graph = read_graph_file(path, {}, control);
  ImportPlan plan(graph.file, std::string(format_words[static_cast<std::size_t>(graph.format)]), by);
  for (const auto& note : graph.notes) plan.note(to_utf8(note));
  GraphReader(graph, options, plan).read(control);
  return plan.commit(records);
}

}  // namespace weaktie
