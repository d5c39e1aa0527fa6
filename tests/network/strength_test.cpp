#include <weaktie/network/strength.hpp>

#include <cmath>
#include <vector>

#include "../catch.hpp"

using namespace weaktie;

namespace {

/// Evidence of a tie as the published vectors word it: contacts by age, years, contexts, degrees of mutual
/// acquaintances.
struct Told {
  TieKind kind;
  struct Seen {
    double age;
    Channel channel;
    Direction direction = Direction::both;
  };
  std::vector<Seen> contacts = {};
  std::optional<double> years = {};
  std::optional<double> contexts = {};
  std::vector<double> degrees = {};

  [[nodiscard]] double tau() const {
    TieEvidence evidence;
    for (const Seen& seen : contacts) {
      add_contact(evidence, Contact{Day{}, seen.channel, seen.direction, 1}, seen.age,
                  StrengthOptions{}.of(kind).half_life);
    }
    evidence.years = years;
    evidence.contexts = contexts;
    for (const double degree : degrees) evidence.mutual_sum += mutual_share(degree);
    return strength_terms(kind, evidence).tau();
  }
};

}  // namespace

TEST_CASE("strengths and chances equal the published vectors", "[network][strength]") {
  std::vector<Told::Seen> fortnightly;
  for (int age = 0; age <= 350; age += 14) fortnightly.push_back({static_cast<double>(age), Channel::meeting});
  struct Row {
    const char* name;
    Told told;
    double tau, chance;
  };
  const std::vector<Row> rows = {
      {"family", {TieKind::family, {{7, Channel::call}}, 25, {}, {30, 12, 8}}, .867641, .892983},
      {"friend", {TieKind::friend_, fortnightly, 5, 2, {40, 25, 60}}, .927810, .845915},
      {"tutor",
       {TieKind::tutor, {{200, Channel::meeting}, {190, Channel::message, Direction::out}}, 2, {}, {}},
       .691236,
       .687388},
      {"former colleague", {TieKind::former_colleague, {{1095, Channel::meeting}}, 6, {}, {100, 80}}, .687811, .592817},
      {"fresh event", {TieKind::met_at_event, {{3, Channel::meeting}}, 0, {}, {}}, .664469, .427979},
      {"faded event", {TieKind::met_at_event, {{180, Channel::meeting}}, .5, {}, {}}, .344096, .282753},
      {"follow", {TieKind::online_follow, {}, {}, {}, {}}, .272892, .052324},
      {"online contact",
       {TieKind::online_contact,
        {{400, Channel::message, Direction::out}, {398, Channel::message, Direction::in}},
        3,
        {},
        std::vector<double>(10, 500.0)},
       .655672,
       .278016},
      {"heard speaker", {TieKind::heard_speaker, {{3, Channel::meeting, Direction::in}}, 0, {}, {}}, .532588, -1}};
  for (const Row& row : rows) {
    INFO(row.name);
    const double tau = row.told.tau();
    CHECK(std::abs(tau - row.tau) < 5.1e-7);
    if (row.chance > 0) CHECK(std::abs(tie_chance(row.told.kind, tau) - row.chance) < 5.1e-7);
  }
}

TEST_CASE("a stated strength replaces the computed one and both are kept", "[network][strength]") {
  for (int level = 1; level <= 5; ++level) {
    TieEvidence evidence;
    evidence.stated = level;
    evidence.years = 10;
    const StrengthTerms terms = strength_terms(TieKind::friend_, evidence);
    CHECK(terms.tau() == Approx(.1 + .2 * (level - 1)));
    CHECK(terms.duration == Approx(.8 * std::log(11.0) / std::log(21.0)));
    CHECK(terms.log_odds() != Approx(logit(terms.tau())));
  }
}

TEST_CASE("contacts weigh by channel and by how many were addressed", "[network][strength]") {
  const auto weight = [](Channel channel, std::uint32_t size) {
    return contact_weight({Day{}, channel, Direction::both, size});
  };
  CHECK(weight(Channel::meeting, 1) == 1.0);
  CHECK(weight(Channel::video, 1) == 1.0);
  CHECK(weight(Channel::call, 1) == 0.8);
  CHECK(weight(Channel::message, 1) == 0.3);
  CHECK(weight(Channel::message, 3) == Approx(0.1));
  CHECK(weight(Channel::event, 2) == 1.0);
  CHECK(weight(Channel::event, 5) == 0.25);
  CHECK(weight(Channel::reaction, 1) == 0.05);
}

TEST_CASE("a contact seen from the other end goes the other way", "[network][strength]") {
  const Contact sent{Day{}, Channel::message, Direction::out, 1};
  TieEvidence here, there;
  add_contact(here, sent, 0, 100);
  add_contact(there, sent, 0, 100, true);
  CHECK(here.mass_out == Approx(.3));
  CHECK(here.mass_in == 0);
  CHECK(there.mass_out == 0);
  CHECK(there.mass_in == Approx(.3));
}

TEST_CASE("modifiers of a step follow the formula and computed chances stay in their range", "[network][strength]") {
  StepHistory history;
  history.readiness = -1.5;
  history.open = 3;
  history.asked = 4;
  history.ignored = 5;
  history.declined = true;
  history.thanked = 1;
  const StepModifiers by = step_modifiers(history);
  CHECK(by.sum() == Approx(.8 * -1.5 - .25 * std::log(4.0) - .4 * 3 - .7 * 2 - 1.5 + .2));
  CHECK(tie_chance(TieKind::online_follow, .1, {}, history) == .005);
  CHECK(stranger_chance({}, history) == .005);
  CHECK(stranger_chance() == Approx(.10));
  StepHistory liked;
  liked.readiness = 2;
  liked.thanked = 2;
  CHECK(tie_chance(TieKind::family, 1.0, {}, liked) == .97);
}

TEST_CASE("a large or unsized affiliation reaches less", "[network][strength]") {
  CHECK(default_reach(AffiliationKind::course, 30) == .22);
  CHECK(default_reach(AffiliationKind::department, {}) == .18);
  CHECK(default_reach(AffiliationKind::school, 30000) == .15);
  CHECK(default_reach(AffiliationKind::event, 100) == .16);
  CHECK(default_reach(AffiliationKind::event, 101) == .12);
  CHECK(default_reach(AffiliationKind::event, {}) == .12);
  CHECK(default_reach(AffiliationKind::association, 500) == .14);
  CHECK(default_reach(AffiliationKind::employer, 501) == .11);
  CHECK(default_reach(AffiliationKind::club, {}) == .11);
}

TEST_CASE("a model out of range is refused with the number", "[network][strength]") {
  StepModel model;
  CHECK_NOTHROW(check_model(model));
  model.strength.kinds[0].half_life = 0;
  CHECK_THROWS_AS(check_model(model), InvalidValue);
  model = {};
  model.strength.kinds[3].floor = 1;
  CHECK_THROWS_AS(check_model(model), InvalidValue);
  model = {};
  model.step.plain_weight = 1.5;
  CHECK_THROWS_WITH(check_model(model), ContainsSubstring("1.5"));
}
