// Archives of social networks.
#include <weaktie/io/social.hpp>

#include <nlohmann/json.hpp>

#include <set>
#include <string>

#include <weaktie/core/error.hpp>
#include <weaktie/io/read_any.hpp>

#include "../catch.hpp"
#include "io_help.hpp"

using namespace weaktie;

using io_help::adds_up;
using io_help::TempFolder;

TEST_CASE("friends, their names repaired and their day", "[io][social]") {
  const TempFolder folder;
  const auto path =
      folder.put("export/connections/friends/your_friends.json",
                 "{\n \"friends_v2\": [\n  {\"name\": \"\\u00c5\\u009eebnem D'Angelo\", \"timestamp\": 1511323332},\n"
                 "  {\"name\": \"Jos\\u00e9 Pe\\u00f1a\", \"timestamp\": 1511323333},\n"
                 "  {\"name\": \"\\u0141ukasz\", \"timestamp\": 1511323334},\n  {\"timestamp\": 1}\n ],\n"
                 " \"sent_requests_v2\": [\n  {\"name\": \"Cy\", \"timestamp\": 1511323335}\n ]\n}");
  Records records;
  const auto report = read_facebook(records, path, {.owner = "me"});
  CHECK(adds_up(report));
  CHECK(report.kept == 3);
  CHECK(report.rejected == 1);
  CHECK(report.skipped == 1);
  CHECK(report.rows[0].place.line == 6);
  std::set<std::string> names;
  for (const auto& it : records.person_statements()) names.insert(it.fact.name);
  CHECK(names == std::set<std::string>{"José Peña", "Łukasz", "Şebnem D'Angelo"});
  CHECK(records.tie_statements()[0].fact.kind == TieKind::friend_);
  CHECK(day_text(*records.tie_statements()[0].fact.since) == "2017-11-22");
  const Records before = records;
  CHECK(read_facebook(records, folder.path() / "export", {.owner = "me"}).merged == 3);  // the folder
  CHECK(read(records, folder.path() / "export", {.owner = "me"}).merged == 3);
  const auto zip =
      folder.put("fb.zip", io_help::zip_of({{"friends/friends.json", io_help::slurp(path)}, {"photos/a.jpg", "x"}}));
  CHECK(read(records, zip, {.owner = "me"}).merged == 3);
  CHECK(records.ids() == before.ids());
}

TEST_CASE("accounts that are followed, and that follow", "[io][social]") {
  const TempFolder folder;
  const auto following =
      folder.put("x/data/following.js",
                 "window.YTD.following.part0 = [\n {\"following\": {\"accountId\": \"12\", \"userLink\": "
                 "\"https://twitter.com/intent/user?user_id=12\"}},\n {\"following\": {}}\n];\n");
  folder.put("x/data/follower.js", "window.YTD.follower.part0 = [{\"follower\": {\"accountId\": \"12\"}}]");
  Records records;
  const auto report = read_x_archive(records, folder.path() / "x", {.owner = "me"});
  CHECK(adds_up(report));
  CHECK(report.files.size() == 2);
  CHECK(report.kept == 2);
  CHECK(report.rejected == 1);
  REQUIRE(records.tie_statements().size() == 2);
  for (const auto& it : records.tie_statements()) {
    CHECK(it.fact.directed);
    CHECK(it.fact.kind == TieKind::online_follow);
  }
  CHECK(records.ids().size() == 2);
  CHECK(read(records, following, {.owner = "me"}).merged == 1);
}

TEST_CASE("archives that are none, or hostile, are refused whole", "[io][social]") {
  const TempFolder folder;
  Records records;
  const auto refused = [&](const std::string& text, const char* why) {
    CHECK_THROWS_WITH(read_facebook(records, folder.put("your_friends.json", text), {.owner = "me"}),
                      ContainsSubstring(why));
    CHECK(records == Records());
  };
  refused("{\"friends_v2\": [{\"name\": \"Bo\"}", "malformed");
  refused("[1, 2]", "no list of friends");
  refused("", "");
  std::string deep = "{\"friends_v2\": ";
  for (int i = 0; i < 200'000; ++i) deep += '[';
  refused(deep, "depth");
  refused("{\"friends_v2\": [{\"name\": \"" + std::string(std::size_t{2} << 20U, 'x') + "\"}]}", "field_bytes");
  CHECK_THROWS_WITH(read_facebook(records, folder.put("f.json", "{\"friends_v2\": [{\"name\": \"Bo\"}]}")),
                    ContainsSubstring("owner="));
  CHECK_THROWS_WITH(read_x_archive(records, folder.put("following.js", "alert('x')"), {.owner = "me"}),
                    ContainsSubstring("following.js"));
  CHECK(records == Records());
}

TEST_CASE("the invented world's archives give their published numbers", "[io][social][data]") {
  const auto data = io_help::extra_data();
  if (!data) {
    WARN("skipped: WEAKTIE_DATA is not set");
    return;
  }
  const auto world = *data / "world_small";
  const auto truth = nlohmann::json::parse(io_help::slurp(world / "truth.json"))["files"];
  Records records;
  const auto friends = read(records, world / "facebook", {.owner = "me"});
  CHECK(friends.kept == truth["facebook"]["friends"].get<std::uint64_t>());
  std::set<std::string> names, wanted;
  for (const auto& it : records.person_statements()) names.insert(it.fact.name);
  for (const auto& name : truth["facebook"]["decoded_names"]) wanted.insert(name.get<std::string>());
  CHECK(names == wanted);
  Records accounts;
  CHECK(read(accounts, world / "x", {.owner = "me"}).kept ==
        truth["x"]["following"].get<std::uint64_t>() + truth["x"]["followers"].get<std::uint64_t>());
  CHECK(accounts.ids().size() == 1 + truth["x"]["following"].get<std::size_t>() +
                                     truth["x"]["followers"].get<std::size_t>() -
                                     truth["x"]["mutual"].get<std::size_t>());
}
