// A query on what a mask shows of a shared network is the query on a network that was built from that part alone.
#include <weaktie/network/shared_network.hpp>

#include <algorithm>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <vector>

#include <weaktie/search/best_among.hpp>
#include <weaktie/search/bottlenecks.hpp>
#include <weaktie/search/gains.hpp>
#include <weaktie/search/introductions.hpp>
#include <weaktie/search/introductions_batch.hpp>
#include <weaktie/search/reach.hpp>
#include <weaktie/search/who_knows.hpp>
#include <weaktie/search/why_none.hpp>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

static_assert(ReverseTieGraph<SeenNetwork> && AffiliationGraph<SeenNetwork>);
static_assert(detail::SpanTieGraph<SeenNetwork>, "the searches' fast paths read it");

namespace {

struct Told {
  std::vector<std::uint32_t> source, target;
  std::vector<double> chance;
  std::vector<VisibilityClass> classes;
  SharedArraysOptions options;
  std::uint32_t class_count = 1;
  bool with_groups = false;

  [[nodiscard]] SharedNetwork shared() const {
    return SharedNetwork::from_arrays(source, target, chance, classes, options);
  }
  /// A network of its own from what the mask shows.
  [[nodiscard]] Network part(const VisibilityMask& mask) const {
    std::vector<std::uint32_t> from, to;
    std::vector<double> of;
    for (std::size_t row = 0; row < source.size(); ++row) {
      if (!mask.shows(classes[row])) continue;
      from.push_back(source[row]);
      to.push_back(target[row]);
      of.push_back(chance[row]);
    }
    ArraysOptions part = options.arrays;
    for (std::size_t g = 0; g < part.affiliations.size(); ++g) {
      AffiliationRow& row = part.affiliations[g];
      const AffiliationRow& all = options.arrays.affiliations[g];
      row.members.clear();
      row.weights.clear();
      for (std::size_t i = 0; i < all.members.size(); ++i) {
        if (!mask.shows(options.membership_classes[g][i])) continue;
        row.members.push_back(all.members[i]);
        row.weights.push_back(all.weights[i]);
      }
    }
    return Network::from_arrays(from, to, of, part);
  }
};

/// Many parallel rows, of equal and of different chances and classes.
Told random_told(Dice& dice, std::uint32_t people) {
  Told out;
  out.options.arrays.directed = dice.roll(2) == 0;
  for (std::uint32_t i = 0; i < people; ++i) out.options.arrays.ids.push_back("p" + std::to_string(i));
  out.class_count = 1 + dice.roll(dice.roll(4) == 0 ? 100 : 4);
  for (std::uint32_t i = people + dice.roll(3 * people); i > 0; --i) {
    const std::uint32_t a = dice.roll(people), b = dice.roll(people);
    if (a == b) continue;
    for (std::uint32_t times = 1 + (dice.roll(3) == 0 ? dice.roll(4) : 0); times > 0; --times) {
      out.source.push_back(a);
      out.target.push_back(b);
      out.chance.push_back(dice.chance() * (dice.roll(2) == 0 ? 1 : .8));
      out.classes.push_back(dice.roll(out.class_count));
    }
  }
  for (std::uint32_t group = dice.roll(2) == 0 ? 0 : 1 + dice.roll(4); group > 0; --group) {
    AffiliationRow row;
    row.id = "g" + std::to_string(group);
    row.reach = dice.chance() * .5;
    out.options.membership_classes.emplace_back();
    for (std::uint32_t i = 1 + dice.roll(people); i > 0; --i) {
      row.members.push_back("p" + std::to_string(dice.roll(people)));
      row.weights.push_back(dice.chance());
      out.options.membership_classes.back().push_back(dice.roll(out.class_count));
    }
    out.options.arrays.affiliations.push_back(std::move(row));
    out.with_groups = true;
  }
  return out;
}

VisibilityMask random_mask(Dice& dice, std::uint32_t classes) {
  VisibilityMask mask(classes);
  const bool most = dice.roll(2) == 0;
  for (std::uint32_t i = 0; i < classes; ++i) {
    if (most ? dice.roll(4) != 0 : dice.roll(2) == 0) mask.show(i);
  }
  return mask;
}

void require_same(const Introductions& a, const Introductions& b) {
  REQUIRE(a.complete == b.complete);
  REQUIRE(a.guarantee == b.guarantee);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) REQUIRE(a[i] == b[i]);
}

}  // namespace

TEST_CASE("what a mask shows is a network of its own", "[search][property]") {
  std::size_t found = 0, over_groups = 0, cut = 0;
  for (std::uint64_t seed = 0; seed < 2500; ++seed) {
    Dice dice(seed + 7);
    const std::uint32_t people = 4 + dice.roll(seed % 10 == 0 ? 120 : 12);
    const Told told = random_told(dice, people);
    const SharedNetwork shared = told.shared();
    const VisibilityMask mask = random_mask(dice, told.class_count);
    const SeenNetwork seen = shared.seen(mask);
    const Network part = told.part(mask);
    INFO("replay with seed " << seed);

    REQUIRE(seen.size() == part.size());
    for (PersonIndex person = 0; person < people; ++person) {
      REQUIRE(std::ranges::equal(seen.steps_from(person), part.steps_from(person)));
      REQUIRE(std::ranges::equal(seen.steps_to(person), part.steps_to(person)));
      REQUIRE(std::ranges::equal(seen.groups_of(person), part.groups_of(person)));
    }
    for (GroupIndex group = 0; group < part.group_count(); ++group) {
      REQUIRE(std::ranges::equal(seen.members_of(group), part.members_of(group)));
    }
    REQUIRE(seen.least_group_cost() == part.least_group_cost());

    for (int query = 0; query < 8; ++query) {
      const PersonIndex from = dice.roll(people), to = dice.roll(people);
      if (from == to) continue;
      IntroductionOptions options;
      options.max_intermediaries = static_cast<std::uint8_t>(dice.roll(6));
      options.count = dice.roll(3) == 0 ? 1 : dice.roll(6);
      options.distinct = std::vector{Distinct::none, Distinct::broker, Distinct::everyone}[dice.roll(3)];
      options.relay = dice.roll(2) == 0 ? 1.0 : .5;
      if (dice.roll(3) == 0) options.avoid.push_back(dice.roll(people));
      if (dice.roll(3) == 0) options.budget = dice.roll(1 + dice.roll(200));
      const Introductions answer = introductions(seen, from, to, options);
      require_same(answer, introductions(part, from, to, options));
      found += answer.empty() ? 0 : 1;
      cut += answer.complete ? 0 : 1;
      for (const Introduction& it : answer) {
        for (const ChainStep& step : it.steps) over_groups += step.kind == StepKind::affiliation ? 1 : 0;
      }
      const Reason why = why_none(seen, from, to), want = why_none(part, from, to);
      REQUIRE(why.code == want.code);
      REQUIRE(why.intermediaries == want.intermediaries);
    }

    const PersonIndex from = dice.roll(people);
    const ReachOptions limits{.max_intermediaries = static_cast<std::uint8_t>(dice.roll(5)), .relay = .7};
    const Reach reached = reach(seen, from, limits), want = reach(part, from, limits);
    REQUIRE(reached.cost == want.cost);
    REQUIRE(reached.intermediaries == want.intermediaries);
    std::vector<PersonIndex> targets;
    for (PersonIndex person = 0; person < people; ++person) {
      if (dice.roll(2) == 0) targets.push_back(person);
    }
    REQUIRE(best_among(seen, from, targets, {.count = 5}) == best_among(part, from, targets, {.count = 5}));
    REQUIRE(who_knows(seen, from) == who_knows(part, from));
    REQUIRE(friends_of_friends(seen, from) == friends_of_friends(part, from));
  }
  CHECK(found > 5000);
  CHECK(over_groups > 500);
  CHECK(cut > 500);
}

TEST_CASE("classes of a shared network must fit what they belong to", "[search]") {
  const std::vector<std::uint32_t> a{0}, b{1}, one{0}, none{};
  const std::vector<double> chance{.5};
  CHECK_THROWS_AS(SharedNetwork::from_arrays(a, b, chance, none), InvalidValue);
  const std::vector<std::uint32_t> large{std::uint32_t{1} << 31U};
  CHECK_THROWS_AS(SharedNetwork::from_arrays(a, b, chance, large), InvalidValue);
  SharedArraysOptions options;
  options.arrays.affiliations.push_back({.id = "club", .reach = .1, .members = {"0", "1"}});
  options.membership_classes = {{0}};
  CHECK_THROWS_AS(SharedNetwork::from_arrays(a, b, chance, one, options), InvalidValue);
  options.membership_classes = {{0, 3}};
  const SharedNetwork shared = SharedNetwork::from_arrays(a, b, chance, one, options);
  CHECK(shared.class_count() == 4);
  VisibilityMask mask(2);
  CHECK_THROWS_AS(mask.show(2), InvalidValue);
  CHECK_THROWS_AS(static_cast<void>(mask.shows(64)), InvalidValue);
  // Nothing is seen of classes that a mask does not have.
  CHECK(introductions(shared.seen(mask), 0, 1).empty());
  mask.show(0);
  CHECK(introductions(shared.seen(mask), 0, 1).size() == 1);
  CHECK(shared.seen(mask).members_of(0).begin() != shared.seen(mask).members_of(0).end());
  CHECK_THROWS_AS(static_cast<void>(shared.seen(mask).index("nobody")), UnknownPerson);
}
