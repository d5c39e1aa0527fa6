// Friends of friends, filtered by what is known about them.
#include <weaktie/outreach/who_knows.hpp>

#include <atomic>

#include <weaktie/records/field.hpp>

#include "word_filter.hpp"

namespace weaktie {
namespace {

/// Whether a person is one of those that the options name.
class WantedOnes {
 public:
  /// @throws InvalidValue (a blank filter, words for no field)
  WantedOnes(const Network& network, const std::optional<std::string>& organisation,
             const std::optional<std::string>& field)
      : network_(network), organisation_(organisation, "organisation"), all_(!organisation && !field) {
    if (field) query_ = parse_field_query(*field);
  }
  [[nodiscard]] bool everyone() const { return all_; }
  [[nodiscard]] bool operator()(PersonIndex person) const {
    const auto text = [&](PersonColumn column) { return network_.text(person, column); };
    return organisation_(text(PersonColumn::organisation)) &&
           (!query_ || relevance(*query_, text(PersonColumn::field), text(PersonColumn::title),
                                 text(PersonColumn::headline), text(PersonColumn::organisation)) > 0);
  }

 private:
  const Network& network_;
  outreach::WordFilter organisation_;
  std::optional<FieldQuery> query_ = {};
  bool all_;
};

}  // namespace

std::vector<Acquainted> who_knows(const Network& network, PersonIndex from, const WhoKnowsOptions& options,
                                  const Control& control) {
  if (from >= network.size()) throw unknown_index(from, network.size());
  return who_knows<Network>(network, from, WantedOnes(network, options.organisation, options.field), control);
}

AcquaintedBatch who_knows_batch(const Network& network, std::span<const PersonIndex> sources,
                                const WhoKnowsBatchOptions& options, const Control& control) {
  for (std::size_t i = 0; i < sources.size(); ++i) {  // unknown people come before any other answer
    if (sources[i] >= network.size()) {
      throw unknown_index(sources[i], network.size(), Place{{}, static_cast<std::uint32_t>(i + 1), 0, "sources"});
    }
  }
  const WantedOnes wanted(network, options.organisation, options.field);
  if (wanted.everyone()) {
    return who_knows_batch<Network>(network, sources, options.count, options.threads, Everyone{}, control);
  }
  // Sources meet the same people; reading their words is the dear part. Two threads that decide about one person at
  // once come to the same end.
  enum : std::uint8_t { undecided, yes, no };
  std::vector<std::atomic<std::uint8_t>> decided(network.size());
  const auto wanted_once = [&](PersonIndex person) {
    std::uint8_t known = decided[person].load(std::memory_order_relaxed);
    if (known == undecided) {
      known = wanted(person) ? yes : no;
      decided[person].store(known, std::memory_order_relaxed);
    }
    return known == yes;
  };
  return who_knows_batch<Network>(network, sources, options.count, options.threads, wanted_once, control);
}

}  // namespace weaktie
