#pragma once
// The words the message rules look for, as data. Private to src/.
#include "text.hpp"

#include <cstdint>

namespace weaktie::interview_rules {

enum Tag : std::uint32_t {
  job,
  job_noun,
  implied,
  implied_direct,
  arises,
  cv,
  negation,
  pressure,
  mass,
  introduction,
  context,
  introduce_target,
  limit,
  note,
  availability,
  purpose,
  vague,
  thanks,
  meeting,
  ask_first,  // the kinds of a second request, one after the other
  ask_shadow = ask_first,
  ask_review,
  ask_introduce,
  ask_recommend,
  ask_visit,
  ask_reference,
  ask_mentor,
  ask_survey,
  ask_material,
  ask_speak,
  ask_money,
  ask_end
};

inline const interview_text::Patterns::Macros macros{
    {"vac",
     "vacanc*|openings|internship|internships|placement|placements|traineeship*|training_contract*|vacation_scheme*|"
     "graduate_scheme*|graduate_role*|graduate_job*|graduate_position*|graduate_post*|pupillage*|apprenticeship*|"
     "work_experience|summer_job*|part_time_job*|full_time_job*|entry_level_job*|entry_level_role*|insight_week*|"
     "working_student_position*|secondment*"},
    {"job", "job|jobs|position|positions|role|roles|post"},
    {"lead",
     "hoping_to|hope_to|want_to|would_like_to|id_like_to|would_love_to|id_love_to|need_to|trying_to|keen_to|"
     "able_to|possible_to|wish_to|looking_to|could_i|can_i|might_i|may_i|help_me|help_me_to|id_be_glad_to|eager_to"},
    {"gain", "find|get|secure|obtain|land|arrange|do|have|undertake|complete|start|take_up|gain"},
    {"arise",
     "come_up|comes_up|came_up|coming_up|come_along|comes_along|came_along|arise|arises|arose|become_available|"
     "becomes_available|became_available|turn_up|turns_up|turned_up|open_up|opens_up|opened_up|crop_up|crops_up|"
     "be_available|comes_your_way|come_your_way|is_available|are_available"},
    {"place",
     "team|teams|firm|company|organisation|organization|department|chambers|group|lab|laboratory|practice|council|"
     "agency|staff|business|office|studio|bank|charity|school|hospital|institution"},
    {"hr", "hr|human_resources|recruit*|hiring|talent|personnel|whoever|decision_maker*"},
    {"cvs", "cv|cvs|curriculum_vitae|resume|covering_letter|cover_letter"},
    {"want",
     "would_love|id_love|would_like|id_like|want|wanted|wish|hope|hoping|keen|eager|dream|ambition|aspire|happy|"
     "delighted|thrilled|honoured|jump|chance|opportunity|love|goal|excited|glad"},
    {"day",
     "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mondays|tuesdays|wednesdays|thursdays|fridays|weekday|"
     "weekdays|weekend|weekends|morning|mornings|afternoon|afternoons|evening|evenings|lunchtime|lunchtimes"},
    {"soon",
     "today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|midday|the_weekend|"
     "the_end|end_of|next_week|this_evening|the_latest|close_of"},
    {"number", "five|ten|fifteen|twenty|twenty_five|thirty|forty_five|10|15|20|5|25|30|45|12|a_few|few|couple_of"},
};

struct Row {
  Tag tag;
  const char* pattern;
};

inline constexpr Row rows[] = {
    // a job is asked for
    {job, "look|looking|searching|hunting|search|hunt for ^4 @vac|@job|employment|work|paid_work"},
    {job, "@lead ^1 @gain ^3 @vac|@job"},
    {job, "want|need|would_like|id_like|would_love|id_love|hoping_for|hope_for|wish_for|im_after ^2 @vac|job"},
    {job, "seek|seeking ^3 @vac|@job|employment|work"},
    {job, "offer|give|get|find|grant me|us ^3 @vac|@job|work"},
    {job,
     "do|does|if|whether ^4 offer|offers|run|runs|have|has|take|takes|accept|accepts|provide|provides ^3 @vac|@job"},
    {job, "is|are|be there ^3 @vac|job|jobs|positions|roles|position"},
    {job, "there ^2 might|may|could|will|would be ^2 @vac|a_job|jobs|a_position|positions|roles"},
    {job, "there are|is ^2 vacanc*|openings|an_opening"},
    {job, "let_me_know|tell_me|inform_me|notify_me|contact_me|call_me|alert_me ^6 @vac|an_opening|opening"},
    {job, "let_me_know|tell_me|inform_me|notify_me|contact_me|call_me ^2 of|if|when|whether|should|any ^4 @job|work"},
    {job, "any ^2 vacanc*|openings|opening|pupillage*|traineeship*"},
    {job, "internship|internships|placement|job|employment|graduate|work_experience opportunit*"},
    {job, "apply|applying|applied|application ~1 for|to ^4 @vac|@job ~3 at|with|in your|you"},
    {job, "@lead ^1 apply for"},
    {job, "how ~2 i apply|might_apply|could_apply"},
    {job, "considered|consider|considering ^2 for ^4 @vac|@job|work"},
    {job,
     "enquire|inquire|enquiring|inquiring|ask|asking|asked|know|hear|wondering|wonder about|if|whether|of ^5 @vac|"
     "openings|positions|roles_at"},
    {job, "interested in ^4 @vac"},
    {job, "interested in ^2 a|any ^2 @job ~2 with|at|in ~1 your|you"},
    {job, "hire|employ|interview me"},
    {job, "take|taking me on"},
    {job, "are|is you|your|they ^3 hiring|recruiting|taking_on|looking_to_hire"},
    {job, "if|whether you|your|they ~3 hiring|recruiting|taking_on"},
    {job, "can|could|would you|your ^2 ~1 take|takes|host|place ^1 me ~3 intern|trainee|apprentice|placement|student"},
    {job_noun, "@vac ~3 @arise|at_your|in_your|with_your|with_you|within_your|for_me"},
    {job_noun, "@job|opening ~2 @arise"},
    {job_noun, "@job ~1 at|with|in|within|on your @place"},
    // a hint at one
    {implied, "keep|bear|have|hold me ~1 in_mind"},
    {implied, "keep|hold|retain my ~3 on_file|on_record|in_mind|to_hand|for_later|for_future"},
    {implied, "think|thinking of_me"},
    {implied, "lead|leads|leading to a|an|any ~1 job|position|role|offer|placement|internship|interview"},
    {implied, "remember me if|when|should"},
    {implied, "consider|considering me"},
    {arises, "anything|something ~4 @arise"},
    {arises, "opportunit* ~3 @arise|present_itself|presents_itself"},
    {implied, "any ^1 opportunities|opportunity ~1 at|in|with|within|for|available|that|you|to_work|to_join"},
    {implied, "opportunit* ~2 at|with|within your"},
    {implied, "opportunit* ~2 in your @place"},
    {implied, "@want ~3 to|of|at|is ~4 work|working ~1 for|at|under|alongside|with you|your"},
    {implied, "join|joining your ~2 @place"},
    {implied, "@want ~3 join|joining|to_join you"},
    {implied, "part_of your ~1 @place"},
    {implied, "i|me ~2 contribute|offer|bring ~2 to your"},
    {implied, "asset|value|fit|suited|right_person to|for your ~1 @place"},
    {implied, "my ~3 career at|with|in your ~1 @place"},
    {implied, "start|begin|build|launch|starting a|my career at|with your|you"},
    {implied, "refer|recommend|endorse me for|internally|or|and|at|with|in"},
    {implied, "refer|recommend|endorse me $"},
    {implied, "refer|recommend me to ~2 @hr"},
    {implied, "vouch for_me"},
    {implied, "good_word for|in"},
    {implied, "put a ~1 word in"},
    {implied, "employee|internal|job referral|referrals"},
    {implied, "foot in|through the|your door"},
    {implied, "way|get into your @place"},
    {implied,
     "pass|forward|send|give|hand|share|mention|put|submit ~1 my ^0 ~3 "
     "details|name|profile|@cvs|application|information|"
     "background ~2 to|on_to|onto|with|forward ~4 @hr"},
    {implied, "pass|hand|forward it|this|them|me ~2 to|on_to ~4 @hr|hires"},
    {implied, "details|name|profile|cv|resume to ~2 @hr"},
    {implied_direct, "pass|forward|hand|circulate on? my details|profile|@cvs|application"},
    {implied, "put|connect|introduce me ~3 with|to ~3 recruit*|hiring|talent_team|hr_team|hr_department|your_hr"},
    {implied, "extra|another|spare|additional ~1 pair_of_hands"},
    {implied,
     "if|should|when ~4 need|needs ~3 hands|an_assistant|an_intern|a_trainee|extra_help|more_people|new_people"},
    {implied,
     "i|im ~1 could|can|am|be|ready|available|free|able ~1 to? start in|from|on|immediately|straight|work|right"},
    {implied, "ready|available|able to_start $"},
    {implied, "ready|available to_start|to_work|for_work|for_hire"},
    {implied, "next_time|when_you_next|when_your_team_next ~3 recruit*|hire|hires|hiring"},
    {implied, "apply|applying|application to|at|with your ~1 @place"},
    {implied, "work|working for_free|unpaid|without_pay"},
    {implied, "hired|employed|recruited by|at|with your|you"},
    // a CV
    {cv, "attach*|enclos* ~5 @cvs"},
    {cv, "@cvs ~5 attached|enclosed|below|herewith"},
    {cv,
     "send|share|forward|email|show|give|pass|submit|upload|include|including|sending|bring|see|find|here_is|heres ~4 "
     "my "
     "~2 @cvs"},
    {cv, "send|share|forward|email|submit you? ~1 a ~2 @cvs"},
    {cv, "look|read|review|check|glance|feedback|comments|comment|thoughts|critique|improve ~3 my ~2 @cvs"},
    {cv, "send|share|email|forward it|my ~1 @cvs"},
    // not asking
    {negation,
     "not|never|wont|dont|nor|arent|isnt|havent ~2 ask*|look*|seek*|hop*|expect*|request*|writ*|fish*|hint*|after|"
     "interested|attach*|enclos*|send*|applying|about"},
    {negation, "not|isnt|neither a|an|about|for|my"},
    {negation, "without ~1 asking|expecting|expectation|seeking|wanting|any"},
    {negation, "rather_than|instead_of|nothing_to_do_with|no_need_for|no_interest_in"},
    {negation, "no @vac|job|jobs|request"},
    {negation, "not|dont ~1 want|need a|an|any|you"},
    // pressure
    {pressure, "asap|urgent|urgently|urgency"},
    {pressure, "as_soon_as possible|you_can|you_possibly_can"},
    {pressure, "i ~1 expect you|your|to_hear|an_answer|a_reply|a_response"},
    {pressure, "i insist|demand"},
    {pressure, "you must|have_to|need_to|are_obliged|owe_me|had_better|better"},
    {pressure,
     "reply|respond|answer|back|confirm|confirmation|response|know|decide|hear|letter|word ~4 "
     "by|before|within|no_later_than ~1 "
     "@soon|24|48|two_days|hours|a_day"},
    {pressure, "by tomorrow|tonight|the_latest|return|return_of_post"},
    {pressure, "at the_latest"},
    {pressure, "immediately|straight_away|right_away|at_once|without_delay|promptly"},
    {pressure, "prompt|swift|immediate|speedy|early|quick reply|response|answer"},
    {pressure,
     "i|ill will|shall|am|going? ~2 call|phone|ring|visit|come_by|drop_by|stop_by|calling|phoning|turn_up|come_to ~4 "
     "tomorrow|unless|on_monday|on_tuesday|on_wednesday|on_thursday|on_friday|this_week|next_week|today"},
    {pressure, "ill call|phone|ring|visit|come_by|drop_by|stop_by ~4 tomorrow|unless|monday|this_week|today"},
    {pressure, "unless i_hear|you_write|you_reply|you_object|you_tell_me|you_respond"},
    {pressure, "second|third|fourth|fifth time|message|email|attempt ~3 i|ive|to_you|have"},
    {pressure, "written|emailed|messaged|called ~2 twice|three_times|several_times|repeatedly|many_times"},
    {pressure, "still ~1 not|no heard|received|replied|answer|reply|answered"},
    {pressure, "why ~2 not|havent replied|answered|responded"},
    {pressure, "dont|not let_me_down|ignore"},
    {pressure, "counting|relying|depending on_you"},
    {pressure, "least you_can|you_could"},
    {pressure, "wont_take_no|not_take_no|final_reminder|last_chance"},
    {pressure, "i need|require your_answer|an_answer|a_reply|your_reply|a_response|to_hear|a_decision"},
    // sent to many
    {mass, "to_whom it|this may|might concern"},
    {mass,
     "dear|hi|hello|good_morning "
     "all|everyone|everybody|sirs|colleague|colleagues|friends|recruiter|recruiters|alumni|alumnus|alumna|"
     "professional|professionals|partners|members|recipient|candidate|folks|contact|sir_madam|sir_or_madam|"
     "madam_or_sir|madam_sir|hiring_manager|hiring_team|recruitment_team|hr_team|hr_manager|human_resources"},
    {mass, "dear ladies|ladies_and"},
    {mass,
     "writing|contacting|emailing|messaging|sending|sent to? ~2 several|many|all|a_number_of|lots_of|dozens|everyone"},
    // who I am
    {introduction,
     "i|im|my|am|me ~12 student|undergraduate|postgraduate|graduate|fresher|sixth_former|trainee|apprentice|"
     "doctoral|phd|degree|masters|studying|alumnus|alumna|a_level|pupil|finalist"},
    {introduction,
     "i|im|am ~10 reading|study|studied ~1 english|law|history|physics|mathematics|maths|economics|medicine|"
     "computing|chemistry|biology|geography|politics|philosophy|music|at|for"},
    {introduction, "i|im|am|my ~8 first|second|third|fourth|final|penultimate|1st|2nd|3rd|foundation year"},
    {introduction, "i work|teach|volunteer|train|run|study as|in|for|at|with"},
    {introduction, "i ~2 work_as|working_as|now_work"},
    {introduction, "as a|an student|graduate|trainee|nurse|teacher|parent|researcher|fellow"},
    // how we are linked
    {context,
     "your ~5 talk|lecture|panel|session|workshop|presentation|speech|webinar|keynote|seminar|class|masterclass|"
     "podcast|article|interview|book|paper|report|pamphlet|blog|essay|column|thesis|stand|question_and_answer"},
    {context,
     "you ~2 spoke|speak|presented|judged|led|ran|taught|described|supervised|trained|chaired|hosted|gave|answered|"
     "sat_as|mentioned|wrote"},
    {context, "heard|saw|watched|met you"},
    {context, "we ~2 met|spoke|talked|worked|studied|share|overlapped|sat|were_on|were_both|both"},
    {context, "both ~2 at|members|on|studied|worked|volunteer|went|attended"},
    {context,
     "i ~2 was_at|attended|was_in|went_to|came_to ~6 evening|event|conference|meeting|meetup|talk|lecture|panel|fair|"
     "workshop|audience|dinner|session|day|seminar|night"},
    {context,
     "suggested|recommended|encouraged|advised|said|told|mentioned|passed_on|kindly|thought ~3 "
     "i|me|you|that_i|this|your"},
    {context, "gave|given|passed me ~1 your"},
    {context, "your name ~1 was|came_from"},
    {context, "suggestion|recommendation|introduction|encouragement|invitation of|from|by"},
    {context, "your ~1 former|old? colleague|student|pupil|friend|classmate|neighbour|manager|cousin"},
    {context,
     "friend|colleague|neighbour|cousin|sister|brother|mother|father|aunt|uncle|tutor|teacher ~6 you|your|yours"},
    {context, "fellow member|alumni|alumnus|alumna|student|graduate"},
    {context, "alumni list|directory|network|association|office|page|database"},
    {context, "like|as you ~1 a|an|i|am|studied|member|graduate"},
    {context, "graduate|member|student|alumn* ~6 like_you|as_you|same"},
    {context,
     "the_same ~2 school|course|university|college|department|village|club|degree|society|team|dinner|panel|town"},
    {context, "where_you ~2 studied|spoke|were|worked|taught|trained"},
    {context, "asked ~4 pass ~3 note|message|this"},
    {context, "knows that_i|i_am|im"},
    {context, "mention their|his|her name"},
    {context, "because of your|the|my|a"},
    {context,
     "through|via the|our|my ~3 society|association|institute|club|league|union|network|choir|church|mosque|charity"},
    {introduce_target, "introduce|introducing|connect|connecting me|us"},
    {introduce_target, "introduction to"},
    {introduce_target, "connect us"},
    {introduce_target, "put|putting me|us in_touch|in_contact"},
    {introduce_target, "pass|forward|send|give ~3 note|message|lines|this|them|letter on|to"},
    {introduce_target, "pass ~1 the|this|my ~1 note|message"},
    {introduce_target, "mention me|my_name"},
    // how long
    {limit, "@number|8|7|fifteen_or|one|two minute|minutes|mins|min"},
    {limit, "10min|15min|20min|10mins|15mins|20mins|10m|15m|20m"},
    {limit, "quarter of_an_hour|hour"},
    {limit, "half an_hour|hour"},
    {limit, "an|one hour"},
    {note, "note|lines_below|lines_underneath|lines_about"},
    // when
    {availability, "any ~2 time|day|moment|hour|@day|week"},
    {availability, "anytime|whenever"},
    {availability,
     "at|on|in a|an|whatever|your|the|some? ~2 time|day|moment|date|hour ~4 suit|suits|choose|choosing|convenient|"
     "like|best|works|easier|easiest|prefer|you"},
    {availability, "convenient|convenience|suits|flexible"},
    {availability, "suit you|me|your|either"},
    {availability, "your ~1 schedule|diary|calendar|timetable|choice"},
    {availability,
     "free|available|around|home ~2 on|in|at|from|any|most|all|after|before|every|between|during|next|this|to_talk"},
    {availability, "fit in_with|around|in_around|round"},
    {availability, "fit ~2 around|round|with your|you"},
    {availability, "in|over|within the next|coming ~2 weeks|week|days|fortnight|month|month_or"},
    {availability, "next|this week|month|term|fortnight"},
    {availability, "@day ~6 suit|work|works|best|free|fine|possible|would_do|convenient"},
    {availability, "could|can|free|available|possible ~6 @day"},
    {availability, "every|most ~1 @day"},
    {availability, "works|best|easiest|easier for_you"},
    {availability, "when you_have|you_are|youre|it_is|is_best|is_good"},
    {availability, "i ~1 can|could do"},
    {availability, "after ~1 3|4|5|6|three|four|five|six|exams|term|pm"},
    // about what
    {purpose, "ask|asks|asking|asked ~4 about|how|why|which|whether|where|what|when|if"},
    {purpose, "question|questions ~4 about|on|around|regarding|concerning|how|which|whether|for_you_on"},
    {purpose, "understand|understanding|discuss|explore|exploring|compare|comparing|puzzle|puzzles|puzzled|puzzling"},
    {purpose,
     "learn|learning|hear|know|tell|wonder|wondering|wondered|curious|unsure|unclear|clear|find_out|work_out|working_"
     "out|"
     "figure_out|worked_out|explain|see|see_how|say|told ~2 about|how|why|which|whether|where|what"},
    {purpose, "to|we|could|can|us talk|speak|chat ~2 about|through"},
    {purpose, "interested|interest in"},
    {purpose, "drawn to"},
    {purpose, "trying to find_out|work|see|decide|learn|understand"},
    {purpose, "decide|deciding|choose|choosing|torn|difference|differences between"},
    {purpose, "thinking of|about"},
    {purpose, "considering|weighing|looking_into"},
    {purpose, "view|views|thoughts|opinion|perspective|advice|insight|insights on|into|about"},
    {purpose, "how|why"},
    {purpose, "what|which do|does|is|are|makes|made|would|parts|part"},
    // vague
    {vague, "pick your brain|brains"},
    {vague,
     "learn|hear|know ~1 more? about what_you_do|your_journey|your_story|your_career|your_work|your_experience|you"},
    {vague, "your|career journey"},
    {vague, "quick|brief|short chat|call|coffee"},
    {vague, "any|some|general|your advice|tips|help|guidance"},
    {vague, "love|like to connect|network"},
    {vague, "anyone|someone interesting"},
    {vague, "chat|talk about your"},
    {thanks, "thank|thanks|grateful|gratitude|appreciate|appreciated"},
    {meeting, "talk|speak|call|chat|meet|coffee|minutes|minute|conversation|questions|question|ring|ask|mins"},
    // second requests
    {ask_shadow, "to|could|can|may|might|i|also shadow"},
    {ask_shadow, "shadowing you|your"},
    {ask_review,
     "review|read|check|proofread|look_at|look_over|look_through|glance_at|comment_on|feedback_on|correct|edit|improve|"
     "critique|go_over|go_through ~1 my ~2 cv|resume|application|applications|essay|dissertation|thesis|draft|letter|"
     "statement|portfolio|script|project|paper|profile|code|proposal|work|cover_letter"},
    {ask_introduce, "introduce|connect me to|with"},
    {ask_introduce, "put me in_touch|in_contact"},
    {ask_recommend,
     "could|would|can|please|and|also|you ~3 recommend|suggest ~3 book|books|reading|people|contacts|someone|anyone|"
     "colleagues|courses|course|others|anybody"},
    {ask_visit,
     "could|can|may|might|to|also|please ~2 visit|see|tour|look_round|look_around|come_to ~1 your|the ~1 lab|office|"
     "offices|studio|workshop|site|chambers|factory|team|laboratory"},
    {ask_reference, "write|give|provide|be|as ~2 reference|testimonial|referee|recommendation_letter"},
    {ask_mentor, "be|become|as my mentor"},
    {ask_mentor, "mentor me"},
    {ask_survey, "fill|complete|answer|take ~2 my|this|a|the ~2 survey|questionnaire"},
    {ask_material, "send|lend|give me ~3 notes|slides|materials|copy|copies|examples|templates|documents|book|list"},
    {ask_speak,
     "could|would|can|please|to ~2 speak|talk|present ~1 at|to our|my ~2 "
     "society|school|club|class|event|students|podcast"},
    {ask_money, "sponsor|donate|fund my|our|me|us|to"},
};

}  // namespace weaktie::interview_rules
