#include <weaktie/network/detail/excerpt.hpp>

#include <weaktie/interview/picture.hpp>
#include <weaktie/network/freeze.hpp>
#include <weaktie/search/introductions.hpp>

#include "../catch.hpp"

using namespace weaktie;
using detail::excerpt;

namespace {

/// sarah -> tutor -> li, and a friend who is not part of it; sarah and li at one school.
Records school_records() {
  Records records;
  Person li;
  li.id = "li";
  li.name = "Li Chen";
  li.title = "Solicitor";
  li.email = "li@example.org";
  records.add_person(li);
  Tie tie;
  tie.source = "sarah";
  tie.target = "tutor";
  tie.kind = TieKind::tutor;
  tie.strength = 4;
  records.add_tie(tie, {.stated_by = "sarah"});
  tie.source = "tutor";
  tie.target = "li";
  tie.kind = TieKind::colleague;
  records.add_tie(tie, {.stated_by = "ben"});
  tie.source = "sarah";
  tie.target = "friend";
  records.add_tie(tie);
  for (const char* person : {"sarah", "li"}) {
    Membership membership;
    membership.person = person;
    membership.affiliation = "warwick";
    records.add_membership(membership);
  }
  return records;
}

}  // namespace

TEST_CASE("an excerpt shows a result as the whole network does, and nothing else", "[network]") {
  const Network whole = freeze(school_records(), {.as_of = *parse_day("2026-11-01")});
  const PersonIndex li = whole.index("li"), sarah = whole.index("sarah"), tutor = whole.index("tutor");
  const std::vector<PersonIndex> people{li, sarah, tutor};  // ascending, as ids are
  const std::vector<std::pair<PersonIndex, PersonIndex>> ties{{sarah, tutor}, {tutor, li}};
  const std::vector<std::string> groups{"warwick"};
  const Network part = excerpt(whole, people, ties, groups);

  CHECK(part.size() == 3);
  CHECK(part.tie_count() == 2);
  CHECK(part.group_count() == 1);
  CHECK(part.members_of(0).empty());
  CHECK(part.as_of() == whole.as_of());
  CHECK(part.label(0) == "Li Chen");
  CHECK(part.text(0, PersonColumn::title) == "Solicitor");
  CHECK(part.text(0, PersonColumn::email).empty());
  CHECK_FALSE(part.tie(part.index("tutor"), part.index("sarah")));  // the other direction was not asked for

  const auto fact = part.tie(part.index("tutor"), part.index("li")), before = whole.tie(tutor, li);
  REQUIRE(fact);
  CHECK(fact->tau == before->tau);
  CHECK(fact->chance == before->chance);
  CHECK(fact->terms == before->terms);
  CHECK(fact->stated_by.empty());
  CHECK(fact->statements.empty());
  const ChainStep step{StepKind::tie, {}, before->chance}, through{StepKind::affiliation, "warwick", .1};
  CHECK(step_words(part, 2, 0, step) == step_words(whole, tutor, li, step));
  CHECK(step_words(part, 1, 0, through) == step_words(whole, sarah, li, through));
}

TEST_CASE("an excerpt of a network from arrays has no evidence to keep", "[network]") {
  const std::vector<std::uint32_t> source{0, 1}, target{1, 2};
  const std::vector<double> chance{.5, .25};
  const Network whole = Network::from_arrays(source, target, chance);
  const std::vector<PersonIndex> people{1, 2};
  const std::vector<std::pair<PersonIndex, PersonIndex>> ties{{2, 1}, {1, 2}, {1, 2}};
  const Network part = excerpt(whole, people, ties, {});
  CHECK(part.ids() == std::vector<std::string_view>{"1", "2"});
  REQUIRE(part.steps_from(0).size() == 1);
  CHECK(part.steps_from(0)[0] == Step{1, cost_of(.25)});
  CHECK(part.steps_to(0)[0] == Step{1, cost_of(.25)});
  CHECK(excerpt(whole, {}, {}, {}).size() == 0);
  const std::vector<std::pair<PersonIndex, PersonIndex>> outside{{0, 1}};
  CHECK_THROWS_AS(excerpt(whole, people, outside, {}), UnknownPerson);
}
