#include "check_fact.hpp"

#include <cmath>
#include <optional>
#include <string>

#include <weaktie/core/number_text.hpp>
#include <weaktie/core/text.hpp>

namespace weaktie::detail {

void require_text(std::string_view text, const char* field) {
  if (!is_utf8(text)) {
    Place at;
    at.field = field;
    throw InvalidValue(std::string("'") + to_utf8(text) + "' is not UTF-8 text", to_utf8(text), at);
  }
}

namespace {

void require_id(std::string_view id, const char* what) {
  Place at;
  at.field = what;
  if (id.empty())
    throw InvalidValue(std::string("an empty ") + what + "; an id is any text of at least one character", "", at);
  require_text(id, what);
}

void require_range(bool ok, const char* field, const std::string& range, double got) {
  if (ok) return;
  Place at;
  at.field = field;
  throw InvalidValue(std::string(field) + " lies in " + range + ", got " + number_text(got), number_text(got), at);
}

}  // namespace

void check_fact(const Person& person) {
  require_id(person.id, "id");
  for (const auto& field : person_fields) require_text(person.*field.member, field.name);
}

void check_fact(const Tie& tie) {
  require_id(tie.source, "source");
  require_id(tie.target, "target");
  if (tie.source == tie.target) {
    throw InvalidValue("a tie of a person to themself: '" + tie.source + "'", tie.source);
  }
  if (tie.chance) require_range(*tie.chance > 0 && *tie.chance <= 1, "chance", "(0, 1]", *tie.chance);
  if (tie.strength) require_range(*tie.strength >= 1 && *tie.strength <= 5, "strength", "1 to 5", *tie.strength);
  if (tie.years) require_range(*tie.years >= 0 && std::isfinite(*tie.years), "years", "0 and above", *tie.years);
  if (tie.contexts) require_range(*tie.contexts >= 1, "contexts", "1 and above", *tie.contexts);
  if (tie.contact) {
    const std::uint32_t smallest = tie.contact->channel == Channel::event ? 2 : 1;
    if (tie.contact->size < smallest) {
      require_range(false, "size", std::to_string(smallest) + " and above", tie.contact->size);
    }
  }
}

void check_fact(const Affiliation& affiliation) {
  require_id(affiliation.id, "id");
  require_text(affiliation.name, "name");
  if (affiliation.reach) {
    require_range(*affiliation.reach > 0 && *affiliation.reach <= 1, "reach", "(0, 1]", *affiliation.reach);
  }
}

void check_fact(const Membership& membership) {
  require_id(membership.person, "person");
  require_id(membership.affiliation, "affiliation");
  require_text(membership.role, "role");
  if (membership.weight) {
    require_range(*membership.weight > 0 && *membership.weight <= 1, "weight", "(0, 1]", *membership.weight);
  }
  if (membership.start && membership.end && *membership.end < *membership.start) {
    Place at;
    at.field = "end";
    throw InvalidValue(
        "a membership ends " + day_text(*membership.end) + ", before it starts " + day_text(*membership.start),
        day_text(*membership.end), at);
  }
}

void check_statement(const Statement& by) {
  check_audience(by.audience);
  require_text(by.stated_by, "stated_by");
}

}  // namespace weaktie::detail
