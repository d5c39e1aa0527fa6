#pragma once
// Whom the people one knows know, in an organisation or a field of work.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/search/who_knows.hpp>
#include <weaktie/search/who_knows_batch.hpp>

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

/// Fields stand in the order of the Python keywords.
struct WhoKnowsBatchOptions {
  std::uint32_t count = 100;                     ///< most rows for each source, the best; 0 gives none
  std::optional<std::string> organisation = {};  ///< as in WhoKnowsOptions
  std::optional<std::string> field = {};         ///< as in WhoKnowsOptions
  std::optional<std::string> viewer = {};        ///< as in IntroductionOptions
  std::uint32_t threads = 0;                     ///< how many work at most; 0: one for each core
};

/// `who_knows` of many at once, on all cores: for each of `sources`, in their order, its first `count` rows, bit for
/// bit the same for any number of threads. By index and without `via`.
/// @param control  asked with sources done and their number, from the calling thread
/// @throws UnknownPerson with its position in `sources`; InvalidValue (a blank filter, words for no field); Cancelled
/// @complexity that of the searches over all threads, and once for each person found the words of the filters
[[nodiscard]] AcquaintedBatch who_knows_batch(const Network& network, std::span<const PersonIndex> sources,
                                              const WhoKnowsBatchOptions& options, const Control& control = {});

}  // namespace weaktie
