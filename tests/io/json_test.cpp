#include <weaktie/io/json.hpp>

#include <cmath>

#include "../catch.hpp"

using namespace weaktie;

TEST_CASE("introductions as JSON name people by id and keep every digit", "[json]") {
  const std::vector<std::uint32_t> source = {0, 1}, target = {1, 2};
  const std::vector<double> chance = {.5, .25};
  const Network network = Network::from_arrays(source, target, chance, {.ids = {"a", "b \"x\"", "c"}});
  Introductions list;
  list.push_back({{0, 1, 2}, .125, 3u << 20, 1, {{StepKind::tie, "", .5}, {StepKind::affiliation, "g", .25}}});
  list.complete = false;
  list.guarantee = .75;
  const std::string first =
      R"({"people":["a","b \"x\"","c"],"chance":0.125,"cost":3145728,"intermediaries":1,"steps":[)"
      R"({"kind":"tie","through":null,"chance":0.5,"why":"the chance was given"},)"
      R"({"kind":"affiliation","through":"g","chance":0.25,"why":"both belong to g"}]})";
  CHECK(to_json(network, list[0]) == first);
  CHECK(to_json(network, list) == R"({"introductions":[)" + first + R"(],"complete":false,"guarantee":0.75})");
  CHECK(to_json(network, Introductions{}) == R"({"introductions":[],"complete":true,"guarantee":0.0})");
  CHECK(to_json(list[0].steps[1], "words") == R"({"kind":"affiliation","through":"g","chance":0.25,"why":"words"})");
}

TEST_CASE("tables as JSON keep blanks, truth values, dates and lists apart", "[json]") {
  Table table;
  table.add(text_column("id", {"a", ""}));
  table.add(Column{"seen", std::vector<Day>{*parse_day("2026-11-01"), Day{}}, {false, true}});
  table.add(Column{"directed", std::vector<std::uint8_t>{1, 0}, {}, true});
  table.add(Column{"via", std::vector<std::vector<std::string>>{{"x", "y"}, {}}});
  table.add(Column{"chance", std::vector<double>{.1, 1}});
  CHECK(to_json(table) == R"([{"id":"a","seen":"2026-11-01","directed":true,"via":["x","y"],"chance":0.1},)"
                          R"({"id":null,"seen":null,"directed":false,"via":[],"chance":1.0}])");
}

TEST_CASE("an import report as JSON says what became of every row", "[json]") {
  ImportReport report{.path = "a.csv", .format = "people table"};
  report.keep(true);
  report.reject({"a.csv", 3, 0, "id"}, "no id");
  CHECK(to_json(report) ==
        R"({"path":"a.csv","format":"people table","read":2,"kept":1,"merged":0,"skipped":0,"rejected":1,)"
        R"("rows":[{"outcome":"rejected","file":"a.csv","line":3,"column":null,"field":"id","reason":"no id"}],)"
        R"("files":[],"notes":[]})");
}

TEST_CASE("what search finds as JSON", "[json]") {
  const std::vector<std::uint32_t> source = {0, 1}, target = {1, 2};
  const std::vector<double> chance = {.5, .5};
  const Network network = Network::from_arrays(source, target, chance, {.directed = true, .ids = {"a", "b", "c", "d"}});
  CHECK(to_json(network, 0, reach(network, 0)) ==
        R"({"source":"a","people":["a","b","c","d"],"chance":[1.0,0.5,0.25,0.0],"intermediaries":[0,0,1,255]})");
  CHECK(to_json(network, who_knows(network, 0)) ==
        R"([{"person":"c","via":["b"],"common":1,"adamic_adar":1.4426950408889634,"resource_allocation":0.5}])");
  CHECK(to_json(why_none(network, 0, 3)) ==
        R"({"code":"target_unreachable","text":"No chain of people leads from person 0 to person 3, however long.",)"
        R"("intermediaries":null})");
}

TEST_CASE("what is found in texts as JSON", "[json]") {
  CHECK(to_json(FieldMatch{"law", .75}) == R"({"field":"law","confidence":0.75})");
  const std::vector<FieldMatch> matches = {{"law", .75}, {"sales", .25}};
  CHECK(to_json(matches) == R"([{"field":"law","confidence":0.75},{"field":"sales","confidence":0.25}])");
  const std::vector<Found> found = {{"a", "Ann", ""}};
  CHECK(to_json(found) == R"([{"id":"a","name":"Ann","headline":""}])");
  const std::vector<Match> same = {{"a", "b", Lane::review, 1.5, "one mail"}};
  CHECK(to_json(same) == R"([{"a":"a","b":"b","lane":"review","log_odds":1.5,"reasons":"one mail"}])");
  const std::vector<Finding> findings = {{"pressure", Severity::error, {3, 9}, "why"}};
  CHECK(to_json(findings) == R"([{"rule":"pressure","severity":"error","span":[3,9],"why":"why"}])");
  CHECK(to_json(findings[0], 1) ==
        "{\n \"rule\": \"pressure\",\n \"severity\": \"error\",\n \"span\": [\n  3,\n  9\n ],\n \"why\": "
        "\"why\"\n}");
  CHECK(to_json(Message{"s", "b", "", {{"seeker.name", "Who?"}}}) ==
        R"({"subject":"s","body":"b","forwardable":"","missing":[{"field":"seeker.name","question":"Who?"}]})");
  CHECK(to_json(FieldMatch{"\xFF", std::nan("")}) == "{\"field\":\"\uFFFD\",\"confidence\":null}");
}

TEST_CASE("a model as JSON names each of its numbers", "[json]") {
  const std::string text = to_json(OutreachModel::standard());
  CHECK_THAT(text, ContainsSubstring(R"({"strength":{"intercept":-1.6,)"));
  CHECK_THAT(text, ContainsSubstring(R"("friend":{"base_chance":0.7,"half_life":730.0,"floor":0.4})"));
  CHECK_THAT(text, ContainsSubstring(R"("small_event":100)"));
  CHECK_THAT(text, ContainsSubstring(R"("rates":{"overall":0.35,)"));
}

TEST_CASE("prospects, approaches, explanations and plans as JSON", "[json]") {
  const std::vector<std::uint32_t> source = {0, 1}, target = {1, 2};
  const std::vector<double> chance = {.8, .5};
  ArraysOptions arrays;
  arrays.ids = {"sarah", "tutor", "li"};
  arrays.people = {{.id = "li", .name = "Li Chen", .title = "Solicitor"}};
  const Network network = Network::from_arrays(source, target, chance, arrays);
  const Prospects found = prospects(network, 0, {.field = "law"});
  REQUIRE(found.size() == 1);
  const std::string row = to_json(network, found[0]);
  CHECK(to_json(found) == "[" + row + "]");
  CHECK_THAT(row, ContainsSubstring(R"({"person":"li","name":"Li Chen","title":"Solicitor","organisation":null,)"));
  const auto& approaches = found.approaches(2);
  const std::string ways = to_json(network, approaches);
  CHECK_THAT(ways, ContainsSubstring(to_json(approaches[0].explanation)));
  CHECK_THAT(ways, ContainsSubstring(R"("brokers":["tutor"])"));
  const Plan week = plan(requests_of(found), {.start = *parse_day("2026-11-02")});
  REQUIRE(!week.rows.empty());
  CHECK_THAT(to_json(week), ContainsSubstring(R"({"rows":[)" + to_json(week.rows[0])));
  CHECK_THAT(to_json(week.rows[0]), ContainsSubstring(R"("date":"2026-11-02")"));
}
