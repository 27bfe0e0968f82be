package cli

import (
	"bufio"
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow/scenario/derive"
	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/ui/widget"
)

// linkFlags are those of winkterm link.
type linkFlags struct {
	provider, person, user      string
	password, code              string
	passwordEnv, codeEnv        string
	passwordStdin               bool
	upload                      []string
	fileType, until, want       string
	count, parallel             int
	timeout                     time.Duration
	seed                        uint64
	json, sandbox, hostFromFile bool
}

func (f *linkFlags) register(set *pflag.FlagSet) {
	set.StringVar(&f.provider, "provider", "", "log in at the provider of this `ID`")
	set.StringVar(&f.person, "person", "george", "test person of this `NAME`")
	set.StringVar(&f.user, "user", "", "link for the user of this `ID` instead of a new one")
	set.StringVar(&f.password, "password", "", "in place of the person's: wrong, or a magic `WORD` such as error_ACCOUNT_LOCKED")
	set.StringVar(&f.passwordEnv, "password-env", "", "take the password from the environment's variable `NAME`")
	set.BoolVar(&f.passwordStdin, "password-stdin", false, "take the password from the first line of standard input")
	set.StringVar(&f.code, "code", "", "in place of the person's at the second step: wrong, or a test person's `CODE`")
	set.StringVar(&f.codeEnv, "code-env", "", "take the code from the environment's variable `NAME`")
	set.StringArrayVar(&f.upload, "upload", nil, "send this `FILE`, or a sample by its name (repeatable)")
	set.StringVar(&f.fileType, "file-type", "PAYSLIP", "document `TYPE` of --upload")
	set.StringVar(&f.until, "until", "", "wait for this `STATUS`: CONNECTED unless given, ANALYZED of a document")
	set.IntVar(&f.count, "count", 1, "link `N` times, each for a user of its own")
	set.IntVar(&f.parallel, "parallel", 1, "link `N` at once")
	set.DurationVar(&f.timeout, "timeout", plays.DefaultTimeout, "end one link after this `TIME` in real time")
	set.Uint64Var(&f.seed, "seed", 1, "seed `N` of the sandbox in the binary")
	set.BoolVar(&f.json, "json", false, "print JSON, a line for each")
	set.BoolVar(&f.sandbox, "sandbox", false, "use the sandbox in the binary, whatever is configured")
	set.BoolVar(&f.hostFromFile, "host-from-env-file", false, hostFromFileUsage)
}

// check finds what the flag parser cannot.
func (f *linkFlags) check() error {
	switch {
	case f.provider == "" && len(f.upload) == 0:
		return usage("link wants --provider ID, --upload FILE, or both")
	case f.count < 1 || f.parallel < 1 || f.parallel > parallelMost:
		return usage("--count and --parallel must be 1 or more, --parallel %d at most", parallelMost)
	case f.timeout < 0:
		return usage("--timeout must not be negative")
	case f.count > 1 && f.user != "":
		return usage("--count makes a user for each, --user names one: they exclude each other")
	case !magic(f.password, func(p assets.Person) []string { return []string{p.Password} }):
		return usage("--password takes no secret, which others could see: use --password-env NAME or --password-stdin; a flag may say wrong, error_CODE, later_CODE, slow_SECONDS or a test person's password")
	case !magic(f.code, func(p assets.Person) []string { return []string{p.Code, p.Code6} }):
		return usage("--code takes no secret, which others could see: use --code-env NAME; a flag may say wrong or a test person's code")
	}
	return nil
}

var magicWord = regexp.MustCompile(`^(?i:error|later)_[A-Za-z_]+$|^(?i:slow)_[0-9]+$|^(wrong|right)?$`)

// magic says that a word is the sandbox's own, and no secret.
func magic(word string, of func(assets.Person) []string) bool {
	return magicWord.MatchString(word) || slices.ContainsFunc(assets.People(), func(p assets.Person) bool { return slices.Contains(of(p), word) })
}

// secret is a value of the environment, or of the first line of standard input.
func (f *linkFlags) secret(ctx context.Context, s Streams, flag, plain, variable string, stdin bool) (wire.Secret, error) {
	switch given := s.env(variable); {
	case variable != "" && (plain != "" || stdin) || plain != "" && stdin:
		return "", usage("%s, %[1]s-env and %[1]s-stdin exclude each other", flag)
	case variable != "" && given == "":
		return "", usage("%s-env: the environment has no %s, or it is empty", flag, widget.Clean(variable))
	case variable != "":
		return wire.Secret(given), nil
	case !stdin:
		return wire.Secret(plain), nil
	}
	content, err := readInput(ctx, s.In)
	lines := bufio.NewScanner(strings.NewReader(string(content)))
	if err != nil || !lines.Scan() || lines.Text() == "" {
		return "", usage("%s-stdin: standard input has no line", flag)
	}
	return wire.Secret(lines.Text()), nil
}

// scenario is what the flags ask for.
func (f *linkFlags) scenario(ctx context.Context, s Streams) (*spec.Scenario, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	password, err := f.secret(ctx, s, "--password", f.password, f.passwordEnv, f.passwordStdin)
	if err != nil {
		return nil, err
	}
	code, err := f.secret(ctx, s, "--code", f.code, f.codeEnv, false)
	if err != nil {
		return nil, err
	}
	who, err := derive.PersonNamed(f.person)
	if err != nil {
		return nil, linkMistake(err)
	}
	sc := &spec.Scenario{Version: spec.Version, Name: "link", Person: who.Name, Options: spec.Options{UserID: f.user, EnableUpload: len(f.upload) > 0}}
	for _, secret := range []wire.Secret{password, code} {
		if plain := secret.Reveal(); plain != "" && plain != f.password && plain != f.code {
			sc.Secrets = append(sc.Secrets, secret)
		}
	}
	sc.Steps = []spec.Step{{Do: spec.Consent{}}}
	if f.provider != "" {
		steps, err := derive.Link{Provider: f.provider, Person: who.Name, Password: password, Code: code}.Steps()
		if err != nil {
			return nil, linkMistake(err)
		}
		sc.Steps = append(sc.Steps, steps...)
	}
	return sc, f.end(sc)
}

// end adds what is awaited, and the documents before it.
func (f *linkFlags) end(sc *spec.Scenario) error {
	want, of := cmp.Or(strings.ToUpper(f.until), "CONNECTED"), []spec.Subject{spec.OfAccount, spec.OfMonitor}
	if len(f.upload) > 0 {
		want, of = cmp.Or(strings.ToUpper(f.until), "ANALYZED"), []spec.Subject{spec.OfArchive}
		if f.provider != "" {
			sc.Steps = append(sc.Steps, spec.Step{Do: spec.Until{Status: "CONNECTED", In: spec.OfAccount}}, spec.Step{Do: spec.Another{}})
		}
		up := spec.Upload{Type: strings.ToUpper(f.fileType)}
		for _, file := range f.upload {
			if slices.ContainsFunc(assets.Payslips(), func(p assets.Payslip) bool { return p.Name == file }) {
				up.Samples = append(up.Samples, file)
			} else {
				up.Files = append(up.Files, file)
			}
		}
		sc.Steps = append(sc.Steps, spec.Step{Do: up})
	}
	for _, subject := range of {
		if slices.Contains(spec.StatusesOf(subject), want) {
			sc.Steps, f.want = append(sc.Steps, spec.Step{Do: spec.Until{Status: want, In: subject}}), want
			return nil
		}
	}
	return usage("--until: %s has no status %s, but %s", of[0], widget.Clean(want), strings.Join(spec.StatusesOf(of[0]), ", "))
}

// linkMistake names the flag of what cannot be linked.
func linkMistake(err error) error {
	return usage("--%s", widget.Clean(err.Error()))
}
