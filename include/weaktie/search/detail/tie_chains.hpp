#pragma once
// What is kept of the chains that two_ended.hpp meets.
#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <weaktie/search/detail/chain_query.hpp>
#include <weaktie/search/detail/two_ended.hpp>
#include <weaktie/search/scratch.hpp>

namespace weaktie::detail {

/// The best chain through each first person. Labels keep the smallest key of a person, and among equals the smallest
/// person who comes next.
///
/// Why walks suffice although a chain may visit nobody twice: the source, the target and removed people are never met.
/// A walk s u v u t costs more than s u t and has the same first person, so the best through each first person visits
/// nobody twice. Order: keys decide cost and steps; among equal keys through one first person the smaller next person
/// wins, and after them the smaller next of the label.
class ThroughFirsts {
 public:
  ThroughFirsts(const ChainQuery& query, SearchScratch& scratch) : query_(query), it_(scratch) {
    it_.firsts.start(query.count, last_key_below(query.limit));
    it_.through.clear();
  }
  [[nodiscard]] SearchKey bound() const { return it_.firsts.bound(); }
  void direct(SearchKey key) { it_.firsts.offer({key, query_.to, direct_arm}); }
  void label(PersonIndex person, SearchKey key, PersonIndex next) { it_.table.improve(person, key, next); }
  void opened(PersonIndex, SearchKey key) { it_.through.push_back({key, no_key, no_person}); }
  void again() {}
  void meet_arm(std::size_t arm, SearchKey key) {
    // One who is nearer over somebody else (next is not the target) is met when that somebody is.
    const FrontierTable::Label* label = it_.table.find(it_.left.arms()[arm].person);
    if (label != nullptr && label->next == query_.to) offer(arm, key, key + label->key, no_person);
  }
  bool meet_walk(std::size_t arm, PersonIndex person, SearchKey key) {
    const FrontierTable::Label* label = it_.table.find(person);
    if (label == nullptr || label->key == 0) return false;
    offer(arm, key, key + label->key, person);
    return true;
  }

  /// `complete`: labels are final. Else one may have become better after it was met, and a walk may visit somebody
  /// twice.
  [[nodiscard]] std::vector<FoundChain> chains(bool complete) const {
    std::vector<FoundChain> out;
    for (const BestFirsts::Entry& entry : it_.firsts.entries()) {
      FoundChain one = chain(entry);
      if (one.people.size() < 5 || one.people[1] != one.people[3]) out.push_back(std::move(one));
    }
    if (!complete) std::sort(out.begin(), out.end(), better_chain);
    return out;
  }

 private:
  static constexpr std::size_t direct_arm = ~std::size_t{0};

  void offer(std::size_t arm, SearchKey left, SearchKey total, PersonIndex middle) {
    SearchScratch::Through& best = it_.through[arm];
    if (total > best.total || total > it_.firsts.bound()) return;
    if (total == best.total && middle >= best.middle) return;
    best = {left, total, middle};
    it_.firsts.offer({total, it_.left.arms()[arm].person, arm});
  }
  [[nodiscard]] FoundChain chain(const BestFirsts::Entry& entry) const {
    if (entry.arm == direct_arm) return {cost_of_key(entry.key), {query_.from, query_.to}};
    const SearchScratch::Through& best = it_.through[entry.arm];
    const bool ends = best.middle == no_person;
    const FrontierTable::Label& label = *it_.table.find(ends ? entry.first : best.middle);
    FoundChain out{cost_of_key(best.left + label.key), {query_.from, entry.first}};
    if (!ends) out.people.push_back(best.middle);
    if (label.next != query_.to) out.people.push_back(label.next);
    out.people.push_back(query_.to);
    return out;
  }

  const ChainQuery& query_;
  SearchScratch& it_;
};

/// A chain from its key and intermediaries.
[[nodiscard]] inline FoundChain chain_of(const ChainQuery& query, const BestChains::Entry& entry) {
  FoundChain out{cost_of_key(entry.key), {query.from}};
  for (const PersonIndex person : entry.between) {
    if (person != no_person) out.people.push_back(person);
  }
  out.people.push_back(query.to);
  return out;
}

/// The best chain alone, with labels around the source: they keep the smallest key of a person, and among equals the
/// smallest person who comes before.
///
/// Order: of the chains with the smallest key the one with the smallest people is kept, whole, as it is met; what was
/// met before labels were final is met again afterwards. Somebody twice on a walk: as above.
class BestAlone {
 public:
  BestAlone(const ChainQuery& query, SearchScratch& scratch)
      : query_(query), it_(scratch), best_{last_key_below(query.limit), {}} {}
  [[nodiscard]] SearchKey bound() const { return best_.key; }
  void direct(SearchKey key) { offer(key, {no_person, no_person, no_person}); }
  void label(PersonIndex person, SearchKey key, PersonIndex before) { it_.table.improve(person, key, before); }
  void opened(PersonIndex, SearchKey) {}
  void again() {}
  void meet_arm(std::size_t arm, SearchKey key) {
    const PersonIndex last = it_.left.arms()[arm].person;
    const FrontierTable::Label* label = it_.table.find(last);
    if (label != nullptr && label->next == query_.from) offer(key + label->key, {last, no_person, no_person});
  }
  bool meet_walk(std::size_t arm, PersonIndex person, SearchKey key) {
    const FrontierTable::Label* label = it_.table.find(person);
    if (label == nullptr || label->key == 0) return false;
    if (key + label->key > best_.key) return true;
    const PersonIndex last = it_.left.arms()[arm].person;
    if (label->next == query_.from) {
      offer(key + label->key, {person, last, no_person});
    } else {
      offer(key + label->key, {label->next, person, last});
    }
    return true;
  }

  /// None, or one. When the meter ran out, a walk may visit somebody twice.
  [[nodiscard]] std::vector<FoundChain> chains() const {
    const auto& between = best_.between;
    if (!found_ || (between[0] != no_person && between[0] == between[2])) return {};
    return {chain_of(query_, best_)};
  }

 private:
  void offer(SearchKey key, const std::array<PersonIndex, 3>& between) {
    const BestChains::Entry entry{key, between};
    if (key > best_.key || (found_ && !(entry < best_))) return;
    best_ = entry;
    found_ = true;
  }

  const ChainQuery& query_;
  SearchScratch& it_;
  BestChains::Entry best_;
  bool found_ = false;
};

/// The best chains, whoever they lead through. A person's labels are all kept, so that every chain is met once in a
/// pass: one of two steps at its only intermediary, a longer one at the second.
template <bool turned>
class BestOfAll {
 public:
  BestOfAll(const ChainQuery& query, SearchScratch& scratch) : query_(query), it_(scratch) {
    it_.chains.start(query.count, last_key_below(query.limit));
  }
  [[nodiscard]] SearchKey bound() const { return it_.chains.bound(); }
  void direct(SearchKey key) {
    direct_ = key;
    it_.chains.offer({key, {no_person, no_person, no_person}});
  }
  void label(PersonIndex person, SearchKey key, PersonIndex next) { it_.table.add(person, key, next); }
  void opened(PersonIndex, SearchKey) {}
  void again() {
    it_.chains.restart();
    if (direct_ != no_key) it_.chains.offer({direct_, {no_person, no_person, no_person}});
  }
  void meet_arm(std::size_t arm, SearchKey key) {
    const PersonIndex first = it_.left.arms()[arm].person;
    for (const auto* label = it_.table.find(first); label != nullptr; label = it_.table.more(*label)) {
      if (label->next == end()) it_.chains.offer({key + label->key, {first, no_person, no_person}});
    }
  }
  bool meet_walk(std::size_t arm, PersonIndex person, SearchKey key) {
    const auto* label = it_.table.find(person);
    if (label == nullptr || label->key == 0) return false;
    const PersonIndex first = it_.left.arms()[arm].person;
    for (; label != nullptr; label = it_.table.more(*label)) {
      if (label->next == first) continue;  // twice the same
      it_.chains.offer({key + label->key, between(first, person, label->next)});
    }
    return true;
  }

  [[nodiscard]] std::vector<FoundChain> chains() const {
    std::vector<FoundChain> out;
    for (const BestChains::Entry& entry : it_.chains.sorted()) out.push_back(chain_of(query_, entry));
    return out;
  }

 private:
  /// Where labels lead.
  [[nodiscard]] PersonIndex end() const { return turned ? query_.from : query_.to; }
  [[nodiscard]] std::array<PersonIndex, 3> between(PersonIndex first, PersonIndex second, PersonIndex third) const {
    if constexpr (turned) {
      if (third == end()) return {second, first, no_person};
      return {third, second, first};
    } else {
      return {first, second, third == end() ? no_person : third};
    }
  }

  const ChainQuery& query_;
  SearchScratch& it_;
  SearchKey direct_ = no_key;
};

/// Whether labels had better stand around the source (two_ended.hpp).
template <SpanTieGraph G>
[[nodiscard]] bool better_turned(const TwoWay<G>& ways, const ChainQuery& query) {
  return !no_longer(row_of_steps(ways.steps_to(query.to)), row_of_steps(ways.graph().steps_from(query.from)));
}

template <bool turned, class Answers, SpanTieGraph G>
[[nodiscard]] FoundChains chains_of(const TwoWay<G>& ways, const ChainQuery& query, StepMeter& meter,
                                    SearchScratch& scratch) {
  Answers answers(query, scratch);
  TwoEnded<G, Answers, turned> search(ways, query, meter, scratch, answers);
  search.run();
  FoundChains out{answers.chains(), !meter.exhausted, out_of_reach};
  if (!out.complete) out.missing_from = search.missing_from();
  return out;
}

template <SpanTieGraph G>
[[nodiscard]] FoundChains tie_chains_through_firsts(const TwoWay<G>& ways, const ChainQuery& query, StepMeter& meter,
                                                    SearchScratch& scratch) {
  if (query.count == 1 && better_turned(ways, query)) return chains_of<true, BestAlone>(ways, query, meter, scratch);
  ThroughFirsts answers(query, scratch);
  TwoEnded<G, ThroughFirsts> search(ways, query, meter, scratch, answers);
  search.run();
  FoundChains out{answers.chains(!meter.exhausted), !meter.exhausted, out_of_reach};
  if (!out.complete) out.missing_from = search.missing_from();
  return out;
}

template <SpanTieGraph G>
[[nodiscard]] FoundChains best_tie_chains(const TwoWay<G>& ways, const ChainQuery& query, StepMeter& meter,
                                          SearchScratch& scratch) {
  return better_turned(ways, query) ? chains_of<true, BestOfAll<true>>(ways, query, meter, scratch)
                                    : chains_of<false, BestOfAll<false>>(ways, query, meter, scratch);
}

}  // namespace weaktie::detail
