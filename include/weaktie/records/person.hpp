#pragma once
// Who: what a record says about one person.
#include <map>
#include <string>

namespace weaktie {

/// A person as one source describes them. Every field but `id` may be empty (not known). Several values of one field
/// (two addresses) are joined by " ; ". `address` and `birthday` serve to tell people apart and nothing else.
struct Person {
  std::string id = {};
  std::string name = {};
  std::string email = {};
  std::string phone = {};
  std::string url = {};
  std::string headline = {};
  std::string title = {};
  std::string organisation = {};
  std::string field = {};
  std::string place = {};
  std::string address = {};
  std::string birthday = {};
  std::map<std::string, std::string> attributes = {};  ///< columns that have no meaning to weaktie, kept as they are

  friend bool operator==(const Person&, const Person&) = default;
};

/// The text fields of a person in table order, by name; shared by readers, tables and merging.
struct PersonField {
  const char* name;
  std::string Person::*member;
};

inline constexpr PersonField person_fields[] = {
    {"name", &Person::name},
    {"email", &Person::email},
    {"phone", &Person::phone},
    {"url", &Person::url},
    {"headline", &Person::headline},
    {"title", &Person::title},
    {"organisation", &Person::organisation},
    {"field", &Person::field},
    {"place", &Person::place},
    {"address", &Person::address},
    {"birthday", &Person::birthday},
};

}  // namespace weaktie
