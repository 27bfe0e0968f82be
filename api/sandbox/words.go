package sandbox

import "winkterm/assets"

// trade is the middle of a made-up name, and what kind of provider has it.
type trade struct{ word, typ, subType string }

// place is the end of a made-up name; company is the legal form of its country.
type place struct{ name, country, company string }

// template is what the made-up providers of one type have in common.
type template struct {
	live      uint32 // how many of a hundred have a live connection
	supported []string
}

var templates = map[string]template{
	"GIG":        {95, []string{"IDENTITIES", "TRANSACTIONS", "RATINGS", "INCOMES"}},
	"GOVERNMENT": {98, []string{"IDENTITIES", "EMPLOYMENTS", "CONTRIBUTIONS"}},
	"SYSTEM":     {95, []string{"IDENTITIES", "EMPLOYMENTS", "INCOMES", "DOCUMENTS"}},
	"EMPLOYER":   {40, []string{"IDENTITIES", "EMPLOYMENTS", "INCOMES"}},
	"CREDENTIAL": {95, []string{"IDENTITIES", "DOCUMENTS"}},
}

// records are the social security providers of the countries.
var records = map[string]string{"PH": "sss_ph", "ID": "bpjs_tk_id", "SG": "cpf_sg", "IN": "epfo_in"}

var kinds = []string{
	assets.MFANone, assets.MFACode4, assets.MFANone, assets.MFACode6,
	assets.MFAChoice, assets.MFANone, assets.MFAQuestions,
}

var logins = [][]string{
	{assets.LoginEmail},
	{assets.LoginMobile},
	{assets.LoginUsername},
	{assets.LoginEmail, assets.LoginMobile},
	{assets.LoginUsername, assets.LoginEmail},
}

var words = [64]string{
	"Amihan", "Bayani", "Bituin", "Dalisay", "Hiraya", "Kalayaan", "Lakan", "Ligaya",
	"Luningning", "Malaya", "Mayumi", "Pag-asa", "Silangan", "Tala", "Tanglaw", "Unlad",
	"Abadi", "Bahari", "Cahaya", "Dirgantara", "Gemilang", "Harapan", "Jaya", "Kencana",
	"Lestari", "Makmur", "Mentari", "Nusantara", "Perkasa", "Sejahtera", "Sentosa", "Surya",
	"Anchor", "Beacon", "Cedar", "Compass", "Evergreen", "Harbour", "Horizon", "Keystone",
	"Lantern", "Meridian", "Orchid", "Pinnacle", "Quay", "Raintree", "Sapphire", "Tembusu",
	"Aarav", "Bharat", "Chandra", "Deepak", "Ganga", "Himalaya", "Indus", "Jyoti",
	"Kaveri", "Lakshmi", "Madhura", "Narmada", "Prakash", "Saffron", "Tulsi", "Vijaya",
}

var trades = [64]trade{
	{"Freelance", "GIG", "SERVICES"},
	{"Tutors", "GIG", "SERVICES"},
	{"Handymen", "GIG", "SERVICES"},
	{"Rides", "GIG", "TRANSPORTATION"},
	{"Couriers", "GIG", "TRANSPORTATION"},
	{"Deliveries", "GIG", "TRANSPORTATION"},
	{"Homestays", "GIG", "SHARING"},
	{"Rentals", "GIG", "SHARING"},
	{"Marketplace", "GIG", "TRADING"},
	{"Bazaar", "GIG", "TRADING"},
	{"Provident", "GOVERNMENT", "INSURANCE"},
	{"Pensions", "GOVERNMENT", "INSURANCE"},
	{"Healthcare", "GOVERNMENT", "INSURANCE"},
	{"People", "SYSTEM", "HRIS"},
	{"Workforce", "SYSTEM", "HRIS"},
	{"Payroll", "SYSTEM", "PAYROLL"},
	{"Payslips", "SYSTEM", "PAYROLL"},
	{"Documents", "CREDENTIAL", "WALLET"},
	{"Certificates", "CREDENTIAL", "WALLET"},
	{"Identity", "CREDENTIAL", "IDENTIFICATION"},
	{"Farms", "EMPLOYER", "ISIC-A"},
	{"Fisheries", "EMPLOYER", "ISIC-A"},
	{"Plantations", "EMPLOYER", "ISIC-A"},
	{"Mining", "EMPLOYER", "ISIC-B"},
	{"Quarries", "EMPLOYER", "ISIC-B"},
	{"Textiles", "EMPLOYER", "ISIC-C"},
	{"Foods", "EMPLOYER", "ISIC-C"},
	{"Steelworks", "EMPLOYER", "ISIC-C"},
	{"Electronics", "EMPLOYER", "ISIC-C"},
	{"Power", "EMPLOYER", "ISIC-D"},
	{"Energy", "EMPLOYER", "ISIC-D"},
	{"Waterworks", "EMPLOYER", "ISIC-E"},
	{"Recycling", "EMPLOYER", "ISIC-E"},
	{"Builders", "EMPLOYER", "ISIC-F"},
	{"Construction", "EMPLOYER", "ISIC-F"},
	{"Stores", "EMPLOYER", "ISIC-G"},
	{"Supermarkets", "EMPLOYER", "ISIC-G"},
	{"Motors", "EMPLOYER", "ISIC-G"},
	{"Shipping", "EMPLOYER", "ISIC-H"},
	{"Logistics", "EMPLOYER", "ISIC-H"},
	{"Airways", "EMPLOYER", "ISIC-H"},
	{"Hotels", "EMPLOYER", "ISIC-I"},
	{"Restaurants", "EMPLOYER", "ISIC-I"},
	{"Software", "EMPLOYER", "ISIC-J"},
	{"Telecom", "EMPLOYER", "ISIC-J"},
	{"Media", "EMPLOYER", "ISIC-J"},
	{"Bank", "EMPLOYER", "ISIC-K"},
	{"Assurance", "EMPLOYER", "ISIC-K"},
	{"Realty", "EMPLOYER", "ISIC-L"},
	{"Engineering", "EMPLOYER", "ISIC-M"},
	{"Consulting", "EMPLOYER", "ISIC-M"},
	{"Outsourcing", "EMPLOYER", "ISIC-N"},
	{"Security", "EMPLOYER", "ISIC-N"},
	{"Municipality", "EMPLOYER", "ISIC-O"},
	{"Academy", "EMPLOYER", "ISIC-P"},
	{"Schools", "EMPLOYER", "ISIC-P"},
	{"Hospital", "EMPLOYER", "ISIC-Q"},
	{"Clinics", "EMPLOYER", "ISIC-Q"},
	{"Museums", "EMPLOYER", "ISIC-R"},
	{"Sports", "EMPLOYER", "ISIC-R"},
	{"Wellness", "EMPLOYER", "ISIC-S"},
	{"Repairs", "EMPLOYER", "ISIC-S"},
	{"Households", "EMPLOYER", "ISIC-T"},
	{"Secretariat", "EMPLOYER", "ISIC-U"},
}

var places = [32]place{
	{"Manila", "PH", "Corporation"},
	{"Cebu", "PH", "Corporation"},
	{"Davao", "PH", "Corporation"},
	{"Iloilo", "PH", "Corporation"},
	{"Baguio", "PH", "Corporation"},
	{"Makati", "PH", "Corporation"},
	{"Quezon", "PH", "Corporation"},
	{"Zamboanga", "PH", "Corporation"},
	{"Batangas", "PH", "Corporation"},
	{"Jakarta", "ID", "Perseroan Terbatas"},
	{"Bandung", "ID", "Perseroan Terbatas"},
	{"Surabaya", "ID", "Perseroan Terbatas"},
	{"Medan", "ID", "Perseroan Terbatas"},
	{"Makassar", "ID", "Perseroan Terbatas"},
	{"Semarang", "ID", "Perseroan Terbatas"},
	{"Denpasar", "ID", "Perseroan Terbatas"},
	{"Palembang", "ID", "Perseroan Terbatas"},
	{"Jurong", "SG", "Pte. Ltd."},
	{"Tampines", "SG", "Pte. Ltd."},
	{"Bedok", "SG", "Pte. Ltd."},
	{"Changi", "SG", "Pte. Ltd."},
	{"Woodlands", "SG", "Pte. Ltd."},
	{"Novena", "SG", "Pte. Ltd."},
	{"Mumbai", "IN", "Private Limited"},
	{"Delhi", "IN", "Private Limited"},
	{"Chennai", "IN", "Private Limited"},
	{"Kolkata", "IN", "Private Limited"},
	{"Bengaluru", "IN", "Private Limited"},
	{"Pune", "IN", "Private Limited"},
	{"Jaipur", "IN", "Private Limited"},
	{"Kochi", "IN", "Private Limited"},
	{"Lucknow", "IN", "Private Limited"},
}
