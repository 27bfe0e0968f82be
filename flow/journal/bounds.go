package journal

import "winkterm/flow/redact"

// What a record holds at most, in bytes. What is cut off ends in a marker that
// says how much is left out.
const (
	// BodyMax is for a body, a callback's arguments and a note's text.
	BodyMax = 16 << 10
	// lineMax is for a URL, a header's value and an error.
	lineMax = 4 << 10
	// nameMax is for ids, statuses and names.
	nameMax = 512
	// headersMax is how many header lines of a message are kept.
	headersMax = 64
	// idsMax is how many ids of a list in a launch's options are kept.
	idsMax = 64
)

func cutLine(r *redact.Redactor, s string) string { return r.Cut(s, 0, lineMax) }

func cutName(r *redact.Redactor, s string) string { return r.Cut(s, 0, nameMax) }

func (d Screen) bounded(r *redact.Redactor) Data {
	d.Page, d.Event = cutName(r, d.Page), cutName(r, d.Event)
	d.ProviderID, d.AccountID = cutName(r, d.ProviderID), cutName(r, d.AccountID)
	d.FileType, d.ArchiveID = cutName(r, d.FileType), cutName(r, d.ArchiveID)
	return d
}

func (d Callback) bounded(r *redact.Redactor) Data {
	d.Name, d.Source = cutName(r, d.Name), cutName(r, d.Source)
	d.Args = Text(r.Cut(string(d.Args), 0, BodyMax))
	return d
}

func (d Launch) bounded(r *redact.Redactor) Data {
	o := &d.Options
	o.Providers, o.TopProviders = o.Providers[:min(len(o.Providers), idsMax)], o.TopProviders[:min(len(o.TopProviders), idsMax)]
	return d.each(func(text string) string { return cutName(r, text) })
}

func (d HTTP) bounded(r *redact.Redactor) Data {
	d.API, d.Method = cutName(r, d.API), cutName(r, d.Method)
	d.Code, d.RequestID = cutName(r, d.Code), cutName(r, d.RequestID)
	d.URL, d.Path, d.Err = cutLine(r, d.URL), cutLine(r, d.Path), cutLine(r, d.Err)
	d.Request, d.Response = cutMessage(r, d.Request), cutMessage(r, d.Response)
	return d
}

func cutMessage(r *redact.Redactor, m Message) Message {
	m.Body = Text(r.Cut(string(m.Body), m.Size, BodyMax))
	headers := m.Header[:min(len(m.Header), headersMax)]
	m.Header = nil
	for _, h := range headers {
		m.Header = append(m.Header, Header{Name: cutName(r, h.Name), Value: cutLine(r, h.Value)})
	}
	return m
}

func (d Status) bounded(r *redact.Redactor) Data {
	d.Subject, d.ID, d.ErrorCode = cutName(r, d.Subject), cutName(r, d.ID), cutName(r, d.ErrorCode)
	d.From, d.To = cutName(r, d.From), cutName(r, d.To)
	return d
}

func (d Note) bounded(r *redact.Redactor) Data {
	d.Topic, d.Text = cutName(r, d.Topic), r.Cut(d.Text, 0, BodyMax)
	return d
}
