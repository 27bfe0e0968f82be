package play

import (
	"maps"
	"slices"

	"winkterm/flow/recording"
	"winkterm/flow/redact"
	"winkterm/flow/scenario/spec"
)

// Redactor knows what scenarios brought along that may not leave: values of the
// environment, and the passwords, answers and codes of people of their own.
func Redactor(all ...*spec.Scenario) *redact.Redactor {
	r := redact.New()
	for _, s := range all {
		Learn(r, s)
	}
	return r
}

// Learn teaches a redactor what a scenario brought along, as Redactor has it.
func Learn(r *redact.Redactor, s *spec.Scenario) {
	for _, secret := range s.Secrets {
		r.Learn(redact.Secret, secret.Reveal())
	}
	for _, p := range s.People {
		for _, secret := range append(slices.Collect(maps.Values(p.Answers)), p.Password) {
			r.Learn(redact.Secret, secret)
		}
		r.Learn(redact.Code, p.Code)
		r.Learn(redact.Code, p.Code6)
	}
}

// withoutSecrets masks values of the environment in the options and the user data of a
// header. Of people it keeps what a recording needs: recording.Sandbox masks these.
func withoutSecrets(h recording.Header, s *spec.Scenario) recording.Header {
	if len(s.Secrets) == 0 {
		return h
	}
	mask := Redactor(&spec.Scenario{Secrets: s.Secrets}).Text
	w := &h.Widget
	h.UserID, w.TemplateID, w.CompanyName = mask(h.UserID), mask(w.TemplateID), mask(w.CompanyName)
	w.Providers, w.TopProviders = masked(w.Providers, mask), masked(w.TopProviders, mask)
	if h.Sandbox != nil {
		box := *h.Sandbox
		box.People, box.Data.Kinds = slices.Clone(box.People), maps.Clone(box.Data.Kinds)
		for i := range box.People {
			box.People[i].Name = mask(box.People[i].Name)
		}
		for kind, items := range box.Data.Kinds {
			items = slices.Clone(items)
			for i, item := range items {
				items[i], _ = maskedValue(item, mask).(map[string]any)
			}
			box.Data.Kinds[kind] = items
		}
		h.Sandbox = &box
	}
	return h
}

func masked(texts []string, mask func(string) string) []string {
	texts = slices.Clone(texts)
	for i, text := range texts {
		texts[i] = mask(text)
	}
	return texts
}

// maskedValue is a value of JSON with its texts masked.
func maskedValue(v any, mask func(string) string) any {
	switch v := v.(type) {
	case string:
		return mask(v)
	case []any:
		v = slices.Clone(v)
		for i, one := range v {
			v[i] = maskedValue(one, mask)
		}
		return v
	case map[string]any:
		v = maps.Clone(v)
		for name, one := range v {
			v[name] = maskedValue(one, mask)
		}
		return v
	}
	return v
}
