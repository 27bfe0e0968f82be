package redact

import "strings"

// Header masks the value of a header by the header's name.
func (r *Redactor) Header(name, value string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	for mark := range Placeholders(name) { // whose kind says nothing of the value
		name = strings.ReplaceAll(name, mark, "")
	}
	name = strings.ToLower(name)
	switch {
	case value == "" || isPlaceholder(value):
		return value
	case name == "authorization" || name == "proxy-authorization":
		return r.authorization(value)
	case name == "cookie":
		return r.cookies(value, false)
	case name == "set-cookie":
		return r.cookies(value, true)
	case name == "smile-signature":
		return r.place(Signature, value, true)
	case strings.Contains(name, "token"):
		return r.place(Token, value, false)
	case strings.Contains(name, "secret"):
		return r.place(Secret, value, false)
	case strings.Contains(name, "key"):
		return r.place(Key, value, false)
	}
	return r.text(value, anywhere, full)
}

// authorization keeps the scheme, which says what kind of key was used.
func (r *Redactor) authorization(value string) string {
	scheme, credential, ok := strings.Cut(value, " ")
	credential = strings.TrimSpace(credential)
	switch {
	case !ok || credential == "":
		return r.place(Secret, value, false)
	case isPlaceholder(credential):
		return value
	case strings.EqualFold(scheme, "bearer"):
		return scheme + " " + r.place(Token, credential, false)
	case strings.EqualFold(scheme, "basic"):
		if plain, ok := decodeBase64(credential); ok {
			return scheme + " " + r.login(plain)
		}
	}
	return scheme + " " + r.place(Secret, credential, false)
}

// cookies masks the values of the "name=value" of a header; where one is set,
// attributes follow the first.
func (r *Redactor) cookies(value string, set bool) string {
	value = r.text(value, anywhere, 0) // a known secret may hold a semicolon
	parts := strings.Split(value, ";")
	for i, part := range parts {
		name, cookie, ok := strings.Cut(part, "=")
		switch {
		case set && i > 0:
			parts[i] = r.text(part, anywhere, full)
		case !ok:
			parts[i] = r.place(Secret, part, true)
		case cookie != "":
			parts[i] = name + "=" + r.place(Secret, cookie, false)
		}
	}
	return strings.Join(parts, ";")
}
