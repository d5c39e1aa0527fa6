// Two pictures: the introductions to one person, and the map of everyone who can be reached.
#include <weaktie/interview/picture.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/outreach/explanation.hpp>

namespace weaktie {
namespace {

constexpr std::size_t most_chains = 5;
constexpr std::size_t most_on_map = 60;

/// One decimal is finer than a pixel; fixed form, without a locale.
std::string number(double x) {
  const long tenths = std::lround(x * 10);
  std::string out = tenths < 0 ? "-" : "";
  const long size = std::labs(tenths);
  out += std::to_string(size / 10);
  if (size % 10 != 0) out += "." + std::to_string(size % 10);
  return out;
}

/// Attribute ` name="value"`.
std::string with(const char* name, double value) { return std::string(" ") + name + "=\"" + number(value) + "\""; }

std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    out.push_back(text.substr(at, length));
    at += length;
  }
  return out;
}

/// How wide a character is at font size 1: on the generous side of common sans-serif faces.
double width_of(std::string_view character) {
  const char c = character[0];
  if (character.size() == 1) {
    if (std::string_view("iljI.,:;|!'").find(c) != std::string_view::npos) return .34;
    if (std::string_view("ftr()[]/- ").find(c) != std::string_view::npos) return .40;
    if (std::string_view("mwMW@%").find(c) != std::string_view::npos) return .96;
    if (c >= 'A' && c <= 'Z') return .73;
    return .625;
  }
  if (character.size() == 2) {
    const auto lead = static_cast<unsigned char>(c);
    return lead == 0xCC || lead == 0xCD ? .0 : .68;  // combining accents stand on the letter before
  }
  // Latin letters with further accents (Vietnamese, Yoruba); dashes and quotes; the rest is as wide as it is high.
  const auto second = static_cast<unsigned char>(character[1]);
  if (static_cast<unsigned char>(c) == 0xE1 && second >= 0xB8 && second <= 0xBB) return .68;
  if (static_cast<unsigned char>(c) == 0xE2 && second == 0x80) return .62;
  return 1.0;
}
constexpr double bold = 1.12;  ///< times that for bold letters

double text_width(std::string_view text, double size) {
  double width = 0;
  for (const auto character : characters(text)) width += width_of(character);
  return width * size;
}

/// The text, cut with an ellipsis where it would be wider.
std::string fitted(std::string_view raw, double size, double room) {
  std::string text = trimmed(to_utf8(raw));
  if (text_width(text, size) <= room) return text;
  std::string out;
  double width = size;
  for (const auto character : characters(text)) {
    width += width_of(character) * size;
    if (width > room) break;
    out += character;
  }
  return trimmed(out) + "\xE2\x80\xA6";
}

/// Up to `lines` lines broken at blanks; the last one is cut.
std::vector<std::string> wrapped(std::string_view raw, double size, double room, std::size_t lines) {
  std::string rest = trimmed(to_utf8(raw));
  std::vector<std::string> out;
  while (!rest.empty()) {
    if (out.size() + 1 == lines || text_width(rest, size) <= room) {
      out.push_back(fitted(rest, size, room));
      break;
    }
    std::size_t cut = std::string::npos;
    for (std::size_t at = rest.find(' '); at != std::string::npos; at = rest.find(' ', at + 1)) {
      if (text_width(std::string_view(rest).substr(0, at), size) > room) break;
      cut = at;
    }
    if (cut == std::string::npos) {  // one long word takes a line of its own
      const std::size_t end = rest.find(' ');
      out.push_back(fitted(rest.substr(0, end), size, room));
      rest = end == std::string::npos ? "" : trimmed(rest.substr(end));
      continue;
    }
    out.push_back(rest.substr(0, cut));
    rest = trimmed(rest.substr(cut));
  }
  return out;
}

/// A name for this picture's ids, from its own text (FNV-1a), so that two pictures on one page do not share them.
std::string mark_of(std::string_view text) {
  std::uint64_t hash = 1469598103934665603ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  std::string out;
  for (int i = 0; i < 10; ++i, hash >>= 5) out += "abcdefghijklmnopqrstuvwxyz234567"[hash & 31];
  return out;
}

constexpr std::string_view picture_style =
    ".wt{--wt-paper:#fff;--wt-ink:#1b2430;--wt-quiet:#55606e;--wt-line:#8794a5;--wt-card:#f5f7f9;--wt-edge:#c9d1da;"
    "--wt-best:#0b6b5f;--wt-best-card:#e8f3f0;--wt-intro:#0b6b5f;--wt-direct:#2f55b5;--wt-mention:#9a4a06;"
    "--wt-band:#eef2f5;font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}"
    "@media (prefers-color-scheme:dark){.wt{--wt-paper:#161b22;--wt-ink:#e8edf2;--wt-quiet:#a9b4c0;--wt-line:#6d7b8c;"
    "--wt-card:#20262f;--wt-edge:#414c59;--wt-best:#5fd0bd;--wt-best-card:#17332f;--wt-intro:#5fd0bd;"
    "--wt-direct:#8fb0ff;--wt-mention:#f0a860;--wt-band:#222a34}}"
    "@media print{.wt{--wt-paper:#fff;--wt-ink:#000;--wt-quiet:#444;--wt-line:#777;--wt-card:#fff;--wt-edge:#999;"
    "--wt-best:#0b6b5f;--wt-best-card:#fff;--wt-intro:#0b6b5f;--wt-direct:#2f55b5;--wt-mention:#9a4a06;"
    "--wt-band:#f2f2f2}}"
    ".wt text{fill:var(--wt-ink);unicode-bidi:plaintext}.wt .q{fill:var(--wt-quiet)}.wt .b{font-weight:650}"
    ".wt .paper{fill:var(--wt-paper)}.wt .card{fill:var(--wt-card);stroke:var(--wt-edge)}"
    ".wt .best .card,.wt .card.best{fill:var(--wt-best-card);stroke:var(--wt-best);stroke-width:1.6}"
    ".wt .link{fill:none;stroke:var(--wt-line);stroke-linecap:round}.wt .link.best{stroke:var(--wt-best)}"
    ".wt .tag{fill:var(--wt-paper);stroke:var(--wt-edge)}.wt .tag.best{stroke:var(--wt-best)}"
    ".wt .band.alone{fill-opacity:.55}.wt .band{fill:var(--wt-band);stroke:var(--wt-paper);stroke-width:2}"
    ".wt .direct{fill:var(--wt-direct);stroke:var(--wt-direct)}.wt "
    ".introduction{fill:var(--wt-intro);stroke:var(--wt-intro)}"
    ".wt .mention{fill:var(--wt-mention);stroke:var(--wt-mention)}.wt .spoke{fill:none;opacity:.55}";

std::string opening(double width, double height, const std::string& title, const std::string& description) {
  const std::string mark = mark_of(title + description);
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"wt\" role=\"img\" viewBox=\"0 0 " +
                    number(width) + " " + number(height) + "\"" + with("width", width) + with("height", height) +
                    " aria-labelledby=\"wt-t-" + mark + " wt-d-" + mark + "\">\n<title id=\"wt-t-" + mark + "\">" +
                    escaped(title) + "</title>\n<desc id=\"wt-d-" + mark + "\">" + escaped(description) + "</desc>\n";
  out += "<style>" + std::string(picture_style) + "</style>\n";
  return out + "<rect class=\"paper\"" + with("width", width) + with("height", height) + " rx=\"10\"/>\n";
}

std::string text_at(double x, double y, double size, std::string_view words, std::string_view classes = {},
                    std::string_view anchor = "middle") {
  std::string out = "<text" + with("x", x) + with("y", y) + with("font-size", size);
  out += " text-anchor=\"" + std::string(anchor) + "\"";
  if (!classes.empty()) out += " class=\"" + std::string(classes) + "\"";
  return out + ">" + escaped(words) + "</text>";
}

std::string work_of(const Network& network, PersonIndex person) {
  const std::string title(network.text(person, PersonColumn::title));
  const std::string organisation(network.text(person, PersonColumn::organisation));
  return title + (title.empty() || organisation.empty() ? "" : ", ") + organisation;
}

std::string full_label(const Network& network, PersonIndex person) {
  const std::string work = work_of(network, person);
  return std::string(network.label(person)) + (work.empty() ? "" : ": " + work);
}

std::string kind_words(TieKind kind) {
  std::string words(name_of(kind));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string group_name(const Network& network, std::string_view id) {
  for (GroupIndex group = 0; group < network.group_count(); ++group) {
    if (network.group_id(group) != id) continue;
    const auto name = network.affiliation(group).name;
    return std::string(name.empty() ? id : name);
  }
  return std::string(id);
}

/// Two or three words for the label of a link.
std::string short_words(const Network& network, PersonIndex from, PersonIndex to, const ChainStep& step) {
  if (step.kind == StepKind::affiliation) return group_name(network, step.through);
  const auto tie = network.tie(from, to);
  if (!tie || !tie->kind) return "";
  return kind_words(*tie->kind);
}

void check_person(const Network& network, PersonIndex person) {
  if (person >= network.size()) throw unknown_index(person, network.size());
}

// ---- the introductions --------------------------------------------------------------------------------------------

constexpr double card_width = 156, card_height = 72, row_height = 92, margin = 18, label_height = 41;

struct Point {
  double x = 0, y = 0;
};

/// A link of the picture: several introductions may share it.
struct Link {
  PersonIndex from = 0, to = 0;
  ChainStep step = {};
  std::size_t rank = 0;  ///< of the best introduction that uses it
  double label_x = 0, label_y = 0;
  std::optional<std::size_t> gap = {};  ///< where its label stands between columns; empty: on a free place
};

struct Drawing {
  std::vector<PersonIndex> people = {};  ///< in the order they first occur
  std::map<PersonIndex, std::size_t> column = {};
  std::vector<Link> links = {};
  std::size_t columns = 2;

  /// Between two columns: narrower where there are many of them, so that the whole stays readable.
  [[nodiscard]] double gap_width() const { return columns <= 4 ? 168 : 140; }
};

/// A card stands right of everyone who asks them; chains that contradict each other fall back on the best one's order.
void choose_columns(Drawing& drawing, const std::vector<const Introduction*>& chains, PersonIndex target) {
  std::map<PersonIndex, std::size_t> first;
  for (const auto* chain : chains) {
    for (std::size_t i = 0; i < chain->people.size(); ++i) first.emplace(chain->people[i], i);
  }
  std::map<PersonIndex, std::size_t> column;
  for (const auto& entry : first) column[entry.first] = 0;
  bool moved = true;
  for (std::size_t round = 0; moved && round <= column.size(); ++round) {
    moved = false;
    for (const Link& link : drawing.links) {
      if (column[link.to] < column[link.from] + 1) {
        column[link.to] = column[link.from] + 1;
        moved = true;
      }
    }
  }
  drawing.column = moved ? first : column;
  std::size_t last = 1;
  for (const auto& entry : drawing.column) {
    if (entry.first != target) last = std::max(last, entry.second + 1);
  }
  drawing.column[target] = last;
  drawing.columns = last + 1;
}

Drawing drawing_of(const Network& network, PersonIndex seeker, PersonIndex target,
                   const std::vector<const Introduction*>& chains) {
  Drawing out;
  out.people = {seeker};
  for (std::size_t rank = 0; rank < chains.size(); ++rank) {
    const Introduction& chain = *chains[rank];
    for (std::size_t i = 0; i < chain.people.size(); ++i) {
      check_person(network, chain.people[i]);
      if (std::find(out.people.begin(), out.people.end(), chain.people[i]) == out.people.end()) {
        out.people.push_back(chain.people[i]);
      }
      if (i + 1 == chain.people.size()) continue;
      const PersonIndex from = chain.people[i], to = chain.people[i + 1];
      const bool known = std::any_of(out.links.begin(), out.links.end(),
                                     [&](const Link& it) { return it.from == from && it.to == to; });
      if (!known) out.links.push_back({from, to, chain.steps.at(i), rank, 0, 0, {}});
    }
  }
  choose_columns(out, chains, target);
  return out;
}

std::string card(const Network& network, PersonIndex person, Point middle, bool best, bool is_seeker) {
  const double left = middle.x - card_width / 2, top = middle.y - card_height / 2;
  const double room = card_width - 14;
  std::string out = "<g><title>" + escaped(full_label(network, person)) + "</title><rect class=\"card" +
                    (best ? " best" : "") + "\"" + with("x", left) + with("y", top) + with("width", card_width) +
                    with("height", card_height) + " rx=\"9\"/>";
  // Three lines: a long name takes two of them.
  const auto name = wrapped(network.label(person), 14 * bold, room, 2);
  const auto work =
      wrapped(is_seeker ? std::string("asks first") : work_of(network, person), 12, room, 3 - name.size());
  const double lines = static_cast<double>(name.size() + work.size());
  double y = middle.y - (lines - 1) * 8.5 + 5;
  for (const auto& line : name) {
    out += text_at(middle.x, y, 14, line, "b");
    y += 17;
  }
  for (const auto& line : work) {
    out += text_at(middle.x, y, 12, line, "q");
    y += 16;
  }
  return out + "</g>\n";
}

/// A curve through the points, level at each of them.
std::string curve(const std::vector<Point>& points) {
  std::string path = "M" + number(points[0].x) + " " + number(points[0].y);
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Point a = points[i - 1], b = points[i];
    const double middle = (a.x + b.x) / 2;
    path += "C" + number(middle) + " " + number(a.y) + " " + number(middle) + " " + number(b.y) + " " + number(b.x) +
            " " + number(b.y);
  }
  return path;
}

/// How far a link has climbed, as a share, when it has gone a share of the way across a gap.
double rise_at(double along) {
  double low = 0, high = 1;
  for (int i = 0; i < 40; ++i) {
    const double t = (low + high) / 2;
    ((1.5 * t * (1 - t) + t * t * t) < along ? low : high) = t;
  }
  return low * low * (3 - 2 * low);
}

/// The label of a link.
std::string tag(const Network& network, const Link& link, double gap_width) {
  const std::string chance = percent_text(link.step.chance);
  const double room = (link.gap ? std::min(gap_width, 140.0) : card_width) - 22;
  const std::string kind = fitted(short_words(network, link.from, link.to, link.step), 11.5, room);
  const double tall = kind.empty() ? 24 : label_height - 4;
  const double wide = std::max({46.0, text_width(kind, 11.5) + 14, text_width(chance, 13 * bold) + 14});
  return "<g><title>" +
         escaped(std::string(network.label(link.from)) + " asks " + std::string(network.label(link.to)) + ": " +
                 chance + ", " + step_words(network, link.from, link.to, link.step)) +
         "</title><rect class=\"tag" + (link.rank == 0 ? " best" : "") + "\"" + with("x", link.label_x - wide / 2) +
         with("y", link.label_y - tall / 2) + with("width", wide) + with("height", tall) + " rx=\"8\"/>" +
         text_at(link.label_x, kind.empty() ? link.label_y + 4.5 : link.label_y - 2, 13, chance, "b") +
         (kind.empty() ? "" : text_at(link.label_x, link.label_y + 12, 11.5, kind, "q")) + "</g>\n";
}

/// Moves labels of one gap apart, keeping their order and staying as near as possible to where they belong.
void move_apart(std::vector<Link*>& labels, double least) {
  std::sort(labels.begin(), labels.end(), [](const Link* a, const Link* b) {
    return a->label_y != b->label_y ? a->label_y < b->label_y : a->rank < b->rank;
  });
  // Blocks of labels that touch share their mean shift.
  struct Block {
    double wanted = 0;  ///< sum over labels of wanted place minus offset in the block
    std::size_t count = 0;
    [[nodiscard]] double start() const { return wanted / static_cast<double>(count); }
  };
  std::vector<Block> blocks;
  for (const Link* label : labels) {
    blocks.push_back({label->label_y, 1});
    while (blocks.size() > 1) {
      const Block last = blocks.back();
      Block& before = blocks[blocks.size() - 2];
      const double reach = static_cast<double>(before.count) * least;
      if (before.start() + reach <= last.start()) break;
      before.wanted += last.wanted - reach * static_cast<double>(last.count);
      before.count += last.count;
      blocks.pop_back();
    }
  }
  std::size_t at = 0;
  for (const Block& block : blocks) {
    for (std::size_t i = 0; i < block.count; ++i) {
      labels[at++]->label_y = block.start() + least * static_cast<double>(i);
    }
  }
}

std::string chain_words(const Network& network, const Introduction& chain) {
  std::string out;
  for (const PersonIndex person : chain.people)
    out += (out.empty() ? "" : ", then ") + std::string(network.label(person));
  return out + ": " + percent_text(chain.chance) + ". ";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  int embedded = 0, isolated = 0;
  const std::string clean = to_utf8(text);
  for (const auto character : characters(clean)) {
    if (character == "&") {
      out += "&amp;";
    } else if (character == "<") {
      out += "&lt;";
    } else if (character == ">") {
      out += "&gt;";
    } else if (character == "\"") {
      out += "&quot;";
    } else if (character == "'") {
      out += "&#39;";
    } else if (character.size() == 1 && static_cast<unsigned char>(character[0]) < 0x20 && character != "\n" &&
               character != "\t") {
      if (character != "\r") out += "\xEF\xBF\xBD";
    } else if (character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF") {
      out += "\xEF\xBF\xBD";
    } else {
      if (character == "\u202A" || character == "\u202B" || character == "\u202D" || character == "\u202E") ++embedded;
      if (character == "\u2066" || character == "\u2067" || character == "\u2068") ++isolated;
      if (character == "\u202C") embedded = std::max(0, embedded - 1);
      if (character == "\u2069") isolated = std::max(0, isolated - 1);
      out += character;
    }
  }
  for (; isolated > 0; --isolated) out += "\u2069";
  for (; embedded > 0; --embedded) out += "\u202C";
  return out;
}

std::string step_words(const Network& network, PersonIndex from, PersonIndex to, const ChainStep& step) {
  check_person(network, from);
  check_person(network, to);
  if (step.kind == StepKind::affiliation) return "both belong to " + group_name(network, step.through);
  const auto tie = network.tie(from, to);
  if (!tie) return "no tie is known";
  if (!tie->kind) return "the chance was given";
  std::string out = kind_words(*tie->kind);
  if (tie->given) return out + ", the chance was stated";
  const StrengthTerms& terms = tie->terms;
  const StrengthOptions& options = network.model().strength;
  out += tie->tau >= .75 ? ", a strong tie" : tie->tau >= .45 ? ", a tie of middling strength" : ", a weak tie";
  if (terms.stated_tau) {
    return out + " as stated (" + std::to_string(std::lround((*terms.stated_tau - .1) / .2) + 1) + " of 5)";
  }
  std::vector<std::string> parts;
  const auto share = [](double term, double weight) { return weight > 0 ? term / weight : 0.0; };
  const double often = share(terms.frequency, options.frequency);
  if (often >= .5) {
    parts.emplace_back("many contacts");
  } else if (often >= .1) {
    parts.emplace_back("some contacts");
  }
  // A quarter is what an unknown date counts: nothing is said about it.
  const double floor = options.of(*tie->kind).floor;
  const double fresh = (share(terms.recency, options.recency) - floor) / (1 - floor);
  if (fresh >= .7) parts.emplace_back("in touch lately");
  if (fresh < .2) parts.emplace_back("not in touch for a long time");
  const double known = share(terms.duration, options.duration);
  const long years = std::lround(std::expm1(known * std::log(21.0)));
  if (std::abs(known - .2) > 1e-9 && years >= 1) {
    parts.push_back(known >= 1 ? "known for 20 years or more"
                               : "known for about " + std::to_string(years) + (years == 1 ? " year" : " years"));
  }
  const double both_ways = share(terms.reciprocity, options.reciprocity);
  if (both_ways >= .5) parts.emplace_back("in touch both ways");
  if (terms.contexts > 0) parts.emplace_back("known from more than one place");
  const double mutual = share(terms.mutual, options.mutual);
  if (mutual >= .5) {
    parts.emplace_back("many common acquaintances");
  } else if (mutual >= .1) {
    parts.emplace_back("some common acquaintances");
  }
  for (std::size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? ": " : ", ") + parts[i];
  return out;
}

std::string introductions_svg(const Network& network, PersonIndex seeker, PersonIndex target,
                              const Introductions& introductions) {
  check_person(network, seeker);
  check_person(network, target);
  std::vector<const Introduction*> chains;
  for (const Introduction& chain : introductions) {
    if (chains.size() < most_chains && chain.people.size() >= 2) chains.push_back(&chain);
  }
  const std::string title =
      "Introductions from " + std::string(network.label(seeker)) + " to " + std::string(network.label(target));
  std::string description;
  for (const auto* chain : chains) description += chain_words(network, *chain);
  if (chains.empty()) description = "Nobody known can make this introduction; the direct way is open.";

  Drawing drawing = drawing_of(network, seeker, target, chains);
  if (chains.empty() && target != seeker) drawing.people.push_back(target);

  // A chain has a lane of its own, best on top; it leaves it only for people whom a better chain has placed already.
  // A link that passes a column by takes the place of its lane there, so that no card stands on it.
  std::map<PersonIndex, std::size_t> rank_of;
  for (const PersonIndex person : drawing.people) rank_of[person] = chains.size();
  for (const Link& link : drawing.links) {
    for (const PersonIndex person : {link.from, link.to}) rank_of[person] = std::min(rank_of[person], link.rank);
  }
  std::vector<std::vector<bool>> taken(drawing.columns, std::vector<bool>(chains.size() + drawing.people.size() + 2));
  std::size_t rows = 1;
  const auto take = [&](std::size_t column, std::size_t wanted) {
    std::size_t row = wanted;
    while (taken[column][row]) ++row;
    taken[column][row] = true;
    rows = std::max(rows, row + 1);
    return row;
  };
  std::map<PersonIndex, std::size_t> row_of;
  for (const PersonIndex person : drawing.people) {
    if (person != seeker && person != target) row_of[person] = take(drawing.column[person], rank_of[person]);
  }
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> passing;  // (link, column) -> row
  std::vector<std::size_t> labels_in(drawing.columns, 0);
  for (std::size_t i = 0; i < drawing.links.size(); ++i) {
    Link& link = drawing.links[i];
    const std::size_t a = drawing.column[link.from], b = drawing.column[link.to];
    for (std::size_t column = a + 1; column < b; ++column) {
      if (taken[column].size() < rows + 2) taken[column].resize(rows + drawing.links.size() + 2);
      passing[{i, column}] = take(column, link.rank);
    }
    if (b > a + 1) continue;
    link.gap = b > a ? a : std::min(b, drawing.columns - 2);
    ++labels_in[*link.gap];
  }
  const std::size_t most_labels = *std::max_element(labels_in.begin(), labels_in.end());
  const double columns = static_cast<double>(drawing.columns);
  const double inner =
      std::max(static_cast<double>(rows) * row_height, static_cast<double>(most_labels) * label_height + 24);
  const double gap_width = drawing.gap_width();
  const double width = 2 * margin + columns * card_width + (columns - 1) * gap_width;
  const double caption = 30;
  const double height = inner + 2 * margin - (row_height - card_height) + caption;
  const double middle = (height - caption) / 2;
  const auto x_of = [&](std::size_t column) {
    return margin + card_width / 2 + static_cast<double>(column) * (card_width + gap_width);
  };
  const auto y_of = [&](std::size_t row) {
    return middle + (static_cast<double>(row) - (static_cast<double>(rows) - 1) / 2) * row_height;
  };
  std::map<PersonIndex, Point> places;
  for (const auto& entry : row_of) places[entry.first] = {x_of(drawing.column[entry.first]), y_of(entry.second)};
  places[seeker] = {x_of(0), middle};
  places[target] = {x_of(drawing.columns - 1), middle};

  std::string lines, tags, cards;
  std::vector<std::vector<Link*>> gaps(drawing.columns);
  std::vector<std::string> link_lines(drawing.links.size());
  for (std::size_t i = 0; i < drawing.links.size(); ++i) {
    Link& link = drawing.links[i];
    const std::size_t a = drawing.column[link.from], b = drawing.column[link.to];
    const Point from = places[link.from], to = places[link.to];
    std::vector<Point> points;
    if (a < b) {
      points.push_back({from.x + card_width / 2, from.y});
      for (std::size_t column = a + 1; column < b; ++column) {
        const double y = y_of(passing[{i, column}]);
        points.push_back({x_of(column) - card_width / 2, y});
        points.push_back({x_of(column) + card_width / 2, y});
      }
      points.push_back({to.x - card_width / 2, to.y});
      if (link.gap) {
        // Where links fan out or come together the label stands towards the end at which they are apart.
        const auto out_of = std::count_if(drawing.links.begin(), drawing.links.end(),
                                          [&](const Link& it) { return it.from == link.from; });
        const auto into =
            std::count_if(drawing.links.begin(), drawing.links.end(), [&](const Link& it) { return it.to == link.to; });
        const double aside = gap_width > 150 ? .12 : .06;
        const double along = out_of > into ? .5 + aside : out_of < into ? .5 - aside : .5;
        link.label_x = points[0].x + along * gap_width;
        link.label_y = points[0].y + rise_at(along) * (points[1].y - points[0].y);
      } else {
        const std::size_t column = a + (b - a) / 2;
        link.label_x = x_of(column);
        link.label_y = y_of(passing[{i, column}]);
      }
    } else {  // back or within a column, which only chains that contradict each other need
      const double side = card_width / 2;
      link.label_x = x_of(*link.gap) + side + gap_width / 2;
      link.label_y = (from.y + to.y) / 2;
      points = {{from.x + side, from.y}, {link.label_x, link.label_y}, {to.x + side, to.y}};
    }
    if (link.gap) gaps[*link.gap].push_back(&link);
    link_lines[i] = "<path class=\"link" + std::string(link.rank == 0 ? " best" : "") + "\"" +
                    with("stroke-width", 1.5 + 6.5 * std::clamp(link.step.chance, 0.0, 1.0)) + " d=\"" + curve(points) +
                    "\"/>\n";
  }
  for (auto& labels : gaps) move_apart(labels, label_height);
  for (const bool best : {false, true}) {
    for (std::size_t i = 0; i < drawing.links.size(); ++i) {
      if ((drawing.links[i].rank == 0) == best) lines += link_lines[i];
    }
  }
  for (const Link& link : drawing.links) tags += tag(network, link, gap_width);
  for (const PersonIndex person : drawing.people) {
    const bool best = !chains.empty() &&
                      std::find(chains[0]->people.begin(), chains[0]->people.end(), person) != chains[0]->people.end();
    cards += card(network, person, places[person], best, person == seeker && !chains.empty());
  }
  std::string out = opening(width, height, title, description);
  if (chains.empty()) {
    const double y = middle;
    const double left = x_of(0) + card_width / 2;
    lines = "<path class=\"link\" stroke-width=\"2\" stroke-dasharray=\"2 7\" d=\"M" + number(left + 6) + " " +
            number(y) + "H" + number(left + gap_width - 6) + "\"/>\n";
    tags = "<rect class=\"tag\"" + with("x", left + gap_width / 2 - 36) + with("y", y - 12) + with("width", 72) +
           " height=\"24\" rx=\"8\"/>" + text_at(left + gap_width / 2, y + 4, 12, "directly") + "\n";
  }
  out += lines + tags + cards;
  const std::string foot =
      chains.empty()       ? "No introduction is known: write directly."
      : chains.size() == 1 ? "The percentage on a link is the chance of that step."
                           : "The percentage on a link is the chance of that step; the best introduction is coloured.";
  out += text_at(margin, height - 14, 12, fitted(foot, 12, width - 2 * margin), "q", "start");
  return out + "\n</svg>\n";
}

// ---- the map ------------------------------------------------------------------------------------------------------

namespace {

constexpr double turn = 6.283185307179586;

struct Sector {
  std::optional<PersonIndex> broker = {};  ///< empty: asked directly
  std::vector<std::size_t> rows = {};
};

Point on(double middle, double radius, double angle) {
  return {middle + radius * std::sin(angle), middle - radius * std::cos(angle)};
}

std::string ring_piece(double middle, double inner, double outer, double from, double to) {
  // A whole ring is drawn as two halves: an arc from a point to itself is nothing.
  if (to - from > turn - 1e-6) {
    const double half = from + turn / 2;
    return ring_piece(middle, inner, outer, from, half) + ring_piece(middle, inner, outer, half, to - 1e-5);
  }
  const Point a = on(middle, outer, from), b = on(middle, outer, to), c = on(middle, inner, to),
              d = on(middle, inner, from);
  const std::string big = to - from > turn / 2 ? "1" : "0";
  const auto at = [](Point p) { return number(p.x) + " " + number(p.y); };
  return "M" + at(a) + "A" + number(outer) + " " + number(outer) + " 0 " + big + " 1 " + at(b) + "L" + at(c) + "A" +
         number(inner) + " " + number(inner) + " 0 " + big + " 0 " + at(d) + "Z";
}

/// Text along the radius, never upside down. `start` is the end nearer to the middle.
std::string radial_text(double middle, double start, double angle, double size, std::string_view words,
                        std::string_view classes, double shift = 0) {
  const bool left = std::fmod(angle, turn) > turn / 2;
  const Point at = on(middle, start, angle);
  const double degrees = angle * 360 / turn + (left ? 90 : -90);
  std::string out = "<text" + with("font-size", size) + " text-anchor=\"" + (left ? "end" : "start") + "\"";
  if (!classes.empty()) out += " class=\"" + std::string(classes) + "\"";
  out += " transform=\"translate(" + number(at.x) + " " + number(at.y) + ") rotate(" + number(degrees) + ")\"" +
         with("y", size * .35 + shift);
  return out + ">" + escaped(words) + "</text>";
}

std::string dot(Approach approach, Point at, double radius) {
  const std::string kind(name_of(approach));
  if (approach == Approach::direct) {
    return "<circle class=\"" + kind + "\"" + with("cx", at.x) + with("cy", at.y) + with("r", radius) + "/>";
  }
  if (approach == Approach::introduction) {
    const double side = radius * 1.8;
    return "<rect class=\"" + kind + "\"" + with("x", at.x - side / 2) + with("y", at.y - side / 2) +
           with("width", side) + with("height", side) + " rx=\"1.5\"/>";
  }
  const double r = radius * 1.25;
  return "<path class=\"" + kind + "\" d=\"M" + number(at.x) + " " + number(at.y - r) + "L" + number(at.x + r) + " " +
         number(at.y + r * .8) + "L" + number(at.x - r) + " " + number(at.y + r * .8) + "Z\"/>";
}

}  // namespace

std::string map_svg(const Network& network, PersonIndex seeker, const Prospects& prospects) {
  check_person(network, seeker);
  const std::size_t shown = std::min(prospects.size(), most_on_map);
  std::vector<Sector> sectors;
  for (std::size_t row = 0; row < shown; ++row) {
    check_person(network, prospects[row].person);
    const auto broker = prospects[row].broker;
    if (broker) check_person(network, *broker);
    const auto found =
        std::find_if(sectors.begin(), sectors.end(), [&](const Sector& it) { return it.broker == broker; });
    if (found == sectors.end()) {
      sectors.push_back({broker, {row}});
    } else {
      found->rows.push_back(row);
    }
  }
  // Stable: brokers who lead to as many keep the order of their best prospect.
  std::stable_sort(sectors.begin(), sectors.end(), [](const Sector& a, const Sector& b) {
    if (a.broker.has_value() != b.broker.has_value()) return a.broker.has_value();
    return a.rows.size() > b.rows.size();
  });

  const double size = 1000, middle = size / 2, hub = 72, inner = 82, outer = 232, ring = 292, legend = 58;
  const std::string seeker_name(network.label(seeker));
  const std::string title = "Whom " + seeker_name + " can reach";
  std::string description = shown == 0 ? "Nobody yet." : "";
  std::size_t directly = 0, brokers = 0;
  for (const Sector& sector : sectors) {
    if (sector.broker) {
      ++brokers;
      description +=
          std::string(network.label(*sector.broker)) + " leads to " + std::to_string(sector.rows.size()) + ". ";
    } else {
      directly = sector.rows.size();
      description += std::to_string(directly) + " are best asked directly. ";
    }
  }
  std::string bands, spokes, dots, names;
  const double pad = shown == 0 ? 0 : std::min(.012, turn / static_cast<double>(shown) / 8);
  const double each = shown == 0 ? 0 : turn / static_cast<double>(shown);
  double largest = 0;
  for (std::size_t row = 0; row < shown; ++row) largest = std::max(largest, prospects[row].score);
  std::size_t place = 0;
  for (const Sector& sector : sectors) {
    const double from = each * static_cast<double>(place), to = from + each * static_cast<double>(sector.rows.size());
    const double centre = (from + to) / 2;
    const std::string who = sector.broker ? std::string(network.label(*sector.broker)) : std::string("Directly");
    const std::string count = std::to_string(sector.rows.size()) + (sector.rows.size() == 1 ? " person" : " people");
    const double gap = sectors.size() == 1 ? 0 : pad;
    bands += "<g><title>" +
             escaped(sector.broker ? full_label(network, *sector.broker) + "; leads to " + count
                                   : count + " best asked directly") +
             "</title><path class=\"" + (sector.broker ? "band" : "band alone") + "\" d=\"" +
             ring_piece(middle, inner, outer, from + gap, to - gap) + "\"/>";
    // Two lines where the sector is tall enough for both.
    const double room_across = (to - from) * (inner + 14);
    const double text_size = 12.5;
    const double radius = inner + 10;
    if (room_across >= 34) {
      bands +=
          radial_text(middle, radius, centre, text_size, fitted(who, text_size * bold, outer - radius - 10), "b", -8);
      bands += radial_text(middle, radius, centre, 11, count, "q", 8);
    } else {
      const double small = room_across >= 15 ? text_size : 10;
      bands += radial_text(middle, radius, centre, small, fitted(who, small * bold, outer - radius - 10), "b");
    }
    bands += "</g>\n";
    for (const std::size_t row : sector.rows) {
      const Prospect& prospect = prospects[row];
      const double angle = each * (static_cast<double>(place++) + .5);
      const double share = largest > 0 ? prospect.score / largest : 0;
      const double radius_of = 3.5 + 4 * std::sqrt(share);
      const Point start = on(middle, outer + 3, angle), end = on(middle, ring, angle);
      spokes += "<path class=\"spoke " + std::string(name_of(prospect.approach)) + "\"" +
                with("stroke-width", 1 + 4 * prospect.chance) + " d=\"M" + number(start.x) + " " + number(start.y) +
                "L" + number(end.x) + " " + number(end.y) + "\"/>";
      std::string through;
      for (const PersonIndex broker : prospect.brokers) {
        check_person(network, broker);
        through += (through.empty() ? " through " : ", then ") + std::string(network.label(broker));
      }
      dots += "<g><title>" +
              escaped(full_label(network, prospect.person) + "; " + percent_text(prospect.chance) + ", " +
                      (through.empty() ? std::string("directly") : std::string(name_of(prospect.approach)) + through)) +
              "</title>" + dot(prospect.approach, end, radius_of);
      const double label_start = ring + 14;
      const double label_size = shown > 45 ? 12 : 13;
      const std::string percent = "  " + percent_text(prospect.chance);
      const std::string name = fitted(network.label(prospect.person), label_size,
                                      middle - label_start - 8 - text_width(percent, label_size));
      // The name is kept apart, so that the chance follows it in every script.
      dots += radial_text(middle, label_start, angle, label_size,
                          "\u2068" + name + "\u2069 \xC2\xB7" + percent.substr(1), "");
      dots += "</g>\n";
    }
  }
  std::string out = opening(size, size + legend, title, description);
  out += spokes + "\n" + bands + dots;
  out += "<g><title>" + escaped(seeker_name) + "</title><circle class=\"card best\"" + with("cx", middle) +
         with("cy", middle) + with("r", hub) + "/>";
  const auto lines = wrapped(seeker_name, 15 * bold, 2 * hub - 28, 2);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += text_at(middle, middle + 5 + 18 * (static_cast<double>(i) - (static_cast<double>(lines.size()) - 1) / 2), 15,
                   lines[i], "b");
  }
  out += "</g>\n";
  if (shown == 0) {
    out +=
        text_at(middle, middle + hub + 40, 15, "Nobody to reach yet: read an export, a list or an address book.", "q");
  }
  const double y = size + legend / 2 - 4;
  double x = 30;
  const std::pair<Approach, const char*> keys[] = {
      {Approach::introduction, "introduced"}, {Approach::mention, "naming somebody"}, {Approach::direct, "directly"}};
  for (const auto& key : keys) {
    out += dot(key.first, {x, y - 4.5}, 5.5) + text_at(x + 13, y, 13, key.second, "", "start");
    x += 13 + text_width(key.second, 13) + 30;
  }
  const std::string total = std::to_string(shown) +
                            (shown == prospects.size() ? "" : " of " + std::to_string(prospects.size())) +
                            (prospects.size() == 1 ? " person" : " people") + ", " + std::to_string(brokers) +
                            (brokers == 1 ? " broker" : " brokers") + "; the larger the mark, the higher the score";
  out += text_at(size - 24, y, 12.5, total, "q", "end");
  return out + "\n</svg>\n";
}

}  // namespace weaktie
