// The search of a Network, compiled once.
#include <weaktie/search/detail/alternatives.hpp>

namespace weaktie::detail {

template Alternatives alternatives(const TwoWay<Network>& ways, const ChainQuery& query, Distinct distinct,
                                   StepMeter& meter, SearchScratch& scratch);

}  // namespace weaktie::detail
