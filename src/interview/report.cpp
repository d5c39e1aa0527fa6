// The report: one HTML page that stands on its own.
#include <weaktie/interview/report.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/interview/picture.hpp>
#include <weaktie/outreach/explanation.hpp>

namespace weaktie {
namespace {

constexpr std::size_t most_rows_listed = 500;  // of one import; the counts are always whole
constexpr std::size_t chains_explained = 3;

constexpr std::string_view style = R"css(
:root{color-scheme:light dark;--paper:#fff;--ground:#f6f7f9;--ink:#1b2430;--quiet:#55606e;--edge:#d9dfe6;--soft:#eef2f5;
--best:#0b6b5f;--best-soft:#e8f3f0;--warn:#8a4708;--warn-soft:#fdf3e6}
@media (prefers-color-scheme:dark){:root{--paper:#161b22;--ground:#0f1318;--ink:#e8edf2;--quiet:#a9b4c0;--edge:#353f4b;
--soft:#20262f;--best:#5fd0bd;--best-soft:#17332f;--warn:#f0b472;--warn-soft:#33240f}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,
"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
.page{max-width:1240px;margin:0 auto;padding:40px 28px 56px}
header{margin-bottom:26px}
.brand{margin:0;font-size:13px;letter-spacing:.08em;text-transform:uppercase;color:var(--best);font-weight:650}
h1{margin:4px 0 2px;font-size:34px;line-height:1.2;letter-spacing:-.015em;font-weight:680;text-wrap:balance}
h2{margin:0 0 6px;font-size:21px;line-height:1.3;letter-spacing:-.005em;font-weight:660}
h3{margin:0 0 6px;font-size:16.5px;line-height:1.4;font-weight:650}
h4{margin:14px 0 4px;font-size:14px;font-weight:650}
p{margin:0 0 10px}
.sub,.lead,.small,caption,.quiet{color:var(--quiet)}
.lead{margin-bottom:14px;max-width:76ch}
.small,.quiet{font-size:14px}
section{background:var(--paper);border:1px solid var(--edge);border-radius:12px;padding:24px 26px;margin-top:18px}
.first{background:var(--best-soft);border-color:var(--best)}
.first p{margin:0;font-size:20px;line-height:1.45;max-width:64ch}
.first .small{margin-top:8px;font-size:15px}
.facts{display:flex;flex-wrap:wrap;gap:10px 38px;margin:18px 0 0;padding:0}
.facts div{display:flex;flex-direction:column-reverse}
.facts dt{font-size:14px;color:var(--quiet)}
.facts dd{margin:0;font-size:24px;font-weight:650;line-height:1.2;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto;margin:0 -4px;padding:0 4px}
.wide:focus-visible{outline:2px solid var(--best);outline-offset:2px}
figure{margin:0}
figure svg{display:block;max-width:100%;height:auto;margin:0 auto}
figure.long svg{min-width:880px}
section>:last-child,.chain>:last-child{margin-bottom:0}
figure.map svg{max-width:min(100%,880px);min-width:620px}
table{border-collapse:collapse;width:100%;font-size:15px}
caption{text-align:left;font-size:14px;padding-bottom:8px}
th,td{text-align:left;vertical-align:top;padding:10px 14px 10px 0;border-top:1px solid var(--edge)}
thead th{border-top:0;font-size:13px;color:var(--quiet);font-weight:600;padding-top:4px;padding-bottom:6px;white-space:nowrap}
tbody th{font-weight:650}
td.n,th.n{padding-left:10px;text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td:last-child,th:last-child{padding-right:0}
th .quiet,td .quiet,.steps .quiet{display:block;font-weight:400}
.prospects .who{min-width:190px}.prospects .how{min-width:150px}.prospects .why{min-width:260px}
.bar{display:block;height:5px;width:68px;margin:6px 0 3px auto;border-radius:3px;background:var(--soft);overflow:hidden}
.bar i{display:block;height:100%;background:var(--best)}
.chain{padding:18px 0;border-top:1px solid var(--edge)}
.chain:first-of-type{border-top:0;padding-top:8px}.chain:last-child{padding-bottom:0}
.steps{list-style:none;margin:8px 0 8px;padding:0}
.steps li{display:grid;grid-template-columns:56px 1fr;gap:12px;padding:7px 0;align-items:baseline}
.steps b{font-variant-numeric:tabular-nums;text-align:right}
.next{margin:6px 0 0;padding-left:22px}.next li{margin:4px 0}
article{border-top:1px solid var(--edge);padding-top:18px;margin-top:18px}
article:first-of-type{border-top:0;padding-top:4px;margin-top:0}
.letter{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--soft);border-radius:10px;padding:18px 20px;max-width:72ch}
.subject{margin:0 0 8px}
.ask{background:var(--warn-soft);border-left:3px solid var(--warn);border-radius:6px;padding:10px 14px;margin:12px 0 0;
max-width:72ch;font-size:15px}
.ask ul{margin:4px 0 0;padding-left:20px}
details{margin-top:10px}
summary{cursor:pointer;font-weight:600;font-size:15px}
summary:focus-visible{outline:2px solid var(--best);outline-offset:2px}
details table{font-size:14px;margin-top:8px}details .next{font-size:14px}
td,th,li,p,h1,h2,h3,summary{overflow-wrap:break-word}
.files th{white-space:nowrap}.files th,.files td{padding-top:8px;padding-bottom:8px}
footer{margin-top:24px;font-size:14px;color:var(--quiet);max-width:80ch}
@media (max-width:640px){.page{padding:24px 14px 40px}section{padding:18px 16px}h1{font-size:27px}
.prospects .who{min-width:140px}.prospects .how{min-width:120px}.prospects .why{min-width:220px}.bar{width:44px}.first p{font-size:18px}}
@media print{:root{color-scheme:light;--paper:#fff;--ground:#fff;--ink:#000;--quiet:#444;--edge:#bbb;--soft:#f4f4f4;
--best:#0b6b5f;--best-soft:#fff;--warn:#8a4708;--warn-soft:#fff}
body{font-size:11pt}.page{max-width:none;padding:0}section{border:0;border-radius:0;padding:14px 0;break-inside:auto}
.first{border:1px solid var(--best);padding:12px 14px}h2,h3{break-after:avoid}tr,.steps li,figure{break-inside:avoid}
.wide{overflow:visible}figure.long svg,figure.map svg{min-width:0}.letter{border:1px solid var(--edge)}}
)css";

constexpr std::string_view dash = "\xE2\x80\x93";

std::string count_text(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string counted(std::uint64_t count, const char* one, const char* many) {
  return count_text(count) + " " + (count == 1 ? one : many);
}

std::string date_words(Day day) {
  static constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};
  const std::chrono::year_month_day parts(day);
  return std::to_string(static_cast<unsigned>(parts.day())) + " " +
         std::string(months[static_cast<unsigned>(parts.month()) - 1]) + " " +
         std::to_string(static_cast<int>(parts.year()));
}

std::string two_decimals(double x) {
  const long hundredths = std::lround(x * 100);
  std::string digits = std::to_string(std::labs(hundredths));
  while (digits.size() < 3) digits.insert(digits.begin(), '0');
  digits.insert(digits.end() - 2, '.');
  return (hundredths < 0 ? "-" : "") + digits;
}

/// A text of others: kept apart from the direction of what stands round it.
std::string apart(std::string_view text) { return "<bdi>" + escaped(text) + "</bdi>"; }

/// What stands after the last slash: a page that is shown to somebody should not tell folders.
std::string_view file_name(std::string_view path) {
  const auto at = path.find_last_of("/\\");
  return at == std::string_view::npos || at + 1 == path.size() ? path : path.substr(at + 1);
}

/// Pictures stand inside the page, where the name of their XML language is not needed.
std::string inlined(std::string svg) {
  const std::string name = " xmlns=\"http://www.w3.org/2000/svg\"";
  const auto at = svg.find(name);
  if (at != std::string::npos) svg.erase(at, name.size());
  return svg;
}

class Page {
 public:
  explicit Page(const ReportContent& content) : it_(content), target_(target_of(content)) {}

  std::string html() {
    out_ =
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n<title>";
    out_ += escaped(title()) + "</title>\n<style>" + std::string(style) +
            "</style>\n</head>\n<body>\n<div class=\"page\">\n";
    out_ += "<header>\n<p class=\"brand\">weaktie</p>\n<h1>" + escaped(title()) + "</h1>\n<p class=\"sub\">For " +
            name(it_.seeker) + ", as of " + date_words(it_.as_of) + "</p>\n</header>\n<main>\n";
    summary();
    picture();
    prospects();
    chains();
    week();
    messages();
    map();
    imports();
    notes();
    out_ +=
        "</main>\n<footer>\n<p>This page shows what is known about other people. Keep it to yourself: do not post it, "
        "and "
        "delete it when you no longer need it. weaktie works on this computer alone and has sent nothing to anybody; "
        "every message is yours to read, change and send.</p>\n</footer>\n</div>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  static std::optional<PersonIndex> target_of(const ReportContent& content) {
    if (content.target) return content.target;
    if (!content.introductions.empty() && !content.introductions.front().people.empty()) {
      return content.introductions.front().people.back();
    }
    if (!content.prospects.empty()) return content.prospects[0].person;
    return std::nullopt;
  }

  [[nodiscard]] std::string title() const {
    if (!it_.title.empty()) return it_.title;
    return it_.field.empty() ? "Whom to talk to" : "Whom to talk to about " + it_.field;
  }
  [[nodiscard]] std::string field() const { return it_.field.empty() ? "this field" : apart(it_.field); }
  [[nodiscard]] std::string name(PersonIndex person) const { return apart(it_.network.label(person)); }
  [[nodiscard]] std::string asker(PersonIndex person, bool start) const {
    return person == it_.seeker ? (start ? "You" : "you") : name(person);
  }
  /// "Solicitor, Hart & Lowe", or nothing.
  [[nodiscard]] std::string work(PersonIndex person) const {
    const std::string role(it_.network.text(person, PersonColumn::title));
    const std::string organisation(it_.network.text(person, PersonColumn::organisation));
    if (role.empty() && organisation.empty()) return "";
    if (role.empty() || organisation.empty()) return apart(role + organisation);
    return apart(role) + ", " + apart(organisation);
  }
  [[nodiscard]] std::string named_work(PersonIndex person) const {
    const std::string known = work(person);
    return "<strong>" + name(person) + "</strong>" + (known.empty() ? "" : " (" + known + ")");
  }
  [[nodiscard]] std::string through(const std::vector<PersonIndex>& brokers) const {
    std::string list;
    for (const PersonIndex broker : brokers) list += (list.empty() ? "" : ", then ") + name(broker);
    return list;
  }
  [[nodiscard]] static std::string how(Approach approach, const std::vector<std::string>& brokers) {
    if (approach == Approach::direct || brokers.empty()) return "Write directly";
    if (approach == Approach::mention) return "Write, naming " + brokers[0] + " once they agree";
    std::string out = "Ask " + brokers[0] + " for an introduction";
    for (std::size_t i = 1; i < brokers.size(); ++i) out += (i == 1 ? " through " : " and ") + brokers[i];
    return out;
  }
  [[nodiscard]] std::vector<std::string> names(const std::vector<PersonIndex>& people) const {
    std::vector<std::string> out;
    for (const PersonIndex person : people) out.push_back(name(person));
    return out;
  }
  [[nodiscard]] std::vector<std::string> unreached() const {
    return {
        "Read more of what you have: your LinkedIn export, your address book, a list from your school or course.",
        "Ask family, tutors and friends by word of mouth whom they know in " + field() + ", and enter what they say.",
        "Go to an evening where people from " + field() + " speak, and read its list of attendees.",
        "Look up an alumni directory or a professional association with student membership; both may be read in.",
        "Write directly to somebody whose work you have read about: a short, specific request often gets an answer."};
  }

  void open(const char* id, const std::string& heading, const char* classes = "") {
    out_ += "<section aria-labelledby=\"" + std::string(id) + "\"" +
            (*classes ? " class=\"" + std::string(classes) + "\"" : "") + ">\n<h2 id=\"" + id + "\">" + heading +
            "</h2>\n";
  }
  void close() { out_ += "</section>\n"; }
  void lead(const std::string& words) { out_ += "<p class=\"lead\">" + words + "</p>\n"; }
  void list(const std::vector<std::string>& items) {
    out_ += "<ul class=\"next\">\n";
    for (const auto& item : items) out_ += "<li>" + item + "</li>\n";
    out_ += "</ul>\n";
  }

  void summary() {
    open("first", it_.prospects.empty() ? "Where to start" : "Ask first", "first");
    if (it_.prospects.empty()) {
      out_ += "<p>Nobody in " + field() +
              " is in reach of what was read so far. That is where most people start, and there "
              "is a way on.</p>\n";
      list(unreached());
    } else {
      const Prospect& best = it_.prospects[0];
      std::string sentence;
      switch (best.approach) {
        case Approach::direct:
          sentence = "Write directly to " + named_work(best.person);
          break;
        case Approach::introduction:
          sentence = "Ask <strong>" + name(best.brokers.empty() ? best.person : best.brokers[0]) +
                     "</strong> to introduce you to " + named_work(best.person);
          if (best.brokers.size() > 1) {
            sentence += ", through " + through({best.brokers.begin() + 1, best.brokers.end()});
          }
          break;
        case Approach::mention:
          sentence = "Write to " + named_work(best.person) + ", naming <strong>" + through(best.brokers) +
                     "</strong> once they agree";
          break;
      }
      out_ += "<p>" + sentence + ". The chance of a conversation is about " + percent_text(best.chance) + ".</p>\n";
      if (!best.why.empty()) out_ += "<p class=\"small\">" + apart(best.why) + "</p>\n";
    }
    std::size_t direct = 0;
    for (const Prospect& row : it_.prospects) direct += row.approach == Approach::direct ? 1 : 0;
    out_ += "<dl class=\"facts\">\n";
    const auto fact = [&](const std::string& number, const std::string& words) {
      out_ += "<div><dt>" + words + "</dt><dd>" + number + "</dd></div>\n";
    };
    fact(count_text(it_.network.size()), it_.network.size() == 1 ? "person known" : "people known");
    if (!it_.prospects.empty()) {
      fact(count_text(it_.prospects.size()), it_.prospects.size() == 1 ? "prospect listed" : "prospects listed");
      fact(count_text(it_.prospects.size() - direct), "through somebody");
      fact(count_text(direct), "directly");
    }
    out_ += "</dl>\n";
    close();
  }

  void picture() {
    if (!target_) return;
    open("picture", "How you get to " + name(*target_));
    if (it_.introductions.empty()) {
      lead((it_.why_none.empty() ? "No introduction is known." : apart(it_.why_none)) + " The direct way is open" +
           direct_chance(*target_) + ".");
    }
    std::size_t longest = 2;
    for (const auto& chain : it_.introductions) longest = std::max(longest, chain.people.size());
    out_ +=
        "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Picture of the introductions\">\n"
        "<figure class=\"chains" +
        std::string(longest > 3 ? " long" : "") + "\">\n" +
        inlined(introductions_svg(it_.network, it_.seeker, *target_, it_.introductions)) + "</figure>\n</div>\n";
    close();
  }

  /// ": about 12%" when the table knows the chance of asking directly.
  [[nodiscard]] std::string direct_chance(PersonIndex person) const {
    for (const Prospect& row : it_.prospects) {
      if (row.person != person) continue;
      for (const ProspectApproach& way : it_.prospects.approaches(person)) {
        if (way.approach == Approach::direct) return ": about " + percent_text(way.chance);
      }
    }
    return "";
  }

  [[nodiscard]] std::string range_of(const Prospect& row) const {
    for (const ProspectApproach& way : it_.prospects.approaches(row.person)) {
      if (way.approach != row.approach || way.brokers != row.brokers || !(way.low < way.high)) continue;
      const auto whole = [](double x) { return std::to_string(std::lround(x * 100)); };
      return whole(way.low) + std::string(dash) + whole(way.high) + "%";
    }
    return "";
  }

  void prospects() {
    const std::size_t shown = std::min<std::size_t>(it_.shown, it_.prospects.size());
    if (it_.prospects.empty()) return;  // the first section says what to do
    if (shown == 0) {
      open("prospects", "Whom you could talk to");
      lead(counted(it_.prospects.size(), "person is", "people are") + " known; none is shown here.");
      close();
      return;
    }
    open("prospects",
         shown == 1 ? "The best person to talk to" : "The " + std::to_string(shown) + " best people to talk to");
    out_ +=
        "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table of prospects\">\n<table "
        "class=\"prospects\">\n"
        "<caption>Best first, by chance times value. Chance: that the conversation takes place, with the range it "
        "likely "
        "lies in. Value: how much it would tell you, from 0 to 1.</caption>\n<thead><tr><th scope=\"col\" "
        "class=\"n\">#</th>"
        "<th scope=\"col\">Person</th><th scope=\"col\" class=\"n\">Chance</th><th scope=\"col\" class=\"n\">Value</th>"
        "<th scope=\"col\">How</th><th scope=\"col\">Why</th></tr></thead>\n<tbody>\n";
    for (std::size_t i = 0; i < shown; ++i) {
      const Prospect& row = it_.prospects[i];
      const std::string range = range_of(row);
      const long width = std::lround(100 * std::clamp(row.chance, 0.0, 1.0));
      out_ += "<tr><td class=\"n quiet\">" + std::to_string(i + 1) + "</td><th scope=\"row\" class=\"who\">" +
              name(row.person);
      const std::string known = work(row.person);
      if (!known.empty()) out_ += "<span class=\"quiet\">" + known + "</span>";
      out_ += "</th><td class=\"n\">" + percent_text(row.chance) +
              "<span class=\"bar\" aria-hidden=\"true\"><i style=\"width:" + std::to_string(width) + "%\"></i></span>" +
              (range.empty() ? "" : "<span class=\"quiet\">" + range + "</span>") + "</td><td class=\"n\">" +
              two_decimals(row.value) + "</td><td class=\"how\">" + how(row.approach, names(row.brokers)) +
              "</td><td class=\"why\">" + apart(row.why) + "</td></tr>\n";
    }
    out_ += "</tbody>\n</table>\n</div>\n";
    if (shown < it_.prospects.size()) {
      out_ += "<p class=\"small\">" + counted(it_.prospects.size() - shown, "more is", "more are") + " known.</p>\n";
    }
    close();
  }

  void chain(std::size_t rank) {
    const Introduction& chain = it_.introductions[rank];
    const std::vector<PersonIndex> brokers(chain.people.begin() + 1, chain.people.end() - 1);
    out_ += "<div class=\"chain\">\n<h3>" + std::to_string(rank + 1) + ". " +
            (brokers.empty() ? "Directly" : "Through " + through(brokers)) + ": " + percent_text(chain.chance) +
            "</h3>\n";
    out_ += "<ol class=\"steps\">\n";
    double product = 1;
    std::string factors;
    for (std::size_t i = 0; i < chain.steps.size(); ++i) {
      const ChainStep& step = chain.steps[i];
      product *= step.chance;
      factors += (i == 0 ? "" : " \xC3\x97 ") + percent_text(step.chance);
      const std::string purpose = i + 2 < chain.people.size() ? " to ask " + name(chain.people[i + 2])
                                  : i == 0                    ? std::string(" for a conversation")
                                                              : std::string(" for a conversation with you");
      out_ += "<li><b>" + percent_text(step.chance) + "</b><span>" + asker(chain.people[i], true) +
              (chain.people[i] == it_.seeker ? " ask " : " asks ") + asker(chain.people[i + 1], false) + purpose +
              "<span class=\"quiet\">" +
              apart(capital(step_words(it_.network, chain.people[i], chain.people[i + 1], step))) +
              "</span></span></li>\n";
    }
    out_ += "</ol>\n";
    if (chain.steps.size() > 1) {
      const std::size_t passed_on = chain.steps.size() - 1;
      const double relay = std::pow(chain.chance / product, 1.0 / static_cast<double>(passed_on));
      out_ += "<p class=\"small\">All of it: " + factors;
      if (relay < .9999) {
        for (std::size_t i = 0; i < passed_on; ++i) out_ += " \xC3\x97 " + two_decimals(relay);
        out_ += passed_on == 1 ? " (a request loses force when it is passed on)"
                               : " (a request loses force each time it is passed on)";
      }
      out_ += " = " + percent_text(chain.chance) + "</p>\n";
    }
    out_ += "</div>\n";
  }

  static std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
  }

  void chains() {
    if (!target_) return;
    const std::size_t shown = std::min(chains_explained, it_.introductions.size());
    open("steps", shown == 1 ? "The introduction, step by step" : "The introductions, step by step");
    if (shown == 0) {
      lead("Nobody you know leads to " + name(*target_) + ". " +
           (it_.why_none.empty() ? std::string() : apart(it_.why_none) + " ") + "Here is the direct way:");
      list({"Write to " + name(*target_) + " yourself" + direct_chance(*target_) +
                ". Say who you are, what you have already read or done, and ask for ten minutes.",
            "Name one thing in their work that made you think of them.",
            "If there is no answer in three weeks, ask the next person on the list."});
      close();
      return;
    }
    lead("To " + named_work(*target_) +
         ". The percentage before a step is the chance that it succeeds when the one before did. The chance in the "
         "table above "
         "counts the message as well: short, personal and specific requests are answered more often.");
    for (std::size_t rank = 0; rank < shown; ++rank) {
      if (it_.introductions[rank].people.size() >= 2) chain(rank);
    }
    if (!it_.introductions.complete) {
      out_ +=
          "<p class=\"small\">The search was ended early; an introduction that is missing here has a chance of at "
          "most " +
          percent_text(it_.introductions.guarantee) + ".</p>\n";
    }
    close();
  }

  [[nodiscard]] std::string named_id(const std::string& id) const { return name(it_.network.index(id)); }

  void requests(const std::vector<const PlannedRequest*>& rows, bool dated) {
    out_ +=
        "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table of requests\">\n<table>\n<thead><tr>" +
        std::string(dated ? "<th scope=\"col\">Week of</th>" : "") +
        "<th scope=\"col\">Person</th><th scope=\"col\">How</th><th scope=\"col\" class=\"n\">Chance</th><th "
        "scope=\"col\" "
        "class=\"n\">Your time</th></tr></thead>\n<tbody>\n";
    for (const PlannedRequest* row : rows) {
      std::vector<std::string> brokers;
      for (const auto& broker : row->request.brokers) brokers.push_back(named_id(broker));
      out_ += "<tr>" + (dated ? "<td>" + date_words(row->date) + "</td>" : std::string()) + "<th scope=\"row\">" +
              named_id(row->request.prospect) +
              (row->request.organisation.empty()
                   ? ""
                   : "<span class=\"quiet\">" + apart(row->request.organisation) + "</span>") +
              "</th><td>" + how(row->request.approach, brokers) + "</td><td class=\"n\">" +
              percent_text(row->request.chance) + "</td><td class=\"n\">" +
              std::to_string(std::lround(row->request.minutes)) + " min</td></tr>\n";
    }
    out_ += "</tbody>\n</table>\n</div>\n";
  }

  void week() {
    if (it_.plan.empty()) {
      open("week", "This week");
      lead(it_.prospects.empty()
               ? "Nothing to ask yet. One of the steps above is a good use of this week."
               : "No request is planned." + (it_.plan.binding.empty() ? std::string() : " " + apart(it_.plan.binding)) +
                     " Start with the first person of the table.");
      close();
      return;
    }
    std::uint32_t first = it_.plan.rows.front().week;
    for (const auto& row : it_.plan.rows) first = std::min(first, row.week);
    std::vector<const PlannedRequest*> now, later;
    double expected = 0, minutes = 0;
    for (const auto& row : it_.plan.rows) {
      (row.week == first ? now : later).push_back(&row);
      if (row.week != first) continue;
      expected += row.request.chance;
      minutes += row.request.minutes;
    }
    open("week", "This week: " + counted(now.size(), "request", "requests"));
    lead("Week of Monday " + date_words(now.front()->date) + ", the least daunting first. Together about " +
         std::to_string(std::lround(minutes)) + " minutes; " +
         (expected < .75 ? "most requests come to nothing, so several are sent."
                         : "about " + std::to_string(std::lround(expected)) + " of " + std::to_string(now.size()) +
                               " can be expected to lead to a conversation."));
    requests(now, false);
    if (!later.empty()) {
      out_ +=
          "<details>\n<summary>" + counted(later.size(), "request", "requests") + " for the weeks after</summary>\n";
      requests(later, true);
      out_ += "</details>\n";
    }
    close();
  }

  void messages() {
    open("messages", it_.messages.size() == 1 ? "The message" : "The messages");
    if (it_.messages.empty()) {
      lead(
          "No message is written yet. A good first one says in a few lines who you are, what connects you, what you "
          "have "
          "already done, and asks for ten minutes.");
      close();
      return;
    }
    lead("To read, change and send yourself.");
    for (const ReportMessage& entry : it_.messages) {
      const Message& message = entry.message;
      out_ += "<article>\n<h3>" +
              apart(entry.label.empty() ? std::string_view("A message") : std::string_view(entry.label)) + "</h3>\n";
      if (!message.subject.empty())
        out_ += "<p class=\"subject\"><span class=\"quiet\">Subject:</span> " + apart(message.subject) + "</p>\n";
      out_ += "<div class=\"letter\" dir=\"auto\">" + escaped(message.body) + "</div>\n";
      if (!message.forwardable.empty()) {
        out_ += "<h4>The note to forward</h4>\n<div class=\"letter\" dir=\"auto\">" + escaped(message.forwardable) +
                "</div>\n";
      }
      if (!message.missing.empty()) {
        out_ += "<div class=\"ask\"><strong>Before you send it, add:</strong>\n<ul>\n";
        for (const auto& fact : message.missing) out_ += "<li>" + apart(fact.question) + "</li>\n";
        out_ += "</ul></div>\n";
      }
      out_ += "</article>\n";
    }
    close();
  }

  void map() {
    if (it_.prospects.empty()) return;
    open("map", "The map");
    lead(
        "You in the middle; round you those to ask first, each as wide as the number of people they lead to; outside "
        "the "
        "people themselves, with their chance.");
    out_ +=
        "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Map of prospects\">\n<figure class=\"map\">\n" +
        inlined(map_svg(it_.network, it_.seeker, it_.prospects)) + "</figure>\n</div>\n";
    close();
  }

  void files(const std::vector<ImportReport>& reports) {
    out_ +=
        "<table class=\"files\">\n<thead><tr><th scope=\"col\">File</th><th scope=\"col\">Read as</th>"
        "<th scope=\"col\" class=\"n\">Read</th><th scope=\"col\" class=\"n\">Kept</th><th scope=\"col\" class=\"n\">"
        "Known</th><th scope=\"col\" class=\"n\">Skipped</th><th scope=\"col\" class=\"n\">Rejected</th></tr></thead>\n"
        "<tbody>\n";
    for (const auto& report : reports) {
      out_ += "<tr><th scope=\"row\">" + apart(file_name(report.path)) + "</th><td>" + apart(report.format) + "</td>";
      for (const std::uint64_t count : {report.read, report.kept, report.merged, report.skipped, report.rejected}) {
        out_ += "<td class=\"n\">" + count_text(count) + "</td>";
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
  }

  void imports() {
    open("read", "What was read");
    if (it_.imports.empty()) {
      lead("No file was read: everything here was entered by hand or came with the network.");
      close();
      return;
    }
    lead("Every row is counted once: read = kept + known already + skipped + rejected.");
    out_ += "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table of files\">\n";
    files(it_.imports);
    out_ += "</div>\n";
    for (const auto& report : it_.imports) details_of(report);
    close();
  }

  /// What stands behind the counts of one import, folded.
  void details_of(const ImportReport& report) {
    std::string holds;
    const auto add = [&holds](const std::string& words) { holds += (holds.empty() ? ": " : ", ") + words; };
    const bool parts = report.files.size() > 1;
    if (parts) add(counted(report.files.size(), "file", "files") + " in it");
    if (!report.rows.empty()) add(counted(report.rows.size(), "row", "rows") + " skipped or rejected");
    if (!report.notes.empty()) add(counted(report.notes.size(), "note", "notes"));
    if (holds.empty()) return;
    out_ += "<details>\n<summary>" + apart(file_name(report.path)) + holds + "</summary>\n";
    if (!report.notes.empty()) {
      std::vector<std::string> items;
      for (const auto& note : report.notes) items.push_back(apart(note));
      list(items);
    }
    if (parts) files(report.files);
    if (!report.rows.empty()) {
      out_ +=
          "<table>\n<thead><tr><th scope=\"col\">Where</th><th scope=\"col\">What</th><th scope=\"col\">Why</th></tr>"
          "</thead>\n<tbody>\n";
      for (std::size_t i = 0; i < std::min(report.rows.size(), most_rows_listed); ++i) {
        const ReportRow& row = report.rows[i];
        Place at = row.place;
        at.file = std::string(file_name(at.file));
        out_ += "<tr><td>" + apart(at.text()) + "</td><td>" +
                (row.outcome == RowOutcome::skipped ? "skipped" : "rejected") + "</td><td>" + apart(row.reason) +
                "</td></tr>\n";
      }
      out_ += "</tbody>\n</table>\n";
      if (report.rows.size() > most_rows_listed) {
        out_ += "<p class=\"small\">and " + count_text(report.rows.size() - most_rows_listed) + " more</p>\n";
      }
    }
    out_ += "</details>\n";
  }

  void notes() {
    if (it_.notes.empty()) return;
    open("notes", "Notes");
    std::vector<std::string> items;
    for (const auto& note : it_.notes) items.push_back(apart(note));
    list(items);
    close();
  }

  const ReportContent& it_;
  std::optional<PersonIndex> target_;
  std::string out_;
};

}  // namespace

std::string report_html(const ReportContent& content) {
  if (content.seeker >= content.network.size()) throw unknown_index(content.seeker, content.network.size());
  if (content.as_of == Day{}) {
    throw InvalidValue("a report needs the day it is made for: as_of is left at 1970-01-01", day_text(content.as_of),
                       Place{.file = {}, .line = 0, .column = 0, .field = "as_of"});
  }
  return Page(content).html();
}

}  // namespace weaktie
