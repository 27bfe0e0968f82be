package api_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
)

// A success whose data are of another shape says which field it is and how it looks,
// in the error and in the record of the call, and quotes nothing of it.
func TestAnotherShapeIsNamed(t *testing.T) {
	t.Parallel()
	const account = `{"id":"a","createdAt":"2026-01-02T03:04:05Z","userId":"u"`
	for name, tc := range map[string]struct{ answer, says string }{
		"a time without a zone":     {account + `},{"createdAt":"2026-01-15 10:00:00"}`, `data.items[1].createdAt is a text of the form "9999-99-99 99:99:99", and should be a time such as`},
		"words for a time":          {`{"createdAt":"hush-hush since May"}`, `data.items[0].createdAt is a text of the form "aaaa-aaaa aaaaa aaa", and should be a time`},
		"a number for a time":       {`{"createdAt":1768471200}`, `data.items[0].createdAt is a number, and should be a time`},
		"a number for a text":       {`{"id":4711}`, `data.items[0].id is a number, and should be a text`},
		"a list for an object":      {account + `,"connection":["hush-hush"]}`, `data.items[0].connection is a list, and should be an object`},
		"an object for a text":      {`{"providerId":{"id":"hush-hush"}}`, `data.items[0].providerId is an object, and should be a text`},
		"a flag for a text":         {`{"connectionStatus":true}`, `data.items[0].connectionStatus is true or false, and should be a text`},
		"a time of another century": {`{"monitor":{"updatedAt":"2026-13-01T00:00:00+0000"}}`, `data.items[0].monitor.updatedAt is a text of the form "9999-99-99a99:99:99+9999"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, seen := watched(t, step{"GET /v1/accounts", envelope(200, "OK", `{"items":[`+tc.answer+`]}`)})
			_, err := c.AccountsPage(t.Context(), api.ListOptions{})
			e := checkError(t, err, api.KindNotEnvelope)
			for where, text := range map[string]string{"error": err.Error(), "detail": e.Detail(), "record": (*seen)[0].Err} {
				if !strings.Contains(text, tc.says) || strings.Contains(text, "hush") || strings.Contains(text, "4711") || strings.Contains(text, "said so") {
					t.Errorf("%s: %q, want %q", where, text, tc.says)
				}
			}
			if e.Title() != "the answer has another shape than the API's" || !strings.Contains(e.Advice(), "quote the request id") || e.RequestID != "req-1" {
				t.Errorf("%s; %s", e.Title(), e.Advice())
			}
		})
	}
}

// Other kinds of fields, and the envelope itself.
func TestAnotherShapeOfOtherAnswers(t *testing.T) {
	t.Parallel()
	for says, tc := range map[string]struct {
		answer string
		call   func(context.Context, *api.Client) error
	}{
		"data.items[0].active is a text, and should be true or false": {`{"code":"OK","data":{"items":[{"active":"yes"}]}}`, func(ctx context.Context, c *api.Client) error {
			_, err := c.ProvidersPage(ctx, api.ListOptions{})
			return err
		}},
		"data.rawFiles[0].size is a text, and should be a whole number": {`{"code":"OK","data":{"rawFiles":[{"size":"12"}]}}`, func(ctx context.Context, c *api.Client) error {
			_, err := c.Archive(ctx, "u")
			return err
		}},
		"data.rawFiles[0].size is a number that does not fit, and should be a whole number": {`{"code":"OK","data":{"rawFiles":[{"size":1.5}]}}`, func(ctx context.Context, c *api.Client) error {
			_, err := c.Archive(ctx, "u")
			return err
		}},
		"data.items is a text, and should be a list": {`{"code":"OK","data":{"items":"none"}}`, func(ctx context.Context, c *api.Client) error {
			_, err := c.TasksPage(ctx, api.ListOptions{})
			return err
		}},
		"the answer.requestId is a number, and should be a text": {`{"code":"OK","requestId":7,"data":{}}`, askUser},
		"the answer is a list, and should be an object":          {`[]`, askUser},
	} {
		c := client(t, anything(t, reply(200, tc.answer)))
		err := tc.call(t.Context(), c)
		wantKind(t, err, api.KindNotEnvelope)
		if !strings.Contains(err.Error(), says) {
			t.Errorf("got  %v\nwant %s", err, says)
		}
	}
}

// What leaves no doubt is taken, and the record says so.
func TestShapesThatLeaveNoDoubt(t *testing.T) {
	t.Parallel()
	zoned := strings.ReplaceAll(oneUser, "Z\"", "+0000\"")
	for name, tc := range map[string]struct {
		call   string
		answer http.HandlerFunc
		do     func(context.Context, *api.Client) error
		note   string
	}{
		"a zone without a colon":  {"GET /v1/users/u", envelope(200, "OK", zoned), askUser, "times without a colon in their zone are taken as they are meant: 1, the first is data.createdAt"},
		"a byte order mark":       {"GET /v1/users/u", reply(200, "\ufeff"+`{"code":"OK","data":`+oneUser+`}`), askUser, "the answer begins with a byte order mark, which is skipped"},
		"both":                    {"GET /v1/users/u", reply(200, "\ufeff"+`{"code":"OK","data":`+zoned+`}`), askUser, "skipped; times without"},
		"204":                     {"DELETE /v1/accounts/a", reply(204, ""), revoke, "the answer is empty"},
		"an empty 200":            {"DELETE /v1/accounts/a", reply(200, " \r\n"), revoke, "the answer is empty"},
		"nothing out of the line": {"GET /v1/users/u", envelope(200, "OK", oneUser), askUser, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, seen := watched(t, step{tc.call, tc.answer})
			if err := tc.do(t.Context(), c); err != nil {
				t.Fatal(err)
			}
			if x := (*seen)[0]; !strings.Contains(x.Note, tc.note) || (x.Note == "") != (tc.note == "") || x.Err != "" {
				t.Errorf("note %q, error %q; want %q", x.Note, x.Err, tc.note)
			}
		})
	}
}

func revoke(ctx context.Context, c *api.Client) error { return c.RevokeAccount(ctx, "a") }

func TestATimeWithoutAColonIsThatTime(t *testing.T) {
	t.Parallel()
	c, seen := watched(t, step{"GET /v1/accounts", envelope(200, "OK", `{"items":[{"id":"b","createdAt":"2026-01-15T18:00:00+08:00"},
		{"id":"a","createdAt":"2026-01-15T18:00:00.25+0800"},{"id":"c","createdAt":null},{"id":"d","createdAt":"2026-01-15T18:00:00+0800"}]}`)})
	page, err := c.AccountsPage(t.Context(), api.ListOptions{})
	if err != nil || len(page.Items) != 4 {
		t.Fatalf("%+v, %v", page, err)
	}
	want := time.Date(2026, 1, 15, 10, 0, 0, 0, time.UTC)
	if note := (*seen)[0].Note; !strings.HasSuffix(note, ": 2, the first is data.items[1].createdAt") {
		t.Errorf("note %q", note)
	}
	if b, a := page.Items[0].CreatedAt, page.Items[1].CreatedAt; !a.Equal(want.Add(time.Second/4)) || !b.Equal(want) {
		t.Errorf("read %s and %s", a, b)
	}
}

// An empty success is no answer where data are wanted.
func TestAnEmptyAnswerHasNoData(t *testing.T) {
	t.Parallel()
	for _, status := range []int{200, 204} {
		c := client(t, stub(t, step{"GET /v1/users/u", reply(status, "")}))
		wantKind(t, askUser(t.Context(), c), api.KindNotEnvelope)
	}
	for _, status := range []int{404, 500} {
		c := client(t, anything(t, reply(status, "")))
		if err := revoke(t.Context(), c); err == nil {
			t.Errorf("an empty %d is a success", status)
		}
	}
}

// What stands between answers in the API's place, and each is named.
func TestWhatStandsBetween(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		answer        http.HandlerFunc
		kind          api.Kind
		title, advice string
	}{
		"firewall":       {reply(403, htmlPage), api.KindNotEnvelope, "something on the way refuses the call", "firewall"},
		"gateway":        {reply(403, `{"message":"Forbidden"}`), api.KindNotEnvelope, "something on the way refuses the call", "firewall"},
		"legal":          {reply(451, htmlPage), api.KindNotEnvelope, "something on the way refuses the call", "firewall"},
		"proxy":          {reply(407, htmlPage), api.KindNotEnvelope, "the proxy wants a name and a password", "HTTP_PROXY"},
		"captive portal": {reply(511, htmlPage), api.KindNotEnvelope, "the network wants a sign-in", "in a browser"},
		"size":           {reply(413, htmlPage), api.KindInvalid, "the upload is too large for the host", "a smaller file"},
		"size of API":    {envelope(413, "INVALID_PARAMETERS", "null"), api.KindInvalid, "the upload is too large for the host", "a smaller file"},
		"redirect": {
			with("Location", "https://www.smile.test/v1?token=hush-hush", reply(301, "")), api.KindNotEnvelope,
			"the host sends the call elsewhere", "set OPEN_API_HOST",
		},
		"API's own 403": {envelope(403, "UNAUTHORIZED_ACCESS", "null"), api.KindForbidden, "not allowed", "ask Smile"},
		"sign-in page":  {reply(200, htmlPage), api.KindNotEnvelope, "the answer is not the API's", "sign-in page"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, seen := watched(t, step{"POST /v1/tokens?userId=u", tc.answer})
			_, err := c.RefreshToken(t.Context(), "u")
			e := checkError(t, err, tc.kind)
			if e.Title() != tc.title || !strings.Contains(e.Advice(), tc.advice) || strings.Contains(err.Error(), "hush") {
				t.Errorf("%q; %q", e.Title(), e.Advice())
			}
			if e.Detail() == "" || !strings.Contains((*seen)[0].Err, tc.title) || !strings.Contains((*seen)[0].Err, e.Detail()) {
				t.Errorf("detail %q, record %q", e.Detail(), (*seen)[0].Err)
			}
		})
	}
}

// A gateway that refuses an upload by its length closes the connection under it.
func TestAGatewayThatTakesNoLargeUpload(t *testing.T) {
	t.Parallel()
	f := &noise{size: wire.FileLimit}
	server := stub(t, step{"POST /v1/archives", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.CopyN(io.Discard, r.Body, 1<<16)
		w.Header().Set("Connection", "close")
		reply(413, "<html>Request Entity Too Large</html>")(w, r)
	}})
	_, err := client(t, server).CreateArchive(t.Context(), f.upload(), nil)
	if e := checkError(t, err, api.KindInvalid); !strings.Contains(e.Advice(), "a smaller file") {
		t.Errorf("%v", err)
	}
}
