#pragma once
// What is known: statements about people, ties, affiliations and memberships, each with its source.
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <weaktie/core/columns.hpp>
#include <weaktie/core/control.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/records/affiliation.hpp>
#include <weaktie/records/find.hpp>
#include <weaktie/records/person.hpp>
#include <weaktie/records/statement.hpp>
#include <weaktie/records/tie.hpp>

namespace weaktie {

namespace detail {
struct RecordsAccess;  // src/records/records_bytes.cpp
}

/// One person as all statements together describe them.
struct PersonView {
  Person person;                     ///< `id` is the one the person now has
  std::vector<std::string> merged;   ///< the other ids that are this person, ascending
  std::vector<std::string> origins;  ///< where it was read, `file:line`
};

/// Statements in memory. A value: copies are independent. Adding what is known already changes nothing but its
/// origins. Ids are any non-empty text; a person exists as soon as a statement names them.
class Records {
 public:
  // Entry. Each returns whether it added a statement (false: all it says is known).
  // Throws InvalidValue: an empty id, a value outside its range, a tie of a person to themself.
  bool add_person(Person person, Statement by = {});
  bool add_tie(Tie tie, Statement by = {});
  bool add_affiliation(Affiliation affiliation, Statement by = {});
  bool add_membership(Membership membership, Statement by = {});

  /// Sets fields of a person by hand; this wins over what files say, also after importing them again. Field names are
  /// those of the people table; an empty value clears the field; other names become attributes.
  /// @throws UnknownPerson
  void edit(std::string_view id, const std::map<std::string, std::string>& fields);

  /// Takes back every statement about a person (their ties and memberships too). Returns how many.
  /// @throws UnknownPerson
  std::size_t remove(std::string_view id);
  /// Takes back the ties between two people, in both directions. Returns how many statements.
  std::size_t remove_tie(std::string_view source, std::string_view target);
  /// Takes back a membership. Returns how many statements.
  std::size_t remove_membership(std::string_view person, std::string_view affiliation);

  // Everything said, in the order it was said.
  [[nodiscard]] std::span<const Stated<Person>> person_statements() const { return people_; }
  [[nodiscard]] std::span<const Stated<Tie>> tie_statements() const { return ties_; }
  [[nodiscard]] std::span<const Stated<Affiliation>> affiliation_statements() const { return affiliations_; }
  [[nodiscard]] std::span<const Stated<Membership>> membership_statements() const { return memberships_; }

  /// Whether any statement names this id (also one that was merged into another).
  [[nodiscard]] bool knows(std::string_view id) const { return mentions_.find(id) != mentions_.end(); }
  /// Every id that a statement names, ascending by bytes; merged ones included.
  [[nodiscard]] std::vector<std::string> ids() const;

  // Who is who. Links are kept beside the statements, so that every merge can be undone.
  /// Two ids are one person / are two people: the user's word, which wins over resolve(). The later word counts.
  /// @throws UnknownPerson, InvalidValue when both are the same id
  void same(std::string_view a, std::string_view b);
  void different(std::string_view a, std::string_view b);
  /// The id a person now has: the smallest of those that are one person.
  /// @throws UnknownPerson
  [[nodiscard]] std::string person_of(std::string_view id) const;
  /// As person_of, but an unknown id is returned as it is.
  [[nodiscard]] std::string_view canonical(std::string_view id) const;
  /// What resolve() found certain; replaces the result of an earlier call.
  void set_certain(std::vector<std::pair<std::string, std::string>> links);
  [[nodiscard]] const std::set<std::pair<std::string, std::string>>& said_same() const { return same_; }
  [[nodiscard]] const std::set<std::pair<std::string, std::string>>& said_different() const { return different_; }

  // Views over all statements, merged people together.
  /// One per person, by ascending id. Of several values of a field the one entered by hand counts, then the newest by
  /// stated_on, then the one read last; mails, phones and addresses add up.
  [[nodiscard]] std::vector<PersonView> merged_people(std::optional<Day> as_of = {}, const Control& control = {}) const;
  /// Up to `count` people: exact mail, profile address or phone first, then names whose words begin with the words
  /// asked for, whole words before beginnings. O(people).
  [[nodiscard]] std::vector<Found> find(std::string_view text, std::size_t count = 10) const;

  // Tables in the columns of the readers, so that what comes out can be read back in.
  [[nodiscard]] Table people() const;
  [[nodiscard]] Table ties() const;
  [[nodiscard]] Table memberships() const;
  [[nodiscard]] Table affiliations() const;

  friend bool operator==(const Records&, const Records&);

 private:
  friend struct detail::RecordsAccess;

  void relink();
  void mention(std::string_view id);
  void rebuild_index();
  void require(std::string_view id) const;

  std::vector<Stated<Person>> people_;
  std::vector<Stated<Tie>> ties_;
  std::vector<Stated<Affiliation>> affiliations_;
  std::vector<Stated<Membership>> memberships_;
  std::vector<std::pair<std::string, std::string>> certain_;
  std::set<std::pair<std::string, std::string>> same_;
  std::set<std::pair<std::string, std::string>> different_;

  // Derived: rebuilt from the above.
  std::unordered_map<std::string, std::size_t, StringHash, std::equal_to<>> mentions_;  // id -> statements naming it
  std::unordered_map<std::string, std::string, StringHash, std::equal_to<>> canonical_;
  std::unordered_map<std::string, std::vector<std::uint32_t>, StringHash, std::equal_to<>> known_people_;
  std::unordered_map<std::string, std::uint32_t, StringHash, std::equal_to<>> known_facts_;
};

}  // namespace weaktie
