package journal

import "strings"

func (d Screen) masked(g *Gate) Data {
	d.Page, d.Event = g.text(d.Page, anywhere, spared), g.text(d.Event, anywhere, spared)
	d.ProviderID, d.AccountID = g.text(d.ProviderID, anywhere, spared), g.text(d.AccountID, anywhere, spared)
	d.FileType, d.ArchiveID = g.text(d.FileType, anywhere, spared), g.text(d.ArchiveID, anywhere, spared)
	return d
}

func (d Callback) masked(g *Gate) Data {
	d.Name, d.Source = g.text(d.Name, anywhere, spared), g.text(d.Source, anywhere, spared)
	d.Args = Text(g.text(string(d.Args), anywhere, full))
	return d
}

func (d Launch) masked(g *Gate) Data {
	return d.each(func(text string) string { return g.text(text, anywhere, spared) })
}

// each gives a copy in which every text of the options is what change makes of it.
func (d Launch) each(change func(string) string) Launch {
	o := &d.Options
	o.TemplateID, o.CompanyName = change(o.TemplateID), change(o.CompanyName)
	o.Providers, o.TopProviders = eachOf(o.Providers, change), eachOf(o.TopProviders, change)
	return d
}

func eachOf(list []string, change func(string) string) []string {
	var out []string
	for _, text := range list {
		out = append(out, change(text))
	}
	return out
}

func (d HTTP) masked(g *Gate) Data {
	d.Request = g.message(d.Request, requestSurroundings(d))
	d.Response = g.message(d.Response, anywhere)
	d.API, d.Method = g.text(d.API, anywhere, spared), g.text(d.Method, anywhere, spared)
	d.URL, d.Path = g.text(d.URL, anywhere, full), g.text(d.Path, anywhere, full)
	d.Code, d.RequestID = g.text(d.Code, anywhere, spared), g.text(d.RequestID, anywhere, spared)
	d.Err = g.text(d.Err, anywhere, full)
	return d
}

func (d Status) masked(g *Gate) Data {
	d.Subject, d.ID = g.text(d.Subject, anywhere, spared), g.text(d.ID, anywhere, spared)
	d.From, d.To = g.text(d.From, anywhere, spared), g.text(d.To, anywhere, spared)
	d.ErrorCode = g.text(d.ErrorCode, anywhere, spared)
	return d
}

func (d Note) masked(g *Gate) Data {
	d.Topic, d.Text = g.text(d.Topic, anywhere, full), g.text(d.Text, anywhere, full)
	return d
}

// requestSurroundings tells the one request whose "code" is a secret from all
// others, where it is the envelope's verdict.
func requestSurroundings(d HTTP) surroundings {
	path, _, _ := strings.Cut(d.Path+d.URL, "?")
	if strings.HasSuffix(strings.TrimRight(path, "/"), "/mfa") {
		return inMFA
	}
	return anywhere
}

func (g *Gate) message(m Message, around surroundings) Message {
	m.Body = Text(g.text(string(m.Body), around, full))
	headers := m.Header
	m.Header = nil
	for _, h := range headers {
		m.Header = append(m.Header, Header{Name: g.text(h.Name, anywhere, spared), Value: g.headerValue(h)})
	}
	return m
}

// headerValue masks a header's value by the header's name.
func (g *Gate) headerValue(h Header) string {
	name, value := strings.ToLower(h.Name), h.Value
	switch {
	case value == "" || isPlaceholder(value):
		return value
	case name == "authorization" || name == "proxy-authorization":
		return g.authorization(value)
	case name == "cookie":
		return g.cookies(value, -1)
	case name == "set-cookie":
		return g.cookies(value, 1)
	case name == "smile-signature":
		return g.place(KindSignature, value, true)
	case strings.Contains(name, "token"):
		return g.place(KindToken, value, false)
	case strings.Contains(name, "secret"):
		return g.place(KindSecret, value, false)
	case strings.Contains(name, "key"):
		return g.place(KindKey, value, false)
	}
	return g.text(value, anywhere, full)
}

// authorization keeps the scheme, which says what kind of key was used.
func (g *Gate) authorization(value string) string {
	scheme, credential, ok := strings.Cut(value, " ")
	credential = strings.TrimSpace(credential)
	switch {
	case !ok || credential == "":
		return g.place(KindSecret, value, false)
	case isPlaceholder(credential):
		return value
	case strings.EqualFold(scheme, "bearer"):
		return scheme + " " + g.place(KindToken, credential, false)
	case strings.EqualFold(scheme, "basic"):
		if plain, ok := decodeBase64(credential); ok {
			return scheme + " " + g.login(plain)
		}
	}
	return scheme + " " + g.place(KindSecret, credential, false)
}

// cookies masks the values of the first n "name=value" of a header, of all when n
// is negative; in Set-Cookie attributes follow the first.
func (g *Gate) cookies(value string, n int) string {
	value = g.text(value, anywhere, 0) // a known secret may hold a semicolon
	parts := strings.Split(value, ";")
	for i, part := range parts {
		name, cookie, ok := strings.Cut(part, "=")
		switch {
		case n >= 0 && i >= n:
			parts[i] = g.text(part, anywhere, full)
		case !ok:
			parts[i] = g.place(KindSecret, part, true)
		case cookie != "":
			parts[i] = name + "=" + g.place(KindSecret, cookie, false)
		}
	}
	return strings.Join(parts, ";")
}
