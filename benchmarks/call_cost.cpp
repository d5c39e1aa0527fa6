// The C++ side of call_cost.py, which loads it into its own process: the same calls on the same network, timed in turn.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <weaktie/network/network.hpp>
#include <weaktie/search/introductions.hpp>
#include <weaktie/search/introductions_batch.hpp>

#include "timing.hpp"

namespace {

using weaktie::Network;
using weaktie::PersonIndex;

struct Asked {
  Network network;
  std::vector<std::string_view> sources, targets;
  weaktie::IntroductionOptions options;
};

/// Microseconds a call, over all pairs; `found` keeps the compiler from leaving the calls out.
template <class Call>
double microseconds_a_call(const Asked& asked, std::uint64_t* found, const Call& call) {
  const double all = weaktie::benchmarks::microseconds([&] {
    for (std::size_t i = 0; i < asked.sources.size(); ++i) {
      *found += call(asked.network.index(asked.sources[i]), asked.network.index(asked.targets[i]));
    }
  });
  return all / static_cast<double>(asked.sources.size());
}

}  // namespace

extern "C" {

/// Ids are decimal numbers, as Network.from_arrays gives them. The texts must outlive what is returned.
Asked* call_cost_ask(const std::uint32_t* source, const std::uint32_t* target, const double* chance, std::size_t ties,
                     const char* const* sources, const char* const* targets, std::size_t pairs) {
  auto* out = new Asked{Network::from_arrays(std::span(source, ties), std::span(target, ties), std::span(chance, ties)),
                        {sources, sources + pairs},
                        {targets, targets + pairs},
                        {}};
  out->options.count = 1;
  return out;
}

double call_cost_single(const Asked* asked, std::uint64_t* found) {
  return microseconds_a_call(*asked, found, [asked](PersonIndex from, PersonIndex to) {
    return weaktie::introductions(asked->network, from, to, asked->options).size();
  });
}

double call_cost_batch(const Asked* asked, std::uint64_t* found) {
  return microseconds_a_call(*asked, found, [asked](PersonIndex from, PersonIndex to) {
    const std::array sources{from}, targets{to};
    return weaktie::introductions_batch(asked->network, sources, targets, asked->options).size();
  });
}

void call_cost_forget(Asked* asked) { delete asked; }

}  // extern "C"
