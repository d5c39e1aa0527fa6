#pragma once
// The best chain through each first person over ties alone, up to four steps: both ends are searched, and they meet in
// the middle.
//
// Around the target a table holds, for everyone one or two steps away, the smallest key and who comes next. From the
// source, walks of one and two steps are read past that table, cheapest first; where one meets a label, they make a
// chain. Nothing is kept of the source's walks but the best through each first person, so that every tie on that side
// costs one probe.
//
// How far to read. Let B be the key of the worst answer still wanted. A chain of four steps is a two-step walk l from
// the source and a two-step label r, and key(l) + key(r) <= B, so that key(r) <= B - (least two-step key of the source)
// and key(l) <= B - (least key of the target's steps). A chain of three steps is a two-step walk and a one-step label,
// one of two steps a one-step walk and a one-step label: the same limits with the least one-step keys. What lies above
// them cannot be part of an answer; keys equal to a limit are read, so that ties are broken in the full order. Before
// any chain is known there is no B, so both sides grow in rounds until they have read so many ties that two random sets
// of that size would meet; then the rest is one pass with B, which shrinks as it goes. Labels stay from round to round;
// the source's side is read again, since a label that came later may meet a walk that came earlier.
//
// Why walks suffice although a chain may visit nobody twice: the source, the target and removed people have no label. A
// walk s u v u t costs more than s u t and has the same first person; hence the best through each first person visits
// nobody twice. Order: keys decide cost and steps. Among equal keys through the same first person the smaller next
// person wins, and after them the smaller next of the label: labels keep the smallest among equals.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/chain_query.hpp>
#include <weaktie/search/detail/first_steps.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/search_key.hpp>
#include <weaktie/search/scratch.hpp>

namespace weaktie::detail {

/// Rows of ties that lie in memory one after the other.
template <class G>
concept SpanTieGraph = TieGraph<G> && requires(const G& graph, PersonIndex person) {
  { graph.steps_from(person) } -> std::convertible_to<std::span<const Step>>;
};

template <SpanTieGraph G>
class TieChains {
 public:
  static constexpr std::size_t most_steps = 4;

  TieChains(const TwoWay<G>& ways, const ChainQuery& query, StepMeter& meter, SearchScratch& scratch)
      : ways_(ways), query_(query), meter_(meter), it_(scratch), fee_(query.relay) {
    steps_ = std::min(query.max_steps, most_steps);
  }

  /// Searches; `scratch.firsts` then holds the answers.
  void run() {
    it_.firsts.start(query_.count, last_key_below(query_.limit));
    it_.table.clear();
    it_.through.clear();
    for (const PersonIndex person : query_.removed) exclude(person);
    exclude(query_.from);
    exclude(query_.to);
    near_ = ways_.graph().steps_from(query_.from);
    near_to_ = ways_.steps_to(query_.to);
    if (near_.empty() || near_to_.empty() || query_.count == 0) return;
    meet_directly();
    it_.left.start(near_, 0, fee_);
    it_.right.start(near_to_, fee_, fee_);
    if (steps_ > 2) it_.left.look_ahead([&](PersonIndex person) { return row_from(person); });
    if (steps_ == most_steps) it_.right.look_ahead([&](PersonIndex person) { return row_to(person); });
    if (steps_ == 1 || meter_.exhausted) return;
    least_left_ = step_key(near_.front().cost);
    least_right_ = step_key(near_to_.front().cost, fee_);
    if (steps_ == most_steps) grow();
    finish();
  }

  [[nodiscard]] FoundChains found() const {
    FoundChains out;
    out.complete = !meter_.exhausted;
    if (!out.complete) {
      SearchKey unseen = std::min(sum(done_left_, least_right_), sum(done_right_, least_left_));
      if (query_.max_steps > most_steps) unseen = 0;  // longer chains were not looked for
      out.missing_from = cost_of_key(std::max(unseen, direct_read_ ? least_left_ + least_right_ : 0));
    }
    for (const BestFirsts::Entry& entry : it_.firsts.entries()) {
      FoundChain one = chain(entry);
      const bool twice = one.people.size() == 5 && one.people[1] == one.people[3];  // only when cut short
      if (!twice) out.chains.push_back(std::move(one));
    }
    if (!out.complete) {  // a label may have become better after it was met
      std::sort(out.chains.begin(), out.chains.end(), better_chain);
    }
    return out;
  }

 private:
  static constexpr std::size_t direct_arm = ~std::size_t{0};
  static constexpr SearchKey pace = step_key(std::uint64_t{1} << 19U);  // half a bit of chance a wave

  static SearchKey sum(SearchKey a, SearchKey b) { return a == no_key ? no_key : a + b; }

  [[nodiscard]] std::span<const Step> row_from(PersonIndex person) const { return ways_.graph().steps_from(person); }
  [[nodiscard]] std::span<const Step> row_to(PersonIndex person) const { return ways_.steps_to(person); }

  void exclude(PersonIndex person) {
    it_.table.improve(person, 0, no_person);  // nothing is better
  }
  [[nodiscard]] bool banned(PersonIndex first) const {
    return std::find(query_.banned_firsts.begin(), query_.banned_firsts.end(), first) != query_.banned_firsts.end();
  }

  /// The tie from end to end, looked for in the shorter of the two rows.
  void meet_directly() {
    const bool from = near_.size() <= near_to_.size();
    const std::span<const Step> row = from ? near_ : near_to_;
    const PersonIndex wanted = from ? query_.to : query_.from;
    for (const Step step : row) {
      if (!meter_.take()) return;
      if (step.to != wanted) continue;
      if (!banned(query_.to)) it_.firsts.offer({step_key(step.cost), query_.to, direct_arm});
      break;
    }
    direct_read_ = true;
  }

  /// Labels with keys up to the limits: those one step, and those two steps from the target.
  void label_target(SearchKey near_limit, SearchKey far_limit) {
    it_.right.read_near(
        near_limit, meter_,
        [&](PersonIndex person, SearchKey key) {
          const FrontierTable::Label* label = it_.table.find(person);
          if (label != nullptr && label->key == 0) return false;  // excluded
          it_.table.improve(person, key, query_.to);
          return steps_ == most_steps;
        },
        [&](PersonIndex person) { return steps_ == most_steps ? row_to(person) : std::span<const Step>(); });
    if (steps_ < most_steps) return;
    it_.right.read_far(far_limit, meter_, [&](std::size_t arm, PersonIndex person, SearchKey key) {
      it_.table.improve(person, key, it_.right.arms()[arm].person);
    });
  }

  /// Opens the source's arms up to `limit` and looks whether their people stand beside the target.
  void open_source(SearchKey limit) {
    it_.left.read_near(
        limit, meter_,
        [&](PersonIndex person, SearchKey key) {
          const FrontierTable::Label* label = it_.table.find(person);
          if ((label != nullptr && label->key == 0) || banned(person)) return false;
          it_.through.push_back({key, no_key, no_person});
          return true;
        },
        [&](PersonIndex person) { return steps_ > 2 ? row_from(person) : std::span<const Step>(); });
  }
  void meet_arms(std::size_t from) {
    const auto arms = it_.left.arms();
    for (std::size_t i = from; i < arms.size(); ++i) {
      const FrontierTable::Label* label = it_.table.find(arms[i].person);
      if (label != nullptr && label->next == query_.to) offer(i, arms[i].key, arms[i].key + label->key, no_person);
    }
  }
  void meet_walks(SearchKey& limit) {
    it_.left.read_far(limit, meter_, [&](std::size_t arm, PersonIndex person, SearchKey key) {
      const FrontierTable::Label* label = it_.table.find(person);
      if (label == nullptr || label->key == 0) return;
      offer(arm, key, key + label->key, person);
      limit = std::min(limit, less(it_.firsts.bound(), least_right_));
    });
  }
  void offer(std::size_t arm, SearchKey left, SearchKey total, PersonIndex middle) {
    SearchScratch::Through& best = it_.through[arm];
    if (total > best.total || total > it_.firsts.bound()) return;
    if (total == best.total && middle >= best.middle) return;
    best = {left, total, middle};
    it_.firsts.offer({total, it_.left.arms()[arm].person, arm});
  }

  /// Rounds of both sides until there is a bound, or nothing left to read around the target.
  void grow() {
    const double people = static_cast<double>(ways_.graph().size());
    auto wanted = static_cast<std::uint64_t>(std::clamp(std::sqrt(people), 64.0, 4096.0));
    SearchKey right_limit = least_right_ + step_key(0, fee_);
    for (; it_.firsts.bound() == no_key && !meter_.exhausted; wanted *= 4) {
      while (it_.right.read() < wanted && it_.right.least_unread_far() != no_key && !meter_.exhausted) {
        right_limit = std::max(right_limit + pace, it_.right.least_unread_far());
        label_target(right_limit, right_limit);
      }
      if (meter_.exhausted || it_.right.least_unread_far() == no_key) return;
      it_.left.rewind();
      meet_arms(0);
      const std::uint64_t before = it_.left.read();
      SearchKey limit = least_left_ + step_key(0, fee_);
      while (it_.left.read() - before < wanted && it_.left.least_unread_far() != no_key && !meter_.exhausted) {
        limit = std::max(limit + pace, it_.left.least_unread_far());
        const std::size_t arms = it_.left.arms().size();
        open_source(limit);
        meet_arms(arms);
        SearchKey shrinking = limit;
        meet_walks(shrinking);
      }
      if (meter_.exhausted) return;
      done_left_ = limit;
      done_right_ = right_limit;
    }
  }

  /// The rest, up to the bound; in waves while there is none.
  void finish() {
    if (meter_.exhausted) return;
    it_.left.rewind();
    const SearchKey bound = it_.firsts.bound();
    label_target(less(bound, least_left_), less(bound, it_.left.least_unread_far()));
    meet_arms(0);
    SearchKey wave = least_left_ + step_key(0, fee_), stride = pace;
    for (;;) {
      if (meter_.exhausted) return;
      const SearchKey last = less(it_.firsts.bound(), least_right_);
      if (last != no_key) wave = last;
      const std::size_t arms = it_.left.arms().size();
      open_source(wave);
      meet_arms(arms);
      if (steps_ > 2) {
        SearchKey limit = wave;
        meet_walks(limit);
      }
      const SearchKey next = std::min(it_.left.next_near(), steps_ > 2 ? it_.left.least_unread_far() : no_key);
      if (next == no_key || next > less(it_.firsts.bound(), least_right_)) return;
      wave = std::max(wave + stride, next);
      stride *= 2;
    }
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

  const TwoWay<G>& ways_;
  const ChainQuery& query_;
  StepMeter& meter_;
  SearchScratch& it_;
  Cost fee_;
  std::size_t steps_ = 1;
  std::span<const Step> near_ = {}, near_to_ = {};
  SearchKey least_left_ = 0, least_right_ = 0;
  SearchKey done_left_ = 0, done_right_ = 0;  // all chains of halves up to these were seen
  bool direct_read_ = false;
};

}  // namespace weaktie::detail
