"""Names, organisations and titles of the invented world. Nothing here is meant to be a real person or firm."""

# (share, given names, family names): drawn together, so that a name is whole
CULTURES = [
    (
        46,
        "Amelia Oliver Harriet Thomas Grace Edward Imogen Daniel Poppy Matthew Florence Adam Beatrice Callum Eleanor "
        "Dominic Georgia Elliot Hannah Freddie Isobel Gregory Jessica Henry Katherine Hugo Lauren Jack Lydia James "
        "Martha Joseph Naomi Leo Olivia Lewis Phoebe Marcus Rachel Nathan Rosalind Oscar Sophie Patrick Tabitha "
        "Philip Victoria Rory Zara Samuel Abigail Sebastian Charlotte Simon Daisy Stephen Emily Theodore Frances "
        "William Joanna Alastair Nicola Duncan",
        "Abbott Ainsworth Alder Archer Ashby Atkins Barlow Bell Benson Birch Blake Booth Bradley Briggs Brook Burton "
        "Calder Chapman Clifton Cole Cooper Crane Dawson Dixon Drake Dunn Ellis Fairfax Farrow Fletcher Foster Frost "
        "Garland Gibbs Goodwin Grant Greaves Hale Hammond Harper Hawkins Holt Hurst Ingram Jarvis Keating Kirby Lamb "
        "Lawton Lister Lowe Marsh Mercer Middleton Moss Naylor Norton O'Brien O'Hara Oakes Palmer Parrish Pearce "
        "Pickering Pope Quayle Ramsay Redfern Rhodes Rowe Sadler Sharp Skelton Slater Stead Sutton Thorpe Tranter "
        "Underhill Vaughan Wade Walsh Webster Whitlock Winter Woods Wren Yates Smith-Rowley Barton-Hughes",
    ),
    (
        5,
        "Aoife Ciarán Niamh Seán Róisín Pádraig Sinéad Eoin Orla Cormac Gráinne Declan",
        "O'Donnell O'Sullivan Ní~Bhriain MacCarthy Kinsella Brennan Ó~Briain Gallagher D'Arcy Fitzgerald Nolan Doyle",
    ),
    (
        3,
        "Rhys Siân Gwenllian Dafydd Carys Llŷr Megan Iwan Bethan Emyr",
        "Llewellyn Pryce ap~Rhys Bowen Meredith Gwynne Prosser Cadogan Maddox Tudor",
    ),
    (
        12,
        "Aarav Ananya Arjun Deepa Farah Gurpreet Harpreet Imran Jaspreet Kavita Lakshmi Manoj Meera Nadia Nikhil "
        "Pooja Rahul Rania Rohan Saima Sanjay Shreya Simran Tariq Usha Vikram Yasmin Zainab",
        "Ahmed Ali Banerjee Begum Bhatt Chaudhry Das Desai Dhillon Gill Hussain Iyer Kapoor Kaur Khan Malik Mehta "
        "Mistry Mukherjee Patel Qureshi Rahman Rao Sandhu Sethi Sharma Siddiqui Singh Varma",
    ),
    (
        5,
        "Agnieszka Bartłomiej Ewa Grzegorz Joanna Kasia Krzysztof Łucja Łukasz Małgorzata Michał Paweł Rafał Wojciech "
        "Żaneta",
        "Bąk Dudek Gołąb Kowalczyk Krawczyk Król Łukasik Mazur Pająk Pawlak Piątek Sikora Wójcik Zając Żuraw",
    ),
    (
        3,
        "Ayşe Barış Çağla Deniz Elif Gülşen İlker Kerem Özge Şebnem Tuğçe Umut",
        "Aydın Çelik Doğan Güneş Işık Kılıç Öztürk Şahin Yıldırım Yılmaz",
    ),
    (
        5,
        "Bo Hui Jing Lei Ling Mei Ming Qiang Rui Wei Xia Xinyi Yan Yichen Zihan",
        "Cai Chen Deng Fang Gao Huang Jiang Lin Liu Luo Sun Wang Xu Yang Zhang Zhao Zhou",
    ),
    (2, "伟 芳 敏 静 丽娜 志强 雨桐 子涵 欣怡 浩然", "王 李 张 刘 陈 杨 赵 黄 周 吴"),
    (
        4,
        "Amira Bilal Dalia Faisal Hana Ibrahim Karim Layla Mona Nour Omar Rasha Samir Yara",
        "Abdallah al-Amin Barakat bin~Rashid El-Sayed Farouk Habib Khalil Mansour Najjar Saleh Zidan",
    ),
    (2, "أحمد فاطمة محمد ليلى يوسف مريم عمر نور خالد سارة", "الحسن العلي حداد خوري منصور نصار سليمان القاسم"),
    (
        5,
        "Abiola Adaeze Chidi Ebele Emeka Folake Ife Kofi Kwame Ngozi Obinna Olúwaseun Temi Yaw",
        "Achebe Adebayo Afolabi Asante Boateng Eze Mensah Nwosu Obi Okonkwo Osei Owusu Ogunbanjo",
    ),
    (
        3,
        "Amélie Benoît Chloé Éloïse Gaëlle Jérôme Léa Mathéo Noémie Rémi",
        "Beaumont Chevalier Dubois Fournier Lefèvre Marchand d'Aubigné Rousseau Géraud Leclercq",
    ),
    (
        2,
        "Anneliese Björn Götz Jürgen Käthe Matthias Sabine Uwe",
        "Brückner Großmann Hübner Köhler Müller Schäfer von~Rabenau Weiß",
    ),
    (
        2,
        "Åsa Bjørn Freja Håkon Ingrid Jón Søren Þóra",
        "Andersen Bjørnsen Eriksson Jørgensen Lindgren Nygård Østergård Sørensen",
    ),
    (
        4,
        "Álvaro Begoña Concepción Diogo Inês Joaquín Lucía Martín Núria Raúl Sofía Tomás",
        "Álvarez de~la~Fuente Fernández Gonçalves Ibáñez Muñoz Núñez Peña Quirós dos~Santos Simões Vázquez",
    ),
    (2, "Ánh Dũng Hương Linh Minh Phương Quân Thảo", "Bùi Đặng Hoàng Lê Ngô Nguyễn Phạm Trần"),
    (1, "Ελένη Γιώργος Νίκος Σοφία", "Παππάς Νικολάου Δημητρίου Γεωργίου"),
]

# field -> (titles, organisations)
FIELDS = {
    "accountancy, banking and finance": (
        "Accountant|Management Accountant|Chartered Accountant|Audit Senior|Tax Adviser|Financial Analyst|Credit Risk "
        "Analyst|Mortgage Adviser|Investment Analyst|Finance Director|Payroll Manager|Actuary",
        "Copperfinch Bank|Tallow & Reeve Accountants|Merrow Mutual Building Society|Ledgerwood, Price & Nunn|"
        "Quaymark Asset Management",
    ),
    "business, consulting and management": (
        "Management Consultant|Business Analyst|Project Manager|Operations Manager|Strategy Consultant|Chief Operating "
        "Officer|Programme Manager|Change Manager|Managing Director",
        'Brightmoor Consulting|Halcyon Oak Advisory|Threeways Partnership|The "Plain Talk" Consultancy',
    ),
    "charity and voluntary work": (
        "Fundraising Manager|Volunteer Coordinator|Charity Trustee|Community Development Officer|Grants Officer|"
        "Charity Director",
        "The Lantern Street Trust|Open Door Midlands|Kindling, a Charity for Carers",
    ),
    "creative arts and design": (
        "Graphic Designer|Illustrator|Interior Designer|Theatre Producer|Textile Designer|Museum Curator|"
        "Photographer|UX Designer",
        'Paper Heron Studio|Studio "Nine & Half"|Elmbank Museum|@thePier Studios',
    ),
    "energy and utilities": (
        "Energy Analyst|Wind Turbine Technician|Water Quality Engineer|Gas Engineer|Renewable Energy Project Developer|"
        "Grid Connections Manager",
        "Saltmarsh Wind|Severnbrook Water|Gorse Hill Energy",
    ),
    "engineering and manufacturing": (
        "Mechanical Engineer|Civil Engineer|Production Manager|Quality Engineer|Design Engineer|Manufacturing Engineer|"
        "Structural Engineer|Toolmaker",
        "Anvil & Arc Engineering|Pennyforge Castings Ltd|Wold Aerostructures",
    ),
    "environment and agriculture": (
        "Ecologist|Farm Manager|Environmental Consultant|Agronomist|Arboriculturist|Lawn Care Specialist|Countryside "
        "Ranger",
        "Hedgerow Ecology|Marlpit Farm|Lawnsmith Gardens",
    ),
    "healthcare": (
        "Staff Nurse|General Practitioner|Physiotherapist|Pharmacist|Radiographer|Occupational Therapist|Midwife|"
        "Consultant Cardiologist|Dental Nurse|Paramedic",
        "St Wilfrith's Hospital|Elmet Road Surgery|Bluebell Dental Practice|Westermere Hospital Trust",
    ),
    "hospitality and events": (
        "Event Manager|Hotel Manager|Head Chef|Restaurant Manager|Wedding Planner|Bar Supervisor|Conference Organiser",
        "The Gilded Otter Hotel|Marchpane Catering|Larder & Lamp",
    ),
    "information technology": (
        "Software Engineer|Data Analyst|IT Support Technician|Cyber Security Analyst|DevOps Engineer|Systems "
        "Administrator|Data Scientist|Product Owner|Web Developer|Software Developer",
        "Nettlewood Software|Bitterne Data, Ltd|Kestrel Loop Systems|Zephyrine Cloud",
    ),
    "law enforcement and security": (
        "Police Constable|Detective Sergeant|Prison Officer|Security Manager|Border Force Officer|Scenes of Crime "
        "Officer|Probation Officer",
        "Elmetshire Police|Greyfell Prison|Watchgate Security",
    ),
    "leisure, sport and tourism": (
        "Fitness Instructor|Travel Agent|Tour Guide|Sports Coach|Leisure Centre Manager|Swimming Teacher",
        "Longshore Leisure|Wayfarer & Daughter Travel|Harrier Athletics Club",
    ),
    "marketing, advertising and PR": (
        "Marketing Executive|Digital Marketing Manager|PR Account Executive|Brand Manager|Copywriter|SEO Specialist|"
        "Head of Communications",
        "Magpie & Drum|Loudhailer PR|Tangerine Acre",
    ),
    "media and internet": (
        "Journalist|Radio Producer|Video Editor|News Editor|Broadcast Assistant|Podcast Producer|Content Editor",
        "The Elmet Courier|Hollow Tree Radio|Signal Box Productions",
    ),
    "property and construction": (
        "Quantity Surveyor|Estate Agent|Site Manager|Architect|Town Planner|Building Surveyor|Property Manager|"
        "Bricklayer",
        "Rook & Rafter Estates|Stonebarrow Construction|Plumbline Architects",
    ),
    "public services and administration": (
        "Policy Officer|Civil Servant|Council Officer|Housing Officer|Administrative Officer|Personal Assistant|"
        "Office Manager|Registrar of Births",
        "Wexbury City Council|Elmetshire County Council|Office for Tidal Affairs",
    ),
    "recruitment and HR": (
        "HR Adviser|Recruitment Consultant|HR Business Partner|Talent Acquisition Partner|Head of People|Learning and "
        "Development Manager|HR Manager",
        "Peoplebarn|Ladder & Lark Recruitment",
    ),
    "retail": (
        "Store Manager|Sales Assistant|Buyer|Visual Merchandiser|Retail Assistant|Bookseller|Shop Supervisor",
        "Cobblers' Row|Thimble & Twine|Greengage Grocers",
    ),
    "sales": (
        "Sales Manager|Account Manager|Business Development Executive|Sales Executive|Key Account Manager|Telesales "
        "Agent",
        "Brasscroft Supplies|Oxlip Office Products",
    ),
    "science and pharma": (
        "Research Scientist|Laboratory Technician|Biochemist|Clinical Trials Coordinator|Microbiologist|Postdoctoral "
        "Research Fellow",
        "Helixmoor Therapeutics|Larkfield Institute|Verdigris Labs",
    ),
    "social care": (
        "Social Worker|Care Home Manager|Support Worker|Family Support Worker|Youth Worker|Care Assistant",
        "Maple Court Care Home|Handhold Fostering|Elmetshire Families Service",
    ),
    "teaching and education": (
        "Primary School Teacher|Secondary School Teacher|Lecturer|Head of Sixth Form|Teaching Assistant|Careers "
        "Adviser|Headteacher|Professor of History|Maths Tutor",
        "Kirkgate Moor Academy|University of Elmet|Fallowfield End Primary School|Merrow College",
    ),
    "transport and logistics": (
        "Transport Planner|Train Driver|Logistics Manager|Warehouse Supervisor|Supply Chain Analyst|Fleet Manager|"
        "Tram Driver",
        "Northstar Haulage|Tidewater Freight|Elmet Trams",
    ),
}
LAW = "law"
# titles and the houses they are found in
LAW_GROUPS = [
    (
        12,
        "Solicitor|Solicitor|Trainee Solicitor|Trainee Solicitor|Paralegal|Associate Solicitor|Senior Associate "
        "Solicitor|Chartered Legal Executive|Employment Solicitor|Family Law Solicitor|Conveyancing "
        "Solicitor|Criminal Defence Solicitor|Litigation Paralegal|Immigration Solicitor|"
        "Commercial Litigation Solicitor|Licensed Conveyancer|Legal Assistant|Corporate Lawyer|"
        "Human Rights Lawyer|Partner, Property Law|Partner and Head of Employment Law|Associate|Partner",
        "Larkspur Vane LLP|Penhallow Brass LLP|Thistledown & Marl Solicitors|Wrenfield, Tuck & Daughters LLP|Oakapple "
        'Solicitors|Bramblecote Hythe LLP|Quillfeather Legal|The "Good Cause" Law Centre|Elmet Street Law Centre|'
        "Goldcrest Aldous LLP|Tamarisk & Stone Solicitors|Sallowfield Legal",
    ),
    (
        4,
        "Barrister|Barrister|Pupil Barrister|Barristers' Clerk|Tax Barrister|Family Barrister",
        "Starling Court Chambers|Five Lanterns Chambers|Harrowmere Chambers",
    ),
    (
        4,
        "Legal Counsel|In-house Counsel|Head of Legal|Legal Adviser|Paralegal|Corporate Lawyer",
        "Copperfinch Bank|Nettlewood Software|Wexbury City Council|Helixmoor Therapeutics|Northstar Haulage",
    ),
    (
        1,
        "Judge's Clerk|Deputy District Judge|Court Usher|Crown Prosecutor",
        "Moorgill Crown Court Office|Elmetshire Prosecution Office",
    ),
]
# the firms of those whom nobody in the files works with, so that no shared employer opens a second way to them
FAR_FIRMS = (
    "Nightjar Row Chambers|Ravensbourne Quill LLP|Osier & Pike Solicitors|Merlin Gate Chambers|Candlewick "
    "Strand LLP|Tern & Tide Legal"
)
WISH_FIRMS = (
    "Court of Saltmarsh Appeals|Avocet Square Chambers|Ptarmigan Wolfe LLP|Institute for Fair Hearings|"
    "Kittiwake Human Rights Centre|Gannet Holdings plc"
)
EARLIER = {  # what the same person was called in an export some years older
    "Solicitor": "Trainee Solicitor",
    "Associate Solicitor": "Trainee Solicitor",
    "Barrister": "Pupil Barrister",
    "Senior Associate Solicitor": "Solicitor",
    "Legal Counsel": "Paralegal",
    "Head of Legal": "Legal Counsel",
    "Partner, Property Law": "Senior Associate Solicitor",
    "Chartered Legal Executive": "Paralegal",
    "Store Manager": "Shop Supervisor",
    "Software Engineer": "Junior Software Engineer",
    "HR Manager": "HR Adviser",
    "Finance Director": "Chartered Accountant",
    "Chief Operating Officer": "Operations Manager",
}
CITIES = (
    "London|London|London|Birmingham|Birmingham|Coventry|Coventry|Leeds|Leeds|Manchester|Manchester|Bristol|"
    "Cardiff|Leamington Spa|Newcastle upon Tyne|Edinburgh|"
    "Nottingham|Sheffield|Belfast|Oxford|York|Leicester|Glasgow"
)
CITIES_ABROAD = "Dublin|İstanbul|Kraków|Zürich|上海"
DEGREES = (
    "BA History|BSc Economics|BSc Mathematics|BA English Literature|BSc Psychology|BEng Engineering|BA Politics|"
    "BSc Computer Science|BSc Management|MSc Finance|BA French Studies|BSc Chemistry|MBA|PhD Physics"
)
