#pragma once
// Why there is no introduction, in words.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/check_query.hpp>
#include <weaktie/search/detail/hop_count.hpp>
#include <weaktie/search/introduction.hpp>

namespace weaktie {

enum class ReasonCode : std::uint8_t {
  found,                    ///< there is one
  source_has_no_steps,      ///< nobody whom the source could ask
  target_unreachable,       ///< no chain of any length
  too_many_intermediaries,  ///< the shortest chain needs more people than allowed
  avoided                   ///< an end is in `avoid`, or without `avoid` there would be one
};

[[nodiscard]] constexpr std::string_view reason_text(ReasonCode code) {
  switch (code) {
    case ReasonCode::found:
      return "found";
    case ReasonCode::source_has_no_steps:
      return "source_has_no_steps";
    case ReasonCode::target_unreachable:
      return "target_unreachable";
    case ReasonCode::too_many_intermediaries:
      return "too_many_intermediaries";
    case ReasonCode::avoided:
      return "avoided";
  }
  return "found";
}

struct Reason {
  ReasonCode code;
  std::string text;  ///< a sentence
  /// The fewest people that a chain needs in between; empty where that does not say why.
  std::optional<std::size_t> intermediaries = {};
};

/// Whether `introductions` under these options finds any, and why not. `count`, `distinct`, `relay` and `budget` do not
/// matter to that. Looked at in this order: an end in `avoid` (avoided); there is one (found); the source has no step
/// (source_has_no_steps); no chain of any length even without `avoid` (target_unreachable); none within the limit even
/// without `avoid` (too_many_intermediaries, with the number it takes: avoiding those people if that is possible at
/// all); otherwise `avoid` is the reason (avoided).
/// @param name how the text calls a person; by index when empty
/// @throws as `introductions`, Cancelled
/// @complexity O(people + steps + memberships)
template <TieGraph G>
[[nodiscard]] Reason why_none(const G& graph, PersonIndex from, PersonIndex to, const IntroductionOptions& options = {},
                              const std::function<std::string(PersonIndex)>& name = {}, const Control& control = {}) {
  detail::check_query(graph.size(), from, to, options);
  const auto called = [&name](PersonIndex person) { return name ? name(person) : "person " + std::to_string(person); };
  const auto people = [](std::size_t number) { return std::to_string(number) + (number == 1 ? " person" : " people"); };
  for (const PersonIndex end : {from, to}) {
    if (std::find(options.avoid.begin(), options.avoid.end(), end) != options.avoid.end()) {
      return {ReasonCode::avoided, called(end) + " is an end of the introduction and is also to be avoided.", {}};
    }
  }
  const std::size_t allowed = options.max_intermediaries;
  const auto avoiding = detail::fewest_steps(graph, from, to, options.avoid, control);
  if (avoiding && *avoiding - 1 <= allowed) {
    const std::size_t between = *avoiding - 1;
    return {ReasonCode::found,
            "There is an introduction from " + called(from) + " to " + called(to) +
                (between == 0 ? std::string(" without anybody in between.")
                              : "; it takes at least " + people(between) + " in between."),
            between};
  }
  bool has_step = false;
  std::vector<char> group_done;
  detail::visit_steps(graph, from, group_done, [&has_step](PersonIndex) { has_step = true; });
  if (!has_step) {
    return {ReasonCode::source_has_no_steps,
            called(from) + " has no tie to anybody and shares no affiliation with anybody who could be asked.",
            {}};
  }
  const auto with_all = options.avoid.empty() ? avoiding : detail::fewest_steps(graph, from, to, {}, control);
  if (!with_all) {
    return {ReasonCode::target_unreachable,
            "No chain of people leads from " + called(from) + " to " + called(to) + ", however long.",
            {}};
  }
  if (*with_all - 1 > allowed) {
    const std::size_t between = avoiding ? *avoiding - 1 : *with_all - 1;
    std::string text = "The shortest chain from " + called(from) + " to " + called(to) + " takes " + people(between) +
                       " in between, but at most " + std::to_string(allowed) + (allowed == 1 ? " is" : " are") +
                       " allowed.";
    if (!avoiding) text += " It also needs somebody who is to be avoided.";
    return {ReasonCode::too_many_intermediaries, text, between};
  }
  return {ReasonCode::avoided,
          "Every chain from " + called(from) + " to " + called(to) + " with at most " + people(allowed) +
              " in between needs somebody who is to be avoided.",
          *with_all - 1};
}

}  // namespace weaktie
