package mcp

import (
	"encoding/json"
	"slices"
	"strings"

	"winkterm/assets"
	"winkterm/flow/redact"
)

// secretKeys are what secrets stand under in the arguments of tools.
var secretKeys = []string{"password", "credentials", "code", "values", "answers"}

// learn has what was given as a secret masked from now on, also where it is refused.
func (s *server) learn(arguments json.RawMessage) {
	var all any
	if json.Unmarshal(arguments, &all) == nil {
		s.learnBelow(all, false)
	}
}

func (s *server) learnBelow(value any, secret bool) {
	switch v := value.(type) {
	case string:
		if secret && !public(v) {
			s.redactor.Learn(redact.Secret, v)
		}
	case []any:
		for _, one := range v {
			s.learnBelow(one, secret)
		}
	case map[string]any:
		for key, one := range v {
			_, fields := one.(map[string]any)
			s.learnBelow(one, secret || slices.Contains(secretKeys, key) || key == "type" && fields)
		}
	}
}

// public says that a word is the sandbox's own or a shipped person's, and no secret.
func public(word string) bool {
	kind, rest, magic := strings.Cut(strings.ToLower(word), "_")
	if magic {
		return slices.Contains([]string{"error", "later", "slow"}, kind) && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz_0123456789") == ""
	}
	return word == "right" || word == "wrong" || slices.ContainsFunc(assets.People(), func(p assets.Person) bool {
		return slices.Contains([]string{p.Password, p.Code, p.Code6}, word)
	})
}
