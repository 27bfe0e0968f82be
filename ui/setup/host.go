package setup

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/wire"
)

// answerWait is how long a host may take for the one call that it gets.
const answerWait = 8 * time.Second

// answer is what came of the call, or why none was made.
type answer struct {
	unasked string
	signed  bool
	err     error
	// ahead is how far the host's clock is ahead, where dated says that it said so.
	ahead time.Duration
	dated bool
}

// ask calls the host once, by a GET that changes nothing, with the key if there is a whole
// one.
func (u *checkup) ask(ctx context.Context) answer {
	t := u.Target
	switch {
	case t.Skip != "":
		return answer{unasked: t.Skip}
	case t.Refusal != nil:
		return answer{unasked: "the host is not called: see host"}
	case u.Offline:
		return answer{unasked: "--offline calls nobody"}
	case t.Mode == wire.ModeProduction && !t.Production:
		return answer{unasked: "production is called with --production alone"}
	case u.proxy().State == Failed:
		return answer{unasked: "the host is not called: see proxy"}
	}
	return u.call(ctx, t.OpenAPI)
}

func (u *checkup) call(ctx context.Context, address string) (a answer) {
	key, secret := u.Target.Key, u.Target.Secret
	auth := api.Unsigned()
	if a.signed = key != "" && secret != ""; a.signed {
		auth = api.Basic(key, secret)
	}
	through := u.transport()
	defer through.CloseIdleConnections()
	client, err := api.NewTransport(api.Config{
		BaseURL: address, BaseURLName: envOpenHost, HTTP: &http.Client{Transport: through}, Timeout: answerWait, Tries: 1,
		Observe: func(x api.Exchange) { a.ahead, a.dated = u.ahead(x.ResponseHeader) },
	}, auth)
	if err == nil {
		err = api.Exec(ctx, client, api.Call{Method: http.MethodGet, Path: []string{"providers"}, Query: url.Values{"size": {"1"}}})
	}
	a.err = err
	return a
}

// ahead is how far a host's clock is ahead of this machine's, by the Date of an answer. A
// proxy's copy of an older answer, which has an Age, says nothing.
func (u *checkup) ahead(h http.Header) (time.Duration, bool) {
	date, err := http.ParseTime(h.Get("Date"))
	return date.Sub(u.Now()), err == nil && h.Get("Age") == ""
}

// refused says whether the host answered that it does not take the key, or that none came.
func (a answer) refused() bool {
	kind, _ := api.KindOf(a.err)
	return kind == api.KindKeyRefused || kind == api.KindTokenRefused
}

func checkHost(_ context.Context, u *checkup) Finding {
	t := u.Target
	if t.Skip != "" {
		return skipped(t.Skip)
	}
	if base := new(api.BaseURLError); errors.As(CheckAddress(t.OpenAPI, envOpenHost), &base) {
		return failed(CauseConfiguration, envOpenHost+" "+base.Problem, "write it like https://sandbox.smileapi.io/v1")
	}
	if base := new(api.BaseURLError); t.Link != "" && errors.As(CheckAddress(t.Link, envLinkHost), &base) {
		return failed(CauseConfiguration, envLinkHost+" "+base.Problem, "write it like http://127.0.0.1:8970/link/v1, or leave it out")
	}
	if t.Refusal != nil {
		return failed(CauseConfiguration, t.Refusal.Error(), "set "+envOpenHost+" in the environment, or take it out of .env")
	}
	a, name := u.answer(), host.Authority(t.OpenAPI)
	if a.unasked != "" {
		return skipped(a.unasked)
	}
	if e := new(api.Error); errors.As(a.err, &e) && !reaches(e.Kind) {
		return unreached(name, e)
	}
	return ok(name + " answers")
}

// CheckAddress fails with a *api.BaseURLError for what cannot be the address of an API; the
// error names the variable that it is from, and not the address.
func CheckAddress(address, name string) error {
	_, err := api.New(api.Config{BaseURL: address, BaseURLName: name, HTTP: http.DefaultClient})
	return err
}

// reaches says whether an error of a kind is an answer of the API.
func reaches(kind api.Kind) bool {
	return slices.Contains([]api.Kind{api.KindKeyRefused, api.KindTokenRefused, api.KindForbidden, api.KindRateLimited}, kind)
}

func unreached(name string, e *api.Error) Finding {
	text, cause := name+": "+e.Title(), CauseHost
	if detail := e.Detail(); detail != "" {
		text += " (" + detail + ")"
	}
	if e.Kind == api.KindTimeout {
		cause = CauseTime
	}
	return failed(cause, text, e.Advice())
}
