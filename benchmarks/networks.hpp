#pragma once
// Networks to measure on: realistic ones of three sizes, the same on every run, and hard ones.
//
// Ties follow the idea of the LDBC Social Network Benchmark: people stand in two orders (think of where they live and
// where they studied), 45 % of the ties link people close to each other in one order, 45 % in the other, and the rest
// anybody with anybody. How many ties a person has follows a power law that is cut off. Most ties are weak, a few
// close. Affiliations (courses, employers, schools) have sizes with a heavy tail, up to 50,000 members, and gather
// people who stand close to each other in one of the orders, so that who shares one often has a tie as well.
// @source O. Erling et al., "The LDBC Social Network Benchmark: Interactive Workload", SIGMOD 2015
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/network/network.hpp>

#include "random.hpp"

namespace weaktie::benchmarks {

/// Undirected ties, in no order, each pair once.
struct Ties {
  std::vector<std::uint32_t> source, target;
  std::vector<double> chance;

  [[nodiscard]] std::size_t size() const { return source.size(); }
  void add(std::uint32_t a, std::uint32_t b, double c) {
    source.push_back(a);
    target.push_back(b);
    chance.push_back(c);
  }
};

struct Affiliation {
  double reach = 0;
  std::vector<std::uint32_t> members = {};
  std::vector<double> weights = {};
};

struct MadeNetwork {
  std::size_t people = 0;
  Ties ties = {};
  std::vector<Affiliation> affiliations = {};

  [[nodiscard]] std::size_t memberships() const {
    std::size_t sum = 0;
    for (const Affiliation& it : affiliations) sum += it.members.size();
    return sum;
  }
};

/// How easily members of one affiliation answer each other: by its kind alone, as networks frozen from records have it
/// unless told otherwise, or also falling with its size.
enum class ReachRule : std::uint8_t { by_kind, by_size };

struct Size {
  std::string_view name;
  std::size_t people, ties, most_ties;  ///< most_ties: about, of one person
  double memberships;                   ///< of one person, on average; 0: no affiliations
};
inline constexpr Size sizes[] = {{"small", 10'000, 200'000, 1'350, 7.0},
                                 {"medium", 200'000, 5'000'000, 5'600, 6.9},
                                 {"large", 1'000'000, 20'000'000, 5'600, 6.9}};

[[nodiscard]] inline const Size& size_named(std::string_view name) {
  for (const Size& size : sizes) {
    if (size.name == name) return size;
  }
  throw std::invalid_argument("no size '" + std::string(name) + "': there are small, medium and large");
}

namespace detail {

inline constexpr double degree_exponent = 1.34;  // P(more than x ties) falls as x^-1.34
inline constexpr double window = 20;             // people on each side whom somebody with few ties links to
inline constexpr double window_by_degree = .5;   // and by tie for somebody with many

/// How many ties each person shall have: a power law between a least and a most, the least chosen to give the sum.
inline std::vector<std::uint32_t> degrees(const Size& size, Random& random) {
  std::vector<double> shape(size.people);
  for (double& it : shape) it = std::pow(1.0 - random.unit(), -1.0 / degree_exponent);
  const auto most = static_cast<double>(size.most_ties);
  const double wanted = 2.0 * static_cast<double>(size.ties);
  double low = 0, high = wanted / static_cast<double>(size.people);
  for (int i = 0; i < 50; ++i) {
    const double least = (low + high) / 2;
    double sum = 0;
    for (const double it : shape) sum += std::min(most, least * it);
    (sum < wanted ? low : high) = least;
  }
  std::vector<std::uint32_t> out(size.people);
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<std::uint32_t>(std::min(most, high * shape[i]) + random.unit());
  }
  return out;
}

[[nodiscard]] inline std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) {
  return (std::uint64_t{std::min(a, b)} << 32U) | std::max(a, b);
}

inline void sort_once(std::vector<std::uint64_t>& keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

/// Links people who stand close in an order: the ends of ties are laid out around their people, the wider the more
/// there are, and neighbouring ends are joined.
inline void link_by_order(const std::vector<std::uint32_t>& degree, const std::vector<std::uint32_t>& place,
                          double share, Random& random, std::vector<std::uint64_t>& keys) {
  std::vector<std::uint64_t> ends;  // place in 1/2048, then person
  const double people = static_cast<double>(degree.size());
  for (std::uint32_t person = 0; person < degree.size(); ++person) {
    const auto count = static_cast<std::uint32_t>(degree[person] * share + random.unit());
    const double width = std::max(window, window_by_degree * degree[person]);
    for (std::uint32_t i = 0; i < count; ++i) {
      double at = place[person] + width * random.triangle();
      if (at < 0) at += people;
      if (at >= people) at -= people;
      ends.push_back((static_cast<std::uint64_t>(at * 2048) << 32U) | person);
    }
  }
  std::sort(ends.begin(), ends.end());
  for (std::size_t i = 0; i + 1 < ends.size(); i += 2) {
    const auto a = static_cast<std::uint32_t>(ends[i]), b = static_cast<std::uint32_t>(ends[i + 1]);
    if (a != b) keys.push_back(pair_key(a, b));
  }
}

inline std::vector<std::uint32_t> random_order(std::size_t people, Random& random) {
  std::vector<std::uint32_t> order(people);
  std::iota(order.begin(), order.end(), 0U);
  random.shuffle(order);
  return order;
}

/// Few close ties, many weak ones: .01 to .9, one in twenty above .4.
[[nodiscard]] inline double tie_chance(Random& random) {
  const double u = random.unit();
  const double u4 = u * u * u * u;
  return .01 + .89 * (u4 * u4 * u4);
}

struct Kind {
  double reach;
  std::size_t small;  // at most so many members
  double reach_large;
};
/// An affiliation's kind by its size: small ones are mostly courses, the largest schools and employers.
[[nodiscard]] inline Kind kind_of(std::size_t members, Random& random) {
  constexpr Kind course{.22, 0, .22}, department{.18, 0, .18}, school{.15, 0, .15}, event{.16, 100, .12};
  constexpr Kind club{.14, 500, .11};
  const double die = random.unit();
  if (members <= 60) return die < .5 ? course : die < .7 ? event : club;
  if (members <= 1000) return die < .3 ? department : die < .5 ? event : club;
  return die < .5 ? school : club;
}

}  // namespace detail

/// The ties of a network of some size.
[[nodiscard]] inline Ties make_ties(const Size& size, const std::vector<std::uint32_t>& first_order,
                                    const std::vector<std::uint32_t>& second_order, Random& random) {
  const std::vector<std::uint32_t> degree = detail::degrees(size, random);
  std::vector<std::uint64_t> keys;
  const double wanted = .9 * static_cast<double>(size.ties);
  for (int round = 0; round < 4; ++round) {  // the first finds some pairs twice, the others make up for them
    const double share = .5 * std::max(0.0, wanted - static_cast<double>(keys.size())) / static_cast<double>(size.ties);
    detail::link_by_order(degree, first_order, share, random, keys);
    detail::link_by_order(degree, second_order, share, random, keys);
    detail::sort_once(keys);
  }
  // The last person has a tie, so that the largest index says how many people there are.
  keys.push_back(detail::pair_key(static_cast<std::uint32_t>(size.people - 1), random.below(size.people - 1)));
  detail::sort_once(keys);
  std::vector<std::uint32_t> ends;
  for (std::uint32_t person = 0; person < size.people; ++person) ends.insert(ends.end(), degree[person], person);
  while (keys.size() < size.ties) {
    for (std::size_t missing = size.ties - keys.size(); missing > 0; --missing) {
      const std::uint32_t a = ends[random.below(ends.size())], b = ends[random.below(ends.size())];
      if (a != b) keys.push_back(detail::pair_key(a, b));
    }
    detail::sort_once(keys);
  }
  random.shuffle(keys);
  keys.resize(size.ties);
  Ties out;
  for (const std::uint64_t key : keys) {
    out.add(static_cast<std::uint32_t>(key >> 32U), static_cast<std::uint32_t>(key), detail::tie_chance(random));
  }
  return out;
}

/// Affiliations whose sizes follow a power law: the number with more than x members falls as 1 / x.
[[nodiscard]] inline std::vector<Affiliation> make_affiliations(const Size& size, ReachRule rule,
                                                                const std::vector<std::uint32_t>& first_order,
                                                                const std::vector<std::uint32_t>& second_order,
                                                                Random& random) {
  if (size.memberships <= 0) return {};
  const double least = 4.5, most = std::min(static_cast<double>(size.people) / 4, 50'000.0);
  const double mean = least * std::log(most / least) / (1 - least / most);
  const auto count = static_cast<std::size_t>(size.memberships * static_cast<double>(size.people) / mean);
  std::vector<std::uint32_t> at_first(size.people), at_second(size.people);  // who stands at a place
  for (std::uint32_t person = 0; person < size.people; ++person) {
    at_first[first_order[person]] = person;
    at_second[second_order[person]] = person;
  }
  std::vector<Affiliation> out(count);
  std::vector<std::uint32_t> taken(size.people, 0);
  for (std::size_t i = 0; i < count; ++i) {
    const double rank = (static_cast<double>(i) + .5) / static_cast<double>(count);
    const auto members = static_cast<std::size_t>(least / (1 - rank * (1 - least / most)));
    const std::vector<std::uint32_t>& at = random.below(2) == 0 ? at_first : at_second;
    const double centre = random.unit() * static_cast<double>(size.people);
    Affiliation& it = out[i];
    while (it.members.size() < members) {
      const double place = centre + 2.0 * static_cast<double>(members) * random.triangle();
      const auto people = static_cast<std::int64_t>(size.people);
      const auto wrapped = ((static_cast<std::int64_t>(std::floor(place)) % people) + people) % people;
      const std::uint32_t person = at[static_cast<std::size_t>(wrapped)];
      if (taken[person] == i + 1) continue;
      taken[person] = static_cast<std::uint32_t>(i + 1);
      it.members.push_back(person);
      const double die = random.unit();
      it.weights.push_back(die < .15 ? 1.0 : die < .7 ? .8 : .5);  // an active role, a plain member, no longer one
    }
    const detail::Kind kind = detail::kind_of(members, random);
    it.reach = kind.small == 0 || members <= kind.small ? kind.reach : kind.reach_large;
    if (rule == ReachRule::by_size) it.reach *= std::min(1.0, std::sqrt(30.0 / static_cast<double>(members)));
  }
  return out;
}

/// A realistic network. Ties are the same whatever the rule, and with or without affiliations.
[[nodiscard]] inline MadeNetwork make_network(const Size& size, bool affiliations, ReachRule rule = ReachRule::by_kind,
                                              std::uint64_t seed = 4) {
  Random random(seed);
  const std::vector<std::uint32_t> first_order = detail::random_order(size.people, random);
  const std::vector<std::uint32_t> second_order = detail::random_order(size.people, random);
  MadeNetwork out;
  out.people = size.people;
  out.ties = make_ties(size, first_order, second_order, random);
  if (affiliations) {
    Random of_affiliations(seed + 1);
    out.affiliations = make_affiliations(size, rule, first_order, second_order, of_affiliations);
  }
  return out;
}

// ---- hard ones ------------------------------------------------------------------------------------------------------

/// One person tied to all others.
[[nodiscard]] inline MadeNetwork make_star(std::size_t leaves) {
  Random random(11);
  MadeNetwork out;
  out.people = leaves + 1;
  for (std::uint32_t leaf = 1; leaf <= leaves; ++leaf) out.ties.add(0, leaf, detail::tie_chance(random));
  return out;
}

/// Each person tied to the next.
[[nodiscard]] inline MadeNetwork make_chain(std::size_t people) {
  Random random(12);
  MadeNetwork out;
  out.people = people;
  for (std::uint32_t i = 0; i + 1 < people; ++i) out.ties.add(i, i + 1, detail::tie_chance(random));
  return out;
}

/// Everybody tied to everybody.
[[nodiscard]] inline MadeNetwork make_clique(std::size_t people) {
  Random random(13);
  MadeNetwork out;
  out.people = people;
  for (std::uint32_t a = 0; a < people; ++a) {
    for (std::uint32_t b = a + 1; b < people; ++b) out.ties.add(a, b, detail::tie_chance(random));
  }
  return out;
}

/// A realistic network in which every tie costs the same, so that only indices tell the best chains apart.
[[nodiscard]] inline MadeNetwork make_equal_costs(const Size& size) {
  MadeNetwork out = make_network(size, false);
  std::fill(out.ties.chance.begin(), out.ties.chance.end(), .5);
  return out;
}

// ---- into weaktie ---------------------------------------------------------------------------------------------------

/// The affiliations as `from_arrays` takes them; ids are decimal strings, as it gives them without `ids`.
[[nodiscard]] inline std::vector<AffiliationRow> affiliation_rows(const MadeNetwork& made) {
  std::vector<AffiliationRow> rows(made.affiliations.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Affiliation& it = made.affiliations[i];
    rows[i].id = "group " + std::to_string(i);
    rows[i].reach = it.reach;
    rows[i].weights = it.weights;
    for (const std::uint32_t person : it.members) rows[i].members.push_back(std::to_string(person));
  }
  return rows;
}

[[nodiscard]] inline Network build(const MadeNetwork& made) {
  ArraysOptions options;
  options.affiliations = affiliation_rows(made);
  return Network::from_arrays(made.ties.source, made.ties.target, made.ties.chance, options);
}

}  // namespace weaktie::benchmarks
