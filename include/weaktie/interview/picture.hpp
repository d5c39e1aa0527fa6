#pragma once
// Pictures as self-contained SVG: no script, nothing loaded, every text escaped. The same input gives the same bytes.
#include <string>
#include <string_view>

#include <weaktie/core/ids.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/outreach/prospects.hpp>

namespace weaktie {

/// The introductions from left (seeker) to right (target). A person stands once, in the column of how many people are
/// asked before them; a link is as wide as its step is likely and is labelled with that chance and its kind; the best
/// introduction is emphasised. Draws the first five. Without introductions: the two ends and that the way is direct.
/// Long names are cut with an ellipsis and stand in full in a <title>; labels do not overlap.
/// @throws UnknownPerson (seeker, target, or a person of an introduction is not in the network)
/// @complexity linear in what is drawn
[[nodiscard]] std::string introductions_svg(const Network& network, PersonIndex seeker, PersonIndex target,
                                            const Introductions& introductions);

/// The map of who can be reached: the seeker in the middle, first brokers on a ring round them, each with a sector as
/// wide as the number of prospects they lead to, the prospects on an outer ring, coloured by approach and sized by
/// score. Draws the first 60 prospects and says how many there are.
/// @throws UnknownPerson (seeker or a person of the table is not in the network)
[[nodiscard]] std::string map_svg(const Network& network, PersonIndex seeker, const Prospects& prospects);

/// A step in words: "friend, strong tie", "both at University of Warwick", "given chance". For tables and captions.
[[nodiscard]] std::string step_words(const Network& network, PersonIndex from, PersonIndex to, const ChainStep& step);

/// Text made safe for HTML and SVG, in content and in quoted attributes: & < > " ' become entities, control characters
/// that XML forbids and malformed UTF-8 become U+FFFD, and unclosed direction overrides are closed.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace weaktie
