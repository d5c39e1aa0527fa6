#pragma once
// From what the network knows to the facts of a message. What it does not know stays blank and is asked for.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/ids.hpp>
#include <weaktie/interview/message.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/outreach/approach.hpp>
#include <weaktie/outreach/prospects.hpp>

namespace weaktie {

/// What only the seeker can say. Whatever is given here stands in place of what the network holds.
struct OwnWords {
  std::string year = {};                 ///< "second"
  std::string course = {};               ///< "law"
  std::string university = {};           ///< "Warwick"; blank: the seeker's only present school, if there is just one
  std::string email = {};                ///< blank: none is put under the name
  std::string role = {};                 ///< for those who do not study: "paramedic in Leeds"
  std::string research = {};             ///< one concrete thing already done
  std::vector<std::string> topics = {};  ///< one or two
  std::int64_t minutes = 10;             ///< 10 to 20
  std::string mode = {};                 ///< "by phone or video"
  std::string when = {};                 ///< "any time that suits you"
  std::optional<Connection> connection = {};  ///< empty: what the two share, as in connection_between
  std::string why_you = {};                   ///< blank: the person's work, as in why_them
};

/// The facts of the message that opens this approach: to the prospect when direct, to the first broker when others pass
/// it on, to the prospect with the broker's name when it is a mention (`may_be_named` stays false: permission is not
/// something a network holds). `compose` checks the words.
/// @param brokers in the order asked; empty exactly when the approach is direct
/// @throws UnknownPerson (an index out of range); InvalidValue (seeker, prospect and brokers are not distinct people,
///         brokers do not fit the approach)
/// @complexity O(ties and affiliations of the people named)
[[nodiscard]] MessageFacts message_facts(const Network& network, PersonIndex seeker, PersonIndex prospect,
                                         Approach approach, std::span<const PersonIndex> brokers,
                                         const OwnWords& words);
/// The same for a row of `Prospects::approaches`.
[[nodiscard]] MessageFacts message_facts(const Network& network, PersonIndex seeker, PersonIndex prospect,
                                         const ProspectApproach& approach, const OwnWords& words);

/// What the two share, best first: the prospect was heard speaking at an event both belong to, a shared event, a shared
/// school, department or course, a shared association or club, a shared employer or organisation. Else the kind is
/// `text` for somebody the seeker has a tie to and `cold` for a stranger, with a blank `what`, which compose asks for.
/// Several of one kind: the smaller group, then the smaller id.
[[nodiscard]] Connection connection_between(const Network& network, PersonIndex seeker, PersonIndex prospect);

/// How the first person knows the second, spoken to the first: "your work together at Hart & Lowe", "your family",
/// "the Junior Lawyers' Dinner"; blank when the network holds nothing that says how, and for friends.
[[nodiscard]] std::string link_between(const Network& network, PersonIndex broker, PersonIndex prospect);

/// Why this person, from their title and organisation: "your work as a solicitor at Hart & Lowe"; blank when neither is
/// known.
[[nodiscard]] std::string why_them(const Network& network, PersonIndex person);

/// A title as it stands inside a sentence: "Senior Associate" -> "senior associate", "Partner, Employment Law" ->
/// "partner in employment law", "HR MANAGER" -> "HR manager", "VP of Sales" -> "VP of sales". Only the first of several
/// roles counts; what stands in brackets or after "at", "|" or a dash is left out. Words with capitals inside ("QC",
/// "LinkedIn"), names of places, and everything but ASCII letters stay as they are. Blank when it says nothing
/// ("Retired").
[[nodiscard]] std::string title_in_sentence(std::string_view title);

/// A title with the article that goes before it: "a solicitor", "an HR manager", "head of legal" (one of a kind: none).
[[nodiscard]] std::string with_article(std::string_view title);

}  // namespace weaktie
