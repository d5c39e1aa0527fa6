#pragma once
// One network of what several people have told, of which each viewer sees a part.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/core/error.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/network/detail/lay_out_shared.hpp>
#include <weaktie/network/detail/network_data.hpp>
#include <weaktie/network/detail/seen_memberships.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/network/seen_rows.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/network/visibility_mask.hpp>

namespace weaktie {

namespace detail {

/// What shared networks and the views of them point to.
struct SharedNetworkData {
  NetworkData network = {};
  std::vector<std::uint32_t> from_words = {}, to_words = {};  // class words beside the rows; `to` as in NetworkData
  MembershipWords memberships = {};
  std::vector<Sight::Parallel> parallels = {};
  std::size_t classes = 0;
};

}  // namespace detail

/// The part of a shared network that a mask shows. Models TieGraph, ReverseTieGraph and AffiliationGraph, so every
/// search runs on it as it would on a network built from that part alone, with the same answers; a tie or membership
/// takes one more bit to read, and nothing is copied. Cheap to copy; read by many threads.
class SeenNetwork {
 public:
  [[nodiscard]] std::size_t size() const { return it_->shared->network.ids.size(); }
  /// @throws UnknownPerson that names the nearest ids; O(log size)
  [[nodiscard]] PersonIndex index(std::string_view id) const {
    const PersonIndex found = detail::find_id(it_->shared->network, id);
    if (found != no_person) return found;
    std::vector<std::string_view> ids(size());
    for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = it_->shared->network.ids[i];
    throw unknown_person(id, ids);
  }
  /// @throws UnknownPerson when the index is out of range
  [[nodiscard]] std::string_view id(PersonIndex person) const {
    if (person >= size()) throw unknown_index(person, size());
    return it_->shared->network.ids[person];
  }
  [[nodiscard]] const VisibilityMask& mask() const { return it_->mask; }

  // The graph (tie_graph.hpp); indices are the caller's to check.
  [[nodiscard]] detail::SeenSteps steps_from(PersonIndex person) const {
    return {it_->shared->network.from.row(person), it_->from};
  }
  [[nodiscard]] detail::SeenSteps steps_to(PersonIndex person) const {
    if (it_->shared->network.symmetric) return steps_from(person);
    return {it_->shared->network.to.row(person), it_->to};
  }
  [[nodiscard]] std::size_t group_count() const { return it_->shared->network.groups.size(); }
  [[nodiscard]] detail::SeenMemberships<GroupWeight> groups_of(PersonIndex person) const {
    const auto& all = it_->shared->network.groups_of;
    return {all.row(person), it_->shared->memberships.by_person.data() + all.offsets[person], it_->sight};
  }
  [[nodiscard]] detail::SeenMemberships<MemberWeight> members_of(GroupIndex group) const {
    const auto& all = it_->shared->network.members_of;
    return {all.row(group), it_->shared->memberships.by_group.data() + all.offsets[group], it_->sight};
  }
  [[nodiscard]] StepCost reach_cost(GroupIndex group) const { return it_->shared->network.reach_costs[group]; }
  [[nodiscard]] StepCost least_group_cost() const { return it_->least_group; }
  /// A lower bound, as Network has it: what is not seen counts as well.
  [[nodiscard]] StepCost least_group_cost(PersonIndex person) const {
    return detail::floor_of(it_->shared->network.least_groups[person]);
  }
  [[nodiscard]] std::string_view group_id(GroupIndex group) const { return it_->shared->network.group_ids[group]; }

 private:
  friend class SharedNetwork;
  struct Seen {
    std::shared_ptr<const detail::SharedNetworkData> shared;
    VisibilityMask mask;
    detail::Sight sight = {};
    detail::SeenStep from = {}, to = {};
    StepCost least_group = detail::no_group_cost;
  };
  explicit SeenNetwork(std::shared_ptr<const Seen> it) : it_(std::move(it)) {}

  std::shared_ptr<const Seen> it_;  // rows point into it
};

/// Fields stand in the order of the arguments they belong to.
struct SharedArraysOptions {
  ArraysOptions arrays = {};  ///< as for Network::from_arrays
  /// By affiliation, as `arrays.affiliations` lists them: the class of each member. Empty: all of class 0.
  std::vector<std::vector<VisibilityClass>> membership_classes = {};
};

/// What several people have told about their ties and memberships: an immutable value, searched through a view.
class SharedNetwork {
 public:
  /// As Network::from_arrays, with the visibility class of each row. Of parallel rows the cheapest one that is seen
  /// counts, so a pair may be told by many.
  /// @throws what Network::from_arrays does; InvalidValue also for classes that are not as many as rows or members, or
  ///         2^31 or above
  /// @complexity O(n log n) time in ties and memberships
  static SharedNetwork from_arrays(std::span<const std::uint32_t> source, std::span<const std::uint32_t> target,
                                   std::span<const double> chance, std::span<const VisibilityClass> classes,
                                   const SharedArraysOptions& options = {}, const Control& control = {});

  [[nodiscard]] std::size_t size() const { return data_->network.ids.size(); }
  /// The largest class plus one.
  [[nodiscard]] std::size_t class_count() const { return data_->classes; }
  /// What the mask shows; classes beyond its size are not seen. O(classes + groups).
  [[nodiscard]] SeenNetwork seen(const VisibilityMask& mask) const;

 private:
  explicit SharedNetwork(std::shared_ptr<const detail::SharedNetworkData> data) : data_(std::move(data)) {}
  std::shared_ptr<const detail::SharedNetworkData> data_;
};

inline SharedNetwork SharedNetwork::from_arrays(std::span<const std::uint32_t> source,
                                                std::span<const std::uint32_t> target, std::span<const double> chance,
                                                std::span<const VisibilityClass> classes,
                                                const SharedArraysOptions& options, const Control& control) {
  detail::check_lengths(source.size(), target.size(), chance.size());
  if (classes.size() != source.size()) {
    throw InvalidValue("each tie needs a visibility class: got " + std::to_string(classes.size()) + " for " +
                       std::to_string(source.size()) + " ties");
  }
  const auto out = std::make_shared<detail::SharedNetworkData>();
  const auto take_class = [&out](VisibilityClass number, std::size_t row, const char* field) {
    if (number >= detail::Sight::parallel) {
      throw InvalidValue("a visibility class lies below 2147483648, got " + std::to_string(number),
                         std::to_string(number), detail::position(row, field));
    }
    out->classes = std::max(out->classes, std::size_t{number} + 1);
    return number;
  };
  const auto& affiliations = options.arrays.affiliations;
  const auto& of_members = options.membership_classes;
  if (!of_members.empty() && of_members.size() != affiliations.size()) {
    throw InvalidValue("got visibility classes for the members of " + std::to_string(of_members.size()) +
                       " affiliations, there are " + std::to_string(affiliations.size()));
  }
  for (std::size_t row = 0; row < of_members.size(); ++row) {
    if (of_members[row].size() == affiliations[row].members.size()) continue;
    throw InvalidValue("affiliation '" + affiliations[row].id + "' has " +
                           std::to_string(affiliations[row].members.size()) + " members and " +
                           std::to_string(of_members[row].size()) + " visibility classes",
                       std::to_string(of_members[row].size()), detail::position(row, "membership_classes"));
  }

  detail::NetworkBuilder data;
  detail::take_ids(data, source, target, options.arrays);
  Ticks ticks(control, source.size() * 3);
  std::vector<detail::SharedTie> from, to;
  for (std::size_t row = 0; row < source.size(); ++row) {
    ticks();
    detail::check_tie(data, row, source[row], target[row], chance[row]);
    const StepCost cost = cost_of(chance[row]);
    const VisibilityClass number = take_class(classes[row], row, "classes");
    from.push_back({source[row], {target[row], cost}, number});
    (options.arrays.directed ? to : from).push_back({target[row], {source[row], cost}, number});
  }
  std::tie(data.from, out->from_words) =
      detail::lay_out_shared(data.ids.size(), std::move(from), out->parallels, ticks);
  data.symmetric = !options.arrays.directed;
  if (options.arrays.directed) {
    std::tie(data.to, out->to_words) = detail::lay_out_shared(data.ids.size(), std::move(to), out->parallels, ticks);
  }
  detail::take_people(data, options.arrays.people);
  auto members = detail::take_affiliations(data, affiliations, [&](std::size_t row, std::size_t member) {
    return of_members.empty() ? take_class(0, row, "membership_classes")
                              : take_class(of_members[row][member], row, "membership_classes");
  });
  out->memberships = detail::lay_out_shared_members(data, std::move(members), out->parallels);
  ticks.finish();
  out->network = detail::finished(std::move(data));
  return SharedNetwork(out);
}

inline SeenNetwork SharedNetwork::seen(const VisibilityMask& mask) const {
  VisibilityMask whole(class_count());
  for (VisibilityClass number = 0; number < std::min(class_count(), mask.size()); ++number) {
    if (mask.shows(number)) whole.show(number);
  }
  const auto seen = std::make_shared<SeenNetwork::Seen>(SeenNetwork::Seen{data_, std::move(whole)});
  seen->sight = {seen->mask.words().data(), data_->parallels.data()};
  seen->from = {data_->network.from.items.data(), data_->from_words.data(), seen->sight};
  seen->to = {data_->network.to.items.data(), data_->to_words.data(), seen->sight};
  SeenNetwork out(seen);
  for (GroupIndex group = 0; group < out.group_count(); ++group) {
    for (const MemberWeight member : out.members_of(group)) {  // cheapest first
      seen->least_group = std::min(seen->least_group, out.reach_cost(group) + member.cost);
      break;
    }
  }
  return out;
}

}  // namespace weaktie
