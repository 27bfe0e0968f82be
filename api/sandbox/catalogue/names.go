package catalogue

import (
	_ "embed"
	"encoding/json"
	"sync"

	"winkterm/api/wire"
	"winkterm/assets"
)

// trade is the middle of a made-up name, and what kind of provider has it.
type trade struct {
	Word, SubType string
	Type          wire.ProviderType
}

// place is the end of a made-up name; Company is the legal form of its country.
type place struct{ Name, Country, Company string }

// names are the parts of made-up names. The numbers are powers of two, see draw.
type names struct {
	Words  [64]string
	Trades [64]trade
	Places [32]place
}

// count is how many names there are.
const count = 64 * 64 * 32

//go:embed names.json
var namesJSON []byte

// parts reads the names, which are only needed for a catalogue with made-up providers.
var parts = sync.OnceValue(func() *names {
	var n names
	if err := json.Unmarshal(namesJSON, &n); err != nil {
		panic("catalogue: names.json: " + err.Error()) // it is part of the program
	}
	return &n
})

// template is what the made-up providers of one type have in common.
type template struct {
	live      uint32 // how many of a hundred have a live connection
	supported []wire.Datapoint
}

var templates = map[wire.ProviderType]template{
	wire.TypeGig:        {95, []wire.Datapoint{wire.DataIdentities, wire.DataTransactions, wire.DataRatings, wire.DataIncomes}},
	wire.TypeGovernment: {98, []wire.Datapoint{wire.DataIdentities, wire.DataEmployments, wire.DataContributions}},
	wire.TypeSystem:     {95, []wire.Datapoint{wire.DataIdentities, wire.DataEmployments, wire.DataIncomes, wire.DataDocuments}},
	wire.TypeEmployer:   {40, []wire.Datapoint{wire.DataIdentities, wire.DataEmployments, wire.DataIncomes}},
	wire.TypeCredential: {95, []wire.Datapoint{wire.DataIdentities, wire.DataDocuments}},
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
