#pragma once
// Networks and records to and from the graph files of other tools.
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include <weaktie/core/control.hpp>
#include <weaktie/io/graph_file.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

// How a network stands in a graph. People are nodes by their id, with what is known about them (name, headline, title,
// organisation, field, place, email, url, phone) as attributes and their name, else their id, as label. Ties are edges
// with the attributes chance and, where known, kind; undirected ones when the network was made from undirected ties.
// An affiliation is a node with kind = "affiliation" and the attributes affiliation (its id), affiliation_kind, reach,
// size and name; its node id is that id, with "affiliation:" before it where a person has it. A membership is an edge
// person -> affiliation with kind = "membership" and its weight. The evidence behind chances, ids of merged people and
// the day of a freeze are not in a graph.

/// Fields stand in the order of the Python keywords.
struct WriteGraphOptions {
  std::optional<GraphFormat> format = {};  ///< empty: by the name of the file
  std::string chance = "chance";           ///< the attribute that holds the chance of a tie ("weight" for Gephi)
  bool people = true;                      ///< what is known about people, not their ids alone
  bool affiliations = true;                ///< affiliations and memberships too
};

/// The network as a graph.
[[nodiscard]] GraphFile graph_file_of(const Network& network, const WriteGraphOptions& options = {},
                                      const Control& control = {});
/// Writes it as GraphML, GEXF or node-link JSON; packed by gzip when the name ends in .gz.
/// @throws InvalidValue (a name that says no format, an id that XML cannot hold), Error (the file cannot be written)
void write_graph(const Network& network, const std::filesystem::path& path, const WriteGraphOptions& options = {},
                 const Control& control = {});

/// Fields stand in the order of the Python keywords.
struct ReadGraphOptions {
  std::string chance = "chance";              ///< the attribute of edges that holds the chance
  std::optional<double> default_chance = {};  ///< (0, 1], of edges without that attribute; empty: InvalidValue
  std::optional<bool> directed = {};          ///< empty: as the graph says; false: every edge gives both directions
  std::optional<std::string> id = {};         ///< the attribute of nodes that holds the id; empty: the node's own
};

/// The network that a graph describes; people keep the order of the nodes. Parallel edges count once, with the largest
/// chance. A graph of which some edges are directed and some are not gives a directed network. What `graph_file_of`
/// made of a network from arrays gives an equal one.
/// @throws InvalidValue naming the edge and what to do: no chance, one outside (0, 1], an edge from a node to itself,
/// an
///         id twice; ImportFailed: an element of the file could not be understood, or an edge names no node of it
[[nodiscard]] Network network_of(const GraphFile& graph, const ReadGraphOptions& options = {},
                                 const Control& control = {});
/// Reads a GraphML, GEXF or node-link JSON file as a network.
/// @throws as read_graph_file and network_of
[[nodiscard]] Network read_graph(const std::filesystem::path& path, const ReadGraphOptions& options = {},
                                 const Control& control = {});

/// What the reader of graphs into records takes.
struct GraphOptions {
  std::string owner = {};                           ///< who states what the file says; empty: the operator
  std::string audience = {};                        ///< who may see it; empty: self
  std::map<std::string, std::string> columns = {};  ///< names of attributes: ours -> theirs; also "id" of nodes
};

/// Reads the nodes of a graph file as people and its edges as ties, with the owner as source. Attributes with the names
/// of the people and tie tables mean the same (a node's label is its name when it has none); others of a node are kept
/// as attributes, of an edge noted and left out: a weight is no chance until `columns` says so. Undirected edges hold
/// in both directions. Nodes and edges in the form of `write_graph` give affiliations and memberships. Ids are kept as
/// they are: where a tool made them up (n0, n1, ...), `columns = {{"id", "name"}}` takes another attribute. A row is a
/// node or an edge. Rejected: an edge without both ends, to a node that is not there or to itself, a value out of its
/// range, a node without an id, a hyperedge. Records stay unchanged when this throws.
/// @throws as read_graph_file; InvalidValue (bad audience, `columns` names what no node or edge has)
ImportReport read_graph(Records& records, const std::filesystem::path& path, const GraphOptions& options = {},
                        const Control& control = {});

}  // namespace weaktie
