#pragma once
// Whom the people one knows know, in an organisation or a field of work.
#include <optional>
#include <string>
#include <vector>

#include <weaktie/core/ids.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/search/who_knows.hpp>

namespace weaktie {

/// Fields stand in the order of the Python keywords.
struct WhoKnowsOptions {
  std::optional<std::string> organisation = {};  ///< only people whose organisation holds these words, side by side
  std::optional<std::string> field = {};         ///< only people of this field, as in ProspectsOptions
  std::optional<std::string> viewer = {};        ///< as in IntroductionOptions
};

/// The people that `who_knows` of any graph finds (search/who_knows.hpp), those of them whom the options name.
/// @throws UnknownPerson; InvalidValue (a blank filter, words for no field); Cancelled
/// @complexity that of the search, and the words of those found
[[nodiscard]] std::vector<Acquainted> who_knows(const Network& network, PersonIndex from,
                                                const WhoKnowsOptions& options, const Control& control = {});

}  // namespace weaktie
