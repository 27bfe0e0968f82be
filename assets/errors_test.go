package assets_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"winkterm/api/wire"
	"winkterm/assets"
)

// maxText is what fits a small screen.
const maxText = 220

func TestEveryCodeIsExplained(t *testing.T) {
	t.Parallel()
	var want []string
	for _, code := range wire.AccountErrorCodes() {
		want = append(want, "account "+string(code))
	}
	for _, code := range []wire.ArchiveErrorCode{
		wire.ErrMissingMandatoryField, "MISSING_MANDATARY_FIELD", wire.ErrInvalidFieldFormat, wire.ErrArchiveSystemError,
	} {
		want = append(want, "archive "+string(code))
	}
	want = append(want, "archive "+string(wire.ArchiveUnsupported))
	for _, code := range []wire.Code{
		wire.CodeInvalidCredentials, wire.CodeInvalidParameters, wire.CodeInvalidToken, wire.CodeUnauthorizedAccess,
		wire.CodeMissingResource, wire.CodeUnsupportedType, wire.CodeRequestLimitExceeded, wire.CodeServerError,
		wire.CodeUnsupportedMethod, wire.CodeServerUnavailable, wire.CodeTimeLimitExceeded,
	} {
		want = append(want, "envelope "+string(code))
	}
	var got []string
	for _, e := range assets.Explanations() {
		got = append(got, string(e.Kind)+" "+e.Code)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("explained:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestExplanationTexts(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, e := range assets.Explanations() {
		switch e.Retry {
		case "yes", "after-fix", "no":
		default:
			t.Errorf("%s: retry is %q", e.Code, e.Retry)
		}
		fields := reflect.ValueOf(e)
		for i := range fields.NumField() {
			name := fields.Type().Field(i).Name
			if name == "Message" && e.Kind != assets.ExplainsAccount {
				continue
			}
			checkText(t, e.Code+" "+name, fields.Field(i).String())
		}
		if other, twice := seen[e.WhatHappened]; twice {
			t.Errorf("%s and %s are explained in the same words", e.Code, other)
		}
		seen[e.WhatHappened] = e.Code
	}
}

func checkText(t *testing.T, name, text string) {
	t.Helper()
	if text == "" || strings.TrimSpace(text) != text || utf8.RuneCountInString(text) > maxText {
		t.Errorf("%s: empty, padded or longer than %d characters: %q", name, maxText, text)
	}
	if strings.ContainsFunc(text, unicode.IsControl) {
		t.Errorf("%s: has control characters: %q", name, text)
	}
}

func TestExplain(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"MFA_TIMEOUT":         "account MFA_TIMEOUT",
		" invalid_mfa\n":      "account INVALID_MFA",
		"INVALID_CREDENTIALS": "account INVALID_CREDENTIALS",
		"SYSTEM_ERROR":        "account SYSTEM_ERROR",
		"unsupported":         "archive UNSUPPORTED",
		"SERVER_ERROR":        "envelope SERVER_ERROR",
	} {
		e, ok := assets.Explain(code)
		if got := string(e.Kind) + " " + e.Code; !ok || got != want {
			t.Errorf("Explain(%q) = %s, %t, want %s", code, got, ok, want)
		}
	}
	for _, code := range []string{"", "OK", "NO_SUCH_CODE"} {
		if e, ok := assets.Explain(code); ok {
			t.Errorf("Explain(%q) = %+v, want nothing", code, e)
		}
	}
}

func TestExplainAllGivesBothKinds(t *testing.T) {
	t.Parallel()
	for code, second := range map[string]assets.ExplanationKind{
		"INVALID_CREDENTIALS": assets.ExplainsEnvelope, "SYSTEM_ERROR": assets.ExplainsArchive,
	} {
		all := assets.ExplainAll(code)
		if len(all) != 2 || all[0].Kind != assets.ExplainsAccount || all[1].Kind != second {
			t.Errorf("%s: got %+v, want the account's and then the %s's", code, all, second)
		}
	}
}

func TestExplanationsAreTheCallersOwn(t *testing.T) {
	t.Parallel()
	assets.Explanations()[0].Code = "CHANGED"
	if assets.Explanations()[0].Code == "CHANGED" {
		t.Error("a caller changed the shared list")
	}
}
