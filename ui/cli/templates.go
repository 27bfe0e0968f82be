package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow/invite"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// template is one of any kind: "wink" as the sandbox has them, "invite" and "consent" as a
// host has them.
type template struct {
	Kind     string `json:"kind"`
	ID       string `json:"id"`
	Name     string `json:"name"`
	Company  string `json:"companyName,omitempty"`
	Template any    `json:"template"`
}

func winkTemplate(w assets.WinkTemplate) template {
	return template{"wink", w.ID, w.Name, w.CompanyName, w}
}

func inviteTemplate(t wire.InviteTemplate) template {
	return template{"invite", t.ID, t.Name, t.Company.Name, t}
}

func consentTemplate(t wire.ConsentTemplate) template {
	return template{"consent", t.ID, t.ConsentType + " " + t.Version, "", t}
}

// newTemplates lists templates, and makes and removes those of invites.
func newTemplates(s Streams) *cobra.Command {
	return group(&cobra.Command{
		Use:   "templates",
		Short: "List, show, make and delete templates of invites, of the widget and of consent",
		Long: `List, show, make and delete templates. There are three kinds: those of invites and of
consent are at the host that API_KEY, API_SECRET and OPEN_API_HOST name, in the
environment or in .env; Wink templates (wtpl-…) are made in Smile's dashboard, and the
sandbox has three, which "winkterm --template ID" shows.`,
	}, newTemplatesList(s), newTemplatesShow(s), newTemplatesCreate(s), newTemplatesDelete(s))
}

func newTemplatesList(s Streams) *cobra.Command {
	return ofTenant(s, new(lookupFlags), &cobra.Command{
		Use:   "list",
		Short: "List the Wink templates that ship, and the host's templates of invites and consent",
		Args:  exactly(0, "templates list takes no arguments"),
	}, true, func(ctx context.Context, h *tenantHost, _ []string) (any, string, error) {
		all, err := allTemplates(ctx, s, h)
		rows := [][]string{{"KIND", "ID", "NAME", "COMPANY"}}
		for _, t := range all {
			rows = append(rows, []string{t.Kind, t.ID, t.Name, t.Company})
		}
		return all, cleanTable(rows), err
	})
}

// allTemplates are those that ship, and those of a host where there is one.
func allTemplates(ctx context.Context, s Streams, h *tenantHost) (all []template, err error) {
	for _, w := range assets.WinkTemplates() {
		all = append(all, winkTemplate(w))
	}
	if h == nil {
		fmt.Fprintln(s.Err, "winkterm: no host is configured: these are the Wink templates of the sandbox alone")
		return all, nil
	}
	invites, err := api.All(ctx, h.InviteTemplatePages(ctx), h.limiter.Wait)
	if err != nil {
		return nil, err
	}
	for _, t := range invites {
		all = append(all, inviteTemplate(t))
	}
	consents, err := api.All(ctx, h.ConsentTemplatePages(ctx), h.limiter.Wait)
	if kind, _ := api.KindOf(err); kind == api.KindMissing || kind == api.KindUnsupported || kind == api.KindForbidden {
		fmt.Fprintln(s.Err, "winkterm: the host lists no consent templates:", widget.Clean(err.Error()))
		err = nil
	}
	for _, t := range consents {
		all = append(all, consentTemplate(t))
	}
	return all, err
}

func newTemplatesShow(s Streams) *cobra.Command {
	cmd := ofTenant(s, new(lookupFlags), &cobra.Command{
		Use:   "show ID",
		Short: "Show a template: its texts, or its colours and what it offers",
		Args:  exactly(1, "templates show wants the id of a template: winkterm templates list has them"),
	}, true, func(ctx context.Context, h *tenantHost, args []string) (any, string, error) {
		t, err := findTemplate(ctx, s, h, args[0])
		if err != nil {
			return nil, "", err
		}
		return t, templateText(s, t), nil
	})
	cmd.ValidArgsFunction = completeTemplates
	return cmd
}

// findTemplate is the template of an id, of whatever kind.
func findTemplate(ctx context.Context, s Streams, h *tenantHost, id string) (template, error) {
	if w, ok := assets.WinkTemplateOf(id); ok {
		return winkTemplate(w), nil
	}
	all, err := allTemplates(ctx, s, h)
	i := slices.IndexFunc(all, func(t template) bool { return t.ID == id })
	if err == nil && i < 0 {
		return template{}, usage("there is no template %s: winkterm templates list has those there are; other Wink templates are in Smile's dashboard", id)
	} else if err != nil {
		return template{}, err
	}
	return all[i], nil
}

// templateText is a template for people.
func templateText(s Streams, t template) string {
	l := &labelled{width: columns(s), label: labelWidth + 2}
	fmt.Fprintf(l, "%s template %s\n\n", t.Kind, widget.Clean(t.ID))
	l.add("Name", t.Name)
	l.add("Company", t.Company)
	switch t := t.Template.(type) {
	case assets.WinkTemplate:
		l.wink(s, t)
	case wire.InviteTemplate:
		l.invite(t)
	case wire.ConsentTemplate:
		l.add("Made", t.CreatedAt.UTC().Format(time.RFC3339))
		fmt.Fprintf(l, "\n%s\n", widget.CleanLines(t.ConsentText))
	}
	return l.String()
}

// wink writes the colours, on a terminal a piece of each, and what is offered.
func (l *labelled) wink(s Streams, t assets.WinkTemplate) {
	to := &colorprofile.Writer{Forward: l, Profile: colorprofile.NoTTY}
	if s.Terminal {
		to.Profile = colorprofile.Env([]string{"TERM=" + s.env("TERM"), "COLORTERM=" + s.env("COLORTERM"), "NO_COLOR=" + s.env("NO_COLOR")})
	}
	for _, c := range []struct{ label, hex string }{{"Primary", t.Colours.Primary}, {"On primary", t.Colours.OnPrimary}, {"Accent", t.Colours.Accent}} {
		fmt.Fprintf(to, "  %-*s%s %s\n", l.label-2, c.label, theme.Swatch(c.hex), c.hex)
	}
	var types []string
	for _, one := range t.Types {
		types = append(types, one.Label())
	}
	l.add("Providers", cmp.Or(strings.Join(types, ", "), "all types"))
	documents := "as the option --upload says"
	if on := t.EnableUpload; on != nil {
		documents = map[bool]string{true: "offered", false: "not offered"}[*on]
	}
	l.add("Documents", documents)
	l.add("See it", "winkterm --template "+t.ID)
}

// invite writes the texts of an invite template.
func (l *labelled) invite(t wire.InviteTemplate) {
	for i, p := range []wire.InvitePage{t.LandingPage, t.SuccessPage} {
		l.list([]string{"Landing page", "Success page"}[i], []string{p.Header, p.Description, "[" + p.Button + "]"})
	}
	l.add("Mail", map[bool]string{true: "the host sends it", false: "none is sent"}[t.Email.SendEmail == nil || *t.Email.SendEmail])
	l.add("Unknown", strings.Join(invite.Unknown(t.InviteTemplateRequest), ", "))
	m := wire.SandboxMessage{To: "${fullName}", SenderName: t.Email.SenderName, ReplyAddress: t.Email.ReplyAddress, Subject: t.Email.Subject, Body: t.Email.Body}
	fmt.Fprintf(l, "\n%s", messageText(m))
}
