// Records as tables, in the columns of the readers.
#include <weaktie/records/records.hpp>

#include <set>

namespace weaktie {
namespace {

/// Collects optional cells of one column, row by row.
template <class T>
struct Cells {
  std::vector<std::optional<T>> rows;
  void add(std::optional<T> value) { rows.push_back(std::move(value)); }
  [[nodiscard]] Column column(const char* name) const { return optional_column(name, rows); }
};

struct StatementColumns {
  std::vector<std::string> stated_by, audience;
  Cells<Day> stated_on;

  void add(const Records& records, const Statement& by) {
    stated_by.emplace_back(records.canonical(by.stated_by));
    audience.push_back(by.audience);
    stated_on.add(by.stated_on);
  }
  void into(Table& table) {
    table.add(text_column("stated_by", std::move(stated_by)));
    table.add(text_column("audience", std::move(audience)));
    table.add(stated_on.column("stated_on"));
  }
};

}  // namespace

Table Records::people() const {
  const auto views = merged_people();
  Table table;
  std::vector<std::string> ids;
  std::set<std::string> extra;
  for (const auto& view : views) {
    ids.push_back(view.person.id);
    for (const auto& attribute : view.person.attributes) extra.insert(attribute.first);
  }
  table.add(Column{"id", std::move(ids)});
  for (const auto& field : person_fields) {
    std::vector<std::string> cells;
    for (const auto& view : views) cells.push_back(view.person.*field.member);
    table.add(text_column(field.name, std::move(cells)));
  }
  for (const auto& name : extra) {
    if (table.find(name) != nullptr || name == "merged" || name == "origins") continue;
    std::vector<std::string> cells;
    for (const auto& view : views) {
      const auto found = view.person.attributes.find(name);
      cells.push_back(found == view.person.attributes.end() ? std::string() : found->second);
    }
    table.add(text_column(name, std::move(cells)));
  }
  std::vector<std::vector<std::string>> merged, origins;
  for (const auto& view : views) {
    merged.push_back(view.merged);
    origins.push_back(view.origins);
  }
  table.add(Column{"merged", std::move(merged)});
  table.add(Column{"origins", std::move(origins)});
  return table;
}

Table Records::ties() const {
  std::vector<std::string> source, target, kind, channel, direction;
  std::vector<std::uint8_t> directed;
  Cells<double> chance, strength, years;
  Cells<std::int64_t> contexts, size;
  Cells<Day> since, date;
  StatementColumns statements;
  for (const auto& [tie, by] : ties_) {
    if (canonical(tie.source) == canonical(tie.target)) continue;  // between two records of one person
    source.emplace_back(canonical(tie.source));
    target.emplace_back(canonical(tie.target));
    directed.push_back(tie.directed ? 1 : 0);
    kind.emplace_back(name_of(tie.kind));
    chance.add(tie.chance);
    strength.add(tie.strength);
    years.add(tie.years);
    contexts.add(tie.contexts ? std::optional<std::int64_t>(*tie.contexts) : std::nullopt);
    since.add(tie.since);
    date.add(tie.contact ? std::optional<Day>(tie.contact->date) : std::nullopt);
    channel.emplace_back(tie.contact ? name_of(tie.contact->channel) : std::string_view());
    direction.emplace_back(tie.contact ? name_of(tie.contact->direction) : std::string_view());
    size.add(tie.contact ? std::optional<std::int64_t>(tie.contact->size) : std::nullopt);
    statements.add(*this, by);
  }
  Table table;
  table.add(Column{"source", std::move(source)});
  table.add(Column{"target", std::move(target)});
  table.add(Column{"directed", std::move(directed), {}, true});
  table.add(Column{"kind", std::move(kind)});
  table.add(chance.column("chance"));
  table.add(strength.column("strength"));
  table.add(years.column("years"));
  table.add(contexts.column("contexts"));
  table.add(since.column("since"));
  table.add(date.column("date"));
  table.add(text_column("channel", std::move(channel)));
  table.add(text_column("direction", std::move(direction)));
  table.add(size.column("size"));
  statements.into(table);
  return table;
}

Table Records::memberships() const {
  std::vector<std::string> person, affiliation, role;
  Cells<double> weight;
  Cells<Day> start, end;
  StatementColumns statements;
  for (const auto& [membership, by] : memberships_) {
    person.emplace_back(canonical(membership.person));
    affiliation.push_back(membership.affiliation);
    weight.add(membership.weight);
    role.push_back(membership.role);
    start.add(membership.start);
    end.add(membership.end);
    statements.add(*this, by);
  }
  Table table;
  table.add(Column{"person", std::move(person)});
  table.add(Column{"affiliation", std::move(affiliation)});
  table.add(weight.column("weight"));
  table.add(text_column("role", std::move(role)));
  table.add(start.column("start"));
  table.add(end.column("end"));
  statements.into(table);
  return table;
}

Table Records::affiliations() const {
  std::vector<std::string> id, name, kind;
  Cells<double> reach;
  Cells<std::int64_t> size;
  StatementColumns statements;
  for (const auto& [affiliation, by] : affiliations_) {
    id.push_back(affiliation.id);
    name.push_back(affiliation.name);
    kind.emplace_back(name_of(affiliation.kind));
    reach.add(affiliation.reach);
    size.add(affiliation.size ? std::optional<std::int64_t>(static_cast<std::int64_t>(*affiliation.size))
                              : std::nullopt);
    statements.add(*this, by);
  }
  Table table;
  table.add(Column{"id", std::move(id)});
  table.add(text_column("name", std::move(name)));
  table.add(Column{"kind", std::move(kind)});
  table.add(reach.column("reach"));
  table.add(size.column("size"));
  statements.into(table);
  return table;
}

}  // namespace weaktie
