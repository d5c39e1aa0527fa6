#pragma once
// The search of a Network, which the library weaktie::weaktie holds compiled: whoever links that (it defines
// WEAKTIE_COMPILED) saves compiling it in every file. Here alone the searches know the Network.
#include <weaktie/network/network.hpp>
#include <weaktie/search/detail/alternatives.hpp>

namespace weaktie::detail {

extern template Alternatives alternatives(const TwoWay<Network>& ways, const ChainQuery& query, Distinct distinct,
                                          StepMeter& meter, SearchScratch& scratch);

}  // namespace weaktie::detail
