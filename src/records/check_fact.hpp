#pragma once
// What a statement must be to be taken; one place for adding and for reading back.
#include <string_view>

#include <weaktie/records/affiliation.hpp>
#include <weaktie/records/person.hpp>
#include <weaktie/records/statement.hpp>
#include <weaktie/records/tie.hpp>

namespace weaktie::detail {

/// @throws InvalidValue: an empty id, text that is not UTF-8, a value outside its range, a tie of a person to themself
void check_fact(const Person& person);
void check_fact(const Tie& tie);
void check_fact(const Affiliation& affiliation);
void check_fact(const Membership& membership);
void check_statement(const Statement& by);
/// @throws InvalidValue when the text is not UTF-8
void require_text(std::string_view text, const char* field);

}  // namespace weaktie::detail
