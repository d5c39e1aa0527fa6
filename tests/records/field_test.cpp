#include <weaktie/records/field.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <weaktie/core/error.hpp>

#include "../catch.hpp"

using namespace weaktie;

TEST_CASE("titles find their field", "[records][field]") {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"Trainee Solicitor", "law"},
      {"Barrister at 5 Garden Chambers", "law"},
      {"General Counsel", "law"},
      {"Human Resources Law Associate", "law"},
      {"Assistant District Attorney", "law"},
      {"Commercial property lawyer", "law"},
      {"Chartered Accountant", "accountancy, banking and finance"},
      {"VP, Investment Banking", "accountancy, banking and finance"},
      {"Audit Senior", "accountancy, banking and finance"},
      {"CPA", "accountancy, banking and finance"},
      {"Management Consultant", "business, consulting and management"},
      {"Chief Executive Officer", "business, consulting and management"},
      {"Business Analyst", "business, consulting and management"},
      {"Community Fundraiser", "charity and voluntary work"},
      {"Volunteer Coordinator", "charity and voluntary work"},
      {"Graphic Designer", "creative arts and design"},
      {"Freelance illustrator", "creative arts and design"},
      {"Stage Manager", "creative arts and design"},
      {"Petroleum Engineer", "energy and utilities"},
      {"Offshore Wind Technician", "energy and utilities"},
      {"Mechanical Engineer", "engineering and manufacturing"},
      {"CNC Machinist", "engineering and manufacturing"},
      {"Sustainability Officer", "environment and agriculture"},
      {"Dairy farmer", "environment and agriculture"},
      {"Staff Nurse", "healthcare"},
      {"Consultant Cardiologist", "healthcare"},
      {"Physical Therapist", "healthcare"},
      {"School nurse", "healthcare"},
      {"Sous Chef", "hospitality and events"},
      {"Wedding Planner", "hospitality and events"},
      {"Bar Manager", "hospitality and events"},
      {"Senior Software Engineer", "information technology"},
      {"Head of IT", "information technology"},
      {"Cyber Security Analyst", "information technology"},
      {"Law Enforcement Officer", "law enforcement and security"},
      {"Detective Sergeant", "law enforcement and security"},
      {"Prison Officer", "law enforcement and security"},
      {"Security Guard", "law enforcement and security"},
      {"Personal Trainer", "leisure, sport and tourism"},
      {"Tour Guide", "leisure, sport and tourism"},
      {"Head of Marketing", "marketing, advertising and PR"},
      {"PR Executive", "marketing, advertising and PR"},
      {"Event Marketing Manager", "marketing, advertising and PR"},
      {"Broadcast Journalist", "media and internet"},
      {"Sub-editor", "media and internet"},
      {"News Reporter", "media and internet"},
      {"Quantity Surveyor", "property and construction"},
      {"Realtor", "property and construction"},
      {"Civil Engineer", "engineering and manufacturing"},
      {"Policy Adviser, Cabinet Office", "public services and administration"},
      {"Parliamentary Researcher", "public services and administration"},
      {"Legal Recruiter", "recruitment and HR"},
      {"HR Business Partner", "recruitment and HR"},
      {"Talent Acquisition Specialist", "recruitment and HR"},
      {"Store Manager", "retail"},
      {"Assistant Buyer", "retail"},
      {"Sales Engineer", "sales"},
      {"Business Development Manager", "sales"},
      {"Key Account Manager", "sales"},
      {"Research Scientist", "science and pharma"},
      {"Clinical Research Associate", "science and pharma"},
      {"Social Worker", "social care"},
      {"Care Home Manager", "social care"},
      {"Primary School Teacher", "teaching and education"},
      {"Lecturer in Law", "teaching and education"},
      {"Professor of Economics", "teaching and education"},
      {"Train Driver", "transport and logistics"},
      {"Supply Chain Analyst", "transport and logistics"},
      {"SOLICITORS", "law"},
      {"Café manager", "hospitality and events"}};
  for (const auto& row : rows) {
    const auto found = field_of(row.first);
    INFO(row.first);
    REQUIRE(found);
    CHECK(found->field == row.second);
    CHECK(found->confidence > 0);
    CHECK(found->confidence < 1);
  }
}

TEST_CASE("every field of the closed list is found by its own name and by some title", "[records][field]") {
  CHECK(std::is_sorted(field_names.begin(), field_names.end()));
  for (const std::string_view name : field_names) {
    INFO(name);
    CHECK(parse_field_query(name) == FieldQuery{std::string(name), {}});
    CHECK(named_field(name) == std::string(name));
  }
}

TEST_CASE("a text of several fields gives them all, best first", "[records][field]") {
  const auto found = fields_of("Lecturer in Law");
  REQUIRE(found.size() == 2);
  CHECK(found[0].field == "teaching and education");
  CHECK(found[1].field == "law");
  CHECK(found[0].confidence >= found[1].confidence);
  CHECK(fields_of("").empty());
  CHECK(fields_of("Zzyzx").empty());
  CHECK_FALSE(field_of(";;||"));
  CHECK_FALSE(field_of("\xff\xfe"));
}

TEST_CASE("a phrase uses up its words", "[records][field]") {
  const auto says = [](const char* text, const char* field) {
    for (const FieldMatch& match : fields_of(text)) {
      if (match.field == field) return true;
    }
    return false;
  };
  CHECK_FALSE(says("Sales Engineer", "engineering and manufacturing"));
  CHECK_FALSE(says("Law enforcement", "law"));
  CHECK_FALSE(says("Legal recruiter", "law"));
  CHECK_FALSE(says("Head of human resources law", "teaching and education"));

  const FieldTable table({"law", "police"}, {{"law", "law"}, {"law enforcement", "police"}});
  CHECK(field_of("Law enforcement", table)->field == "police");
  CHECK(field_of("Law; enforcement", table)->field == "law");  // phrases never reach across a separator
}

TEST_CASE("saying a word twice says nothing more", "[records][field]") {
  CHECK(fields_of("solicitor; Solicitor") == fields_of("solicitor"));
  CHECK(fields_of("solicitor | law firm")[0].confidence > fields_of("solicitor")[0].confidence);
}

TEST_CASE("free words find their field and narrow it", "[records][field]") {
  using Words = std::vector<std::string>;
  CHECK(parse_field_query("law") == FieldQuery{"law", {}});
  CHECK(parse_field_query("PR") == FieldQuery{"marketing, advertising and PR", {}});
  CHECK(parse_field_query("HR") == FieldQuery{"recruitment and HR", {}});
  CHECK(parse_field_query("I.T.").field == "information technology");
  CHECK(parse_field_query("commercial law") == FieldQuery{"law", Words{"commercial"}});
  CHECK(parse_field_query("Law enforcement") == FieldQuery{"law enforcement and security", {}});
  CHECK(parse_field_query("law: commercial") == FieldQuery{"law", Words{"commercial"}});
  CHECK(parse_field_query("employment law") == FieldQuery{"law", Words{"employment"}});
  CHECK(parse_field_query("investment banking") == FieldQuery{"accountancy, banking and finance", Words{"investment"}});
  CHECK(parse_field_query("barrister") == FieldQuery{"law", Words{"barrister"}});
  CHECK(parse_field_query("jobs in the charity sector").field == "charity and voluntary work");
}

TEST_CASE("an unknown field is refused with the nearest and the list", "[records][field]") {
  CHECK_THROWS_AS(parse_field_query("xylophones zz"), InvalidValue);
  CHECK_THROWS_WITH(parse_field_query("helthcare"),
                    ContainsSubstring("the nearest is 'healthcare'") && ContainsSubstring("transport and logistics"));
  CHECK_THROWS_AS(parse_field_query(""), InvalidValue);
  CHECK_THROWS_AS(parse_field_query(" ,. "), InvalidValue);
}

TEST_CASE("relevance is certain by field, graded by words, and needs the narrowing words", "[records][field]") {
  const FieldQuery law{"law", {}};
  CHECK(relevance(law, "law", "", "", "") == 1);
  CHECK(relevance(law, "retail ; Law", "", "", "") == 1);
  CHECK(relevance(law, "legal", "", "", "") == 1);
  CHECK(relevance(law, "retail", "Solicitor", "", "") == fields_of("Solicitor")[0].confidence);
  CHECK(relevance(law, "", "Manager", "", "Brown & Moss Solicitors") > .5);  // calibrated, and a manager manages
  CHECK(relevance(law, "", "Nurse", "", "") == 0);
  CHECK(relevance(law, "", "", "", "") == 0);
  const FieldQuery commercial{"law", {"commercial"}};
  CHECK(relevance(commercial, "law", "Solicitor", "Family law", "") == 0);
  CHECK(relevance(commercial, "law", "Solicitor", "Commercial and property", "") == 1);
  CHECK(relevance(commercial, "", "Commercial Solicitor", "", "") > .9);
}

TEST_CASE("an app may put its own table in place", "[records][field]") {
  const FieldTable table({"sea", "land"}, {{"captain", "sea", .8}, {"army captain", "land", .9}}, {{"ships", "sea"}});
  CHECK(field_of("Captain", table)->field == "sea");
  CHECK(field_of("Army captain", table)->field == "land");
  CHECK(parse_field_query("ship", table).field == "sea");
  CHECK(relevance({"land", {}}, "Land", "", "", "", table) == 1);
  CHECK_THROWS_AS(FieldTable({}, {}), InvalidValue);
  CHECK_THROWS_AS(FieldTable({"sea", "sea"}, {}), InvalidValue);
  CHECK_THROWS_AS(FieldTable({"sea"}, {{"hill", "land", .5}}), InvalidValue);
  CHECK_THROWS_AS(FieldTable({"sea"}, {{"--", "sea", .5}}), InvalidValue);
  CHECK_THROWS_AS(FieldTable({"sea"}, {{"hill", "sea", 1.0}}), InvalidValue);
}
