#include <weaktie/network/freeze.hpp>

#include "../catch.hpp"

using namespace weaktie;

namespace {

const Day today = *parse_day("2026-11-01");
Day ago(int days) { return today - std::chrono::days(days); }

}  // namespace

TEST_CASE("freezing needs the day", "[freeze]") {
  CHECK_THROWS_WITH(freeze(Records{}, {}), ContainsSubstring("as_of"));
  CHECK(freeze(Records{}, {.as_of = today}).size() == 0);
}

TEST_CASE("people are numbered by ascending id and merged ids find the person", "[freeze]") {
  Records records;
  for (const char* id : {"b", "~1", "a"}) records.add_person({.id = id, .name = id});
  records.add_tie({.source = "a", .target = "b"});
  records.add_tie({.source = "a", .target = "~1"});
  records.same("b", "~1");
  const Network network = freeze(records, {.as_of = today});
  CHECK(network.size() == 2);
  CHECK(network.id(0) == "a");
  CHECK(network.index("~1") == network.index("b"));
  CHECK(network.tie_count() == 2);  // a -> b and b -> a
}

TEST_CASE("a stated chance overrides everything and keeps its exact value", "[freeze]") {
  Records records;
  records.add_tie({.source = "a", .target = "b", .directed = true, .kind = TieKind::family, .chance = .3});
  records.add_tie({.source = "a", .target = "b", .directed = true, .kind = TieKind::friend_, .chance = .4});
  const Network network = freeze(records, {.as_of = today});
  const auto facts = network.tie(0, 1);
  REQUIRE(facts);
  CHECK(facts->chance == .4);
  CHECK(facts->given);
  CHECK(facts->statements.size() == 2);
  CHECK_FALSE(network.tie(1, 0));
}

TEST_CASE("the specification's strengths come out of records", "[freeze]") {
  Records records;
  // Two friends, meetings every 14 days (ages 0 .. 350), 5 years, 2 contexts, no mutual acquaintances.
  for (int age = 0; age <= 350; age += 14) {
    records.add_tie({.source = "a",
                     .target = "b",
                     .kind = TieKind::friend_,
                     .years = 5,
                     .contexts = 2,
                     .contact = Contact{ago(age), Channel::meeting, Direction::both, 1}});
  }
  TieEvidence evidence;
  for (int age = 0; age <= 350; age += 14) {
    add_contact(evidence, {ago(age), Channel::meeting, Direction::both, 1}, age, 730);
  }
  evidence.years = 5;
  evidence.contexts = 2;
  const Network network = freeze(records, {.as_of = today});
  CHECK(network.tie(0, 1)->tau == Approx(strength_terms(TieKind::friend_, evidence).tau()).epsilon(1e-12));
  SECTION("mutual acquaintances raise it") {
    records.add_tie({.source = "a", .target = "c"});
    records.add_tie({.source = "c", .target = "b"});
    evidence.mutual_sum = mutual_share(2);
    const Network more = freeze(records, {.as_of = today});
    CHECK(more.tie(more.index("a"), more.index("b"))->tau ==
          Approx(strength_terms(TieKind::friend_, evidence).tau()).epsilon(1e-12));
  }
}

TEST_CASE("a contact is seen from both ends", "[freeze]") {
  Records records;
  records.add_tie({.source = "a", .target = "b", .contact = Contact{ago(3), Channel::message, Direction::out, 1}});
  records.add_tie({.source = "b", .target = "a", .contact = Contact{ago(2), Channel::message, Direction::out, 1}});
  const Network network = freeze(records, {.as_of = today});
  CHECK(network.tie(0, 1)->terms.reciprocity > .45);
  CHECK(network.tie(0, 1)->terms.reciprocity == Approx(network.tie(1, 0)->terms.reciprocity));
}

TEST_CASE("over sources the largest chance counts, each computed from that source's statements", "[freeze]") {
  Records records;
  records.add_tie({.source = "a", .target = "b", .kind = TieKind::online_contact, .strength = 5}, {.stated_by = "a"});
  records.add_tie({.source = "a", .target = "b", .kind = TieKind::friend_, .strength = 1}, {.stated_by = "b"});
  const Network network = freeze(records, {.as_of = today});
  const auto facts = network.tie(0, 1);
  const double as_a = tie_chance(TieKind::online_contact, .9), as_b = tie_chance(TieKind::friend_, .1);
  CHECK(facts->chance == std::max(as_a, as_b));
  CHECK(facts->stated_by == (as_a > as_b ? "a" : "b"));
}

TEST_CASE("the newest strength counts, then the larger", "[freeze]") {
  Records records;
  records.add_tie({.source = "a", .target = "b", .strength = 5}, {.stated_on = ago(400)});
  records.add_tie({.source = "a", .target = "b", .strength = 2}, {.stated_on = ago(10)});
  CHECK(freeze(records, {.as_of = today}).tie(0, 1)->tau == Approx(.3));
  records.add_tie({.source = "a", .target = "b", .strength = 3, .years = 1}, {.stated_on = ago(10)});
  CHECK(freeze(records, {.as_of = today}).tie(0, 1)->tau == Approx(.5));
}

TEST_CASE("what is stated after as_of is not frozen", "[freeze]") {
  Records records;
  records.add_tie({.source = "a", .target = "b"}, {.stated_on = ago(-1)});
  records.add_person({.id = "c"}, {.stated_on = ago(0)});
  const Network network = freeze(records, {.as_of = today});
  CHECK(network.size() == 1);
  CHECK(freeze(records, {.as_of = ago(-1)}).tie_count() == 2);
}

TEST_CASE("affiliations take reach and weights by rule", "[freeze]") {
  Records records;
  records.add_affiliation({.id = "e", .name = "Evening", .kind = AffiliationKind::event, .size = 80});
  records.add_membership({.person = "a", .affiliation = "e", .role = "speaker"});
  records.add_membership({.person = "b", .affiliation = "e"});
  records.add_membership({.person = "b", .affiliation = "e", .weight = .9});
  records.add_membership({.person = "c", .affiliation = "unlisted", .end = ago(30)});
  const Network network = freeze(records, {.as_of = today});
  REQUIRE(network.group_count() == 2);
  CHECK(network.affiliation(0).reach == .16);
  CHECK(network.affiliation(0).name == "Evening");
  CHECK(network.groups_of(0)[0].cost == cost_of(1.0));
  CHECK(network.groups_of(1)[0].cost == cost_of(.9));
  CHECK(network.affiliation(1).kind == AffiliationKind::association);
  CHECK(network.affiliation(1).reach == .11);
  CHECK(network.groups_of(2)[0].cost == cost_of(.5));
}

TEST_CASE("the order in which statements were read does not matter", "[freeze]") {
  Records forwards, backwards;
  std::vector<Tie> ties = {{.source = "a", .target = "b", .kind = TieKind::friend_},
                           {.source = "b", .target = "c", .kind = TieKind::colleague, .years = 3},
                           {.source = "c", .target = "a", .strength = 4},
                           {.source = "a", .target = "b", .contact = Contact{ago(20), Channel::call}}};
  for (const auto& tie : ties) forwards.add_tie(tie, {.stated_by = tie.source});
  std::reverse(ties.begin(), ties.end());
  for (const auto& tie : ties) backwards.add_tie(tie, {.stated_by = tie.source});
  const Network x = freeze(forwards, {.as_of = today}), y = freeze(backwards, {.as_of = today});
  for (PersonIndex person = 0; person < 3; ++person) {
    CHECK(std::vector<Step>(x.steps_from(person).begin(), x.steps_from(person).end()) ==
          std::vector<Step>(y.steps_from(person).begin(), y.steps_from(person).end()));
  }
}

TEST_CASE("model options out of range are refused", "[freeze]") {
  StepModel model;
  model.strength.kinds[0].half_life = 0;
  CHECK_THROWS_WITH(freeze(Records{}, {.as_of = today, .model = model}), ContainsSubstring("half-life"));
}
