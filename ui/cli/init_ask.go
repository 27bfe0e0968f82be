package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"winkterm/api/host"
	"winkterm/api/wire"
	"winkterm/ui/setup"
)

// errStoppedInit says that the user stopped before anything was written.
var errStoppedInit = usage("stopped: nothing is written")

// answers asks for what is to be written, or takes it from the environment.
func (f *initFlags) answers(ctx context.Context, s Streams) (in initial, err error) {
	exposed := f.exposed(ctx, s)
	if f.fromEnv {
		for _, name := range exposed {
			fmt.Fprintf(s.Err, "note: git does not ignore %s: add the line %[1]s to .gitignore\n", name)
		}
		return f.fromEnvironment(s)
	}
	q := questions{prompt{s}}
	if in.host, err = f.askHost(ctx, q); err != nil {
		return in, err
	}
	key, err := q.secret(ctx, "API key", envKey)
	if err != nil {
		return in, err
	}
	secret, err := q.secret(ctx, "API secret", envSecret)
	if err != nil {
		return in, err
	}
	in.key, in.secret = wire.Secret(key), wire.Secret(secret)
	in.link, err = q.ask(ctx, question{
		text: "Link API host, for logins here in the terminal (enter for none)", suggested: s.env(envLinkHost), optional: true,
		check: func(address string) error { return setup.CheckAddress(address, envLinkHost) },
	})
	if err != nil || len(exposed) == 0 {
		return in, err
	}
	add, err := q.yes(ctx, fmt.Sprintf("git does not ignore %s: add it to .gitignore?", exposed[0]))
	if add {
		in.ignore = exposed
	} else if err == nil {
		fmt.Fprintf(s.Err, "note: whoever adds %s to git publishes the key\n", exposed[0])
	}
	return in, err
}

// exposed are the files with a key that git would take: .env and what it was before, or that
// alone where a .env is there that git ignores, or that gets no key.
func (f *initFlags) exposed(ctx context.Context, s Streams) []string {
	if !f.keyStore && setup.Exposed(ctx, s.Dir, ".env") {
		return []string{".env", ".env.backup"}
	}
	if _, err := os.Stat(filepath.Join(s.Dir, ".env")); err == nil && setup.Exposed(ctx, s.Dir, ".env.backup") {
		return []string{".env.backup"}
	}
	return nil
}

// fromEnvironment takes everything from the environment.
func (f *initFlags) fromEnvironment(s Streams) (initial, error) {
	in := initial{
		host: cmp.Or(smileAddress(s.env(envOpenHost)), smileSandbox), link: s.env(envLinkHost),
		key: wire.Secret(s.env(envKey)), secret: wire.Secret(s.env(envSecret)),
	}
	switch {
	case in.key == "" || in.secret == "":
		return in, usage("--from-env wants both %s and %s in the environment", envKey, envSecret)
	case host.Production(in.host) && !f.production:
		return in, usage("%s is Smile's production, where calls may be billed: add --production if that is meant", envOpenHost)
	}
	err := setup.CheckAddress(in.host, envOpenHost)
	if in.link != "" {
		err = cmp.Or(err, setup.CheckAddress(in.link, envLinkHost))
	}
	return in, cmp.Or(err, checkSecret(envKey, in.key.Reveal()), checkSecret(envSecret, in.secret.Reveal()))
}

// askHost asks for the host, and again whether production is meant.
func (f *initFlags) askHost(ctx context.Context, q questions) (string, error) {
	named := map[string]string{"": smileSandbox, "1": smileSandbox, "sandbox": smileSandbox, "2": "https://" + host.SmileProduction + smilePath, "production": "https://" + host.SmileProduction + smilePath}
	resolve := func(answer string) string {
		if address, is := named[strings.ToLower(answer)]; is {
			return address
		}
		return smileAddress(answer)
	}
	answer, err := q.ask(ctx, question{
		text: "Host: 1 for Smile's sandbox, 2 for Smile's production, or an address", suggested: cmp.Or(q.env(envOpenHost), "1"),
		check: func(answer string) error { return setup.CheckAddress(resolve(answer), "the address") },
	})
	address := resolve(answer)
	if err != nil || !host.Production(address) || f.production {
		return address, err
	}
	_, err = q.ask(ctx, question{
		text: "That is production, where calls may be billed. Type production to go on",
		check: func(answer string) error {
			if answer != "production" {
				return usage("that is not the word production; the sandbox is 1")
			}
			return nil
		},
	})
	return address, err
}

// questions asks a person, or reads lines.
type questions struct{ prompt }

// question is one of them. An empty answer is what is suggested, and that where no further
// line comes as well if it is optional.
type question struct {
	text, suggested  string
	secret, optional bool
	check            func(answer string) error
}

// ask asks until the answer is good, without a terminal once. It fails with errStoppedInit
// when the user stops.
func (q questions) ask(ctx context.Context, a question) (string, error) {
	for {
		shown := a.suggested
		if a.secret && shown != "" {
			shown = "that of the environment"
		}
		fmt.Fprint(q.rawErr(), a.text)
		if shown != "" {
			fmt.Fprintf(q.rawErr(), " [%s]", shown)
		}
		fmt.Fprint(q.rawErr(), ": ")
		answer, err := q.read(ctx, a.secret)
		if !q.Terminal {
			fmt.Fprintln(q.rawErr())
		}
		switch {
		case strings.ContainsRune(answer, '\x1b') || ctx.Err() != nil:
			return "", errStoppedInit
		case errors.Is(err, io.EOF) && a.optional:
			answer, err = "", nil
		case errors.Is(err, io.EOF):
			return "", usage("%s: no answer came, and nothing is written; the answers are lines of the input, or those of the environment with --from-env", a.text)
		}
		if err != nil {
			return "", err
		}
		answer = cmp.Or(strings.TrimSpace(answer), a.suggested)
		if answer == "" && a.optional {
			return "", nil
		}
		if err = a.check(answer); err == nil || !q.Terminal {
			return answer, err
		}
		fmt.Fprintf(q.rawErr(), "  %v\n", err)
	}
}

// secret asks for one half of the key, which does not show.
func (q questions) secret(ctx context.Context, what, name string) (string, error) {
	return q.ask(ctx, question{text: what + " (does not show)", suggested: q.env(name), secret: true, check: func(text string) error { return checkSecret(name, text) }})
}

// checkSecret fails for what cannot be half of a key, by the name of that; the text is not
// in the error.
func checkSecret(name, text string) error {
	switch {
	case text == "":
		return usage("%s is empty, and a host wants both key and secret", name)
	case strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsGraphic(r) || r == ' ' }):
		return usage("%s has a space or another character that no key has", name)
	}
	return nil
}

// yes asks a question whose answer is yes unless somebody says no.
func (q questions) yes(ctx context.Context, text string) (bool, error) {
	answer, err := q.ask(ctx, question{text: text, suggested: "Y/n", optional: true, check: func(answer string) error {
		if strings.ContainsAny(strings.ToLower(answer[:1]), "yn") {
			return nil
		}
		return usage("y or n")
	}})
	return err == nil && !strings.HasPrefix(strings.ToLower(answer), "n"), err
}
