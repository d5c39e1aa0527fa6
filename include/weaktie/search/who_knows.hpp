#pragma once
// Friends of friends: whom the people one knows know.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory_resource>
#include <ranges>
#include <span>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/check_query.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/two_ended.hpp>
#include <weaktie/search/scratch.hpp>

namespace weaktie {

/// Somebody two ties away.
struct Acquainted {
  PersonIndex person;
  std::vector<PersonIndex> via;  ///< every w with ties s -> w -> person, ascending
  std::uint32_t common;          ///< via.size()
  double adamic_adar;            ///< sum over via of 1 / ln(deg w)
  double resource_allocation;    ///< sum over via of 1 / deg w
  friend bool operator==(const Acquainted&, const Acquainted&) = default;
};

/// Lets everyone through.
struct Everyone {
  bool operator()(PersonIndex) const { return true; }
};

/// Friends of friends and how many common acquaintances lead to each, by position; in the order in which they are met.
struct FriendsOfFriends {
  std::vector<PersonIndex> person;
  std::vector<std::uint32_t> common;
  friend bool operator==(const FriendsOfFriends&, const FriendsOfFriends&) = default;
};

namespace detail {

inline constexpr std::uint32_t left_out = std::numeric_limits<std::uint32_t>::max();

/// Numbers of people while one search runs; all others have none. Memory stays with the scratch and is empty again at
/// the end, also when something is thrown.
class PersonMarks {
 public:
  static constexpr std::uint32_t none = 0;
  PersonMarks(SearchScratch& scratch, std::size_t size) : marks_(scratch.marks), marked_(scratch.marked) {
    if (marks_.size() < size) marks_.resize(size, none);
    marked_.clear();
  }
  ~PersonMarks() {
    for (const PersonIndex person : marked_) marks_[person] = none;
  }
  PersonMarks(const PersonMarks&) = delete;
  PersonMarks& operator=(const PersonMarks&) = delete;
  [[nodiscard]] std::uint32_t operator[](PersonIndex person) const { return marks_[person]; }
  /// `mark` is not `none`.
  void set(PersonIndex person, std::uint32_t mark) {
    if (marks_[person] == none) marked_.push_back(person);
    marks_[person] = mark;
  }
  /// One more for everybody `row` leads to who is not left out.
  template <class Row>
  void count(const Row& row) {
    std::uint32_t* const marks = marks_.data();
    if constexpr (std::ranges::sized_range<const Row>) {
      // Written down whether new or not, and kept if new: whether they are is anybody's guess, the processor's too.
      const std::size_t had = marked_.size();
      marked_.resize(had + std::ranges::size(row));
      PersonIndex* end = marked_.data() + had;
      for (const Step& step : row) {
        std::uint32_t& mark = marks[step.to];
        *end = step.to;
        end += mark == none ? 1 : 0;
        mark += mark == left_out ? 0 : 1;
      }
      marked_.resize(static_cast<std::size_t>(end - marked_.data()));
    } else {
      for (const Step& step : row) {
        std::uint32_t& mark = marks[step.to];
        if (mark == none) marked_.push_back(step.to);
        mark += mark == left_out ? 0 : 1;
      }
    }
  }
  /// The marks of those marked after the first `kept`, in that order; they have none any more.
  void take(std::size_t kept, std::vector<PersonIndex>& people, std::vector<std::uint32_t>& marks) {
    people.assign(marked_.begin() + static_cast<std::ptrdiff_t>(kept), marked_.end());
    marks.resize(people.size());
    for (std::size_t i = 0; i < people.size(); ++i) marks[i] = std::exchange(marks_[people[i]], none);
    marked_.resize(kept);
  }
  /// Whoever has a mark, in the order in which they got it.
  [[nodiscard]] std::span<const PersonIndex> marked() const { return marked_; }

 private:
  std::pmr::vector<std::uint32_t>& marks_;
  std::pmr::vector<PersonIndex>& marked_;
};

/// How many people have a tie to or from somebody. Where both rows are the same memory, ties have no direction.
template <TieGraph G>
[[nodiscard]] std::size_t acquaintances_of(const TwoWay<G>& ways, PersonIndex person,
                                           std::vector<PersonIndex>& around) {
  if constexpr (SpanTieGraph<G>) {
    const auto from = row_of_steps(ways.graph().steps_from(person));
    const std::span<const Step> all = whole_row(from), to = whole_row(row_of_steps(ways.steps_to(person)));
    if (all.data() == to.data() && all.size() == to.size()) {
      return static_cast<std::size_t>(std::ranges::distance(from));
    }
  }
  around.clear();
  for (const Step step : ways.graph().steps_from(person)) around.push_back(step.to);
  for (const Step step : ways.steps_to(person)) around.push_back(step.to);
  std::sort(around.begin(), around.end());
  return static_cast<std::size_t>(std::unique(around.begin(), around.end()) - around.begin());
}

/// Marks s and those s has a tie to as left out, and gives the latter, ascending.
template <TieGraph G>
[[nodiscard]] std::vector<PersonIndex> mark_friends(const G& graph, PersonIndex from, PersonMarks& marks) {
  std::vector<PersonIndex> friends;
  marks.set(from, left_out);
  for (const Step step : graph.steps_from(from)) {
    friends.push_back(step.to);
    marks.set(step.to, left_out);
  }
  std::sort(friends.begin(), friends.end());
  return friends;
}

}  // namespace detail

/// Everyone t with ties s -> w -> t who is not s and to whom s has no tie, with the number of such w. What `who_knows`
/// begins with, for those who need no more.
/// @throws UnknownPerson (from >= size), Cancelled
/// @complexity O(ties within two steps)
template <TieGraph G>
[[nodiscard]] FriendsOfFriends friends_of_friends(const G& graph, PersonIndex from, const Control& control = {}) {
  Ticks ticks(control);
  detail::check_person(from, graph.size());
  const ScratchLease lease;
  detail::PersonMarks marks(*lease, graph.size());
  const std::vector<PersonIndex> friends = detail::mark_friends(graph, from, marks);
  const std::size_t left_out = marks.marked().size();
  for (std::size_t i = 0; i < friends.size(); ++i) {
    if constexpr (detail::SpanTieGraph<G>) {  // the row after the next is on its way while this one is read
      if (i + 2 < friends.size()) detail::will_read(detail::row_of_steps(graph.steps_from(friends[i + 2])).data());
    }
    ticks(detail::units_of(graph, friends[i]));
    marks.count(graph.steps_from(friends[i]));
  }
  FriendsOfFriends out;
  marks.take(left_out, out.person, out.common);
  return out;
}

namespace detail {

/// What one common acquaintance adds to the two sums.
struct BrokerShare {
  double adamic_adar = 0, resource_allocation = 0;
};
/// Of an acquaintance of `degree` people: at least 2 where it is asked for, s and t themselves.
[[nodiscard]] inline BrokerShare broker_share(std::size_t degree) {
  return {1.0 / std::log(static_cast<double>(degree)), 1.0 / static_cast<double>(degree)};
}

struct AcquaintedRow {
  double adamic_adar, resource_allocation;
  PersonIndex person;
  std::uint32_t common;
};
/// Better first, a total order.
[[nodiscard]] inline bool operator<(const AcquaintedRow& a, const AcquaintedRow& b) {
  if (a.common != b.common) return a.common > b.common;
  if (a.adamic_adar != b.adamic_adar) return a.adamic_adar > b.adamic_adar;
  return a.person < b.person;
}

/// The friends of friends whom `wanted` lets through, in the order in which they are met; `share(w)` is w's share.
/// Those let through are marked by their row + 1, the others left out.
template <TieGraph G, class Share, class Wanted>
[[nodiscard]] std::vector<AcquaintedRow> acquainted_rows(const G& graph, const std::vector<PersonIndex>& friends,
                                                         PersonMarks& marks, const Share& share, const Wanted& wanted,
                                                         Ticks& ticks) {
  std::vector<AcquaintedRow> rows;
  for (const PersonIndex w : friends) {  // ascending: the sums are added in a fixed order
    const BrokerShare adds = share(w);
    ticks(units_of(graph, w));
    for (const Step step : graph.steps_from(w)) {
      const PersonIndex t = step.to;
      const std::uint32_t place = marks[t];
      if (place == left_out) continue;
      if (place == PersonMarks::none) {
        if (!wanted(t)) {
          marks.set(t, left_out);
          continue;
        }
        rows.push_back({adds.adamic_adar, adds.resource_allocation, t, 1});
        marks.set(t, static_cast<std::uint32_t>(rows.size()));
      } else {
        AcquaintedRow& row = rows[place - 1];
        row.adamic_adar += adds.adamic_adar;
        row.resource_allocation += adds.resource_allocation;
        ++row.common;
      }
    }
  }
  return rows;
}

}  // namespace detail

/// Everyone t with ties s -> w -> t who is not s and to whom s has no tie, if `wanted(t)`. Ties only, no affiliations.
/// deg w is the number of people with a tie to or from w: at least 2 here, s and t themselves.
/// @return by falling `common`, then falling `adamic_adar`, then index
/// @throws UnknownPerson (from >= size), Cancelled
/// @complexity O(ties within two steps + those to and from the friends); without `steps_to` also O(people + ties)
/// @source L. Adamic, E. Adar, Social Networks 25, 2003; T. Zhou, L. Lü, Y.-C. Zhang, Eur. Phys. J. B 71, 2009
template <TieGraph G, class Wanted = Everyone>
[[nodiscard]] std::vector<Acquainted> who_knows(const G& graph, PersonIndex from, const Wanted& wanted = {},
                                                const Control& control = {}) {
  Ticks ticks(control);
  detail::check_person(from, graph.size());
  const detail::TwoWay<G> ways(graph);
  const ScratchLease lease;
  detail::PersonMarks marks(*lease, graph.size());
  const std::vector<PersonIndex> friends = detail::mark_friends(graph, from, marks);

  std::vector<PersonIndex> around;
  auto rows = detail::acquainted_rows(
      graph, friends, marks,
      [&](PersonIndex w) { return detail::broker_share(detail::acquaintances_of(ways, w, around)); }, wanted, ticks);
  std::sort(rows.begin(), rows.end());
  std::vector<Acquainted> out;
  out.reserve(rows.size());
  for (const detail::AcquaintedRow& row : rows) {
    out.push_back({row.person, {}, row.common, row.adamic_adar, row.resource_allocation});
    out.back().via.reserve(row.common);
    marks.set(row.person, static_cast<std::uint32_t>(out.size()));
  }
  for (const PersonIndex w : friends) {  // ascending, so that `via` is
    ticks(detail::units_of(graph, w));
    for (const Step step : graph.steps_from(w)) {
      const std::uint32_t place = marks[step.to];
      if (place != detail::left_out) out[place - 1].via.push_back(w);
    }
  }
  return out;
}

}  // namespace weaktie
