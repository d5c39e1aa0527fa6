#include "../catch.hpp"

#include <weaktie/core/error.hpp>
#include <weaktie/interview/check_message.hpp>
#include <weaktie/interview/message.hpp>

#include <algorithm>
#include <sstream>

using namespace weaktie;

namespace {

MessageFacts sarahs_facts() {
  MessageFacts facts;
  facts.seeker = {.name = "Sarah Jones", .year = "second", .course = "law", .university = "Warwick"};
  facts.recipient = {.name = "Amara Okoye", .salutation = "Ms Okoye"};
  facts.connection = {.kind = ConnectionKind::text,
                      .what =
                          "I was at the Careers in HR evening that Student Careers & Skills put on last week, and your "
                          "talk stayed with me"};
  facts.research = "I have since read up on how people come into the profession";
  facts.topics = {"employment law in practice", "the first years in a team"};
  facts.why_you = "you have done both";
  facts.mode = "by phone or video";
  facts.when = "any time that suits you";
  return facts;
}

std::size_t words(const std::string& text) {
  std::istringstream in(text);
  std::size_t count = 0;
  for (std::string word; in >> word;) ++count;
  return count;
}

std::vector<std::string> missing_fields(const Message& message) {
  std::vector<std::string> out;
  for (const auto& one : message.missing) out.push_back(one.field);
  return out;
}

std::string complaints(const std::string& text, const CheckOptions& options) {
  std::string out;
  for (const auto& finding : check_message(text, options)) out += finding.rule + " ";
  return out;
}

}  // namespace

TEST_CASE("the article's letter is composed from its facts", "[interview][compose]") {
  const Message message = compose(sarahs_facts());
  CHECK(message.missing.empty());
  CHECK(message.subject == "A few questions about employment law in practice and the first years in a team");
  CHECK(message.body ==
        "Dear Ms Okoye,\n\nI'm Sarah Jones, a second-year law student at Warwick. I was at the Careers in HR evening "
        "that "
        "Student Careers & Skills put on last week, and your talk stayed with me. I have since read up on how people "
        "come "
        "into the profession. There are two things I would like to understand better: employment law in practice, and "
        "the "
        "first years in a team. Since you have done both, could you spare 10 minutes for a few questions? I can do any "
        "time "
        "that suits you, by phone or video. Thank you for considering it.\n\nKind regards,\nSarah Jones");
  CHECK(message.forwardable.empty());
  CHECK(complaints(message.body, {.to = "Ms Okoye", .sender = "Sarah Jones"}).empty());
}

TEST_CASE("every message from complete facts passes the check", "[interview][compose]") {
  const std::vector<Seeker> seekers{{.name = "Sarah Jones", .year = "second", .course = "law", .university = "Warwick"},
                                    {.name = "\u0633\u0627\u0631\u0629 \u064a\u0648\u0646\u0633",
                                     .year = "final",
                                     .course = "economics",
                                     .university = "University of Leeds",
                                     .email = "s@example.org"},
                                    {.name = "Tom O'Neill", .role = "paramedic in Leeds"}};
  const std::vector<Recipient> recipients{{.name = "Amara Okoye",
                                           .salutation = "Ms Okoye",
                                           .role = "head of employment law",
                                           .organisation = "Hart & Lowe"},
                                          {.name = "Jan M\u00fcller"},
                                          {.name = "Li Wei", .salutation = "Mr Li", .organisation = "Arup"}};
  const std::vector<Connection> connections{
      {.kind = ConnectionKind::text, .what = "heard you at the Law Society evening"},
      {.kind = ConnectionKind::text, .what = "your talk on tribunals"},
      {.kind = ConnectionKind::text, .what = "My aunt Jo, a friend of yours, told me about your work"},
      {.kind = ConnectionKind::heard_speaker,
       .what = "Careers in HR",
       .host = "Student Careers & Skills",
       .when = "last week"},
      {.kind = ConnectionKind::event, .what = "the Women in Law conference"},
      {.kind = ConnectionKind::alumni, .what = "Warwick Law School"},
      {.kind = ConnectionKind::association, .what = "the Employment Lawyers Association"},
      {.kind = ConnectionKind::colleague, .what = "Hart & Lowe"},
      {.kind = ConnectionKind::cold, .what = "your article on dismissals in the Gazette"}};
  const std::vector<std::string> researches{"I have since read up on how people come into the profession",
                                            "read the tribunal's annual report", "routes into the profession"};
  const std::vector<std::vector<std::string>> topics{{"employment law in practice"},
                                                     {"mediation", "how juniors are supervised"}};
  const std::vector<std::string> whys{"you have done both", "your years at the bar", "experience in the sector"};
  const std::vector<std::string> whens{"any time that suits you",      "at your convenience",
                                       "on weekday afternoons",        "I am free after four",
                                       "Tuesday or Thursday mornings", "whenever suits you"};
  std::size_t composed = 0;
  for (const auto kind : {MessageKind::direct, MessageKind::broker, MessageKind::mention, MessageKind::thanks}) {
    for (const auto& seeker : seekers) {
      for (const auto& recipient : recipients) {
        for (const auto& connection : connections) {
          for (std::size_t i = 0; i < 18; ++i) {
            MessageFacts facts;
            facts.kind = kind;
            facts.seeker = seeker;
            facts.recipient = recipient;
            facts.connection = connection;
            if (kind == MessageKind::thanks) facts.connection = {.what = "our call on Tuesday"};
            facts.research = researches[i % researches.size()];
            facts.topics = topics[i % topics.size()];
            facts.why_you = whys[(i / 3) % whys.size()];
            facts.minutes = i % 2 == 0 ? 10 : 20;
            facts.mode = i % 2 == 0 ? "by phone or video" : "phone";
            facts.when = whens[i % whens.size()];
            facts.broker = Broker{
                .name = "Ben Carter", .salutation = "Ben", .link = "your time at Hart & Lowe", .may_be_named = true};
            const Message message = compose(facts);
            ++composed;
            INFO(message.body << "\n---\n" << message.forwardable);
            const std::string& to = recipient.salutation.empty() ? recipient.name : recipient.salutation;
            const bool broker = kind == MessageKind::broker;
            REQUIRE(message.missing.empty());
            REQUIRE(complaints(message.body, {.kind = kind, .to = broker ? "Ben Carter" : to, .sender = seeker.name})
                        .empty());
            REQUIRE(message.forwardable.empty() != broker);
            if (broker) REQUIRE(complaints(message.forwardable, {.to = to, .sender = seeker.name}).empty());
            REQUIRE(words(message.body) <= 120);
            REQUIRE(words(message.forwardable) <= 120);
            REQUIRE(message.body.find("  ") == std::string::npos);
            REQUIRE(message.body.find("..") == std::string::npos);
            REQUIRE(message.body.find('{') == std::string::npos);
          }
        }
      }
    }
  }
  CHECK(composed == 4 * 3 * 3 * 9 * 18);
}

TEST_CASE("a missing fact is asked for and its sentence is left out", "[interview][compose]") {
  SECTION("one fact") {
    auto facts = sarahs_facts();
    facts.research = "  \n ";
    const Message message = compose(facts);
    CHECK(missing_fields(message) == std::vector<std::string>{"research"});
    CHECK_THAT(message.missing[0].question, ContainsSubstring("?"));
    CHECK(message.body.find("since read") == std::string::npos);
    CHECK_THAT(message.body, ContainsSubstring("stayed with me. There are two things"));
  }
  SECTION("all of them") {
    const Message message = compose(MessageFacts{});
    CHECK(missing_fields(message) == std::vector<std::string>{"seeker.name", "seeker.year", "seeker.course",
                                                              "seeker.university", "recipient.name", "connection",
                                                              "research", "topics", "why_you", "mode", "when"});
    CHECK(message.body == "Hello,\n\nCould you spare 10 minutes for a few questions? Thank you for considering it.");
  }
  SECTION("a broker who has not agreed is not named") {
    auto facts = sarahs_facts();
    facts.kind = MessageKind::mention;
    facts.broker = Broker{.name = "Ben Carter"};
    const Message message = compose(facts);
    CHECK(missing_fields(message) == std::vector<std::string>{"broker.may_be_named"});
    CHECK(message.body.find("Ben") == std::string::npos);
  }
  SECTION("a broker message without a broker") {
    auto facts = sarahs_facts();
    facts.kind = MessageKind::broker;
    const Message message = compose(facts);
    CHECK(missing_fields(message) == std::vector<std::string>{"broker.name"});
    CHECK(message.forwardable.find("pass this note") == std::string::npos);
  }
}

TEST_CASE("facts are data", "[interview][compose]") {
  auto facts = sarahs_facts();
  facts.recipient = {.name = "Am\u00e9lie \"Mel\" O'Neil {minutes}\n\nBcc: x"};
  facts.seeker.name = std::string("Sarah\0 Jones\u202e", 15);
  const Message message = compose(facts);
  CHECK_THAT(message.body, ContainsSubstring("Dear Am\u00e9lie \"Mel\" O'Neil {minutes} Bcc: x,\n"));
  CHECK_THAT(message.body, ContainsSubstring("I'm Sarah Jones, a second-year"));
  facts.recipient = {.name = "\u05e0\u05d5\u05e2\u05d4 \u05db\u05d4\u05df"};
  CHECK_THAT(compose(facts).body, ContainsSubstring("Dear \u05e0\u05d5\u05e2\u05d4 \u05db\u05d4\u05df,"));
}

TEST_CASE("what is out of range is refused by name", "[interview][compose]") {
  auto facts = sarahs_facts();
  for (const std::int64_t minutes : {-1, 0, 9, 21, 600}) {
    facts.minutes = minutes;
    CHECK_THROWS_AS(compose(facts), InvalidValue);
    CHECK_THROWS_WITH(compose(facts), ContainsSubstring("10 to 20") && ContainsSubstring(std::to_string(minutes)));
  }
  facts = sarahs_facts();
  facts.topics.push_back("a third");
  CHECK_THROWS_WITH(compose(facts), ContainsSubstring("one or two"));
  facts = sarahs_facts();
  facts.why_you = "\xff";
  CHECK_THROWS_WITH(compose(facts), ContainsSubstring("UTF-8") && ContainsSubstring("why_you"));
  facts = sarahs_facts();
  for (int i = 0; i < 100; ++i) facts.research += " and more";
  CHECK_THROWS_WITH(compose(facts), ContainsSubstring("120") && ContainsSubstring("'research'"));
  CHECK_THROWS_WITH(message_kind("mail"), ContainsSubstring("'broker'") && ContainsSubstring("'mail'"));
  CHECK(connection_kind("heard_speaker") == ConnectionKind::heard_speaker);
  CHECK_THROWS_AS(connection_kind(""), InvalidValue);
}

TEST_CASE("templates are data, and an unknown slot is an error", "[interview][compose]") {
  MessageTemplates templates;
  templates.sentences = {{MessageKind::direct, "body", "a", "{{{seeker.name}}} fragt {recipient.name}: {topic}."},
                         {MessageKind::direct, "body", "a", "{seeker.name} fragt."}};
  CHECK(compose(sarahs_facts(), templates).body == "Sarah Jones fragt.");
  auto facts = sarahs_facts();
  facts.topics = {"Recht"};
  CHECK(compose(facts, templates).body == "{Sarah Jones} fragt Amara Okoye: Recht.");
  templates.sentences[1].text = "{seeker.nmae}";
  CHECK_THROWS_WITH(compose(facts, templates),
                    ContainsSubstring("'seeker.nmae'") && ContainsSubstring("'seeker.name'"));
  templates.sentences[1].text = "{seeker.name";
  CHECK_THROWS_AS(check_templates(templates), InvalidValue);
  templates.sentences[1] = {MessageKind::direct, "footer", "a", "x"};
  CHECK_THROWS_WITH(check_templates(templates), ContainsSubstring("'footer'"));
  CHECK_NOTHROW(check_templates(MessageTemplates::english()));
  CHECK(std::is_sorted(message_slots().begin(), message_slots().end()));
}
