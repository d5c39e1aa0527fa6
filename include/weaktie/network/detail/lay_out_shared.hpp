#pragma once
// Rows that keep parallel ties and memberships of different visibility classes, with a class word beside each item
// (seen_rows.hpp).
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/detail/build.hpp>
#include <weaktie/network/detail/lay_out.hpp>
#include <weaktie/network/detail/network_builder.hpp>
#include <weaktie/network/seen_rows.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/network/visibility_mask.hpp>

namespace weaktie::detail {

/// Gives class words to the items of rows, row after row, each row cheapest first.
class ClassWords {
 public:
  /// `others`: how many there are on the other side of an item.
  ClassWords(std::size_t others, std::vector<Sight::Parallel>& parallels)
      : last_(others, {no_person, 0}), parallels_(parallels) {}

  /// None when a cheaper item between the same two has the same class: this one can never count.
  [[nodiscard]] std::optional<std::uint32_t> word(std::uint32_t row, std::uint32_t other, VisibilityClass number) {
    auto& [last_row, last_word] = last_[other];
    std::uint32_t word = number;
    if (last_row == row) {
      if (holds(last_word, number)) return std::nullopt;
      word = Sight::parallel | static_cast<std::uint32_t>(parallels_.size());
      parallels_.push_back({number, last_word});
    }
    last_row = row;
    last_word = word;
    return word;
  }

 private:
  [[nodiscard]] bool holds(std::uint32_t word, VisibilityClass number) const {
    for (; (word & Sight::parallel) != 0; word = parallels_[word ^ Sight::parallel].cheaper) {
      if (parallels_[word ^ Sight::parallel].own == number) return true;
    }
    return word == number;
  }

  std::vector<std::pair<std::uint32_t, std::uint32_t>> last_;  // by the other side: the row it was in, its word there
  std::vector<Sight::Parallel>& parallels_;
};

struct SharedTie {
  PersonIndex person;
  Step step;
  VisibilityClass visibility;
};

/// Rows by `person`, and the class words beside them. O(ties log ties).
[[nodiscard]] inline std::pair<RowsBuilder<Step>, std::vector<std::uint32_t>> lay_out_shared(
    std::size_t people, std::vector<SharedTie> ties, std::vector<Sight::Parallel>& parallels, Ticks& ticks) {
  std::sort(ties.begin(), ties.end(), [](const SharedTie& a, const SharedTie& b) {
    if (a.person != b.person) return a.person < b.person;
    const std::uint64_t x = rank_of(a.step), y = rank_of(b.step);
    return x != y ? x < y : a.visibility < b.visibility;
  });
  std::pair<RowsBuilder<Step>, std::vector<std::uint32_t>> out;
  auto& [rows, words] = out;
  rows.items.reserve(ties.size());
  words.reserve(ties.size());
  ClassWords classes(people, parallels);
  auto tie = ties.begin();
  for (std::size_t person = 0; person < people; ++person) {
    for (; tie != ties.end() && tie->person == person; ++tie) {
      ticks();
      const auto word = classes.word(tie->person, tie->step.to, tie->visibility);
      if (!word) continue;
      rows.items.push_back(tie->step);
      words.push_back(*word);
    }
    rows.close();
  }
  return out;
}

struct MembershipWords {
  std::vector<std::uint32_t> by_person, by_group;
};

/// Memberships both ways, those of different classes each, and the class words beside them. O(memberships log them).
[[nodiscard]] inline MembershipWords lay_out_shared_members(NetworkBuilder& data, std::vector<Member> members,
                                                            std::vector<Sight::Parallel>& parallels) {
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    if (a.person != b.person) return a.person < b.person;
    if (a.group != b.group) return a.group < b.group;
    return a.cost != b.cost ? a.cost < b.cost : a.visibility < b.visibility;
  });
  MembershipWords out;
  ClassWords of_person(data.groups.size(), parallels);
  std::size_t kept = 0;
  for (const Member& member : members) {
    const auto word = of_person.word(member.person, member.group, member.visibility);
    if (!word) continue;
    out.by_person.push_back(*word);
    members[kept++] = member;
  }
  members.resize(kept);
  pack_members(data, std::move(members), [&](std::span<const Member> sorted, bool by_group) {
    if (!by_group) return;
    ClassWords of_group(data.ids.size(), parallels);
    for (const Member& member : sorted) {
      out.by_group.push_back(*of_group.word(member.group, member.person, member.visibility));
    }
  });
  return out;
}

}  // namespace weaktie::detail
