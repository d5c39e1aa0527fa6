#pragma once
// A network as a file of arrays that every peer reads: little-endian, no padding.
//   8 bytes  "wtarrays"
//   u64      people, ties, pairs
//   u32[]    source, target, cost     one a tie, undirected; cost is cost_of(chance)
//   f64[]    chance                   one a tie
//   u32[]    from, to                 one a pair: whom the queries are about, in their order
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace weaktie::benchmarks {

struct NetworkFile {
  std::uint64_t people = 0;
  std::vector<std::uint32_t> source = {}, target = {}, cost = {};
  std::vector<double> chance = {};
  std::vector<std::uint32_t> from = {}, to = {};
};

namespace detail {

inline constexpr char file_magic[] = "wtarrays";
using Handle = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

inline Handle open_file(const std::string& path, const char* mode) {
  Handle file(std::fopen(path.c_str(), mode), &std::fclose);
  if (!file) throw std::runtime_error("cannot open " + path);
  return file;
}
template <class T>
void put(std::FILE* file, const T* items, std::size_t count) {
  if (std::fwrite(items, sizeof(T), count, file) != count) throw std::runtime_error("cannot write the network file");
}
template <class T>
void get(std::FILE* file, T* items, std::size_t count) {
  if (std::fread(items, sizeof(T), count, file) != count) throw std::runtime_error("the network file ends early");
}
template <class T>
void get(std::FILE* file, std::vector<T>& items, std::uint64_t count) {
  items.resize(count);
  get(file, items.data(), items.size());
}

}  // namespace detail

inline void write_network(const std::string& path, const NetworkFile& it) {
  const std::string unfinished = path + ".part";
  {
    const detail::Handle file = detail::open_file(unfinished, "wb");
    const std::uint64_t counts[] = {it.people, it.source.size(), it.from.size()};
    detail::put(file.get(), detail::file_magic, 8);
    detail::put(file.get(), counts, 3);
    for (const auto* part : {&it.source, &it.target, &it.cost}) detail::put(file.get(), part->data(), part->size());
    detail::put(file.get(), it.chance.data(), it.chance.size());
    for (const auto* part : {&it.from, &it.to}) detail::put(file.get(), part->data(), part->size());
  }
  if (std::rename(unfinished.c_str(), path.c_str()) != 0) throw std::runtime_error("cannot write " + path);
}

[[nodiscard]] inline NetworkFile read_network(const std::string& path) {
  const detail::Handle file = detail::open_file(path, "rb");
  char magic[8];
  std::uint64_t counts[3];
  detail::get(file.get(), magic, 8);
  if (std::memcmp(magic, detail::file_magic, 8) != 0) throw std::runtime_error(path + " is no network file");
  detail::get(file.get(), counts, 3);
  NetworkFile out;
  out.people = counts[0];
  for (auto* part : {&out.source, &out.target, &out.cost}) detail::get(file.get(), *part, counts[1]);
  detail::get(file.get(), out.chance, counts[1]);
  for (auto* part : {&out.from, &out.to}) detail::get(file.get(), *part, counts[2]);
  return out;
}

}  // namespace weaktie::benchmarks
