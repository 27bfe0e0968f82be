// Package planted has secrets and personal values for tests that look for them where none
// may be, and a host that answers with all of them.
//
// It must not be used by the program, and knows nothing of how values are masked.
package planted

// Value is a secret or a personal value.
type Value struct {
	// Name says what it is: for a value of a body the key that it stands under.
	Name, Text string
	// At is where the host puts it, or who else has it.
	At Place
}

// Place is where a value stands.
type Place uint8

// The places. The host sends back what is Configured or Typed once it has got it, in
// every way that it can think of.
const (
	Configured Place = iota // the key and the secret of the host
	Typed                   // what the user types into fields that show dots
	Shown                   // what the user types into fields that show it
	Body                    // under a key that says what it is
	Header                  // in a header
	Looks                   // in an error text, by its looks alone
)

// The values that a test types and configures.
const (
	Key      = "wk_live_8Zq4mT2vXbN7rLd9"
	Secret   = "ws-3f9A/77+kd==Jw0x5QpYtR"
	Password = `Tr0ub4dor&3 "so" <ünsafe>/+`
	Code     = "904417"
	Login    = "maricel.dimaculangan77"
	Folder   = "/home/maricel-dimaculangan-private"
	FileName = "payslip-of-Maricel-Dimaculangan-77120345.pdf"
)

// Values are all of them, more than sixty.
func Values() []Value {
	all := []Value{
		{"key", Key, Configured}, {"secret", Secret, Configured},
		{"password", Password, Typed}, {"code", Code, Typed},
		{"login", Login, Shown}, {"folder", Folder, Shown}, {"file", FileName, Shown},
	}
	for _, v := range bodies {
		all = append(all, Value{v[0], v[1], Body})
	}
	for _, v := range headers {
		all = append(all, Value{v[0], v[1], Header})
	}
	for _, v := range looks {
		all = append(all, Value{v[0], v[1], Looks})
	}
	return all
}

// bodies are the keys of JSON members with what stands there.
var bodies = [][2]string{
	{"passcode", "orchid-lantern-42"}, {"clientSecret", "cs_9dKfPq2LmZ71"}, {"privateKey", "pk-Vn83hTgYw2Qs"},
	{"apiKey", "ak-77PlmXz0Rt4c"}, {"accessToken", "at_Qm5ZyKc81LpV"}, {"refreshToken", "rt_Wj20XbTn9sAe"},
	{"userToken", "ut_Gh64MnBvC3xz"}, {"sessionKey", "sk_Rr71LpOiUy8t"}, {"otpCode", "77-31-905-2"},
	{"email", "m.dimaculangan@tahanan.example"}, {"replyAddress", "payroll.desk@bahay-kubo.example"},
	{"mobileNumber", "+63 917 555 0142"}, {"telephone", "(02) 8555-0177-31"}, {"fullName", "Maricel Quiambao Dimaculangan"},
	{"firstName", "Mariceleta"}, {"middleName", "Quiambaoyan"}, {"lastName", "Dimaculangannes"}, {"userName", "maricelq_1987"},
	{"employeeName", "Dimaculangannes, Mariceleta Q."}, {"contactName", "Teodoro Magsaysayin"}, {"signatoryName", "Esperanza Villaflores"},
	{"ssNumber", "34-7712098-5"}, {"nss", "92018877651"}, {"taxNumber", "448-120-977-003"}, {"tin", "771-334-905-881"},
	{"birthDate", "1987-09-23"}, {"address", "1187 Mabolo Heights, Barangay Lahug"}, {"line1", "Unit 9C Tabing-Ilog Residences"},
	{"line2", "Sitio Malapitan Extension"}, {"idNumber", "P7712098EC"}, {"nbiIdNumber", "NBI-55120-9981-A"},
	{"employeeIdNumber", "EMP-0099-77812"}, {"pagibigNumber", "1211-7765-0923"}, {"philhealthNumber", "19-077812345-6"},
	{"accountNumber", "0091-7781-2345-66"}, {"iban", "GB29NWBK60161331926819"}, {"curp", "DIMM870923MCSLRR07"},
	{"docId", "doc-77f1Zk90qLpw"}, {"referenceId", "ref-Kx81-0075-AABQ"}, {"photoUrl", "https://cdn.example/faces/7712098-portrait.jpg"},
	{"profileUrl", "https://people.example/u/maricelq-1987"}, {"downloadUrl", "https://files.example/d/5f0c77-statement?sig=Zk90"},
}

// headers are names of headers with what stands there.
var headers = [][2]string{
	{"X-Api-Key", "hk-4410ZpQxLm"}, {"X-Client-Secret", "hs-Lk20cVbNmQw7"}, {"X-Auth-Token", "ht-Yt71MnQpLk09"},
	{"Smile-Signature", "t=1764400000,v1=9f0c77aa51e2d4b8c6"}, {"Set-Cookie", "sid=ck_Pw93LmXzQr51; Path=/; HttpOnly"},
	{"Proxy-Authorization", "Bearer hb_Ns55TrQwYz38"}, {"X-Contact", "Teodora <t.magsaysayin@opisina.example>"},
	{"X-Callback", "https://ops:pw_Jj74VxZa20@internal.example/hook"}, {"X-Support", "call +63 (2) 8777-0143 99"},
}

// looks are known by their looks alone: they stand in the middle of an error text.
var looks = [][2]string{
	{"an address in a message", "j.katigbak+hr@pabrika.example"}, {"a number in a message", "+63 998 700 4431"},
	{"a signed token in a message", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJpY2VsIn0.c2lnbmF0dXJlLTc3MTIwOTg"},
	{"a bearer in a message", "Bearer bt_77QxLm90ZpKd21"}, {"a login in an address", "ftp://root:pw_9kQzXv77@10.0.0.8/x"},
	{"a password in a query", "passcode=qp_81LmNz03Xx"}, {"a token in a query", "access_token=qt_52VbRt77Kk"},
}
