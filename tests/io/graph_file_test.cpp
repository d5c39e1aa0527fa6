#include <weaktie/io/graph_file.hpp>

#include <zlib.h>

#include <limits>
#include <random>

#include <weaktie/core/text.hpp>

#include "../catch.hpp"
#include "io_help.hpp"

using namespace weaktie;
using io_help::extra_data;

namespace {

/// Seeded; the same numbers everywhere.
struct Random {
  std::mt19937 engine;
  explicit Random(unsigned seed) : engine(seed) {}
  unsigned operator()() { return static_cast<unsigned>(engine()); }
};

constexpr GraphFormat formats[] = {GraphFormat::graphml, GraphFormat::gexf, GraphFormat::json};

GraphFile parsed(const std::string& text, const ReadLimits& limits = {}) {
  return parse_graph_file(text, "graph", limits);
}

/// What the file fails with; fails the test when it does not.
ImportFailed failure(const std::string& text, const ReadLimits& limits = {}) {
  try {
    static_cast<void>(parsed(text, limits));
  } catch (const ImportFailed& error) {
    return error;
  }
  FAIL("this was read: " << text.substr(0, 200));
  return ImportFailed("");
}

/// Text from a pool of what makes trouble.
std::string awkward_text(Random& random, bool for_xml) {
  static const std::vector<std::string> parts = {"a",      "Zo\u00eb",   "]]>", "<b>",   "&amp;", "\"",
                                                 "'",      "\t",         "\n",  "\r\n",  " ",     "\\",
                                                 "\u4e2d", "\U0001F642", "--",  "\u2028"};
  std::string out;
  for (unsigned i = random() % 5; i > 0; --i) out += parts[random() % parts.size()];
  if (!for_xml && random() % 4 == 0) out += '\x01';
  return out;
}

GraphFile random_graph(std::uint32_t seed, bool for_xml) {
  Random random(seed);
  GraphFile graph;
  graph.directed = random() % 2 == 0;
  const auto attributes = [&](bool edge) {
    GraphAttributes out;
    if (random() % 2 == 0) out["text & more"] = awkward_text(random, for_xml);
    if (random() % 2 == 0) out["whole"] = static_cast<std::int64_t>(random()) - 2147483648LL;
    if (random() % 2 == 0) out["number"] = static_cast<double>(random() % 1000) / 7 + .001;
    if (random() % 2 == 0) out["truth"] = random() % 2 == 0;
    if (edge && random() % 2 == 0) out["weight"] = static_cast<double>(random() % 100) / 3 + .001;
    if (edge && random() % 2 == 0) out["label"] = "l" + awkward_text(random, for_xml);
    return out;
  };
  const auto nodes = random() % 8;
  for (unsigned i = 0; i < nodes; ++i) {
    graph.nodes.push_back(
        {std::to_string(i) + awkward_text(random, for_xml), awkward_text(random, for_xml), attributes(false)});
  }
  for (unsigned i = 0; nodes > 0 && i < random() % 10; ++i) {
    graph.edges.push_back(
        {graph.nodes[random() % nodes].id, graph.nodes[random() % nodes].id, graph.directed, attributes(true)});
  }
  return graph;
}

}  // namespace

TEST_CASE("a graph comes back from every format as it was", "[graph_file][property]") {
  const auto seed = GENERATE(range(0u, 150u));
  INFO("replay with seed " << seed);
  for (const GraphFormat format : formats) {
    INFO(graph_format_names[static_cast<std::size_t>(format)]);
    const GraphFile graph = random_graph(seed, format != GraphFormat::json);
    const std::string text = graph_file_text(graph, format);
    INFO(text);
    const GraphFile back = parsed(text);
    CHECK(back == graph);
    CHECK(back.format == format);
    CHECK(back.problems.empty());
    CHECK(graph_file_text(back, format) == text);
  }
}

TEST_CASE("edges may have a direction of their own in XML, and may not in node-link JSON", "[graph_file]") {
  GraphFile graph;
  graph.nodes = {{"a"}, {"b"}};
  graph.edges = {{"a", "b", true, {}}, {"a", "b", false, {}}};
  CHECK(parsed(graph_file_text(graph, GraphFormat::graphml)) == graph);
  CHECK(parsed(graph_file_text(graph, GraphFormat::gexf)) == graph);
  CHECK_THROWS_AS(graph_file_text(graph, GraphFormat::json), InvalidValue);
}

TEST_CASE("what a format cannot hold is replaced in texts and refused in ids", "[graph_file]") {
  GraphFile graph;
  graph.nodes = {{"a", "bell \a, half \xC3, last \xEF\xBF\xBF", {}}};
  for (const GraphFormat format : {GraphFormat::graphml, GraphFormat::gexf}) {
    const auto back = parsed(graph_file_text(graph, format));
    CHECK(back.nodes.at(0).label == "bell \uFFFD, half \uFFFD, last \uFFFD");
  }
  CHECK(parsed(graph_file_text(graph, GraphFormat::json)).nodes.at(0).label ==
        "bell \a, half \uFFFD, last \xEF\xBF\xBF");
  graph.nodes = {{"a\x02"}};
  CHECK_THROWS_WITH(graph_file_text(graph, GraphFormat::gexf), ContainsSubstring("control character"));
  CHECK(parsed(graph_file_text(graph, GraphFormat::json)) == graph);
  graph.nodes = {{"a\xFF"}};
  CHECK_THROWS_WITH(graph_file_text(graph, GraphFormat::json), ContainsSubstring("UTF-8"));
  graph.nodes = {{""}};
  CHECK_THROWS_AS(graph_file_text(graph, GraphFormat::json), InvalidValue);
  graph.nodes = {{"a", "", {{"id", std::string("x")}}}};
  CHECK_THROWS_WITH(graph_file_text(graph, GraphFormat::json), ContainsSubstring("'id'"));
  graph.nodes = {{"a", "", {{"not", std::numeric_limits<double>::quiet_NaN()}}}};
  CHECK(parsed(graph_file_text(graph, GraphFormat::json)).nodes.at(0).attributes.empty());
}

TEST_CASE("mixed values of one attribute take the type that holds them", "[graph_file]") {
  GraphFile graph;
  graph.nodes = {{"a", "", {{"n", std::int64_t{2}}, {"t", true}}}, {"b", "", {{"n", 2.5}, {"t", std::int64_t{1}}}}};
  const auto back = parsed(graph_file_text(graph, GraphFormat::graphml));
  CHECK(std::get<double>(back.nodes[0].attributes.at("n")) == 2.0);
  CHECK(std::get<std::string>(back.nodes[0].attributes.at("t")) == "true");
  CHECK(std::get<std::string>(back.nodes[1].attributes.at("t")) == "1");
}

TEST_CASE("GraphML as other tools write it", "[graph_file]") {
  const auto graph = parsed(R"(<?xml version="1.0"?>
<g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <g:key id="d0" for="node" attr.name="colour" attr.type="string"><g:default>yellow</g:default></g:key>
  <g:key id="d1" for="edge" attr.name="since" attr.type="int"/>
  <g:key id="d2" for="all" attr.name="seen" attr.type="boolean"/>
  <g:key id="d3" for="node" yfiles.type="nodegraphics"/>
  <g:graph edgedefault="directed">
    <g:node id="a"><g:data key="d0">green</g:data><g:data key="d2"> True </g:data></g:node>
    <g:node id="b">
      <g:data key="d3"><y:ShapeNode><y:NodeLabel>Ben <!-- so --> Carter</y:NodeLabel></y:ShapeNode></g:data>
      <g:graph edgedefault="undirected"><g:node id="b::c"/></g:graph>
    </g:node>
    <g:edge source="a" target="b" directed="false"><g:data key="d1">many</g:data><g:data key="d9">x</g:data></g:edge>
    <g:edge source="a" target="nobody"><g:data key="d1">2019</g:data></g:edge>
    <g:hyperedge><g:endpoint node="a"/></g:hyperedge>
    <g:edge source="a"/>
    <g:node/>
  </g:graph>
  <g:graph edgedefault="directed"><g:node id="z"/></g:graph>
</g:graphml>)");
  REQUIRE(graph.nodes.size() == 3);
  CHECK(graph.directed);
  CHECK(graph.nodes[0].attributes == GraphAttributes{{"colour", "green"}, {"seen", true}});
  CHECK(graph.nodes[0].line == 8);
  CHECK(graph.nodes[1].label == "Ben  Carter");
  CHECK(graph.nodes[1].attributes == GraphAttributes{{"colour", "yellow"}});
  CHECK(graph.nodes[2].id == "b::c");
  REQUIRE(graph.edges.size() == 2);
  CHECK_FALSE(graph.edges[0].directed);
  CHECK(graph.edges[0].attributes == GraphAttributes{{"since", "many"}});
  CHECK(graph.edges[1].attributes == GraphAttributes{{"since", std::int64_t{2019}}});
  REQUIRE(graph.problems.size() == 3);
  CHECK(graph.problems[0].outcome == RowOutcome::skipped);
  CHECK(graph.problems[1].place.line == 16);
  CHECK(graph.problems[2].place.field == "id");
  CHECK(graph.notes.size() == 4);
}

TEST_CASE("GEXF of every version", "[graph_file]") {
  const auto [space, key] = GENERATE(table<std::string, std::string>({{"http://www.gexf.net/1.1draft", "id"},
                                                                      {"http://www.gexf.net/1.2draft", "for"},
                                                                      {"http://gexf.net/1.3", "for"}}));
  const auto graph = parsed("<gexf xmlns=\"" + space + "\" xmlns:viz=\"" + space + R"(/viz">
<meta><creator>by hand</creator></meta>
<graph defaultedgetype="undirected" mode="dynamic">
 <attributes class="node"><attribute id="0" title="sector" type="string"><default>law</default></attribute>
  <attribute id="1" title="age" type="integer"/></attributes>
 <attributes class="edge"><attribute id="0" title="chance" type="float"/></attributes>
 <nodes>
  <node id="a" label="Ana"><attvalues><attvalue )" +
                            key + R"(="1" value="41"/></attvalues><viz:color r="1"/>
   <nodes><node id="b"/></nodes></node>
 </nodes>
 <edges>
  <edge id="0" source="a" target="b" weight="2.5"><attvalues><attvalue )" +
                            key + R"(="0" value=".5"/></attvalues></edge>
  <edge id="1" source="b" target="a" type="directed" label="asks"/>
  <edge id="2" target="a"/>
 </edges>
</graph></gexf>)");
  CHECK_FALSE(graph.directed);
  REQUIRE(graph.nodes.size() == 2);
  CHECK(graph.nodes[0].label == "Ana");
  CHECK(graph.nodes[0].attributes == GraphAttributes{{"sector", "law"}, {"age", std::int64_t{41}}});
  REQUIRE(graph.edges.size() == 2);
  CHECK(graph.edges[0].attributes == GraphAttributes{{"weight", 2.5}, {"chance", .5}});
  CHECK(graph.edges[1].directed);
  CHECK(graph.edges[1].attributes == GraphAttributes{{"label", "asks"}});
  CHECK(graph.problems.size() == 1);
}

TEST_CASE("node-link JSON with ids, with positions, and without ids", "[graph_file]") {
  const auto numbers = parsed(R"({"directed": true, "nodes": [{"id": 7}, {"id": 8, "label": "Bo", "x": [1]}],
    "links": [{"source": 7, "target": 8, "weight": 1}]})");
  CHECK(numbers.directed);
  CHECK(numbers.edges.at(0).source == "7");
  CHECK(numbers.edges.at(0).directed);
  CHECK(numbers.edges.at(0).attributes == GraphAttributes{{"weight", std::int64_t{1}}});
  CHECK(numbers.edges.at(0).line == 2);
  CHECK(numbers.nodes.at(1).label == "Bo");
  CHECK(numbers.notes.size() == 1);

  const auto positions = parsed(R"({"nodes": [{"id": "ana"}, {"id": "bo"}], "links": [{"source": 0, "target": 1}]})");
  CHECK(positions.edges.at(0).target == "bo");
  const auto without = parsed(R"({"nodes": [{"name": "Ana"}, {"name": "Bo"}], "edges": [{"source": 0, "target": 1}]})");
  CHECK(without.nodes.at(1).id == "1");
  CHECK(without.edges.at(0).target == "1");

  const auto bad = parsed(R"({"nodes": [{"id": "a"}, {}, 3, {"id": [1]}],
    "edges": [{"source": "a"}, {"source": {"id": "a"}, "target": "a"}, []]})");
  CHECK(bad.nodes.size() == 1);
  CHECK(bad.edges.empty());
  CHECK(bad.problems.size() == 6);
}

TEST_CASE("what is no graph is refused with its place", "[graph_file]") {
  CHECK_THAT(failure("").what(), ContainsSubstring("empty"));
  CHECK_THAT(failure(" \n").what(), ContainsSubstring("empty"));
  CHECK_THAT(failure("a,b\n1,2\n").what(), ContainsSubstring("begins with: a,b"));
  CHECK_THAT(failure("<html/>").what(), ContainsSubstring("'html'"));
  CHECK_THAT(failure("{\"nodes\": []}").what(), ContainsSubstring("links"));
  CHECK_THAT(failure("[1, 2]").what(), ContainsSubstring("links"));
  const auto open = failure("<graphml>\n<graph>\n  <node id=\"a\"></graph></graphml>");
  CHECK(open.place.file == "graph");
  CHECK(open.place.line == 3);
  CHECK(open.place.column == 18);
  const auto json = failure("{\"nodes\": [\n {\"id\": 1},\n {\"id\" 2}]}");
  CHECK(json.place.line == 3);
  CHECK(json.place.column == 8);
  CHECK_THAT(failure("{\"nodes\": [1e999]}").what(), ContainsSubstring("malformed"));
  CHECK_THAT(failure("{\"nodes\": [\"\xFF\"]}").what(), ContainsSubstring("malformed"));
  CHECK(is_utf8(failure("{\"nodes\": [\"\xFF\"]}").what()));
  CHECK(is_utf8(failure(std::string(79, 'a') + "\xC3\xA9").what()));
}

TEST_CASE("a file cannot grow, reach outside or stand too deep", "[graph_file]") {
  const std::string declared = R"(<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaa">]><graphml/>)";
  CHECK_THAT(failure(declared).what(), ContainsSubstring("entity 'a'"));
  const std::string outside = R"(<!DOCTYPE g [<!ENTITY a SYSTEM "file:///etc/passwd">]><graphml/>)";
  CHECK_THAT(failure(outside).what(), ContainsSubstring("entity"));
  const std::string parameter = R"(<!DOCTYPE g [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><graphml/>)";
  CHECK_THAT(failure(parameter).what(), ContainsSubstring("entity"));
  CHECK_NOTHROW(parsed(R"(<!DOCTYPE graphml SYSTEM "graphml.dtd"><graphml/>)"));

  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "<graph>";
  CHECK_THAT(failure("<graphml>" + deep).what(), ContainsSubstring("limit depth"));
  CHECK_THAT(failure("{\"nodes\": " + std::string(200000, '[')).what(), ContainsSubstring("limit depth"));

  ReadLimits limits;
  limits.rows = 2;
  const std::string three = "<graphml><graph><node id=\"a\"/><node id=\"b\"/><node id=\"c\"/></graph></graphml>";
  CHECK(failure(three, limits).place.line == 1);
  limits = {};
  limits.field_bytes = 10;
  CHECK_THAT(failure("<graphml><graph><node id=\"" + std::string(11, 'a') + "\"/></graph></graphml>", limits).what(),
             ContainsSubstring("field_bytes"));
  CHECK_THAT(failure("{\"nodes\": [{\"id\": \"" + std::string(11, 'a') + "\"}]}", limits).what(),
             ContainsSubstring("field_bytes"));
  limits = {};
  limits.cells_per_row = 2;
  CHECK_THAT(failure(R"({"nodes": [{"id": 1, "a": 1, "b": 2, "c": 3}]})", limits).what(),
             ContainsSubstring("cells_per_row"));
  Control stop;
  stop.step = [](std::uint64_t, std::uint64_t) { return false; };
  CHECK_THROWS_AS(parse_graph_file("<graphml/>", "graph", {}, stop), Cancelled);
}

TEST_CASE("files are found by name when written and by content when read, packed or not", "[graph_file]") {
  CHECK(graph_format("a/b.GraphML") == GraphFormat::graphml);
  CHECK(graph_format("b.json.gz") == GraphFormat::json);
  CHECK_THROWS_WITH(graph_format("b.csv"), ContainsSubstring(".gexf"));
  CHECK_THROWS_AS(graph_format("b.gz"), InvalidValue);

  const io_help::TempFolder folder;
  GraphFile graph;
  graph.nodes = {{"a", "Ana", {{"n", std::int64_t{1}}}}, {"b"}};
  graph.edges = {{"a", "b", false, {}}};
  for (const GraphFormat format : formats) {
    for (const char* name : {"one.txt", "one.txt.gz"}) {
      const auto path = folder.path() / name;
      write_graph_file(graph, path, format);
      CHECK(read_graph_file(path) == graph);
      const auto bytes = io_help::slurp(path);
      CHECK((bytes.substr(0, 2) == "\x1F\x8B") == (path.extension() == ".gz"));
      write_graph_file(graph, path, format);
      CHECK(io_help::slurp(path) == bytes);
    }
  }
  const auto packed = io_help::slurp(folder.path() / "one.txt.gz");
  CHECK(parse_graph_file(packed + packed.substr(0, 0), "graph") == graph);
  for (std::size_t cut : {std::size_t{3}, std::size_t{20}, packed.size() - 1}) {
    CHECK_THROWS_AS(parse_graph_file(packed.substr(0, cut), "graph"), ImportFailed);
  }
  auto damaged = packed;
  damaged[packed.size() / 2] = static_cast<char>(damaged[packed.size() / 2] ^ 0x55);
  CHECK_THROWS_AS(parse_graph_file(damaged, "graph"), ImportFailed);
  {
    gzFile bomb = gzopen((folder.path() / "bomb.gz").c_str(), "wb9");
    const std::string blanks(1 << 20, ' ');
    for (int i = 0; i < 64; ++i) gzwrite(bomb, blanks.data(), 1 << 20);
    gzclose(bomb);
  }
  CHECK_THROWS_WITH(read_graph_file(folder.path() / "bomb.gz"), ContainsSubstring("limit expansion"));

  CHECK_THROWS_AS(write_graph_file(graph, folder.path() / "none" / "a.gexf", GraphFormat::gexf), Error);
  const auto kept = folder.put("kept.gexf", "old");
  graph.nodes[0].id = "";
  CHECK_THROWS_AS(write_graph_file(graph, kept, GraphFormat::gexf), InvalidValue);
  CHECK(io_help::slurp(kept) == "old");
  CHECK_FALSE(std::filesystem::exists(folder.path() / "kept.gexf.part"));
}

TEST_CASE("damaged files are read or refused, and nothing else happens", "[graph_file][fuzz]") {
  const auto seed = GENERATE(range(0u, 400u));
  INFO("replay with seed " << seed);
  Random random(seed);
  const auto format = formats[seed % 3];
  std::string text = graph_file_text(random_graph(seed, true), format);
  static const std::string pieces[] = {"<", ">", "&",       "\"",      "{",    "}", "[",
                                       "]", ",", "</node>", "<graph>", "\x80", "\0"};
  for (unsigned i = 1 + random() % 8; i > 0 && !text.empty(); --i) {
    const std::size_t at = random() % text.size();
    switch (random() % 4) {
      case 0:
        text.erase(at, 1 + random() % 20);
        break;
      case 1:
        text.insert(at, pieces[random() % std::size(pieces)]);
        break;
      case 2:
        text[at] = static_cast<char>(random() % 256);
        break;
      default:
        text.insert(at, text.substr(random() % text.size(), random() % 60));
    }
  }
  try {
    const auto graph = parsed(text);
    CHECK(graph.nodes.size() + graph.edges.size() + graph.problems.size() <= text.size());
  } catch (const ImportFailed& error) {
    CHECK(error.place.file == "graph");
    CHECK(is_utf8(error.what()));
  }
}

TEST_CASE("files of igraph, NetworkX, Gephi and yEd", "[graph_file][data]") {
  const auto data = extra_data();
  if (!data) {
    WARN("skipped: WEAKTIE_DATA is not set");
    return;
  }
  const auto size_of = [&](const char* name) {
    const auto graph = read_graph_file(*data / name);
    return std::pair(graph.nodes.size(), graph.edges.size());
  };
  CHECK(size_of("formats/graph/zachary_igraph.graphml") == std::pair<std::size_t, std::size_t>(34, 78));
  CHECK(size_of("formats/graph/davis_networkx.gexf") == std::pair<std::size_t, std::size_t>(32, 89));
  CHECK(size_of("graphs/karate.graphml") == std::pair<std::size_t, std::size_t>(34, 78));
  CHECK(size_of("graphs/les_miserables.gexf") == std::pair<std::size_t, std::size_t>(77, 254));
  CHECK(size_of("graphs/arctic.gexf.gz").first == 1715);
  const auto davis = read_graph_file(*data / "formats/graph/davis_networkx.gexf");
  CHECK(davis.edges.at(0).attributes == GraphAttributes{{"weight", 1.5}});
  const auto zachary = read_graph_file(*data / "formats/graph/zachary_igraph.graphml");
  CHECK(value_text(zachary.nodes.at(5).attributes.at("name")) == "Member 5");
  for (const char* name :
       {"formats/graph/test.graphml", "formats/graph/wa1.graphml", "formats/graph/cattr_bool_bug.graphml",
        "formats/graph/yfiles.graphml", "formats/graph/gexf12_simple.gexf"}) {
    INFO(name);
    CHECK_FALSE(read_graph_file(*data / name).nodes.empty());
  }
  for (const char* name :
       {"formats/graph/invalid1.graphml", "formats/graph/invalid3.graphml", "formats/graph/invalid5.graphml",
        "formats/bad/billion_laughs.graphml", "formats/graph/karate.gml"}) {
    INFO(name);
    CHECK_THROWS_AS(read_graph_file(*data / name), ImportFailed);
  }
}
