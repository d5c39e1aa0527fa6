#pragma once
// How do I ask? A message composed from structured facts. A fact that is missing is asked for, never invented.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weaktie {

/// direct: to the person. broker: to someone who may introduce you, with a note to forward. mention: to the person,
/// naming somebody who agreed to be named. thanks: after a conversation.
enum class MessageKind : std::uint8_t { direct, broker, mention, thanks };

/// "direct", "broker", "mention" or "thanks". @throws InvalidValue for any other word, naming the four.
[[nodiscard]] MessageKind message_kind(std::string_view word);
[[nodiscard]] std::string_view to_string(MessageKind kind);

/// The person who asks.
struct Seeker {
  std::string name = {};    ///< "Sarah Jones"
  std::string year = {};    ///< "second", "second-year", "2", "2nd", "final", "first year of a master's": as it is said
  std::string course = {};  ///< "law"
  std::string university = {};  ///< "Warwick"
  std::string email = {};       ///< optional; stands under the name
  std::string role =
      {};  ///< optional, for those who do not study: "paramedic in Leeds" replaces year, course, university
};

/// The person with whom the conversation is wanted.
struct Recipient {
  std::string name = {};          ///< "Amara Okoye"
  std::string salutation = {};    ///< optional, "Ms Okoye"; without it the greeting uses the full name
  std::string role = {};          ///< optional, "head of employment law"
  std::string organisation = {};  ///< optional
};

/// How the two are connected. `text` reads `what` as the user's own words, the others build a sentence round it.
enum class ConnectionKind : std::uint8_t { text, heard_speaker, event, alumni, association, colleague, cold };

/// "text", "heard_speaker", "event", "alumni", "association", "colleague", "cold".
/// @throws InvalidValue for any other word, naming them.
[[nodiscard]] ConnectionKind connection_kind(std::string_view word);

struct Connection {
  ConnectionKind kind = ConnectionKind::text;
  std::string what = {};  ///< text: "I was at the Careers in HR evening, and your talk stayed with me", or "heard you
                          ///< at ..."; heard_speaker, event: its name; alumni: the school; association, colleague: its
                          ///< name; cold: what of theirs you know, "your article on dismissals"
  std::string host = {};  ///< optional, heard_speaker and event: who put it on
  std::string when = {};  ///< optional, heard_speaker, event: "last week", "in October"
};

/// Someone between the two: asked for an introduction (kind broker), or named with permission (kind mention).
struct Broker {
  std::string name = {};        ///< "Ben Carter"
  std::string salutation = {};  ///< optional, "Ben"; without it the greeting uses the full name
  std::string link = {};        ///< optional, how the broker knows the recipient: "your time at Hart & Lowe"
  bool may_be_named = false;    ///< mention only: the broker has agreed; otherwise the name is left out and asked for
};

/// All facts of one message, in the order of the Python arguments. Text is data: line breaks and control characters
/// become spaces, quotes and right-to-left text are kept, nothing in it is read as a slot.
struct MessageFacts {
  MessageKind kind = MessageKind::direct;
  Seeker seeker = {};
  Recipient recipient = {};
  Connection connection = {};  ///< thanks: the conversation, as text: "our call on Tuesday"
  std::string research = {};   ///< one concrete thing already done: "I have since read the report", "the report";
                               ///< thanks: one thing learned or done since: "I have ordered the handbook"
  std::vector<std::string> topics = {};  ///< one or two: "employment law in practice"; thanks: what was most useful
  std::string why_you = {};              ///< "you have done both", "your years in HR"
  std::int64_t minutes = 10;             ///< 10 to 20
  std::string mode = {};                 ///< "by phone or video"
  std::string when = {};                 ///< "any time that suits you", "on weekday afternoons", "I am free after four"
  std::optional<Broker> broker = {};
};

/// A fact that the message needs and does not have.
struct MissingFact {
  std::string field = {};     ///< as the user writes it: "seeker.course"
  std::string question = {};  ///< in plain words

  friend bool operator==(const MissingFact&, const MissingFact&) = default;
};

struct Message {
  std::string subject = {};
  std::string body = {};
  std::string forwardable = {};  ///< broker only: a note that the broker can pass on as it is
  std::vector<MissingFact> missing = {};
};

/// One sentence with slots in braces ("{seeker.name}"; "{{" and "}}" are braces).
/// Lines of one kind, place and part stand together: the first whose slots can all be filled is used; when none can,
/// the sentence is left out. A text that begins with a line break starts a line, every other one follows a space.
struct SentenceTemplate {
  MessageKind kind = MessageKind::direct;
  std::string place = {};  ///< "subject", "body" or "forwardable"
  std::string part = {};   ///< "greeting", "introduction", ...: free words
  std::string text = {};
};

/// The sentences of all kinds as data: replace or translate them.
struct MessageTemplates {
  std::vector<SentenceTemplate> sentences = {};

  /// Plain British English.
  [[nodiscard]] static const MessageTemplates& english();
};

/// Every slot a template may use, sorted.
[[nodiscard]] const std::vector<std::string>& message_slots();

/// @throws InvalidValue: an unknown slot (names it, the nearest one and the template), a brace that is not closed, a
/// place
///         other than the three.
void check_templates(const MessageTemplates& templates);

/// The message for these facts. With complete facts `check_message` has nothing to say about it.
/// A needed fact that is blank is listed in `missing` in the order of the fields above; the sentence that carries it is
/// left out. Body and note stay within 120 words.
/// @throws InvalidValue: minutes outside 10 to 20, more than two topics, text that is not UTF-8, facts so long that the
///         message passes 120 words (names the longest), or a template as in check_templates
/// @complexity linear in the facts and templates
[[nodiscard]] Message compose(const MessageFacts& facts,
                              const MessageTemplates& templates = MessageTemplates::english());

}  // namespace weaktie
