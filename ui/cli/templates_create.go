package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow/invite"
	"winkterm/ui/widget"
)

func newTemplatesCreate(s Streams) *cobra.Command {
	var file string
	var example bool
	cmd := ofTenant(s, new(lookupFlags), &cobra.Command{
		Use:   "create --file template.yaml",
		Short: "Make an invite template out of a file of YAML or JSON",
		Long: `Make an invite template out of a file of YAML or JSON. --example prints one to begin
with. All fields must be there. (The host has no operation that makes a Wink template.)`,
		Example: `  winkterm templates create --example > template.yaml
  winkterm templates create --file template.yaml`,
		Args: exactly(0, "templates create takes flags alone: --file template.yaml, or --example"),
	}, true, func(ctx context.Context, h *tenantHost, _ []string) (any, string, error) {
		switch {
		case example:
			body, err := assets.ReadInviteTemplate(assets.InviteTemplateExample())
			return body, string(assets.InviteTemplateExample()), err
		case file == "":
			return nil, "", usage("templates create wants --file template.yaml; --example prints one to begin with")
		}
		content, err := readNamed(ctx, s, "--file", file)
		if err != nil {
			return nil, "", err
		}
		body, err := assets.ReadInviteTemplate(content)
		if err := cmp.Or(err, checkVariables(body)); err != nil {
			return nil, "", usage("--file %s: %w", file, err)
		}
		if h == nil {
			return nil, "", errNoHost
		}
		made, err := h.CreateInviteTemplate(ctx, body)
		return made, widget.Clean(made.ID) + "\n", err
	})
	cmd.Flags().StringVar(&file, "file", "", "`FILE` of YAML or JSON with the template; - is stdin")
	cmd.Flags().BoolVar(&example, "example", false, "print a template to begin with, and make none")
	return cmd
}

// checkVariables names the variables of a template that nobody fills in.
func checkVariables(t wire.InviteTemplateRequest) error {
	if unknown := invite.Unknown(t); len(unknown) > 0 {
		return usage("the template has variables that nobody fills in: %s. There are %s", strings.Join(unknown, ", "), strings.Join(invite.Variables(), ", "))
	}
	return nil
}

func newTemplatesDelete(s Streams) *cobra.Command {
	return ofTenant(s, new(lookupFlags), &cobra.Command{
		Use:   "delete ID",
		Short: "Delete an invite template",
		Long:  `Delete an invite template of the host. What was invited by it stays.`,
		Args:  exactly(1, "templates delete wants the id of an invite template: winkterm templates list has them"),
	}, false, func(ctx context.Context, h *tenantHost, args []string) (any, string, error) {
		if strings.HasPrefix(args[0], "wtpl-") {
			return nil, "", usage("%s is a Wink template, which no operation deletes", args[0])
		}
		return map[string]string{"deleted": args[0]}, fmt.Sprintf("deleted %s\n", widget.Clean(args[0])), h.DeleteInviteTemplate(ctx, args[0])
	})
}
