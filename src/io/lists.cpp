// See lists.hpp.
#include "lists.hpp"

#include <weaktie/core/text.hpp>
#include <weaktie/records/resolve.hpp>

namespace weaktie::io {

PersonColumns::PersonColumns(const Sheet& sheet)
    : whole_(sheet.column({"name", "fullname", "attendee", "attendeename", "guestname", "participant", "alumniname",
                           "alumnus", "alumna", "alumni", "membername", "studentname"})),
      first_(sheet.column({"firstname", "givenname", "forename", "attendeefirstname"})),
      last_(sheet.column({"lastname", "surname", "familyname", "attendeelastname", "attendeesurname"})),
      email_(sheet.column({"email", "emailaddress", "mail", "attendeeemail", "primaryemail"})),
      url_(sheet.column(
          {"linkedin", "linkedinurl", "linkedinprofile", "profileurl", "urlofmemberprofile", "url", "website"})),
      phone_(sheet.column({"phone", "phonenumber", "mobile", "telephone", "cellphone"})),
      title_(sheet.column({"jobtitle", "position", "occupation", "role", "currentposition"})),
      organisation_(
          sheet.column({"employer", "company", "organisation", "organization", "currentemployer", "companyname"})),
      place_(sheet.column({"city", "location", "place", "town"})),
      headline_(sheet.column({"headline"})) {}

Person PersonColumns::person(const CsvRow& row) const {
  Person person;
  const auto whole = cell(row, whole_), first = cell(row, first_), last = cell(row, last_);
  person.name = full_name(first.empty() && last.empty() ? whole : std::string(), first, last);
  const auto email = cell(row, email_);
  if (!mail_key(email).empty()) person.email = email;
  person.url = cell(row, url_);
  person.phone = cell(row, phone_);
  person.title = cell(row, title_);
  person.organisation = cell(row, organisation_);
  person.place = cell(row, place_);
  person.headline = cell(row, headline_);
  return person;
}

std::string person_key(const Person& person) {
  auto key = mail_key(person.email);
  return key.empty() ? profile_key(person.url) : key;
}

std::string name_words(const std::string& name) {
  auto words = folded(name);
  return words.empty() ? name : words;
}

}  // namespace weaktie::io
