#pragma once
// Who knows whom, and the contacts that show it.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <weaktie/core/date.hpp>
#include <weaktie/core/error.hpp>

namespace weaktie {

/// How two people know each other. The numbers that go with a kind are in network/strength.hpp.
enum class TieKind : std::uint8_t {
  family,
  friend_,
  tutor,
  mentor,
  colleague,
  former_colleague,
  peer,
  acquaintance,
  met_at_event,
  heard_speaker,
  online_contact,
  online_follow
};
inline constexpr std::size_t tie_kind_count = 12;
inline constexpr std::string_view tie_kind_names[tie_kind_count] = {
    "family", "friend",       "tutor",        "mentor",        "colleague",      "former_colleague",
    "peer",   "acquaintance", "met_at_event", "heard_speaker", "online_contact", "online_follow"};

/// The way a contact took place.
enum class Channel : std::uint8_t { meeting, video, call, message, event, reaction };
inline constexpr std::string_view channel_names[] = {"meeting", "video", "call", "message", "event", "reaction"};

/// Which way a contact went, seen from the tie's source.
enum class Direction : std::uint8_t { out, in, both };
inline constexpr std::string_view direction_names[] = {"out", "in", "both"};

/// The value of an enumeration from its name.
/// @throws InvalidValue that lists the names
template <class Enum, std::size_t Count>
[[nodiscard]] Enum named(std::string_view text, const std::string_view (&names)[Count], const char* what,
                         const Place& at = {}) {
  for (std::size_t i = 0; i < Count; ++i) {
    if (names[i] == text) return static_cast<Enum>(i);
  }
  std::string message = std::string("'") + std::string(text) + "' is no " + what + "; the known ones:";
  for (std::size_t i = 0; i < Count; ++i) message += (i == 0 ? " " : ", ") + std::string(names[i]);
  throw InvalidValue(message, std::string(text), at);
}

[[nodiscard]] inline TieKind tie_kind(std::string_view text, const Place& at = {}) {
  return named<TieKind>(text, tie_kind_names, "kind of tie", at);
}
[[nodiscard]] inline std::string_view name_of(TieKind kind) { return tie_kind_names[static_cast<std::size_t>(kind)]; }
[[nodiscard]] inline std::string_view name_of(Channel channel) {
  return channel_names[static_cast<std::size_t>(channel)];
}
[[nodiscard]] inline std::string_view name_of(Direction way) { return direction_names[static_cast<std::size_t>(way)]; }

/// One contact between the two ends of a tie.
struct Contact {
  Day date = {};
  Channel channel = Channel::message;
  Direction direction = Direction::both;
  std::uint32_t size = 1;  ///< people addressed; for an event everyone present, both ends included (at least 2)
  std::uint32_t nth = 0;   ///< the how-many-eth contact of one import alike in all else: two mails a day both count

  friend bool operator==(const Contact&, const Contact&) = default;
};

/// One statement about a tie. Several statements about one tie all stand (see network/freeze.hpp).
struct Tie {
  std::string source = {};
  std::string target = {};
  bool directed = false;  ///< false: the statement holds in both directions
  TieKind kind = TieKind::acquaintance;
  std::optional<double> chance = {};           ///< (0, 1]; taken as the step chance, overrides everything
  std::optional<double> strength = {};         ///< 1 to 5 as the source feels it
  std::optional<double> years = {};            ///< years known, >= 0
  std::optional<std::uint32_t> contexts = {};  ///< distinct contexts (course, job, club), >= 1
  std::optional<Day> since = {};               ///< known since (a file gives the day); `years` wins
  std::optional<Contact> contact = {};

  friend bool operator==(const Tie&, const Tie&) = default;
};

}  // namespace weaktie
