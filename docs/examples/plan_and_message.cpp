// Whom, how and what next on the bundled example; its folder is the argument.
#include <cstdio>
#include <filesystem>
#include <string>

#include <weaktie/weaktie.hpp>

using namespace weaktie;

int main(int, char** arguments) {
  const std::filesystem::path files = arguments[1];
  Records records;
  // [read]
  const ImportReport report = read_linkedin(records, files / "ben_linkedin_export.zip", {.owner = "ben"});
  std::printf("%d rows: %d kept, %d skipped, %d rejected\n", static_cast<int>(report.read),
              static_cast<int>(report.kept), static_cast<int>(report.skipped), static_cast<int>(report.rejected));
  // [read]
  read_people(records, files / "family_and_tutors.csv", {.owner = "sarah", .columns = {{"id", "person"}}});
  read_ties(records, files / "family_and_tutors.csv", {.owner = "sarah", .columns = {{"target", "person"}}});
  read_people(records, files / "ben_colleagues_people.csv", {.owner = "ben"});
  read_ties(records, files / "ben_colleagues.csv", {.owner = "ben"});
  records.add_person({.id = "sarah", .name = "Sarah Jones"}, {.stated_by = "sarah"});
  resolve(records);
  const Network network = freeze(records, {.as_of = *parse_day("2026-11-01")});
  const PersonIndex sarah = network.index("sarah");

  // [whom]
  const Prospects law = prospects(network, sarah, {.field = "law", .count = 5});
  for (const Prospect& row : law) {
    std::printf("%-20s %.2f x %.2f = %.2f  %s\n", std::string(network.label(row.person)).c_str(), row.chance, row.value,
                row.score, std::string(name_of(row.approach)).c_str());
  }
  // [whom]

  // [plan]
  const Plan weeks = plan(requests_of(law), {.start = *parse_day("2026-11-02"), .requests_per_week = 2, .weeks = 2});
  for (const PlannedRequest& row : weeks.rows) {
    std::printf("%s  %s\n", day_text(row.date).c_str(), row.request.prospect.c_str());
  }
  std::printf("worth %.2f, at most %.2f\n", weeks.value, weeks.bound);
  // [plan]

  // [message]
  const ProspectApproach& best = law.approaches(law[0].person).front();
  const Message message = compose(message_facts(network, sarah, law[0].person, best,
                                                {.year = "second",
                                                 .course = "law",
                                                 .university = "Warwick",
                                                 .research = "I have since read up on the profession",
                                                 .topics = {"the first years in practice"},
                                                 .mode = "by phone or video",
                                                 .when = "any time that suits you"}));
  std::printf("\n%s\n", message.body.c_str());
  for (const MissingFact& fact : message.missing) std::printf("missing: %s\n", fact.question.c_str());
  for (const Finding& finding : check_message(message.body, {.kind = MessageKind::broker})) {
    std::printf("%s\n", finding.why.c_str());
  }
  // [message]
}
