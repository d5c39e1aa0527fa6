#pragma once
// Ids of people that a file brings: opaque, the same at every import, independent of everybody else in the file.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace weaktie {

/// "~" and 12 characters: the upper 60 bits of a 64-bit hash in base 32. It begins with "~" so that an id which the
/// user gave (letters, digits) sorts before it and stays the smallest id of a merged person.
/// The hash is FNV-1a (offset 14695981039346656037, prime 1099511628211) over `owner`, 0x1F, `source`, 0x1F, `key`,
/// finished with the 64-bit mixer of MurmurHash3 so that the upper bits depend on all of the text. Two people of one
/// owner meet by chance with probability n*n / 2^61: below one in 20 million for 300,000 people.
/// @param source the family of the file ("linkedin"), the same for every year and era of it
/// @param key what tells people of that source apart: a profile address, else a mail address, else a name and a date
/// @source G. Fowler, L. C. Noll, K.-P. Vo: FNV-1a; A. Appleby: MurmurHash3, fmix64
[[nodiscard]] inline std::string imported_id(std::string_view owner, std::string_view source, std::string_view key) {
  std::uint64_t hash = 14695981039346656037ull;
  const auto eat = [&hash](std::string_view text) {
    for (const char c : text) {
      hash ^= static_cast<unsigned char>(c);
      hash *= 1099511628211ull;
    }
  };
  eat(owner);
  eat("\x1f");
  eat(source);
  eat("\x1f");
  eat(key);
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdull;
  hash ^= hash >> 33;
  hash *= 0xc4ceb9fe1a85ec53ull;
  hash ^= hash >> 33;
  constexpr std::string_view digits = "0123456789bcdfghjklmnpqrstvwxyz-";  // no vowels: no words by accident
  std::string id = "~";
  for (int shift = 59; shift >= 4; shift -= 5) id += digits[static_cast<std::size_t>((hash >> shift) & 31u)];
  return id;
}

}  // namespace weaktie
