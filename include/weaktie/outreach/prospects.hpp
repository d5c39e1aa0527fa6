#pragma once
// Whom could I talk to: the ranked table, every way to ask each of them, and why.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/outreach/approach.hpp>
#include <weaktie/outreach/explanation.hpp>
#include <weaktie/outreach/model.hpp>
#include <weaktie/outreach/outcome.hpp>
#include <weaktie/outreach/value.hpp>
#include <weaktie/records/field.hpp>
#include <weaktie/search/introduction.hpp>  // IWYU pragma: export; what shows prospects shows the ways to them

namespace weaktie {

/// Fields stand in the order of the Python keywords. `field` is required.
struct ProspectsOptions {
  std::string field = {};                        ///< a field or free words for one: "law", "PR", "commercial law"
  std::optional<OutreachModel> model = {};       ///< empty: the network's own step model, the standard message weights
  std::span<const Outcome> journal = {};         ///< what came of earlier requests
  double relay = .70;                            ///< factor in (0, 1] on every step after the first
  std::uint8_t max_intermediaries = 3;           ///< 0 to 3
  std::uint32_t count = 100;                     ///< most rows; 0 gives none
  std::optional<std::string> viewer = {};        ///< as in IntroductionOptions
  std::optional<std::string> organisation = {};  ///< only people whose organisation holds these words
  std::optional<std::string> place = {};         ///< only people whose place holds these words
  std::vector<PersonIndex> exclude = {};         ///< never a prospect
};

/// One way to ask one person.
struct ProspectApproach {
  Approach approach = Approach::direct;
  std::vector<PersonIndex> brokers = {};  ///< in the order asked; empty when direct
  double chance = 0;                      ///< P in (0, 1)
  double value = 0;                       ///< V in (0, 1]
  double score = 0;                       ///< U = P V
  double minutes = 0;                     ///< of the seeker's time
  double courage = 0;                     ///< 0 to 1
  double advantage = 0;                   ///< logit P - logit P of asking directly; 0 when direct
  double low = 0, high = 0;               ///< 80 % interval of the chance
  std::string why = {};                   ///< a sentence or two
  Explanation explanation = {};           ///< terms that add up to logit P

  friend bool operator==(const ProspectApproach&, const ProspectApproach&) = default;
};

/// One row: a person worth talking to and the way to ask that the table recommends.
struct Prospect {
  PersonIndex person = no_person;
  double chance = 0;  ///< of the recommended approach
  double value = 0;
  double score = 0;
  Approach approach = Approach::direct;
  std::optional<PersonIndex> broker = {};  ///< the first asked; empty when direct
  std::vector<PersonIndex> brokers = {};   ///< all of them, in the order asked
  std::string why = {};
  double minutes = 0;
  double courage = 0;
  std::string organisation = {};  ///< the person's, empty when not known
  ValueTerms value_terms = {};

  friend bool operator==(const Prospect&, const Prospect&) = default;
};

/// Rows by falling score, then smaller index.
class Prospects {
 public:
  using const_iterator = std::vector<Prospect>::const_iterator;

  Prospects() = default;
  Prospects(Network network, PersonIndex seeker, FieldQuery query, std::vector<Prospect> rows,
            std::vector<std::vector<ProspectApproach>> approaches);

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] const Prospect& operator[](std::size_t row) const { return rows_[row]; }
  [[nodiscard]] const_iterator begin() const { return rows_.begin(); }
  [[nodiscard]] const_iterator end() const { return rows_.end(); }
  [[nodiscard]] const std::vector<Prospect>& rows() const { return rows_; }

  /// Every approach to a person of the table: falling chance, then fewer brokers, then direct, introduction, mention,
  /// then smaller brokers.
  /// @throws UnknownPerson when the person is not in the network, InvalidValue when they are not in the table
  [[nodiscard]] const std::vector<ProspectApproach>& approaches(PersonIndex person) const;

  [[nodiscard]] const Network& network() const { return network_; }
  [[nodiscard]] PersonIndex seeker() const { return seeker_; }
  [[nodiscard]] const FieldQuery& query() const { return query_; }

  friend bool operator==(const Prospects& a, const Prospects& b) {
    return a.seeker_ == b.seeker_ && a.query_ == b.query_ && a.rows_ == b.rows_ && a.approaches_ == b.approaches_;
  }

 private:
  Network network_;
  PersonIndex seeker_ = no_person;
  FieldQuery query_;
  std::vector<Prospect> rows_;
  std::vector<std::vector<ProspectApproach>> approaches_;  ///< one list per row
};

/// Everyone but the seeker and `exclude` who is relevant to the field, with the approach that has the largest chance
/// (direct if it is within .03 of it). Approaches: direct; the 10 best introductions (`distinct = none`), scored anew;
/// a mention by everyone with ties seeker -> b -> person. The table equals the one from scoring everyone.
/// Without people columns there are no prospects.
/// @throws UnknownPerson (seeker, `exclude`); InvalidValue (field, relay, more than 3 intermediaries, blank filter,
///         a journal row out of range); Cancelled
/// @complexity one `reach` from the seeker and one search per person who may still enter the table
[[nodiscard]] Prospects prospects(const Network& network, PersonIndex seeker, const ProspectsOptions& options,
                                  const Control& control = {});

}  // namespace weaktie
