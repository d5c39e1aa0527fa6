#include <weaktie/io/json.hpp>

#include "../catch.hpp"

using namespace weaktie;

TEST_CASE("introductions as JSON name people by id and keep every digit", "[json]") {
  const std::vector<std::uint32_t> source = {0, 1}, target = {1, 2};
  const std::vector<double> chance = {.5, .25};
  const Network network = Network::from_arrays(source, target, chance, {.ids = {"a", "b \"x\"", "c"}});
  Introductions list;
  list.push_back({{0, 1, 2}, .125, 3u << 20, 1, {{StepKind::tie, "", .5}, {StepKind::affiliation, "g", .25}}});
  CHECK(to_json(network, list) ==
        R"([{"people":["a","b \"x\"","c"],"chance":0.125,"cost":3145728,"intermediaries":1,"steps":[)"
        R"({"kind":"tie","through":null,"chance":0.5},{"kind":"affiliation","through":"g","chance":0.25}]}])");
  CHECK(to_json(network, Introductions{}) == "[]");
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
        R"("rows":[{"outcome":"rejected","file":"a.csv","line":3,"column":0,"field":"id","reason":"no id"}],)"
        R"("files":[],"notes":[]})");
}
