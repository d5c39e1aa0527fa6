#pragma once
// Do I know anyone at an organisation? Those one has a tie to, those they have a tie to, or else the nearest.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/search/introduction.hpp>

namespace weaktie {

/// Whether somebody is at an organisation today. A network keeps no dates of memberships, so this rests on what a
/// person is known to do: `now`: their organisation names it. `past`: they belong to an employer of that name, but
/// their organisation names another. `unknown`: they belong to such an employer, and no organisation is known of them.
enum class Presence : std::uint8_t { now, unknown, past };
inline constexpr std::string_view presence_names[] = {"now", "unknown", "past"};
[[nodiscard]] inline std::string_view name_of(Presence presence) {
  return presence_names[static_cast<std::size_t>(presence)];
}

/// Somebody at the organisation whom the seeker knows, or knows somebody who knows.
struct PersonAt {
  PersonIndex person;
  std::uint8_t degree;  ///< 1: the seeker has a tie to them; 2: the seeker has a tie to somebody who has one
  Presence when;
  std::string through;  ///< their organisation, or the name of the employer they belong to
  double chance;        ///< degree 1: that they help when asked; 2: of the introduction through `broker`; in (0, 1]
  std::optional<PersonIndex> broker = {};  ///< whom to ask: the one with the best chance, then the smaller index
  friend bool operator==(const PersonAt&, const PersonAt&) = default;
};

/// The answer, in words and in rows.
struct AnyoneAt {
  std::string organisation;                  ///< the words asked for
  std::string text;                          ///< the answer in a few sentences, which speak to the seeker
  std::vector<PersonAt> rows = {};           ///< by degree; then now, unknown, past; then falling chance; then index
  std::uint32_t known = 0;                   ///< people of degree 1, also where `count` cut them off
  std::uint32_t one_away = 0;                ///< people of degree 2, likewise
  std::uint32_t there = 0;                   ///< everybody there in this network, the seeker not counted
  std::optional<Introduction> nearest = {};  ///< to the one best reached, when nobody is of degree 1 or 2
  std::vector<std::string> similar = {};     ///< when nobody is there: at most three organisations with such a name
  [[nodiscard]] std::size_t size() const { return rows.size(); }
  friend bool operator==(const AnyoneAt&, const AnyoneAt&) = default;
};

/// Fields stand in the order of the Python keywords.
struct AnyoneAtOptions {
  std::uint32_t count = 100;               ///< most rows
  std::uint8_t max_intermediaries = 3;     ///< 0 to 6: for the nearest, when nobody is known or one introduction away
  std::optional<std::string> viewer = {};  ///< as in IntroductionOptions
};

/// Whom one knows at an organisation. At it is everybody whose organisation holds these words side by side (case,
/// accents and punctuation do not matter), and every member of an affiliation of kind employer whose name does.
/// Knowing is having a tie: who only shares a school or a club with somebody does not know them yet. The chance of a
/// step is the larger of the tie's and a shared affiliation's, as in `introductions`.
/// @param organisation  words; at least one letter or digit
/// @throws UnknownPerson (seeker >= size), InvalidValue (no word; max_intermediaries above 6), Cancelled
/// @complexity O(people + memberships of the employers + ties within two steps); when nobody is that near also that of
///             `best_among`; when nobody is there also a comparison with every organisation's name
[[nodiscard]] AnyoneAt anyone_at(const Network& network, PersonIndex seeker, std::string_view organisation,
                                 const AnyoneAtOptions& options = {}, const Control& control = {});

}  // namespace weaktie
