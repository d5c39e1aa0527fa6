#pragma once
// The frozen network: an immutable value, cheap to copy, read by many threads.
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/columns.hpp>
#include <weaktie/core/control.hpp>
#include <weaktie/core/date.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/network/detail/build.hpp>
#include <weaktie/network/detail/network_builder.hpp>
#include <weaktie/network/detail/network_data.hpp>
#include <weaktie/network/strength.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/records/find.hpp>
#include <weaktie/records/person.hpp>

namespace weaktie {

/// An affiliation given straight to a network.
struct AffiliationRow {
  std::string id = {};
  double reach = 0;                       ///< (0, 1]
  std::vector<std::string> members = {};  ///< person ids
  std::vector<double> weights = {};       ///< one per member in (0, 1]; empty: all 1.0
  std::string name = {};                  ///< empty: the id
  AffiliationKind kind = AffiliationKind::association;
  std::optional<std::uint64_t> size = {};  ///< members in the world; empty: not known
};

/// Fields stand in the order of the Python keywords.
struct ArraysOptions {
  bool directed = false;              ///< false: each row gives both directions
  std::vector<std::string> ids = {};  ///< empty: decimal strings, people = largest index + 1
  std::vector<Person> people = {};    ///< what is known about them (for prospects)
  std::vector<AffiliationRow> affiliations = {};
};

/// Why a tie of a network has its chance.
struct TieFacts {
  std::optional<TieKind> kind = {};                ///< empty: the chance was given with the arrays
  StrengthTerms terms = {};                        ///< meaningful when `kind` is set
  double tau = .5;                                 ///< strength; .5 when not known
  double chance = 0;                               ///< before rounding to a cost
  bool given = false;                              ///< the chance was stated, not computed
  std::string_view stated_by = {};                 ///< the source whose statements gave the chance
  std::span<const std::uint32_t> statements = {};  ///< numbers of the tie statements it rests on
};

/// What a network knows about an affiliation.
struct AffiliationFacts {
  std::string_view id;
  std::string_view name;
  AffiliationKind kind;
  double reach;                       ///< before rounding
  std::optional<std::uint64_t> size;  ///< as stated
};

/// A network's columns about people.
enum class PersonColumn : std::uint8_t { name, headline, title, organisation, field, place, email, url, phone };
inline constexpr std::string_view person_column_names[] = {"name",  "headline", "title", "organisation", "field",
                                                           "place", "email",    "url",   "phone"};

/// People 0 .. size()-1, directed ties with their costs in both directions, affiliations by membership (never as
/// cliques), what is known about people, and the evidence behind each tie. Models TieGraph, ReverseTieGraph,
/// AffiliationGraph and BlockingGraph. A default-constructed network is empty.
class Network {
 public:
  Network() : Network(detail::finished({})) {}
  /// For builders (freeze, from_arrays, open): takes what they laid out.
  explicit Network(detail::NetworkData data) : data_(std::make_shared<const detail::NetworkData>(std::move(data))) {}

  /// A network from rows source, target, chance (indices below the number of people; equal lengths).
  /// A repeated pair counts once with its largest chance. Keeps the caller's indices.
  /// @throws InvalidValue with the position: unequal lengths, a chance outside (0, 1], a tie of a person to
  ///         themself, an index beyond `ids`, an id twice; UnknownPerson: a member who is not in `ids`;
  ///         Cancelled
  /// @complexity O(ties log(largest degree)) time
  static Network from_arrays(std::span<const std::uint32_t> source, std::span<const std::uint32_t> target,
                             std::span<const double> chance, const ArraysOptions& options = {},
                             const Control& control = {});

  [[nodiscard]] std::size_t size() const { return data_->ids.size(); }
  /// Ties with parallel ones merged, affiliations not counted: unordered pairs for from_arrays(directed=false),
  /// ordered pairs otherwise.
  [[nodiscard]] std::uint64_t tie_count() const { return data_->tie_count; }
  /// The index of an id; the ids of people who were merged into another find that one.
  /// @throws UnknownPerson that names the nearest ids; O(log size)
  [[nodiscard]] PersonIndex index(std::string_view id) const {
    const PersonIndex found = detail::find_id(*data_, id);
    if (found == no_person) throw unknown_person(id, ids());
    return found;
  }
  /// @throws UnknownPerson when the index is out of range
  [[nodiscard]] std::string_view id(PersonIndex person) const {
    check(person);
    return data_->ids[person];
  }
  /// All ids, by index.
  [[nodiscard]] std::vector<std::string_view> ids() const {
    std::vector<std::string_view> out(size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = data_->ids[i];
    return out;
  }
  /// The day it was frozen as of; empty for from_arrays.
  [[nodiscard]] std::optional<Day> as_of() const { return data_->as_of; }
  /// The data its chances were computed with.
  [[nodiscard]] const StepModel& model() const { return data_->model; }

  // The graph (tie_graph.hpp). Indices are the caller's to check: these are the inner loop of every search.
  [[nodiscard]] std::span<const Step> steps_from(PersonIndex person) const { return data_->from.row(person); }
  [[nodiscard]] std::span<const Step> steps_to(PersonIndex person) const {
    return data_->symmetric ? data_->from.row(person) : data_->to.row(person);
  }
  [[nodiscard]] std::size_t group_count() const { return data_->groups.size(); }
  [[nodiscard]] detail::MembershipRow<GroupWeight> groups_of(PersonIndex person) const {
    return data_->groups_of.row(person);
  }
  [[nodiscard]] detail::MembershipRow<MemberWeight> members_of(GroupIndex group) const {
    return data_->members_of.row(group);
  }
  [[nodiscard]] StepCost reach_cost(GroupIndex group) const { return data_->reach_costs[group]; }
  /// No step through an affiliation costs less, even without one of its two weights.
  [[nodiscard]] StepCost least_group_cost() const { return data_->least_group; }
  /// The same for the affiliations of one person, up to an eighth of a halving less. Only where there are groups.
  [[nodiscard]] StepCost least_group_cost(PersonIndex person) const {
    return detail::floor_of(data_->least_groups[person]);
  }
  [[nodiscard]] std::string_view group_id(GroupIndex group) const { return data_->group_ids[group]; }
  [[nodiscard]] std::span<const PersonIndex> blocked_from(PersonIndex person) const {
    return data_->blocked_from.items.empty() ? std::span<const PersonIndex>() : data_->blocked_from.row(person);
  }
  [[nodiscard]] std::span<const PersonIndex> blocked_to(PersonIndex person) const {
    return data_->blocked_to.items.empty() ? std::span<const PersonIndex>() : data_->blocked_to.row(person);
  }

  // What is known.
  /// A person's value in a column; empty when not known.
  [[nodiscard]] std::string_view text(PersonIndex person, PersonColumn column) const {
    check(person);
    return data_->columns[static_cast<std::size_t>(column)][person];
  }
  /// The person's name, or the id when no name is known.
  [[nodiscard]] std::string_view label(PersonIndex person) const {
    const auto name = text(person, PersonColumn::name);
    return name.empty() ? id(person) : name;
  }
  /// Whether anything is known about people (without it there are no prospects).
  [[nodiscard]] bool has_people() const { return data_->has_people; }
  /// @throws InvalidValue when the index is out of range
  [[nodiscard]] AffiliationFacts affiliation(GroupIndex group) const {
    if (group >= group_count()) {
      throw InvalidValue("no affiliation with the index " + std::to_string(group) + ": this network has " +
                             std::to_string(group_count()),
                         std::to_string(group));
    }
    const detail::Group& it = data_->groups[group];
    return {data_->group_ids[group], data_->group_names[group], it.kind, it.reach,
            it.has_size != 0 ? std::optional(it.size) : std::nullopt};
  }
  /// The evidence of the tie a -> b; empty when there is none. O(ties of a).
  [[nodiscard]] std::optional<TieFacts> tie(PersonIndex a, PersonIndex b) const;
  /// People with a tie to or from this one, ascending. O(ties of the person log of them).
  [[nodiscard]] std::vector<PersonIndex> acquaintances(PersonIndex person) const;
  /// Everyone whose mail, profile address, phone or name matches, in the order of Records::find. O(people).
  [[nodiscard]] std::vector<Found> find(std::string_view text, std::size_t count = 10) const;

  /// Equal contents, not only equal storage.
  friend bool operator==(const Network& a, const Network& b);

  /// The layout, for builders and for code that moves whole columns.
  [[nodiscard]] const detail::NetworkData& data() const { return *data_; }

 private:
  void check(PersonIndex person) const {
    if (person >= size()) throw unknown_index(person, size());
  }

  std::shared_ptr<const detail::NetworkData> data_;
};

}  // namespace weaktie

#include <weaktie/network/detail/network_body.hpp>  // IWYU pragma: keep
