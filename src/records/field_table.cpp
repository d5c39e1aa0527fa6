// The words behind the standard field table: British and American titles, kept by hand. Weights are judgements: strong
// words name the work itself, hints only lean to it. A phrase uses up its words, so it overrules what they say alone.
#include "field_table.hpp"

namespace weaktie::detail {

namespace {
constexpr double strong = .92, likely = .75, hint = .45, faint = .25;
}  // namespace

// Fields are numbered as in field_names.
const std::vector<FieldWords>& field_words() {
  static const std::vector<FieldWords> words = {
      // accountancy, banking and finance
      {0, strong,
       "accountant, accountancy, accounting, chartered accountant, management accountant, trainee accountant, "
       "accounts assistant, accounts payable, accounts receivable, bookkeeper, bookkeeping, auditor, internal audit, "
       "tax adviser, tax advisor, tax consultant, tax accountant, actuary, actuarial, banker, banking, investment "
       "banking, investment banker, investment bank, private equity, hedge fund, asset management, wealth "
       "management, wealth manager, fund manager, portfolio manager, equity research, equity analyst, financial "
       "analyst, financial adviser, financial advisor, financial planner, financial controller, financial planning, "
       "finance director, finance manager, finance analyst, finance business partner, head of finance, chief "
       "financial officer, cfo, acca, aca, cima, cfa, cpa, icaew, mortgage adviser, mortgage advisor, mortgage "
       "broker, loan officer, stockbroker, stockbroking, underwriter, insurance broker, claims handler, loss "
       "adjuster, credit analyst, credit controller, payroll manager, treasurer, treasury analyst, bank manager, "
       "bank teller, bank clerk, venture capital, venture capitalist, corporate finance, quantitative analyst, "
       "quant, risk analyst, tax associate, audit associate, audit senior, audit manager, audit partner, tax "
       "partner, forensic accountant, investment analyst, investment manager, investment management, capital "
       "markets, financial crime analyst, paraplanner, trader, equity trader, bond trader, mergers and acquisitions "
       "analyst, finance officer, finance assistant, purchase ledger"},
      {0, likely,
       "finance, financial, audit, bank, tax, insurance, investment, investments, mergers and acquisitions, payroll, "
       "fintech, building society, financial services, pensions, pension, treasury, credit risk, wealth, compliance "
       "analyst, kpmg, deloitte, pwc, pricewaterhousecoopers, ernst young, grant thornton, bdo, barclays, hsbc, "
       "lloyds, natwest, santander, goldman sachs, morgan stanley, jpmorgan, jp morgan, citigroup, blackrock, "
       "fidelity, rothschild, lazard, ubs, credit suisse, deutsche bank, aviva"},
      {0, hint, "capital, equities, assurance, compliance officer, risk manager, credit, funds, trading, mortgage"},
      // business, consulting and management
      {1, strong,
       "management consultant, management consulting, strategy consultant, strategy consulting, business consultant, "
       "change manager, change management, transformation manager, business transformation, operations manager, "
       "operations director, chief operating officer, coo, chief executive, chief executive officer, ceo, managing "
       "director, general manager, business manager, strategy manager, head of strategy, director of strategy, "
       "programme manager, program manager, project manager, pmo, project coordinator, project officer, executive "
       "assistant, office manager, business analyst, strategy analyst, consulting analyst, associate consultant, "
       "chief of staff, business improvement, process improvement, six sigma, entrepreneur, mba, business adviser, "
       "business advisor, procurement manager, mckinsey, boston consulting group, bcg, bain, accenture, management "
       "trainee, chamber of commerce"},
      {1, likely,
       "consulting, consultancy, strategy, founder, co founder, cofounder, operations, business owner, "
       "entrepreneurship, start up, startup, project management, commercial director, commercial manager, personal "
       "assistant"},
      {1, hint,
       "consultant, management, business, director, business studies, business school, administrator, business "
       "support"},
      {1, faint, "manager, partner, strategic, commercial"},
      // charity and voluntary work
      {2, strong,
       "charity, charities, fundraiser, fundraising, volunteer coordinator, volunteer manager, voluntary sector, "
       "third sector, non profit, nonprofit, not for profit, ngo, aid worker, humanitarian, philanthropy, trusts and "
       "foundations, grants officer, grants manager, community fundraiser, oxfam, unicef, red cross, save the "
       "children, cancer research uk, macmillan, amnesty international, greenpeace, barnardo, shelter, food bank, "
       "charity shop manager, international development, campaigns officer, charity director, social enterprise, "
       "citizens advice, samaritans, salvation army"},
      {2, likely, "volunteer, voluntary, volunteering, trustee, foundation, community organiser, advocacy officer"},
      {2, hint, "trust, community, campaigner, outreach worker"},
      // creative arts and design
      {3, strong,
       "graphic designer, graphic design, interior designer, interior design, fashion designer, fashion design, "
       "product designer, textile designer, jewellery designer, jewelry designer, set designer, costume designer, "
       "illustrator, artist, sculptor, painter, ceramicist, potter, photographer, photography, musician, composer, "
       "singer, songwriter, actor, actress, dancer, choreographer, theatre director, stage manager, theatre "
       "producer, playwright, poet, novelist, art director, creative director, animator, animation, curator, gallery "
       "manager, art gallery, museum, arts administrator, arts officer, craftsperson, make up artist, tattoo artist, "
       "stylist, ux designer, ui designer, theatre, orchestra, conductor, ballet, opera, concept artist, games "
       "artist, 3d artist, visual effects artist, design director, head of design, tailor, calligrapher, drama, "
       "music producer, arts council"},
      {3, likely,
       "designer, design, creative, gallery, arts, fine art, music, performing arts, sound designer, crafts"},
      {3, hint, "art, performance, studio, illustration"},
      // energy and utilities
      {4, strong,
       "energy engineer, renewable energy, renewables, wind farm, wind energy, solar, solar energy, nuclear, nuclear "
       "engineer, oil and gas, petroleum engineer, petroleum, drilling engineer, reservoir engineer, power station, "
       "power systems engineer, energy trader, energy analyst, energy consultant, energy manager, smart meter, gas "
       "engineer, water treatment, water engineer, wastewater, utilities manager, national grid, electricity, power "
       "generation, hydropower, offshore wind, energy efficiency, meter reader, lineworker, shell, bp, centrica, "
       "british gas, edf energy, edf, scottishpower, octopus energy, ofgem, thames water, severn trent, united "
       "utilities, exxonmobil, chevron, totalenergies, orsted"},
      {4, likely, "energy, utilities, utility, oil, gas, power engineer, hydrogen, grid"},
      {4, hint, "water, power, offshore"},
      // engineering and manufacturing
      {5, strong,
       "mechanical engineer, electrical engineer, electronics engineer, electronic engineer, chemical engineer, "
       "aerospace engineer, aeronautical engineer, automotive engineer, manufacturing engineer, production engineer, "
       "process engineer, design engineer, industrial engineer, materials engineer, quality engineer, maintenance "
       "engineer, systems engineer, control engineer, controls engineer, robotics engineer, robotics, biomedical "
       "engineer, marine engineer, test engineer, manufacturing, production manager, production operative, "
       "production supervisor, factory, factory manager, plant manager, plant operator, machinist, cnc, welder, "
       "fabricator, toolmaker, fitter, assembly line, machine operator, quality inspector, quality control, lean "
       "manufacturing, technician engineer, chartered engineer, graduate engineer, apprentice engineer, rolls royce, "
       "bae systems, jaguar land rover, airbus, boeing, siemens, dyson, caterpillar, mechatronics, cad technician, "
       "cad engineer, engineering manager, head of engineering, millwright, metallurgist, instrument technician, "
       "maintenance technician, engineering technician"},
      {5, likely,
       "engineer, engineering, manufacturer, automotive, aerospace, electronics, mechanical, steel, foundry"},
      {5, hint, "production, quality assurance, industrial, assembly, maintenance"},
      // environment and agriculture
      {6, strong,
       "ecologist, ecology, conservation, conservation officer, conservationist, environmental consultant, "
       "environmental scientist, environmental engineer, environmental manager, sustainability, sustainability "
       "manager, sustainability consultant, climate change, climate scientist, farmer, farm manager, farm worker, "
       "farming, agriculture, agricultural, agronomist, horticulture, horticulturist, gardener, landscape gardener, "
       "forester, forestry, arborist, tree surgeon, gamekeeper, park ranger, wildlife, environment agency, rspb, "
       "wildlife trust, woodland trust, natural england, defra, fisheries, fishery, recycling officer, recycling, "
       "waste management, air quality, carbon analyst, net zero, biodiversity, environmental health officer, "
       "viticulture, winemaker, dairy, livestock, rancher, groundskeeper, greenkeeper, marine conservation, "
       "oceanographer, hydrologist, soil scientist, countryside officer, zookeeper, zoologist"},
      {6, likely, "environment, environmental, farm, climate, green, rural, landscape, esg"},
      {6, hint, "garden, nature, carbon, land management, animal care"},
      // healthcare
      {7, strong,
       "doctor, junior doctor, foundation doctor, gp, general practitioner, physician, physician assistant, "
       "physician associate, surgeon, surgery, consultant surgeon, consultant physician, consultant psychiatrist, "
       "consultant cardiologist, consultant anaesthetist, consultant radiologist, nurse, registered nurse, staff "
       "nurse, school nurse, nurse practitioner, nursing, matron, midwife, midwifery, health visitor, healthcare "
       "assistant, health care assistant, paramedic, ambulance, emergency medical technician, dentist, dental nurse, "
       "dental hygienist, orthodontist, optometrist, optician, dispensing optician, audiologist, physiotherapist, "
       "physical therapist, physiotherapy, occupational therapist, speech therapist, speech and language therapist, "
       "dietitian, dietician, nutritionist, radiographer, radiologist, cardiologist, anaesthetist, anesthesiologist, "
       "psychiatrist, psychologist, clinical psychologist, counselling psychologist, psychotherapist, osteopath, "
       "chiropractor, podiatrist, paediatrician, pediatrician, oncologist, dermatologist, neurologist, obstetrician, "
       "gynaecologist, pathologist, phlebotomist, medical secretary, medical receptionist, practice manager, "
       "hospital, hospital porter, clinic, medicine, medical student, medical director, medical officer, clinical "
       "lead, clinical director, public health, nhs, nhs trust, bupa, pharmacist, pharmacy technician, dispenser, "
       "veterinary nurse, veterinary surgeon, vet, veterinarian, health economist, hospice, care quality commission, "
       "kaiser permanente, mayo clinic, operating department practitioner, respiratory therapist, medical assistant, "
       "surgical technologist"},
      {7, likely,
       "healthcare, health care, medical, clinical, health, dental, mental health, wellbeing practitioner, "
       "therapist, pharmacy, clinician, registrar in, veterinary"},
      {7, hint, "therapy, wellbeing, wellness, patient"},
      // hospitality and events
      {8, strong,
       "chef, head chef, sous chef, commis chef, pastry chef, cook, kitchen porter, kitchen manager, waiter, "
       "waitress, server, bartender, bar manager, bar staff, bar supervisor, barista, mixologist, sommelier, "
       "restaurant, restaurant manager, cafe, cafe manager, catering, catering manager, caterer, hotel, hotel "
       "manager, hotel receptionist, front of house, housekeeper, housekeeping, concierge, hospitality, hospitality "
       "manager, event manager, events manager, event planner, event coordinator, events coordinator, event "
       "organiser, events assistant, events executive, conference organiser, conference manager, wedding planner, "
       "publican, pub manager, pub landlord, banqueting, food and beverage, hilton, marriott, premier inn, "
       "wetherspoon, whitbread, costa coffee, starbucks, pret a manger, compass group, sodexo, baker, brewery, "
       "brewer, landlady, guest relations, guest services, maitre d, venue manager"},
      {8, likely, "events, event, pub, kitchen, banquet, bakery, conference, coffee shop, guest house"},
      {8, hint, "food, venue, guest, bar, wine"},
      // information technology
      {9, strong,
       "software engineer, software developer, software, developer, web developer, web designer, front end "
       "developer, frontend developer, frontend engineer, back end developer, backend developer, backend engineer, "
       "full stack developer, full stack engineer, mobile developer, ios developer, android developer, games "
       "developer, game developer, programmer, computer programmer, computer scientist, computer science, data "
       "scientist, data engineer, data analyst, data science, data architect, database administrator, dba, machine "
       "learning, machine learning engineer, artificial intelligence, ai engineer, ai researcher, devops, devops "
       "engineer, site reliability engineer, sre, cloud engineer, cloud architect, solutions architect, solution "
       "architect, enterprise architect, technical architect, network engineer, network administrator, systems "
       "administrator, system administrator, sysadmin, systems analyst, it support, it technician, it manager, it "
       "director, it consultant, it analyst, it officer, it specialist, it engineer, it administrator, it project "
       "manager, it trainer, head of it, director of it, vp of it, it services, it department, it security, "
       "helpdesk, help desk, service desk, service desk analyst, desktop support, cyber security, cybersecurity, "
       "cyber security analyst, information security, security engineer, penetration tester, security architect, "
       "ethical hacker, chief technology officer, cto, chief information officer, cio, chief information security "
       "officer, ciso, scrum master, agile coach, product owner, qa engineer, qa tester, software tester, test "
       "analyst, embedded engineer, firmware engineer, blockchain, information technology, ict, saas, technical "
       "lead, tech lead, information systems, platform engineer, firmware, python developer, java developer, net "
       "developer, google, microsoft, ibm, oracle, sap, cisco, salesforce developer, github, information architect, "
       "bioinformatician, computing, technology consultant, technology manager, head of technology"},
      {9, likely,
       "technology, tech, data, cloud, digital transformation, product manager, programming, coding, technical "
       "support, user researcher, computer, web"},
      {9, hint, "digital, systems, analytics, it, technical, analyst programmer, automation"},
      // law
      {10, strong,
       "solicitor, trainee solicitor, associate solicitor, barrister, pupil barrister, pupillage, lawyer, attorney, "
       "attorney at law, district attorney, prosecutor, crown prosecutor, public defender, paralegal, legal "
       "assistant, legal secretary, legal executive, legal adviser, legal advisor, legal counsel, in house counsel, "
       "general counsel, corporate counsel, counsel, kings counsel, queens counsel, conveyancer, licensed "
       "conveyancer, conveyancing, notary, notary public, judge, district judge, high court judge, magistrate, "
       "justice of the peace, recorder, law clerk, judicial clerk, clerk to the justices, barristers clerk, court "
       "clerk, legal clerk, legal, legal services, legal officer, legal analyst, legal intern, head of legal, legal "
       "director, legal aid, law firm, law centre, law commission, law society, law graduate, bar council, bar "
       "association, bar course, bar vocational, called to the bar, inner temple, middle temple, lincolns inn, grays "
       "inn, inns of court, llb, llm, lpc, sqe, juris doctor, cilex, chartered legal executive, litigator, "
       "litigation, litigation associate, arbitration, arbitrator, mediator, patent attorney, trade mark attorney, "
       "trademark attorney, ip lawyer, employment law, criminal law, family law, commercial law, corporate law, "
       "human rights law, immigration law, property law, human resources law, hr law, commercial property lawyer, "
       "real estate lawyer, media law, media lawyer, tax lawyer, tax law, banking lawyer, banking and finance "
       "lawyer, finance law, finance lawyer, energy lawyer, sports lawyer, sports law, insurance lawyer, "
       "environmental lawyer, environmental law, medical law, charity lawyer, education lawyer, construction lawyer, "
       "technology lawyer, employment lawyer, employment solicitor, family solicitor, property solicitor, crown "
       "prosecution service, supreme court, high court, court of appeal, county court, legal ombudsman, legal "
       "trainee, vacation scheme, training contract, legal counsel to, advocate, linklaters, clifford chance, allen "
       "overy, a o shearman, slaughter and may, freshfields, herbert smith freehills, pinsent masons, eversheds, dla "
       "piper, baker mckenzie, hogan lovells, norton rose fulbright, latham watkins, kirkland ellis, white case, "
       "skadden, ashurst, clyde co, irwin mitchell, addleshaw goddard, travers smith, macfarlanes, mishcon de reya, "
       "bird bird, simmons simmons, slater gordon, osborne clarke, burges salmon, mills reeve, shoosmiths, "
       "fieldfisher, withers, stephenson harwood, cms cameron mckenna, legal practice course, legal operations, "
       "legal engineer, knowledge lawyer, professional support lawyer"},
      {10, .90, "law"},
      {10, likely,
       "chambers, court, tribunal, justice, judicial, patents, jurisprudence, contract lawyer, pro bono, jurist, "
       "magistrates, crown court, legal tech, law student"},
      {10, hint, "intellectual property, compliance, regulatory, human rights, contracts"},
      {10, faint, "llp, trademark"},
      // law enforcement and security
      {11, strong,
       "law enforcement, police, police officer, police constable, police sergeant, police inspector, policeman, "
       "policewoman, constable, detective, detective constable, detective sergeant, detective inspector, special "
       "constable, police community support officer, pcso, sheriff, deputy sheriff, state trooper, criminal "
       "investigator, crime scene investigator, forensic investigator, intelligence officer, intelligence analyst, "
       "crime analyst, prison officer, prison, prison governor, probation officer, probation, correctional officer, "
       "corrections officer, parole officer, border force, border force officer, immigration officer, customs "
       "officer, security guard, security officer, security manager, head of security, security consultant, door "
       "supervisor, bouncer, bodyguard, close protection, private investigator, fraud investigator, counter "
       "terrorism, national crime agency, metropolitan police, met police, scotland yard, interpol, europol, fbi, "
       "cia, mi5, gchq, homeland security, army officer, army, royal navy, royal air force, raf, royal marines, "
       "soldier, military, armed forces, marine corps, us army, us navy, air force, infantry, british army, "
       "firefighter, fire officer, fire and rescue, fire service, custody officer, dispatcher 911"},
      {11, likely, "policing, constabulary, criminology, criminologist, counter fraud, defence, navy, veteran"},
      {11, hint, "security, investigator, investigations, intelligence, defense, forensics"},
      // leisure, sport and tourism
      {12, strong,
       "travel agent, travel consultant, tour guide, tour operator, tour manager, tourism, tourist, travel manager, "
       "holiday rep, cabin crew, flight attendant, air hostess, sports coach, football coach, cricket coach, "
       "swimming teacher, swimming instructor, tennis coach, personal trainer, fitness instructor, gym manager, gym "
       "instructor, yoga teacher, yoga instructor, pilates instructor, leisure centre, leisure manager, leisure "
       "assistant, lifeguard, athlete, footballer, professional footballer, rugby player, cricketer, jockey, golfer, "
       "referee, umpire, sports scientist, sports science, sports therapist, sports development officer, sports "
       "manager, sport england, sports management, football club, cricket club, rugby club, golf club, athletic "
       "trainer, outdoor instructor, ski instructor, surf instructor, theme park, attractions manager, visitor "
       "centre, visitor experience, heritage, national trust, english heritage, recreation, resort manager, cruise, "
       "casino, thomas cook, tui, expedia, sports agent, physical trainer"},
      {12, likely,
       "sport, sports, fitness, gym, travel, leisure, coach, football, rugby, cricket, tennis, golf, athletics, "
       "holidays, tour"},
      {12, hint, "visitor, club, outdoor, resort, adventure"},
      // marketing, advertising and PR
      {13, strong,
       "marketing, marketing manager, marketing executive, marketing assistant, marketing director, head of "
       "marketing, chief marketing officer, cmo, digital marketing, digital marketer, digital marketing executive, "
       "content marketing, product marketing, product marketing manager, marketing coordinator, marketing analyst, "
       "email marketing, seo, seo specialist, ppc, search engine optimisation, social media manager, social media "
       "executive, social media, brand manager, brand strategist, brand director, branding, copywriter, advertising, "
       "advertising executive, media planner, media buyer, public relations, pr, pr manager, pr executive, pr "
       "consultant, pr officer, pr director, press officer, publicist, communications manager, communications "
       "officer, communications director, communications executive, head of communications, corporate "
       "communications, internal communications, public affairs, public affairs manager, market research, market "
       "researcher, market research analyst, account planner, campaign manager, growth marketer, growth marketing, "
       "marketer, influencer marketing, ogilvy, saatchi saatchi, wpp, publicis, edelman, weber shandwick, event "
       "marketing, affiliate manager, crm manager, customer insight"},
      {13, likely,
       "communications, brand, comms, content strategist, media relations, advertiser, content creator, creative "
       "strategist, digital account manager"},
      {13, hint, "content, insight, campaign, campaigns, growth, engagement"},
      // media and internet
      {14, strong,
       "journalist, journalism, reporter, news reporter, correspondent, news editor, editor, sub editor, subeditor, "
       "features writer, columnist, editor in chief, editorial assistant, editorial, broadcaster, broadcast "
       "journalist, broadcasting, presenter, television presenter, radio presenter, radio producer, tv producer, "
       "television producer, film producer, film maker, filmmaker, film director, film editor, video editor, "
       "videographer, camera operator, cameraman, cinematographer, sound engineer, sound recordist, screenwriter, "
       "scriptwriter, runner tv, production assistant tv, broadcast engineer, publisher, publishing, commissioning "
       "editor, literary agent, blogger, podcaster, podcast producer, podcast, newspaper, magazine, newsroom, news, "
       "bbc, itv, channel 4, sky news, the guardian, the times, financial times, daily telegraph, daily mail, "
       "reuters, bloomberg news, new york times, cnn, nbc, penguin random house, harpercollins, hachette, netflix, "
       "youtube, youtuber, proofreader, online community manager, web editor, digital editor, television, radio, "
       "film, newscaster, anchor"},
      {14, likely, "media, tv, press, video, cinema, writer, internet, streaming, media production"},
      {14, hint, "producer, online, writing, print"},
      // property and construction
      {15, strong,
       "estate agent, estate agency, lettings, letting agent, lettings negotiator, lettings manager, real estate, "
       "realtor, real estate agent, property manager, property management, property developer, property development, "
       "property consultant, property surveyor, property investment, surveyor, quantity surveyor, building surveyor, "
       "chartered surveyor, land surveyor, rics, architect, architecture, architectural, architectural assistant, "
       "architectural technologist, landscape architect, town planner, planning officer, planning consultant, urban "
       "planner, urban designer, civil engineer, civil engineering, structural engineer, structural engineering, "
       "building services engineer, construction, construction manager, site manager, site engineer, site "
       "supervisor, contracts manager, general contractor, builder, bricklayer, carpenter, joiner, plumber, "
       "electrician, plasterer, roofer, scaffolder, painter and decorator, decorator, tiler, glazier, stonemason, "
       "labourer, construction worker, building control, building inspector, clerk of works, facilities manager, "
       "facilities management, facilities assistant, housing developer, housebuilder, valuer, land buyer, savills, "
       "knight frank, cbre, jll, jones lang lasalle, cushman wakefield, foxtons, arup, balfour beatty, skanska, "
       "laing o rourke, kier, barratt, persimmon, taylor wimpey, bim coordinator, bim manager, heating engineer, "
       "hvac, interior architect, demolition, crane operator, homebuilder"},
      {15, likely,
       "property, building, estates, facilities, planning, caretaker, surveying, leasehold, infrastructure, housing "
       "association"},
      {15, hint, "estate, land, homes, commercial property, site, residential"},
      // public services and administration
      {16, strong,
       "civil servant, civil service, fast stream, policy adviser, policy advisor, policy officer, policy analyst, "
       "policy manager, head of policy, public policy, public administration, government, local government, central "
       "government, council, councillor, county council, city council, borough council, district council, parish "
       "clerk, town clerk, mayor, member of parliament, parliament, parliamentary assistant, parliamentary "
       "researcher, house of commons, house of lords, parliamentary, senator, congressional, congresswoman, "
       "congressman, legislative aide, legislative assistant, legislative, caseworker to mp, diplomat, diplomatic "
       "service, foreign office, foreign commonwealth, embassy, ambassador, cabinet office, home office, ministry of "
       "justice, ministry of defence, hm treasury, hmrc, department for education, department of, department for, "
       "dwp, jobcentre, work coach, tax inspector, registrar, returning officer, election officer, electoral "
       "services, democratic services, public sector, public servant, public services, united nations, european "
       "commission, world bank, city manager, postal worker, trade union officer, political adviser, political "
       "advisor, special adviser, lobbyist, benefits officer, housing officer, planning inspectorate, trading "
       "standards, emergency planning officer, administrative officer, statistician ons"},
      {16, likely,
       "policy, public service, politics, political, think tank, ministry, federal, municipal, mp, administrative "
       "assistant, librarian, archivist, clerical officer"},
      {16, hint, "administration, administrative, regulator, public, clerk, library"},
      // recruitment and HR
      {17, strong,
       "recruiter, recruitment, recruitment consultant, legal recruiter, legal recruitment, legal recruitment "
       "consultant, technical recruiter, it recruiter, it recruitment consultant, it recruitment, tech recruiter, "
       "finance recruiter, medical recruiter, healthcare recruiter, sales recruiter, engineering recruiter, "
       "recruitment manager, graduate recruitment, graduate recruitment manager, talent acquisition, talent "
       "acquisition specialist, talent acquisition partner, talent manager, talent partner, head of talent, "
       "headhunter, executive search, resourcing, resourcing manager, human resources, human resources manager, hr, "
       "hr manager, hr assistant, hr administrator, hr adviser, hr advisor, hr business partner, hr director, hr "
       "officer, hr consultant, hr generalist, hr coordinator, head of hr, chro, chief people officer, people "
       "partner, people and culture, people operations, head of people, people manager hr, people director, employee "
       "relations, learning and development, learning and development manager, cipd, compensation and benefits, "
       "reward manager, reward analyst, staffing, staffing manager, personnel manager, personnel, career coach, "
       "careers adviser, careers advisor, careers consultant, career adviser, employability adviser, outplacement, "
       "diversity and inclusion, hays, michael page, robert half, randstad, adecco, manpower, employment agency, "
       "payroll and hr, talent sourcer, sourcer"},
      {17, likely,
       "talent, headhunting, careers service, employee engagement, careers, organisational development, workforce"},
      {17, hint, "people, career, employment, training manager, onboarding"},
      // retail
      {18, strong,
       "shop assistant, shop manager, shopkeeper, retail, retail manager, retail assistant, retail sales assistant, "
       "retail associate, retail sales associate, store manager, assistant store manager, store assistant, store "
       "associate, sales assistant, sales associate store, cashier, checkout assistant, checkout operator, customer "
       "assistant, supermarket, supermarket manager, department store, department manager, area manager retail, "
       "merchandiser, merchandising, visual merchandiser, buyer, assistant buyer, fashion buyer, buying assistant, "
       "retail buyer, personal shopper, stock assistant, shelf stacker, stock controller, florist, butcher, "
       "fishmonger, greengrocer, newsagent, bookseller, e commerce, ecommerce, ecommerce manager, e commerce "
       "manager, tesco, sainsbury, sainsburys, asda, morrisons, waitrose, john lewis, marks and spencer, marks "
       "spencer, aldi, lidl, co op food, boots, primark, next plc, ikea, walmart, costco, best buy, home depot, "
       "harrods, selfridges, asos, b q, currys, argos, store supervisor"},
      {18, likely, "shop, store, boutique, retailer, consumer goods, fmcg, bookshop, fashion retail"},
      {18, hint, "fashion, customer service assistant, stock, amazon"},
      // sales
      {19, strong,
       "sales manager, sales executive, sales director, sales representative, sales rep, sales consultant, sales "
       "engineer, sales development representative, sales development, sdr, sales administrator, sales coordinator, "
       "sales advisor, sales adviser, sales agent, sales associate, sales specialist, sales trainer, sales support, "
       "sales lead, sales operations, inside sales, field sales, regional sales manager, area sales manager, "
       "national sales manager, head of sales, vp of sales, vp sales, chief sales officer, chief revenue officer, "
       "cro, account executive, account manager, key account manager, national account manager, business "
       "development, business development manager, business development executive, business development director, "
       "bdm, business development representative, bdr, telesales, telemarketer, telemarketing, salesperson, "
       "salesman, saleswoman, car salesman, medical sales, medical sales representative, pharmaceutical sales, "
       "pharmaceutical sales representative, software sales, software sales executive, it sales, enterprise sales, "
       "advertising sales, media sales, media sales executive, technical sales, technical sales engineer, property "
       "sales, solution sales, solutions consultant, pre sales, presales, customer success manager, sales and "
       "marketing manager, export sales, sales leader, commercial sales"},
      {19, likely,
       "sales, selling, account director, customer success, client relationship manager, relationship manager, call "
       "centre agent"},
      {19, hint, "client services, customer relations, customer service, partnerships manager, call centre"},
      // science and pharma
      {20, strong,
       "scientist, research scientist, senior scientist, principal scientist, chemist, analytical chemist, medicinal "
       "chemist, biochemist, biologist, molecular biologist, microbiologist, geneticist, genetics, genomics, "
       "physicist, astronomer, astrophysicist, geologist, geophysicist, geoscientist, mathematician, statistician, "
       "biostatistician, neuroscientist, neuroscience, immunologist, virologist, epidemiologist, pharmacologist, "
       "toxicologist, biotechnology, biotechnologist, biotech, pharmaceutical, pharmaceuticals, pharma, life "
       "sciences, clinical trials, clinical research associate, clinical research, clinical trial manager, clinical "
       "data manager, medical science liaison, medical writer, regulatory affairs, regulatory affairs manager, drug "
       "discovery, drug safety, pharmacovigilance, laboratory technician, lab technician, laboratory, laboratory "
       "assistant, laboratory manager, lab manager, lab assistant, biomedical scientist, biomedical science, "
       "healthcare scientist, forensic scientist, food scientist, materials scientist, postdoctoral researcher, "
       "postdoc, postdoctoral research associate, research associate, research assistant, research fellow, phd "
       "researcher, principal investigator, astrazeneca, gsk, glaxosmithkline, pfizer, novartis, roche, sanofi, "
       "merck, moderna, eli lilly, johnson johnson, wellcome, francis crick institute, cern, nasa, meteorologist, "
       "bioinformatics, botanist, palaeontologist, archaeologist, anthropologist"},
      {20, likely, "science, research, chemistry, biology, physics, researcher, lab, r d, formulation, vaccine"},
      {20, hint, "sciences, analytical, bio, phd, mathematics"},
      // social care
      {21, strong,
       "social worker, social work, social care, social work assistant, care worker, care assistant, carer, "
       "caregiver, home carer, care home, care home manager, care manager, care coordinator, home care, domiciliary "
       "care, support worker, mental health support worker, residential support worker, key worker, youth worker, "
       "youth work, youth offending, family support worker, family support, child protection, childrens services, "
       "children services, adult services, adult social care, safeguarding, safeguarding officer, safeguarding lead, "
       "foster carer, fostering, adoption officer, adoption, community support worker, community worker, "
       "homelessness, homeless outreach worker, substance misuse worker, drug and alcohol worker, domestic abuse "
       "adviser, refuge worker, advocate social, welfare officer, welfare adviser, case manager, caseworker, social "
       "services, supported living, learning disability, elderly care, nanny, au pair, counsellor, counselor, "
       "rehabilitation worker, wellbeing officer, cafcass, personal care assistant, child care, childminder, "
       "approved mental health professional, social care assessor"},
      {21, likely, "welfare, care, counselling, counseling, childcare, disability services, support services"},
      {21, hint, "support, families, young people, inclusion"},
      // teaching and education
      {22, strong,
       "teacher, primary teacher, secondary teacher, english teacher, maths teacher, science teacher, history "
       "teacher, music teacher, drama teacher, art teacher, pe teacher, business studies teacher, geography teacher, "
       "law teacher, supply teacher, trainee teacher, teaching assistant, learning support assistant, classroom "
       "assistant, headteacher, head teacher, deputy head, deputy headteacher, assistant headteacher, head of year, "
       "head of sixth form, school principal, vice principal, principal teacher, headmaster, headmistress, lecturer, "
       "senior lecturer, law lecturer, professor, assistant professor, associate professor, law professor, professor "
       "of law, reader in, academic, tutor, private tutor, university teacher, dean, vice chancellor, provost, "
       "school, primary school, secondary school, grammar school, high school, academy trust, university, college, "
       "sixth form, nursery teacher, nursery nurse, nursery manager, nursery, early years, early years practitioner, "
       "preschool, kindergarten, educator, education, education officer, education consultant, education manager, "
       "instructional designer, curriculum, curriculum manager, curriculum developer, special educational needs, "
       "senco, sen teacher, school counselor, school governor, teach first, ofsted, pgce, qts, tefl, esl teacher, "
       "esol, english language teacher, learning mentor, examiner, faculty, student services, admissions officer, "
       "exams officer, school administrator, school business manager, educational psychologist, driving instructor, "
       "training provider, superintendent of schools, schoolteacher"},
      {22, likely,
       "teaching, academy, educational, lecturing, schools, teach, pupil, classroom, academia, trainer, higher "
       "education"},
      {22, hint, "learning, instructor, training, alumni, student, mentor"},
      // transport and logistics
      {23, strong,
       "driver, lorry driver, truck driver, hgv driver, van driver, bus driver, train driver, tram driver, taxi "
       "driver, delivery driver, courier, chauffeur, forklift driver, forklift operator, pilot, airline pilot, first "
       "officer airline, commercial pilot, air traffic controller, air traffic control, aviation, airline, airport, "
       "baggage handler, ground crew, ship captain, merchant navy, deck officer, seafarer, sailor, harbour master, "
       "port manager, shipping, shipping clerk, shipping manager, freight, freight forwarder, freight broker, "
       "logistics, logistics manager, logistics coordinator, logistics analyst, logistics officer, supply chain, "
       "supply chain manager, supply chain analyst, supply chain director, supply chain planner, demand planner, "
       "warehouse, warehouse manager, warehouse operative, warehouse supervisor, warehouse worker, order picker, "
       "fulfilment, distribution centre, distribution manager, transport manager, transport planner, transport "
       "planning, transport coordinator, transportation, transportation planner, fleet manager, railway, railways, "
       "rail, network rail, rail engineer, train conductor, train guard, signaller, haulage, removals, import "
       "export, customs broker, materials handler, dispatcher, postman, postwoman, royal mail, dhl, fedex, ups, dpd, "
       "evri, maersk, kuehne nagel, db schenker, xpo, eddie stobart, british airways, easyjet, ryanair, transport "
       "for london, tfl, national express, stagecoach, firstgroup, deliveroo rider, delivery rider, heathrow"},
      {23, likely,
       "transport, fleet, delivery, distribution, vehicle, maritime, airways, trucking, procurement, inventory"},
      {23, hint, "port, marine, export, import, ports, mobility"},
      // Titles that speak for two fields.
      {10, .70, "law lecturer, law professor, professor of law, law teacher, legal recruiter law"},
      {9, .60, "business analyst, fintech, bioinformatician, ecommerce manager, e commerce manager"},
      {9, hint, "software sales, software sales executive, it sales, it recruiter, it recruitment, legal tech"},
      {20, .60, "pharmacist, climate scientist, environmental scientist, environmental engineer, epidemiologist"},
      {20, hint,
       "pharmaceutical sales, pharmaceutical sales representative, medical sales representative, data scientist"},
      {5, .60, "civil engineer, structural engineer, energy engineer, nuclear engineer, petroleum engineer, robotics"},
      {15, .60, "gas engineer, interior designer, painter"},
      {17, .50, "employment law, employment lawyer, employment solicitor, human resources law, hr law"},
      {16, .50, "environmental health officer, public health, housing officer, registrar"},
      {7, .50, "mental health support worker, clinical research, clinical trials, care quality commission, hospice"},
      {3, .50,
       "web designer, ux designer, ui designer, art director, film director, music teacher, art teacher, drama "
       "teacher"},
      {14, .50, "copywriter, social media, media buyer, media planner"},
      {13, .50, "media sales, advertising sales, sales and marketing manager, event marketing"},
      {11, .50, "crown prosecutor, prosecutor, cyber security, crown prosecution service"},
      {0, .50, "tax lawyer, tax law, finance lawyer, banking lawyer, payroll and hr, business studies accountant"},
  };
  return words;
}

// What people type for a whole field. The field's own name is always known.
const std::vector<FieldWords>& field_query_names() {
  static const std::vector<FieldWords> names = {
      {0, 0.9, "accountancy, accounting, banking, finance, financial services, accountancy banking finance"},
      {1, 0.9, "business, consulting, management, management consulting, consultancy, business consulting management"},
      {2, 0.9,
       "charity, charities, voluntary work, volunteering, third sector, non profit, nonprofit, not for profit, "
       "charity sector"},
      {3, 0.9, "creative arts, art, arts, design, creative, arts and design, creative arts design"},
      {4, 0.9, "energy, utilities"},
      {5, 0.9, "engineering, manufacturing"},
      {6, 0.9, "environment, agriculture, farming, sustainability"},
      {7, 0.9, "healthcare, health care, health, medicine, medical"},
      {8, 0.9, "hospitality, events"},
      {9, 0.9, "information technology, it, tech, technology, computing, software, ict"},
      {10, 0.9, "law, legal, legal profession, legal services"},
      {11, 0.9, "law enforcement, security, police, policing, law enforcement security"},
      {12, 0.9, "leisure, sport, sports, tourism, travel, travel and tourism"},
      {13, 0.9, "marketing, advertising, pr, public relations, marketing advertising pr, communications"},
      {14, 0.9, "media, internet, journalism, publishing, broadcasting"},
      {15, 0.9, "property, construction, real estate, architecture"},
      {16, 0.9,
       "public services, public administration, public sector, government, civil service, administration, politics"},
      {17, 0.9, "recruitment, hr, human resources, recruitment hr"},
      {18, 0.9, "retail"},
      {19, 0.9, "sales"},
      {20, 0.9, "science, pharma, pharmaceuticals, life sciences, sciences"},
      {21, 0.9, "social care, social work, care work"},
      {22, 0.9, "teaching, education, academia"},
      {23, 0.9, "transport, logistics, supply chain, transportation"},
  };
  return names;
}

}  // namespace weaktie::detail
