package redact

import "strings"

// rule says what happens to the value of a key: of a JSON member, or of a
// "key=value" pair in a URL or a text. The zero rule is "look through it".
type rule struct {
	// kind is what the value is; empty for a value that is not masked by place.
	kind Kind
	// local values are masked where they stand and not looked for elsewhere:
	// "Manila" and "Male" would blank half of every other answer.
	local bool
	// below masks every value below the key as well.
	below bool
	// kept values are names, ids and enumerations, in which a person's name or a
	// four-digit code is looked for in vain: only what cannot be chance is masked.
	kept bool
	// sent is a value that the provider has masked itself.
	sent bool
	// opens is the surroundings that the key's value makes, within the ones the
	// rule needs.
	opens, within surroundings
}

// surroundings tell keys apart that have one name: "number" is a telephone
// number below "phones" only.
type surroundings uint8

const (
	anywhere surroundings = iota
	inPhones
	inFiles
	inMFA
)

// rulesByKey has the keys in lower case, without "_" and "-". The personal
// fields are those of the specification (version 1.14.0); the rest are the Link
// contract's and the usual spellings of secrets.
var rulesByKey = makeRules()

func makeRules() map[string]rule {
	rules := map[string]rule{
		"credentials": {kind: Secret, below: true},
		"answers":     {kind: Secret, below: true},
		"phones":      {opens: inPhones},
		"rawfiles":    {opens: inFiles},
		"number":      {kind: Phone, within: inPhones},
		"url":         {kind: Link, local: true, within: inFiles},
		"code":        {kind: Code, within: inMFA},
		"sentto":      {sent: true},
		"filecontent": {kind: File, local: true},
	}
	add := func(r rule, keys string) {
		for key := range strings.FieldsSeq(keys) {
			rules[key] = r
		}
	}
	add(rule{kind: Secret, below: true}, "password passwd passcode pin secret clientsecret")
	add(rule{kind: Key}, "apikey accesskey privatekey secretkey")
	add(rule{kind: Token}, "accesstoken refreshtoken usertoken linktoken token sessionkey jwt")
	add(rule{kind: Code}, "otp otpcode mfacode verificationcode")
	add(rule{kind: Email}, "email emailaddress emails replyaddress")
	add(rule{kind: Phone}, "mobile mobilenumber phone phonenumber telephone msisdn")
	add(rule{kind: Name}, "fullname firstname lastname middlename username loginname login "+
		"employeename contactname signatoryname")
	add(rule{kind: Name, local: true}, "suffix")
	add(rule{kind: SSN}, "ssnumber ssn sss nss")
	add(rule{kind: Tax}, "taxnumber tin")
	add(rule{kind: BirthDate}, "birthdate birthday dateofbirth dob")
	add(rule{kind: Address}, "address fulladdress line1 line2")
	add(rule{kind: Address, local: true}, "city region zip latitude longitude")
	add(rule{kind: ID}, "idnumber nbiidnumber employeeidnumber employeenumber pagibignumber "+
		"philhealthnumber accountnumber statementnumber iban curp gaid docid referenceid")
	add(rule{kind: Personal, local: true}, "gender maritalstatus citizenship countryresidence identityage")
	add(rule{kind: Link, local: true}, "photourl profileurl socialurl downloadurl fileurl invitelandingpageurl")
	add(rule{kept: true}, "name longname logourl mode kind prompt option choice datapoints supported "+
		"companyname businessname employername currency country version cursor nextcursor providers")
	return rules
}

// rulesByEnding are tried in order for a key that has no rule of its own.
var rulesByEnding = []struct {
	rule
	endings []string
}{
	{rule{kind: Secret, below: true}, []string{"password", "secret"}},
	{rule{kind: Token}, []string{"token"}},
	{rule{kind: Key}, []string{"apikey"}},
	{rule{kind: Email}, []string{"email"}},
	{rule{kind: Phone}, []string{"phone", "phonenumber", "mobile", "mobilenumber"}},
	{rule{kept: true}, []string{"id", "ids", "at", "status", "type", "label", "code"}},
}

// ruleFor finds the rule of a key, in any spelling: accessToken, access_token,
// Access-Token. known is false for a key that no rule names.
func ruleFor(key string, around surroundings) (r rule, known bool) {
	var buf [48]byte
	folded := fold(buf[:0], key)
	if r, known = rulesByKey[string(folded)]; known && (r.within == anywhere || r.within == around) {
		return r, true
	}
	for _, e := range rulesByEnding {
		for _, ending := range e.endings {
			if n := len(folded) - len(ending); n >= 0 && string(folded[n:]) == ending {
				return e.rule, true
			}
		}
	}
	return rule{}, known
}

// fold appends the key's last bytes, as many as dst has room for, in lower case
// and without "_" and "-".
func fold(dst []byte, key string) []byte {
	key = key[max(0, len(key)-cap(dst)):]
	for i := range len(key) {
		switch c := key[i]; {
		case c == '_' || c == '-':
		case 'A' <= c && c <= 'Z':
			dst = append(dst, c|0x20)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// KindOfField gives what is typed into a field of that name: Secret for a
// name that says nothing.
func KindOfField(name string) Kind {
	if r, _ := ruleFor(name, anywhere); r.kind != "" {
		return r.kind
	}
	return Secret
}
