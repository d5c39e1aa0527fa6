// Looking people up.
#include <weaktie/records/find.hpp>

#include <algorithm>
#include <tuple>

#include <weaktie/core/text.hpp>
#include <weaktie/records/resolve.hpp>

namespace weaktie {
namespace {

template <class Key>
bool has_key(std::string_view cell, const std::string& wanted, Key key) {
  if (wanted.empty() || cell.empty()) return false;
  for (const auto& value : cell_values(cell)) {
    if (key(value) == wanted) return true;
  }
  return false;
}

/// How many words of the name are whole words asked for; -1 when some word asked for begins none of them.
int matching_words(const std::vector<std::string>& wanted, const std::vector<std::string>& name) {
  std::vector<bool> used(name.size(), false);
  int whole = 0;
  // Whole words first, so that "jo jones" does not spend "jones" on "jo".
  std::vector<const std::string*> beginnings;
  for (const auto& word : wanted) {
    bool found = false;
    for (std::size_t i = 0; i < name.size() && !found; ++i) {
      if (!used[i] && name[i] == word) used[i] = found = true;
    }
    whole += found ? 1 : 0;
    if (!found) beginnings.push_back(&word);
  }
  for (const auto* word : beginnings) {
    bool found = false;
    for (std::size_t i = 0; i < name.size() && !found; ++i) {
      if (!used[i] && name[i].compare(0, word->size(), *word) == 0) used[i] = found = true;
    }
    if (!found) return -1;
  }
  return whole;
}

}  // namespace

std::vector<Found> find_people(std::size_t people, const std::function<FindEntry(std::size_t)>& entry,
                               std::string_view text, std::size_t count) {
  const std::string wanted_id = trimmed(text);
  const auto words = folded_words(text);
  if (wanted_id.empty()) return {};
  const std::string mail = wanted_id.find('@') != std::string::npos ? mail_key(wanted_id) : std::string();
  const std::string profile = wanted_id.find('/') != std::string::npos ? profile_key(wanted_id) : std::string();
  const bool digits = std::none_of(wanted_id.begin(), wanted_id.end(),
                                   [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '@'; });
  const std::string phone = digits ? phone_key(wanted_id) : std::string();

  struct Hit {
    int rank;  // 0: exact key, 1: whole name, 2: words
    int whole;
    std::string name;
    std::size_t at;
  };
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < people; ++i) {
    const FindEntry it = entry(i);
    if (it.id == wanted_id || has_key(it.email, mail, mail_key) || has_key(it.url, profile, profile_key) ||
        has_key(it.phone, phone, phone_key)) {
      hits.push_back({0, 0, folded(it.name), i});
      continue;
    }
    if (words.empty() || it.name.empty()) continue;
    const auto name = folded_words(it.name);
    const int whole = matching_words(words, name);
    if (whole >= 0) hits.push_back({name == words ? 1 : 2, whole, folded(it.name), i});
  }
  const auto by_id = [&](const Hit& hit) { return std::string(entry(hit.at).id); };
  std::sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) {
    if (a.rank != b.rank) return a.rank < b.rank;
    if (a.whole != b.whole) return a.whole > b.whole;
    if (a.name != b.name) return a.name < b.name;
    return by_id(a) < by_id(b);
  });
  std::vector<Found> out;
  for (const auto& hit : hits) {
    if (out.size() == count) break;
    const FindEntry it = entry(hit.at);
    std::string headline(it.headline);
    if (headline.empty()) {
      headline = it.title;
      if (!it.organisation.empty()) headline += (headline.empty() ? "" : ", ") + std::string(it.organisation);
    }
    out.push_back({std::string(it.id), std::string(it.name), std::move(headline)});
  }
  return out;
}

}  // namespace weaktie
