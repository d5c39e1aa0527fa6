// Friends of friends, filtered by what is known about them.
#include <weaktie/outreach/who_knows.hpp>

#include <weaktie/records/field.hpp>

#include "word_filter.hpp"

namespace weaktie {

std::vector<Acquainted> who_knows(const Network& network, PersonIndex from, const WhoKnowsOptions& options,
                                  const Control& control) {
  if (from >= network.size()) throw unknown_index(from, network.size());
  const outreach::WordFilter organisation(options.organisation, "organisation");
  std::optional<FieldQuery> query;
  if (options.field) query = parse_field_query(*options.field);
  const auto wanted = [&](PersonIndex person) {
    const auto text = [&](PersonColumn column) { return network.text(person, column); };
    return organisation(text(PersonColumn::organisation)) &&
           (!query || relevance(*query, text(PersonColumn::field), text(PersonColumn::title),
                                text(PersonColumn::headline), text(PersonColumn::organisation)) > 0);
  };
  return who_knows<Network>(network, from, wanted, control);
}

}  // namespace weaktie
