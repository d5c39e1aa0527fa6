// See own_addresses.hpp.
#include "own_addresses.hpp"

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/io/imported_id.hpp>
#include <weaktie/records/resolve.hpp>

namespace weaktie::io {

std::set<std::string> own_addresses(const Records& records, const std::string& owner,
                                    const std::vector<std::string>& given) {
  std::set<std::string> out;
  for (const auto& address : given) {
    const auto key = mail_key(address);
    if (key.empty()) throw InvalidValue("'" + to_utf8(address) + "' is no mail address", to_utf8(address));
    out.insert(key);
  }
  if (owner.empty()) return out;
  const auto who = records.canonical(owner);
  for (const auto& [person, by] : records.person_statements()) {
    if (records.canonical(person.id) != who) continue;
    for (const auto& address : cell_values(person.email)) {
      if (auto key = mail_key(address); !key.empty()) out.insert(std::move(key));
    }
  }
  return out;
}

std::string mail_person_id(const std::string& owner, const std::string& key) { return imported_id(owner, "mail", key); }

}  // namespace weaktie::io
