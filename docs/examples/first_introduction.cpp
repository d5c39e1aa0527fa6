// From export files to whom to ask, through whom. Run with the folder of the bundled example as its argument.
#include <filesystem>
#include <iostream>

#include <weaktie/weaktie.hpp>

using namespace weaktie;

int main(int count, char** arguments) {
  const std::filesystem::path files = count > 1 ? arguments[1] : "python/weaktie/example";
  Records records;
  read_linkedin(records, files / "Basic_LinkedInDataExport_10-25-2026.zip", {.owner = "sarah"});
  read_linkedin(records, files / "ben_linkedin_export.zip", {.owner = "ben", .audience = "ties"});
  read_people(records, files / "family_and_tutors.csv", {.owner = "sarah", .columns = {{"id", "person"}}});
  read_ties(records, files / "family_and_tutors.csv", {.owner = "sarah", .columns = {{"target", "person"}}});
  read_alumni(records, files / "alumni_directory.csv", {.owner = "sarah", .audience = "everyone"});
  read_attendees(records, files / "event_attendees.csv", {.owner = "sarah", .audience = "everyone"});
  resolve(records);

  const Network network = freeze(records, {.as_of = *parse_day("2026-11-01")});
  const PersonIndex sarah = network.index("sarah");
  const Prospects law = prospects(network, sarah, {.field = "law", .count = 5});
  for (const Prospect& row : law) std::cout << network.label(row.person) << ": " << row.why << '\n';
  if (law.empty()) return 1;
  for (const Introduction& way : introductions(network, sarah, law[0].person, {.count = 3})) {
    for (const PersonIndex person : way.people) std::cout << (person == sarah ? "" : " -> ") << network.label(person);
    std::cout << " (" << percent_text(way.chance) << ")\n";
  }
}
