// Records as CBOR by nlohmann/json, one object a statement, in a file of sections that has the header and checksum.
#include <weaktie/records/records_bytes.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "../core/sections.hpp"
#include "check_fact.hpp"

namespace weaktie {

namespace detail {

/// Takes records apart and puts them together.
struct RecordsAccess {
  using Pairs = std::vector<std::pair<std::string, std::string>>;

  static const Pairs& certain(const Records& records) { return records.certain_; }

  std::vector<Stated<Person>> people = {};
  std::vector<Stated<Tie>> ties = {};
  std::vector<Stated<Affiliation>> affiliations = {};
  std::vector<Stated<Membership>> memberships = {};
  Pairs certain_pairs = {}, same = {}, different = {};

  [[nodiscard]] Records made() && {
    Records out;
    out.people_ = std::move(people);
    out.ties_ = std::move(ties);
    out.affiliations_ = std::move(affiliations);
    out.memberships_ = std::move(memberships);
    out.certain_ = std::move(certain_pairs);
    out.same_.insert(same.begin(), same.end());
    out.different_.insert(different.begin(), different.end());
    out.rebuild_index();
    return out;
  }
};

}  // namespace detail

namespace {

using Json = nlohmann::json;
constexpr std::uint32_t format_version = 1;
constexpr int most_levels = 5;  // a list of statements, each an object with a list or an object of texts in it
constexpr std::int64_t most_days = 10'000'000;  // either side of 1970; what a calendar can hold

// ---- writing

void put(Json& out, const char* name, const std::string& text) {
  if (!text.empty()) out[name] = text;
}
void put(Json& out, const char* name, const std::optional<Day>& day) {
  if (day) out[name] = static_cast<std::int64_t>(day->time_since_epoch().count());
}
template <class Number>
void put(Json& out, const char* name, const std::optional<Number>& number) {
  if (number) out[name] = *number;
}

Json of(const Statement& by) {
  Json out = Json::object();
  put(out, "stated_by", by.stated_by);
  put(out, "audience", by.audience);
  put(out, "stated_on", by.stated_on);
  if (!by.origins.empty()) out["origins"] = by.origins;
  if (by.by_hand) out["by_hand"] = true;
  if (!by.clears.empty()) out["clears"] = by.clears;
  return out;
}

Json of(const Person& person) {
  Json out = Json::object();
  put(out, "id", person.id);
  for (const auto& field : person_fields) put(out, field.name, person.*field.member);
  if (!person.attributes.empty()) out["attributes"] = person.attributes;
  return out;
}

Json of(const Tie& tie) {
  Json out = Json::object();
  put(out, "source", tie.source);
  put(out, "target", tie.target);
  if (tie.directed) out["directed"] = true;
  put(out, "kind", std::string(name_of(tie.kind)));
  put(out, "chance", tie.chance);
  put(out, "strength", tie.strength);
  put(out, "years", tie.years);
  put(out, "contexts", tie.contexts);
  put(out, "since", tie.since);
  if (tie.contact) {
    Json contact = Json::object();
    put(contact, "date", std::optional<Day>(tie.contact->date));
    put(contact, "channel", std::string(name_of(tie.contact->channel)));
    put(contact, "direction", std::string(name_of(tie.contact->direction)));
    contact["size"] = tie.contact->size;
    contact["nth"] = tie.contact->nth;
    out["contact"] = std::move(contact);
  }
  return out;
}

Json of(const Affiliation& affiliation) {
  Json out = Json::object();
  put(out, "id", affiliation.id);
  put(out, "name", affiliation.name);
  put(out, "kind", std::string(name_of(affiliation.kind)));
  put(out, "reach", affiliation.reach);
  put(out, "size", affiliation.size);
  return out;
}

Json of(const Membership& membership) {
  Json out = Json::object();
  put(out, "person", membership.person);
  put(out, "affiliation", membership.affiliation);
  put(out, "weight", membership.weight);
  put(out, "role", membership.role);
  put(out, "start", membership.start);
  put(out, "end", membership.end);
  return out;
}

template <class Fact>
std::vector<std::uint8_t> packed(std::span<const Stated<Fact>> statements) {
  Json out = Json::array();
  for (const auto& it : statements) {
    Json fact = of(it.fact);
    fact["by"] = of(it.by);
    out.push_back(std::move(fact));
  }
  return Json::to_cbor(out);
}

template <class Pairs>
std::vector<std::uint8_t> packed_pairs(const Pairs& pairs) {
  Json out = Json::array();
  for (const auto& pair : pairs) out.push_back({pair.first, pair.second});
  return Json::to_cbor(out);
}

// ---- reading

/// Stops at the first level too many: the parser itself goes one deeper with each.
class Levels : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return false; }
  bool key(string_t&) override { return true; }
  bool start_object(std::size_t) override { return ++level_ <= most_levels; }
  bool end_object() override { return --level_ >= 0; }
  bool start_array(std::size_t) override { return ++level_ <= most_levels; }
  bool end_array() override { return --level_ >= 0; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  int level_ = 0;
};

[[noreturn]] void refuse(std::string_view section, const std::string& found) {
  sections::corrupt({}, section, "not records that weaktie kept: " + found);
}

/// The members of an object; every one must be asked for.
class Fields {
 public:
  Fields(const Json& object, const char* section) : object_(object), section_(section) {
    if (!object.is_object()) wrong("a statement is missing");
  }

  [[nodiscard]] const Json* find(const char* name) {
    const auto found = object_.find(name);
    if (found == object_.end()) return nullptr;
    ++asked_;
    return &*found;
  }
  [[nodiscard]] std::string text(const char* name) {
    const Json* it = find(name);
    if (it == nullptr) return {};
    if (!it->is_string()) wrong(std::string(name) + " is no text");
    return it->get<std::string>();
  }
  [[nodiscard]] bool truth(const char* name) {
    const Json* it = find(name);
    if (it != nullptr && !it->is_boolean()) wrong(std::string(name) + " is neither true nor false");
    return it != nullptr && it->get<bool>();
  }
  [[nodiscard]] std::optional<double> number(const char* name) {
    const Json* it = find(name);
    if (it == nullptr) return std::nullopt;
    if (!it->is_number()) wrong(std::string(name) + " is no number");
    return it->get<double>();
  }
  template <class Number>
  [[nodiscard]] std::optional<Number> count(const char* name) {
    const Json* it = find(name);
    if (it == nullptr) return std::nullopt;
    if (!it->is_number_unsigned() || it->get<std::uint64_t>() > std::numeric_limits<Number>::max()) {
      wrong(std::string(name) + " is no count");
    }
    return it->get<Number>();
  }
  [[nodiscard]] std::optional<Day> day(const char* name) {
    const Json* it = find(name);
    if (it == nullptr) return std::nullopt;
    const bool small = it->is_number_unsigned() ? it->get<std::uint64_t>() <= static_cast<std::uint64_t>(most_days)
                                                : it->is_number_integer() && it->get<std::int64_t>() >= -most_days;
    if (!small) wrong(std::string(name) + " is no day");
    return Day{std::chrono::days(it->get<int>())};
  }
  [[nodiscard]] std::vector<std::string> texts(const char* name) {
    const Json* it = find(name);
    if (it == nullptr) return {};
    const bool good =
        it->is_array() && std::all_of(it->begin(), it->end(), [](const Json& one) { return one.is_string(); });
    if (!good) wrong(std::string(name) + " is no list of texts");
    return it->get<std::vector<std::string>>();
  }
  void done() const {
    if (asked_ != object_.size()) wrong("it says more than this weaktie knows");
  }
  [[noreturn]] void wrong(const std::string& found) const { refuse(section_, found); }

 private:
  const Json& object_;
  const char* section_;
  std::size_t asked_ = 0;
};

Statement statement_of(const Json& object, const char* section) {
  Fields fields(object, section);
  Statement out;
  out.stated_by = fields.text("stated_by");
  out.audience = fields.text("audience");
  out.stated_on = fields.day("stated_on");
  out.origins = fields.texts("origins");
  out.by_hand = fields.truth("by_hand");
  out.clears = fields.texts("clears");
  fields.done();
  return out;
}

void take(Fields& fields, Person& out) {
  out.id = fields.text("id");
  for (const auto& field : person_fields) out.*field.member = fields.text(field.name);
  const Json* attributes = fields.find("attributes");
  if (attributes == nullptr) return;
  if (!attributes->is_object()) fields.wrong("attributes are no object");
  for (const auto& [name, value] : attributes->items()) {
    if (!value.is_string()) fields.wrong("an attribute is no text");
    out.attributes.emplace(name, value.get<std::string>());
  }
}

void take(Fields& fields, Tie& out) {
  out.source = fields.text("source");
  out.target = fields.text("target");
  out.directed = fields.truth("directed");
  out.kind = tie_kind(fields.text("kind"));
  out.chance = fields.number("chance");
  out.strength = fields.number("strength");
  out.years = fields.number("years");
  out.contexts = fields.count<std::uint32_t>("contexts");
  out.since = fields.day("since");
  const Json* contact = fields.find("contact");
  if (contact == nullptr) return;
  Fields of_contact(*contact, "ties");
  Contact made;
  made.date = of_contact.day("date").value_or(Day{});
  made.channel = named<Channel>(of_contact.text("channel"), channel_names, "channel");
  made.direction = named<Direction>(of_contact.text("direction"), direction_names, "direction");
  made.size = of_contact.count<std::uint32_t>("size").value_or(1);
  made.nth = of_contact.count<std::uint32_t>("nth").value_or(0);
  of_contact.done();
  out.contact = made;
}

void take(Fields& fields, Affiliation& out) {
  out.id = fields.text("id");
  out.name = fields.text("name");
  out.kind = affiliation_kind(fields.text("kind"));
  out.reach = fields.number("reach");
  out.size = fields.count<std::uint64_t>("size");
}

void take(Fields& fields, Membership& out) {
  out.person = fields.text("person");
  out.affiliation = fields.text("affiliation");
  out.weight = fields.number("weight");
  out.role = fields.text("role");
  out.start = fields.day("start");
  out.end = fields.day("end");
}

/// The list of a section.
Json list_of(sections::Reader& reader, const char* section) {
  const auto bytes = reader.take<std::uint8_t>(section);
  Levels levels;
  Json out;
  try {
    if (!Json::sax_parse(bytes.begin(), bytes.end(), &levels, Json::input_format_t::cbor)) {
      refuse(section, "it is no CBOR");
    }
    out = Json::from_cbor(bytes.begin(), bytes.end(), true, false);
  } catch (const Json::exception& error) {
    refuse(section, error.what());
  }
  if (!out.is_array()) refuse(section, "it is no list");
  return out;
}

template <class Fact>
std::vector<Stated<Fact>> unpacked(sections::Reader& reader, const char* section) {
  const Json list = list_of(reader, section);
  if (list.size() > std::numeric_limits<std::uint32_t>::max()) refuse(section, "too many statements");
  std::vector<Stated<Fact>> out;
  out.reserve(list.size());
  for (const Json& object : list) {
    Fields fields(object, section);
    Stated<Fact> made;
    try {
      take(fields, made.fact);
      detail::check_fact(made.fact);
      const Json* by = fields.find("by");
      if (by == nullptr) fields.wrong("a statement without a source");
      made.by = statement_of(*by, section);
      detail::check_statement(made.by);
    } catch (const InvalidValue& error) {
      refuse(section, error.what());
    }
    fields.done();
    out.push_back(std::move(made));
  }
  return out;
}

/// Pairs of ids, the smaller first, ascending.
detail::RecordsAccess::Pairs unpacked_pairs(sections::Reader& reader, const char* section) {
  detail::RecordsAccess::Pairs out;
  for (const Json& pair : list_of(reader, section)) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string()) {
      refuse(section, "a pair is no pair of texts");
    }
    out.emplace_back(pair[0].get<std::string>(), pair[1].get<std::string>());
    if (!(out.back().first < out.back().second)) refuse(section, "a pair is not sorted");
    if (out.size() > 1 && !(out[out.size() - 2] < out.back())) refuse(section, "the pairs are not sorted");
  }
  return out;
}

}  // namespace

std::string to_bytes(const Records& records) {
  const std::pair<const char*, std::vector<std::uint8_t>> parts[] = {
      {"people", packed(records.person_statements())},
      {"ties", packed(records.tie_statements())},
      {"affiliations", packed(records.affiliation_statements())},
      {"memberships", packed(records.membership_statements())},
      {"certain", packed_pairs(detail::RecordsAccess::certain(records))},
      {"same", packed_pairs(records.said_same())},
      {"different", packed_pairs(records.said_different())},
  };
  sections::Writer writer(sections::Holds::records, format_version);
  for (const auto& [name, bytes] : parts) writer.add(name, std::span<const std::uint8_t>(bytes));
  return writer.bytes();
}

Records records_from_bytes(std::string_view bytes) {
  sections::Reader reader(sections::copy_of(bytes), sections::Holds::records, format_version);
  Ticks unasked;
  reader.check_all(unasked);
  detail::RecordsAccess parts;
  parts.people = unpacked<Person>(reader, "people");
  parts.ties = unpacked<Tie>(reader, "ties");
  parts.affiliations = unpacked<Affiliation>(reader, "affiliations");
  parts.memberships = unpacked<Membership>(reader, "memberships");
  parts.certain_pairs = unpacked_pairs(reader, "certain");
  parts.same = unpacked_pairs(reader, "same");
  parts.different = unpacked_pairs(reader, "different");
  reader.finish();
  return std::move(parts).made();
}

}  // namespace weaktie
