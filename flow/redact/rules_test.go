package redact

import "testing"

func TestKindOfAField(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]Kind{
		"email": Email, "mobile": Phone, "ssNumber": SSN, "username": Name,
		"password": Secret, "pin": Secret, "favouriteColour": Secret, "": Secret,
	} {
		if got := KindOfField(name); got != want {
			t.Errorf("%q is %s, want %s", name, got, want)
		}
	}
}

// Every key that gives its value away, in every spelling.
func TestKeys(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`{"password":"v w"}`:     `{"password":"[SECRET_1]"}`,
		`{"client_secret":"v"}`:  `{"client_secret":"[SECRET_1]"}`,
		`{"PIN":1234}`:           `{"PIN":"[SECRET_1]"}`,
		`{"newPassword":"v"}`:    `{"newPassword":"[SECRET_1]"}`,
		`{"apiKey":"v"}`:         `{"apiKey":"[KEY_1]"}`,
		`{"my-api-key":"v"}`:     `{"my-api-key":"[KEY_1]"}`,
		`{"sessionKey":"v"}`:     `{"sessionKey":"[TOKEN_1]"}`,
		`{"Access-Token":"v"}`:   `{"Access-Token":"[TOKEN_1]"}`,
		`{"otp":"v"}`:            `{"otp":"[CODE_1]"}`,
		`{"work_email":"v"}`:     `{"work_email":"[EMAIL_1]"}`,
		`{"emails":["v","w"]}`:   `{"emails":["[EMAIL_1]","[EMAIL_2]"]}`,
		`{"mobile":"v"}`:         `{"mobile":"[PHONE_1]"}`,
		`{"homePhone":"v"}`:      `{"homePhone":"[PHONE_1]"}`,
		`{"lastName":"v"}`:       `{"lastName":"[NAME_1]"}`,
		`{"suffix":"Jr"}`:        `{"suffix":"[NAME_1]"}`,
		`{"ssNumber":"v"}`:       `{"ssNumber":"[SSN_1]"}`,
		`{"tin":"v"}`:            `{"tin":"[TAX_1]"}`,
		`{"taxNumber":"v"}`:      `{"taxNumber":"[TAX_1]"}`,
		`{"dob":"v"}`:            `{"dob":"[BIRTHDATE_1]"}`,
		`{"line2":"v"}`:          `{"line2":"[ADDRESS_1]"}`,
		`{"zip":1600}`:           `{"zip":"[ADDRESS_1]"}`,
		`{"iban":"v"}`:           `{"iban":"[ID_1]"}`,
		`{"gender":"v"}`:         `{"gender":"[PERSONAL_1]"}`,
		`{"photoUrl":"v"}`:       `{"photoUrl":"[LINK_1]"}`,
		`{"fileContent":"v"}`:    `{"fileContent":"[FILE_1]"}`,
		`{"username":"b@x.com"}`: `{"username":"[EMAIL_1]"}`,
		// An address within a name is not all of it.
		`{"username":"I am b@x.com"}`: `{"username":"[NAME_1]"}`,
		`{"username":"b@x.com!"}`:     `{"username":"[NAME_1]"}`,
		`{"password":"b@x.com"}`:      `{"password":"[SECRET_1]"}`,
		// What holds for some keys holds for all below them, for others not.
		`{"credentials":{"a":{"b":["v"]},"email":"b@x.com","city":"Pasig"},"a":"v w"}`: `{"credentials":{"a":{"b":["[SECRET_1]"]},"email":"[EMAIL_1]","city":"[ADDRESS_1]"},"a":"v w"}`,
		`{"credentials":{"city":"Pasig"},"note":"in Pasig"}`:                           `{"credentials":{"city":"[ADDRESS_1]"},"note":"in [ADDRESS_1]"}`,
		`{"email":{"note":"hi"},"a":"hi"}`:                                             `{"email":{"note":"hi"},"a":"hi"}`,
		`{"answers":[1,true,null,"v"]}`:                                                `{"answers":["[SECRET_1]",true,null,"[SECRET_2]"]}`,
		// Some keys mean a secret in one place only.
		`{"phones":[{"number":"5551"}],"number":"5552"}`:         `{"phones":[{"number":"[PHONE_1]"}],"number":"5552"}`,
		`{"phones":{"a":[{"number":"5551"}]}}`:                   `{"phones":{"a":[{"number":"[PHONE_1]"}]}}`,
		`{"rawFiles":[{"url":"http://x/y"}],"url":"http://x/y"}`: `{"rawFiles":[{"url":"[LINK_1]"}],"url":"http://x/y"}`,
		`{"code":"OK","a":{"code":"1234"}}`:                      `{"code":"OK","a":{"code":"1234"}}`,
		// What the provider has masked itself stays, and nothing else.
		`{"sentTo":"g***@x.com +63•••1234567890"}`: `{"sentTo":"g***@x.com +63•••1234567890"}`,
		`{"sentTo":"bob@x.com"}`:                   `{"sentTo":"[EMAIL_1]"}`,
		`{"note":"* 09559991234"}`:                 `{"note":"* [PHONE_1]"}`,
		// Empty values and placeholders stay.
		`{"password":"","token":"[TOKEN_7]","pin":null}`: `{"password":"","token":"[TOKEN_7]","pin":null}`,
		// Values that are broken are values still, each of its own.
		`{"password":"a\qb","pin":"c\qd"}`: `{"password":"[SECRET_1]","pin":"[SECRET_2]"}`,
		`{"password":"a\"b"} a"b`:          `{"password":"[SECRET_1]"} a"b`,
		`{"password":"abc\"d"} abc"d`:      `{"password":"[SECRET_1]"} [SECRET_1]`,
		`{"a":"b","password":"12`:          `{"a":"b","password":"[SECRET]`,
		`{"a":"b\"","password":"12\"`:      `{"a":"b\"","password":"[SECRET]`,
		`{"password":12`:                   `{"password":"[SECRET_1]"`,
		`{"password":so long, "a":"b"}`:    `{"password":so long, "a":"b"}`,
	} {
		wantText(t, in, New().Text(in), want)
	}
}

// On the path of an MFA answer "code" is the secret.
func TestRequestBody(t *testing.T) {
	t.Parallel()
	const body = `{"code":"1234","a":{"code":"5678"}}`
	for to, want := range map[string]string{
		"/accounts/a-1/mfa":             `{"code":"[CODE_1]","a":{"code":"[CODE_2]"}}`,
		"http://h/accounts/a-1/mfa/":    `{"code":"[CODE_1]","a":{"code":"[CODE_2]"}}`,
		"http://h/a/mfa?next=/accounts": `{"code":"[CODE_1]","a":{"code":"[CODE_2]"}}`,
		"http://h/a?next=/mfa":          body,
		"/mfa/x":                        body,
		"":                              body,
	} {
		wantText(t, to, New().RequestBody(to, body), want)
	}
}
