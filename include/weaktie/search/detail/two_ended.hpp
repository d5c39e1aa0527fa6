#pragma once
// Chains over ties, up to four steps, of which the first and the last may also be steps to fellow members of
// affiliations with few members (few_members.hpp): both ends are searched, and they meet in the middle. What is kept of
// the chains is another matter (tie_chains.hpp): the best through each first person, or the best of all.
//
// Around the target a table holds, for everyone one or two steps away, the smallest key and who comes next. From the
// source, walks of one and two steps are read past that table, cheapest first; where one meets a label, they make a
// chain. Nothing is kept of the source's walks but what is an answer, so that every tie on that side costs one probe.
//
// How far to read. Let B be the key of the worst answer still wanted. A chain of four steps is a two-step walk l from
// the source and a two-step label r, and key(l) + key(r) <= B, so that key(r) <= B - (least two-step key of the source)
// and key(l) <= B - (least key of the target's steps). A chain of three steps is a two-step walk and a one-step label,
// one of two steps a one-step walk and a one-step label: the same limits with the least one-step keys. What lies above
// them cannot be part of an answer; keys equal to a limit are read, so that ties are broken in the full order. Before
// any chain is known there is no B, so both sides grow in rounds until they have read so many ties that two random sets
// of that size would meet; then the rest is one pass with B, which shrinks as it goes. Labels stay from round to round;
// the source's side is read again, since a label that came later may meet a walk that came earlier.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <weaktie/network/seen_rows.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/chain_query.hpp>
#include <weaktie/search/detail/few_members.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/search_key.hpp>
#include <weaktie/search/detail/step_meter.hpp>
#include <weaktie/search/scratch.hpp>

namespace weaktie::detail {

// Which end is which. A label costs more than a probe, so labels had better stand around the end with fewer ties.
// Turned round, `left` is the target, its walks lead backwards, and labels say how the source comes to somebody; costs
// add up to the same. What is called the source here is then the target, and the other way round.

/// The most steps of a chain that is searched this way.
inline constexpr std::size_t two_ended_steps = 4;

/// `Answers` keeps the chains:
///   bound()                      the key of the worst chain still wanted
///   direct(key)                  the tie from end to end
///   label(person, key, next)     somebody beside or two steps from the target
///   opened(person, key)          the source's next arm; numbered from 0
///   meet_arm(arm, key)           a chain if its person has a label beside the target
///   meet_walk(arm, person, key)  a chain if that person has a label
///   again()                      the source's side is read from the beginning
template <SpanTieGraph G, class Answers, bool turned = false>
class TwoEnded {
 public:
  TwoEnded(const TwoWay<G>& ways, const ChainQuery& query, StepMeter& meter, SearchScratch& scratch, Answers& answers)
      : ways_(ways),
        query_(query),
        meter_(meter),
        it_(scratch),
        answers_(answers),
        fee_(query.relay),
        left_fee_(turned ? query.relay : 0),
        right_fee_(turned ? 0 : query.relay),
        steps_(std::min(query.max_steps, two_ended_steps)) {}

  void run() {
    it_.table.clear();
    for (const PersonIndex person : query_.removed) it_.table.exclude(person);
    it_.table.exclude(query_.from);
    it_.table.exclude(query_.to);
    near_left_ = left_row(left_end());
    near_right_ = right_row(right_end());
    if (query_.count == 0) return;
    meet_directly();
    if (!few_members_steps(ways_.graph(), left_end(), turned, it_.left_members, meter_) ||
        !few_members_steps(ways_.graph(), right_end(), !turned, it_.right_members, meter_)) {
      return;
    }
    it_.left.start(near_left_, it_.left_members, left_fee_, fee_);
    it_.right.start(near_right_, it_.right_members, right_fee_, fee_);
    if (it_.left.near_done() || it_.right.near_done()) return;
    if (steps_ > 2) it_.left.look_ahead(which_steps(near_left_), [&](PersonIndex person) { return left_row(person); });
    if (steps_ == two_ended_steps) {
      it_.right.look_ahead(which_steps(near_right_), [&](PersonIndex person) { return right_row(person); });
    }
    if (steps_ == 1 || meter_.exhausted) return;
    least_left_ = it_.left.next_near();
    least_right_ = it_.right.next_near();
    if (steps_ == two_ended_steps) grow();
    finish();
  }

  /// When the meter ran out: no chain that was not met costs less.
  [[nodiscard]] Cost missing_from() const {
    SearchKey unseen = std::min(sum(done_left_, least_right_), sum(done_right_, least_left_));
    if (query_.max_steps > two_ended_steps) unseen = 0;  // longer chains were not looked for
    return cost_of_key(std::max(unseen, direct_read_ ? least_left_ + least_right_ : 0));
  }

 private:
  using FromRow = decltype(row_of_steps(std::declval<const TwoWay<G>&>().graph().steps_from(PersonIndex{})));
  using ToRow = decltype(row_of_steps(std::declval<const TwoWay<G>&>().steps_to(PersonIndex{})));
  using LeftRow = std::conditional_t<turned, ToRow, FromRow>;
  using RightRow = std::conditional_t<turned, FromRow, ToRow>;
  static constexpr SearchKey pace = step_key(std::uint64_t{1} << 19U);  // half a bit of chance a wave

  static SearchKey sum(SearchKey a, SearchKey b) { return a == no_key ? no_key : a + b; }

  template <bool backwards>
  [[nodiscard]] auto row(PersonIndex person) const {
    if constexpr (backwards) {
      return row_of_steps(ways_.steps_to(person));
    } else {
      return row_of_steps(ways_.graph().steps_from(person));
    }
  }
  [[nodiscard]] LeftRow left_row(PersonIndex person) const { return row<turned>(person); }
  [[nodiscard]] RightRow right_row(PersonIndex person) const { return row<!turned>(person); }
  [[nodiscard]] PersonIndex left_end() const { return turned ? query_.to : query_.from; }
  [[nodiscard]] PersonIndex right_end() const { return turned ? query_.from : query_.to; }
  [[nodiscard]] SearchKey last_walk() const { return less(answers_.bound(), least_right_); }

  /// The tie from end to end, looked for in the shorter of the two rows.
  void meet_directly() {
    const auto read = [this](const auto& row, PersonIndex wanted) {
      for (const Step step : row) {
        if (!meter_.take()) return;
        if (step.to != wanted) continue;
        if (!query_.bans(query_.to)) answers_.direct(step_key(step.cost));
        break;
      }
      direct_read_ = true;
    };
    if (no_longer(near_left_, near_right_)) {
      read(near_left_, right_end());
    } else {
      read(near_right_, left_end());
    }
  }

  /// Labels with keys up to the limits: those one step, and those two steps from the target.
  void label_target(SearchKey near_limit, SearchKey far_limit) {
    const bool far = steps_ == two_ended_steps;
    it_.right.read_near(
        near_limit, which_steps(near_right_), meter_,
        [&](PersonIndex person, SearchKey key) {
          if (it_.table.excludes(person) || (turned && query_.bans(person))) return false;
          answers_.label(person, key, right_end());
          return far;
        },
        [&](PersonIndex person) { return far ? right_row(person) : RightRow(); });
    if (!far) return;
    it_.right.read_far(far_limit, which_steps(near_right_), meter_,
                       [&](std::size_t arm, PersonIndex person, SearchKey key) {
                         answers_.label(person, key, it_.right.arms()[arm].person);
                       });
  }

  /// Opens the source's arms up to `limit` and looks whether their people stand beside the target.
  void open_source(SearchKey limit) {
    const std::size_t before = it_.left.arms().size();
    it_.left.read_near(
        limit, which_steps(near_left_), meter_,
        [&](PersonIndex person, SearchKey key) {
          if (it_.table.excludes(person) || (!turned && query_.bans(person))) return false;
          answers_.opened(person, key);
          return true;
        },
        [&](PersonIndex person) { return steps_ > 2 ? left_row(person) : LeftRow(); });
    meet_arms(before);
  }
  void meet_arms(std::size_t from) {
    const auto arms = it_.left.arms();
    for (std::size_t i = from; i < arms.size(); ++i) answers_.meet_arm(i, arms[i].key);
  }
  void meet_walks(SearchKey limit) {
    it_.left.read_far(limit, which_steps(near_left_), meter_, [&](std::size_t arm, PersonIndex person, SearchKey key) {
      if (answers_.meet_walk(arm, person, key)) limit = std::min(limit, last_walk());
    });
  }
  void read_again() {
    answers_.again();
    it_.left.rewind();
    meet_arms(0);
  }

  /// Rounds of both sides until there is a bound, or nothing left to read around the target.
  void grow() {
    const double people = static_cast<double>(ways_.graph().size());
    auto wanted = static_cast<std::uint64_t>(std::clamp(std::sqrt(people), 64.0, 4096.0));
    SearchKey right_limit = least_right_ + step_key(0, fee_);
    for (; answers_.bound() == no_key && !meter_.exhausted; wanted *= 4) {
      while (it_.right.read() < wanted && it_.right.least_unread_far() != no_key && !meter_.exhausted) {
        right_limit = std::max(right_limit + pace, it_.right.least_unread_far());
        label_target(right_limit, right_limit);
      }
      if (meter_.exhausted || it_.right.least_unread_far() == no_key) return;
      read_again();
      const std::uint64_t before = it_.left.read();
      SearchKey limit = least_left_ + step_key(0, fee_);
      while (it_.left.read() - before < wanted && it_.left.least_unread_far() != no_key && !meter_.exhausted) {
        limit = std::max(limit + pace, it_.left.least_unread_far());
        open_source(limit);
        meet_walks(limit);
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
    const SearchKey bound = answers_.bound();
    label_target(less(bound, least_left_), less(bound, it_.left.least_unread_far()));
    read_again();
    SearchKey wave = least_left_ + step_key(0, fee_), stride = pace;
    for (;;) {
      if (meter_.exhausted) return;
      if (last_walk() != no_key) wave = last_walk();
      open_source(wave);
      if (steps_ > 2) meet_walks(wave);
      const SearchKey next = std::min(it_.left.next_near(), steps_ > 2 ? it_.left.least_unread_far() : no_key);
      if (next == no_key || next > last_walk()) return;
      wave = std::max(wave + stride, next);
      stride *= 2;
    }
  }

  const TwoWay<G>& ways_;
  const ChainQuery& query_;
  StepMeter& meter_;
  SearchScratch& it_;
  Answers& answers_;
  Cost fee_, left_fee_, right_fee_;  // on any step, and on one beside that end
  std::size_t steps_;
  LeftRow near_left_ = {};
  RightRow near_right_ = {};
  SearchKey least_left_ = 0, least_right_ = 0;
  SearchKey done_left_ = 0, done_right_ = 0;  // all chains of halves up to these were met
  bool direct_read_ = false;
};

}  // namespace weaktie::detail
