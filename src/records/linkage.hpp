#pragma once
// How likely two records are one person, from everything that is comparable in them, with weights learned from the
// records at hand.
// @source I. P. Fellegi, A. B. Sunter, "A Theory for Record Linkage", JASA 64 (1969); W. E. Winkler, "Using the EM
// Algorithm for Weight Computation in the Fellegi-Sunter Model of Record Linkage", 1988, and frequency-based matching
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>

namespace weaktie::linkage {

enum class Field : std::uint8_t { given, surname, organisation, title, place, birthday, address, mail, school };
inline constexpr std::size_t field_count = 9;

/// How a field compares. Missing in one of the two says nothing.
enum class Level : std::uint8_t { missing, differ, close, same };
using Pattern = std::array<Level, field_count>;

/// What is compared of one person: every value that the records have, made comparable.
struct Profile {
  std::vector<std::vector<std::string>> names = {};  ///< the words of each name
  bool named = true;                                 ///< false: the name was read out of a mail address
  std::vector<std::string> organisations = {}, titles = {}, places = {}, birthdays = {}, addresses = {}, mails = {},
                           urls = {}, schools = {}, courses = {};

  void add_name(std::vector<std::string> words);
  static void add(std::vector<std::string>& values, std::string value);
};

/// How common each value of a field is among the people compared.
class Frequencies {
 public:
  explicit Frequencies(const std::vector<Profile>& people);
  /// The share of other people with a value that two share.
  [[nodiscard]] double of(Field field, const std::string& value) const;

 private:
  std::array<std::unordered_map<std::string, std::uint32_t>, field_count> counts_;
  double people_;
};

struct Comparison {
  Pattern pattern = {};
  /// The value that is the same, by field, for its frequency; empty where none is.
  std::array<std::string, field_count> value = {};
  bool other_generation = false;  ///< born twelve years apart or more
  bool other_profile = false;     ///< both have an address in one network, and not the same: two people
};
[[nodiscard]] Comparison compare(const Profile& a, const Profile& b);

/// Numbers of people worth comparing, a < b, ascending: those who share a rare enough key made of parts of names,
/// birthdays, addresses, mails, employers or courses, and do not have two profiles in one network. O(people, and pairs
/// found).
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> candidates(const std::vector<Profile>& people,
                                                                              const Control& control);

/// The chances of each level among pairs that are one person (m) and that are not (u).
struct Weights {
  std::array<std::array<double, 3>, field_count> m = {}, u = {};  ///< differ, close, same
  double prior = 0;                                               ///< of any two people

  /// Natural log of the odds that a pair with this comparison is one person.
  [[nodiscard]] double log_odds(const Comparison& it, const Frequencies& frequencies) const;
  /// What one field adds to it.
  [[nodiscard]] double weight(Field field, const Comparison& it, const Frequencies& frequencies) const;
};
/// u from pairs taken at random with a fixed seed, m and the prior by expectation maximisation over the candidates,
/// drawn towards usual values as far as the records are few. Deterministic.
[[nodiscard]] Weights learn(const std::vector<Profile>& people, const std::vector<Comparison>& candidates);

}  // namespace weaktie::linkage
