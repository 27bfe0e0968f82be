package account

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
)

// subject is a person as a provider knows them: one of the test people, or one
// with a life of their own under an alias.
type subject struct {
	assets.Person
	alias string // "7" of george+7, empty for the person as documented
}

// email is where the provider writes to: the alias keeps a mailbox apart.
func (s subject) email() string {
	if s.alias == "" {
		return s.Email
	}
	local, domain, _ := strings.Cut(s.Email, "@")
	return local + "+" + s.alias + "@" + domain
}

var (
	aliasOfNumber = regexp.MustCompile(`^(.*\d)\+(\d{1,6})$`)
	aliasOfName   = regexp.MustCompile(`^([^@+]+)\+([a-z0-9]{1,20})(@.*)?$`)
	number        = regexp.MustCompile(`^[0-9+() .-]+$`)
)

// findPerson finds who a login identifier names: a user name, an email address,
// a mobile number or a social security number.
func (s *Accounts) findPerson(identifier string) (subject, bool) {
	id, alias := strings.ToLower(strings.TrimSpace(identifier)), ""
	numeric := number.MatchString(id)
	if m := aliasOfNumber.FindStringSubmatch(id); numeric && m != nil {
		id, alias = m[1], m[2]
	} else if m := aliasOfName.FindStringSubmatch(id); !numeric && m != nil {
		id, alias = m[1]+m[3], m[2]
	}
	if numeric {
		id = digits(id)
	}
	for _, p := range s.people {
		if slices.Contains(identifiers(p), id) {
			return subject{p, alias}, true
		}
	}
	return subject{}, false
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// maskedMobile shows the country code and the last digits alone.
func (s subject) maskedMobile() string {
	country, national, _ := strings.Cut(s.Mobile, ")")
	national = digits(national)
	return "+" + digits(country) + " ••• " + national[len(national)-4:]
}

// maskedEmail shows the first letter, the alias and the domain.
func (s subject) maskedEmail() string {
	local, domain, _ := strings.Cut(s.email(), "@")
	_, alias, aliased := strings.Cut(local, "+")
	if aliased {
		alias = "+" + alias
	}
	return local[:1] + "•••" + alias + "@" + domain
}

// slowest is the longest wait that slow_<n> can ask for, in seconds.
const slowest = 600

// outcome is what a password leads to. With fails empty the login goes on.
type outcome struct {
	fails wire.AccountErrorCode // after PENDING
	later wire.AccountErrorCode // at the first sync
	slow  time.Duration         // of PENDING beyond the usual
}

// readPassword reads the magic passwords; see the package comment.
func readPassword(who subject, known bool, password string) outcome {
	wrong := outcome{fails: wire.ErrInvalidCredentials}
	if !known {
		return wrong
	}
	if password == who.Password {
		return outcome{}
	}
	kind, arg, _ := strings.Cut(password, "_")
	code := wire.AccountErrorCode(strings.ToUpper(arg))
	exists := slices.Contains(wire.AccountErrorCodes(), code)
	switch strings.ToLower(kind) {
	case "error":
		if exists {
			return outcome{fails: code}
		}
	case "later":
		if exists {
			return outcome{later: code}
		}
	case "slow":
		if n, err := strconv.ParseUint(arg, 10, 16); err == nil && n <= slowest {
			return outcome{slow: time.Duration(n) * time.Second}
		}
	}
	return wrong
}
