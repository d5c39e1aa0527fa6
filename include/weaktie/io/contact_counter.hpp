#pragma once
// Numbers contacts that are alike in every field, so that two messages of one day both count and a second import of
// the same file meets the same numbers.
#include <cstdint>
#include <map>
#include <string>

#include <weaktie/core/number_text.hpp>
#include <weaktie/records/statement.hpp>
#include <weaktie/records/tie.hpp>

namespace weaktie {

/// One per import. Ties without a contact are left as they are.
class ContactCounter {
 public:
  /// Sets `tie.contact->nth` to the number of earlier ties of this import that say the same. O(log contacts).
  void number(Tie& tie, const Statement& by) {
    if (!tie.contact) return;
    std::string key;
    const auto eat = [&key](std::string_view part) {
      key += part;
      key += '\x1f';
    };
    eat(tie.source);
    eat(tie.target);
    eat(tie.directed ? "d" : "u");
    eat(name_of(tie.kind));
    eat(tie.chance ? number_text(*tie.chance) : "");
    eat(tie.strength ? number_text(*tie.strength) : "");
    eat(tie.years ? number_text(*tie.years) : "");
    eat(tie.contexts ? std::to_string(*tie.contexts) : "");
    eat(tie.since ? day_text(*tie.since) : "");
    eat(day_text(tie.contact->date));
    eat(name_of(tie.contact->channel));
    eat(name_of(tie.contact->direction));
    eat(std::to_string(tie.contact->size));
    eat(by.stated_by);
    eat(by.audience);
    eat(by.stated_on ? day_text(*by.stated_on) : "");
    tie.contact->nth = seen_[key]++;
  }

 private:
  std::map<std::string, std::uint32_t> seen_;
};

}  // namespace weaktie
