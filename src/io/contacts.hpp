#pragma once
// Inside the readers of address books: one entry, and what it adds.
#include <string>
#include <vector>

#include "shared.hpp"

namespace weaktie::io {

[[nodiscard]] bool is_google_header(const std::vector<std::string>& keys);
[[nodiscard]] bool is_outlook_header(const std::vector<std::string>& keys);

/// An entry of an address book, as far as it is read. Values are trimmed.
struct ContactEntry {
  std::uint32_t line = 0;
  std::string name = {};
  std::vector<std::string> emails = {}, phones = {}, urls = {}, labels = {};
  std::string title = {}, organisation = {}, place = {}, address = {}, birthday = {};
};

/// Puts an entry into the plan: a person, and a tie when the statement has a source.
void plan_contact(const ContactEntry& entry, const std::string& owner, ImportPlan& plan);

/// Id of a person whom an address book, a calendar or mail brings: by the first of these that is there, and the name.
[[nodiscard]] std::string contact_id(const std::string& owner, const Person& person);

}  // namespace weaktie::io
