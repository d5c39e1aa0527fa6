#pragma once
// Records to a network: every statement that holds on a day becomes ties with a chance and the evidence for it.
#include <optional>
#include <string>

#include <weaktie/core/control.hpp>
#include <weaktie/core/date.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/network/strength.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

/// Fields stand in the order of the Python keywords. `as_of` has no default: left at the epoch it is InvalidValue.
struct FreezeOptions {
  Day as_of = {};                          ///< statements and contacts after this day are left out
  StepModel model = {};                    ///< what turns evidence into chances
  std::optional<std::string> viewer = {};  ///< accepted; every statement is held until audiences are enforced
};

/// Freezes records into a network. People are numbered by ascending id (UTF-8 bytes).
///
/// A directed tie's chance is computed per source from that source's statements about the pair: the largest stated
/// `chance` if any; else the kind that gives the largest chance, at the newest stated strength (then the larger) or
/// the strength computed from all contacts, years, contexts and mutual acquaintances. Over sources the largest counts.
/// @throws InvalidValue (as_of missing, a model option out of range), Cancelled
/// @complexity O(statements log statements + sum of ties over mutual acquaintances)
[[nodiscard]] Network freeze(const Records& records, const FreezeOptions& options, const Control& control = {});

}  // namespace weaktie
