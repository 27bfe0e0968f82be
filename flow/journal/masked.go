package journal

import (
	"cmp"

	"winkterm/flow/redact"
)

func (d Screen) masked(r *redact.Redactor) Data {
	d.Page, d.Event = r.Label(d.Page), r.Label(d.Event)
	d.ProviderID, d.AccountID = r.Label(d.ProviderID), r.Label(d.AccountID)
	d.FileType, d.ArchiveID = r.Label(d.FileType), r.Label(d.ArchiveID)
	return d
}

func (d Callback) masked(r *redact.Redactor) Data {
	d.Name, d.Source = r.Label(d.Name), r.Label(d.Source)
	d.Args = Text(r.Text(string(d.Args)))
	return d
}

func (d Launch) masked(r *redact.Redactor) Data {
	return d.each(r.Label)
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

func (d HTTP) masked(r *redact.Redactor) Data {
	d.Request.Body = Text(r.RequestBody(cmp.Or(d.URL, d.Path), string(d.Request.Body)))
	d.Response.Body = Text(r.Text(string(d.Response.Body)))
	d.Request.Header, d.Response.Header = maskHeaders(r, d.Request.Header), maskHeaders(r, d.Response.Header)
	d.API, d.Method = r.Label(d.API), r.Label(d.Method)
	d.URL, d.Path = r.Text(d.URL), r.Text(d.Path)
	d.Code, d.RequestID = r.Label(d.Code), r.Label(d.RequestID)
	d.Err = r.Text(d.Err)
	return d
}

func (d Status) masked(r *redact.Redactor) Data {
	d.Subject, d.ID = r.Label(d.Subject), r.Label(d.ID)
	d.From, d.To = r.Label(d.From), r.Label(d.To)
	d.ErrorCode = r.Label(d.ErrorCode)
	return d
}

func (d Note) masked(r *redact.Redactor) Data {
	d.Topic, d.Text = r.Text(d.Topic), r.Text(d.Text)
	return d
}

func maskHeaders(r *redact.Redactor, headers []Header) []Header {
	var masked []Header
	for _, h := range headers {
		masked = append(masked, Header{Name: r.Label(h.Name), Value: r.Header(h.Name, h.Value)})
	}
	return masked
}
