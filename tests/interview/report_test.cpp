#include <weaktie/interview/report.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <weaktie/interview/picture.hpp>
#include <weaktie/network/freeze.hpp>

#include "../catch.hpp"

using namespace weaktie;

namespace {

const Day today = *parse_day("2026-11-01");
const std::string hostile = "Robert\"'><script>alert(1)</script> & \xE2\x80\xAE\xD8\xB9\xD9\x85\xD8\xB1";

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

/// What is wrong with a text as XML (in HTML: with the void elements taken as closed); empty when nothing is.
std::string flaw(const std::string& text, bool html) {
  static const std::vector<std::string> empty_elements = {"meta", "br", "!DOCTYPE"};
  std::vector<std::string> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '&') {
      const std::size_t end = text.find(';', at);
      const std::string name = end == std::string::npos ? "" : text.substr(at + 1, end - at - 1);
      if (name != "amp" && name != "lt" && name != "gt" && name != "quot" && name != "#39")
        return "a bare & at " + text.substr(at, 20);
    }
    if (text[at] != '<') continue;
    std::size_t end = at + 1;
    for (char quote = 0; end < text.size() && (quote != 0 || text[end] != '>'); ++end) {
      if (text[end] == '"') quote = quote == 0 ? '"' : 0;
      if (text[end] == '<' && quote == 0) return "'<' inside a tag at " + text.substr(at, 40);
    }
    if (end >= text.size()) return "a tag that does not end";
    std::string tag = text.substr(at + 1, end - at - 1);
    const bool closes = !tag.empty() && tag[0] == '/';
    const bool closed = !tag.empty() && tag.back() == '/';
    if (closes) tag.erase(0, 1);
    const std::string name = tag.substr(0, tag.find_first_of(" /\n"));
    if (name.empty()) return "an empty tag";
    if (closes) {
      if (open.empty() || open.back() != name) return "</" + name + "> closes nothing";
      open.pop_back();
    } else if (!closed &&
               !(html && std::find(empty_elements.begin(), empty_elements.end(), name) != empty_elements.end())) {
      open.push_back(name);
      if (name == "style") at = text.find("</style>", end) - 1;
      if (name == "style") continue;
    }
    at = end;
  }
  return open.empty() ? "" : "<" + open.back() + "> is not closed";
}

/// The world of the tests: sarah -> ben -> tom -> li, sarah -> mum -> li, and a hostile name.
struct World {
  Network network;
  PersonIndex sarah, ben, tom, li, mum, bad;
};

World world() {
  Records records;
  const auto person = [&](const char* id, const std::string& name, const char* title, const char* organisation) {
    records.add_person({.id = id, .name = name, .title = title, .organisation = organisation});
  };
  person("sarah", "Sarah Jones", "", "");
  person("ben", "Ben Carter", "Trainee Solicitor", "Hart & Lowe");
  person("tom", "Tom Ashworth", "Associate", "Hart & Lowe");
  person("li", "Li Chen", "Partner, Employment Law", "Stone Bridge");
  person("mum", "Alexandra Wilhelmina Jones-Featherstonehaugh of Upper Riverside", "Practice Manager", "Surgery");
  person("bad", hostile, "</title><b>Solicitor</b>", "\"Quotes\" & <Sons>");
  const auto tie = [&](const char* a, const char* b, TieKind kind, double years) {
    records.add_tie({.source = a, .target = b, .kind = kind, .years = years});
  };
  tie("sarah", "ben", TieKind::friend_, 4);
  tie("ben", "tom", TieKind::colleague, 2);
  tie("tom", "li", TieKind::former_colleague, 6);
  tie("sarah", "mum", TieKind::family, 20);
  tie("mum", "bad", TieKind::acquaintance, 3);
  records.add_affiliation({.id = "uow", .name = "University <of> Warwick", .kind = AffiliationKind::school});
  for (const char* id : {"bad", "li"}) records.add_membership({.person = id, .affiliation = "uow"});
  World out{freeze(records, {.as_of = today}), 0, 0, 0, 0, 0, 0};
  out.sarah = out.network.index("sarah");
  out.ben = out.network.index("ben");
  out.tom = out.network.index("tom");
  out.li = out.network.index("li");
  out.mum = out.network.index("mum");
  out.bad = out.network.index("bad");
  return out;
}

Introduction chain(const World& it, std::vector<PersonIndex> people, double relay = .7) {
  Introduction out;
  double chance = 1;
  for (std::size_t i = 0; i + 1 < people.size(); ++i) {
    const auto tie = it.network.tie(people[i], people[i + 1]);
    out.steps.push_back(tie ? ChainStep{StepKind::tie, "", tie->chance}
                            : ChainStep{StepKind::affiliation, "uow", .096});
    chance *= out.steps.back().chance * (i == 0 ? 1 : relay);
  }
  out.intermediaries = static_cast<std::uint8_t>(people.size() - 2);
  out.people = std::move(people);
  out.cost = cost_of(chance);
  out.chance = chance;
  return out;
}

Introductions three(const World& it) {
  Introductions out;
  out.push_back(chain(it, {it.sarah, it.ben, it.tom, it.li}));
  out.push_back(chain(it, {it.sarah, it.mum, it.bad, it.li}));
  out.push_back(chain(it, {it.sarah, it.li}));
  return out;
}

Prospects table(const World& it, std::size_t extra = 0) {
  std::vector<Prospect> rows;
  std::vector<std::vector<ProspectApproach>> ways;
  const auto add = [&](PersonIndex person, double chance, Approach approach, std::vector<PersonIndex> brokers) {
    Prospect row;
    row.person = person;
    row.chance = chance;
    row.value = .7;
    row.score = .7 * chance;
    row.approach = approach;
    row.brokers = brokers;
    if (!brokers.empty()) row.broker = brokers[0];
    row.why = "A friend who <usually> helps.";
    ProspectApproach way;
    way.approach = approach;
    way.brokers = brokers;
    way.chance = chance;
    way.low = chance / 2;
    way.high = chance * 1.5;
    ProspectApproach direct;
    direct.chance = .12;
    ways.push_back({way, direct});
    rows.push_back(std::move(row));
  };
  add(it.li, .41, Approach::introduction, {it.ben, it.tom});
  add(it.bad, .3, Approach::mention, {it.mum});
  add(it.tom, .2, Approach::direct, {});
  for (std::size_t i = 0; i < extra; ++i) add(it.mum, .1, Approach::direct, {});
  return Prospects(it.network, it.sarah, {}, std::move(rows), std::move(ways));
}

ReportContent full(const World& it) {
  ReportContent out;
  out.network = it.network;
  out.seeker = it.sarah;
  out.field = "law";
  out.as_of = today;
  out.prospects = table(it);
  out.introductions = three(it);
  for (const char* id : {"li", "bad"}) {
    PlannedRequest row;
    row.request.prospect = id;
    row.request.approach = Approach::introduction;
    row.request.brokers = {"ben"};
    row.request.chance = .41;
    row.request.minutes = 10;
    row.week = out.plan.rows.empty() ? 0u : 1u;
    row.date = *parse_day(out.plan.rows.empty() ? "2026-11-02" : "2026-11-09");
    out.plan.rows.push_back(row);
  }
  Message message;
  message.subject = "Would you introduce me to Li Chen?";
  message.body = "Dear Ben,\n\nWould you?\n\nSarah <s@example.org>";
  message.forwardable = "Dear Li Chen,\n\nCould you spare 10 minutes?";
  message.missing = {{"seeker.course", "What do you study?"}};
  out.messages.push_back({"To Ben Carter", message});
  ImportReport report;
  report.path = "/home/sarah/private folder/export.zip";
  report.format = "LinkedIn export";
  report.keep(true);
  report.keep(false);
  report.skip({"/home/sarah/Connections.csv", 7, 0, "First Name"}, "a hidden profile");
  report.reject({"Connections.csv", 9, 2, "Connected On"}, "'31 <Feb>' is not a date");
  out.imports.push_back(report);
  out.notes = {"Two records may be one person."};
  return out;
}

}  // namespace

TEST_CASE("text is made safe for HTML and SVG", "[report]") {
  CHECK(escaped("a & b <c> \"d\" 'e'") == "a &amp; b &lt;c&gt; &quot;d&quot; &#39;e&#39;");
  CHECK(escaped(std::string_view("x\0y\x1by", 5)) == "x\xEF\xBF\xBDy\xEF\xBF\xBDy");
  CHECK(escaped("\xFF") == "\xEF\xBF\xBD");
  CHECK(escaped("\xEF\xBF\xBE") == "\xEF\xBF\xBD");
  CHECK(escaped("a\xE2\x80\xAE"
                "b") ==
        "a\xE2\x80\xAE"
        "b\xE2\x80\xAC");
  CHECK(escaped("Siobhán 陈丽") == "Siobhán 陈丽");
}

TEST_CASE("the page names everybody, explains every step and loads nothing", "[report]") {
  const World it = world();
  const std::string page = report_html(full(it));
  for (const char* part : {"lang=\"en-GB\"",
                           "default-src 'none'; style-src 'unsafe-inline'",
                           "<strong><bdi>Ben Carter</bdi></strong> to introduce you",
                           "Li Chen",
                           "Tom Ashworth",
                           "Alexandra Wilhelmina Jones-Featherstonehaugh of Upper Riverside",
                           "41%",
                           "<bdi>Friend, ",
                           "known for about 4 years",
                           "Both belong to University &lt;of&gt; Warwick",
                           "0.70 \xC3\x97 0.70 (a request",
                           "Week of Monday 2 November 2026",
                           "1 request for the weeks after",
                           "9 November 2026",
                           "Dear Ben,\n\nWould you?",
                           "What do you study?",
                           "a hidden profile",
                           "Connections.csv, line 9, column 2",
                           "1 November 2026",
                           "Two records may be one person.",
                           "has sent nothing",
                           "scope=\"col\"",
                           "role=\"img\""}) {
    INFO(part);
    CHECK_THAT(page, ContainsSubstring(part));
  }
  CHECK(flaw(page, true).empty());
  for (const char* part : {"<script", "http:", "https:", "url(", "@import", "<link", "<img", "<iframe",
                           "javascript:", " src=", " href=", "onload", "/home/sarah"}) {
    INFO(part);
    CHECK(count_of(page, part) == 0);
  }
  CHECK(count_of(page, "<h1") == 1);
  CHECK(page == report_html(full(it)));
}

TEST_CASE("a hostile name stays a name", "[report]") {
  const World it = world();
  ReportContent content = full(it);
  content.title = hostile;
  content.field = hostile;
  content.why_none = hostile;
  content.messages[0].label = hostile;
  content.messages[0].message.body = hostile;
  content.imports[0].path = hostile;
  content.notes = {hostile};
  const std::string page = report_html(content);
  CHECK(flaw(page, true).empty());
  CHECK(count_of(page, "<script") == 0);
  CHECK(count_of(page, "<b>Solicitor") == 0);
  CHECK(count_of(page, "alert(1)") > 5);
  CHECK(count_of(page, "\xE2\x80\xAE") == count_of(page, "\xE2\x80\xAC"));  // every override ends where it began
  for (const std::string& svg :
       {introductions_svg(it.network, it.sarah, it.li, three(it)), map_svg(it.network, it.sarah, table(it))}) {
    CHECK(flaw(svg, false).empty());
    CHECK(count_of(svg, "<script") == 0);
  }
}

TEST_CASE("nothing to show is a page that says what to do next", "[report]") {
  const World it = world();
  ReportContent content;
  content.network = it.network;
  content.seeker = it.sarah;
  content.field = "law";
  content.as_of = today;
  SECTION("nobody in the field") {
    const std::string page = report_html(content);
    CHECK(flaw(page, true).empty());
    CHECK_THAT(page, ContainsSubstring("Nobody in <bdi>law</bdi> is in reach"));
    CHECK_THAT(page, ContainsSubstring("student membership"));
    CHECK_THAT(page, ContainsSubstring("Write directly to somebody"));
  }
  SECTION("nobody who can introduce: the direct way with its chance, and the reason") {
    content.prospects = table(it);
    content.why_none = "Everyone who knows Li Chen is more than three people away.";
    const std::string page = report_html(content);
    CHECK(flaw(page, true).empty());
    CHECK_THAT(page, ContainsSubstring("more than three people away"));
    CHECK_THAT(page, ContainsSubstring("Here is the direct way"));
    CHECK_THAT(page, ContainsSubstring("yourself: about 12%"));
    CHECK_THAT(page, ContainsSubstring("No request is planned"));
  }
  SECTION("no field, no people but the seeker") {
    Records records;
    records.add_person({.id = "sarah", .name = "Sarah Jones"});
    content.network = freeze(records, {.as_of = today});
    content.seeker = 0;
    content.field.clear();
    const std::string page = report_html(content);
    CHECK(flaw(page, true).empty());
    CHECK_THAT(page, ContainsSubstring("person known"));
  }
}

TEST_CASE("a report is refused without its day or with people it does not know", "[report]") {
  const World it = world();
  ReportContent content = full(it);
  content.as_of = {};
  CHECK_THROWS_WITH(report_html(content), ContainsSubstring("as_of"));
  content = full(it);
  content.seeker = no_person;
  CHECK_THROWS_AS(report_html(content), UnknownPerson);
  content = full(it);
  content.plan.rows[0].request.prospect = "nobody";
  CHECK_THROWS_AS(report_html(content), UnknownPerson);
  Introductions foreign = three(it);
  foreign[0].people[1] = 99;
  CHECK_THROWS_AS(introductions_svg(it.network, it.sarah, it.li, foreign), UnknownPerson);
  CHECK_THROWS_AS(introductions_svg(it.network, it.sarah, 99, {}), UnknownPerson);
  CHECK_THROWS_AS(map_svg(it.network, 99, {}), UnknownPerson);
}

namespace {

struct Box {
  double x, y, width, height;
};

/// The rectangles of a class in a picture.
std::vector<Box> boxes(const std::string& svg, const std::string& of_class) {
  std::vector<Box> out;
  for (std::size_t at = svg.find("<rect class=\"" + of_class); at != std::string::npos;
       at = svg.find("<rect class=\"" + of_class, at + 1)) {
    const auto value = [&](const std::string& name) {
      const std::size_t from = svg.find(" " + name + "=\"", at) + name.size() + 3;
      return std::stod(svg.substr(from, svg.find('"', from) - from));
    };
    out.push_back({value("x"), value("y"), value("width"), value("height")});
  }
  return out;
}

bool overlap(const Box& a, const Box& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

}  // namespace

TEST_CASE("a picture of introductions is sound, draws shared people once and keeps its labels apart", "[report]") {
  const World it = world();
  Introductions found;
  SECTION("three chains") { found = three(it); }
  SECTION("shared people in different places") {
    found.push_back(chain(it, {it.sarah, it.ben, it.tom, it.li}));
    found.push_back(chain(it, {it.sarah, it.tom, it.li}));
    found.push_back(chain(it, {it.sarah, it.mum, it.ben, it.tom, it.li}));
    found.push_back(chain(it, {it.sarah, it.bad, it.li}));
    found.push_back(chain(it, {it.sarah, it.li}));
  }
  SECTION("chains that contradict each other in order") {
    found.push_back(chain(it, {it.sarah, it.ben, it.tom, it.li}));
    found.push_back(chain(it, {it.sarah, it.tom, it.ben, it.li}));
    found.push_back(chain(it, {it.sarah, it.bad, it.mum, it.li}));
    found.push_back(chain(it, {it.sarah, it.mum, it.bad, it.tom, it.li}));
  }
  SECTION("more than five: the first five are drawn") {
    for (const PersonIndex broker : {it.ben, it.tom, it.mum, it.bad})
      found.push_back(chain(it, {it.sarah, broker, it.li}));
    found.push_back(chain(it, {it.sarah, it.li}));
    found.push_back(chain(it, {it.sarah, it.ben, it.mum, it.tom, it.li}));
  }
  SECTION("one") { found.push_back(chain(it, {it.sarah, it.ben, it.li})); }
  const std::string svg = introductions_svg(it.network, it.sarah, it.li, found);
  CHECK(flaw(svg, false).empty());
  CHECK(svg == introductions_svg(it.network, it.sarah, it.li, found));
  CHECK_THAT(svg, ContainsSubstring("<title id="));
  CHECK_THAT(svg, ContainsSubstring("<desc id="));

  std::vector<PersonIndex> people;
  std::vector<std::pair<PersonIndex, PersonIndex>> links;
  for (std::size_t i = 0; i < std::min<std::size_t>(5, found.size()); ++i) {
    for (std::size_t k = 0; k < found[i].people.size(); ++k) {
      people.push_back(found[i].people[k]);
      if (k > 0) links.emplace_back(found[i].people[k - 1], found[i].people[k]);
    }
  }
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  std::sort(links.begin(), links.end());
  links.erase(std::unique(links.begin(), links.end()), links.end());

  std::vector<Box> all = boxes(svg, "card"), tags = boxes(svg, "tag");
  CHECK(all.size() == people.size());
  CHECK(tags.size() == links.size());
  all.insert(all.end(), tags.begin(), tags.end());
  const std::string view = svg.substr(svg.find("viewBox=\"0 0 ") + 13);
  const double wide = std::stod(view), high = std::stod(view.substr(view.find(' ')));
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].x >= 0);
    CHECK(all[i].y >= 0);
    CHECK(all[i].x + all[i].width <= wide);
    CHECK(all[i].y + all[i].height <= high);
    for (std::size_t k = i + 1; k < all.size(); ++k) {
      INFO(i << " and " << k);
      CHECK_FALSE(overlap(all[i], all[k]));
    }
  }
}

TEST_CASE("a picture without introductions shows the direct way", "[report]") {
  const World it = world();
  const std::string svg = introductions_svg(it.network, it.sarah, it.li, {});
  CHECK(flaw(svg, false).empty());
  CHECK_THAT(svg, ContainsSubstring("directly"));
  CHECK_THAT(svg, ContainsSubstring("Li Chen"));
  CHECK(flaw(introductions_svg(it.network, it.sarah, it.sarah, {}), false).empty());
}

TEST_CASE("the map draws everybody up to sixty and says how many there are", "[report]") {
  const World it = world();
  const std::string svg = map_svg(it.network, it.sarah, table(it));
  CHECK(flaw(svg, false).empty());
  for (const char* part : {"Ben Carter", "Li Chen", "Tom Ashworth", "3 people, 2 brokers", "Directly", "41%"}) {
    CHECK_THAT(svg, ContainsSubstring(part));
  }
  CHECK(svg == map_svg(it.network, it.sarah, table(it)));
  const std::string many = map_svg(it.network, it.sarah, table(it, 97));
  CHECK(flaw(many, false).empty());
  CHECK_THAT(many, ContainsSubstring("60 of 100 people"));
  CHECK(count_of(many, "class=\"spoke ") == 60);
  const std::string none = map_svg(it.network, it.sarah, {});
  CHECK(flaw(none, false).empty());
  CHECK_THAT(none, ContainsSubstring("Nobody to reach yet"));
}

TEST_CASE("a step is put into words from its evidence", "[report]") {
  Records records;
  for (const char* id : {"a", "b", "c", "d"}) records.add_person({.id = id, .name = id});
  for (int age = 0; age < 400; age += 10) {
    records.add_tie({.source = "a",
                     .target = "b",
                     .kind = TieKind::friend_,
                     .years = 5,
                     .contact = Contact{today - std::chrono::days(age), Channel::meeting, Direction::both, 1, 0}});
  }
  records.add_tie({.source = "a", .target = "c", .kind = TieKind::former_colleague, .strength = 4});
  records.add_tie({.source = "a", .target = "d", .kind = TieKind::peer, .chance = .3});
  const Network network = freeze(records, {.as_of = today});
  const ChainStep tie{StepKind::tie, "", .5};
  const auto words = [&](PersonIndex to) { return step_words(network, 0, to, tie); };
  CHECK(words(1) ==
        "friend, a strong tie: many contacts, in touch lately, known for about 5 years, in touch both ways");
  CHECK(words(2) == "former colleague, a tie of middling strength as stated (4 of 5)");
  CHECK(words(3) == "peer, the chance was stated");
  CHECK(step_words(network, 1, 2, tie) == "no tie is known");
  CHECK(step_words(network, 1, 2, {StepKind::affiliation, "club", .1}) == "both belong to club");
  const std::uint32_t from[] = {0}, to[] = {1};
  const double chance[] = {.4};
  CHECK(step_words(Network::from_arrays(from, to, chance), 0, 1, tie) == "the chance was given");
}
