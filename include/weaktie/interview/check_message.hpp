#pragma once
// May I send this? What a considerate reader would stumble over, each with its place and the reason.
#include <weaktie/interview/message.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weaktie {

enum class Severity : std::uint8_t { warning, error };

[[nodiscard]] std::string_view to_string(Severity severity);

/// Half open, in bytes; (0, 0) when something is absent.
struct TextSpan {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

struct Finding {
  std::string rule = {};  ///< one of message_rules()
  Severity severity = Severity::warning;
  TextSpan span = {};
  std::string why = {};  ///< one or two sentences: what was found and what to do instead

  friend bool operator==(const Finding&, const Finding&) = default;
};

struct CheckOptions {
  MessageKind kind = MessageKind::direct;
  std::string to = {};      ///< whom it goes to, "Amara Okoye" or "Ms Okoye"; empty: the greeting is not compared
  std::string sender = {};  ///< who writes; when given, the message must say this name
};

/// The rule ids, sorted.
[[nodiscard]] const std::vector<std::string>& message_rules();

/// What is wrong with a message; empty means: send it. Sorted by span begin, then rule, then span end.
///
/// | rule | severity | found when | kinds |
/// |---|---|---|---|
/// | job-request | error | a job, vacancy, placement, internship ... is asked for | all |
/// | implied-job-request | error | a hint at one: "keep me in mind", "pass my details to HR" | all |
/// | cv-attached | error | a CV or covering letter is attached, offered or to be looked at | all |
/// | no-introduction | error | not who writes: what you do (and your name, given `sender`) | direct, mention |
/// | no-context | error | no link or reason; for broker: nobody named to be introduced to | direct, mention, broker |
/// | no-time-limit | warning | no number of minutes; for broker it may stand in the note | direct, mention, broker |
/// | no-availability | warning | no time offered | direct, mention |
/// | vague-purpose | warning | no subject ("pick your brain"); thanks: no thanks, or for nothing | all |
/// | several-asks | warning | a second request: to shadow, review, introduce ... | all |
/// | too-long | warning above 180 words, error above 250 | the span is what is too much | all |
/// | wrong-name | error | the greeting names somebody other than `to`, or Mr for Ms | all |
/// | mass-mail | error | an unfilled placeholder, "Dear all", "Dear Sir or Madam" | all |
/// | pressure | error | urgency, a deadline, "I expect", "I will call you tomorrow unless" | all |
///
/// Case, accents, punctuation, typographic quotes, line wraps and hard spaces make no difference. Words about jobs that
/// ask for none ("your first job", "how hiring is changing", "a placement I did", "I am not asking about vacancies")
/// are not findings. A missing greeting is not one either.
/// @throws InvalidValue when the text, `to` or `sender` is not UTF-8 (names the byte)
/// @complexity linear in the text
[[nodiscard]] std::vector<Finding> check_message(std::string_view text, const CheckOptions& options = {});

}  // namespace weaktie
