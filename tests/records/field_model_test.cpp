#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/core/error.hpp>
#include <weaktie/records/field.hpp>

#include "../catch.hpp"

using namespace weaktie;

namespace {

const std::vector<std::pair<const char*, std::vector<const char*>>>& known_titles() {
  static const std::vector<std::pair<const char*, std::vector<const char*>>> rows = {
      {"accountancy, banking and finance",
       {"Chartered Accountant", "Paraplanner", "Mortgage adviser", "Bookkeeper", "Part-qualified Accountant",
        "Purchase Ledger Clerk", "Loss Adjuster", "Actuarial Trainee"}},
      {"business, consulting and management",
       {"Managing Director", "Management Consultant", "Programme Manager", "PMO Analyst", "Health and Safety Adviser",
        "Founder and CEO"}},
      {"charity and voluntary work",
       {"Community Fundraiser", "Volunteer Coordinator", "Charity Trustee", "Vicar", "Trusts and Foundations Officer",
        "Legacy Fundraiser", "Army Chaplain", "Food Bank Coordinator"}},
      {"creative arts and design",
       {"Graphic Designer", "Ballet Dancer", "Illustrator", "Florist", "Pantomime Dame", "Middleweight Designer"}},
      {"energy and utilities",
       {"Petroleum Engineer", "Offshore Wind Engineer", "Smart Meter Installer", "Gas Engineer",
        "Water Treatment Operator", "Overhead Linesperson", "Roustabout"}},
      {"engineering and manufacturing",
       {"Mechanical Engineer", "CNC Machinist", "Welder", "Motor Vehicle Technician", "Civil Engineer", "MOT Tester",
        "Panel Beater", "Toolmaker", "Apprentice Butcher"}},
      {"environment and agriculture",
       {"Dairy Farmer", "Ecologist", "Tree Surgeon", "Gamekeeper", "Sustainability Officer", "Herdsman",
        "Countryside Ranger", "Head Greenkeeper"}},
      {"healthcare",
       {"GP", "Staff Nurse Band 5", "Health Visitor", "Consultant Anaesthetist", "Paramedic", "Ward Sister",
        "Band 6 Physiotherapist", "FY2 Doctor", "Dental Nurse", "GP Receptionist"}},
      {"hospitality and events",
       {"Sous Chef", "Pub Landlord", "Wedding Planner", "Barista", "Dinner Lady", "Kitchen Porter", "Publican",
        "Chef de Partie"}},
      {"information technology",
       {"Software Engineer", "IT Support Technician", "Penetration Tester", "First Line Support Engineer",
        "Delivery Lead, Scrum Master", "Power BI Developer"}},
      {"law",
       {"Solicitor", "Pupil Barrister", "Paralegal", "Licensed Conveyancer", "Chartered Legal Executive", "Fee Earner",
        "Procurator Fiscal", "Barrister's Clerk", "Solicitor Apprentice", "Justice of the Peace"}},
      {"law enforcement and security",
       {"Police Constable", "Prison Officer", "Firefighter", "Lance Corporal", "PCSO", "Detective Inspector",
        "Royal Marines Commando", "Lollipop Lady", "Bouncer"}},
      {"leisure, sport and tourism",
       {"Personal Trainer", "Lifeguard", "Hairdresser", "Tour Guide", "Holiday Rep", "Croupier", "Football Coach",
        "Funeral Director"}},
      {"marketing, advertising and PR",
       {"Marketing Executive", "PR Account Manager", "SEO Specialist", "Press Officer", "Comms Manager",
        "Media Buyer"}},
      {"media and internet",
       {"Broadcast Journalist", "Sub-editor", "TV Runner", "Sound Recordist", "Wedding Photographer", "Clapper Loader",
        "BSL Interpreter"}},
      {"property and construction",
       {"Quantity Surveyor", "Lettings Negotiator", "Bricklayer", "Town Planner", "Sparky", "Plasterer", "Scaffolder",
        "Apprentice Joiner", "Estate Agent", "School Caretaker"}},
      {"public services and administration",
       {"Civil Servant", "HEO", "Grade 7 Policy Adviser", "Work Coach", "Town Clerk", "Registrar of Births and Deaths",
        "Housing Options Officer", "Member of Parliament", "Receptionist"}},
      {"recruitment and HR",
       {"Recruitment Consultant", "HR Business Partner", "Talent Acquisition Partner", "Resourcer", "Head of People",
        "CIPD Student"}},
      {"retail",
       {"Shop Assistant", "Visual Merchandiser", "Store Manager", "Checkout Operator", "Shelf Stacker", "Greengrocer",
        "Assistant Buyer", "Tesco Customer Assistant"}},
      {"sales",
       {"Sales Executive", "Key Account Manager", "Business Development Manager", "Telesales Executive", "Car Salesman",
        "National Account Manager"}},
      {"science and pharma",
       {"Biomedical Scientist", "Analytical Chemist", "Clinical Research Associate", "Postdoc",
        "Medical Laboratory Assistant", "Met Office Forecaster"}},
      {"social care",
       {"Social Worker", "Care Assistant", "Approved Mental Health Professional", "Support Worker", "AMHP",
        "Foster Carer", "Domiciliary Care Worker", "Detached Youth Worker"}},
      {"teaching and education",
       {"Headteacher", "SENCO", "Teaching Assistant", "Senior Lecturer", "Key Stage 2 Teacher", "Bursar",
        "Exam Invigilator", "Nursery Nurse", "Museum Curator", "Careers Adviser"}},
      {"transport and logistics",
       {"HGV Driver", "Train Driver", "Warehouse Operative", "Freight Forwarder", "Train Guard", "Binman", "Cabin Crew",
        "Transport Planner", "Postie"}}};
  return rows;
}

std::string field_named(std::string_view text) {
  const auto found = field_of(text);
  return found ? found->field : "nothing";
}

}  // namespace

TEST_CASE("well-known titles of all 24 fields are found with a good confidence", "[records][field]") {
  REQUIRE(known_titles().size() == field_names.size());
  for (const auto& row : known_titles()) {
    for (const char* title : row.second) {
      INFO(title);
      const auto found = field_of(title);
      REQUIRE(found);
      CHECK(found->field == row.first);
      CHECK(found->confidence > .3);
      CHECK(found->confidence < 1);
    }
  }
}

TEST_CASE("rank, tails, accents and signs do not change the field", "[records][field]") {
  for (const char* title : {"Solicitor", "SENIOR SOLICITOR", "Solicitor II", "Solicitor (maternity cover)",
                            "Solicitor at Northgate Steel Ltd", "Solicitor @ Tesco", "solicitors",
                            "Solicitor / Advocate", "Solicitor & Notary", "Solicitor | Dreamer",
                            "Interim Solicitor - fixed term contract", "S\xC3\xB3licitor", "  solicitor\n"}) {
    INFO(title);
    CHECK(field_named(title) == "law");
  }
  CHECK(field_named("I.T. Manager") == "information technology");
  CHECK(field_named("Caf\xC3\xA9 manager") == "hospitality and events");
}

TEST_CASE("what names no work gives nothing", "[records][field]") {
  for (const char* text : {"", " ", ";;||((", "Founder", "Co-founder", "Self-employed", "Student", "Retired",
                           "Unemployed", "Open to work", "Zzyzx", "qwrtp", "Sarah Jones", "n/a", "\xff\xfe", "2021"}) {
    INFO(text);
    CHECK_FALSE(field_of(text));
    CHECK(fields_of(text).empty());
  }
  CHECK(field_named("Law student") == "law");
}

TEST_CASE("organisations help", "[records][field]") {
  CHECK(field_named("Clerk; Garden Court Chambers") == "law");
  CHECK(field_named("Manager; Brown & Moss Solicitors") == "law");
  CHECK(field_named("Leeds Teaching Hospitals NHS Trust") == "healthcare");
  CHECK(field_named("St Mary's Primary School") == "teaching and education");
}

TEST_CASE("the best field is the first of all fields, and their order is by confidence", "[records][field]") {
  for (const auto& row : known_titles()) {
    for (const char* title : row.second) {
      INFO(title);
      const auto all = fields_of(title);
      REQUIRE_FALSE(all.empty());
      CHECK(field_of(title) == all.front());
      CHECK(std::is_sorted(all.begin(), all.end(),
                           [](const FieldMatch& a, const FieldMatch& b) { return a.confidence > b.confidence; }));
      for (const FieldMatch& match : all) CHECK(match.confidence >= .1);
    }
  }
}

TEST_CASE("a batch gives what single calls give, to the bit", "[records][field]") {
  std::vector<std::string> texts = {
      "", "Founder", "Caf\xC3\xA9 manager", "\xff", std::string(10000, 'x'), std::string(300, ';') + "nurse"};
  std::string many;
  for (int i = 0; i < 200; ++i) many += "word" + std::to_string(i) + " ";
  texts.push_back(many + "solicitor");  // past the words that are read
  texts.push_back("solicitor " + many);
  for (const auto& row : known_titles()) {
    for (const char* title : row.second) texts.emplace_back(title);
  }
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  for (const FieldTable& table : {FieldTable::standard(), FieldTable({"sea", "land"}, {{"driver", "land", .7}})}) {
    std::vector<std::uint8_t> fields(texts.size(), 77);
    std::vector<double> confidences(texts.size(), -1);
    field_of(views, fields, confidences, table);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      INFO(texts[i].substr(0, 60));
      const auto single = field_of(texts[i], table);
      REQUIRE(single.has_value() == (fields[i] != no_field));
      CHECK(confidences[i] == (single ? single->confidence : 0.0));
      if (single) CHECK(single->field == table.fields()[fields[i]]);
    }
  }
  std::vector<std::uint8_t> short_fields(1);
  std::vector<double> confidences(texts.size());
  CHECK_THROWS_AS(field_of(views, short_fields, confidences), InvalidValue);
}

TEST_CASE("scores are the same numbers everywhere", "[records][field]") {
  // FNV-1a over field and confidence of all known titles: changes only with the table.
  std::uint64_t sum = 0xcbf29ce484222325u;
  for (const auto& row : known_titles()) {
    for (const char* title : row.second) {
      const auto found = field_of(title);
      REQUIRE(found);
      std::uint64_t bits = 0;
      static_assert(sizeof bits == sizeof found->confidence);
      std::memcpy(&bits, &found->confidence, sizeof bits);
      for (const char c : found->field) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
      sum = (sum ^ bits) * 0x100000001b3u;
    }
  }
  CHECK(sum == 3351246299975142831u);
}
