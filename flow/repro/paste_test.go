package repro_test

import (
	"errors"
	"strings"
	"testing"

	"winkterm/flow/repro"
)

func TestPayloadsAreRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		archive            bool
		id, provider, ends string
	}{
		`{"accountId":"a-1","userId":"u","providerId":"sss_ph","errorCode":"ACCOUNT_LOCKED"}`:                                                      {false, "a-1", "sss_ph", "ERROR ACCOUNT_LOCKED"},
		`onAccountError({"accountId":"a-1","userId":"u","providerId":"sss_ph","errorCode":"TOS_REQUIRED"});`:                                       {false, "a-1", "sss_ph", "ERROR TOS_REQUIRED"},
		`console.log: onAccountRemoved {"accountId":"a-1","userId":"u","providerId":"sss_ph"}`:                                                     {false, "a-1", "sss_ph", "DISCONNECTED"},
		`{"name":"onAccountCreated","args":{"accountId":"a-1","userId":"u","providerId":"sss_ph"}}`:                                                {false, "a-1", "sss_ph", "PENDING"},
		`{"accountId":"a-1","userId":"u","providerId":"sss_ph"}`:                                                                                   {false, "a-1", "sss_ph", "CONNECTED"},
		`{"eventName":"MfaPageOpened","account":{"providerId":"sss_ph"}}`:                                                                          {false, "", "sss_ph", "AWAITING_MFA"},
		`{"id":"w-1","version":1,"type":"ACCOUNT_FAILED","data":{"accountId":"a-1","providerId":"p","errorCode":"INVALID_AUTH"}}`:                  {false, "a-1", "p", "ERROR INVALID_AUTH"},
		`{"id":"w-1","type":"ARCHIVE_FAILED","data":{"archiveId":"u-1","errorCode":"INVALID_FIELD_FORMAT"}}`:                                       {true, "u-1", "", "ERROR INVALID_FIELD_FORMAT"},
		`{"code":"OK","data":{"id":"a-1","providerId":"p","connectionStatus":"ERROR","connection":{"status":"ERROR","errorCode":"SYSTEM_ERROR"}}}`: {false, "a-1", "p", "ERROR SYSTEM_ERROR"},
		`{"id":"u-1","providerId":"user-provided","type":"PAYSLIP","state":{"status":"UNSUPPORTED","errorCode":null}}`:                             {true, "u-1", "", "UNSUPPORTED"},
		`onUploadsCreated {"uploads":["u-1"],"userId":"t"}`:                                                                                        {true, "", "", "STARTED"},
	} {
		c, err := repro.FromPayload([]byte(text))
		if err != nil || c.Archive != want.archive || c.ID != want.id || c.Provider.ID != want.provider || c.Ends.String() != want.ends {
			t.Errorf("%s: %+v, %v", text, c, err)
		}
	}
	for text, want := range map[string]error{
		"": repro.ErrNoPayload, "hello": repro.ErrNoPayload, "{broken": repro.ErrNoPayload, "{]}": repro.ErrNoPayload, "{}": repro.ErrNoEnd,
		`{"reason":"close"}`: repro.ErrNoEnd, "}{": repro.ErrNoPayload,
		strings.Repeat(`{"data":`, 6) + `{"accountId":"a-1","errorCode":"INVALID_AUTH"}` + strings.Repeat("}", 6): repro.ErrNoEnd,
	} {
		if c, err := repro.FromPayload([]byte(text)); !errors.Is(err, want) {
			t.Errorf("%s: %+v, %v", text, c, err)
		}
	}
}

// FuzzFromPayload reads anything, and what it reads has a path or says why not.
func FuzzFromPayload(f *testing.F) {
	f.Add([]byte(`onAccountError({"accountId":"a-1","userId":"u","providerId":"sss_ph","errorCode":"ACCOUNT_LOCKED"})`))
	f.Add([]byte(`{"id":"w-1","type":"ARCHIVE_FAILED","data":{"archiveId":"u-1","errorCode":"SYSTEM_ERROR"}}`))
	f.Fuzz(func(t *testing.T, pasted []byte) {
		c, err := repro.FromPayload(pasted)
		if err != nil {
			return
		}
		if p, err := c.Path(); err == nil {
			if again, err := repro.Parse(p.Code.String()); err != nil || again.Ends != c.Ends {
				t.Errorf("%q gives %s: %v", pasted, p.Code, err)
			}
		}
	})
}
