#include <weaktie/io/graph.hpp>

#include <random>

#include <weaktie/io/read_any.hpp>
#include <weaktie/network/freeze.hpp>

#include "../catch.hpp"
#include "io_help.hpp"

using namespace weaktie;

namespace {

/// Seeded; the same numbers everywhere.
struct Random {
  std::mt19937 engine;
  explicit Random(unsigned seed) : engine(seed) {}
  unsigned operator()() { return static_cast<unsigned>(engine()); }
};

constexpr GraphFormat formats[] = {GraphFormat::graphml, GraphFormat::gexf, GraphFormat::json};

Network back_through(const Network& network, GraphFormat format, const WriteGraphOptions& write = {},
                     const ReadGraphOptions& read = {}) {
  return network_of(parse_graph_file(graph_file_text(graph_file_of(network, write), format), "graph"), read);
}

Network random_network(std::uint32_t seed) {
  Random random(seed);
  static const std::string parts[] = {"a", "\u00eb", "<", "]]>", "\"", "&", " ", "\n", "affiliation:", "\U0001F642"};
  const auto text = [&] {
    std::string out;
    for (unsigned i = random() % 4; i > 0; --i) out += parts[random() % std::size(parts)];
    return out;
  };
  ArraysOptions options;
  options.directed = random() % 2 == 0;
  const unsigned people = random() % 9;
  for (unsigned i = 0; i < people; ++i) options.ids.push_back(text() + std::to_string(i));
  std::vector<std::uint32_t> source, target;
  std::vector<double> chance;
  for (unsigned i = 0; people > 1 && i < random() % 20; ++i) {
    const auto a = static_cast<std::uint32_t>(random() % people), b = static_cast<std::uint32_t>(random() % people);
    if (a == b) continue;
    source.push_back(a);
    target.push_back(b);
    chance.push_back(random() % 4 == 0 ? 1.0 : std::exp2(-static_cast<double>(random() % 4000) / 100));
  }
  if (random() % 3 != 0) {
    for (const auto& id : options.ids) {
      if (random() % 3 == 0) continue;
      Person person;
      person.id = id;
      if (random() % 2 == 0) person.name = random() % 5 == 0 ? id : text();
      if (random() % 3 == 0) person.organisation = text();
      if (random() % 3 == 0) person.email = text();
      options.people.push_back(person);
    }
  }
  for (unsigned i = random() % 3; i > 0; --i) {
    AffiliationRow row;
    row.id = random() % 3 == 0 && people > 0 ? options.ids[random() % people] : "g" + text() + std::to_string(i);
    row.reach = static_cast<double>(1 + random() % 100) / 100;
    for (const auto& id : options.ids) {
      if (random() % 2 != 0) continue;
      row.members.push_back(id);
      row.weights.push_back(static_cast<double>(1 + random() % 7) / 7);
    }
    if (random() % 2 == 0) row.name = "The " + text();
    row.kind = static_cast<AffiliationKind>(random() % 7);
    if (random() % 2 == 0) row.size = random();
    const auto same = [&](const AffiliationRow& other) { return other.id == row.id; };
    if (std::none_of(options.affiliations.begin(), options.affiliations.end(), same)) {
      options.affiliations.push_back(row);
    }
  }
  return Network::from_arrays(source, target, chance, options);
}

const std::vector<std::uint32_t> zero{0}, one{1};
const std::vector<double> half{.5};

}  // namespace

TEST_CASE("a network comes back equal from every format", "[graph][property]") {
  const auto seed = GENERATE(range(0u, 200u));
  INFO("replay with seed " << seed);
  const Network network = random_network(seed);
  for (const GraphFormat format : formats) {
    INFO(graph_file_text(graph_file_of(network), format));
    CHECK(back_through(network, format) == network);
  }
  WriteGraphOptions gephi;
  gephi.chance = "weight";
  ReadGraphOptions weight;
  weight.chance = "weight";
  CHECK(back_through(network, GraphFormat::gexf, gephi, weight) == network);
}

TEST_CASE("a frozen network comes back with its ties, people and affiliations", "[graph]") {
  Records records;
  records.add_person({.id = "ann", .name = "Ann Smith", .organisation = "Hart & Lowe"});
  records.add_tie({.source = "ann", .target = "ben", .kind = TieKind::friend_, .strength = 4});
  records.add_tie({.source = "ben", .target = "li", .directed = true, .chance = .3});
  records.add_affiliation({.id = "w", .name = "Warwick", .kind = AffiliationKind::school, .size = 25000});
  records.add_membership({.person = "ann", .affiliation = "w", .weight = .8});
  records.add_membership({.person = "li", .affiliation = "w"});
  const Network network = freeze(records, {.as_of = *parse_day("2026-11-01")});
  const auto graph = graph_file_of(network);
  CHECK(graph.directed);
  REQUIRE(graph.edges.size() == 5);
  CHECK(value_text(graph.edges[0].attributes.at("kind")) == "friend");
  for (const GraphFormat format : formats) {
    const Network back = back_through(network, format);
    REQUIRE(back.size() == 3);
    for (PersonIndex person = 0; person < 3; ++person) {
      CHECK(back.id(person) == network.id(person));
      CHECK(back.label(person) == network.label(person));
      const auto a = back.steps_from(person), b = network.steps_from(person);
      CHECK(std::equal(a.begin(), a.end(), b.begin(), b.end()));
    }
    CHECK(back.tie_count() == 3);
    const auto school = back.affiliation(0);
    CHECK(school.name == "Warwick");
    CHECK(school.kind == AffiliationKind::school);
    CHECK(school.size == 25000u);
    CHECK(school.reach == network.affiliation(0).reach);
    CHECK(back.members_of(0).size() == 2);
    CHECK(back == back_through(back, format));
  }
}

TEST_CASE("options of writing leave parts out", "[graph]") {
  ArraysOptions options;
  options.ids = {"ann", "ben"};
  options.people = {{.id = "ann", .name = "Ann Smith"}};
  options.affiliations = {{"club", .5, {"ann"}, {}}};
  const auto network = Network::from_arrays(zero, one, half, options);
  WriteGraphOptions bare;
  bare.people = bare.affiliations = false;
  const auto graph = graph_file_of(network, bare);
  CHECK(graph.nodes.size() == 2);
  CHECK(graph.nodes[0] == GraphNode{"ann", "", {}});
  CHECK(graph.edges.size() == 1);
  WriteGraphOptions wrong;
  wrong.chance = "";
  CHECK_THROWS_AS(graph_file_of(network, wrong), InvalidValue);

  const io_help::TempFolder folder;
  write_graph(network, folder.path() / "n.graphml.gz");
  CHECK(read_graph(folder.path() / "n.graphml.gz") == network);
  CHECK_THROWS_AS(write_graph(network, folder.path() / "n.txt"), InvalidValue);
  WriteGraphOptions as_json;
  as_json.format = GraphFormat::json;
  write_graph(network, folder.path() / "n.txt", as_json);
  CHECK(io_help::slurp(folder.path() / "n.txt").front() == '{');
  CHECK(read_graph(folder.path() / "n.txt") == network);
}

TEST_CASE("what is no chance is refused by the edge's name, with what to do", "[graph]") {
  GraphFile graph;
  graph.file = "g.gexf";
  graph.nodes = {{"a"}, {"b"}, {"c"}};
  graph.edges = {{"a", "b", false, {{"weight", 3.0}, {"since", std::int64_t{2019}}}, 7}};
  CHECK_THROWS_WITH(network_of(graph), ContainsSubstring("the edge 'a' - 'b' has no attribute 'chance'") &&
                                           ContainsSubstring("default_chance") && ContainsSubstring("since, weight") &&
                                           ContainsSubstring("g.gexf, line 7, field 'chance'"));
  ReadGraphOptions options;
  options.chance = "weight";
  CHECK_THROWS_WITH(network_of(graph, options), ContainsSubstring("has the weight '3'") && ContainsSubstring("(0, 1]"));
  options.chance = "chance";
  options.default_chance = .25;
  CHECK(network_of(graph, options).steps_from(0)[0].cost == cost_of(.25));
  options.default_chance = 0;
  CHECK_THROWS_WITH(network_of(graph, options), ContainsSubstring("default_chance lies in (0, 1]"));
  options.default_chance = .5;
  graph.edges[0].target = "a";
  CHECK_THROWS_WITH(network_of(graph, options), ContainsSubstring("to itself"));
  graph.edges[0].target = "zoe";
  CHECK_THROWS_AS(network_of(graph, options), ImportFailed);
  graph.edges.clear();
  graph.nodes.push_back({"a"});
  CHECK_THROWS_WITH(network_of(graph, options), ContainsSubstring("'a' stands twice"));
  graph.nodes.pop_back();
  graph.problems.push_back({RowOutcome::rejected, {"g.gexf", 9, 3, "id"}, "a node without an id"});
  CHECK_THROWS_WITH(network_of(graph, options), ContainsSubstring("line 9, column 3"));
}

TEST_CASE("directions: as the graph says, mixed, or as the caller says", "[graph]") {
  GraphFile graph;
  graph.nodes = {{"a"}, {"b"}, {"c"}};
  graph.edges = {{"a", "b", false, {{"chance", .5}}}, {"b", "c", false, {{"chance", .25}}}};
  CHECK(network_of(graph).tie_count() == 2);
  CHECK(network_of(graph).data().symmetric);
  graph.edges[1].directed = true;
  const auto mixed = network_of(graph);
  CHECK(mixed.tie_count() == 3);
  CHECK(mixed.steps_from(1).size() == 2);
  CHECK(mixed.steps_from(2).empty());
  ReadGraphOptions options;
  options.directed = false;
  CHECK(network_of(graph, options).tie_count() == 2);
  CHECK(network_of(graph, options).steps_from(2).size() == 1);
  options.directed = true;
  CHECK(network_of(graph, options).tie_count() == 2);
  CHECK(network_of(graph, options).steps_from(1).size() == 1);
  graph.edges.push_back({"a", "b", false, {{"chance", "0.75"}}});  // text of a number will do; the largest counts
  CHECK(network_of(graph).steps_from(0)[0].cost == cost_of(.75));
}

TEST_CASE("ids may come from an attribute", "[graph]") {
  const auto graph = parse_graph_file(R"(<graphml><key id="v_name" for="node" attr.name="name" attr.type="string"/>
    <graph edgedefault="undirected"><node id="n0"><data key="v_name">ann</data></node>
    <node id="n1"><data key="v_name">ben</data></node><edge source="n0" target="n1"/></graph></graphml>)",
                                      "igraph.graphml");
  ReadGraphOptions options;
  options.default_chance = .5;
  CHECK(network_of(graph, options).id(0) == "n0");
  CHECK(network_of(graph, options).label(0) == "ann");
  options.id = "name";
  CHECK(network_of(graph, options).id(1) == "ben");
  options.id = "key";
  CHECK_THROWS_WITH(network_of(graph, options), ContainsSubstring("no attribute 'key'"));
}

TEST_CASE("records take nodes as people and edges as ties, and account for each", "[graph]") {
  const io_help::TempFolder folder;
  const auto path = folder.put("friends.gexf", R"(<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<graph defaultedgetype="undirected">
<attributes class="node"><attribute id="0" title="title" type="string"/><attribute id="1" title="age" type="integer"/></attributes>
<attributes class="edge"><attribute id="0" title="kind" type="string"/><attribute id="1" title="years" type="float"/>
 <attribute id="2" title="chance" type="float"/></attributes>
<nodes>
<node id="ann" label="Ann Smith"><attvalues><attvalue for="0" value="Solicitor"/><attvalue for="1" value="41"/></attvalues></node>
<node id="ben" label="ben"/>
<node label="nobody"/>
<node id="ann" label="Ann Smith"><attvalues><attvalue for="0" value="Solicitor"/><attvalue for="1" value="41"/></attvalues></node>
</nodes>
<edges>
<edge id="0" source="ann" target="ben" weight="3"><attvalues><attvalue for="0" value="friend"/><attvalue for="1" value="2.5"/></attvalues></edge>
<edge id="1" source="ben" target="ann" type="directed"><attvalues><attvalue for="0" value="rival"/></attvalues></edge>
<edge id="2" source="ben" target="ben"/>
<edge id="3" source="ben" target="zoe"/>
<edge id="4" source="ben" target="ann"><attvalues><attvalue for="2" value="1.5"/></attvalues></edge>
</edges></graph></gexf>)");
  Records records;
  const auto report = read_graph(records, path, {.owner = "ann", .audience = "everyone"});
  CHECK(report.read == 9);
  CHECK(report.kept == 4);
  CHECK(report.merged == 1);
  CHECK(report.rejected == 4);
  REQUIRE(report.rows.size() == 4);
  CHECK(report.rows[0].place == Place{"friends.gexf", 9, 0, "id"});
  CHECK(report.rows[1].place == Place{"friends.gexf", 15, 0, "target"});
  CHECK_THAT(report.rows[2].reason, ContainsSubstring("'zoe'"));
  CHECK_THAT(report.rows[3].reason, ContainsSubstring("chance lies in (0, 1], got '1.5'"));
  CHECK(report.format == "GEXF, recognised by its root");
  REQUIRE(report.notes.size() == 2);
  CHECK_THAT(report.notes[0], ContainsSubstring("'rival' is no kind of tie"));
  CHECK_THAT(report.notes[1], ContainsSubstring("not read: weight"));

  const auto people = records.person_statements();
  REQUIRE(people.size() == 2);
  CHECK(people[0].fact.name == "Ann Smith");
  CHECK(people[0].fact.title == "Solicitor");
  CHECK(people[0].fact.attributes == std::map<std::string, std::string>{{"age", "41"}});
  CHECK(people[0].by.origins.front() == "friends.gexf:7");
  CHECK(people[1].fact.name.empty());
  const auto ties = records.tie_statements();
  REQUIRE(ties.size() == 2);
  CHECK(ties[0].fact.kind == TieKind::friend_);
  CHECK(ties[0].fact.years == 2.5);
  CHECK_FALSE(ties[0].fact.directed);
  CHECK(ties[0].by.stated_by == "ann");
  CHECK(ties[0].by.audience == "everyone");
  CHECK(ties[1].fact.directed);
  CHECK(ties[1].fact.kind == TieKind::acquaintance);

  const Records before = records;
  const auto again = read(records, path, {.owner = "ann", .audience = "everyone"});
  CHECK(again.kept == 0);
  CHECK(again.merged == 5);
  CHECK(records == before);
}

TEST_CASE("columns give attributes a meaning", "[graph]") {
  const io_help::TempFolder folder;
  const auto path =
      folder.put("g.json", R"({"nodes": [{"id": 0, "who": "ann", "job": "Judge"}, {"id": 1, "who": "ben"}],
    "links": [{"source": 0, "target": 1, "weight": 0.25}]})");
  Records records;
  const auto report = read_graph(records, path, {.columns = {{"id", "who"}, {"title", "job"}, {"chance", "weight"}}});
  CHECK(report.kept == 3);
  CHECK(report.notes.empty());
  CHECK(records.merged_people().at(0).person.title == "Judge");
  CHECK(records.merged_people().at(0).person.attributes.empty());
  CHECK(records.tie_statements()[0].fact.chance == .25);
  CHECK_THROWS_WITH(read_graph(records, path, {.columns = {{"chance", "wieght"}}}), ContainsSubstring("weight, who"));
  CHECK_THROWS_WITH(read_graph(records, path, {.columns = {{"shoe", "weight"}}}), ContainsSubstring("'shoe'"));
  CHECK_THROWS_AS(read_graph(records, path, {.audience = "all"}), InvalidValue);
  const Records before = records;
  CHECK_THROWS_AS(read_graph(records, folder.put("bad.json", "{\"nodes\": [{\"id\": 1}"), {}), ImportFailed);
  CHECK(records == before);
}

TEST_CASE("records read what a network wrote: people, ties, affiliations and memberships", "[graph]") {
  const auto seed = GENERATE(range(0u, 30u));
  INFO("replay with seed " << seed);
  const Network network = random_network(seed);
  const io_help::TempFolder folder;
  const auto path = folder.path() / "n.graphml";
  write_graph(network, path);
  Records records;
  const auto report = read_graph(records, path);
  CHECK(report.read == report.kept);
  const Network frozen = freeze(records, {.as_of = *parse_day("2026-11-01")});
  REQUIRE(frozen.size() == network.size());
  for (PersonIndex person = 0; person < network.size(); ++person) {
    const PersonIndex there = frozen.index(network.id(person));
    const auto a = network.steps_from(person), b = frozen.steps_from(there);
    REQUIRE(a.size() == b.size());
    CHECK(network.groups_of(person).size() == frozen.groups_of(there).size());
    for (const Step& step : a) {
      const PersonIndex to = frozen.index(network.id(step.to));
      CHECK(std::find(b.begin(), b.end(), Step{to, step.cost}) != b.end());
    }
  }
}

TEST_CASE("networks read from files of other tools", "[graph][data]") {
  const auto data = io_help::extra_data();
  if (!data) {
    WARN("skipped: WEAKTIE_DATA is not set");
    return;
  }
  ReadGraphOptions options;
  options.default_chance = .5;
  CHECK(read_graph(*data / "formats/graph/zachary_igraph.graphml", options).tie_count() == 78);
  CHECK(read_graph(*data / "formats/graph/zachary_igraph.graphml", options).label(5) == "Member 5");
  CHECK(read_graph(*data / "graphs/les_miserables.gexf", options).size() == 77);
  options.chance = "weight";
  CHECK_THROWS_AS(read_graph(*data / "formats/graph/davis_networkx.gexf", options), InvalidValue);
  Records records;
  const auto report = read_graph(records, *data / "graphs/arctic.gexf.gz");
  CHECK(report.read == report.kept + report.merged + report.skipped + report.rejected);
  CHECK(report.read == 1715 + 6676);
}
