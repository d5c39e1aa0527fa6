// What include/weaktie/search/detail/compiled.hpp promises.
#include <weaktie/search/detail/compiled.hpp>

namespace weaktie::detail {

template Alternatives alternatives(const TwoWay<Network>& ways, const ChainQuery& query, Distinct distinct,
                                   StepMeter& meter, SearchScratch& scratch);

}  // namespace weaktie::detail
