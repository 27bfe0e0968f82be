package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/ui/widget"
)

// inviteStatuses are those that an invite can have, in their order.
var inviteStatuses = texts(wire.InviteStatuses())

// newInvites invites people, and says what became of that.
func newInvites(s Streams) *cobra.Command {
	return group(&cobra.Command{
		Use:   "invites",
		Short: "Invite people by mail to link their accounts, and see what became of it",
		Long: `Invite people by mail to link their accounts, and see what became of it, at the host
that API_KEY, API_SECRET and OPEN_API_HOST name, in the environment or in .env. The
sandbox of "winkterm sandbox" sends no mail: it keeps the message, which "invites show"
prints.`,
	}, newInvitesSend(s), newInvitesList(s), newInvitesShow(s), newInvitesRevoke(s))
}

func newInvitesList(s Streams) *cobra.Command {
	var status string
	cmd := ofTenant(s, new(lookupFlags), &cobra.Command{
		Use:   "list",
		Short: "List the invites, newest first",
		Args:  exactly(0, "invites list takes no arguments, only flags such as --status LINKED"),
	}, false, func(ctx context.Context, h *tenantHost, _ []string) (any, string, error) {
		status = strings.ToUpper(status)
		if status != "" && !slices.Contains(inviteStatuses, status) {
			return nil, "", usage("--status is one of %s", strings.Join(inviteStatuses, ", "))
		}
		all, err := api.All(ctx, h.InvitePages(ctx), h.limiter.Wait)
		list, rows := []wire.Invite{}, [][]string{{"ID", "STATUS", "EMAIL", "NAME", "TEMPLATE", "INVITED"}}
		for _, v := range all {
			if status == "" || string(v.Status) == status {
				list = append(list, v)
				rows = append(rows, []string{v.ID, string(v.Status), v.Email, v.FullName, v.TemplateID, v.InvitedAt.UTC().Format(time.RFC3339)})
			}
		}
		if err == nil && len(list) == 0 {
			fmt.Fprintf(s.Err, "winkterm: there is no such invite at %s: \"winkterm invites send --template ID --to people.csv\" makes some\n", h.name())
			return list, "", nil
		}
		return list, cleanTable(rows), err
	})
	cmd.Flags().StringVar(&status, "status", "", "only those with this `STATUS`")
	return cmd
}

// shownInvite is an invite with all that is known of it.
type shownInvite struct {
	wire.Invite
	Log     []wire.InviteLog     `json:"log"`
	Message *wire.SandboxMessage `json:"message,omitempty"`
}

func newInvitesShow(s Streams) *cobra.Command {
	return ofTenant(s, new(lookupFlags), &cobra.Command{
		Use:   "show ID",
		Short: "Show an invite with its log, and in a sandbox the message",
		Args:  exactly(1, "invites show wants the id of an invite: winkterm invites list has them"),
	}, false, func(ctx context.Context, h *tenantHost, args []string) (any, string, error) {
		v, err := h.Invite(ctx, args[0])
		if err != nil {
			return nil, "", err
		}
		shown := shownInvite{Invite: v}
		if shown.Log, err = api.All(ctx, h.InviteLogPages(ctx, v.ID), h.limiter.Wait); err == nil && h.control != nil {
			kept, _ := h.control.Messages(ctx) // another program on this machine has none
			if i := slices.IndexFunc(kept.Items, func(m wire.SandboxMessage) bool { return m.InviteID == v.ID }); i >= 0 {
				shown.Message = &kept.Items[i]
			}
		}
		return shown, inviteText(shown, columns(s)), err
	})
}

// inviteText is an invite for people.
func inviteText(v shownInvite, width int) string {
	l := &labelled{width: width, label: labelWidth + 2}
	fmt.Fprintf(l, "invite %s\n\n", widget.Clean(v.ID))
	l.add("Status", string(v.Status))
	l.add("Name", v.FullName)
	l.add("Email", v.Email)
	l.add("User", v.UserID)
	l.add("Template", v.TemplateID)
	if v.WinkTemplateID != nil {
		l.add("Widget", *v.WinkTemplateID)
	}
	l.add("Landing page", v.InviteLandingPageURL)
	var log []string
	for _, e := range slices.Backward(v.Log) {
		log = append(log, e.CreatedAt.UTC().Format(time.RFC3339)+" "+string(e.InviteStatus))
	}
	l.list("Log", log)
	if m := v.Message; m != nil {
		fmt.Fprintf(l, "\nThe message, which the sandbox keeps in place of sending it:\n\n%s", messageText(*m))
	}
	return l.String()
}

// messageText is a message as a mail looks, set in.
func messageText(m wire.SandboxMessage) string {
	head := fmt.Sprintf("From: %s <%s>\nTo: %s\nSubject: %s", widget.Clean(m.SenderName), widget.Clean(m.ReplyAddress), widget.Clean(m.To), widget.Clean(m.Subject))
	text := strings.TrimSpace(head + "\n\n" + widget.CleanLines(m.Body))
	if m.URL != "" {
		text += "\n\n" + widget.Clean(m.URL)
	}
	return strings.ReplaceAll("  "+strings.ReplaceAll(text, "\n", "\n  ")+"\n", "\n  \n", "\n\n")
}

func newInvitesRevoke(s Streams) *cobra.Command {
	return ofTenant(s, new(lookupFlags), &cobra.Command{
		Use:   "revoke ID",
		Short: "Revoke an invite of a sandbox, so that its link opens nothing any more",
		Long: `Revoke an invite of a sandbox, so that its link opens nothing any more. What was linked
by it stays. Smile's Open API has no such operation: at a Smile host this says what can
be done instead.`,
		Args: exactly(1, "invites revoke wants the id of an invite: winkterm invites list has them"),
	}, false, func(ctx context.Context, h *tenantHost, args []string) (any, string, error) {
		if h.control == nil {
			return nil, "", usage("the Open API of %s has no operation that revokes an invite. What was linked by it can be revoked, account by account: \"winkterm invites show\" has the user, whom the wizard opens with --user. To take back the link itself, ask Smile's support with the invite's id", h.name())
		}
		v, err := h.control.RevokeInvite(ctx, args[0])
		return v, widget.Clean(v.ID+" "+string(v.Status)) + "\n", err
	})
}
