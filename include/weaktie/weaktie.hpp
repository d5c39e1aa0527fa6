#pragma once
// All of weaktie, in the order in which data flows: files become statements, statements a network, the network
// introductions, those a plan, and the plan a conversation.

// core: ids, dates, chances and costs, errors with their place, tables
#include <weaktie/core/arrow.hpp>
#include <weaktie/core/chance.hpp>
#include <weaktie/core/columns.hpp>
#include <weaktie/core/control.hpp>
#include <weaktie/core/date.hpp>
#include <weaktie/core/error.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/core/number_text.hpp>
#include <weaktie/core/text.hpp>

// records: what we know and who said it
#include <weaktie/records/affiliation.hpp>
#include <weaktie/records/field.hpp>
#include <weaktie/records/find.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/person.hpp>
#include <weaktie/records/records.hpp>
#include <weaktie/records/records_bytes.hpp>
#include <weaktie/records/resolve.hpp>
#include <weaktie/records/statement.hpp>
#include <weaktie/records/tie.hpp>

// network: the frozen graph, and what turns evidence into chances
#include <weaktie/network/freeze.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/network/seen_rows.hpp>
#include <weaktie/network/shared_network.hpp>
#include <weaktie/network/snapshot.hpp>
#include <weaktie/network/strength.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/network/visibility_mask.hpp>

// search: through whom
#include <weaktie/search/best_among.hpp>
#include <weaktie/search/bottlenecks.hpp>
#include <weaktie/search/gains.hpp>
#include <weaktie/search/introduction.hpp>
#include <weaktie/search/introductions.hpp>
#include <weaktie/search/introductions_batch.hpp>
#include <weaktie/search/introductions_from.hpp>
#include <weaktie/search/reach.hpp>
#include <weaktie/search/reach_batch.hpp>
#include <weaktie/search/scratch.hpp>
#include <weaktie/search/who_knows.hpp>
#include <weaktie/search/who_knows_batch.hpp>
#include <weaktie/search/why_none.hpp>

// outreach: whom, with what chance, in which week
#include <weaktie/outreach/anyone_at.hpp>
#include <weaktie/outreach/approach.hpp>
#include <weaktie/outreach/chance.hpp>
#include <weaktie/outreach/explanation.hpp>
#include <weaktie/outreach/model.hpp>
#include <weaktie/outreach/model_numbers.hpp>
#include <weaktie/outreach/outcome.hpp>
#include <weaktie/outreach/plan.hpp>
#include <weaktie/outreach/prospects.hpp>
#include <weaktie/outreach/request.hpp>
#include <weaktie/outreach/score.hpp>
#include <weaktie/outreach/value.hpp>
#include <weaktie/outreach/who_knows.hpp>

// interview: with which words, and the page to take along
#include <weaktie/interview/check_message.hpp>
#include <weaktie/interview/facts.hpp>
#include <weaktie/interview/message.hpp>
#include <weaktie/interview/picture.hpp>
#include <weaktie/interview/report.hpp>

// io: one reader per format
#include <weaktie/io/affiliation_id.hpp>
#include <weaktie/io/alumni.hpp>
#include <weaktie/io/attendees.hpp>
#include <weaktie/io/calendar.hpp>
#include <weaktie/io/contact_counter.hpp>
#include <weaktie/io/contacts.hpp>
#include <weaktie/io/csv.hpp>
#include <weaktie/io/file_set.hpp>
#include <weaktie/io/graph.hpp>
#include <weaktie/io/graph_file.hpp>
#include <weaktie/io/imported_id.hpp>
#include <weaktie/io/json.hpp>
#include <weaktie/io/linkedin.hpp>
#include <weaktie/io/mbox.hpp>
#include <weaktie/io/read_any.hpp>
#include <weaktie/io/social.hpp>
#include <weaktie/io/tables.hpp>
