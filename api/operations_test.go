package api_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"winkterm/api"
	"winkterm/api/wire"
)

const (
	oneAccount = `{"id":"a","createdAt":"2026-01-01T00:00:00Z","providerId":"p","userId":"u","connectionStatus":"ERROR",
		"monitorStatus":"ACTIVE","monitor":{"status":"ACTIVE"},
		"connection":{"status":"ERROR","errorCode":"ACCOUNT_LOCKED","errorMessage":null,"updatedAt":"2026-01-01T00:00:00Z"}}`
	oneTask = `{"id":"t","type":"LINK_ACCOUNT","status":"Started","startedAt":"2026-01-01T00:00:00Z",
		"metadata":{"createdAt":"2026-01-01T00:00:00Z","itemCreatedAt":"2026-01-01T00:00:00Z"}}`
	oneFileType = `{"logoUrl":"","type":"PAYSLIP","typeLabel":"Payslip","active":true,"enabled":true,"ocr":true,"supported":["INCOMES"]}`
	readArchive = `{"id":"u-1","createdAt":"2026-01-01T00:00:00Z","providerId":"user-provided","userId":"u","type":"PAYSLIP",
		"state":{"status":"ANALYZED","errorCode":null,"errorMessage":null,"updatedAt":"2026-01-01T00:00:00Z"},
		"rawFiles":[{"id":"f-1","createdAt":"2026-01-01T00:00:00Z","name":"pay.pdf","subType":null,"size":12,"format":"PDF","url":"https://f"}],
		"extraction":{"fileType":"PAYSLIP","analysis":{"netAmount":9000}}}`
)

// operations is every call that answers one thing.
var operations = map[string]struct {
	want   string
	answer http.HandlerFunc
	do     func(context.Context, *api.Client) (any, error)
	got    any
}{
	"create user": {
		"POST /v1/users", envelope(201, "CREATED", `{"user":{"id":"u","createdAt":"2026-01-01T00:00:00Z"},"token":{}}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			created, err := c.CreateUser(ctx, wire.UserRequest{})
			return created.User.ID, err
		}, "u",
	},
	"user": {
		"GET /v1/users/a%2Fb%3Fc%20%C3%A9", envelope(200, "OK", oneUser),
		func(ctx context.Context, c *api.Client) (any, error) {
			user, err := c.User(ctx, "a/b?c é")
			return user.ID, err
		}, "u",
	},
	"refresh token": {
		"POST /v1/tokens?userId=u%261", envelope(201, "CREATED", `{"accessToken":"tok","mode":"SANDBOX"}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			token, err := c.RefreshToken(ctx, "u&1")
			return token.AccessToken, err
		}, wire.Secret("tok"),
	},
	"provider": {
		"GET /v1/providers/p", envelope(200, "NEW_GOOD_CODE", `{"id":"p","type":"NEW_TYPE","unknownField":{"x":[1]}}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			provider, err := c.Provider(ctx, "p")
			return provider.Type, err
		}, wire.ProviderType("NEW_TYPE"),
	},
	"account": {
		"GET /v1/accounts/a", envelope(200, "OK", oneAccount),
		func(ctx context.Context, c *api.Client) (any, error) {
			account, err := c.Account(ctx, "a")
			return account.ErrorCode(), err
		}, wire.ErrAccountLocked,
	},
	"account payload": {
		"GET /v1/accounts/a/payload", envelope(200, "OK", `{"metadata":{"sourceId":"a"},"incomes":[{"id":"in-1"}]}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			payload, err := c.AccountPayload(ctx, "a")
			return string(payload["incomes"]), err
		}, `[{"id":"in-1"}]`,
	},
	"revoke account": {
		"DELETE /v1/accounts/a", reply(200, `{"code":"OK","requestId":"r"}`),
		func(ctx context.Context, c *api.Client) (any, error) { return nil, c.RevokeAccount(ctx, "a") }, nil,
	},
	"disable monitor": {
		"POST /v1/accounts/a/disableMonitor", envelope(200, "OK", `{"anything":true}`),
		func(ctx context.Context, c *api.Client) (any, error) { return nil, c.DisableMonitor(ctx, "a") }, nil,
	},
	"create webhook": {
		"POST /v1/webhooks", envelope(200, "OK", `{"id":"wh-1","secret":"hush"}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			made, err := c.CreateWebhook(ctx, wire.WebhookRequest{Name: "n", Secret: "hush"})
			return made.ID, err
		}, "wh-1",
	},
	"webhook": {
		"GET /v1/webhooks/wh-1", envelope(200, "OK", `{"id":"wh-1","eventTypes":["ALL_EVENTS"]}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			hook, err := c.Webhook(ctx, "wh-1")
			return len(hook.EventTypes), err
		}, 1,
	},
	"delete webhook": {
		"DELETE /v1/webhooks/wh-1", reply(200, `{"code":"OK","requestId":"r"}`),
		func(ctx context.Context, c *api.Client) (any, error) { return nil, c.DeleteWebhook(ctx, "wh-1") }, nil,
	},
	"create invite": {
		"POST /v1/invites", envelope(201, "OK", `{"id":"iv-1","userId":"u","status":"INVITED","linkedAt":null}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			made, err := c.CreateInvite(ctx, wire.InviteRequest{FullName: "n"})
			return made.UserID, err
		}, "u",
	},
	"invite": {
		"GET /v1/invites/iv-1", envelope(200, "OK", `{"id":"iv-1","status":"LINKED"}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			invite, err := c.Invite(ctx, "iv-1")
			return invite.Status, err
		}, wire.InviteLinked,
	},
	"create invite template": {
		"POST /v1/inviteTemplates", envelope(201, "OK", `{"id":"tpl-1"}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			made, err := c.CreateInviteTemplate(ctx, wire.InviteTemplateRequest{})
			return made.ID, err
		}, "tpl-1",
	},
	"invite template": {
		"GET /v1/inviteTemplates/tpl-1", envelope(200, "OK", `{"id":"tpl-1","company":{"name":"Tangerine"}}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			template, err := c.InviteTemplate(ctx, "tpl-1")
			return template.Company.Name, err
		}, "Tangerine",
	},
	"delete invite template": {
		"DELETE /v1/inviteTemplates/tpl-1", reply(200, `{"code":"OK","requestId":"r"}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			return nil, c.DeleteInviteTemplate(ctx, "tpl-1")
		}, nil,
	},
	"archive": {
		"GET /v1/archives/u-1", envelope(200, "OK", readArchive),
		func(ctx context.Context, c *api.Client) (any, error) {
			archive, err := c.Archive(ctx, "u-1")
			return string(archive.Extracted()), err
		}, `{"netAmount":9000}`,
	},
	"archive in its old form": {
		"GET /v1/archives/u-1", envelope(200, "OK", `{"id":"u-1","rawFiles":[],"classification":null,"analysis":{"netAmount":1},
			"state":{"status":"NEW_STATUS","errorCode":"MISSING_MANDATARY_FIELD"}}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			archive, err := c.Archive(ctx, "u-1")
			return fmt.Sprintf("%s %s %s", archive.Extracted(), archive.ErrorCode(), archive.State.Status), err
		}, `{"netAmount":1} MISSING_MANDATARY_FIELD NEW_STATUS`,
	},
	"archive with nothing read": {
		"GET /v1/archives/u-1", envelope(200, "OK", `{"id":"u-1","rawFiles":[],"extraction":null,"analysis":null}`),
		func(ctx context.Context, c *api.Client) (any, error) {
			archive, err := c.Archive(ctx, "u-1")
			return archive.Extracted() == nil, err
		}, true,
	},
	"revoke archive": {
		"DELETE /v1/archives/u-1", reply(200, `{"code":"OK","requestId":"r"}`),
		func(ctx context.Context, c *api.Client) (any, error) { return nil, c.RevokeArchive(ctx, "u-1") }, nil,
	},
}

func TestOperations(t *testing.T) {
	t.Parallel()
	for name, tc := range operations {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := tc.do(t.Context(), client(t, stub(t, step{tc.want, tc.answer})))
			if err != nil || got != tc.got {
				t.Errorf("got %v, %v, want %v", got, err, tc.got)
			}
		})
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	server := stub(t,
		step{"GET /v1/users?cursor=c&endDate=2026-02-01&size=3&startDate=2026-01-01", envelope(200, "OK", `{"items":[`+oneUser+`]}`)},
		step{"GET /v1/accounts?cursor=c&endDate=2026-02-01&size=3&startDate=2026-01-01&userId=u", envelope(200, "OK", `{"items":[`+oneAccount+`]}`)},
		step{"GET /v1/tasks?cursor=c&endDate=2026-02-01&size=3&sourceId=s&startDate=2026-01-01&userId=u", envelope(200, "OK", `{"items":[`+oneTask+`]}`)},
		step{
			"GET /v1/providers?accountConnection=false&active=true&cursor=c&enabled=true&ids=a%2Cb&name=n&size=3&subType=SERVICES&topIds=d&type=GIG",
			envelope(200, "OK", `{"items":[{"id":"p"}],"nextCursor":"n"}`),
		},
		step{
			"GET /v1/archives?cursor=c&endDate=2026-02-01&fileType=PAYSLIP&size=3&startDate=2026-01-01&userId=u",
			envelope(200, "OK", `{"items":[`+oneArchive+`,`+readArchive+`],"nextCursor":"n"}`),
		},
		step{
			"GET /v1/fileTypes?active=true&cursor=c&enabled=false&ocr=true&size=3&type=PAYSLIP",
			envelope(200, "OK", `{"items":[`+oneFileType+`]}`),
		},
		step{"GET /v1/providers", envelope(200, "OK", `{"items":null,"nextCursor":null}`)},
		step{
			"GET /v1/incomes?cursor=c&size=3&sourceId=s&userId=u",
			envelope(200, "OK", `{"items":[{"id":"i-1","netAmount":1,"metadata":{"sourceId":"s"}}],"nextCursor":"n"}`),
		},
	)
	c, ctx := client(t, server), t.Context()
	users, err := c.UsersPage(ctx, api.ListOptions{Size: 3, Cursor: "c", StartDate: "2026-01-01", EndDate: "2026-02-01"})
	checkPage(t, users, err, 1, "")
	accounts, err := c.AccountsPage(ctx, api.ListOptions{Size: 3, Cursor: "c", UserID: "u", StartDate: "2026-01-01", EndDate: "2026-02-01"})
	checkPage(t, accounts, err, 1, "")
	tasks, err := c.TasksPage(ctx, api.ListOptions{Size: 3, Cursor: "c", UserID: "u", StartDate: "2026-01-01", EndDate: "2026-02-01", SourceID: "s"})
	checkPage(t, tasks, err, 1, "")
	providers, err := c.ProvidersPage(ctx, api.ListOptions{
		Cursor: "c", Size: 3, Type: string(wire.TypeGig), SubType: "SERVICES", Active: &yes, Enabled: &yes, AccountConnection: &no,
		Name: "n", IDs: []string{"a", "b"}, TopIDs: []string{"d"},
	})
	checkPage(t, providers, err, 1, "n")
	archives, err := c.ArchivesPage(ctx, api.ListOptions{
		Size: 3, Cursor: "c", UserID: "u", FileType: "PAYSLIP", StartDate: "2026-01-01", EndDate: "2026-02-01",
	})
	checkPage(t, archives, err, 2, "n")
	types, err := c.FileTypesPage(ctx, api.ListOptions{Cursor: "c", Size: 3, Type: "PAYSLIP", Active: &yes, Enabled: &no, OCR: &yes})
	checkPage(t, types, err, 1, "")
	providers, err = c.ProvidersPage(ctx, api.ListOptions{})
	checkPage(t, providers, err, 0, "")
	incomes, err := c.DataPage(ctx, wire.DataIncomes, api.ListOptions{Size: 3, Cursor: "c", UserID: "u", SourceID: "s"})
	checkPage(t, incomes, err, 1, "n")
	nothing, err := c.DataPage(ctx, "UNHEARD_OF", api.ListOptions{})
	checkPage(t, nothing, err, 0, "")
}

func checkPage[T any](t *testing.T, p wire.Page[T], err error, items int, next string) {
	t.Helper()
	if err != nil || len(p.Items) != items || p.NextCursor != next {
		t.Errorf("got %d items, next %q, %v; want %d, %q", len(p.Items), p.NextCursor, err, items, next)
	}
}
