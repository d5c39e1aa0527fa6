#pragma once
// Which mail addresses are the owner's.
#include <set>
#include <string>
#include <vector>

#include <weaktie/records/records.hpp>

namespace weaktie::io {

/// The keys of those given and of those that the records know the owner by.
/// @throws InvalidValue when a given one is no mail address
[[nodiscard]] std::set<std::string> own_addresses(const Records& records, const std::string& owner,
                                                  const std::vector<std::string>& given);

/// Id of somebody known by a mail address alone.
[[nodiscard]] std::string mail_person_id(const std::string& owner, const std::string& key);

}  // namespace weaktie::io
