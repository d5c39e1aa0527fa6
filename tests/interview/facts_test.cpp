#include <weaktie/interview/facts.hpp>

#include <string>
#include <vector>

#include <weaktie/interview/check_message.hpp>
#include <weaktie/network/freeze.hpp>

#include "../catch.hpp"

using namespace weaktie;

namespace {

const Day today = *parse_day("2026-11-01");

/// Sarah, a law student at Warwick, and people whom she shares one thing with each.
struct World {
  Records records;

  World() {
    person("sarah", "Sarah Jones", "", "");
    belongs("sarah", "uow", AffiliationKind::school, "University of Warwick");
  }
  void person(const char* id, const char* name, const char* title, const char* organisation) {
    records.add_person({.id = id, .name = name, .title = title, .organisation = organisation});
  }
  void belongs(const char* id, const char* group, AffiliationKind kind, const char* name, std::optional<Day> end = {}) {
    records.add_affiliation({.id = group, .name = name, .kind = kind});
    records.add_membership({.person = id, .affiliation = group, .end = end});
  }
  void tie(const char* a, const char* b, TieKind kind) { records.add_tie({.source = a, .target = b, .kind = kind}); }
  [[nodiscard]] Network network() const { return freeze(records, {.as_of = today}); }
};

OwnWords words() {
  OwnWords out;
  out.year = "second";
  out.course = "law";
  out.research = "read the consultation on dismissals";
  out.topics = {"employment law in practice"};
  out.mode = "by phone or video";
  out.when = "any time that suits you";
  return out;
}

Connection connection(const World& world, const char* id) {
  const Network network = world.network();
  return connection_between(network, network.index("sarah"), network.index(id));
}

std::string link(const World& world) {
  const Network network = world.network();
  return link_between(network, network.index("ben"), network.index("li"));
}

}  // namespace

TEST_CASE("titles read as parts of a sentence", "[facts]") {
  CHECK(title_in_sentence("Senior Associate") == "senior associate");
  CHECK(title_in_sentence("Partner, Employment Law") == "partner in employment law");
  CHECK(title_in_sentence("Partner, Hart & Lowe") == "partner");
  CHECK(title_in_sentence("HR Manager") == "HR manager");
  CHECK(title_in_sentence("HEAD OF LEGAL") == "head of legal");
  CHECK(title_in_sentence("HR MANAGER") == "HR manager");
  CHECK(title_in_sentence("VP of Sales") == "VP of sales");
  CHECK(title_in_sentence("English Teacher") == "English teacher");
  CHECK(title_in_sentence("Solicitor at Hart & Lowe") == "solicitor");
  CHECK(title_in_sentence("Trainee Solicitor (Commercial)") == "trainee solicitor");
  CHECK(title_in_sentence("Solicitor | Mediator") == "solicitor");
  CHECK(title_in_sentence("Chargée d'affaires") == "chargée d'affaires");
  CHECK(title_in_sentence("Retired").empty());
  CHECK(title_in_sentence("").empty());
}

TEST_CASE("a title gets the article that it is said with", "[facts]") {
  CHECK(with_article("Solicitor") == "a solicitor");
  CHECK(with_article("Associate") == "an associate");
  CHECK(with_article("HR Manager") == "an HR manager");
  CHECK(with_article("UX Designer") == "a UX designer");
  CHECK(with_article("University Lecturer") == "a university lecturer");
  CHECK(with_article("Honorary Fellow") == "an honorary fellow");
  CHECK(with_article("Head of Employment Law") == "head of employment law");
  CHECK(with_article("Deputy General Counsel") == "deputy general counsel");
  CHECK(with_article("Director") == "a director");
  CHECK(with_article("Director of Sales") == "director of sales");
  CHECK(with_article("").empty());
}

TEST_CASE("the reason for asking somebody is their work, as far as it is known", "[facts]") {
  World world;
  world.person("a", "A", "Solicitor", "Hart & Lowe");
  world.person("b", "B", "", "University of Leeds");
  world.person("c", "C", "Barrister", "Self-employed");
  world.person("d", "D", "Employment Law", "Stone Bridge");
  world.person("e", "E", "", "");
  world.person("f", "F", "Hart & Lowe", "Hart & Lowe");
  const Network network = world.network();
  const auto why = [&](const char* id) { return why_them(network, network.index(id)); };
  CHECK(why("a") == "your work as a solicitor at Hart & Lowe");
  CHECK(why("b") == "your work at the University of Leeds");
  CHECK(why("c") == "your work as a barrister");
  CHECK(why("d") == "your work in employment law at Stone Bridge");
  CHECK(why("e").empty());
  CHECK(why("f") == "your work at Hart & Lowe");
}

TEST_CASE("what connects two people is the closest thing they share", "[facts]") {
  World world;
  world.person("li", "Li Chen", "Solicitor", "Hart & Lowe");
  SECTION("strangers share nothing, and nothing is made up") {
    CHECK(connection(world, "li").kind == ConnectionKind::cold);
    CHECK(connection(world, "li").what.empty());
  }
  SECTION("somebody known in a way that says little is asked about") {
    world.tie("sarah", "li", TieKind::online_contact);
    CHECK(connection(world, "li").kind == ConnectionKind::text);
    CHECK(connection(world, "li").what.empty());
  }
  SECTION("the same employer") {
    world.person("sarah", "Sarah Jones", "", "HART & LOWE");
    CHECK(connection(world, "li").kind == ConnectionKind::colleague);
    CHECK(connection(world, "li").what == "Hart & Lowe");
  }
  SECTION("a student is no colleague of those who work at her university") {
    world.person("sarah", "Sarah Jones", "", "University of Warwick");
    world.person("li", "Li Chen", "Professor", "University of Warwick");
    world.tie("sarah", "li", TieKind::tutor);
    CHECK(connection(world, "li").kind == ConnectionKind::text);
    CHECK(connection(world, "li").what.empty());
  }
  SECTION("an association comes before an employer") {
    world.person("sarah", "Sarah Jones", "", "Hart & Lowe");
    for (const char* id : {"sarah", "li"}) world.belongs(id, "jls", AffiliationKind::association, "Junior Lawyers");
    CHECK(connection(world, "li").kind == ConnectionKind::association);
    CHECK(connection(world, "li").what == "Junior Lawyers");
    SECTION("a school before an association") {
      world.belongs("li", "uow", AffiliationKind::school, "University of Warwick");
      CHECK(connection(world, "li").kind == ConnectionKind::alumni);
      CHECK(connection(world, "li").what == "the University of Warwick");
      SECTION("an event before a school") {
        for (const char* id : {"sarah", "li"}) world.belongs(id, "ev", AffiliationKind::event, "Careers in Law");
        CHECK(connection(world, "li").kind == ConnectionKind::event);
        CHECK(connection(world, "li").what == "Careers in Law");
        SECTION("and having heard them speak there before all") {
          world.tie("sarah", "li", TieKind::heard_speaker);
          CHECK(connection(world, "li").kind == ConnectionKind::heard_speaker);
          CHECK(connection(world, "li").what == "Careers in Law");
        }
      }
    }
  }
  SECTION("a speaker heard somewhere unknown leaves the place to be asked for") {
    world.tie("sarah", "li", TieKind::heard_speaker);
    CHECK(connection(world, "li").kind == ConnectionKind::heard_speaker);
    CHECK(connection(world, "li").what.empty());
  }
}

TEST_CASE("how a broker knows somebody is said when the network says it", "[facts]") {
  World world;
  world.person("ben", "Ben Carter", "Trainee Solicitor", "Hart & Lowe");
  world.person("li", "Li Chen", "Partner", "Stone Bridge");
  CHECK(link(world).empty());
  SECTION("an acquaintance says nothing") {
    world.tie("ben", "li", TieKind::acquaintance);
    CHECK(link(world).empty());
  }
  SECTION("family") {
    world.tie("ben", "li", TieKind::family);
    CHECK(link(world) == "your family");
  }
  SECTION("former colleagues, with the place when it is known") {
    world.tie("ben", "li", TieKind::former_colleague);
    CHECK(link(world) == "your earlier work together");
    for (const char* id : {"ben", "li"}) world.belongs(id, "qd", AffiliationKind::employer, "Quill & Daughters");
    CHECK(link(world) == "your time at Quill & Daughters");
  }
  SECTION("the same organisation beside their names") {
    world.person("li", "Li Chen", "Partner", "Hart & Lowe");
    CHECK(link(world) == "your work at Hart & Lowe");
  }
  SECTION("a shared school or event") {
    for (const char* id : {"ben", "li"}) world.belongs(id, "ev", AffiliationKind::event, "the Junior Lawyers' Dinner");
    CHECK(link(world) == "the Junior Lawyers' Dinner");
    for (const char* id : {"ben", "li"}) world.belongs(id, "uow", AffiliationKind::school, "University of Warwick");
    CHECK(link(world) == "your time at the University of Warwick");
  }
}

TEST_CASE("a message to a stranger is composed from what is known and asks for the rest", "[facts]") {
  World world;
  world.person("li", "Li Chen", "Partner, Employment Law", "Stone Bridge");
  world.belongs("li", "uow", AffiliationKind::school, "University of Warwick");
  const Network network = world.network();
  const PersonIndex sarah = network.index("sarah"), li = network.index("li");
  const MessageFacts facts = message_facts(network, sarah, li, Approach::direct, {}, words());
  CHECK(facts.kind == MessageKind::direct);
  CHECK(facts.seeker.name == "Sarah Jones");
  CHECK(facts.seeker.university == "the University of Warwick");
  CHECK(facts.recipient.name == "Li Chen");
  CHECK(facts.recipient.role == "partner in employment law");
  CHECK(facts.recipient.organisation == "Stone Bridge");
  CHECK_FALSE(facts.broker);
  const Message message = compose(facts);
  CHECK(message.missing.empty());
  CHECK_THAT(message.body, ContainsSubstring("Given your work as a partner in employment law at Stone Bridge,"));

  const Message bare = compose(message_facts(network, sarah, li, Approach::direct, {}, {}));
  std::vector<std::string> fields;
  for (const auto& fact : bare.missing) fields.push_back(fact.field);
  CHECK(fields == std::vector<std::string>{"seeker.year", "seeker.course", "research", "topics", "mode", "when"});
}

TEST_CASE("the university is filled in only when there is one present school", "[facts]") {
  World world;
  world.person("li", "Li Chen", "", "");
  const auto university = [&](const OwnWords& own) {
    const Network network = world.network();
    return message_facts(network, network.index("sarah"), network.index("li"), Approach::direct, {}, own)
        .seeker.university;
  };
  CHECK(university({}) == "the University of Warwick");
  SECTION("a school that was left does not count") {
    world.belongs("sarah", "old", AffiliationKind::school, "Hilltop Academy", *parse_day("2024-07-01"));
    CHECK(university({}) == "the University of Warwick");
  }
  SECTION("of two nothing is guessed") {
    world.belongs("sarah", "second", AffiliationKind::school, "University of Leeds");
    CHECK(university({}).empty());
  }
  SECTION("her own word stands") {
    OwnWords own;
    own.university = "Warwick";
    CHECK(university(own) == "Warwick");
  }
  SECTION("and somebody with a job needs none") {
    OwnWords own;
    own.role = "paramedic in Leeds";
    CHECK(university(own).empty());
  }
}

TEST_CASE("a message to a broker names the link; a longer chain claims no link of the first broker", "[facts]") {
  World world;
  world.person("ben", "Ben Carter", "Trainee Solicitor", "Hart & Lowe");
  world.person("tom", "Tom Ashworth", "Associate", "Hart & Lowe");
  world.person("li", "Li Chen", "Partner", "Hart & Lowe");
  world.tie("sarah", "ben", TieKind::friend_);
  world.tie("ben", "tom", TieKind::colleague);
  const Network network = world.network();
  const PersonIndex sarah = network.index("sarah"), li = network.index("li");
  ProspectApproach through_ben;
  through_ben.approach = Approach::introduction;
  through_ben.brokers = {network.index("ben")};
  const MessageFacts facts = message_facts(network, sarah, li, through_ben, words());
  CHECK(facts.kind == MessageKind::broker);
  REQUIRE(facts.broker);
  CHECK(facts.broker->name == "Ben Carter");
  CHECK(facts.broker->link == "your work at Hart & Lowe");
  CHECK_FALSE(facts.broker->may_be_named);
  CHECK(compose(facts).missing.empty());

  through_ben.brokers.push_back(network.index("tom"));
  CHECK(message_facts(network, sarah, li, through_ben, words()).broker->link.empty());

  const std::vector<PersonIndex> ben = {network.index("ben")};
  const MessageFacts mention = message_facts(network, sarah, li, Approach::mention, ben, words());
  CHECK(mention.kind == MessageKind::mention);
  bool asked = false;
  for (const auto& fact : compose(mention).missing) asked = asked || fact.field == "broker.may_be_named";
  CHECK(asked);
}

TEST_CASE("the seeker's own words stand in place of what the network holds", "[facts]") {
  World world;
  world.person("li", "Li Chen", "Partner", "Stone Bridge");
  const Network network = world.network();
  OwnWords own = words();
  own.why_you = "you have done both";
  own.connection = Connection{.kind = ConnectionKind::text, .what = "your talk stayed with me"};
  const auto facts = message_facts(network, network.index("sarah"), network.index("li"), Approach::direct, {}, own);
  CHECK(facts.why_you == "you have done both");
  CHECK(facts.connection.what == "your talk stayed with me");
  CHECK(facts.topics == own.topics);
  CHECK(facts.minutes == 10);
}

TEST_CASE("people who do not fit the approach are refused", "[facts]") {
  World world;
  world.person("ben", "Ben", "", "");
  world.person("li", "Li", "", "");
  const Network network = world.network();
  const PersonIndex sarah = network.index("sarah"), li = network.index("li"), ben = network.index("ben");
  const std::vector<PersonIndex> one = {ben}, self = {sarah};
  CHECK_THROWS_AS(message_facts(network, 99, li, Approach::direct, {}, {}), UnknownPerson);
  CHECK_THROWS_AS(connection_between(network, sarah, 99), UnknownPerson);
  CHECK_THROWS_AS(link_between(network, 99, li), UnknownPerson);
  CHECK_THROWS_WITH(message_facts(network, sarah, sarah, Approach::direct, {}, {}), ContainsSubstring("'sarah' twice"));
  CHECK_THROWS_AS(message_facts(network, sarah, li, Approach::introduction, self, {}), InvalidValue);
  CHECK_THROWS_WITH(message_facts(network, sarah, li, Approach::introduction, {}, {}), ContainsSubstring("1 to 3"));
  CHECK_THROWS_AS(message_facts(network, sarah, li, Approach::direct, one, {}), InvalidValue);
}
