#pragma once
// What one would write at first: the searches that ours are measured against and checked by. They share no code with
// the library's searches and use ties alone.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include <weaktie/network/tie_graph.hpp>

namespace weaktie::benchmarks {

inline constexpr std::uint64_t no_way = std::numeric_limits<std::uint64_t>::max();

/// Costs by person in an array as long as the network; forgetting them all is one addition.
class DenseTable {
 public:
  explicit DenseTable(std::size_t people) : slots_(people) {}
  void clear(std::size_t /*expected*/) { ++round_; }
  [[nodiscard]] std::uint64_t get(PersonIndex person) const {
    return slots_[person].round == round_ ? slots_[person].cost : no_way;
  }
  /// Whether the person is new.
  bool lower(PersonIndex person, std::uint64_t cost) {
    Slot& slot = slots_[person];
    if (slot.round == round_) {
      slot.cost = std::min(slot.cost, static_cast<std::uint32_t>(cost));
      return false;
    }
    slot = {round_, static_cast<std::uint32_t>(cost)};
    return true;
  }

 private:
  struct Slot {
    std::uint32_t round = 0, cost = 0;
  };
  std::vector<Slot> slots_;
  std::uint32_t round_ = 0;
};

/// The same in a hash table with open addressing, which stays in the cache where the array does not.
class HashTable {
 public:
  explicit HashTable(std::size_t /*people*/) {}
  void clear(std::size_t expected) {
    std::size_t wanted = 1024;
    while (wanted < 2 * expected) wanted *= 2;
    if (wanted > slots_.size()) {
      slots_.assign(wanted, {});
      round_ = 0;
    }
    mask_ = wanted - 1;
    ++round_;
  }
  [[nodiscard]] std::uint64_t get(PersonIndex person) const {
    for (std::size_t at = place(person);; at = (at + 1) & mask_) {
      if (slots_[at].round != round_) return no_way;
      if (slots_[at].person == person) return slots_[at].cost;
    }
  }
  bool lower(PersonIndex person, std::uint64_t cost) {
    for (std::size_t at = place(person);; at = (at + 1) & mask_) {
      Slot& slot = slots_[at];
      if (slot.round != round_) {
        slot = {round_, person, static_cast<std::uint32_t>(cost)};
        return true;
      }
      if (slot.person == person) {
        slot.cost = std::min(slot.cost, static_cast<std::uint32_t>(cost));
        return false;
      }
    }
  }

 private:
  struct Slot {
    std::uint32_t round = 0, person = 0, cost = 0;
  };
  [[nodiscard]] std::size_t place(PersonIndex person) const {
    return (static_cast<std::uint64_t>(person) * 0x9e3779b97f4a7c15U >> 32U) & mask_;
  }
  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
  std::uint32_t round_ = 0;
};

/// The smallest cost of a walk of at most `steps` ties, by the unpruned both-ended join: everyone within half the steps
/// of one end into a table, everyone within the rest of the other end looked up in it. A value, no people. Walks
/// suffice, since cutting a cycle out of one makes it no dearer. Costs of half a walk must fit 32 bits.
template <class Table>
class UnprunedJoin {
 public:
  explicit UnprunedJoin(std::size_t people) : table_(people) {}

  template <ReverseTieGraph G>
  [[nodiscard]] std::uint64_t operator()(const G& graph, PersonIndex from, PersonIndex to, unsigned steps) {
    const unsigned near = steps / 2, far = steps - near;
    const auto ties_from = [&graph](PersonIndex person) { return graph.steps_from(person); };
    const auto ties_to = [&graph](PersonIndex person) { return graph.steps_to(person); };
    table_.clear(std::min(expected(ties_from, from, near), graph.size()));
    table_.lower(from, 0);
    around(ties_from, from, near, [this](PersonIndex person, std::uint64_t cost) { table_.lower(person, cost); });
    std::uint64_t best = table_.get(to);
    around(ties_to, to, far, [this, &best](PersonIndex person, std::uint64_t cost) {
      const std::uint64_t rest = table_.get(person);
      if (rest != no_way) best = std::min(best, rest + cost);
    });
    return best;
  }

 private:
  /// Every walk of 1 to `steps` ties; for three steps and more each layer is made once by person.
  template <class Ties, class Visit>
  void around(const Ties& ties, PersonIndex end, unsigned steps, const Visit& visit) {
    layer_.assign(1, {end, 0});
    for (unsigned step = 1; step <= steps && !layer_.empty(); ++step) {
      next_.clear();
      const bool keep = step < steps;
      for (const auto& [person, cost] : layer_) {
        for (const Step tie : ties(person)) {
          visit(tie.to, cost + tie.cost);
          if (keep) next_.emplace_back(tie.to, cost + tie.cost);
        }
      }
      if (step > 1 && keep) {  // one label a person
        std::sort(next_.begin(), next_.end());
        next_.erase(
            std::unique(next_.begin(), next_.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
            next_.end());
      }
      std::swap(layer_, next_);
    }
  }
  /// About how many people the table will hold, at most.
  template <class Ties>
  [[nodiscard]] static std::size_t expected(const Ties& ties, PersonIndex end, unsigned steps) {
    if (steps == 0) return 1;
    std::size_t sum = 1 + ties(end).size();
    if (steps == 1) return sum;
    for (const Step tie : ties(end)) sum += ties(tie.to).size();
    return steps == 2 ? sum : std::numeric_limits<std::size_t>::max();
  }

  Table table_;
  std::vector<std::pair<PersonIndex, std::uint64_t>> layer_, next_;
};

/// For everyone the smallest cost of a walk of at most `steps` ties: a table of people, renewed once a step, every tie
/// looked at every time. Slow and obvious.
template <TieGraph G>
[[nodiscard]] std::vector<std::uint64_t> layered_costs(const G& graph, PersonIndex from, unsigned steps) {
  std::vector<std::uint64_t> cost(graph.size(), no_way);
  cost[from] = 0;
  for (unsigned step = 0; step < steps; ++step) {
    std::vector<std::uint64_t> next = cost;
    for (PersonIndex person = 0; person < graph.size(); ++person) {
      if (cost[person] == no_way) continue;
      for (const Step tie : graph.steps_from(person)) next[tie.to] = std::min(next[tie.to], cost[person] + tie.cost);
    }
    cost = std::move(next);
  }
  return cost;
}

}  // namespace weaktie::benchmarks
