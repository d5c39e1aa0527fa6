#pragma once
// Inside the LinkedIn reader: its files, and the part that reads messages.
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <weaktie/io/file_set.hpp>

#include "shared.hpp"

namespace weaktie::io {

enum class LinkedInFile : std::uint8_t { profile, emails, positions, education, connections, invitations, messages };
inline constexpr std::size_t linkedin_file_count = 7;

/// What the reader knows about the owner before it reads rows.
struct LinkedInOwner {
  std::string id;
  std::string name;            ///< of Profile.csv
  std::string url;             ///< own profile address as written, empty when not known
  std::string url_key;         ///< profile_key(url)
  std::uint32_t url_line = 0;  ///< where it was read
  std::string url_file;
};

/// Whether a header (as name_keys) is that of this file.
[[nodiscard]] bool is_linkedin_header(LinkedInFile file, const std::vector<std::string>& keys);
[[nodiscard]] std::string linkedin_person_id(const std::string& owner, std::string_view key);

/// Own profile address: the sender address that goes most often with the owner's name; without a name, the one
/// address that takes part in every message.
void find_owner_in_messages(const Sheet& sheet, LinkedInOwner& owner);
/// Contacts of messages.csv. `described`: ids whose person statement comes from Connections.csv.
void plan_messages(const Sheet& sheet, const LinkedInOwner& owner, const std::set<std::string>& described,
                   ImportPlan& plan);

}  // namespace weaktie::io
